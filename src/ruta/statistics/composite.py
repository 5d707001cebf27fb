"""A declared measure of overcoming key displacement-related vulnerabilities: five criteria, each against a benchmark.

The five criteria are those that IRIS takes from the eight of the IASC Framework (EGRIS 2020, chapter on durable
solutions; IASC 2010). How they are measured and combined is not settled: the expert group says that no definitive
guidance exists (EGRISS, methodological refinement). What is here is one rule, declared so that it can be tested; it is
nobody's official formula, and no rule of this kind decides what one person receives.
"""

from collections.abc import Sequence

import pandas as pd

from ruta.errors import InputError

MEASURES: dict[str, str] = {
    "safety": "safe_days",
    "living": "food_days",
    "livelihood": "income",
    "housing": "tenure_months",
    "documents": "documents",
}
"""Criterion and the column that measures it; in every column more is better."""
TOP = {"safety": 30, "living": 30, "livelihood": 200, "housing": 60, "documents": 3}
"""Value that gives 100 points where points are averaged; a higher one gives no more."""
QUANTILE = 0.25
"""The default: three of four persons of the benchmark reach the threshold."""


def thresholds(benchmark: pd.DataFrame, *, quantile: float = QUANTILE) -> pd.Series:
    """Return for each criterion the value below which a part of the benchmark lies.

    Parameters
    ----------
    benchmark
        Persons of the population to compare with, with the columns of `MEASURES`; blanks are set aside.
    quantile
        Part of the benchmark that may lie below, 0 to 1. The threshold is a value that occurs (the lower one between
        two), so that it can be read from a table.

    Raises
    ------
    InputError
        Where the quantile is not between 0 and 1.
    """
    if not 0 <= quantile <= 1:
        raise InputError("statistics.composite.bad-quantile", found=quantile)
    values = {
        name: benchmark[column].dropna().astype("float64").quantile(quantile, interpolation="lower")
        for name, column in MEASURES.items()
    }
    return pd.Series(values, name="threshold")


def passed(persons: pd.DataFrame, limits: pd.Series) -> pd.DataFrame:
    """Tell for each person and criterion whether the value reaches the threshold: yes, no or blank (boolean).

    Parameters
    ----------
    persons
        One row per person, with the columns of `MEASURES`.
    limits
        Threshold by criterion; the criteria that it names are the ones that count.
    """
    unknown = [name for name in limits.index if name not in MEASURES]
    if unknown:
        raise InputError("statistics.composite.unknown-criterion", found=unknown[0], expected=", ".join(MEASURES))
    return pd.DataFrame(
        {name: (persons[MEASURES[name]].astype("Float64") >= limits[name]).astype("boolean") for name in limits.index}
    )


def all_of(passes: pd.DataFrame, criteria: Sequence[str] | None = None) -> pd.Series:
    """Tell who passes every criterion. One failure is a no, whatever is blank; else one blank leaves it undecided.

    Parameters
    ----------
    passes
        As returned by `passed`.
    criteria
        Which criteria count; all columns where none are named.
    """
    chosen = passes if criteria is None else passes[list(criteria)]
    return chosen.all(axis="columns", skipna=False).astype("boolean").rename("passes")


def at_least(passes: pd.DataFrame, count: int) -> pd.Series:
    """Tell who passes a number of criteria, whichever they are; blank where the blanks could decide it."""
    sure = passes.fillna(False).sum(axis="columns")
    possible = passes.fillna(True).sum(axis="columns")
    decided = (sure >= count).astype("boolean")
    return decided.mask((sure < count) & (possible >= count)).rename("passes")


def average_points(persons: pd.DataFrame) -> pd.Series:
    """Return the mean of the five criteria in points of 100: a strong one makes up for a weak one.

    Blank where one of the five is blank.
    """
    points = {
        name: (persons[column].astype("Float64") / TOP[name] * 100).clip(upper=100) for name, column in MEASURES.items()
    }
    return pd.DataFrame(points).mean(axis="columns", skipna=False).rename("points")


def average_rule(persons: pd.DataFrame, benchmark: pd.DataFrame, *, quantile: float = QUANTILE) -> pd.Series:
    """Tell who has on average no fewer points than the same part of the benchmark; shown to be tested, not advised.

    Parameters
    ----------
    persons, benchmark
        With the columns of `MEASURES`.
    quantile
        As for `thresholds`, of the averages of the benchmark.
    """
    limit = average_points(benchmark).dropna().astype("float64").quantile(quantile, interpolation="lower")
    return (average_points(persons) >= limit).astype("boolean").rename("passes")


def pasted(persons: pd.DataFrame, result: pd.Series) -> pd.Series:
    """Give everybody in a household the result of its reference person: the mistake, so that it can be counted.

    Parameters
    ----------
    persons
        ``household_id`` and ``reference`` (bool), one reference person a household.
    result
        Of each person (boolean), on the same rows.
    """
    of_reference = result[persons["reference"]].set_axis(persons.loc[persons["reference"], "household_id"])
    return pd.Series(persons["household_id"].map(of_reference), dtype="boolean", name="passes")
