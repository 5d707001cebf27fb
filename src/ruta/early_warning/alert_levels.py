"""Levels of an alert, each tied to what must be done and by when, and who is called when nobody answers.

A level that is tied to no action is a colour. The levels, hours and posts are an example of this course, to be replaced
by those that an office can keep; the CAP words that go with a level are values of OASIS, *Common Alerting Protocol
Version 1.2* (2010), section 3.2.2.
"""

import math
from dataclasses import dataclass

from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level."""

    id: str
    """``watch``, ``prepare`` or ``act``."""
    hours: int
    """Hours in which the addressee must answer."""
    leaves_the_room: bool
    """Whether a message goes to an authority; a watch stays with the team."""
    urgency: str
    severity: str
    certainty: str
    response_type: str


LEVELS = (
    Level(
        id="watch", hours=72, leaves_the_room=False,
        urgency="Future", severity="Unknown", certainty="Possible", response_type="Assess",
    ),
    Level(
        id="prepare", hours=24, leaves_the_room=True,
        urgency="Expected", severity="Moderate", certainty="Likely", response_type="Prepare",
    ),
    Level(
        id="act", hours=6, leaves_the_room=True,
        urgency="Immediate", severity="Severe", certainty="Observed", response_type="Execute",
    ),
)  # fmt: skip
"""From the mildest to the gravest."""
LONG_SILENCE = 4
"""Weeks in a row without a report that are a reason to ask."""
ROUTE = ("holder", "deputy", "coordinator", "control")
"""Who is called, in this order: the post obliged to act, its deputy, the coordinating ministry, the body of control."""


def level(name: str) -> Level:
    """Return a level by its id, or say which ones there are."""
    for one in LEVELS:
        if one.id == name:
            return one
    raise InputError("alerting.unknown-level", found=name, known=", ".join(one.id for one in LEVELS))


def level_of(*, alarm: bool | None, sources: int, leaving: bool, silent_weeks: int = 0) -> Level | None:
    """Return the level of a place, or None where there is nothing to ask.

    Parameters
    ----------
    alarm
        Whether the detector raised an alarm this week; None where it cannot tell.
    sources
        Independent sources that confirmed the risk.
    leaving
        Whether a source says that people are leaving, or cannot leave, today.
    silent_weeks
        Weeks in a row without a report up to now.

    Returns
    -------
    Level or None
        ``act``: people are leaving or shut in, and a source says so. ``prepare``: one source at least has confirmed.
        ``watch``: an alarm, or a silence of four weeks, that nobody has verified yet.
    """
    if sources < 0 or silent_weeks < 0:
        raise InputError("alerting.level-counts", sources=sources, weeks=silent_weeks)
    if sources >= 1:
        return level("act" if leaving else "prepare")
    return level("watch") if alarm or leaving or silent_weeks >= LONG_SILENCE else None


def next_post(name: str, *, hours: float) -> str:
    """Return who must be called when nobody has answered for so many hours.

    Each post has the time of the level, counted from the moment in which it was told: after that the next one is told
    as well. The last one stays.

    Parameters
    ----------
    name
        Id of the level.
    hours
        Since the message was sent, without an answer.

    Returns
    -------
    str
        One of `ROUTE`.

    Raises
    ------
    InputError
        The hours are negative or missing, or there is no such level.
    """
    if not hours >= 0 or math.isinf(hours):
        raise InputError("alerting.hours", found=hours)
    return ROUTE[min(math.floor(hours / level(name).hours), len(ROUTE) - 1)]


def hours_late(name: str, *, hours: float) -> float:
    """Return by how many hours an answer is late; zero where there is still time."""
    if not hours >= 0 or math.isinf(hours):
        raise InputError("alerting.hours", found=hours)
    return max(0.0, hours - level(name).hours)
