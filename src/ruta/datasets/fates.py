"""What happens to each person on top of the path of the household: overcoming vulnerabilities, death, departure."""

from dataclasses import dataclass, fields

import numpy as np

from ruta.datasets import draws
from ruta.datasets.draws import Flag, Whole
from ruta.datasets.households import Households
from ruta.datasets.timeline import END, NEVER


@dataclass(frozen=True, kw_only=True)
class Fates:
    """Days of the events of persons, as parallel arrays; `NEVER` where an event does not happen.

    The order of a life is first <= onward < exit < second < onward_2 < exit_2, and nothing follows death or departure.
    """

    household: Whole
    first: Whole
    onward: Whole
    exit: Whole
    second: Whole
    onward_2: Whole
    exit_2: Whole
    death: Whole
    departure: Whole

    def displaced_on(self, date: Whole, person: Whole) -> Flag:
        """Tell whether persons are in group A at the end of given days."""
        inside = (self.first[person] <= date) & ~((self.exit[person] <= date) & (date < self.second[person]))
        gone = np.minimum(self.death[person], self.departure[person]) <= date
        return inside & ~(self.exit_2[person] <= date) & ~gone

    def joined(self, other: "Fates") -> "Fates":
        """Return these fates followed by others."""
        return Fates(**{f.name: np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)})

    def taken(self, order: Whole) -> "Fates":
        """Return the fates of the persons at given positions."""
        return Fates(**{f.name: getattr(self, f.name)[order] for f in fields(self)})


def nothing(household: Whole) -> Fates:
    """Return the fates of persons to whom nothing of this happens."""
    never = np.full(len(household), NEVER, dtype=np.int64)
    return Fates(household=household, **{f.name: never for f in fields(Fates) if f.name != "household"})


def _exits(rng: np.random.Generator, began: Whole, onward: Whole, before: Whole) -> Whole:
    """Draw when persons overcome key vulnerabilities: rarely while in the location of displacement."""
    count = len(began)
    moved = onward < NEVER
    chance = np.where(moved, 0.36, 0.06)
    day = np.where(moved, onward + 180, began + 400) + draws.whole(rng, low=0, high=900, size=count)
    happens = (began < NEVER) & (rng.random(count) < chance) & (day < before)
    return np.where(happens, day, NEVER)


def make(rng: np.random.Generator, households: Households, household: Whole, age: Whole) -> Fates:
    """Draw the fates of persons.

    Parameters
    ----------
    rng
        Generator of this group of persons.
    households
        The households, with their paths.
    household
        Position of each person's household.
    age
        Age of each person at the start (years).
    """
    count = len(household)
    # What would happen after the last day does not happen: every later rule can then compare days only.
    known = [
        np.where(days[household] <= END, days[household], NEVER)
        for spell in (households.first, households.second)
        for days in (spell.day, spell.moved_on)
    ]
    first, onward, second, onward_2 = known
    exit_1 = _exits(rng, first, onward, second)
    exit_2 = _exits(rng, second, onward_2, np.full(count, END + 1, dtype=np.int64))
    exit_1 = np.where(exit_1 <= END, exit_1, NEVER)
    death = np.where(
        rng.random(count) < np.where(age >= 60, 0.12, 0.02),
        first + draws.whole(rng, low=30, high=1900, size=count),
        NEVER,
    )
    alone = (age >= 18) & (rng.random(count) < 0.03)
    departure = np.where(alone, first + draws.whole(rng, low=60, high=1500, size=count), NEVER)
    departure = np.minimum(departure, households.departure[household])
    full = Fates(
        household=household,
        first=first,
        onward=onward,
        exit=exit_1,
        second=second,
        onward_2=onward_2,
        exit_2=exit_2,
        death=np.full(count, NEVER, dtype=np.int64),
        departure=np.full(count, NEVER, dtype=np.int64),
    )
    return _ended(full, death, departure)


def _ended(fates: Fates, death: Whole, departure: Whole) -> Fates:
    """Let death or departure, whichever comes first and only for those in group A, cut off all that would follow."""
    last = np.minimum(death, departure)
    counts = (last <= END) & fates.displaced_on(last, np.arange(len(last)))
    last = np.where(counts, last, NEVER)
    before = {
        name: np.where(getattr(fates, name) < last, getattr(fates, name), NEVER)
        for name in ("first", "onward", "exit", "second", "onward_2", "exit_2")
    }
    died = counts & (death <= departure)
    return Fates(
        household=fates.household,
        **before,
        death=np.where(died, last, NEVER),
        departure=np.where(counts & ~died, last, NEVER),
    )
