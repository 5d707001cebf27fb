"""Choosing a source: conditions that knock a source out, then a weighted score, then how often the choice holds.

The order is the method. What a request cannot do without is checked first (a conjunctive screening); only the sources
that pass are scored (a simple additive weighting); and the share of all weights under which each comes first tells how
much of the choice belongs to the weights (the first-rank acceptability of Lahdelma, Hokkanen and Salminen, 1998,
European Journal of Operational Research 106, 137-143; here on an even grid of weights, without chance). The graded
criteria are the output qualities of the United Nations National Quality Assurance Frameworks Manual (2019).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets.draws import Real
from ruta.errors import InputError

QUALITIES = ("relevance", "accuracy", "timeliness", "accessibility", "coherence")
AT_LEAST, AT_MOST = "at-least", "at-most"
TIE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Request:
    """What an institution asks for, and how it values what it gets."""

    needs: pd.DataFrame
    """Conditions, one row per fact: ``rule`` (`AT_LEAST` or `AT_MOST`) and ``value``, in the unit of the fact."""
    scores: pd.DataFrame
    """Points of each source (rows) on each quality (columns)."""
    weights: pd.Series
    """Weight of each quality."""


def failures(facts: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """Tell which condition each source fails.

    Parameters
    ----------
    facts
        Sources in rows, facts in columns, numbers; a yes is 1 and a no is 0.
    needs
        As in `Request`.

    Returns
    -------
    DataFrame
        Sources by conditions, ``True`` where the source fails. One failure is enough to knock a source out: no other
        virtue makes up for it.

    Raises
    ------
    InputError
        Where a fact is absent or blank (a blank is neither a yes nor a no: find out first), or a rule is not known.
    """
    failed = pd.DataFrame(False, index=facts.index, columns=needs.index)
    for fact, rule, value in zip(needs.index, needs["rule"], needs["value"], strict=True):
        if fact not in facts.columns or facts[fact].isna().any():
            blank = facts.index[facts[fact].isna()][0] if fact in facts.columns else "-"
            raise InputError("statistics.blank-fact", row=blank, column=fact)
        if rule not in (AT_LEAST, AT_MOST):
            raise InputError("statistics.unknown-rule", row=fact, found=rule, expected=f"{AT_LEAST}, {AT_MOST}")
        failed[fact] = facts[fact] < value if rule == AT_LEAST else facts[fact] > value
    return failed


def kept(facts: pd.DataFrame, needs: pd.DataFrame) -> list[str]:
    """Return the sources that meet every condition, in the order of the table; maybe none."""
    failed = failures(facts, needs).any(axis="columns")
    return [str(source) for source in facts.index[~failed]]


def weighted(scores: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Return the weighted mean of the points of each source, in the unit of the points.

    Parameters
    ----------
    scores
        Sources in rows, criteria in columns.
    weights
        Weight of each criterion, at least 0; any sum above 0: they are divided by it.

    Raises
    ------
    InputError
        Where a score is blank, a criterion has no weight, or the weights are negative or all zero.
    """
    _check(scores)
    lacking = [str(name) for name in scores.columns if name not in weights.index or pd.isna(weights[name])]
    if lacking:
        raise InputError("statistics.no-weight", column=lacking[0])
    used = weights[list(scores.columns)].astype("float64")
    if (used < 0).any() or used.sum() <= 0:
        raise InputError("statistics.bad-weights", found=", ".join(f"{value:g}" for value in used))
    return (scores.astype("float64") @ (used / used.sum())).rename("score")


def first(scores: pd.DataFrame, weights: pd.Series, *, among: Sequence[str]) -> list[str]:
    """Return the sources with the highest weighted mean among some: several where they tie, none if none is left."""
    if not among:
        return []
    values = weighted(scores.loc[list(among)], weights)
    return [str(source) for source in values.index[values >= values.max() - TIE]]


def with_weight(weights: pd.Series, criterion: str, share: float) -> pd.Series:
    """Return weights in which one criterion has a given share (0 to 1) and the others keep their proportions."""
    others = weights.drop(criterion).astype("float64")
    rest = others / others.sum() * (1 - share)
    return pd.concat([rest, pd.Series({criterion: float(share)})])[list(weights.index)]


def every_weight(criteria: int, *, parts: int = 20, floor: float = 0.0) -> Real:
    """Return weights spread evenly over all that are possible.

    The whole weight is shared among the criteria in every way of a number of equal parts, and each criterion gets half
    a part more, so that every row stands in the middle of the weights that it speaks for and none is at the edge.

    Parameters
    ----------
    criteria
        How many.
    parts
        Steps into which the weight is divided; 20 with five criteria gives 10,626 rows.
    floor
        Least weight of each criterion, from 0 to 1 / criteria.

    Returns
    -------
    ndarray
        Weights in rows, criteria in columns; each row adds up to 1.
    """
    places = np.asarray(list(itertools.combinations(range(parts + criteria - 1), criteria - 1)), dtype=np.int64)
    walls = np.column_stack([np.full(len(places), -1), places, np.full(len(places), parts + criteria - 1)])
    steps = np.diff(walls, axis=1) - 1
    shares: Real = floor + (1 - criteria * floor) * (steps + 0.5) / (parts + criteria / 2)
    return shares


def share_won(scores: pd.DataFrame, *, among: Sequence[str], parts: int = 20, floor: float = 0.0) -> pd.Series:
    """Return in what share of all weights each source comes first.

    Parameters
    ----------
    scores
        As in `weighted`.
    among
        Sources that compete; the others get 0, however high their points.
    parts, floor
        As in `every_weight`. A floor says that no quality may be ignored.

    Returns
    -------
    Series
        Share (0 to 1) by source, all sources of ``scores``. A tie is divided equally. The shares add up to 1, or to 0
        where nobody competes. They are shares of *weights*, not probabilities that a source is right.
    """
    _check(scores)
    shares = pd.Series(0.0, index=scores.index, name="share")
    if not among:
        return shares
    ways = every_weight(scores.shape[1], parts=parts, floor=floor)
    values = ways @ scores.loc[list(among)].to_numpy(dtype=np.float64).T
    best = values >= values.max(axis=1, keepdims=True) - TIE
    shares.loc[list(among)] = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares


def _check(scores: pd.DataFrame) -> None:
    blank = scores.isna()
    if blank.to_numpy().any():
        row = blank.index[blank.any(axis="columns")][0]
        column = blank.columns[blank.loc[row]][0]
        raise InputError("statistics.blank-score", row=row, column=column)
