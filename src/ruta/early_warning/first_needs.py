"""What so many people need in the first hours, and how much of it a stock covers.

The amounts are those usually quoted from the Sphere Handbook (2018 edition: chapters on water supply, food assistance,
shelter, and excreta management), which was not at hand when this was written: confirm each in the handbook. The
hygiene kit for each household is a convention of this course; its content is for the office to say.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ruta.errors import InputError

HOURS = 72


@dataclass(frozen=True, kw_only=True)
class Standard:
    """How much of an item is planned."""

    item: str
    """Id of the item."""
    amount: float
    """Amount for each unit of `per`."""
    per: str
    """``person-day``, ``person`` or ``household``."""
    every: int = 1
    """So many units of `per` share the amount: one toilet for every 50 persons."""


STANDARDS = (
    Standard(item="water", amount=15, per="person-day"),
    Standard(item="rations", amount=1, per="person-day"),
    Standard(item="floor", amount=3.5, per="person"),
    Standard(item="toilets", amount=1, per="person", every=50),
    Standard(item="kits", amount=1, per="household"),
)
"""Litres of water; rations of 2,100 kilocalories; square metres under a roof; toilets; hygiene kits."""


def needs(
    *, households: int, persons: int, hours: float = HOURS, standards: tuple[Standard, ...] = STANDARDS
) -> "pd.Series[int]":
    """Return what is needed, as if everybody arrived in the first hour.

    Parameters
    ----------
    households, persons
        The planning figure, from 0.
    hours
        Hours to bridge, above 0.
    standards
        Items and amounts.

    Returns
    -------
    pandas.Series
        Indexed by ``item``, int64, rounded up: half a toilet serves nobody.

    Raises
    ------
    InputError
        A count is negative, there are fewer persons than households, or the hours are not above 0.
    """
    if households < 0 or persons < households:
        raise InputError("response.planning-figure", households=households, persons=persons)
    if not 0 < hours < math.inf:
        raise InputError("response.hours", found=hours)
    units = {"person-day": persons * hours / 24, "person": persons, "household": households}
    # The last digit of a floating-point product must not buy one more toilet.
    amounts = {one.item: math.ceil(round(one.amount * units[one.per] / one.every, 6)) for one in standards}
    return pd.Series(amounts, name="needed", dtype="int64").rename_axis("item")


def covered(stock: "pd.Series[int]", needed: "pd.Series[int]") -> "pd.Series[float]":
    """Return the share of each need that a stock covers: 1 is all of it, more than 1 leaves something over.

    Raises
    ------
    InputError
        The stock does not say how much there is of an item that is needed (a blank is not a zero), or it is negative.
    """
    for item, amount in needed.items():
        found = stock.get(item)
        if found is None or pd.isna(found) or found < 0:
            raise InputError("response.stock", item=item, found="-" if found is None else found)
        if amount == 0:
            raise InputError("response.no-need", item=item)
    return (stock.reindex(needed.index).astype("float64") / needed).rename("covered")


def lasting_hours(stock: "pd.Series[int]", *, persons: int) -> "pd.Series[float]":
    """Return after how many hours each item that is used up day by day runs out.

    Parameters
    ----------
    stock
        Amount of each item, indexed by ``item``.
    persons
        People who draw on it, from 1.
    """
    if persons < 1:
        raise InputError("response.planning-figure", households=0, persons=persons)
    used: Mapping[str, float] = {one.item: one.amount for one in STANDARDS if one.per == "person-day"}
    hours = {item: 24 * float(stock[item]) / (amount * persons) for item, amount in used.items()}
    return pd.Series(hours, name="hours", dtype="float64").rename_axis("item")
