"""The draws behind the invented log of a route of care: who needs what, who asks, and where each request ends.

Every share and delay is invented for teaching. None of them was taken from a country.
"""

from dataclasses import dataclass

import numpy as np

from ruta.datasets import draws
from ruta.datasets.draws import Flag, Real, Whole

PEOPLE = 17_200
DAYS = 716  # on which a need may arise, from the first day of the log
LAST_DAY = 730  # the cut-off date
NEVER = 10**6
THIS_YEAR = 366
"""First day of the last year of the log; from then on somebody accompanies part of the referrals."""
SILENT = 0.2
"""Share of those who leave whom no office ever writes down as gone."""
SERVED_AFTER: tuple[float, ...] = (2, 6, 14, 30, 62, 130, 300)
"""Days from arrival to the first delivery, as equally spaced quantiles; each right has its own pace."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What is built into one right."""

    need: float
    """Share of the people who come to need it."""
    survey: tuple[float, float, float]
    """Shares who live where it is offered; of those, who can reach it; of those, who would use it."""
    eligible: float
    asks: float
    """Share who ask, of those eligible who could and would use it."""
    passes: tuple[float, float, float, float, float]
    """Shares who get from each step to the next, however long it takes."""
    pace: float
    """Times as long as usual from arrival to the first delivery."""
    agreed: tuple[int, int]
    """Least and greatest number of deliveries agreed."""


SHAPES = {
    "documentation": Shape(
        need=0.34, survey=(0.93, 0.44, 0.90), eligible=0.92, asks=0.92,
        passes=(0.97, 0.96, 0.62, 0.95, 0.92), pace=0.9, agreed=(1, 2),
    ),
    "education": Shape(
        need=0.27, survey=(0.90, 0.86, 0.46), eligible=0.90, asks=0.90,
        passes=(0.97, 0.95, 0.66, 0.94, 0.66), pace=0.7, agreed=(3, 8),
    ),
    "livelihoods": Shape(
        need=0.50, survey=(0.44, 0.80, 0.86), eligible=0.70, asks=0.88,
        passes=(0.95, 0.92, 0.58, 0.86, 0.52), pace=1.3, agreed=(4, 10),
    ),
    "land": Shape(
        need=0.18, survey=(0.84, 0.42, 0.80), eligible=0.76, asks=0.85,
        passes=(0.94, 0.92, 0.60, 0.86, 0.60), pace=2.6, agreed=(2, 5),
    ),
    "humanitarian": Shape(
        need=0.52, survey=(0.90, 0.86, 0.92), eligible=0.62, asks=0.86,
        passes=(0.96, 0.97, 0.70, 0.96, 0.80), pace=0.5, agreed=(2, 5),
    ),
    "health": Shape(
        need=0.38, survey=(0.86, 0.80, 0.42), eligible=0.94, asks=0.90,
        passes=(0.97, 0.93, 0.60, 0.93, 0.55), pace=0.8, agreed=(4, 12),
    ),
}  # fmt: skip
ACCOMPANIED = 0.12
"""How much more often a referred person arrives since somebody accompanies part of them."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """People who come to need one right, and whether the survey would say that they can get it."""

    person: Whole
    arose: Whole
    """Day on which the need began."""
    available: Flag
    accessible: Flag
    acceptable: Flag
    eligible: Flag
    asked: Whole
    """Day of the request; `NEVER` where nobody asked before the cut-off date."""


@dataclass(frozen=True, kw_only=True)
class Fates:
    """What becomes of the requests of one right, in days after the request; `NEVER` where it never happens."""

    steps: Whole
    """One row a request; eligible, referred, arrived, first delivery, all deliveries."""
    left: Whole
    """When the person gave up or was turned away."""
    noted: Flag
    """Whether an office wrote it down."""
    deliveries: Whole
    """How many were made, or will be."""
    spacing: Whole
    """Days between two deliveries."""


def needs(rng: np.random.Generator, shape: Shape) -> Needs:
    """Draw who needs a right and who asks for it."""
    person = np.flatnonzero(rng.random(PEOPLE) < shape.need).astype(np.int64)
    count = len(person)
    available = rng.random(count) < shape.survey[0]
    accessible = available & (rng.random(count) < shape.survey[1])
    acceptable = accessible & (rng.random(count) < shape.survey[2])
    eligible = rng.random(count) < shape.eligible
    arose = draws.whole(rng, low=0, high=DAYS, size=count)
    asks = acceptable & (rng.random(count) < np.where(eligible, shape.asks, 0.25))
    asked = arose + draws.whole(rng, low=1, high=60, size=count)
    return Needs(
        person=person, arose=arose, available=available, accessible=accessible, acceptable=acceptable,
        eligible=eligible, asked=np.where(asks & (asked <= LAST_DAY), asked, NEVER),
    )  # fmt: skip


def fates(rng: np.random.Generator, shape: Shape, *, asked: Whole, eligible: Flag) -> Fates:
    """Draw how far each request gets, and when."""
    count = len(asked)
    agreed = draws.whole(rng, low=shape.agreed[0], high=shape.agreed[1] + 1, size=count)
    spacing = draws.whole(rng, low=7, high=22, size=count)
    served_after: Real = draws.quantile(rng.random(count), points=SERVED_AFTER)
    gaps = (
        draws.whole(rng, low=1, high=16, size=count),
        draws.whole(rng, low=1, high=11, size=count),
        draws.whole(rng, low=2, high=31, size=count),
        1 + np.floor(shape.pace * served_after).astype(np.int64),
        (agreed - 1) * spacing,
    )
    chances: list[Real] = [np.full(count, chance) for chance in shape.passes]
    chances[0] = np.where(eligible, chances[0], 0.0)
    chances[2] = chances[2] + np.where(asked >= THIS_YEAR, ACCOMPANIED, 0.0)
    chances[4] = np.where(agreed > 1, chances[4], 1.0)  # whoever agreed on one delivery is done with it

    steps = np.full((count, len(gaps)), NEVER, dtype=np.int64)
    left = np.full(count, NEVER, dtype=np.int64)
    now: Whole = np.zeros(count, dtype=np.int64)
    here: Flag = np.ones(count, dtype=bool)
    stopped_at = np.minimum(1 + np.floor(rng.random(count) * (agreed - 1)).astype(np.int64), agreed - 1)
    for place, gap in enumerate(gaps):
        passes = here & (rng.random(count) < chances[place])
        last = (stopped_at - 1) * spacing if place == len(gaps) - 1 else np.zeros(count, dtype=np.int64)
        leaves = here & ~passes
        left[leaves] = (now + last + draws.whole(rng, low=8, high=70, size=count))[leaves]
        now = now + gap
        steps[passes, place] = now[passes]
        here = passes
    served, finished = steps[:, 3] < NEVER, steps[:, 4] < NEVER
    return Fates(
        steps=steps, left=left, noted=rng.random(count) >= SILENT, spacing=spacing,
        deliveries=np.where(finished, agreed, np.where(served, stopped_at, 0)),
    )  # fmt: skip
