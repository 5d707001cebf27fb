"""The case of the exercise on money and service points: where no known mistake gives the right answer.

The tables are invented (`municipal_example`); this module chooses what to ask about them, so that no mistake is right
by chance.
"""

from itertools import combinations

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.service_access import allocation, municipal_example, siting, travel
from ruta.service_access.municipal_example import LIMIT

CHOICES = [(points, limit) for points in (3, 2, 4) for limit in (45, 40, 50, 35, 55, 42, 38, 48, 52, 60)]
AS_KILOMETRES = 2 / 3
"""A minute at 40 km an hour, in kilometres: what an office without travel times takes a limit for."""
GRANT = 10_000
"""The small grant of the question on cents: 100.00 units."""
GROUPS = ("V1", "V2", "V3")


def amounts_by_need(places: pd.DataFrame) -> dict[str, "pd.Series[float]"]:
    """Return the amounts (units) by need and by the ways that are mistaken for it; index: place."""
    rows = places.set_index("place")
    weights = {
        "need": rows["displaced"] * rows["price"] * municipal_example.UNIT_COST,
        "per-head": rows["population"],
        "no-price": rows["displaced"],
        "rate": rows["displaced"] / rows["population"],
        "equal-parts": rows["displaced"] * 0 + 1,
    }
    return {way: allocation.split_cents(each, cents=municipal_example.FUND) / 100 for way, each in weights.items()}


def amounts_by_gap(places: pd.DataFrame) -> dict[str, "pd.Series[float]"]:
    """Return the amounts (units) by equalisation and by the ways that are mistaken for it; index: place."""
    rows = places.set_index("place")
    need = rows["displaced"] * rows["price"] * municipal_example.UNIT_COST
    capacity = rows["tax_base"] * municipal_example.STANDARD_EFFORT
    gap = allocation.fiscal_gap(need, capacity=capacity)
    fund = municipal_example.FUND
    surplus_kept = need - capacity
    return {
        "gap": allocation.equalised(gap, cents=fund) / 100,
        "collected": allocation.equalised(allocation.fiscal_gap(need, capacity=rows["collected"]), cents=fund) / 100,
        "unscaled": gap,
        "surplus-kept": surplus_kept * fund / 100 / surplus_kept.sum(),
        "need-only": allocation.split_cents(need, cents=fund) / 100,
    }


def clearest(amounts: dict[str, "pd.Series[float]"]) -> str:
    """Return the place where the first way differs most, in proportion, from every other way."""
    table = pd.DataFrame(amounts)
    right = table.iloc[:, 0]
    apart = table.iloc[:, 1:].sub(right, axis=0).abs().min(axis=1) / right.where(right > 0)
    return str(apart.idxmax())


def tables_of_ways(places: pd.DataFrame, roads: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return minutes by safe roads, minutes by all roads, and kilometres in a straight line."""
    return {
        "road": travel.travel_minutes(places, roads=roads),
        "unsafe": travel.travel_minutes(places, roads=roads, use_unsafe=True),
        "straight": travel.straight_kilometres(places),
    }


def best_points(places: pd.DataFrame, roads: pd.DataFrame, *, points: int, limit: int) -> dict[str, set[str]]:
    """Return the points with most people within the limit, and those of the known mistakes."""
    rows = places.set_index("place")
    people, ways = rows["displaced"], tables_of_ways(places, roads)
    road, straight = (
        siting.best_of_all(ways[way], people=people, points=points, limit=most, rule="cover")
        for way, most in (("road", limit), ("straight", AS_KILOMETRES * limit))
    )
    largest = {column: set(rows[column].nlargest(points).index) for column in ("displaced", "population")}
    return {"road": set(road.points), "straight": set(straight.points)} | largest


def choose_points(places: pd.DataFrame, roads: pd.DataFrame) -> dict[str, int]:
    """Return a number of points and a limit with one best choice only, which no mistake gives by chance.

    Where no case tells all mistakes apart (a few draws in a hundred), some mistakes may give one and the same set.
    """
    minutes, people = tables_of_ways(places, roads)["road"], places.set_index("place")["displaced"]
    second: dict[str, int] = {}
    for points, limit in CHOICES:
        case = {"points": points, "limit": limit}
        best, next_best = siting.every_set(minutes, people=people, **case)["people"].nlargest(2)
        ways = best_points(places, roads, **case)
        right = ways.pop("road")
        if best == next_best or right in ways.values():
            continue
        if len({frozenset(each) for each in ways.values()}) == len(ways):
            return case
        second = second or case
    return second or {"points": CHOICES[0][0], "limit": CHOICES[0][1]}


def left_out(places: pd.DataFrame, roads: pd.DataFrame, *, offer: list[str]) -> dict[str, set[str]]:
    """Return the municipalities that an offer of points leaves without, and what the known mistakes would name."""
    limits = {"road": LIMIT, "unsafe": LIMIT, "straight": AS_KILOMETRES * LIMIT}
    ways = tables_of_ways(places, roads)
    found = {way: set(table.index[table[offer].min(axis=1) > limits[way]]) for way, table in ways.items()}
    return found | {"reached": set(places["place"]) - found["road"]}


def choose_offer(places: pd.DataFrame, roads: pd.DataFrame) -> list[str]:
    """Return three points, one at an end of the unsafe stretch, of which each mistake leaves out other places."""
    unsafe = roads.loc[roads["unsafe"], ["from_place", "to_place"]].iloc[0]
    offers = [list(each) for each in combinations(places["place"], 3) if len(set(unsafe) & set(each)) == 1]
    for offer in offers:
        ways = left_out(places, roads, offer=offer)
        if all(ways.values()) and len({frozenset(each) for each in ways.values()}) == len(ways):
            return offer
    return offers[0]


def grant(*, country: str, seed: int) -> pd.DataFrame:
    """Return three groups and their people: a small grant that each way of rounding shares out differently."""
    rng = draws.generator(seed=seed, country=country, name="small-grant")
    while True:
        people = draws.whole(rng, low=12, high=90, size=len(GROUPS))
        ways = grant_answers(pd.DataFrame({"group": GROUPS, "people": people}))
        if len({tuple(way) for way in ways.values()}) == len(ways):
            return pd.DataFrame({"group": GROUPS, "people": people})


def grant_answers(table: pd.DataFrame) -> dict[str, "pd.Series[float]"]:
    """Return the grant in units by largest remainders, and by the usual ways of rounding; index: group."""
    people = table.set_index("group")["people"]
    exact = GRANT * people / people.sum()
    rounded, down = np.floor(exact + 0.5), np.floor(exact)
    to_last, to_largest = rounded.copy(), down.copy()
    to_last.iloc[-1] = GRANT - rounded.iloc[:-1].sum()
    to_largest[people.idxmax()] += GRANT - down.sum()
    right = allocation.split_cents(people, cents=GRANT)
    ways = {"right": right, "rounded": rounded, "rest-to-last": to_last, "rest-to-largest": to_largest}
    return {way: each / 100 for way, each in ways.items()}
