"""What a forecast is worth to the one who must act: predictive value, cost and loss, and a list of k places.

Sources: Richardson (2000), *Quarterly Journal of the Royal Meteorological Society* 126, for the value of a forecast in
the cost-loss model; Bayes' theorem for the predictive value.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ruta.early_warning.contingency import Contingency
from ruta.early_warning.paired import Column, both_kinds, numbers, same_rows, zero_or_one
from ruta.errors import InputError


def predictive_value(*, sensitivity: float, specificity: float, base_rate: float) -> float:
    """Return the share of alarms that will be right (PPV), by Bayes' theorem.

    Parameters
    ----------
    sensitivity
        Of the events, the share that gets an alarm (POD), 0 to 1.
    specificity
        Of the cases without event, the share without alarm (1 - POFD), 0 to 1.
    base_rate
        Share of cases with an event where the alarm will be used, 0 to 1; seldom that of the study that found the
        other two.

    Returns
    -------
    float
        se x s / (se x s + (1 - sp)(1 - s)); NaN where no alarm is ever raised.
    """
    given = {"sensitivity": sensitivity, "specificity": specificity, "base_rate": base_rate}
    for name, value in given.items():
        if not 0 <= value <= 1:
            raise InputError("early-warning.share-outside", name=name, found=value)
    right = sensitivity * base_rate
    alarms = right + (1 - specificity) * (1 - base_rate)
    return right / alarms if alarms > 0 else float("nan")


def cost_loss_value(table: Contingency, ratio: float) -> float:
    """Return the economic value of acting on the alarms.

    Parameters
    ----------
    table
        Alarms against events.
    ratio
        Cost of acting divided by the loss that acting prevents (C/L), strictly between 0 and 1.

    Returns
    -------
    float
        V = (E_clim - E_f) / (E_clim - E_perf), expenses in units of the loss, with E_f = (a r + b r + c) / n,
        E_clim = min(r, s), E_perf = s r. 1 is a perfect forecast, 0 no better than the better of "always act" and
        "never act", below 0 worse than having no forecast. It peaks at r = s, where it equals the Peirce skill score.

    Raises
    ------
    InputError
        The ratio is not strictly between 0 and 1: acting would be free, or dearer than the loss.
    """
    if not 0 < ratio < 1:
        raise InputError("early-warning.cost-loss-ratio", found=ratio)
    forecast = (table.alarms * ratio + table.misses) / table.n
    climate = min(ratio, table.base_rate)
    return (climate - forecast) / (climate - table.base_rate * ratio)


def value_curve(table: Contingency, ratios: Iterable[float]) -> "pd.Series[float]":
    """Return `cost_loss_value` for several ratios, indexed by ``ratio``."""
    tried = [float(ratio) for ratio in ratios]
    index = pd.Index(tried, name="ratio")
    return pd.Series([cost_loss_value(table, ratio) for ratio in tried], index=index, name="value", dtype="float64")


def useful_range(table: Contingency) -> tuple[float, float]:
    """Return the two C/L ratios between which acting on the alarms is better than "always" and "never".

    They are c / (c + d) and a / (a + b). Both NaN where the forecast beats chance for nobody (PSS not above 0).
    """
    if table.pss <= 0:
        return float("nan"), float("nan")
    return table.misses / (table.misses + table.correct_negatives), table.precision


def alert_budget(scores: Column, events: Column, *, periods: Column | pd.Index, k: int) -> pd.DataFrame:
    """Return what a list of the k highest scores of each period would have found: precision at k.

    Parameters
    ----------
    scores
        Any numbers, higher meaning more likely; one per case (a municipality in a period).
    events
        1 or True where it happened, the cases in the same order.
    periods
        The period of each case, such as its month, in the same order.
    k
        Alerts that the teams can verify in one period.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``period``: ``cases``, ``events``, ``alerts`` (k, or all cases where they are fewer), ``hits``,
        ``precision``, ``recall`` (NaN in a period without events) and ``tied``, the cases of equal score that compete
        for the last places (0 where none do). Among these ``hits`` counts what a draw by lot finds on average, so it
        may be no whole number; the order of the rows decides nothing. Overall: sum of hits over sum of alerts.

    Raises
    ------
    InputError
        k below 1; lengths or labels differ; a blank; an outcome that is not 0 or 1; no events or only events.
    """
    if not k >= 1 or k % 1 != 0:
        raise InputError("early-warning.budget", found=k)
    same_rows(scores, events)
    same_rows(scores, periods if isinstance(periods, pd.Series) else list(periods))
    happened = zero_or_one(events, name="event")
    both_kinds(happened)
    when = pd.Series(np.asarray(periods), name="period")
    if when.isna().any():
        raise InputError("early-warning.forecast-blank", column="period", row=int(when.isna().to_numpy().argmax()))
    table = pd.DataFrame({"period": when, "score": numbers(scores, name="score"), "event": happened.astype("int64")})
    levels = table.groupby(["period", "score"])["event"].agg(["size", "sum"]).sort_index(ascending=[True, False])
    before = levels.groupby(level="period")["size"].cumsum() - levels["size"]
    places = (k - before).clip(lower=0)
    listed = np.minimum(levels["size"], places)
    cut = (listed > 0) & (listed < levels["size"])
    columns = {
        "cases": levels["size"], "events": levels["sum"], "alerts": listed,
        "hits": levels["sum"] * listed / levels["size"], "tied": levels["size"].where(cut, 0),
    }  # fmt: skip
    found = pd.DataFrame(columns).groupby(level="period").sum()
    found["precision"] = found["hits"] / found["alerts"]
    found["recall"] = found["hits"] / found["events"].where(found["events"] > 0)
    return found[["cases", "events", "alerts", "hits", "precision", "recall", "tied"]]
