"""Wording prepared in advance, in both languages, so that no alert is held back for want of safe words.

The texts name a place, a post, an action and a deadline. They name no person, no school and no armed actor: what a
source said goes into a restricted annex. They are examples of this course, to be replaced by an office's own.
"""

from datetime import datetime, timedelta, timezone
from typing import Any

from ruta import messages
from ruta.datasets.countries import COUNTRIES, find
from ruta.early_warning.alert_levels import Level
from ruta.early_warning.cap_message import DEADLINE, Alert, Area, Info, time_text
from ruta.errors import InputError

KINDS = ("alert", "update", "cancel")
POSTS = ("municipality", "education", "health", "police", "children", "protection")
"""Posts of the examples, generic on purpose."""
_SIDE = 0.2


def zone(country: str) -> timezone:
    """Return the time zone of an example of a country, or say which countries there are."""
    if country not in COUNTRIES:
        raise InputError("alerting.unknown-country", found=country, known=", ".join(COUNTRIES))
    return timezone(timedelta(hours=find(country).hours_from_utc))


def post(name: str, language: str) -> str:
    """Return the name of a post in a language."""
    return messages.text(f"alerting.post.{name}", language=language)


def area(country: str, *, place: str, code: str) -> Area:
    """Return the area of an invented municipality: a square in open sea, and the code that a real office would use.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    place
        Name of the municipality.
    code
        Its code in this course's tables; an office gives the official one here (a P-code, DIVIPOLA, INEGI).
    """
    zone(country)
    south, west = find(country).open_sea
    north, east = south + _SIDE, west + _SIDE
    corners = ((south, west), (south, east), (north, east), (north, west), (south, west))
    polygon = " ".join(f"{latitude:.2f},{longitude:.2f}" for latitude, longitude in corners)
    return Area(area_desc=f"{place} ({code})", polygon=(polygon,), geocode=(("RUTA-SYNTHETIC", code),))


def block(
    level: Level, language: str, *, kind: str, addressee: str, where: Area, sent: datetime, valid_days: int = 7
) -> Info:
    """Return the block of an alert in one language, from the prepared wording.

    Parameters
    ----------
    level
        Its action, deadline and CAP words go into the block.
    language
        ``en`` or ``es``.
    kind
        One of `KINDS`.
    addressee
        One of `POSTS`: the post that must act.
    where
        The area.
    sent
        Moment of sending, with its time zone; the deadline is counted from it.
    valid_days
        Days until the message expires.
    """
    if kind not in KINDS:
        raise InputError("alerting.unknown-kind", found=kind, known=", ".join(KINDS))
    ended = kind == "cancel"
    deadline = sent + timedelta(hours=level.hours)
    wording: dict[str, Any] = {
        part: messages.text(
            f"alerting.wording.{kind}.{part}" if ended or part in ("event", "description")
            else f"alerting.wording.{level.id}.{part}",
            language=language, place=where.area_desc, hours=level.hours, deadline=f"{deadline:%Y-%m-%d %H:%M}",
            post=post(addressee, language),
        )
        for part in ("event", "headline", "description", "instruction")
    }  # fmt: skip
    return Info(
        language=language, category=("Security",), response_type=("AllClear" if ended else level.response_type,),
        urgency="Past" if ended else level.urgency, severity="Minor" if ended else level.severity,
        certainty="Unlikely" if ended else level.certainty, audience=post(addressee, language),
        expires=time_text(sent + timedelta(days=valid_days)),
        sender_name=messages.text("alerting.sender", language=language),
        contact=messages.text("alerting.contact", language=language),
        parameter=() if ended else ((DEADLINE, time_text(deadline)),), area=(where,), **wording,
    )  # fmt: skip


def exercise_alert(
    country: str, *, level: Level, place: str, code: str, addressee: str, sent: datetime, identifier: str
) -> Alert:
    """Return a first alert of an exercise, restricted, in both languages; parameters as in `block` and `area`."""
    where = area(country, place=place, code=code)
    blocks = [
        block(level, language, kind="alert", addressee=addressee, where=where, sent=sent) for language in ("es", "en")
    ]
    # The standard has one text for the restriction whatever the languages: it says both.
    restriction = " / ".join(messages.text("alerting.restriction", language=language) for language in ("es", "en"))
    return Alert(
        identifier=identifier, sender="alerta@ruta.example", sent=time_text(sent), status="Exercise", msg_type="Alert",
        scope="Restricted", restriction=restriction, info=tuple(blocks),
    )  # fmt: skip
