"""Synthetic persons: members of the households on the first day, and children born since."""

from dataclasses import dataclass, fields

import numpy as np

from ruta.datasets import draws, fates
from ruta.datasets.countries import Country
from ruta.datasets.draws import Flag, Whole
from ruta.datasets.fates import Fates
from ruta.datasets.households import Households
from ruta.datasets.names import SURNAMES, WOMEN
from ruta.datasets.timeline import END, NEVER, START

YEAR = 365


@dataclass(frozen=True, kw_only=True)
class Persons:
    """Persons as parallel arrays; names are positions in the lists of names."""

    household: Whole
    born: Whole
    woman: Flag
    given_1: Whole
    given_2: Whole
    """Second given name, -1 for none."""
    surname_1: Whole
    surname_2: Whole
    disability: Whole
    """0 no, 1 yes, 2 unknown."""
    mother: Whole
    """Position of the mother for a child born to a displaced parent, else -1."""

    def joined(self, other: "Persons") -> "Persons":
        """Return these persons followed by others."""
        return Persons(
            **{f.name: np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)}
        )


@dataclass(frozen=True, kw_only=True)
class Population:
    """Everybody in a synthetic country: who they are, the paths of their households and their fates."""

    households: Households
    ethnicity: Whole
    """Group of each household, a position among the country's categories."""
    persons: Persons
    fates: Fates
    child_death: Whole
    """Day of death of a child of group C."""
    child_departure: Whole
    """Day on which a child of group C left the country with the mother."""

    def home_of(self, person: Whole) -> Whole:
        """Return the municipality where persons' households lived on the first day."""
        return self.households.home[self.persons.household[person]]


def _given(rng: np.random.Generator, count: int) -> dict[str, Whole]:
    first = draws.whole(rng, low=0, high=len(WOMEN), size=count)
    second = draws.whole(rng, low=0, high=len(WOMEN), size=count)
    return {"given_1": first, "given_2": np.where((rng.random(count) < 0.5) & (second != first), second, -1)}


def _disability(rng: np.random.Generator, age: Whole) -> Whole:
    chance = rng.random(len(age))
    share = np.where(age >= 60, 0.22, np.where(age >= 18, 0.06, 0.03))
    return np.where(chance < share, 1, np.where(chance > 0.96, 2, 0)).astype(np.int64)


def _members(rng: np.random.Generator, households: Households) -> Persons:
    """Draw the members of the households on the first day; the first of each is an adult."""
    # np.repeat wants the platform's own integers, which are of 32 bits in the browser.
    household = np.repeat(np.arange(len(households), dtype=np.int64), households.size.astype(np.intp))
    count = len(household)
    first = np.cumsum(households.size) - households.size
    rank = np.arange(count, dtype=np.int64) - first[household]
    partner = (rank == 1) & (rng.random(count) < 0.75)
    child = (rank >= 1) & ~partner & (rng.random(count) < 0.7)
    days = np.where(
        child,
        draws.whole(rng, low=0, high=18 * YEAR, size=count),
        np.where(partner, 19 * YEAR, 20 * YEAR) + draws.whole(rng, low=0, high=52 * YEAR, size=count),
    )
    woman = rng.random(count) < np.where(rank == 0, 0.45, 0.5)
    woman = np.where(partner, ~woman[first[household]], woman)
    surname_1 = draws.whole(rng, low=0, high=len(SURNAMES), size=count)
    surname_2 = draws.whole(rng, low=0, high=len(SURNAMES), size=count)
    # Children carry the first surnames of the two first members, as is the custom.
    second = np.minimum(first + 1, count - 1)[household]
    heads = first[household]
    return Persons(
        household=household,
        born=START - 1 - days,
        woman=woman,
        **_given(rng, count),
        surname_1=np.where(child, surname_1[heads], surname_1),
        surname_2=np.where(child, np.where(partner[second], surname_1[second], surname_2[heads]), surname_2),
        disability=_disability(rng, days // YEAR),
        mother=np.full(count, -1, dtype=np.int64),
    )


def _births(rng: np.random.Generator, older: Persons, lives: Fates) -> Persons:
    """Draw the children born since the first day, and which of them were born to a displaced mother."""
    age = (START - older.born) // YEAR
    mother = np.flatnonzero(older.woman & (age >= 16) & (age < 42) & (rng.random(len(age)) < 0.4)).astype(np.int64)
    count = len(mother)
    born = draws.whole(rng, low=START, high=END + 1, size=count)
    to_idp = lives.displaced_on(born, mother)
    # A child born after a mother had left the stock would belong to none of the groups: left out.
    keep = to_idp | (born < lives.first[mother])
    given = _given(rng, count)
    surname_2 = older.surname_1[mother]
    surname_1 = draws.whole(rng, low=0, high=len(SURNAMES), size=count)
    woman = rng.random(count) < 0.49
    everybody = {
        "household": older.household[mother],
        "born": born,
        "woman": woman,
        **given,
        "surname_1": surname_1,
        "surname_2": surname_2,
        "disability": _disability(rng, np.zeros(count, dtype=np.int64)),
        "mother": np.where(to_idp, mother, -1),
    }
    return Persons(**{name: values[keep] for name, values in everybody.items()})


def make(country: Country, seed: int, households: Households) -> Population:
    """Return everybody in a synthetic country."""
    rng = draws.generator(seed=seed, country=country.iso3, name="persons")
    ethnicity = draws.pick(rng, shares=list(country.ethnicity.values()), size=len(households))
    older = _members(rng, households)
    rng = draws.generator(seed=seed, country=country.iso3, name="fates")
    lives = fates.make(rng, households, older.household, (START - older.born) // YEAR)
    rng = draws.generator(seed=seed, country=country.iso3, name="births")
    younger = _births(rng, older, lives)
    of_group_c = younger.mother >= 0
    with_family = fates.make(rng, households, younger.household, np.zeros(len(younger.born), dtype=np.int64))
    apart = fates.nothing(younger.household)
    younger_lives = Fates(
        household=younger.household,
        **{
            f.name: np.where(of_group_c, getattr(apart, f.name), getattr(with_family, f.name))
            for f in fields(Fates)
            if f.name != "household"
        },
    )
    child_death = np.where(
        of_group_c & (rng.random(len(younger.born)) < 0.02),
        younger.born + draws.whole(rng, low=30, high=1000, size=len(younger.born)),
        NEVER,
    )
    mothers = np.where(of_group_c, younger.mother, 0)
    left = np.where(of_group_c & (lives.departure[mothers] > younger.born), lives.departure[mothers], NEVER)
    never = np.full(len(older.born), NEVER, dtype=np.int64)
    return Population(
        households=households,
        ethnicity=ethnicity,
        persons=older.joined(younger),
        fates=lives.joined(younger_lives),
        child_death=np.concatenate([never, np.where((child_death <= END) & (child_death < left), child_death, NEVER)]),
        child_departure=np.concatenate([never, np.where(child_death < left, NEVER, left)]),
    )
