"""The elements of a message of the Common Alerting Protocol 1.2, in the order in which the schema wants them.

Source: OASIS, *Common Alerting Protocol Version 1.2*, OASIS Standard of 1 July 2010, schema ``CAP-v1.2.xsd`` (kept in
the folder ``schema``). The tests hold what is written here against that schema, element by element and value by value.
"""

from dataclasses import dataclass
from typing import Literal

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SIGNATURE = "http://www.w3.org/2000/09/xmldsig#"
Kind = Literal["text", "one-of", "time", "pair", "block", "language", "integer", "decimal", "uri"]


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element that may stand inside another."""

    name: str
    """Name in the XML."""
    kind: Kind = "text"
    """What it holds; ``pair`` is a ``valueName`` and a ``value``, ``block`` has elements of its own."""
    required: bool = False
    """Whether the schema refuses its absence."""
    many: bool = False
    """Whether it may stand more than once."""
    allowed: tuple[str, ...] = ()
    """The only values of a ``one-of``."""

    @property
    def attribute(self) -> str:
        """Name of the field of `ruta.early_warning.cap_message` that holds it."""
        return _ATTRIBUTES.get(self.name, self.name)


_ATTRIBUTES = {
    "msgType": "msg_type", "responseType": "response_type", "eventCode": "event_code", "senderName": "sender_name",
    "areaDesc": "area_desc", "resourceDesc": "resource_desc", "mimeType": "mime_type", "derefUri": "deref_uri",
}  # fmt: skip

STATUS = ("Actual", "Exercise", "System", "Test", "Draft")
MSG_TYPE = ("Alert", "Update", "Cancel", "Ack", "Error")
SCOPE = ("Public", "Restricted", "Private")
CATEGORY = (
    "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
)  # fmt: skip
RESPONSE_TYPE = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
URGENCY = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITY = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTY = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")

ELEMENTS: dict[str, tuple[Element, ...]] = {
    "alert": (
        Element(name="identifier", required=True),
        Element(name="sender", required=True),
        Element(name="sent", kind="time", required=True),
        Element(name="status", kind="one-of", required=True, allowed=STATUS),
        Element(name="msgType", kind="one-of", required=True, allowed=MSG_TYPE),
        Element(name="source"),
        Element(name="scope", kind="one-of", required=True, allowed=SCOPE),
        Element(name="restriction"),
        Element(name="addresses"),
        Element(name="code", many=True),
        Element(name="note"),
        Element(name="references"),
        Element(name="incidents"),
        Element(name="info", kind="block", many=True),
    ),
    "info": (
        Element(name="language", kind="language"),
        Element(name="category", kind="one-of", required=True, many=True, allowed=CATEGORY),
        Element(name="event", required=True),
        Element(name="responseType", kind="one-of", many=True, allowed=RESPONSE_TYPE),
        Element(name="urgency", kind="one-of", required=True, allowed=URGENCY),
        Element(name="severity", kind="one-of", required=True, allowed=SEVERITY),
        Element(name="certainty", kind="one-of", required=True, allowed=CERTAINTY),
        Element(name="audience"),
        Element(name="eventCode", kind="pair", many=True),
        Element(name="effective", kind="time"),
        Element(name="onset", kind="time"),
        Element(name="expires", kind="time"),
        Element(name="senderName"),
        Element(name="headline"),
        Element(name="description"),
        Element(name="instruction"),
        Element(name="web", kind="uri"),
        Element(name="contact"),
        Element(name="parameter", kind="pair", many=True),
        Element(name="resource", kind="block", many=True),
        Element(name="area", kind="block", many=True),
    ),
    "resource": (
        Element(name="resourceDesc", required=True),
        Element(name="mimeType", required=True),
        Element(name="size", kind="integer"),
        Element(name="uri", kind="uri"),
        Element(name="derefUri"),
        Element(name="digest"),
    ),
    "area": (
        Element(name="areaDesc", required=True),
        Element(name="polygon", many=True),
        Element(name="circle", many=True),
        Element(name="geocode", kind="pair", many=True),
        Element(name="altitude", kind="decimal"),
        Element(name="ceiling", kind="decimal"),
    ),
    "pair": (Element(name="valueName", required=True), Element(name="value", required=True)),
}
"""The elements of each block, in order."""
