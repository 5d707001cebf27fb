"""What really happens in the invented city of schools: onsets, ordinary disturbances, silence."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.draws import Flag, Real, Whole
from ruta.datasets.timeline import Days
from ruta.early_warning.school_calendar import FORTNIGHTS, YEARS

CODES = ("transfers", "insecurity", "residence", "work", "other")
CODED = {"transfers": 0.36, "insecurity": 0.04, "residence": 0.48, "other": 0.12}
"""Under which code a forced leaving is entered, invented."""
ONSETS_A_YEAR, DISTURBANCES_A_YEAR = 8, 16
KINDS: Mapping[str, Mapping[str, float]] = {
    "early-harvest": {"absence": 1.5, "work": 4.0, "residence": 2.5},
    "employer-closed": {"transfers": 3.0, "residence": 3.5, "other": 1.5},
    "rain": {"absence": 1.6, "transfers": 2.0, "days_lost": 3.0},
    "strike": {"absence": 1.5, "teachers": 5.0, "days_lost": 4.0},
}
"""What a disturbance multiplies in its sector (and school days that it costs), invented."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Factors by school, year and fortnight, and the tables that say why."""

    factors: dict[str, Real]
    forced_rate: Real
    """Forced leavings per 1,000 pupils and fortnight."""
    coded: Mapping[str, float]
    days_lost: Whole
    quiet: Flag
    onsets: pd.DataFrame
    disturbances: pd.DataFrame


def draw_truth(rng: np.random.Generator, calendar: pd.DataFrame, *, schools: int, each: int) -> Truth:
    """Draw the events of five years.

    Parameters
    ----------
    rng
        Generator of the register.
    calendar
        From `school_calendar.calendar`.
    schools, each
        Number of schools, and of schools in a sector.
    """
    shape = (schools, len(YEARS), FORTNIGHTS)
    factors: dict[str, Real] = {name: np.ones(shape) for name in (*CODES, "absence", "teachers")}
    forced, lost, quiet = np.zeros(shape), np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool)
    starts = calendar.index.to_numpy().reshape(shape[1:])
    happened, moved = [], []
    for year in range(len(YEARS)):
        for _ in range(DISTURBANCES_A_YEAR):
            moved.append(_disturb(rng, factors, lost, starts, year, each, schools))
        for school in draws.lot(rng, size=schools)[:ONSETS_A_YEAR]:
            happened.append(_begin(rng, factors, forced, quiet, starts, year, int(school)))
    # Two schools lose contact for a month or two for a reason of no interest: the line, the road, a change of post.
    for year in range(len(YEARS)):
        for school in draws.lot(rng, size=schools)[:2]:
            first = int(draws.whole(rng, low=2, high=16, size=1)[0])
            quiet[school, year, first : first + 3] = True
    columns = ["school", "year", "onset_fortnight", "onset", "departure", "end", "went_quiet"]
    kinds = ["sector", "year", "first", "last", "kind"]
    return Truth(
        factors=factors, forced_rate=forced, coded=CODED, days_lost=lost, quiet=quiet,
        onsets=pd.DataFrame(happened, columns=columns).sort_values(["onset", "school"], ignore_index=True),
        disturbances=pd.DataFrame(moved, columns=kinds).sort_values(["first", "sector"], ignore_index=True),
    )  # fmt: skip


def _disturb(
    rng: np.random.Generator, factors: dict[str, Real], lost: Whole, starts: Days, year: int, each: int,
    schools: int,
) -> tuple[object, ...]:  # fmt: skip
    kind = list(KINDS)[int(draws.whole(rng, low=0, high=len(KINDS), size=1)[0])]
    sector = int(draws.whole(rng, low=0, high=schools // each, size=1)[0])
    first = int(draws.whole(rng, low=1, high=FORTNIGHTS - 2, size=1)[0])
    last = first + (0 if "days_lost" in KINDS[kind] else 1)
    where = (slice(sector * each, (sector + 1) * each), year, slice(first, last + 1))
    for name, factor in KINDS[kind].items():
        if name == "days_lost":
            lost[where] = np.maximum(lost[where], int(factor))
        else:
            factors[name][where] = np.maximum(factors[name][where], factor)
    return "ABCDEFGH"[sector], YEARS[year], starts[year, first], starts[year, last], kind


def _begin(
    rng: np.random.Generator, factors: dict[str, Real], forced: Real, quiet: Flag, starts: Days, year: int,
    school: int,
) -> tuple[object, ...]:  # fmt: skip
    """One onset: weak signs for two to four fortnights, then most of those who leave, leave."""
    first = int(draws.whole(rng, low=2, high=13, size=1)[0])
    departure = first + int(draws.whole(rng, low=2, high=5, size=1)[0])
    end = departure + 1
    strength, signs = float(draws.between(rng, low=14, high=28, size=1)[0]), rng.random(3) < 0.85
    before, after = slice(first, departure), slice(departure, end + 1)
    forced[school, year, before] = strength if signs[0] else strength / 3
    forced[school, year, after] = 70.0
    if signs[1]:
        factors["absence"][school, year, first : end + 1] = np.maximum(
            factors["absence"][school, year, first : end + 1], 1.4 + 0.5 * rng.random()
        )
    if signs[2]:
        factors["teachers"][school, year, first : end + 1] = 10.0
    went_quiet = bool(rng.random() < 0.3)
    if went_quiet:
        quiet[school, year, first + 1 : end + 1] = True
    return f"E-{school + 1:02d}", YEARS[year], first + 1, *starts[year, [first, departure, end]], went_quiet
