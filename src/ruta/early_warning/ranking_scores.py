"""How well a score puts the cases with an event first, whatever threshold is chosen later.

Definitions as in the user guide of scikit-learn, section on classification metrics: average precision is
sum of (R[n] - R[n-1]) P[n], without interpolation. Saito and Rehmsmeier (2015), *PLOS ONE* 10(3), show why the curve of
precision and recall, and not ROC, tells of rare events. Cases of equal score stand or fall together, so that the order
of the rows never matters.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.early_warning.paired import Column, both_kinds, numbers, same_rows, zero_or_one
from ruta.early_warning.weeks import Floats


def precision_recall(scores: Column, events: Column) -> pd.DataFrame:
    """Return precision and recall at each threshold that the scores allow.

    Parameters
    ----------
    scores
        Any numbers, higher meaning more likely; one per case. They need not be probabilities.
    events
        1 or True where it happened, the cases in the same order.

    Returns
    -------
    pandas.DataFrame
        From the highest threshold to the lowest, which alarms everywhere: ``threshold`` (alarm where the score is at
        or above), ``alarms``, ``hits`` (int64), ``precision``, ``recall``.

    Raises
    ------
    InputError
        Lengths or labels differ, a blank, an outcome that is not 0 or 1, no events or only events.
    """
    value, happened = _paired(scores, events)
    levels, cases, hits = _levels(value, happened)
    alarms, found = np.cumsum(cases), np.cumsum(hits)
    return pd.DataFrame(
        {
            "threshold": levels,
            "alarms": alarms,
            "hits": found,
            "precision": found / alarms,
            "recall": found / found[-1],
        }
    )


def average_precision(scores: Column, events: Column) -> float:
    """Return the average precision: the precision at each threshold, weighed by the recall that it adds.

    A score that says nothing (the same for all) gives the prevalence, not 0.5: that is the baseline to show beside it.
    Parameters and errors as in `precision_recall`.
    """
    curve = precision_recall(scores, events)
    added = np.diff(curve["recall"].to_numpy(), prepend=0.0)
    return float((added * curve["precision"].to_numpy()).sum())


def roc_auc(scores: Column, events: Column) -> float:
    """Return the area under the ROC curve.

    It is the chance that a case with an event has the higher score than one without, a tie counting as half. With rare
    events it can be near 1 while most alarms are false. Parameters and errors as in `precision_recall`.
    """
    _, cases, hits = _levels(*_paired(scores, events))
    quiet = cases - hits
    quiet_below = quiet.sum() - np.cumsum(quiet)
    return float((hits * (quiet_below + quiet / 2)).sum() / (hits.sum() * quiet.sum()))


def _paired(scores: Column, events: Column) -> tuple[Floats, npt.NDArray[np.bool_]]:
    same_rows(scores, events)
    happened = zero_or_one(events, name="event")
    both_kinds(happened)
    return numbers(scores, name="score"), happened


def _levels(
    value: Floats, happened: npt.NDArray[np.bool_]
) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Distinct scores from high to low, and the cases and the events that have each."""
    levels, place = np.unique(-value, return_inverse=True)
    cases = np.bincount(place).astype("int64")
    hits = np.bincount(place[happened], minlength=len(levels)).astype("int64")
    return -levels, cases, hits
