"""The draws behind the invented city: residents, incidents and reporting of six neighbourhoods, month by month.

Every number is invented for teaching. None of them was taken from a country.
"""

from dataclasses import dataclass

import numpy as np

from ruta.datasets import draws
from ruta.datasets.draws import Real, Whole
from ruta.service_access import persistence

MONTHS = 36
LEVEL = 0.8
"""Reported incidents per 1,000 residents and month: what the committee declared beforehand."""
LAST_YEAR = slice(MONTHS - 12, MONTHS)
POPULATION_ERROR = 0.10
"""The residents are estimated from dwellings with a light on, to within a tenth either way."""

Path = tuple[tuple[int, float], ...]
"""A course of time: month and value at its turning points, a straight line between two of them."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What is built into one neighbourhood."""

    residents: Path
    events: Path
    """True incidents per 1,000 residents and month."""
    reported: Path
    """Share of them that is reported."""
    word: str
    """How the last year stands against the level, the error of the residents included."""
    fall: tuple[float, float]
    """Least and greatest ratio of the reported incidents of the last year to those of the first."""


SHAPES = {
    "emptied": Shape(
        residents=((0, 5200), (8, 5000), (24, 2550), (35, 2350)), events=((0, 3.2), (35, 3.3)),
        reported=((0, 0.55), (35, 0.53)), word="above", fall=(0.44, 0.55),
    ),
    "silent": Shape(
        residents=((0, 3900), (35, 3700)), events=((0, 2.7), (35, 2.7)), reported=((0, 0.60), (8, 0.58), (22, 0.25)),
        word="unclear", fall=(0.36, 0.56),
    ),
    "calmer": Shape(
        residents=((0, 4300), (35, 4250)), events=((0, 2.9), (8, 2.7), (20, 0.75)), reported=((0, 0.50), (35, 0.55)),
        word="below", fall=(0.20, 0.42),
    ),
    "steady": Shape(
        residents=((0, 4600), (35, 4500)), events=((0, 2.9), (35, 2.9)), reported=((0, 0.52), (35, 0.52)),
        word="above", fall=(0.80, 1.30),
    ),
    "quiet": Shape(
        residents=((0, 3400), (35, 3500)), events=((0, 0.6), (35, 0.6)), reported=((0, 0.55), (35, 0.55)),
        word="below", fall=(0.70, 1.60),
    ),
    "relapse": Shape(
        residents=((0, 4000), (35, 3800)), events=((0, 2.7), (6, 2.6), (14, 0.6), (25, 0.6), (30, 2.3)),
        reported=((0, 0.52), (35, 0.52)), word="unclear", fall=(0.50, 0.80),
    ),
}  # fmt: skip
"""The neighbourhoods by kind; which code each of them has is drawn by lot."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """Three years of one neighbourhood."""

    residents: Whole
    """As estimated, month by month."""
    true_residents: Whole
    reported: Whole
    events: Whole


def course(rng: np.random.Generator, shape: Shape) -> Course:
    """Draw one neighbourhood, again until the first and the last year show what is built in; raises as `until`."""
    people, events, share = (_along(path) for path in (shape.residents, shape.events, shape.reported))
    mean = people / persistence.PER * events

    def drawn() -> Course:
        off = float(draws.between(rng, low=-0.04, high=0.04, size=1)[0])
        told = draws.poisson(rng, mean=mean * share)
        return Course(
            residents=np.round(people * (1 + off) / 10).astype(np.int64) * 10,
            true_residents=np.round(people).astype(np.int64),
            reported=told,
            events=told + draws.poisson(rng, mean=mean * (1 - share)),
        )

    return draws.until(drawn, holds=lambda made: _shows(shape, made.residents, made.reported))


def survey(rng: np.random.Generator, shape: Shape, *, month: int, households: int) -> int:
    """Draw how many of so many households with an incident told an office, not far from the share built in."""
    share = float(_along(shape.reported)[month])
    return draws.until(
        lambda: int((rng.random(households) < share).sum()), holds=lambda told: abs(told / households - share) < 0.06
    )


def _along(path: Path) -> Real:
    months, values = zip(*path, strict=True)
    line: Real = np.interp(
        np.arange(MONTHS, dtype=np.float64), np.asarray(months, dtype=np.float64), np.asarray(values)
    )
    return line


def _shows(shape: Shape, residents: Whole, told: Whole) -> bool:
    last, first = int(told[LAST_YEAR].sum()), int(told[:12].sum())
    lived = float(residents[LAST_YEAR].sum())
    limits = persistence.rate_limits(
        last, resident_months=lived, least=lived * (1 - POPULATION_ERROR), most=lived * (1 + POPULATION_ERROR)
    )
    ratio = last / first
    rate_ratio = ratio * float(residents[:12].sum()) / lived
    steady = shape is not SHAPES["emptied"] or 0.92 < rate_ratio < 1.14
    # The rate alone lies on one side of the level and its interval on both: only then do the two readings differ.
    rate = persistence.PER * last / lived
    told_apart = shape is not SHAPES["silent"] or rate < LEVEL - 0.05
    told_apart = told_apart and (shape is not SHAPES["relapse"] or rate > LEVEL + 0.03)
    word = persistence.against_level(limits, level=LEVEL)
    return word == shape.word and shape.fall[0] < ratio < shape.fall[1] and steady and told_apart
