"""Twelve invented municipalities: people, money and roads, so that sharing out can be practised.

Nothing in it describes a real place. The people in need, the tax bases and the roads are drawn by lot within a fixed
pattern: a large town with few displaced people for its size, small places with many, two that try hard with little,
and one stretch of road that people cannot use.
"""

import numpy as np
import pandas as pd

from ruta import datasets
from ruta.datasets import draws

PLACES = tuple("ABCDEFGHIJKL")
FUND = 60_000_000
"""The fund to share out, in cents (600,000.00 invented units)."""
FLOOR = 2_500_000
"""Least amount of a municipality, in cents: one desk for a year."""
UNIT_COST = 120.0
"""Cost of care of one displaced person for a year at average prices, in units."""
STANDARD_EFFORT = 0.0005
"""Share of its tax base that a municipality could set aside for this duty, if all tried equally hard."""
LIMIT = 45
"""Longest acceptable way to a service point, in minutes."""
STRAIGHT_LIMIT = 30.0
"""What an office without travel times takes for the same: kilometres in a straight line, at 40 km an hour."""
_WEST, _EAST = 5, 6
_SPOTS = (
    (8, 46), (26, 54), (6, 20), (19, 34), (20, 6), (47, 23),
    (57, 25), (83, 38), (92, 52), (80, 7), (105, 22), (66, 54),
)  # fmt: skip
_ROADS = (
    (0, 1), (0, 3), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (4, 5),
    (6, 7), (6, 9), (7, 8), (7, 10), (7, 11), (8, 10), (8, 11), (9, 10), (1, 11), (5, 6),
)  # fmt: skip
_SHARES = (0.020, 0.035, 0.008, 0.030, 0.012, 0.025, 0.007, 0.016, 0.006, 0.011, 0.005, 0.006)
"""Displaced people for each inhabitant, from the smallest municipality to the largest."""
_BASES = (700, 650, 1500, 800, 1300, 900, 1700, 1000, 1600, 1100, 2300, 2200)
"""Tax base for each inhabitant, in the same order."""
_EFFORTS = (1.3, 1.5, 0.6, 1.4, 0.8, 1.2, 0.5, 1.1, 0.6, 0.9, 0.5, 0.7)
"""What was collected for the duty, as a share of the standard effort."""
_BUSY = (1, 3, 5, 7)
"""Ranks with many displaced people; two of them lie at the two ends of the unsafe stretch."""


def example_places(*, country: str, seed: int, part: str = "lesson") -> pd.DataFrame:
    """Return the twelve municipalities.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code: names and populations are those of the course's synthetic country.
    seed
        Seed of the draw.
    part
        ``lesson`` or ``exercise``: other numbers, same pattern.

    Returns
    -------
    DataFrame
        ``place`` (a letter), ``name``, ``population``, ``displaced`` (persons, int64), ``price`` (local price level,
        1 = average), ``tax_base`` and ``collected`` (int64, units of money a year), ``km_east``, ``km_north``.
    """
    rng = draws.generator(seed=seed, country=country, name=f"municipal-example-{part}")
    size = len(PLACES)
    towns = datasets.table("municipalities", country=country, seed=seed + (part == "exercise"))
    towns = towns.sort_values("population", kind="stable").reset_index(drop=True)
    population = towns["population"].to_numpy(dtype="int64")

    def around(pattern: tuple[float, ...], low: float, high: float) -> draws.Real:
        return np.asarray(pattern) * draws.between(rng, low=low, high=high, size=size)

    tax_base = np.floor(population * around(_BASES, 0.9, 1.1))
    spots = np.asarray(_SPOTS, dtype=np.float64)[_spot_of_rank(rng)]
    table = pd.DataFrame({
        "name": towns["municipality_name"],
        "population": population,
        "displaced": np.floor(population * around(_SHARES, 0.8, 1.2)).astype("int64"),
        "price": np.round(draws.between(rng, low=0.85, high=1.25, size=size), 2),
        "tax_base": tax_base.astype("int64"),
        "collected": np.floor(tax_base * STANDARD_EFFORT * around(_EFFORTS, 0.9, 1.1)).astype("int64"),
        "km_east": spots[:, 0], "km_north": spots[:, 1],
    })  # fmt: skip
    # Letters by lot: they must not tell who is large or where anything lies.
    table = table.iloc[draws.lot(rng, size=size).astype(np.intp)].reset_index(drop=True)
    table.insert(0, "place", list(PLACES))
    return table


def _spot_of_rank(rng: np.random.Generator) -> draws.Whole:
    """Return the place on the map of each rank of size; the two ends of the unsafe stretch have many people in need."""
    busy = np.asarray(_BUSY)[draws.lot(rng, size=len(_BUSY)).astype(np.intp)]
    ends = {int(busy[0]): _WEST, int(busy[1]): _EAST}
    others = iter([spot for spot in draws.lot(rng, size=len(_SPOTS)) if spot not in ends.values()])
    return np.asarray([ends[rank] if rank in ends else next(others) for rank in range(len(_SPOTS))], dtype=np.intp)


def example_roads(places: pd.DataFrame, *, country: str, seed: int, part: str = "lesson") -> pd.DataFrame:
    """Return the roads between the municipalities, with the minutes that they take.

    Returns
    -------
    DataFrame
        ``from_place``, ``to_place``, ``km`` (of road), ``minutes`` (int64) and ``unsafe`` (one stretch is).
    """
    rng = draws.generator(seed=seed, country=country, name=f"municipal-roads-{part}")
    at = {
        (east, north): place
        for place, east, north in zip(places["place"], places["km_east"], places["km_north"], strict=True)
    }
    letter = [at[spot] for spot in _SPOTS]
    ends = np.asarray(_ROADS, dtype=np.intp)
    straight = np.sqrt(
        ((np.asarray(_SPOTS, dtype=np.float64)[ends[:, 0]] - np.asarray(_SPOTS)[ends[:, 1]]) ** 2).sum(1)
    )
    km = np.round(straight * draws.between(rng, low=1.2, high=1.4, size=len(ends)), 1)
    speed = draws.between(rng, low=36, high=46, size=len(ends))
    return pd.DataFrame({
        "from_place": [letter[start] for start, _ in _ROADS], "to_place": [letter[end] for _, end in _ROADS],
        "km": km, "minutes": np.round(60 * km / speed).astype("int64"),
        "unsafe": [road == (_WEST, _EAST) for road in _ROADS],
    })  # fmt: skip
