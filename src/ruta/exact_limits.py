"""Exact confidence limits of a Poisson count, of a share, and of the ratio of two counts, found by halving.

Sources: F. Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437-442; C. J. Clopper and
E. S. Pearson (1934), Biometrika 26, 404-413, for the share; J. Przyborowski and H. Wilenski (1940), Biometrika 31,
313-323, for the ratio. The limits hold the true value at least as often as stated, so they are wide ones. The tests
hold them against printed limits and against SciPy, which the browser does not have.
"""

import math
from collections.abc import Callable

import numpy as np

from ruta.errors import InputError
from ruta.ranges import Range

_HALVINGS = 60


def count_limits(count: float, *, confidence: float = 0.95) -> Range:
    """Return the exact confidence limits of the mean of a Poisson count (Garwood 1936).

    Parameters
    ----------
    count
        Incidents counted, zero or more, each coming on its own.
    confidence
        Between 0 and 1.

    Returns
    -------
    Range
        In incidents. The lower limit is 0 for a count of 0; the upper one never is.

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
    return Range(low=low, high=_root(lambda mean: _up_to(found, mean) > tail, top))


def share_limits(count: float, *, total: float, confidence: float = 0.95) -> Range:
    """Return the exact confidence limits of a share (Clopper and Pearson 1934).

    Parameters
    ----------
    count, total
        So many out of so many, drawn one by one at random.
    confidence
        Between 0 and 1.

    Returns
    -------
    Range
        From 0 to 1: the lower limit is 0 where none were counted, the upper one is 1 where all were.

    Raises
    ------
    InputError
        As in `count_limits`, for either number; and where the count is above the total or the total is zero.
    """
    tail = _tail(confidence)
    found, whole = _counted(count), _counted(total)
    if found > whole or whole == 0:
        raise InputError("exact-limits.share", count=found, total=whole)
    as_many, failures = _at_least(found, whole), _at_least(whole - found, whole)
    low = 0.0 if found == 0 else _root(lambda share: as_many(share) < tail, 1.0)
    # So many or fewer successes are so many or more failures.
    high = 1.0 if found == whole else _root(lambda share: failures(1 - share) > tail, 1.0)
    return Range(low=low, high=high)


def ratio_limits(now: int, before: int, *, exposure: float = 1.0, confidence: float = 0.95) -> Range:
    """Return the exact confidence limits of the ratio of two rates.

    Given their sum, the first count is binomial; the limits of its share become those of the ratio
    (Przyborowski and Wilenski 1940).

    Parameters
    ----------
    now, before
        Incidents or reports of the two periods (or places), each coming on its own.
    exposure
        Exposed people, resident-months or days open of the first count divided by those of the second, above zero.
    confidence
        Between 0 and 1.

    Returns
    -------
    Range
        Of the first rate divided by the second; infinite above where ``before`` is zero.

    Raises
    ------
    InputError
        Where both counts are zero, a count is negative or no whole number, or the exposure is not above zero.
    """
    if now + before == 0 or not 0 < exposure < math.inf:
        raise InputError("exact-limits.ratio", now=now, before=before, exposure=exposure)
    share = share_limits(now, total=_counted(now) + _counted(before), confidence=confidence)
    high = math.inf if share.high == 1 else share.high / (1 - share.high) / exposure
    return Range(low=share.low / (1 - share.low) / exposure, high=high)


def _tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise InputError("exact-limits.confidence", found=confidence)
    return (1 - confidence) / 2


def _counted(count: float) -> int:
    if not (count >= 0 and float(count).is_integer()):
        raise InputError("exact-limits.count", found=count)
    return int(count)


def _up_to(count: int, mean: float) -> float:
    """Chance of so many or fewer, for a Poisson mean above zero."""
    steps = np.log(mean) - np.log(np.arange(1, count + 1, dtype=np.float64))
    logs = np.concatenate([[0.0], np.cumsum(steps)]) - mean
    return float(np.exp(logs).sum())


def _at_least(count: int, total: int) -> Callable[[float], float]:
    """Return the chance of so many successes or more, as a function of a share strictly between 0 and 1."""
    steps = np.arange(1, total + 1, dtype=np.float64)
    ways = np.concatenate([[0.0], np.cumsum(np.log(total - steps + 1) - np.log(steps))])[count:]
    successes = np.arange(count, total + 1, dtype=np.float64)

    def chance(share: float) -> float:
        logs = ways + successes * math.log(share) + (total - successes) * math.log1p(-share)
        return float(np.exp(logs).sum())

    return chance


def _root(below: Callable[[float], bool], top: float) -> float:
    """Where, between 0 and the top, a condition that holds for small values stops holding."""
    low, high = 0.0, top
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):  # no number lies between them: 0 and the top themselves are never tried
            break
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2
