"""A synthetic profiling survey: displaced and host households and persons, with the truth that no survey knows.

Not one of the tables of a country: it is a sample of one invented municipality, and of a capital to compare with.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from ruta.datasets import draws, frames
from ruta.datasets.countries import DEFAULT_SEED, Country, check_seed, find
from ruta.datasets.draws import Flag, Real, Whole

GROUPS = ("A1", "A2", "A3", "host", "capital")
SAMPLED = (130, 90, 110, 270, 220)
"""Households interviewed, by group."""
WEIGHTS = (12, 8, 10, 45, 300)
"""Persons of the population for whom one respondent stands, by group."""
SIZES = (0.08, 0.14, 0.20, 0.22, 0.17, 0.11, 0.08)
RECOVERED = (0.15, 0.25, 0.42)
"""Share of the displaced households in which nothing linked to the displacement is left."""
# Chance that the displacement still weighs on a criterion, in the other households.
LINKED = {
    "safety": (0.42, 0.60, 0.20),
    "living": (0.48, 0.28, 0.32),
    "livelihood": (0.52, 0.34, 0.38),
    "housing": (0.68, 0.22, 0.46),
    "documents": (0.48, 0.26, 0.24),
}
CRITERIA = tuple(LINKED)
OF_PERSONS = ("safety", "documents")
"""Criteria measured on each person; the others belong to the household."""
# Deciles among the neighbours; what a displacement leaves of a value where it still weighs.
SAFE_DAYS = (5, 16, 20, 22, 24, 26, 27, 28, 29, 30, 31)
FOOD_DAYS = (5, 14, 18, 21, 23, 25, 27, 28, 29, 30, 31)
INCOME = (25, 45, 58, 68, 80, 95, 110, 130, 160, 210, 400)
TENURE = (0, 4, 9, 14, 20, 28, 36, 48, 60, 61, 61)
DOCUMENTS = (0.01, 0.04, 0.12, 0.83)
LEFT = {"safety": 0.45, "living": 0.5, "livelihood": 0.5, "housing": 0.15}
RICHER, REFUSED, TOGETHER = 0.2, 0.05, 0.5
YEARS = (2019, 2026)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """The three tables of a profiling survey."""

    households: pd.DataFrame
    """One row a household: group, weight, year of displacement, and what is measured once for all its members."""
    persons: pd.DataFrame
    """One row a person: sex, age, whether the reference person, and what is measured on each."""
    truth: pd.DataFrame
    """One row a person: on which criteria the displacement still weighs. No office knows it."""


@dataclass(frozen=True, kw_only=True)
class _Members:
    """Persons as parallel arrays."""

    household: Whole
    reference: Flag
    woman: Flag
    age: Whole


def survey(*, country: str, seed: int = DEFAULT_SEED) -> Survey:
    """Return the profiling survey of an invented municipality: the same for the same country and seed, everywhere.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code, one of `ruta.datasets.COUNTRIES`; another country gives other people of the same kind.
    seed
        Whole number from 0.

    Raises
    ------
    InputError
        For an unknown country or a seed that is no whole number from 0.
    """
    made = _kept(find(country), check_seed(seed))
    return Survey(households=made.households.copy(), persons=made.persons.copy(), truth=made.truth.copy())


@lru_cache(maxsize=4)
def _kept(country: Country, seed: int) -> Survey:
    rng = draws.generator(seed=seed, country=country.iso3, name="profiling")
    group = np.repeat(np.arange(len(GROUPS), dtype=np.int64), SAMPLED)
    members = _members(rng, group)
    linked = _linked(rng, group, members)
    common = rng.random(len(group))
    household_ids = np.asarray(frames.ids(country.iso2, "H", len(group)), dtype=object)
    person_ids = np.asarray(frames.ids(country.iso2, "S", len(members.age)), dtype=object)
    displaced = group < len(RECOVERED)
    since = draws.whole(rng, low=YEARS[0], high=YEARS[1], size=len(group))
    income = pd.array(_value(rng, INCOME, group, common, linked["livelihood"], "livelihood"), dtype="Int64")
    income[rng.random(len(group)) < REFUSED] = pd.NA
    households = pd.DataFrame(
        {
            "household_id": pd.Series(household_ids, dtype="str"),
            "group": pd.Series(np.asarray(GROUPS, dtype=object)[group], dtype="str"),
            "weight": np.asarray(WEIGHTS, dtype=np.int64)[group],
            "displaced_in": pd.Series(since, dtype="Int64").where(pd.Series(displaced)),
            "food_days": np.minimum(_value(rng, FOOD_DAYS, group, common, linked["living"], "living"), 30),
            "income": income,
            "tenure_months": np.minimum(_value(rng, TENURE, group, common, linked["housing"], "housing"), 60),
        }
    )
    of = members.household
    persons = pd.DataFrame(
        {
            "person_id": pd.Series(person_ids, dtype="str"),
            "household_id": pd.Series(household_ids[of], dtype="str"),
            "reference": members.reference,
            "sex": pd.Series(np.where(members.woman, "F", "M"), dtype="str"),
            "age": members.age,
            "safe_days": np.minimum(_value(rng, SAFE_DAYS, group[of], common[of], linked["safety"], "safety"), 30),
            "documents": _documents(rng, group[of], linked["documents"]),
        }
    )
    spread = {name: mark if name in OF_PERSONS else mark[of] for name, mark in linked.items()}
    truth = pd.DataFrame({"person_id": persons["person_id"], **spread})
    truth["still_linked"] = truth[list(CRITERIA)].any(axis="columns")
    return Survey(households=households, persons=persons, truth=truth)


def _members(rng: np.random.Generator, group: Whole) -> _Members:
    """Draw who lives in each household; the displaced are younger than their neighbours."""
    size = 1 + draws.pick(rng, shares=SIZES, size=len(group))
    # np.repeat wants the platform's own integers, which are of 32 bits in the browser.
    household = np.repeat(np.arange(len(group), dtype=np.int64), size.astype(np.intp))
    count = len(household)
    reference = np.concatenate(([True], household[1:] != household[:-1]))
    young = draws.quantile(rng.random(count), points=(0, 5, 10, 16, 22, 29, 37, 46, 80))
    old = draws.quantile(rng.random(count), points=(0, 8, 17, 26, 35, 44, 54, 66, 90))
    adult = draws.quantile(rng.random(count), points=(18, 26, 33, 40, 47, 56, 76))
    age = np.where(reference, adult, np.where(group[household] < len(RECOVERED), young, old))
    return _Members(
        household=household, reference=reference, woman=rng.random(count) < 0.52, age=np.floor(age).astype(np.int64)
    )


def _linked(rng: np.random.Generator, group: Whole, members: _Members) -> dict[str, Flag]:
    """Draw where the displacement still weighs: on a household as a whole, or on some of its members."""
    displaced = group < len(RECOVERED)
    place = np.minimum(group, len(RECOVERED) - 1)
    open_case = displaced & (rng.random(len(group)) >= np.asarray(RECOVERED)[place])
    found: dict[str, Flag] = {}
    for name, chances in LINKED.items():
        mark = open_case & (rng.random(len(group)) < np.asarray(chances)[place])
        if name in OF_PERSONS:
            # A document is lost by a person, and the streets are not the same for every member of a family.
            adult = members.reference if name == "documents" else ~members.woman
            mark = mark[members.household] & (rng.random(len(members.age)) < np.where(adult, 0.5, 0.85))
        found[name] = mark
    return found


def _value(
    rng: np.random.Generator, points: tuple[int, ...], group: Whole, common: Real, linked: Flag, name: str
) -> Whole:
    """Draw a value from the neighbours' distribution; half of the draws share the fortune of the household."""
    chance = np.where(rng.random(len(group)) < TOGETHER, common, rng.random(len(group)))
    richer = (group == GROUPS.index("capital")) & (name != "safety")
    chance = np.where(richer, RICHER + (1 - RICHER) * chance, chance)
    values = draws.quantile(chance, points=points) * np.where(linked, LEFT[name], 1.0)
    whole: Whole = np.floor(values).astype(np.int64)
    return whole


def _documents(rng: np.random.Generator, group: Whole, linked: Flag) -> Whole:
    held = draws.pick(rng, shares=DOCUMENTS, size=len(group))
    lost = np.where(linked, 1 + (rng.random(len(group)) < 0.4), 0)
    left: Whole = np.maximum(held - lost, 0)
    return left
