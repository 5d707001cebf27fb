"""What a date says that is not known to the day: a year, a month, a span, or nothing at all.

A source may give "March 2023", or no date. Whether such a day had come by another day then has three answers: yes, no,
and *cannot tell*. A date of less precision is the span of all the days that it may mean.
"""

import re
from dataclasses import dataclass

import pandas as pd

from ruta.errors import InputError

NOT_FOUND = "n.d."
"""Written where the day exists and was not found; a blank says that there is no such day."""
YES, NO, MAYBE = "yes", "no", "maybe"
MILESTONES = ("adopted_on", "published_on", "in_force_on", "ended_on")
STEPS = ("none", "adopted", "published", "in-force", "ended")
"""How far an instrument has come; one step for each of `MILESTONES`, after none."""
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True)
class Span:
    """The days that a date may mean."""

    first: pd.Timestamp
    """The earliest."""
    last: pd.Timestamp
    """The latest."""


def span(text: str) -> Span | None:
    """Return the days that a date may mean; nothing for `NOT_FOUND` and for a blank.

    Parameters
    ----------
    text
        ``2023``, ``2023-03``, ``2023-03-15`` (ISO 8601, reduced precision), or two of them with a stroke between
        (``2022-12/2026``): some day from the beginning of the first to the end of the second.

    Raises
    ------
    InputError
        Where the text is no such date, names a day that does not exist, or the span runs backwards.

    References
    ----------
    ISO 8601-1:2019, representations with reduced precision.
    """
    if text in ("", NOT_FOUND):
        return None
    first, stroke, last = text.partition("/")
    parts = [_period(part, whole=text) for part in (first, last if stroke else first)]
    found = Span(parts[0].first, parts[1].last)
    if found.first > found.last:
        raise InputError("legal.bad-date", found=text)
    return found


def reached(text: str, *, day: pd.Timestamp) -> str:
    """Tell whether a date had come by a day: `YES`, `NO`, or `MAYBE` where the date does not say.

    Parameters
    ----------
    text
        As for `span`. A blank never comes; of `NOT_FOUND` nobody can tell.
    day
        The day asked about; a date of that very day has come.
    """
    if text == NOT_FOUND:
        return MAYBE
    days = span(text)
    if days is None or days.first > day:
        return NO
    return YES if days.last <= day else MAYBE


def progress(dates: "pd.Series[str]", *, day: pd.Timestamp) -> list[str]:
    """Return for each of `MILESTONES` whether it had come by a day.

    Parameters
    ----------
    dates
        The four `MILESTONES`, as for `span`.
    day
        The day asked about.

    Returns
    -------
    list of str
        `YES`, `NO` or `MAYBE`. The milestones come in their order: after one that surely had not come, none has, even
        where its own day was not found.
    """
    came: list[str] = []
    stopped = False
    for name in MILESTONES:
        said = NO if stopped else reached(dates[name], day=day)
        stopped = stopped or (said == NO and dates[name] != "")
        came.append(said)
    return came


def step(dates: "pd.Series[str]", *, day: pd.Timestamp) -> tuple[str, bool]:
    """Return how far an instrument had surely come by a day, and whether it surely had come no farther.

    Parameters
    ----------
    dates
        The four `MILESTONES`, as for `span`.
    day
        The day asked about.

    Returns
    -------
    tuple of str and bool
        One of `STEPS`, the farthest that was surely reached; and false where a farther one may have been.
    """
    came = progress(dates, day=day)
    farthest = max((place for place, said in enumerate(came, start=1) if said == YES), default=0)
    return STEPS[farthest], MAYBE not in came[farthest:]


def _period(text: str, *, whole: str) -> Span:
    if not _DATE.fullmatch(text):
        raise InputError("legal.bad-date", found=whole)
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    try:
        first = pd.Timestamp(year=year, month=month or 1, day=day or 1)
    except ValueError:
        raise InputError("legal.bad-date", found=whole) from None
    if day:
        return Span(first, first)
    return Span(first, first + (pd.DateOffset(months=1) if month else pd.DateOffset(years=1)) - pd.Timedelta(days=1))
