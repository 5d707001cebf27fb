"""What a set of service points means for people, and the sets that serve them best by three different rules.

``cover``: most people within a limit. ``median``: least time on the way for the average person. ``centre``: shortest
way for the place that has the longest. Each rule leaves other people behind, so all three are shown side by side.

Sources: S. L. Hakimi (1964), "Optimum locations of switching centers and the absolute centers and medians of a graph",
Operations Research 12, 450-459; M. B. Teitz and P. Bart (1968), "Heuristic methods for estimating the generalized
vertex median of a weighted graph", Operations Research 16, 955-961 (the exchange).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError
from ruta.service_access.covering import checked_people

RULES = ("cover", "median", "centre")
MOST_CHOICES = 20_000
"""How many sets are tried one by one; beyond that a solver or the greedy rule is wanted."""


@dataclass(frozen=True, kw_only=True)
class Siting:
    """A set of service points and what it means for people."""

    points: tuple[str, ...]
    """In the order of the columns of the times."""
    people: float
    """People within the limit."""
    left_out: tuple[str, ...]
    """Places beyond the limit that have people in need."""
    mean_minutes: float
    """Way to the nearest point, for the average person."""
    worst_minutes: float
    """Longest way to the nearest point, over the places with people in need."""


def siting(minutes: pd.DataFrame, *, people: "pd.Series[float]", points: Iterable[str], limit: float) -> Siting:
    """Judge a set of service points.

    Parameters
    ----------
    minutes
        Travel time from each place (row) to each possible point (column).
    people
        People in need of each place; at least one in all.
    points
        Labels of columns.
    limit
        Longest acceptable way, in minutes.

    Raises
    ------
    InputError
        Where a point is unknown, or the people cannot be used.
    """
    chosen = list(points)
    unknown = [point for point in chosen if point not in minutes.columns]
    if unknown:
        known = ", ".join(map(str, minutes.columns))
        raise InputError("sharing.unknown-point", found=unknown[0], known=known)
    count = _some(checked_people(minutes, people, len(chosen)))
    nearest = minutes[chosen].min(axis=1).fillna(np.inf).to_numpy()
    inside, somebody = nearest <= limit, count > 0
    return Siting(
        points=tuple(point for point in minutes.columns if point in chosen),
        people=float(count[inside].sum()),
        left_out=tuple(str(place) for place in minutes.index[somebody & ~inside]),
        mean_minutes=_mean(nearest, count),
        worst_minutes=float(nearest[somebody].max()),
    )


def best_of_all(minutes: pd.DataFrame, *, people: "pd.Series[float]", points: int, limit: float, rule: str) -> Siting:
    """Try every set of so many points and return the best by a rule: exact, and quick for a dozen places.

    Ties of ``cover`` and ``centre`` are broken by the mean time, then by the order of the columns.

    Parameters
    ----------
    minutes, people, limit
        As for `siting`.
    points
        How many points there is money for.
    rule
        One of `RULES`.

    Raises
    ------
    InputError
        Where there are more than `MOST_CHOICES` sets, the rule is unknown, or the people cannot be used.
    """
    if rule not in RULES:
        raise InputError("sharing.unknown-rule", found=rule, expected=", ".join(RULES))
    table = every_set(minutes, people=people, points=points, limit=limit)
    first = {"cover": -table["people"], "median": table["mean_minutes"], "centre": table["worst_minutes"]}[rule]
    best = int(np.lexsort((table["mean_minutes"], first))[0])
    return siting(minutes, people=people, points=table.index[best], limit=limit)


def every_set(minutes: pd.DataFrame, *, people: "pd.Series[float]", points: int, limit: float) -> pd.DataFrame:
    """Return what every set of so many points means for people.

    Parameters
    ----------
    minutes, people, points, limit
        As for `best_of_all`.

    Returns
    -------
    DataFrame
        Index: the sets, each a tuple of labels; ``people`` within the limit, ``mean_minutes``, ``worst_minutes``.

    Raises
    ------
    InputError
        Where there are more than `MOST_CHOICES` sets, or the people cannot be used.
    """
    count = _some(checked_people(minutes, people, points))
    if (sets := math.comb(minutes.shape[1], points)) > MOST_CHOICES:
        raise InputError("sharing.too-many-sets", sets=f"{sets:,}", most=f"{MOST_CHOICES:,}")
    somebody = count > 0
    times, count = minutes.fillna(np.inf).to_numpy()[somebody], count[somebody]
    chosen = np.asarray(list(combinations(range(minutes.shape[1]), points)), dtype=np.intp)
    nearest = times[:, chosen[:, 0]]
    for further in chosen.T[1:]:
        nearest = np.minimum(nearest, times[:, further])
    names = list(minutes.columns)
    return pd.DataFrame(
        {
            "people": count @ (nearest <= limit),
            "mean_minutes": count @ nearest / count.sum(),
            "worst_minutes": nearest.max(axis=0),
        },
        index=pd.Index([tuple(names[number] for number in one) for one in chosen], tupleize_cols=False),
    )


def median_by_exchange(minutes: pd.DataFrame, *, people: "pd.Series[float]", points: int) -> tuple[str, ...]:
    """Look for the points with the shortest mean way: greedy first, then exchanges of one point while any one helps.

    A good answer for tables too large to try every set; not always the best one.

    Parameters
    ----------
    minutes
        Travel time from each place (row) to each possible point (column), every one finite: write a large time where
        there is no safe way.
    people, points
        As for `best_of_all`.

    Returns
    -------
    tuple of str
        In the order of the columns.

    Raises
    ------
    InputError
        Where a time is blank or infinite (its row is named), or the people cannot be used.
    """
    count = _some(checked_people(minutes, people, points))
    times = minutes.to_numpy(dtype="float64")
    for row, place in enumerate(minutes.index, start=1):
        if not np.isfinite(times[row - 1]).all():
            raise InputError("sharing.no-way", row=row, place=place)

    def total(chosen: list[int]) -> float:
        return float(times[:, chosen].min(axis=1) @ count)

    every, chosen = range(times.shape[1]), list[int]()
    while len(chosen) < points:
        chosen.append(min((new for new in every if new not in chosen), key=lambda new: total([*chosen, new])))
    while True:
        swaps = [
            [new if point == old else point for point in chosen] for old in chosen for new in every if new not in chosen
        ]
        better = min(swaps, key=total, default=chosen)
        if total(better) >= total(chosen) - 1e-9:
            return tuple(str(minutes.columns[number]) for number in sorted(chosen))
        chosen = better


def _mean(nearest: npt.NDArray[np.float64], count: npt.NDArray[np.float64]) -> float:
    somebody = count > 0  # an infinite way of nobody is no way at all
    return float(nearest[somebody] @ count[somebody] / count.sum())


def _some(count: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if not count.sum() > 0:
        raise InputError("sharing.nobody", places=len(count))
    return count
