"""A plan as a calendar file (RFC 5545) that calendars of telephones and offices read.

Only rows whose date is sure enough become events; the file says which rows it leaves out. An event keeps its UID for
as long as the file keeps its name and the row its id, whatever else changes and in whichever language: so a calendar
moves the event that it has and adds no second one. The same plan gives the same bytes.
"""

import uuid
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText

from ruta.errors import InputError
from ruta.exchange import plan_words as words
from ruta.exchange.plan import Entry, Plan, day_after
from ruta.exchange.plan_words import say

# Made once and kept: another value would double every event that somebody has already taken in.
NAMESPACE = uuid.UUID("6f0c6a0e-6a5e-4c53-9d0f-1b6f3e1b2a77")
STAMPED = datetime(2022, 8, 1, tzinfo=UTC)
"""When an event of edition 0 says that it was made: the month of the work plan. A clock would change the bytes."""
LAST_EDITION = 99_999


def plan_ics(plan: Plan, *, language: str, edition: int = 0) -> bytes:
    """Return a plan as a calendar file.

    Parameters
    ----------
    plan
        From `ruta.exchange.plan`.
    language
        Language of its texts.
    edition
        How many times a changed plan was sent before: some calendars take a change only with a higher number
        (SEQUENCE and DTSTAMP, RFC 5545, sections 3.8.7.4 and 3.8.7.2).

    Returns
    -------
    bytes
        UTF-8, lines folded at 75 octets and ended by CR LF. Events last whole days; DTEND is the day after the last.

    Raises
    ------
    InputError
        Where no row has a date that is sure enough, for a calendar file without an event is not valid; and for an
        edition that is negative or beyond `LAST_EDITION`.
    """
    if not 0 <= edition <= LAST_EDITION:
        raise InputError("plan-calendar.edition", found=edition, most=LAST_EDITION)
    calendar = Calendar()
    calendar.add("prodid", f"-//Ruta//ruta calendar//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(words.title(plan, language)))
    if absent := words.left_out(plan, language):
        calendar.add("x-wr-caldesc", vText(absent))
    events = [entry for entry in plan.entries if entry.is_event]
    if not events:
        raise InputError("plan-calendar.no-event", file=plan.name)
    for entry in events:
        calendar.add_component(_event(plan, entry, language, edition))
    return bytes(calendar.to_ical())


def uid(plan: Plan, entry: Entry) -> str:
    """Return the name by which calendars know an event, made from the names of file and row alone (RFC 7986, 5.3)."""
    return str(uuid.uuid5(NAMESPACE, f"{plan.name}/{entry.id}"))


def _event(plan: Plan, entry: Entry, language: str, edition: int) -> Event:
    if entry.first is None or entry.last is None:
        raise ValueError(f"{entry.id} has no date")  # the checks of the plan do not let this happen
    probable = entry.certainty == "legible"
    event = Event()
    event.add("uid", uid(plan, entry))
    event.add("dtstamp", STAMPED + timedelta(seconds=edition))
    event.add("sequence", edition)
    event.add("dtstart", entry.first)
    event.add("dtend", day_after(entry.last))
    title = entry.title(language)
    event.add("summary", say("summary-probable", language, title=title) if probable else title)
    event.add("description", _description(plan, entry, language))
    event.add("status", "TENTATIVE" if probable else "CONFIRMED")
    if entry.modality:
        event.add("categories", [words.modality(entry.modality, language)])
    # A month is no appointment: nobody is busy for all of it.
    if entry.unit == "month":
        event.add("transp", "TRANSPARENT")
    return event


def _description(plan: Plan, entry: Entry, language: str) -> str:
    lines = [
        words.title(plan, language),
        words.block(entry.block, language),
        words.certainty(entry.certainty, language),
    ]
    return "\n".join(filter(None, lines))
