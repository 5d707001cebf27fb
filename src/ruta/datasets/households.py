"""Synthetic households and the path of displacements, returns and settlements that their members share."""

from dataclasses import dataclass

import numpy as np

from ruta.datasets import draws
from ruta.datasets.countries import Country
from ruta.datasets.draws import Flag, Whole
from ruta.datasets.municipalities import Places
from ruta.datasets.schema_people import CAUSES
from ruta.datasets.timeline import NEVER, YEARS, day

SIZES = (0.08, 0.14, 0.20, 0.22, 0.17, 0.11, 0.08)
DISPLACED, FROM_ABROAD, AGAIN, DEPARTING = 0.58, 0.03, 0.18, 0.04
BY_YEAR = (0.20, 0.20, 0.18, 0.17, 0.15, 0.10)
CAUSE_SHARES = (0.45, 0.25, 0.22, 0.08)
DISASTER = CAUSES.index("disaster")


@dataclass(frozen=True, kw_only=True)
class Spell:
    """A displacement of households and what followed, as parallel arrays; days are `NEVER` where it did not happen."""

    day: Whole
    cause: Whole
    to: Whole
    moved_on: Whole
    """Day of return or settlement, without which the household stays in the location of displacement."""
    returned: Flag
    """Whether moving on meant going back home; else settling elsewhere in the country."""
    moved_to: Whole


@dataclass(frozen=True, kw_only=True)
class Households:
    """Households of a country, as parallel arrays."""

    home: Whole
    """Position of the municipality where the household lived on the first day."""
    size: Whole
    """Members on the first day (persons)."""
    abroad: Flag
    """Whether the first spell began with coming back from abroad."""
    first: Spell
    second: Spell
    departure: Whole
    """Day on which the whole household left the country."""

    def __len__(self) -> int:
        return len(self.home)


def _spell(rng: np.random.Generator, places: Places, home: Whole, cause: Whole, began: Whole, onward: float) -> Spell:
    count = len(home)
    # People also flee within their municipality: distance is no part of the definition.
    elsewhere = draws.pick(rng, shares=places.population + 50_000, size=count)
    to = np.where(rng.random(count) < 0.15, home, elsewhere)
    wait = draws.whole(rng, low=90, high=900, size=count)
    moves = (began < NEVER) & (rng.random(count) < onward)
    returned = rng.random(count) < 0.4
    third = draws.pick(rng, shares=places.population + 50_000, size=count)
    return Spell(
        day=began,
        cause=cause,
        to=to,
        moved_on=np.where(moves, began + wait, NEVER),
        returned=returned,
        moved_to=np.where(returned, home, third),
    )


def _first_days(rng: np.random.Generator, cause: Whole) -> Whole:
    count = len(cause)
    starts = np.asarray([day(f"{year}-01-01") for year in YEARS], dtype=np.int64)
    year = draws.pick(rng, shares=BY_YEAR, size=count)
    any_day = draws.whole(rng, low=0, high=365, size=count)
    # Disasters come in the wet half of the year.
    wet_day = draws.whole(rng, low=150, high=330, size=count)
    began = starts[year] + np.where(cause == DISASTER, wet_day, any_day)
    return np.where(rng.random(count) < DISPLACED, began, NEVER)


def make(country: Country, seed: int, count: int, places: Places) -> Households:
    """Return a number of households with their paths; what falls after the last day of the data is still to be cut."""
    rng = draws.generator(seed=seed, country=country.iso3, name="households")
    home = draws.pick(rng, shares=places.population, size=count)
    size = 1 + draws.pick(rng, shares=SIZES, size=count)
    cause, cause_again = (draws.pick(rng, shares=CAUSE_SHARES, size=count) for _ in range(2))
    began = _first_days(rng, cause)
    first = _spell(rng, places, home, cause, began, 0.5)
    last = np.where(first.moved_on < NEVER, first.moved_on, began)
    again = (began < NEVER) & (rng.random(count) < AGAIN)
    began_again = np.where(again, last + draws.whole(rng, low=60, high=1200, size=count), NEVER)
    departing = (began < NEVER) & (rng.random(count) < DEPARTING)
    return Households(
        home=home,
        size=size,
        abroad=rng.random(count) < FROM_ABROAD,
        first=first,
        second=_spell(rng, places, home, cause_again, began_again, 0.35),
        departure=np.where(departing, began + draws.whole(rng, low=60, high=1500, size=count), NEVER),
    )
