"""What the schema of the Common Alerting Protocol 1.2 would refuse, found without a schema processor.

A browser and a locked laptop have none, so the order, the required elements, the allowed values and the form of the
times are checked here from the table in `cap_elements`; the tests hold the verdict against the OASIS schema itself.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime

from ruta.early_warning.cap_elements import ELEMENTS, NAMESPACE, SIGNATURE, Element
from ruta.early_warning.cap_uri import is_uri
from ruta.errors import InputError

LARGEST = 1_000_000
"""Characters; a real message has a few thousand."""
_BLANK = " \t\r\n"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?P<fraction>\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)?", re.ASCII)
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_NUMBERS = {
    "integer": re.compile(r"[+-]?\d+", re.ASCII),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
}


def read_tree(text: str | bytes) -> ET.Element:
    """Return the root of a message, after refusing what must never reach a parser.

    A document type or an entity could make a parser open files, call the network or swell without end; no message
    needs one. They are looked for in the text, before anything is parsed.

    Raises
    ------
    InputError
        The text is not UTF-8, is too large, holds a document type or entity, or is not well-formed XML.
    """
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError("alerting.not-utf8", place=error.start + 1) from None
    if len(text) > LARGEST:
        raise InputError("alerting.too-large", found=f"{len(text):,}", most=f"{LARGEST:,}")
    unsafe = re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE)
    if unsafe:
        raise InputError(
            "alerting.doctype", line=text.count("\n", 0, unsafe.start()) + 1, found=unsafe.group(1).upper()
        )
    try:
        return ET.fromstring(text.strip().removeprefix("\ufeff"))
    except (ET.ParseError, ValueError) as error:
        line, column = getattr(error, "position", (1, 0))
        raise InputError("alerting.not-xml", line=line, column=column + 1) from None


def complaints(text: str | bytes) -> list[InputError]:
    """Return everything that the schema would refuse in a message, in the order of the text.

    Parameters
    ----------
    text
        The XML.

    Returns
    -------
    list of InputError
        Not raised: each says one sentence in the reader's language. Empty where the schema would accept the message.
    """
    try:
        root = read_tree(text)
    except InputError as error:
        return [error]
    if root.tag != f"{{{NAMESPACE}}}alert":
        return [InputError("alerting.root", found=_plain(root.tag), expected=NAMESPACE)]
    return list(_block(root, "alert", "alert"))


def _plain(tag: str) -> str:
    """Return a name without the CAP namespace; a name of another namespace stays whole."""
    return tag.removeprefix(f"{{{NAMESPACE}}}")


def _block(node: ET.Element, block: str, where: str) -> Iterator[InputError]:
    yield from _attributes(node, where)
    elements = ELEMENTS[block]
    names = [element.name for element in elements]
    place, counts = 0, dict.fromkeys(names, 0)
    for child in node:
        name = _plain(child.tag)
        if block == "alert" and name.startswith(f"{{{SIGNATURE}}}"):
            place = len(names)
            continue
        if name not in counts:
            yield InputError("alerting.unknown-element", where=where, found=name)
            continue
        counts[name] += 1
        own = names.index(name)
        path = f"{where}/{name}" + (f"[{counts[name]}]" if elements[own].many else "")
        if own < place:
            last = names[place] if place < len(names) else "Signature"
            yield InputError("alerting.order", where=where, found=name, last=last)
        elif counts[name] > 1 and not elements[own].many:
            yield InputError("alerting.repeated", where=where, found=name)
        place = max(place, own)
        yield from _value(child, elements[own], path)
    for element in elements:
        if element.required and not counts[element.name]:
            yield InputError("alerting.missing-element", where=where, element=element.name)
    if any((piece or "").strip(_BLANK) for piece in (node.text, *(child.tail for child in node))):
        yield InputError("alerting.stray-text", where=where)


def _value(node: ET.Element, element: Element, where: str) -> Iterator[InputError]:
    if element.kind in ("pair", "block"):
        yield from _block(node, "pair" if element.kind == "pair" else element.name, where)
        return
    yield from _attributes(node, where)
    if len(node):
        yield InputError("alerting.nested", where=where, found=_plain(node[0].tag))
        return
    text = node.text or ""
    collapsed = text.strip(_BLANK)
    if element.kind == "one-of" and text not in element.allowed:
        yield InputError("alerting.value", where=where, found=text, allowed=", ".join(element.allowed))
    elif element.kind == "time":
        yield from time_complaints(collapsed, where)
    elif element.kind == "language" and not _LANGUAGE.fullmatch(collapsed):
        yield InputError("alerting.language-code", where=where, found=text)
    elif element.kind == "uri" and not is_uri(collapsed):
        yield InputError("alerting.uri", where=where, found=text)
    elif element.kind in _NUMBERS and not _NUMBERS[element.kind].fullmatch(collapsed):
        yield InputError("alerting.number", where=where, found=text)


def _attributes(node: ET.Element, where: str) -> Iterator[InputError]:
    for name in node.attrib:
        if not name.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            yield InputError("alerting.attribute", where=where, found=name)


def time_complaints(text: str, where: str) -> Iterator[InputError]:
    """Yield what is wrong with a time: ``2026-08-03T08:00:00-06:00`` is the only form that the schema takes."""
    form = _TIME.fullmatch(text)
    if form is None:
        yield InputError("alerting.time-form", where=where, found=text)
    elif form["zone"] == "Z":
        yield InputError("alerting.time-zulu", where=where, found=text)
    elif form["fraction"]:
        yield InputError("alerting.time-fraction", where=where, found=text)
    elif not form["zone"]:
        yield InputError("alerting.time-zone", where=where, found=text)
    elif moment(text) is None:
        yield InputError("alerting.time-impossible", where=where, found=text)


def moment(text: str | None) -> datetime | None:
    """Return the moment that a CAP time names, or None where it names none."""
    form = _TIME.fullmatch((text or "").strip(_BLANK))
    if text is None or form is None or form["fraction"] or form["zone"] in (None, "Z"):
        return None
    hours, minutes = (int(part) for part in form["zone"][1:].split(":"))
    if hours * 60 + minutes > 14 * 60 or minutes > 59:  # the widest zone that XML Schema knows
        return None
    try:
        return datetime.fromisoformat(text.strip(_BLANK))
    except ValueError:
        return None
