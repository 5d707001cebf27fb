"""Capture-recapture: how many people two incomplete lists leave out.

Both estimators suppose a closed population, perfect matching, lists that do not depend on each other, and the same
chance of being listed for everybody in at least one of the two lists.
"""

import math

from ruta.errors import InputError
from ruta.shares import NORMAL_975
from ruta.statistics.estimation import Estimate


def lincoln_petersen(*, first: int, second: int, both: int) -> float:
    """Return first x second / both, the simplest estimate of a population from two lists.

    Parameters
    ----------
    first, second
        Persons on each list, without duplicates.
    both
        Persons found on both.

    Raises
    ------
    InputError
        Where the counts are impossible, or nobody is on both lists, so that the population has no upper limit.
    """
    _check(first, second, both)
    if both == 0:
        raise InputError("statistics.no-match")
    return first * second / both


def chapman(*, first: int, second: int, both: int) -> Estimate:
    """Return Chapman's estimate with its standard error (Chapman 1951; variance: Seber 1970).

    Parameters
    ----------
    first, second, both
        As for `lincoln_petersen`; ``both`` may be zero.

    Returns
    -------
    Estimate
        ``value`` and ``std_error`` in persons. ``clusters`` counts the persons seen; the interval of interest is
        `interval`.
    """
    _check(first, second, both)
    value = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    seen = first + second - both
    return Estimate(value=value, std_error=math.sqrt(variance), clusters=seen, degrees=max(seen - 1, 0))


def interval(estimate: Estimate) -> tuple[float, float]:
    """Return the ends of the normal 95 per cent interval, the lower one not below the persons already on a list."""
    reach = NORMAL_975 * estimate.std_error
    return max(estimate.value - reach, float(estimate.clusters)), estimate.value + reach


def _check(first: int, second: int, both: int) -> None:
    if not 0 <= both <= min(first, second):
        raise InputError("statistics.lists", first=first, second=second, both=both)
