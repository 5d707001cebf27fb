"""What the schema lets pass: each fault is found, alone, and said in both languages."""

import dataclasses
from datetime import timedelta

import pytest

from ruta.early_warning import cap_message, cap_references, cap_rules, cap_schema, cap_xml
from tests.early_warning.alerts import SENT, good

BOX = "16.80,-85.20 16.80,-85.00 17.00,-85.00 17.00,-85.20 16.80,-85.20"
replace = dataclasses.replace


def with_blocks(**changes):
    """The same change in every block."""
    message = good()
    return replace(message, info=tuple(replace(info, **changes) for info in message.info))


def second_block(**changes):
    message = good()
    return replace(message, info=(message.info[0], replace(message.info[1], **changes)))


def with_polygon(text):
    message = good()
    area = replace(message.info[0].area[0], polygon=(text,))
    return with_blocks(area=(area,))


def swapped(text):
    return " ".join(",".join(reversed(point.split(","))) for point in text.split())


def following(references, kind="Update"):
    return replace(good(), identifier="E-2", msg_type=kind, sent="2026-08-03T09:00:00-06:00", references=references)


FIRST = "alerta@ruta.example,E-1,2026-08-03T08:00:00-06:00"
FAULTS = {
    "alerting.actual": replace(good(), status="Actual"),
    "alerting.no-restriction": replace(good(), restriction=None),
    "alerting.no-addresses": replace(good(), scope="Private"),
    "alerting.name-characters": replace(good(), identifier="E 1"),
    "alerting.no-references": following(None),
    "alerting.reference-form": following("E-1"),
    "alerting.reference-self": following("alerta@ruta.example,E-2,2026-08-03T08:00:00-06:00"),
    "alerting.reference-later": following("alerta@ruta.example,E-1,2026-08-04T08:00:00-06:00"),
    "alerting.no-info": replace(good(), info=()),
    "alerting.headline": with_blocks(headline=None),
    "alerting.no-expires": with_blocks(expires=None),
    "alerting.expires-early": with_blocks(expires="2026-08-03T08:00:00-06:00"),
    "alerting.no-area": with_blocks(area=()),
    "alerting.no-addressee": with_blocks(audience=" "),
    "alerting.no-action": with_blocks(instruction=None),
    "alerting.no-deadline": with_blocks(parameter=()),
    "alerting.deadline-form": with_blocks(parameter=((cap_message.DEADLINE, "Tuesday"),)),
    "alerting.deadline-early": with_blocks(parameter=((cap_message.DEADLINE, "2026-08-03T07:00:00-06:00"),)),
    "alerting.language-twice": second_block(language="es"),
    "alerting.not-translated": second_block(description=good().info[0].description),
    "alerting.languages-differ": second_block(severity="Severe"),
    "alerting.point": with_polygon(BOX.replace("17.00,-85.00", "17.00 -85.00")),
    "alerting.polygon-short": with_polygon("16.80,-85.20 16.80,-85.00 16.80,-85.20"),
    "alerting.polygon-open": with_polygon(BOX.rsplit(" ", 1)[0]),
    "alerting.polygon-swapped": with_polygon(swapped(BOX)),
    "alerting.point-range": with_polygon(BOX.replace("17.00,-85.00", "97.00,-85.00")),
    "alerting.polygon-elsewhere": with_polygon(BOX.replace("-", "")),
    "alerting.polygon-flat": with_polygon("16.8,-85.2 16.8,-85.0 16.8,-85.2 16.8,-85.2"),
}
FAULTS["alerting.headline"] = replace(
    good(), info=tuple(replace(info, headline=(info.headline + " ") * 4) for info in good().info)
)
FAULTS["alerting.nobody"] = second_block(audience="The competent authorities.")


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_is_found_and_nothing_else(code):
    found = cap_rules.findings(FAULTS[code])
    assert {finding.code for finding in found} == {code}
    english, spanish = (found[0].sentence(language) for language in ("en", "es"))
    assert english != spanish
    assert english.endswith(".")
    assert spanish.endswith(".")


@pytest.mark.parametrize("code", FAULTS)
def test_the_schema_lets_each_of_them_pass(code):
    """Else the rule would be none of ours."""
    assert cap_schema.schema_complaints(cap_xml.write(FAULTS[code])) == []


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
@pytest.mark.parametrize("level", ["watch", "prepare", "act"])
def test_the_prepared_messages_have_no_fault(country, level):
    assert cap_rules.findings(good(country, level)) == []


@pytest.mark.parametrize("change", ["category", "urgency", "certainty", "expires", "response_type", "area"])
def test_languages_may_not_differ_in_what_is_not_words(change):
    other = {
        "category": ("Other",), "urgency": "Future", "certainty": "Possible", "expires": "2026-08-11T08:00:00-06:00",
        "response_type": ("Monitor",), "area": (replace(good().info[1].area[0], polygon=()),),
    }  # fmt: skip
    found = cap_rules.findings(second_block(**{change: other[change]}))
    assert [(finding.code, finding.params["element"]) for finding in found] == [("alerting.languages-differ", change)]


def test_a_status_actual_is_an_offices_own_affair():
    assert cap_rules.findings(replace(good(), status="Actual"), in_course=False) == []


def test_an_area_may_be_named_in_each_language():
    message = good()
    area = replace(message.info[1].area[0], area_desc="Palm Pass")
    assert cap_rules.findings(second_block(area=(area,))) == []


def test_references_are_looked_up_where_the_messages_are_at_hand():
    first = good()
    assert cap_rules.findings(following(FIRST), earlier=[first]) == []
    stranger = following(FIRST.replace("E-1", "E-9"))
    assert [finding.code for finding in cap_rules.findings(stranger, earlier=[first])] == ["alerting.reference-unknown"]


def test_references_that_turn_in_a_circle():
    last = following(FIRST)
    first = replace(good(), msg_type="Update", references=last.reference)
    assert "alerting.reference-circle" in {finding.code for finding in cap_rules.findings(last, earlier=[first])}
    # The circle also ends where two earlier messages name each other and neither names this one.
    middle = replace(good(), identifier="E-0", msg_type="Update", references=good().reference)
    knot = replace(good(), msg_type="Update", references=middle.reference)
    assert cap_rules.findings(following(knot.reference), earlier=[knot, middle]) == []


def test_an_acknowledgement_needs_references_and_no_words():
    answer = replace(
        good(), identifier="ACK-1", msg_type="Ack", info=(), references=FIRST, sent="2026-08-03T10:00:00-06:00"
    )
    assert cap_rules.findings(answer) == []
    assert [f.code for f in cap_rules.findings(replace(answer, references=None))] == ["alerting.no-references"]


def test_what_is_still_open():
    first = good()
    block = tuple(replace(info, expires="2026-08-05T08:00:00-06:00") for info in first.info)
    second = replace(cap_message.update([first], identifier="E-2", sent=SENT + timedelta(hours=5), info=block))
    answer = replace(good(), identifier="ACK-1", msg_type="Ack", info=(), references=FIRST)
    event = [first, second, answer]
    assert cap_references.still_open(event, at="2026-08-04T08:00:00-06:00") == [first, second]
    assert cap_references.still_open(event, at="2026-08-05T08:00:00-06:00") == [first]  # E-2 expires at this moment
    assert cap_references.still_open(event, at="2026-08-03T08:00:00-06:00") == []
    # The same moment on another clock.
    assert cap_references.still_open(event, at="2026-08-05T15:00:00+00:00") == [first]
