"""Is a service concentrated among better-off people? The concentration index and its curve.

Sources: A. Wagstaff, P. Paci and E. van Doorslaer (1991), Social Science and Medicine 33, 545-557 (the index);
A. Wagstaff (2005), Health Economics 14, 429-432, and G. Erreygers (2009), Journal of Health Economics 28, 504-515 (two
corrections for a variable that has an upper bound).
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """The index, with the two corrections for a bounded variable."""

    index: float
    """From below 0 (concentrated among the poorest) over 0 (no gradient) to above 0 (among the best-off)."""
    mean: float
    """Mean of the variable, in its unit."""
    erreygers: float
    """Index of Erreygers: 4 × mean × index ÷ upper bound."""
    wagstaff: float
    """Index of Wagstaff: index ÷ (1 − mean ÷ upper bound); nan where everybody is at the bound."""


def fractional_rank(order: pd.Series, *, weights: "pd.Series[float] | None" = None) -> "pd.Series[float]":
    """Return where each row stands from the poorest (0) to the best-off (1), tied rows in the middle of their place.

    Parameters
    ----------
    order
        What people are ranked by, the poorest having the least: a wealth score, or the number of a wealth group.
    weights
        People whom each row stands for; without it, one each.

    Raises
    ------
    InputError
        Where a rank is blank or a weight is blank, negative or zero everywhere.
    """
    weight = _weights(order, weights)
    if order.isna().any():
        raise InputError("equity.blank-order", row=int(order.isna().to_numpy().argmax()) + 1)
    per_place = weight.groupby(order.to_numpy()).sum()
    middle = (per_place.cumsum() - per_place / 2) / per_place.sum()
    return pd.Series(middle.reindex(order.to_numpy()).to_numpy(), index=order.index)


def concentration(
    values: "pd.Series[float]", *, order: pd.Series, weights: "pd.Series[float] | None" = None, upper: float = 1.0
) -> Concentration:
    """Return the concentration index of a variable over people ranked from the poorest to the best-off.

    Parameters
    ----------
    values
        What is shared out: 1 or 0 for each person, or the share of each group; not negative.
    order, weights
        As in `fractional_rank`, row by row beside ``values``.
    upper
        Largest value possible: 1 for shares, 100 for percentages. The index itself does not use it.

    Raises
    ------
    InputError
        Where a value is blank, negative or above ``upper``, all are zero, or ranks or weights cannot be used.
    """
    value, rank, weight = _columns(values, order, weights, upper)
    share = weight / weight.sum()
    mean = float((share * value).sum())
    if mean == 0:
        raise InputError("equity.all-zero")
    # With the rank in the middle of its place, the mean rank is one half whatever the ties and weights.
    index = 2 / mean * float((share * (value - mean) * (rank - 0.5)).sum())
    above = 1 - mean / upper
    wagstaff = index / above if above > 1e-12 else math.nan
    return Concentration(index=index, mean=mean, erreygers=4 * mean * index / upper, wagstaff=wagstaff)


def curve(
    values: "pd.Series[float]", *, order: pd.Series, weights: "pd.Series[float] | None" = None, upper: float = 1.0
) -> pd.DataFrame:
    """Return the concentration curve: from the poorest on, which share of people has which share of the variable.

    Returns
    -------
    DataFrame
        ``people`` and ``variable``, cumulated shares from 0 to 1; one row for each distinct rank after the first row
        of zeros. A curve below the diagonal goes with a positive index.

    Raises
    ------
    InputError
        As for `concentration`.
    """
    value, _, weight = _columns(values, order, weights, upper)
    places = pd.DataFrame({"people": weight, "variable": weight * value}).groupby(order.to_numpy()).sum()
    if places["variable"].sum() == 0:
        raise InputError("equity.all-zero")
    cumulated = places.cumsum() / places.sum()
    start = pd.DataFrame({"people": [0.0], "variable": [0.0]})
    return pd.concat([start, cumulated.reset_index(drop=True)], ignore_index=True)


def _columns(
    values: pd.Series, order: pd.Series, weights: pd.Series | None, upper: float
) -> tuple["pd.Series[float]", "pd.Series[float]", "pd.Series[float]"]:
    if len(values) != len(order) or len(values) == 0:
        raise InputError("equity.lengths", values=len(values), order=len(order))
    value = values.astype("float64").reset_index(drop=True)
    wrong = ~((value >= 0) & (value <= upper))  # a blank is neither
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        raise InputError("equity.bad-value", row=row + 1, found=value[row], upper=upper)
    order = order.reset_index(drop=True)
    weights = None if weights is None else weights.reset_index(drop=True)
    return value, fractional_rank(order, weights=weights), _weights(order, weights)


def _weights(order: pd.Series, weights: "pd.Series[float] | None") -> "pd.Series[float]":
    if weights is None:
        return pd.Series(1.0, index=order.index)
    if len(weights) != len(order):
        raise InputError("equity.lengths", values=len(weights), order=len(order))
    weight = pd.Series(weights.to_numpy(dtype="float64"), index=order.index)
    wrong = ~((weight >= 0) & (weight < np.inf))
    if wrong.any() or weight.sum() <= 0:
        row = int(wrong.to_numpy().argmax())
        raise InputError("equity.bad-weight", row=row + 1, found=weight.iloc[row])
    return weight
