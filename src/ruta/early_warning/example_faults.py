"""Messages spoilt on purpose, one fault each, to practise reading what the checks say."""

import dataclasses
from collections.abc import Callable

from ruta.early_warning import cap_xml
from ruta.early_warning.cap_message import Alert, Info
from ruta.errors import InputError


def _blocks(message: Alert, change: Callable[[Info], Info]) -> str:
    return cap_xml.write(dataclasses.replace(message, info=tuple(change(info) for info in message.info)))


def _polygon(message: Alert, change: Callable[[str], str]) -> str:
    def spoil(info: Info) -> Info:
        areas = (dataclasses.replace(area, polygon=tuple(map(change, area.polygon))) for area in info.area)
        return dataclasses.replace(info, area=tuple(areas))

    return _blocks(message, spoil)


def _swap(polygon: str) -> str:
    return " ".join(",".join(reversed(point.split(","))) for point in polygon.split())


def _other_severity(message: Alert) -> str:
    first, *others = message.info
    spoilt = tuple(dataclasses.replace(info, severity="Minor") for info in others)
    return cap_xml.write(dataclasses.replace(message, info=(first, *spoilt)))


def _event_first(message: Alert) -> str:
    category = "<category>Security</category>"
    return cap_xml.write(message).replace(category, "").replace("</event>", f"</event>{category}")


def _entity(message: Alert) -> str:
    first, rest = cap_xml.write(message).split("\n", 1)
    return f'{first}\n<!DOCTYPE alert [<!ENTITY annex SYSTEM "file:annex.txt">]>\n{rest}'


def _replaced(old: str, new: Callable[[Alert], str]) -> Callable[[Alert], str]:
    return lambda message: cap_xml.write(message).replace(getattr(message, old), new(message))


SCHEMA_FAULTS: dict[str, Callable[[Alert], str]] = {
    "zulu": _replaced("sent", lambda message: message.sent[:19] + "Z"),
    "fraction": _replaced("sent", lambda message: message.sent[:19] + ".5" + message.sent[19:]),
    "level-word": lambda message: _blocks(message, lambda info: dataclasses.replace(info, severity="High")),
    "order": _event_first,
    "entity": _entity,
}
"""What the OASIS schema refuses, or what is refused before it is asked."""
RULE_FAULTS: dict[str, Callable[[Alert], str]] = {
    "no-references": lambda message: cap_xml.write(dataclasses.replace(message, msg_type="Update", references=None)),
    "no-restriction": lambda message: cap_xml.write(dataclasses.replace(message, restriction=None)),
    "actual": lambda message: cap_xml.write(dataclasses.replace(message, status="Actual")),
    "severity-differs": _other_severity,
    "open-polygon": lambda message: _polygon(message, lambda polygon: polygon.rsplit(" ", 1)[0]),
    "swapped": lambda message: _polygon(message, _swap),
    "no-deadline": lambda message: _blocks(message, lambda info: dataclasses.replace(info, parameter=())),
    "early-expiry": lambda message: _blocks(message, lambda info: dataclasses.replace(info, expires=message.sent)),
}
"""What the schema lets pass and `ruta.early_warning.cap_rules` does not."""


def faulty(message: Alert, fault: str) -> str:
    """Return a message as XML with one fault in it.

    Parameters
    ----------
    message
        A message without fault.
    fault
        A key of `SCHEMA_FAULTS` or `RULE_FAULTS`.
    """
    known = SCHEMA_FAULTS | RULE_FAULTS
    if fault not in known:
        raise InputError("alerting.unknown-fault", found=fault, known=", ".join(known))
    return known[fault](message)
