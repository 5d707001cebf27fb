"""The office's tables as lessons ask for them, from the folder of converted and checked files."""

import pandas as pd

from ruta import own_data
from ruta.datasets import frames
from ruta.datasets.countries import find
from ruta.errors import InputError


def file_of(name: str, country: str) -> str:
    """Return the path of a table in the folder of the office's tables."""
    return f"{country}/{name}.csv"


def given(name: str, *, country: str) -> pd.DataFrame | None:
    """Return the office's table, or None where this process works with synthetic ones.

    Raises
    ------
    InputError
        Where the office's data are in use and this table is not among them: a synthetic one beside it would be read
        as the office's.
    """
    folder = own_data.folder()
    if folder is None:
        return None
    path = folder / file_of(name, find(country).iso3)
    if not path.is_file():
        raise InputError("own.not-given", table=name, country=country)
    text = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    return frames.conform(text, name)


def refuse_truth(name: str) -> None:
    """Stop where a table of truth is asked for while the office's data are in use: no office knows it."""
    if own_data.folder() is not None:
        raise InputError("own.no-truth", table=name)
