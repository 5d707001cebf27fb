"""Exact confidence limits of a Poisson count and of a share of a count, found by halving.

Sources: F. Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437-442; C. J. Clopper and
E. S. Pearson (1934), Biometrika 26, 404-413, for the share. The limits hold the true value at least as often as stated.
The tests hold both against printed limits and against SciPy, which the browser does not have.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ruta.errors import InputError

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


def share_limits(count: float, others: float, *, confidence: float = 0.95) -> Limits:
    """Return the exact confidence limits of a binomial share (Clopper and Pearson 1934).

    Parameters
    ----------
    count, others
        Those counted and the rest; the share is that of the first in their sum.
    confidence
        Between 0 and 1.

    Returns
    -------
    Limits
        From 0 to 1: the lower one is 0 where none were counted, the upper one is 1 where there are no others.

    Raises
    ------
    InputError
        As in `count_limits`, for either of the two.
    """
    tail = _tail(confidence)
    first = _counted(count)
    whole = first + _counted(others)
    low = 0.0 if first == 0 else _root(lambda share: _at_least(first, whole, share) < tail, 1.0)
    high = 1.0 if first == whole else _root(lambda share: 1 - _at_least(first + 1, whole, share) > tail, 1.0)
    return Limits(low=low, high=high)


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
