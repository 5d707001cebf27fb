"""An alert, its blocks of information and its areas, as the Common Alerting Protocol 1.2 knows them.

Source: OASIS, *Common Alerting Protocol Version 1.2* (2010), section 3.2 and the schema. Times stay texts, because a
message that came in with a wrong time must be shown, and judged, as it came.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ruta.errors import InputError

Pairs = tuple[tuple[str, str], ...]
DEADLINE = "responseDeadline"
"""Name of the parameter with the time by which the addressee must answer: CAP has no element of its own for it."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """Where."""

    area_desc: str
    """The place in words."""
    polygon: tuple[str, ...] = ()
    """Each a text of ``latitude,longitude`` in degrees, separated by spaces, the last point equal to the first."""
    circle: tuple[str, ...] = ()
    """Each a text ``latitude,longitude radius``, the radius in kilometres."""
    geocode: Pairs = ()
    """Name of a code list and the code."""
    altitude: str | None = None
    ceiling: str | None = None


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A file that goes with a block."""

    resource_desc: str
    mime_type: str
    size: str | None = None
    uri: str | None = None
    deref_uri: str | None = None
    digest: str | None = None


@dataclass(frozen=True, kw_only=True)
class Info:
    """What is said, in one language."""

    category: tuple[str, ...]
    event: str
    urgency: str
    """When to act."""
    severity: str
    """How grave the threat to life or property is."""
    certainty: str
    """How sure the sender is."""
    language: str | None = None
    """Without it the schema understands ``en-US``."""
    response_type: tuple[str, ...] = ()
    audience: str | None = None
    """In this course: the post that must act."""
    event_code: Pairs = ()
    effective: str | None = None
    onset: str | None = None
    expires: str | None = None
    sender_name: str | None = None
    headline: str | None = None
    description: str | None = None
    instruction: str | None = None
    """The action asked for."""
    web: str | None = None
    contact: str | None = None
    parameter: Pairs = ()
    resource: tuple[Resource, ...] = ()
    area: tuple[Area, ...] = ()

    @property
    def deadline(self) -> str | None:
        """Time by which the addressee must answer, or None."""
        return dict(self.parameter).get(DEADLINE)


@dataclass(frozen=True, kw_only=True)
class Alert:
    """A message: an alert, its update, its cancellation, or an answer to one of them."""

    identifier: str
    sender: str
    sent: str
    status: str
    msg_type: str
    scope: str
    source: str | None = None
    restriction: str | None = None
    """Who may read it, where the scope is Restricted."""
    addresses: str | None = None
    """To whom it goes, where the scope is Private."""
    code: tuple[str, ...] = ()
    note: str | None = None
    references: str | None = None
    """Earlier messages, each ``sender,identifier,sent``, separated by spaces."""
    incidents: str | None = None
    info: tuple[Info, ...] = ()

    @property
    def reference(self) -> str:
        """How a later message names this one."""
        return f"{self.sender},{self.identifier},{self.sent}"


def time_text(moment: datetime) -> str:
    """Return a moment as CAP writes it, ``2026-08-03T08:00:00-06:00``: no fraction, no Z, always with its zone.

    Raises
    ------
    InputError
        The moment says no time zone, or its zone is not a whole number of minutes.
    """
    offset = moment.utcoffset()
    if offset is None or offset % timedelta(minutes=1):
        raise InputError("alerting.moment-without-zone", found=moment.isoformat())
    return moment.replace(microsecond=0).isoformat()


def update(earlier: Sequence[Alert], *, identifier: str, sent: datetime, info: tuple[Info, ...]) -> Alert:
    """Return the message that replaces the earlier ones. A message that was sent is never edited.

    Parameters
    ----------
    earlier
        The alert and all its updates so far that have not expired, oldest first.
    identifier
        Of the new message, unlike every earlier one.
    sent
        With its time zone.
    info
        The new blocks, one for each language.
    """
    return _after(earlier, "Update", identifier=identifier, sent=sent, info=info)


def cancel(earlier: Sequence[Alert], *, identifier: str, sent: datetime, info: tuple[Info, ...], note: str) -> Alert:
    """Return the message that ends the earlier ones, with the reason in ``note``; parameters as in `update`."""
    return dataclasses.replace(_after(earlier, "Cancel", identifier=identifier, sent=sent, info=info), note=note)


def _after(
    earlier: Sequence[Alert], msg_type: str, *, identifier: str, sent: datetime, info: tuple[Info, ...]
) -> Alert:
    if not earlier:
        raise InputError("alerting.no-references", type=msg_type)
    names = " ".join(message.reference for message in earlier)
    last = dataclasses.replace(earlier[-1], identifier=identifier, sent=time_text(sent), msg_type=msg_type)
    return dataclasses.replace(last, references=names, info=info, note=None)
