"""One item in QTI 2.1: a choice between four options, marked, with feedback by option.

Source: IMS Global Learning Consortium (2012), *IMS Question & Test Interoperability Assessment Test, Section and Item
Information Model, Version 2.1 Final*; namespace and places of the schemas as in its XML binding.
"""

from xml.etree import ElementTree

from ruta.classroom.moodle_xml import feedback
from ruta.practice.bank import LETTERS, Item

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
QTI_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"


def identifier(item: Item) -> str:
    """Return the id of an item as QTI allows it: a letter first, then letters, digits, dots, hyphens."""
    return "ruta-" + item.id.replace("/", ".")


def qti_item(item: Item, *, language: str) -> bytes:
    """Return an item as a document of its own.

    Parameters
    ----------
    item
        The item.
    language
        Language of its texts.

    Returns
    -------
    bytes
        An ``assessmentItem`` in UTF-8. SCORE becomes 1 for the right option and stays 0 for the others; FEEDBACK
        becomes the option, so that its own feedback is shown, with the explanation of the item.
    """
    root = ElementTree.Element("assessmentItem", {
        "xmlns": QTI, "xmlns:xsi": INSTANCE, "xsi:schemaLocation": f"{QTI} {QTI_SCHEMA}",
        "identifier": identifier(item), "title": item.id, "label": item.lesson, "xml:lang": language,
        "adaptive": "false", "timeDependent": "false", "toolName": "Ruta",
    })  # fmt: skip
    _declare(root, item)
    _ask(root, item, language)
    _mark(root)
    for letter in LETTERS:
        shown = _add(root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=letter.upper(), showHide="show")
        _add(shown, "p", feedback(item, letter, language))
        _add(shown, "p", item.wording[language].because)
    return document(root)


def document(root: ElementTree.Element) -> bytes:
    """Return an element as a document, indented, in UTF-8, with the same bytes each time."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _declare(root: ElementTree.Element, item: Item) -> None:
    response = _add(root, "responseDeclaration", identifier="RESPONSE", cardinality="single", baseType="identifier")
    _add(_add(response, "correctResponse"), "value", item.key.upper())
    score = _add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    _add(_add(score, "defaultValue"), "value", "0")
    _add(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")


def _ask(root: ElementTree.Element, item: Item, language: str) -> None:
    wording = item.wording[language]
    body = _add(root, "itemBody")
    choice = _add(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")
    _add(choice, "prompt", wording.stem)
    for letter in LETTERS:
        _add(choice, "simpleChoice", wording.options[letter], identifier=letter.upper())


def _mark(root: ElementTree.Element) -> None:
    processing = _add(root, "responseProcessing")
    holds = _add(_add(processing, "responseCondition"), "responseIf")
    match = _add(holds, "match")
    _add(match, "variable", identifier="RESPONSE")
    _add(match, "correct", identifier="RESPONSE")
    _add(_add(holds, "setOutcomeValue", identifier="SCORE"), "baseValue", "1", baseType="float")
    _add(_add(processing, "setOutcomeValue", identifier="FEEDBACK"), "variable", identifier="RESPONSE")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made
