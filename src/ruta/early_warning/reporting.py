"""From reports to events when only a part is reported: what can be said, and how far a difference can be trusted.

A report is an event that somebody told, ``reports = events x share reported``. The share is rarely known; often two
values are known between which it lies. The functions here return everything that is compatible with what is known, and
never the middle of it.
"""

import math

from ruta.errors import InputError
from ruta.ranges import Range


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


def _known_share(share: Range) -> None:
    if not 0 < share.low <= share.high <= 1:
        raise InputError("reporting.share", low=share.low, high=share.high)
