"""How good are probabilities: the Brier score, its skill, its three parts and the reliability table.

Sources: Brier (1950), *Monthly Weather Review* 78(1); the parts after Murphy (1973), *Journal of Applied Meteorology*
12(4); the part within bins after Stephenson, Coelho and Jolliffe (2008), *Weather and Forecasting* 23(4).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.early_warning.paired import Column, both_kinds, probabilities, same_rows, zero_or_one
from ruta.early_warning.weeks import Floats
from ruta.errors import InputError

TENTHS = tuple(step / 10 for step in range(11))


@dataclass(frozen=True, kw_only=True)
class BrierParts:
    """The Brier score taken apart: ``score = reliability - resolution + uncertainty + within``."""

    score: float
    """Mean of (p - y) squared; 0 is perfect."""
    reliability: float
    """How far the forecasts of a group lie from what then happened; 0 is best."""
    resolution: float
    """How far the groups differ from the base rate; more is better."""
    uncertainty: float
    """Base rate times its complement: the score of always saying the base rate, whatever the forecaster does."""
    within: float
    """What is lost by treating the forecasts of a bin as one; 0 where each value is its own group."""

    @property
    def skill(self) -> float:
        """Brier skill score against the base rate of these cases: 1 perfect, 0 no better, below 0 worse."""
        return 1 - self.score / self.uncertainty


def brier_score(forecasts: Column, events: Column) -> float:
    """Return the mean squared distance between probability and outcome: 0 is perfect, 1 is always wrong.

    Parameters
    ----------
    forecasts
        Probabilities from 0 to 1, one per case.
    events
        1 or True where it happened, the cases in the same order.

    Raises
    ------
    InputError
        Lengths or labels differ, a blank, a probability outside 0 to 1, an outcome that is not 0 or 1.
    """
    p, y = _paired(forecasts, events)
    return float(((p - y) ** 2).mean())


def brier_skill(forecasts: Column, events: Column, *, reference: Column | None = None) -> float:
    """Return 1 - BS / BS of a reference: 1 is perfect, 0 no better than the reference, below 0 worse.

    Parameters
    ----------
    forecasts, events
        As in `brier_score`.
    reference
        Probabilities of a baseline, such as "as last month" or the base rate of earlier years. Without it, the base
        rate of these very cases, which no forecaster knew: a reference that is a little too strong.

    Raises
    ------
    InputError
        As `brier_score`; no events or only events where no reference is given; a reference without any error.
    """
    p, y = _paired(forecasts, events)
    if reference is None:
        both_kinds(y == 1)
        worst = float(((y.mean() - y) ** 2).mean())
    else:
        worst = brier_score(reference, events)
    if worst == 0:
        raise InputError("early-warning.reference-perfect", cases=len(y))
    return 1 - float(((p - y) ** 2).mean()) / worst


def log_loss(forecasts: Column, events: Column) -> float:
    """Return the mean of -ln(probability given to what happened): 0 is perfect, infinite after "certain" and wrong.

    The logarithmic score (Good 1952, *Journal of the Royal Statistical Society B* 14(1)); it is what a logistic
    regression makes small. Parameters and errors as in `brier_score`.
    """
    p, y = _paired(forecasts, events)
    with np.errstate(divide="ignore"):
        return float(-np.log(np.where(y == 1, p, 1 - p)).mean())


def brier_parts(forecasts: Column, events: Column, *, edges: Sequence[float] | None = None) -> BrierParts:
    """Return the Brier score and its parts.

    Parameters
    ----------
    forecasts, events
        As in `brier_score`.
    edges
        Edges of bins, as in `reliability_table`. Without them each distinct probability is a group: right where a
        forecaster uses few values, flattering (resolution too high) where nearly every case has a value of its own.

    Raises
    ------
    InputError
        As `brier_score`; no events or only events; edges that do not run from 0 to 1.
    """
    p, y = _paired(forecasts, events)
    both_kinds(y == 1)
    _, group = np.unique(p if edges is None else _bins(p, edges), return_inverse=True)
    n = np.bincount(group)
    said, seen = np.bincount(group, p) / n, np.bincount(group, y) / n
    base = y.mean()
    beyond = p - said[group] if edges is not None else np.zeros(len(p))
    return BrierParts(
        score=float(((p - y) ** 2).mean()),
        reliability=float((n * (said - seen) ** 2).sum() / len(p)),
        resolution=float((n * (seen - base) ** 2).sum() / len(p)),
        uncertainty=float(base * (1 - base)),
        within=float((beyond**2 - 2 * beyond * y).mean()),
    )


def reliability_table(forecasts: Column, events: Column, *, edges: Sequence[float] = TENTHS) -> pd.DataFrame:
    """Return, for each bin of probability, what was said and what then happened.

    Parameters
    ----------
    forecasts, events
        As in `brier_score`.
    edges
        From 0 to 1, increasing. A bin holds its lower edge, not its upper one; the last bin holds both.

    Returns
    -------
    pandas.DataFrame
        One row per bin, empty ones too: ``low``, ``high``, ``cases`` and ``events`` (int64), ``forecast`` (mean
        probability) and ``observed`` (share of events), NaN in an empty bin. Always show ``cases``: a point of three
        cases says nothing.
    """
    p, y = _paired(forecasts, events)
    place = _bins(p, edges)
    bins = len(edges) - 1
    cases = np.bincount(place, minlength=bins)
    n = np.where(cases > 0, cases, np.nan)
    return pd.DataFrame(
        {
            "low": list(edges[:-1]),
            "high": list(edges[1:]),
            "cases": cases.astype("int64"),
            "events": np.bincount(place, y, minlength=bins).astype("int64"),
            "forecast": np.bincount(place, p, minlength=bins) / n,
            "observed": np.bincount(place, y, minlength=bins) / n,
        }
    )


def _paired(forecasts: Column, events: Column) -> tuple[Floats, Floats]:
    same_rows(forecasts, events)
    return probabilities(forecasts), zero_or_one(events, name="event").astype("float64")


def _bins(p: Floats, edges: Sequence[float]) -> npt.NDArray[np.intp]:
    """Number of the bin of each probability, from 0."""
    limits = np.asarray(edges, dtype="float64")
    if len(limits) < 2 or limits[0] != 0 or limits[-1] != 1 or not (np.diff(limits) > 0).all():
        raise InputError("early-warning.bin-edges", found=", ".join(f"{edge:g}" for edge in edges))
    return np.searchsorted(limits[1:-1], p, side="right").astype(np.intp)  # what bincount wants, in a browser too
