"""Where a series says something about a country, where it repeats itself, and where it is silent."""

import pandas as pd

from ruta.errors import InputError

NEW, REPEATED, ZERO, SILENT = "new", "repeated", "zero", "silent"
STATES = (NEW, REPEATED, ZERO, SILENT)
"""A figure other than that of the year before; the same one again; a printed zero; no figure."""


def states(figures: pd.DataFrame, *, within: float = 1) -> pd.DataFrame:
    """Tell, for each year and country, whether a series speaks, repeats itself, prints a zero or is silent.

    Parameters
    ----------
    figures
        One figure a year and country, in one release: years as the index, a column for each country, blank where the
        source gives none. Years without a row are silent in every column.
    within
        Largest difference from the year before that is still called a repetition: 1 forgives 71,501 beside 71,500.

    Returns
    -------
    DataFrame
        Every year from the first to the last, the columns of ``figures``; cells are ``new``, ``repeated``, ``zero`` or
        ``silent``. A repetition needs a figure in the year just before; a first figure is ``new``. ``new`` says only
        that another number was printed, not that somebody measured.

    Raises
    ------
    InputError
        Where the table is empty, and where a year or a country stands twice.
    """
    if figures.empty:
        raise InputError("comparing.no-figures")
    for labels in (figures.index, figures.columns):
        if labels.has_duplicates:
            raise InputError("comparing.twice", found=labels[labels.duplicated()][0])
    years = pd.RangeIndex(int(figures.index.min()), int(figures.index.max()) + 1, name="year")
    values = figures.reindex(years).astype("float64")
    table = pd.DataFrame(NEW, index=years, columns=values.columns, dtype=object)
    table = table.mask((values - values.shift(1)).abs() <= within, REPEATED)
    table = table.mask(values == 0, ZERO)
    return table.mask(values.isna(), SILENT)


def years_for_all(found: pd.DataFrame) -> list[int]:
    """Return the years in which no column of a table of `states` is silent; a printed zero is a figure."""
    return [int(year) for year in found.index[(found != SILENT).all(axis=1)]]
