"""The draws behind the invented log of accompaniment: how a line of sessions goes on, and how it ends.

Every share and delay is invented for teaching. None of them was taken from a country or from a programme.
"""

from dataclasses import dataclass

import numpy as np

from ruta.datasets import draws
from ruta.datasets.draws import Flag, Real, Whole

FIRST_DAY, LAST_DAY, THIS_YEAR, LAST_YEAR = 0, 1005, 641, 275
"""Days of the log: 1 April 2023, 31 December 2025, 1 January 2025 and 1 January 2024."""
NEVER = 10**6
LONGEST_LINE = 12
IN_TIME: tuple[float, ...] = (0, 1, 1, 2, 3, 5, 7.99)
AFTERWARDS: tuple[float, ...] = (8, 11, 16, 24, 36, 61)
"""Days after the agreed day, as equally spaced quantiles: of contacts within a week, and of later ones."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What is built into one district; pairs are for before 2025 and for 2025."""

    people: float
    """Share of all the people."""
    waiting: float
    """Share who are still without a first session."""
    kept: tuple[float, float]
    """Share of planned contacts that happen within a week."""
    lost: tuple[float, float]
    """Share of planned contacts after which nobody is seen again."""
    usual: tuple[float, float]
    """Share of sessions held by the person's own facilitator."""
    facilitators: tuple[int, int]
    open_groups: tuple[float, float]
    """Mean number of open meetings between two sessions of a person who has a facilitator."""
    closings: float
    """Share of those lost in 2025 whose service was closed."""


SHAPES = {
    "busy": Shape(
        people=0.40, waiting=0.02, kept=(0.70, 0.50), lost=(0.08, 0.13), usual=(0.74, 0.42),
        facilitators=(9, 14), open_groups=(0.0, 2.3), closings=0.40,
    ),
    "middle": Shape(
        people=0.24, waiting=0.09, kept=(0.74, 0.72), lost=(0.07, 0.07), usual=(0.72, 0.72),
        facilitators=(6, 6), open_groups=(0.0, 0.5), closings=0.10,
    ),
    "even": Shape(
        people=0.19, waiting=0.08, kept=(0.78, 0.78), lost=(0.06, 0.06), usual=(0.78, 0.80),
        facilitators=(5, 5), open_groups=(0.0, 0.4), closings=0.08,
    ),
    "steady": Shape(
        people=0.17, waiting=0.52, kept=(0.90, 0.90), lost=(0.025, 0.025), usual=(0.92, 0.92),
        facilitators=(3, 3), open_groups=(0.0, 0.1), closings=0.02,
    ),
}  # fmt: skip
REASONS = ("moved", "unreachable", "declined", "service-closed")


@dataclass(frozen=True, kw_only=True)
class Line:
    """The sessions of many people, one row a session, and how each person's line ended."""

    person: Whole
    held: Whole
    planned: Whole
    """Day agreed for the next contact; `NEVER` where none was agreed."""
    left: Whole
    """For each person, the agreed day on which nobody came any more; `NEVER` where that did not happen."""
    closed: Whole
    """For each person, the day of the closure that was agreed; `NEVER` where it did not come to that."""


def line(rng: np.random.Generator, *, start: Whole, agreed: Whole, kept: Real, lost: Real, interval: Whole) -> Line:
    """Draw one line of sessions a person, each planned when the one before is held.

    Parameters
    ----------
    rng
        Generator.
    start
        Day of each person's first session; `NEVER` for nobody.
    agreed
        Sessions after which the closure is agreed.
    kept, lost
        Two rows (before 2025, in 2025) of shares for each person.
    interval
        Days from a session to the next one planned.
    """
    count = len(start)
    day, alive = start.copy(), start < NEVER
    left, closed = np.full(count, NEVER, dtype=np.int64), np.full(count, NEVER, dtype=np.int64)
    people, held, planned = [], [], []
    every = np.arange(count)
    for number in range(1, LONGEST_LINE + 1):
        last = alive & (number >= agreed)
        closed[last] = day[last]
        due = day + interval
        people.append(every[alive])
        held.append(day[alive])
        planned.append(np.where(last, NEVER, due)[alive])
        year = (due >= THIS_YEAR).astype(np.intp)
        chance = rng.random(count)
        in_time = chance < kept[year, every]
        gone = ~in_time & (chance >= 1 - lost[year, every])
        early = np.floor(draws.quantile(rng.random(count), points=IN_TIME)).astype(np.int64)
        late = np.floor(draws.quantile(rng.random(count), points=AFTERWARDS)).astype(np.int64)
        left[alive & ~last & gone] = due[alive & ~last & gone]
        alive = alive & ~last & ~gone
        day = due + np.where(in_time, early, late)
    return Line(
        person=np.concatenate(people).astype(np.int64), held=np.concatenate(held), planned=np.concatenate(planned),
        left=left, closed=closed,
    )  # fmt: skip


def facilitators(
    rng: np.random.Generator, *, own: Whole, held: Whole, usual: tuple[float, float], many: tuple[int, int]
) -> Whole:
    """Draw who holds each session: mostly the person's own facilitator, otherwise anybody of the district."""
    this_year = (held >= THIS_YEAR).astype(np.intp)
    size = np.asarray(many, dtype=np.int64)[this_year]
    anybody = np.floor(rng.random(len(held)) * size).astype(np.int64)
    mine: Flag = rng.random(len(held)) < np.asarray(usual, dtype=np.float64)[this_year]
    return np.where(mine, own, anybody)
