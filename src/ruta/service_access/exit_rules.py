"""Rules that say whether a household has overcome its displacement-related vulnerabilities, and a measure of progress.

The ten sub-criteria are those of the exit measure of IRIS (EGRIS 2020, pp. 58-61): each is met or not met against the
general population, and all must be met. How this is done in practice is not settled (EGRISS, methodological
refinement). The rivals are here so that they can be compared: a count, an index, and rights that once met are not
measured again (Colombia before 2024, UARIV 2024). None of these rules decides what one household receives.
"""

import pandas as pd

from ruta.errors import InputError

SUBCRITERIA = (
    "violence", "movement", "food", "shelter", "health", "education", "work", "expenses", "property", "documents",
)  # fmt: skip
"""Columns of a panel, in the order of IRIS; in each a higher level is better and a blank does not apply."""
QUANTILE = 0.25
"""The default: three of four households of the general population reach the threshold."""


def thresholds(neighbours: pd.DataFrame, *, quantile: float = QUANTILE) -> "pd.Series[float]":
    """Return for each sub-criterion the level that the general population reaches.

    Parameters
    ----------
    neighbours
        Households of the general population, with the columns of `SUBCRITERIA`; blanks are set aside.
    quantile
        Part of them that may lie below the threshold, 0 to 1. The threshold is a level that occurs.

    Raises
    ------
    InputError
        Where nobody is there to compare with, or the quantile is not between 0 and 1.
    """
    if not 0 <= quantile <= 1:
        raise InputError("aid-to-solutions.bad-quantile", found=quantile)
    _check(neighbours)
    empty = [name for name in SUBCRITERIA if not neighbours[name].notna().any()]
    if empty:
        raise InputError("aid-to-solutions.no-benchmark", column=empty[0])
    levels = {
        name: float(neighbours[name].dropna().astype("float64").quantile(quantile, interpolation="lower"))
        for name in SUBCRITERIA
    }
    return pd.Series(levels, name="threshold")


def met(levels: pd.DataFrame, limits: "pd.Series[float]") -> pd.DataFrame:
    """Tell for each household and sub-criterion whether it is met, or does not apply (True in both cases).

    Parameters
    ----------
    levels
        One row per household, with the columns named in ``limits``; a blank means that it does not apply.
    limits
        From `thresholds`, or declared without a benchmark.
    """
    _check(levels, tuple(limits.index))
    return pd.DataFrame(
        {
            name: (levels[name].astype("Float64") >= limits[name]).fillna(True).astype(bool)
            for name in limits.index
        }
    )  # fmt: skip


def all_met(passes: pd.DataFrame) -> "pd.Series[bool]":
    """Tell who meets every sub-criterion: the rule of IRIS (EGRIS 2020, pp. 58-61)."""
    return passes.all(axis="columns")


def at_least(passes: pd.DataFrame, *, needed: int) -> "pd.Series[bool]":
    """Tell who meets so many of the sub-criteria, whichever they are.

    The mirror image of counting what is lacking, as Alkire and Foster (2011) do: who meets fewer than
    ``needed`` of ``d`` lacks at least ``d - needed + 1``.

    Parameters
    ----------
    passes
        From `met`.
    needed
        How many must be met, from 1 to the number of columns.
    """
    if not 1 <= needed <= passes.shape[1]:
        raise InputError("aid-to-solutions.bad-count", found=needed, most=passes.shape[1])
    return passes.sum(axis="columns") >= needed


def carried(passes: pd.DataFrame, *, household: pd.Series, round_: "pd.Series[int]") -> pd.DataFrame:
    """Return the sub-criteria as a rule keeps them that never measures again what was once met.

    ``pass_t = max(pass_{t-1}, x_t)``: it cannot see a relapse.

    Parameters
    ----------
    passes
        From `met`, with the rows of every round.
    household, round_
        Whose row it is and of which round; same rows as ``passes``.

    Raises
    ------
    InputError
        Where a household has two rows in one round.
    """
    twice = pd.DataFrame({"household": household, "round": round_}).duplicated()
    if twice.any():
        place = int(twice.to_numpy().argmax())
        raise InputError(
            "aid-to-solutions.twice", row=place + 1, household=household.iloc[place], round=round_.iloc[place]
        )
    ordered = passes.loc[round_.sort_values(kind="stable").index].astype("int64")
    kept = ordered.groupby(household.loc[ordered.index]).cummax().astype(bool)
    return kept.loc[passes.index]


def points(levels: pd.DataFrame, *, highest: int = 4) -> "pd.Series[float]":
    """Return the mean level of the sub-criteria that apply, in points from 0 to 100.

    An index: what is lacking in one is made up for by another.
    """
    _check(levels)
    return 100 * levels[list(SUBCRITERIA)].astype("Float64").mean(axis="columns").astype("float64") / highest


def progress(levels: pd.DataFrame, limits: "pd.Series[float]") -> "pd.Series[float]":
    """Return the share (0 to 1) of the sub-criteria that apply to a household and are met; blank where none applies.

    A measure of progress is read beside the exit, never instead of it.
    """
    applies = levels[list(limits.index)].notna()
    reached = (met(levels, limits) & applies).sum(axis="columns")
    return reached / applies.sum(axis="columns").where(lambda count: count > 0)


def _check(levels: pd.DataFrame, columns: tuple[str, ...] = SUBCRITERIA) -> None:
    absent = [name for name in columns if name not in levels]
    if absent:
        raise InputError("aid-to-solutions.no-column", column=absent[0], expected=", ".join(columns))
