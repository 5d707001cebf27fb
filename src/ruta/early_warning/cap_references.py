"""Whether a message says which earlier messages it follows, and whether it can follow them.

Source: OASIS, *Common Alerting Protocol Version 1.2* (2010), section 3.2.1, element ``references``; the checks for
references that turn in a circle or point to a later message are those of Google's public CAP library.
"""

from collections.abc import Iterator, Sequence

from ruta.early_warning.cap_message import Alert
from ruta.early_warning.cap_structure import moment
from ruta.errors import InputError

FOLLOWING = ("Update", "Cancel", "Ack", "Error")
"""Kinds of message that make no sense without the message that they follow."""


def reference_findings(message: Alert, *, earlier: Sequence[Alert] = ()) -> Iterator[InputError]:
    """Yield what is wrong with the references of a message.

    Parameters
    ----------
    message
        The message under judgement.
    earlier
        Messages at hand; where there are any, every reference must name one of them.
    """
    names = (message.references or "").split()
    if message.msg_type in FOLLOWING and not names:
        yield InputError("alerting.no-references", type=message.msg_type)
    known = {one.reference: one for one in earlier}
    for name in names:
        parts = name.split(",")
        if len(parts) != 3 or not all(parts):
            yield InputError("alerting.reference-form", found=name)
        elif parts[1] == message.identifier and parts[0] == message.sender:
            yield InputError("alerting.reference-self", found=name)
        elif not _before(parts[2], message.sent):
            yield InputError("alerting.reference-later", found=name, sent=message.sent)
        elif known and name not in known:
            yield InputError("alerting.reference-unknown", found=name)
        elif name in known and _leads_to(known[name], message, known):
            yield InputError("alerting.reference-circle", found=name)


def _before(first: str, second: str) -> bool:
    """Whether one CAP time lies before another; a time that cannot be read is no earlier than anything."""
    early, late = moment(first), moment(second)
    return early is not None and late is not None and early < late


def _leads_to(start: Alert, goal: Alert, known: dict[str, Alert]) -> bool:
    """Whether the references of a message lead, over any number of steps, to another."""
    waiting, seen = [start], {start.reference}
    while waiting:
        for name in (waiting.pop().references or "").split():
            if name == goal.reference:
                return True
            if name in known and name not in seen:
                seen.add(name)
                waiting.append(known[name])
    return False


def still_open(messages: Sequence[Alert], *, at: str) -> list[Alert]:
    """Return the messages that an update or a cancellation sent at a moment must name: sent before it and not expired.

    The rule is that of Google's public CAP profile: all the earlier messages of the event that have not expired. The
    messages given must belong to one event; answers (``Ack``, ``Error``) are never among those returned.

    Parameters
    ----------
    messages
        Messages of one event.
    at
        CAP time of the message to be sent.
    """
    named = [message for message in messages if message.msg_type in ("Alert", "Update") and _before(message.sent, at)]
    return [message for message in named if not any(_expired(info.expires, at) for info in message.info)]


def _expired(expires: str | None, at: str) -> bool:
    return expires is not None and not _before(at, expires)
