"""Our reading of the standard against the OASIS schema itself: each line of the reference list, spoilt messages."""

import xml.etree.ElementTree as ET
from importlib.resources import files
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ruta.early_warning import cap_schema, cap_structure, cap_xml
from ruta.early_warning.cap_elements import ELEMENTS, NAMESPACE
from ruta.errors import InputError
from tests.early_warning.alerts import good

XS = "{http://www.w3.org/2001/XMLSchema}"
INFO = (
    "<info><category>Security</category><event>e</event><urgency>Expected</urgency>"
    "<severity>Severe</severity><certainty>Likely</certainty></info>"
)


def message(
    *, sent: str = "2026-08-03T08:00:00-06:00", status: str = "Exercise", kind: str = "Alert", scope: str = "Public",
    rest: str = "",
) -> str:  # fmt: skip
    return (
        f'<alert xmlns="{NAMESPACE}"><identifier>i</identifier><sender>s</sender><sent>{sent}</sent>'
        f"<status>{status}</status><msgType>{kind}</msgType><scope>{scope}</scope>{rest}</alert>"
    )


VALID = {
    "six elements only": message(),
    "two info blocks": message(rest=INFO.replace("<info>", "<info><language>es</language>") + INFO),
    "+00:00": message(sent="2026-08-03T14:00:00+00:00"),
    "Update without references": message(kind="Update"),
    "Restricted without restriction": message(scope="Restricted"),
    "Private without addresses": message(scope="Private"),
}
INVALID = {
    "Z": (message(sent="2026-08-03T14:00:00Z"), "alerting.time-zulu"),
    "fraction": (message(sent="2026-08-03T08:00:00.5-06:00"), "alerting.time-fraction"),
    "no zone": (message(sent="2026-08-03T08:00:00"), "alerting.time-zone"),
    "day first": (message(sent="03/08/2026 08:00"), "alerting.time-form"),
    "30 February": (message(sent="2026-02-30T08:00:00-06:00"), "alerting.time-impossible"),
    "comma for sign": (message(sent="2026-08-03T08:00:00,06:00"), "alerting.time-form"),
    "severity High": (message(rest=INFO.replace("Severe", "High")), "alerting.value"),
    "status actual": (message(status="actual"), "alerting.value"),
    "no urgency": (message(rest=INFO.replace("<urgency>Expected</urgency>", "")), "alerting.missing-element"),
    "event before category": (
        message(rest=INFO.replace("<event>e</event>", "").replace("<info>", "<info><event>e</event>")),
        "alerting.order",
    ),
    "area without areaDesc": (message(rest=INFO.replace("</info>", "<area/></info>")), "alerting.missing-element"),
    "responseType Protect": (
        message(rest=INFO.replace("<urgency>", "<responseType>Protect</responseType><urgency>")), "alerting.value",
    ),
    "certainty Very Likely": (message(rest=INFO.replace("Likely", "Very Likely")), "alerting.value"),
    "category Social": (message(rest=INFO.replace("Security", "Social")), "alerting.value"),
}  # fmt: skip


@pytest.mark.parametrize("name", VALID)
def test_what_the_schema_accepts_we_accept(name):
    assert cap_schema.schema_complaints(VALID[name]) == []
    assert cap_structure.complaints(VALID[name]) == []


@pytest.mark.parametrize("name", INVALID)
def test_what_the_schema_refuses_we_refuse_with_one_sentence(name):
    text, code = INVALID[name]
    assert cap_schema.schema_complaints(text) != []
    found = cap_structure.complaints(text)
    assert [complaint.code for complaint in found] == [code]
    sentences = {found[0].sentence(language) for language in ("en", "es")}
    assert len(sentences) == 2
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    with pytest.raises(InputError) as raised:
        cap_xml.parse(text)
    assert raised.value.code == code


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
@pytest.mark.parametrize("level", ["watch", "prepare", "act"])
def test_the_prepared_messages_are_valid(country, level):
    text = cap_xml.write(good(country, level))
    assert cap_schema.schema_complaints(text) == []
    assert cap_structure.complaints(text) == []


def test_the_table_of_elements_is_the_schema():
    root = ET.fromstring(files("ruta.early_warning").joinpath("schema", "CAP-v1.2.xsd").read_text("utf-8"))
    declared = {node.get("name"): node for node in root.iter(f"{XS}element") if node.get("name")}
    for block in ("alert", "info", "resource", "area"):
        sequence = declared[block].find(f"{XS}complexType/{XS}sequence")
        for node, ours in zip(sequence.findall(f"{XS}element"), ELEMENTS[block], strict=True):
            assert node.get("name") == ours.name
            assert (node.get("minOccurs", "1") != "0") == ours.required, ours.name
            assert (node.get("maxOccurs", "1") == "unbounded") == ours.many, ours.name
            values = tuple(value.get("value") for value in node.iter(f"{XS}enumeration"))
            assert (values if ours.kind == "one-of" else ()) == ours.allowed, ours.name


def test_the_notice_of_the_standard_is_kept():
    folder = files("ruta.early_warning").joinpath("schema")
    assert "Copyright OASIS Open 2010" in folder.joinpath("CAP-v1.2.xsd").read_text("utf-8")
    assert "may be copied and furnished to others" in folder.joinpath("NOTICE.md").read_text("utf-8")


TEXTS = (
    "", " ", "Severe", "Exercise", "Alert", "Public", "Security", "Likely", "None", "es", "es-HN", "es_HN",
    "abcdefghi", "12", "-1.5", "1e3", "+4", "2026-08-03T08:00:00-06:00", "2026-08-03T08:00:00Z",
    "2026-08-03T08:00:00.0-06:00", " 2026-08-03T08:00:00-06:00 ", "2026-13-03T08:00:00-06:00",
    "2026-08-03T08:00:00-15:00", "2026-02-29T08:00:00-06:00", "2024-02-29T08:00:00+14:00", "2026-08-03",
)  # fmt: skip
DEEDS = st.tuples(
    st.sampled_from(["drop", "double", "swap", "text", "attribute", "stranger", "stray", "full"]),
    st.integers(0, 10_000), st.sampled_from(TEXTS),
)  # fmt: skip


def full():
    """Every optional element once, so that the spoiling reaches all of them."""
    text = cap_xml.write(good())
    more = (
        "<resource><resourceDesc>r</resourceDesc><mimeType>text/plain</mimeType><size>12</size><uri>https://ruta.example/a"
        "</uri></resource><area>"
    )
    text = text.replace("<area>", more, 1).replace("</geocode>", "</geocode><altitude>1.5</altitude>", 1)
    return text.replace("<expires>", "<onset>2026-08-04T08:00:00-06:00</onset><expires>", 1)


def spoil(root, deed, number, text):
    parents = {child: parent for parent in root.iter() for child in parent}
    nodes = list(parents)
    node = nodes[number % len(nodes)]
    parent = parents[node]
    place = list(parent).index(node)
    if deed == "drop":
        parent.remove(node)
    elif deed == "double":
        parent.insert(place, node)
    elif deed == "swap" and place:
        parent.remove(node)
        parent.insert(place - 1, node)
    elif deed == "text" and not len(node):
        node.text = text
    elif deed == "attribute":
        node.set("note", text)
    elif deed == "stranger":
        parent.insert(place, ET.Element(f"{{{NAMESPACE}}}priority"))
    elif deed == "stray":
        node.tail = text


@given(st.lists(DEEDS, min_size=1, max_size=3))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoilt_message_is_judged_as_the_schema_judges_it(deeds):
    root = ET.fromstring(full())
    for deed, number, text in deeds:
        if len(list(root.iter())) > 1:
            spoil(root, deed, number, text)
    spoilt = ET.tostring(root, encoding="unicode")
    assert bool(cap_structure.complaints(spoilt)) == bool(cap_schema.schema_complaints(spoilt)), spoilt


@given(st.from_regex(r"(?:https?://)?[ab1:/?#%2F .\-_~!é|<\[\]@]{0,9}", fullmatch=True))
@example("2026-08-03T08:00:00-06:00")  # a time in place of an address: no scheme begins with a digit
@settings(max_examples=400, deadline=None)
def test_an_address_is_judged_as_the_schema_judges_it(text):
    message = full().replace("https://ruta.example/a", escape(text))
    assert bool(cap_structure.complaints(message)) == bool(cap_schema.schema_complaints(message)), text


def test_the_message_to_spoil_is_good():
    assert cap_schema.schema_complaints(full()) == []
    assert cap_structure.complaints(full()) == []
