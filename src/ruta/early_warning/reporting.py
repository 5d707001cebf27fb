"""From reports to events when only a part is reported: what can be said, and how far a difference can be trusted.

A report is an event that somebody told, ``reports = events x share reported``. The share is rarely known; often two
values are known between which it lies. The functions here return everything that is compatible with what is known, and
never the middle of it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ruta.errors import InputError

_HALVINGS = 60  # halves the unit interval down to the last digit of a number


@dataclass(frozen=True, kw_only=True)
class Range:
    """All the values that are compatible with what is known, from the lowest to the highest."""

    low: float
    """Lowest value; may be 0."""
    high: float
    """Highest value; may be infinite."""

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InputError("reporting.range-backwards", low=self.low, high=self.high)

    def surely_above(self, other: "Range") -> bool:
        """Tell whether every value of this range lies above every value of the other."""
        return self.low > other.high

    def surely_differs_from(self, value: float) -> bool:
        """Tell whether a value lies outside this range."""
        return not self.low <= value <= self.high


def events_between(reports: float, *, share: Range) -> Range:
    """Return the events that so many reports can stand for.

    Parameters
    ----------
    reports
        Reports counted, or reports per so many exposed people; zero or more.
    share
        Lowest and highest share of the events that is reported, above 0 and at most 1.

    Returns
    -------
    Range
        Reports divided by the highest share, and by the lowest: bounds in the sense of Manski (2003, chapter 1), sharp
        where nothing else is known. They hold no chance variation of the reports themselves.

    Raises
    ------
    InputError
        Reports below zero, or a share that is not above 0 and at most 1.
    """
    if not 0 <= reports < math.inf:
        raise InputError("reporting.count", found=reports)
    _known_share(share)
    return Range(low=reports / share.high, high=reports / share.low)


def events_ratio(ratio: float, *, before: Range, after: Range) -> Range:
    """Return by what factor the events can have changed, when the reports changed by a factor.

    Parameters
    ----------
    ratio
        Reports (or reports per exposed person) after, divided by those before; also of one place by another's.
    before, after
        Share reported before and after, or in the second and in the first place.

    Returns
    -------
    Range
        Holds 1 where reporting alone can explain the change.

    Raises
    ------
    InputError
        The ratio is below zero, or a share is not above 0 and at most 1.
    """
    if not 0 <= ratio < math.inf:
        raise InputError("reporting.count", found=ratio)
    _known_share(before)
    _known_share(after)
    return Range(low=ratio * before.low / after.high, high=ratio * before.high / after.low)


def tipping_share(share_before: float, *, ratio: float) -> float:
    """Return the share reported afterwards that would explain a change of the reports with no change of the events.

    Parameters
    ----------
    share_before
        Share of the events that was reported before, above 0 and at most 1.
    ratio
        Reports after divided by reports before.

    Returns
    -------
    float
        Above 1 where reporting alone cannot explain the rise; a true share above this one means fewer events.

    Raises
    ------
    InputError
        As in `events_ratio`.
    """
    _known_share(Range(low=share_before, high=share_before))
    if not 0 <= ratio < math.inf:
        raise InputError("reporting.count", found=ratio)
    return share_before * ratio


def share_bounds(yes: int, *, answered: int, asked: int) -> Range:
    """Return the share of those asked for whom the answer is yes, whatever those who kept silent would have said.

    Parameters
    ----------
    yes, answered, asked
        Persons who said yes, who answered, who were asked: each no more than the next.

    Returns
    -------
    Range
        Nobody of the silent is a yes; everybody is (Manski 2003, chapter 1: the worst-case bounds).

    Raises
    ------
    InputError
        The three numbers are not in order, or nobody was asked.
    """
    if not 0 <= yes <= answered <= asked or asked == 0:
        raise InputError("reporting.order", yes=yes, answered=answered, asked=asked)
    return Range(low=yes / asked, high=(yes + asked - answered) / asked)


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
    low = 0.0 if count == 0 else _root(lambda share: _at_least(count, total, share) < tail)
    # So many or fewer successes are so many or more failures.
    high = 1.0 if count == total else _root(lambda share: _at_least(total - count, total, 1 - share) > tail)
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


def _known_share(share: Range) -> None:
    if not 0 < share.low <= share.high <= 1:
        raise InputError("reporting.share", low=share.low, high=share.high)


def _at_least(count: int, total: int, share: float) -> float:
    """Chance of so many successes or more in so many draws."""
    if share <= 0 or share >= 1:
        return float(share >= 1 or count == 0)
    chances = [
        math.lgamma(total + 1) - math.lgamma(k + 1) - math.lgamma(total - k + 1)
        + k * math.log(share) + (total - k) * math.log1p(-share)
        for k in range(count, total + 1)
    ]  # fmt: skip
    return float(np.exp(np.array(chances)).sum())


def _root(below: Callable[[float], bool]) -> float:
    """Share at which a condition that holds for small shares stops holding."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2
