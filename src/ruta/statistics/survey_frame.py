"""An invented country seen by a household survey: its households, its census segments and the truth.

No office has such a table: it holds the answer of every household. It is made from the course's synthetic country, so
that a survey drawn from it can be held against what it tries to find out.
"""

import numpy as np
import pandas as pd

from ruta import datasets
from ruta.datasets import draws

SIZE = 5_000
"""Households of the invented country on its first day."""
PER_SEGMENT = 18
"""Households that a census segment holds on average today."""
SINCE, UNTIL = pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-31")
"""The period that the survey asks about; the second day is also the day of the interview."""
FORCED = ("displacement", "re-entry", "returned-from-abroad", "second-displacement")
GONE = ("death", "exit-abroad", "related-death", "related-departure")
RENTS = {True: 0.75, False: 0.25}
"""Share of households that live in a rented dwelling, for those who had to move and for the others."""
TOGETHER = 1.35
"""How strongly families who had to move live near each other; 1 would spread them evenly over a municipality."""


def make(*, country: str, seed: int, size: int = SIZE) -> pd.DataFrame:
    """Return the households of an invented country on 31 December 2025, with what a full census would find.

    Parameters
    ----------
    country, seed
        As for `ruta.datasets.table`.
    size
        Households on the first day; up to 5,000 the country is kept in memory.

    Returns
    -------
    DataFrame
        One row per household that is still in the country: ``household_id``; ``area`` and ``area_name`` (department or
        state), ``municipality`` and ``segment`` where it lives now; ``census_households``, the households of the
        segment in an older census; ``dwelling`` (``own`` or ``rented``), which a lister sees from outside; ``members``
        and ``displaced``, persons, the latter those who had to leave their home at least once from 1 January 2024 to
        31 December 2025 and live in the country today.
    """
    rng = draws.generator(seed=seed, country=country, name="survey-frame")
    homes = _homes(country, seed, size)
    moved = homes["displaced"].to_numpy() > 0
    rents = np.where(moved, RENTS[True], RENTS[False])
    homes["dwelling"] = np.where(rng.random(len(homes)) < rents, "rented", "own")
    # A low position means one end of the municipality; families who moved are drawn towards it.
    chance = rng.random(len(homes))
    homes["position"] = np.where(moved, chance**TOGETHER, chance)
    homes = homes.sort_values(["municipality", "position"], kind="stable").reset_index(drop=True)
    homes["segment"] = _segments(homes)
    homes["census_households"] = _at_census(homes, rng)
    areas = datasets.table("municipalities", country=country, seed=seed, size=size)
    named = homes.merge(areas[["municipality", "area", "area_name"]], on="municipality")
    columns = ["area", "area_name", "municipality", "segment", "census_households", "dwelling", "members", "displaced"]
    return named[["household_id", *columns]]


def _homes(country: str, seed: int, size: int) -> pd.DataFrame:
    """Return where each household lives, how many members it has and how many of them had to move."""
    persons, movements, households = (
        datasets.table(name, country=country, seed=seed, size=size) for name in ("persons", "movements", "households")
    )
    gone = set(movements.loc[movements["kind"].isin(GONE), "person_id"])
    here = persons.loc[~persons["person_id"].isin(gone), ["person_id", "household_id"]]
    lately = movements["kind"].isin(FORCED) & movements["date"].between(SINCE, UNTIL)
    forced = set(movements.loc[lately, "person_id"])  # a person who moved twice counts once
    here = here.assign(displaced=here["person_id"].isin(forced).astype("int64"), members=1)
    counts = here.groupby("household_id")[["members", "displaced"]].sum()
    placed = movements[movements["to_municipality"].notna()].merge(here[["person_id", "household_id"]], on="person_id")
    last = placed.groupby("household_id")["to_municipality"].last()
    homes = households.merge(counts, left_on="household_id", right_index=True)
    homes["municipality"] = homes["household_id"].map(last).fillna(homes["municipality"])
    return homes.reset_index(drop=True)


def _segments(homes: pd.DataFrame) -> pd.Series:
    """Cut each municipality into segments of nearly equal size, in the order of the rows."""
    place = homes.groupby("municipality").cumcount()
    count = homes.groupby("municipality")["household_id"].transform("size")
    number = (place * (count / PER_SEGMENT).round().clip(lower=2) // count).astype("int64") + 1
    return homes["municipality"] + "-S" + number.astype(str).str.zfill(2)


def _at_census(homes: pd.DataFrame, rng: np.random.Generator) -> pd.Series:
    """Return the households of each segment before the families who moved came, give or take a few."""
    settled = (homes["displaced"] == 0).groupby(homes["segment"]).sum()
    shift = draws.whole(rng, low=-2, high=3, size=len(settled))
    return homes["segment"].map((settled + shift).clip(lower=8)).astype("int64")
