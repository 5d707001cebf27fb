"""Reading the files that come with the course: facts, and the synthetic countries at their usual seed and size."""

import pandas as pd

from ruta.datasets import files, frames
from ruta.datasets.countries import find
from ruta.datasets.schemas import TABLES, TRUTHS, check_name


def file_of(name: str) -> str:
    """Return the file of a table, relative to the folder of shipped files."""
    return f"truth/{name}.csv" if name in TRUTHS else f"{name}.csv"


def published() -> pd.DataFrame:
    """Return published figures of the four countries, one row a country, year and indicator.

    A year that a source does not give has no row: a blank is not a zero.

    Raises
    ------
    InputError
        Where the shipped file is missing.
    """
    name = "published-figures"
    return frames.conform(files.read_as_text(file_of(name)), name).astype({"value": "Int64"})


def shipped(name: str, *, country: str) -> pd.DataFrame:
    """Return a table or a table of truth as shipped: what `table` or `truth` makes at the usual seed and size.

    Parameters
    ----------
    name
        One of `ruta.datasets.TABLES` or `ruta.datasets.TRUTHS`.
    country
        ISO 3166-1 alpha-3 code.

    Raises
    ------
    InputError
        For an unknown table or country, and where the shipped file is missing.
    """
    check_name(name, (*TABLES, *TRUTHS))
    everywhere = files.read_as_text(file_of(name))
    return frames.conform(everywhere[everywhere["iso3"] == find(country).iso3], name)
