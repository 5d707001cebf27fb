"""Put files in order by an open rule, and see whether the order hangs on the rule.

A place in the list follows from a weighted sum of criteria that everybody can read, each from 0 to 1. The weights are a
choice of whoever answers for the service; what a computation adds is who is in the list under every rule of a grid of
weights, and who under none. A rule outside the grid, such as one that leaves a criterion out, may give another list.

Source: the sweep over a grid of weights is that of A. Saltelli and others (2008), Global Sensitivity Analysis: The
Primer, chapter 1, in its plainest form; weighted sums: OECD and JRC (2008), Handbook on Constructing Composite
Indicators, steps 6 and 7.
"""

import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd

from ruta.errors import InputError

CRITERIA = ("urgency", "vulnerability", "evidence")
GRID = 12
"""Parts into which the whole weight is cut, so that equal weights of two, three or four criteria are a rule too."""
LEAST = 1
"""Parts that each criterion has at least: none is left out. Of three criteria that gives 55 rules."""
HORIZON = 365
"""Days before the last day of a term at which its urgency begins to rise from 0."""
_ROUNDING = 9


def urgency(days_left: "pd.Series[int]", *, asked: "pd.Series[bool]") -> "pd.Series[float]":
    """Return how close the end of the term is: 1 on its last day, 0 a year before.

    Parameters
    ----------
    days_left
        Days from today to the last day of the term; negative where it is over.
    asked
        True where protection has been asked for, granted or not: the term is met and nothing is lost on its last day.
        0 there, and 0 where the term is over.
    """
    near = (1 - days_left / HORIZON).clip(lower=0, upper=1)
    return near.where((days_left >= 0) & ~asked, 0.0).astype(float)


def order(criteria: pd.DataFrame, *, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return the files with ``score`` and ``place``, the first place first.

    Parameters
    ----------
    criteria
        Index: the files, in the order in which they came in, which breaks ties. One column a criterion, 0 to 1.
    weights
        A number from 0 for each column; only their ratios count. They are divided by their sum.

    Raises
    ------
    InputError
        Where a criterion is blank or outside 0 to 1, a weight is missing or negative, or all weights are 0.
    """
    checked = _criteria(criteria)
    share = _weights(weights, tuple(criteria.columns))
    score = pd.Series((checked @ share).round(_ROUNDING), index=criteria.index)
    places = np.argsort(-score.to_numpy(), kind="stable")
    ranked = criteria.assign(score=score).iloc[places]
    return ranked.assign(place=np.arange(1, len(ranked) + 1, dtype=np.int64))


def rules(names: tuple[str, ...] = CRITERIA, *, parts: int = GRID, least: int = LEAST) -> pd.DataFrame:
    """Return every way to hand out the whole weight in equal parts, one row a rule, one column a criterion.

    Parameters
    ----------
    names
        The criteria.
    parts
        Into how many parts the weight is cut.
    least
        Fewest parts of each criterion: with 1 none is left out, with 0 one criterion may decide alone.

    Raises
    ------
    InputError
        Where there are not enough parts to give each criterion its least.
    """
    if least < 0 or least * len(names) > parts:
        raise InputError("land.bad-parts", parts=parts, least=least, criteria=len(names))
    grid = [row for row in itertools.product(range(least, parts + 1), repeat=len(names)) if sum(row) == parts]
    return pd.DataFrame(grid, columns=list(names), dtype=float) / parts


def how_often(criteria: pd.DataFrame, *, places: int, parts: int = GRID, least: int = LEAST) -> "pd.Series[float]":
    """Return the share of the rules under which each file is among the first places.

    Parameters
    ----------
    criteria
        As in `order`.
    places
        How many files can be taken up.
    parts, least
        As in `rules`.

    Returns
    -------
    Series
        Index of ``criteria``; 1 = in the list under every rule of the grid, 0 = under none of them.

    Raises
    ------
    InputError
        As in `order`, and where the number of places is no whole number from 0.
    """
    if places < 0 or int(places) != places:
        raise InputError("land.bad-places", found=places)
    checked = _criteria(criteria)
    weights = rules(tuple(criteria.columns), parts=parts, least=least).to_numpy()
    scores = (checked @ weights.T).round(_ROUNDING)
    ranked = np.argsort(-scores, axis=0, kind="stable")[: int(places)]
    inside = np.zeros(scores.shape, dtype=np.int64)
    np.put_along_axis(inside, ranked, 1, axis=0)
    return pd.Series(inside.mean(axis=1), index=criteria.index, name="how_often")


def _criteria(criteria: pd.DataFrame) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    values = criteria.to_numpy(dtype=float)
    wrong = ~((values >= 0) & (values <= 1))  # a blank compares as False: refused too
    if wrong.any():
        row, column = (int(place[0]) for place in np.nonzero(wrong))
        raise InputError("land.bad-criterion", row=criteria.index[row], column=criteria.columns[column],
                         found=values[row, column])  # fmt: skip
    return values


def _weights(weights: Mapping[str, float], names: tuple[str, ...]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    if set(weights) != set(names):
        raise InputError("land.weights-differ", found=", ".join(weights), expected=", ".join(names))
    values = np.array([weights[name] for name in names], dtype=np.float64)
    if not (values >= 0).all() or values.sum() <= 0:
        raise InputError("land.bad-weights", found=", ".join(f"{name} {weights[name]}" for name in names))
    share: np.ndarray[tuple[int], np.dtype[np.float64]] = values / values.sum()
    return share
