"""Reading the files that come with the course: facts, and the synthetic countries at their usual seed and size."""

from typing import Literal, get_args

import pandas as pd

from ruta.datasets import files, frames
from ruta.datasets.countries import COUNTRIES, find
from ruta.datasets.schemas import TABLES, TRUTHS, check_name
from ruta.errors import InputError

Releases = Literal["lessons", "latest", "every"]
# Chosen once and kept, so that the answers of the lessons do not move when a newer release joins the table.
LESSON_RELEASES: dict[str, tuple[str, ...]] = {
    "idp_stock_conflict_idmc": ("2025.12.1 (June 2026)",),
    "idp_stock_unhcr": ("2025.12.1 (June 2026)",),
    "new_displacements_conflict_idmc": ("2018", "2022"),
    "new_displacements_disaster_idmc": ("2018", "2022", "GRID 2024"),
}


def file_of(name: str) -> str:
    """Return the file of a table, relative to the folder of shipped files."""
    return f"truth/{name}.csv" if name in TRUTHS else f"{name}.csv"


def published(releases: Releases = "lessons") -> pd.DataFrame:
    """Return published figures of the four countries and the world, each row with source, release and definition.

    A year that a source does not give has no row: a blank is not a zero.

    Parameters
    ----------
    releases
        Which releases of a figure.

        - ``"lessons"``: the four series of the lessons on accounts, each in the releases of `LESSON_RELEASES`; one row
          a country, year and indicator, and no row of the world.
        - ``"latest"``: every figure, in the newest release that has it; one row a country, year and indicator. A
          release without a date counts as the oldest.
        - ``"every"``: every figure in every release; one row a country, year, indicator and release.

    Raises
    ------
    InputError
        Where the shipped file is missing, or for another word.
    """
    if releases not in get_args(Releases):
        raise InputError("datasets.unknown-releases", found=releases, expected=", ".join(get_args(Releases)))
    name = "published-figures"
    every = frames.conform(files.read_as_text(file_of(name)), name).astype({"value": "Int64"})
    if releases == "every":
        return every
    if releases == "latest":
        ordered = every.sort_values("released", kind="stable", na_position="first")
        newest = ordered.drop_duplicates(["iso3", "year", "indicator"], keep="last")
        return newest.sort_index().reset_index(drop=True)
    chosen = pd.Series(False, index=every.index)
    for indicator, known in LESSON_RELEASES.items():
        chosen |= (every["indicator"] == indicator) & every["release"].isin(known)
    return every[chosen & every["iso3"].isin(list(COUNTRIES))].reset_index(drop=True)


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
