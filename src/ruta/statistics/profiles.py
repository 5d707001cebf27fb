"""Profiles: how often a group is worse off than the population that it lives beside, and how sure that is.

A share alone says little: part of it is the poverty of the place. The host population of the same sex and age stands
beside each group (Durable Solutions Indicator Library: comparison with the non-displaced throughout).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.shares import risk_ratio

READABLE = 30
"""Respondents under which a cell is shown and not read. A convention of this course: each office declares its own."""
AGE_BANDS = {"0–14": 14, "15–59": 59, "60+": 200}
"""Bands of age, with the last year of each."""


def household_effect(household: pd.Series) -> float:
    """Return the design effect if everybody in a household answered alike: Σb² ÷ Σb, with b respondents in each.

    It is the greatest that households alone can cause (intraclass correlation of one; Kish 1965, chapter on clusters,
    to confirm), so an interval that uses it is not too narrow on their account.
    """
    sizes = household.value_counts()
    return float((sizes**2).sum() / sizes.sum())


def age_band(age: pd.Series) -> pd.Series:
    """Return the band of `AGE_BANDS` of each age (completed years), as ordered labels."""
    return pd.cut(age, [-1, *AGE_BANDS.values()], labels=list(AGE_BANDS)).rename("age_band")


def profile(
    persons: pd.DataFrame, *, worse: pd.Series, by: Sequence[str], benchmark: str = "host", minimum: int = READABLE
) -> pd.DataFrame:
    """Put each displaced group beside the benchmark population of the same cell.

    Parameters
    ----------
    persons
        One row per respondent: ``group``, ``household_id`` and the columns of `by`. All respondents of a group have
        the same weight, so that shares inside a group need none.
    worse
        Yes, no or blank for each person (boolean): worse off. A blank is no answer, and counts nowhere.
    by
        Columns that make the cells, such as ``["sex", "age_band"]``; empty for whole groups.
    benchmark
        Value of ``group`` to compare with.
    minimum
        Respondents that a cell needs, in the group and in the benchmark, to be read.

    Returns
    -------
    DataFrame
        One row per displaced group (its label starts with A) and cell: ``respondents``, ``benchmark_respondents``,
        ``share`` and ``benchmark_share`` (per cent), ``gap`` (percentage points), ``ratio``, ``low``, ``high`` and
        ``readable`` (bool).
    """
    answered = persons.assign(worse=worse).dropna(subset=["worse"])
    keys = ["group", *by]
    rows = []
    for key, cell in answered[answered["group"].str.startswith("A")].groupby(keys, observed=True):
        beside = answered[answered["group"] == benchmark]
        for column, value in zip(by, key[1:], strict=True):
            beside = beside[beside[column] == value]
        rows.append((*key, *_compared(cell, beside, minimum)))
    return pd.DataFrame(rows, columns=[*keys, *_COLUMNS]).set_index(keys)


_COLUMNS = (
    "respondents", "benchmark_respondents", "share", "benchmark_share", "gap", "ratio", "low", "high", "readable",
)  # fmt: skip


def _compared(cell: pd.DataFrame, beside: pd.DataFrame, minimum: int) -> tuple[object, ...]:
    size, benchmark_size = len(cell), len(beside)
    if benchmark_size == 0:
        return (size, 0, 100 * float(cell["worse"].mean()), *[np.nan] * 5, False)
    cases, benchmark_cases = int(cell["worse"].sum()), int(beside["worse"].sum())
    effect = max(household_effect(cell["household_id"]), household_effect(beside["household_id"]))
    found = risk_ratio(
        cases=cases, size=size, benchmark_cases=benchmark_cases, benchmark_size=benchmark_size, design_effect=effect
    )
    share, benchmark_share = 100 * cases / size, 100 * benchmark_cases / benchmark_size
    readable = min(size, benchmark_size) >= minimum
    return (size, benchmark_size, share, benchmark_share, share - benchmark_share, *found, readable)


def standardised_gap(
    persons: pd.DataFrame, *, worse: pd.Series, group: str, by: Sequence[str], benchmark: str = "host"
) -> float:
    """Return the gap (percentage points) that is left when the benchmark is given the structure of the group.

    Direct standardisation: the gap of each cell, weighted by the share of the group's respondents in it. A displaced
    population is often younger than its neighbours; without this, part of the gap is age.

    Parameters
    ----------
    persons, worse, by, benchmark
        As for `profile`.
    group
        Which displaced group.

    Raises
    ------
    InputError
        Where a cell of the group has nobody to be compared with.
    """
    answered = persons.assign(worse=worse).dropna(subset=["worse"])
    answered = answered.assign(worse=answered["worse"].astype("float64"))
    mine, beside = (
        answered[answered["group"] == name].groupby(list(by), observed=True)["worse"].mean()
        for name in (group, benchmark)
    )
    empty = mine.index.difference(beside.index)
    if len(empty):
        raise InputError("statistics.profile.nobody-beside", cell=empty[0], group=group, benchmark=benchmark)
    structure = answered[answered["group"] == group].groupby(list(by), observed=True)["worse"].count()
    return float(100 * ((mine - beside[mine.index]) * structure).sum() / structure.sum())
