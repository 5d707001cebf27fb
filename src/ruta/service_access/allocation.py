"""Sharing out a fund: to the cent, with a floor, by need, and by what a municipality could pay itself.

Amounts are whole cents (int64): money that is rounded place by place does not add up to the fund.

Sources: M. L. Balinski and H. P. Young (1982), "Fair Representation" (largest remainders); R. Boadway and
A. Shah, eds. (2007), "Intergovernmental Fiscal Transfers" (capacity at a standard effort).
"""

import math
from fractions import Fraction

import pandas as pd

from ruta.errors import InputError


def split_cents(weights: "pd.Series[float]", *, cents: int) -> "pd.Series[int]":
    """Share out a fund in proportion to weights, so that the parts add up to it exactly (largest remainders).

    Each place gets its exact part rounded down; the cents left over go, one each, to the largest remainders, in the
    order of the table where remainders are equal. A larger weight never gets less within one fund. Between two funds it
    can: with one cent more to share, a place may get a cent less (the "Alabama paradox").

    Parameters
    ----------
    weights
        One weight per place, 0 or more, in any unit.
    cents
        The fund in whole cents, 0 or more.

    Returns
    -------
    Series
        int64, cents, with the index of the weights; the sum is ``cents``.

    Raises
    ------
    InputError
        Where the fund is negative, a weight is negative or blank, or all weights are 0; the row is named.
    """
    parts = _exact(weights, cents=cents)
    floors = [math.floor(part) for part in parts]
    left = cents - sum(floors)
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place], place))
    for place in order[:left]:
        floors[place] += 1
    return pd.Series(floors, index=weights.index, dtype="int64")


def with_floor(weights: "pd.Series[float]", *, cents: int, floor: int) -> "pd.Series[int]":
    """Share out a fund in proportion to weights, but with a least amount for each place.

    Whoever would get less than the floor gets the floor; the rest is shared out again among the others, until nobody
    is under it. The floor is paid by the others: see who gets less.

    Parameters
    ----------
    weights, cents
        As for `split_cents`.
    floor
        Least amount for each place, in whole cents, 0 or more.

    Raises
    ------
    InputError
        As for `split_cents`, and where the floors alone cost more than the fund.
    """
    _exact(weights, cents=cents)
    if floor < 0:
        raise InputError("sharing.negative-floor", found=money(floor))
    if floor * len(weights) > cents:
        raise InputError("sharing.floor-too-high", places=len(weights), floor=money(floor), fund=money(cents))
    others, rest = weights, cents
    while True:
        # Some place always stays: what is left is at least the floor for each, so not all can be under it.
        under = [part < floor for part in _exact(others, cents=rest)]
        if not any(under):
            return split_cents(others, cents=rest).reindex(weights.index, fill_value=floor).astype("int64")
        rest -= floor * sum(under)
        others = others[[not low for low in under]]


def fiscal_gap(need: "pd.Series[float]", *, capacity: "pd.Series[float]") -> "pd.Series[float]":
    """Return what the duty costs beyond what each place could pay itself: ``max(0, need - capacity)``.

    Capacity is a standard effort times the tax base, never the revenue that was collected: a formula with the actual
    revenue pays more to whoever collects less. Where capacity exceeds the cost, the gap is 0 and not negative.

    Parameters
    ----------
    need
        Cost of the duty: users times unit cost times local price, in units of money.
    capacity
        Standard effort times tax base, in the same unit and with the same index.

    Raises
    ------
    InputError
        Where an amount is negative or blank; the row is named.
    """
    check_amounts(need)
    check_amounts(capacity)
    return (need - capacity.reindex(need.index)).clip(lower=0.0).astype("float64")


def equalised(gaps: "pd.Series[float]", *, cents: int) -> "pd.Series[int]":
    """Share out a fund over gaps: each is filled in full where the fund is enough, else all in the same proportion.

    Parameters
    ----------
    gaps
        From `fiscal_gap`, in units of money (100 cents).
    cents
        The fund in whole cents.

    Returns
    -------
    Series
        int64, cents; the sum is the fund or, where the fund is larger than all gaps together, those gaps.

    Raises
    ------
    InputError
        As for `split_cents`.
    """
    _fund(cents)
    check_amounts(gaps)
    needed = sum(round(100 * gap) for gap in gaps)
    if needed == 0:
        return pd.Series(0, index=gaps.index, dtype="int64")
    return split_cents(gaps, cents=min(cents, needed))


def matching_share(
    relative_capacity: "pd.Series[float]", *, middle: float, low: float, high: float
) -> "pd.Series[float]":
    """Return the share of a joint programme that each place pays itself, higher where its capacity is.

    A place of average capacity pays ``middle``; the share grows in proportion to capacity, within two limits. This is
    the course's own illustration of co-responsibility, not the rule of any country.

    Parameters
    ----------
    relative_capacity
        Capacity per unit of need, divided by that of all places together (1 = average).
    middle, low, high
        Shares from 0 to 1, ``low <= middle <= high``.

    Raises
    ------
    InputError
        Where a capacity is negative or blank, or the shares are not in order.
    """
    if not 0 <= low <= middle <= high <= 1:
        raise InputError("sharing.shares-order", low=low, middle=middle, high=high)
    check_amounts(relative_capacity)
    return (middle * relative_capacity).clip(lower=low, upper=high).astype("float64")


def checked_places(places: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities as they are, or name the first row that no formula can use.

    Parameters
    ----------
    places
        With ``place``, ``population`` and ``displaced`` (persons); columns of money (``tax_base``, ``collected``,
        ``price``) are looked at where they are there.

    Raises
    ------
    InputError
        Where a municipality has no population, more displaced people than inhabitants, or a negative or blank amount.
    """
    columns = (places[column] for column in ("place", "population", "displaced"))
    for row, (place, population, displaced) in enumerate(zip(*columns, strict=True), start=1):
        if not population > 0:
            raise InputError("sharing.no-population", row=row, place=place, found=population)
        if not 0 <= displaced <= population:
            params = {"place": place, "found": displaced, "population": population}
            raise InputError("sharing.bad-displaced", row=row, **params)
    for column in ("tax_base", "collected", "price"):
        if column in places:
            check_amounts(places.set_index("place")[column])
    return places


def money(cents: float) -> str:
    """Return an amount of cents as people write it: 123456 is ``1,234.56``."""
    return f"{cents / 100:,.2f}"


def _exact(weights: "pd.Series[float]", *, cents: int) -> list[Fraction]:
    """Return the exact parts, as fractions: floating point would lose or make cents in a large fund."""
    _fund(cents)
    check_amounts(weights)
    exact = [Fraction(float(weight)) for weight in weights]
    total = sum(exact)
    if total == 0:
        raise InputError("sharing.no-weight", places=len(weights))
    return [cents * weight / total for weight in exact]


def _fund(cents: int) -> None:
    if cents < 0:
        raise InputError("sharing.negative-fund", found=money(cents))


def check_amounts(amounts: "pd.Series[float]") -> None:
    """Stop at the first amount that is negative or blank, and name its row.

    Parameters
    ----------
    amounts
        One number per place; the name of the column is part of the sentence.

    Raises
    ------
    InputError
        With the row, the place, the column and what was found.
    """
    for row, (place, amount) in enumerate(amounts.items(), start=1):
        if not (math.isfinite(amount) and amount >= 0):
            column = amounts.name or "-"
            raise InputError("sharing.bad-amount", row=row, place=place, column=column, found=amount)
