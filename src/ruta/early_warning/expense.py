"""What acting on a forecast costs, threshold by threshold, when a visit has a cost and so has a miss.

The cost-loss model of `ruta.early_warning.decisions` (Richardson 2000) in the units of an office: one visit costs 1, an
onset that nobody prepared for costs ``miss_cost`` visits. With probabilities that mean what they say, to act from
``1 / miss_cost`` upwards is cheapest.
"""

import numpy as np
import pandas as pd

from ruta.early_warning.paired import Column, both_kinds, probabilities, same_rows, zero_or_one
from ruta.early_warning.ranking_scores import precision_recall
from ruta.errors import InputError


def expense(forecasts: Column, events: Column, *, threshold: float, miss_cost: float) -> float:
    """Return the cost, in visits, of visiting wherever the probability is at or above a threshold.

    Parameters
    ----------
    forecasts
        Probabilities from 0 to 1, one per case.
    events
        1 or True where it happened, the cases in the same order.
    threshold
        Probability from which a visit is made. A visit costs 1 whether or not the event follows.
    miss_cost
        What an event without a visit costs, in visits: more than 1. It is the part of the loss that a visit in time
        would have prevented, not the whole of it.

    Raises
    ------
    InputError
        As `ruta.early_warning.probability_scores.brier_score`; a miss that costs no more than a visit.
    """
    check_miss_cost(miss_cost)
    same_rows(forecasts, events)
    visit, happened = probabilities(forecasts) >= threshold, zero_or_one(events, name="event")
    return float(visit.sum() + miss_cost * (happened & ~visit).sum())


def expense_curve(forecasts: Column, events: Column, *, miss_cost: float) -> pd.DataFrame:
    """Return the cost at every threshold that the probabilities allow; parameters and errors as in `expense`.

    Returns
    -------
    pandas.DataFrame
        From the highest threshold to the lowest, which visits everywhere: ``threshold``, ``alerts``, ``hits``,
        ``misses`` (int64), ``cost`` in visits. To visit nowhere costs ``miss_cost`` for each event.
    """
    check_miss_cost(miss_cost)
    probabilities(forecasts)
    curve = precision_recall(forecasts, events)
    misses = int(curve["hits"].iloc[-1]) - curve["hits"]
    return pd.DataFrame({
        "threshold": curve["threshold"], "alerts": curve["alarms"], "hits": curve["hits"], "misses": misses,
        "cost": curve["alarms"] + miss_cost * misses,
    })  # fmt: skip


def without_forecast(events: Column, *, miss_cost: float) -> float:
    """Return the lower cost of the two rules that need no forecast: visit nobody, visit everybody."""
    check_miss_cost(miss_cost)
    happened = zero_or_one(events, name="event")
    both_kinds(happened)
    return float(np.minimum(miss_cost * happened.sum(), len(happened)))


def check_miss_cost(miss_cost: float) -> None:
    """Refuse a miss that costs no more than a visit: then no visit is ever worth its cost."""
    if not miss_cost > 1:
        raise InputError("forecast.miss-cost", found=miss_cost)
