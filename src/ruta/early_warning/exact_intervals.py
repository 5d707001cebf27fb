"""Exact confidence intervals of a share and of the ratio of two counts: the chance in reports that come one by one."""

import math
from collections.abc import Callable

import numpy as np

from ruta.early_warning.reporting import Range
from ruta.errors import InputError

_HALVINGS = 50  # down to the last digits of a number, and never to 0 or 1 themselves


def share_interval(count: int, *, total: int, confidence: float = 0.95) -> Range:
    """Return the exact confidence interval of a share.

    Parameters
    ----------
    count, total
        So many out of so many, drawn one by one at random.
    confidence
        Between 0 and 1.

    Returns
    -------
    Range
        Of shares (Clopper and Pearson 1934): covers the true share at least as often as stated, so it is a wide one.

    Raises
    ------
    InputError
        The count is not between 0 and the total, or the total is zero.
    """
    if not 0 <= count <= total or total == 0:
        raise InputError("reporting.order", yes=count, answered=total, asked=total)
    tail = (1 - confidence) / 2
    as_many, failures = _at_least(count, total), _at_least(total - count, total)
    low = 0.0 if count == 0 else _root(lambda share: as_many(share) < tail)
    # So many or fewer successes are so many or more failures.
    high = 1.0 if count == total else _root(lambda share: failures(1 - share) > tail)
    return Range(low=low, high=high)


def ratio_interval(after: int, before: int, *, exposure: float = 1.0, confidence: float = 0.95) -> Range:
    """Return the exact confidence interval of the ratio of two counts of reports.

    Parameters
    ----------
    after, before
        Reports of the two periods (or places), each report coming on its own.
    exposure
        Exposed people (or days open) of the first count divided by those of the second.
    confidence
        Between 0 and 1.

    Returns
    -------
    Range
        Of the ratio of rates: given their sum, the first count is binomial, so that the interval of its share becomes
        that of the ratio (Przyborowski and Wilenski 1940). Infinite above where ``before`` is zero.

    Raises
    ------
    InputError
        Both counts are zero or one is below zero, or the exposure is not above zero.
    """
    if not 0 < exposure < math.inf:
        raise InputError("reporting.exposure", found=exposure)
    share = share_interval(after, total=after + before, confidence=confidence)
    high = math.inf if share.high == 1 else share.high / (1 - share.high) / exposure
    return Range(low=share.low / (1 - share.low) / exposure, high=high)


def _at_least(count: int, total: int) -> Callable[[float], float]:
    """Return the chance of so many successes or more, as a function of a share strictly between 0 and 1."""
    successes = np.arange(count, total + 1)
    ways = np.array([
        math.lgamma(total + 1) - math.lgamma(k + 1) - math.lgamma(total - k + 1) for k in range(count, total + 1)
    ])  # fmt: skip

    def chance(share: float) -> float:
        logs = ways + successes * math.log(share) + (total - successes) * math.log1p(-share)
        return float(np.exp(logs).sum())

    return chance


def _root(below: Callable[[float], bool]) -> float:
    """Share at which a condition that holds for small shares stops holding."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2
