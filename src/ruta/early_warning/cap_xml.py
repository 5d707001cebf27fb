"""A message of the Common Alerting Protocol 1.2 to XML and back, with Python's own library only.

Source of the order of elements: the OASIS schema, by way of `cap_elements`.
"""

import xml.etree.ElementTree as ET
from typing import Any

from ruta.early_warning.cap_elements import ELEMENTS, NAMESPACE
from ruta.early_warning.cap_message import Alert, Area, Info, Resource
from ruta.early_warning.cap_structure import complaints, read_tree

_BLOCKS: dict[str, type] = {"info": Info, "resource": Resource, "area": Area}


def write(message: Alert) -> str:
    """Return a message as XML, its elements in the order of the schema.

    What the message says is written as it is, right or wrong: judging it is the work of `cap_structure.complaints` and
    `cap_rules.findings`.
    """
    root = ET.Element("alert", {"xmlns": NAMESPACE})
    _fill(root, "alert", message)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _fill(node: ET.Element, block: str, value: object) -> None:
    for element in ELEMENTS[block]:
        content = getattr(value, element.attribute)
        items = content if element.many else [content] if content is not None else []
        for item in items:
            child = ET.SubElement(node, element.name)
            if element.kind == "block":
                _fill(child, element.name, item)
            elif element.kind == "pair":
                for name, text in zip(("valueName", "value"), item, strict=True):
                    ET.SubElement(child, name).text = text
            else:
                child.text = item


def parse(text: str | bytes) -> Alert:
    """Return the message that an XML text holds.

    Raises
    ------
    InputError
        The first thing that the schema would refuse, in the reader's language; see `cap_structure.complaints` for all.
    """
    for complaint in complaints(text):
        raise complaint
    message: Alert = Alert(**_read(read_tree(text), "alert"))
    return message


def _read(node: ET.Element, block: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for element in ELEMENTS[block]:
        found = node.findall(f"{{{NAMESPACE}}}{element.name}")
        values: list[Any] = []
        for child in found:
            if element.kind == "block":
                values.append(_BLOCKS[element.name](**_read(child, element.name)))
            elif element.kind == "pair":
                values.append(tuple(part.text or "" for part in child))
            else:
                values.append(child.text or "")
        fields[element.attribute] = tuple(values) if element.many else values[0] if values else None
    return fields
