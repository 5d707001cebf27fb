"""What comes before any index: a count with the people behind it, and one code for one place."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ruta.errors import InputError


def rate(counts: pd.Series, population: pd.Series, *, per: float = 100_000) -> pd.Series:
    """Return counts for each ``per`` people; a count that is unknown gives a rate that is unknown.

    Parameters
    ----------
    counts
        Events or persons by place, none below zero; NaN where nothing was reported, which is never read as zero.
    population
        People (or pupils, or posts) by place, above zero: what the counts are divided by.
    per
        Size of the population that the rate speaks of, 100,000 if nothing is said.

    Returns
    -------
    pandas.Series
        float64, in the order of ``counts``, in events per ``per`` people.

    Raises
    ------
    InputError
        A place has no population, or one that is blank, zero or negative; a count is negative; a place is there twice.
    """
    for column in (counts, population):
        twice = column.index[column.index.duplicated()]
        if len(twice):
            raise InputError("risk-index.row-twice", row=twice[0])
    numbers = counts.astype("float64")
    absent = [place for place in numbers.index if place not in population.index]
    if absent:
        raise InputError("risk-index.no-population", row=absent[0])
    people = population.reindex(numbers.index).astype("float64")
    blank = people.index[people.isna().to_numpy()]
    if len(blank):
        raise InputError("risk-index.population-blank", row=blank[0])
    # Infinity, too: it would make a rate of zero.
    unusable = people.index[((people <= 0) | np.isinf(people)).to_numpy()]
    if len(unusable):
        raise InputError("risk-index.population", row=unusable[0], found=f"{people[unusable[0]]:g}")
    below = numbers.index[(numbers < 0).to_numpy()]
    if len(below):
        raise InputError("risk-index.negative-count", row=below[0], found=f"{numbers[below[0]]:g}")
    return numbers / people * per


def merge_codes(
    table: pd.DataFrame, crosswalk: Mapping[str, str], *, code: str = "municipality", sums: Sequence[str]
) -> pd.DataFrame:
    """Return a table by the new codes: persons and population of the old places are added up.

    A rate is never added nor averaged: merge first, divide afterwards. A sum with an unknown part is unknown.

    Parameters
    ----------
    table
        One row per old place (several where it has other rows of the same kind, which are added as well).
    crosswalk
        New code of every old code. A place that keeps its code is in it too, so that nothing is left out in silence.
    code
        Column of the old codes.
    sums
        Columns of numbers to add up: counts, persons, population; none below zero.

    Returns
    -------
    pandas.DataFrame
        One row per new place, in the order of the codes; ``code`` and the columns of ``sums``, float64.

    Raises
    ------
    InputError
        A column is missing, a code has no new code, or a number is negative.
    """
    for column in (code, *sums):
        if column not in table.columns:
            found = ", ".join(map(str, table.columns))
            raise InputError("risk-index.column-missing", column=column, found=found)
    for place in table[code]:
        if place not in crosswalk:
            raise InputError("risk-index.code-unmapped", old=place, column=code)
    numbers = table[list(sums)].astype("float64")
    for column in sums:
        below = np.flatnonzero(numbers[column] < 0)
        if below.size:
            place, found = table[code].iloc[int(below[0])], numbers[column].iloc[int(below[0])]
            raise InputError("risk-index.negative-count", row=place, found=f"{found:g}")
    new = table[code].map(dict(crosswalk)).rename(code)
    # A plain sum would leave the unknown parts out without a word.
    merged = numbers.groupby(new).sum().mask(numbers.isna().groupby(new).any())
    return merged.reset_index()
