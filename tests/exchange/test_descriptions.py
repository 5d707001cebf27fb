"""The form of a practice: what misleads is named, what is unknown may stay blank."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import descriptions
from ruta.messages import LANGUAGES

SOUND = {
    "name": "Mobile desk", "place_dates": "Somewhere, 2025", "problem": "Lost papers", "who": "Registry",
    "done": "A desk twice a month", "legal_budget": "Order 1", "cost": "1,200", "cost_year": "2025",
    "results": "Documents handed over", "reached": "340", "out_of": "520", "evidence": "monitored",
    "failed": "Evening hours", "rests_on": "An officer who may sign", "contact": "Head of the registry",
}  # fmt: skip


def codes(**changes: object) -> list[tuple[str, str]]:
    return [(found.code, found.place) for found in descriptions.findings(SOUND | changes)]


def test_a_sound_description_has_nothing_to_mend() -> None:
    assert codes() == []
    assert descriptions.filled(SOUND) == descriptions.FORM


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"cost": "0"}, [("cost-zero", "cost")]),
        ({"cost": 0}, [("cost-zero", "cost")]),
        ({"cost": "", "cost_year": ""}, [("blank", "cost")]),
        ({"cost": None, "cost_year": None}, [("blank", "cost")]),
        ({"cost_year": ""}, [("cost-no-year", "cost_year")]),
        ({"evidence": ""}, [("result-no-evidence", "results"), ("blank", "evidence")]),
        ({"evidence": "described"}, [("result-no-evidence", "results")]),
        ({"evidence": "famous"}, [("bad-evidence", "evidence")]),
        ({"out_of": ""}, [("no-whole", "out_of")]),
        ({"out_of": "339"}, [("more-than-all", "out_of")]),
        ({"out_of": "340"}, []),
        ({"reached": "", "out_of": ""}, []),
        ({"failed": "Nothing."}, [("nothing-failed", "failed")]),
        ({"failed": "NADA"}, [("nothing-failed", "failed")]),
        ({"failed": float("nan")}, [("blank", "failed")]),
        ({"rests_on": "  "}, [("blank", "rests_on")]),
    ],
)
def test_each_fault_is_named_where_it_stands(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert codes(**changes) == expected


def test_a_result_told_without_a_result_field_needs_evidence_too() -> None:
    assert ("result-no-evidence", "results") in codes(results="", evidence="")
    assert ("result-no-evidence", "results") not in codes(results="", reached="", out_of="", evidence="")


@given(blank=st.sets(st.sampled_from(descriptions.FORM)))
@settings(max_examples=50, deadline=None)
def test_a_blank_is_never_read_as_a_number_nor_as_nothing(blank: set[str]) -> None:
    form = {name: "" if name in blank else value for name, value in SOUND.items()}
    absent = {name: value for name, value in SOUND.items() if name not in blank}
    found = descriptions.findings(form)
    assert found == descriptions.findings(absent)
    assert not {"cost-zero", "nothing-failed", "more-than-all"} & {finding.code for finding in found}
    # Every blank that is a question of its own is said once, and nothing else is.
    own = blank - {"cost_year", "out_of", "reached"}
    assert {finding.place for finding in found if finding.code == "blank"} == own


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_reads_as_a_sentence(language: str) -> None:
    for changes in ({"cost": "0", "failed": "no", "out_of": "1"}, {"evidence": "x", "cost_year": ""}, {"evidence": ""}):
        for finding in descriptions.findings(SOUND | changes):
            assert "{" not in finding.sentence(language)


@pytest.mark.parametrize("value", ["many", "-3", "inf", "nan"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(InputError) as caught:
        descriptions.findings(SOUND | {"reached": value})
    assert "reached" in caught.value.sentence("en")
    assert value in caught.value.sentence("es")


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        descriptions.filled({"price": "3"})
    assert "price" in caught.value.sentence("en")
