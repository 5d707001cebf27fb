"""Whether violence persists in a neighbourhood whose population changes: exact rates per resident, held to a level.

Incidents that come one by one are read as Poisson counts. A half-empty neighbourhood has fewer of them without being
safer, so each count is divided by the resident-months in which it arose, and the error of that population is kept.

Sources: F. Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437-442, table 1;
J. Przyborowski and H. Wilenski (1940), Biometrika 31, 313-323, for the ratio of two counts.
The tests hold both against published limits and against SciPy.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.errors import InputError

PER = 1_000
"""Residents to which a rate refers; the time is a month."""
WORDS = ("below", "unclear", "above")
_HALVINGS = 60


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Lowest and highest value that the data do not contradict."""

    low: float
    high: float


def count_limits(count: float, *, confidence: float = 0.95) -> Limits:
    """Return the exact confidence limits of the mean of a Poisson count (Garwood 1936).

    Parameters
    ----------
    count
        Incidents counted, zero or more.
    confidence
        Between 0 and 1.

    Returns
    -------
    Limits
        In incidents. The lower one is 0 for a count of 0; the upper one never is.

    Raises
    ------
    InputError
        Where the count is negative or no whole number, or the confidence is not between 0 and 1.
    """
    tail = _tail(confidence)
    found = _counted(count)
    # Both limits lie well inside: ten standard deviations and thirty more are beyond any tail used in practice.
    top = found + 10 * math.sqrt(found + 1) + 30
    # So many or more are likelier the larger the mean; so many or fewer are less likely.
    low = 0.0 if found == 0 else _root(lambda mean: 1 - _up_to(found - 1, mean) < tail, top)
    return Limits(low=low, high=_root(lambda mean: _up_to(found, mean) > tail, top))


def rate_limits(
    count: float, *, resident_months: float, least: float | None = None, most: float | None = None,
    confidence: float = 0.95,
) -> Limits:  # fmt: skip
    """Return the limits of a rate per 1,000 residents and month.

    Parameters
    ----------
    count
        Incidents counted.
    resident_months
        Residents summed over the months of the count, above zero.
    least, most
        Lowest and highest value that the resident-months may have. The lower limit of the rate then takes the most
        residents and the upper one the fewest: wider than either error alone, and on the careful side.
    confidence
        Between 0 and 1; that of the count.

    Raises
    ------
    InputError
        Where nobody lived there, or the three values of the population are out of order; as in `count_limits`.
    """
    low_people = resident_months if least is None else least
    high_people = resident_months if most is None else most
    if not 0 < low_people <= resident_months <= high_people < math.inf:
        raise InputError("viability.residents", least=low_people, found=resident_months, most=high_people)
    limits = count_limits(count, confidence=confidence)
    return Limits(low=PER * limits.low / high_people, high=PER * limits.high / low_people)


def with_rates(totals: pd.DataFrame) -> pd.DataFrame:
    """Return counts with their rate and its limits, the error of the residents included.

    Parameters
    ----------
    totals
        One row a place or period: ``incidents``, and the resident-months ``residents``, ``least`` and ``most``.

    Returns
    -------
    pandas.DataFrame
        ``incidents`` and ``residents`` as they came, and ``rate``, ``low`` and ``high`` per 1,000 residents and month.
    """
    columns = ["incidents", "residents", "least", "most"]
    limits = [
        rate_limits(count, resident_months=people, least=least, most=most)
        for count, people, least, most in totals[columns].astype("float64").to_numpy()
    ]
    return totals[columns[:2]].assign(
        rate=PER * totals["incidents"] / totals["residents"],
        low=[found.low for found in limits],
        high=[found.high for found in limits],
    )


def ratio_limits(now: int, before: int, *, exposure: float, confidence: float = 0.95) -> Limits:
    """Return the exact limits of the ratio of two rates.

    Given their sum, the first count is binomial; the limits of its share become those of the ratio
    (Przyborowski and Wilenski 1940).

    Parameters
    ----------
    now, before
        Incidents of the two periods.
    exposure
        Resident-months of the first divided by those of the second, above zero.
    confidence
        Between 0 and 1.

    Returns
    -------
    Limits
        Of the rate now divided by the rate before; infinite above where there was nothing before.

    Raises
    ------
    InputError
        Where both counts are zero, a count is no whole number of incidents, or the exposure is not above zero.
    """
    tail = _tail(confidence)
    first, total = _counted(now), _counted(now) + _counted(before)
    if total == 0 or not 0 < exposure < math.inf:
        raise InputError("viability.ratio", now=now, before=before, exposure=exposure)
    low = 0.0 if first == 0 else _root(lambda share: _at_least(first, total, share) < tail, 1.0)
    high = 1.0 if first == total else _root(lambda share: 1 - _at_least(first + 1, total, share) > tail, 1.0)
    return Limits(
        low=low / (1 - low) / exposure,
        high=math.inf if high == 1 else high / (1 - high) / exposure,
    )


def against_level(limits: Limits, *, level: float) -> str:
    """Say where a rate stands against a level that was declared beforehand.

    Returns
    -------
    str
        ``"below"`` or ``"above"`` where the whole interval lies on one side, else ``"unclear"``. Only the first counts
        as met: a count too small to tell is unknown, and what is unknown is not met.
    """
    if limits.high < level:
        return "below"
    return "above" if limits.low > level else "unclear"


def _tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise InputError("viability.confidence", found=confidence)
    return (1 - confidence) / 2


def _counted(count: float) -> int:
    if not (count >= 0 and float(count).is_integer()):
        raise InputError("viability.count", found=count)
    return int(count)


def _up_to(count: int, mean: float) -> float:
    """Chance of so many or fewer, for a Poisson mean above zero."""
    steps = np.log(mean) - np.log(np.arange(1, count + 1, dtype=np.float64))
    logs = np.concatenate([[0.0], np.cumsum(steps)]) - mean
    return float(np.exp(logs).sum())


def _at_least(count: int, total: int, share: float) -> float:
    """Chance of so many or more of a total, for a share strictly between 0 and 1."""
    successes = np.arange(1, total + 1, dtype=np.float64)
    ways = np.concatenate([[0.0], np.cumsum(np.log(total - successes + 1) - np.log(successes))])
    each = np.arange(total + 1) * math.log(share) + (total - np.arange(total + 1)) * math.log1p(-share)
    return float(np.exp((ways + each)[count:]).sum())


def _root(below: Callable[[float], bool], top: float) -> float:
    """Where, between 0 and the top, a condition that holds for small values stops holding."""
    low, high = 0.0, top
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2
