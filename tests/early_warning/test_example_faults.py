"""Each spoilt example has the one fault that it is named for, and stands on the right side of the schema."""

import pytest

from ruta.early_warning import cap_rules, cap_schema, cap_structure, cap_xml
from ruta.early_warning.example_faults import RULE_FAULTS, SCHEMA_FAULTS, faulty
from ruta.errors import InputError
from tests.early_warning.alerts import good

SAID = {
    "zulu": "alerting.time-zulu", "fraction": "alerting.time-fraction", "level-word": "alerting.value",
    "order": "alerting.order", "entity": "alerting.doctype", "no-references": "alerting.no-references",
    "no-restriction": "alerting.no-restriction", "actual": "alerting.actual",
    "severity-differs": "alerting.languages-differ", "open-polygon": "alerting.polygon-open",
    "swapped": "alerting.polygon-swapped", "no-deadline": "alerting.no-deadline",
    "early-expiry": "alerting.expires-early",
}  # fmt: skip


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
@pytest.mark.parametrize("fault", SCHEMA_FAULTS)
def test_faults_of_the_schema(fault, country):
    text = faulty(good(country), fault)
    assert {one.code for one in cap_structure.complaints(text)} == {SAID[fault]}
    if fault == "entity":
        with pytest.raises(InputError):
            cap_schema.schema_complaints(text)
    else:
        assert cap_schema.schema_complaints(text)


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
@pytest.mark.parametrize("fault", RULE_FAULTS)
def test_faults_of_the_rules(fault, country):
    text = faulty(good(country), fault)
    assert cap_schema.schema_complaints(text) == []
    assert {one.code for one in cap_rules.findings(cap_xml.parse(text))} == {SAID[fault]}


def test_a_fault_that_has_no_example():
    with pytest.raises(InputError, match="zulu"):
        faulty(good(), "typo")
