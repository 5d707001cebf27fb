"""Where to put a few service points so that as many people as possible can reach one in time.

The maximal covering location problem. The greedy rule (each next point where it adds most people) is short enough to
be explained in a meeting, runs anywhere, and comes with two guarantees: it never covers less than 1 - (1 - 1/p)^p of
the best, which is above 63 %, and what it leaves open gives an upper bound on the best for the case at hand.

Sources: R. Church and C. ReVelle (1974), "The maximal covering location problem", Papers of the Regional Science
Association 32, 101-118; G. L. Nemhauser, L. A. Wolsey and M. L. Fisher (1978), "An analysis of approximations for
maximizing submodular set functions, I", Mathematical Programming 14, 265-294, sections 2 and 4.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A choice of service points by the greedy rule, and how good it must be."""

    points: tuple[str, ...]
    """In the order in which they were chosen."""
    gains: tuple[float, ...]
    """People that each of them added."""
    people: float
    """People covered by all of them."""
    at_most: float
    """No choice of as many points covers more people than this."""


def within(minutes: pd.DataFrame, *, limit: float) -> pd.DataFrame:
    """Tell for each place (row) and possible point (column) whether the way takes at most so many minutes.

    A blank or infinite time (no safe way) is out of reach.
    """
    return minutes <= limit


def checked_people(minutes: pd.DataFrame, people: "pd.Series[float]", points: int) -> npt.NDArray[np.float64]:
    """Return the people of each row of the times, or say what cannot be used.

    Raises
    ------
    InputError
        Where a place has no number of people, a negative or blank one (its row is named), or there are fewer possible
        points than are to be chosen, or none.
    """
    if not 1 <= points <= minutes.shape[1]:
        raise InputError("sharing.bad-points", found=points, most=minutes.shape[1])
    inside = people.reindex(minutes.index)
    for row, (place, count) in enumerate(inside.items(), start=1):
        if not count >= 0:
            raise InputError("sharing.bad-people", row=row, place=place, found=count)
    return np.asarray(inside, dtype=np.float64)


def greedy_cover(minutes: pd.DataFrame, *, people: "pd.Series[float]", points: int, limit: float) -> Cover:
    """Choose service points one after the other, each where it adds most people within reach.

    Parameters
    ----------
    minutes
        Travel time from each place (row) to each possible point (column); infinite or blank where there is no safe way.
    people
        People in need of each place, by the same labels; 0 or more.
    points
        How many points there is money for.
    limit
        Longest acceptable way, in minutes.

    Returns
    -------
    Cover
        Where two points add the same, the first in the order of the columns is taken. ``at_most`` is the least, over
        the steps, of what was covered so far plus the largest gains that ``points`` further ones could have made.

    Raises
    ------
    InputError
        From `checked_people`.
    """
    count = checked_people(minutes, people, points)
    reach = within(minutes, limit=limit).to_numpy()
    open_people = count.copy()
    chosen: list[int] = []
    gains: list[float] = []
    at_most = float(count[reach.any(axis=1)].sum())
    for _ in range(points + 1):
        gain = np.where(np.isin(np.arange(reach.shape[1]), chosen), 0.0, open_people @ reach)
        at_most = min(at_most, float(sum(gains) + np.sort(gain)[::-1][:points].sum()))
        if len(chosen) == points:
            break
        best = int(np.argmax(np.where(np.isin(np.arange(len(gain)), chosen), -1.0, gain)))
        chosen.append(best)
        gains.append(float(gain[best]))
        open_people = np.where(reach[:, best], 0.0, open_people)
    names = tuple(str(minutes.columns[number]) for number in chosen)
    return Cover(points=names, gains=tuple(gains), people=float(sum(gains)), at_most=at_most)


def worst_case(points: int) -> float:
    """Return the share of the best cover that the greedy rule reaches at the very least, with so many points.

    One point: 1. With more points it falls towards 1 - 1/e, about 0.632, and never below.
    """
    return 1.0 - (1.0 - 1.0 / points) ** points
