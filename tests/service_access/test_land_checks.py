"""Faults of a case list, each in a list of three rows written by hand."""

import pandas as pd
import pytest

from ruta.errors import InputError
from ruta.service_access import land_checks
from ruta.service_access.land_unit import land_unit


def listed(**changes):
    """Three sound rows, with some cells of the second changed."""
    day = pd.Timestamp("2024-05-10")
    files = pd.DataFrame({
        "file_id": ["F1", "F2", "F3"], "property_id": ["B1", "B2", "B3"], "household_id": ["H1", "H2", "H3"],
        "tenure": ["title", "possession", "rent"], "right_claimed": ["ownership", "possession", "use"],
        "loss": ["abandonment", "occupation", "not-known"], "protect_by": day + pd.Timedelta(days=600),
        "claimed_on": day, "asked_on": pd.NaT, "protected_on": pd.NaT,
        "decided_on": day + pd.Timedelta(days=300), "enforced_on": day + pd.Timedelta(days=330),
        "in_possession_on": day + pd.Timedelta(days=360), "paid_on": pd.NaT, "withdrawn_on": pd.NaT,
    })  # fmt: skip
    for column in ("asked_on", "protected_on", "paid_on", "withdrawn_on"):
        files[column] = pd.to_datetime(files[column])
    for column, value in changes.items():
        files.loc[1, column] = value
    return files


def papers(*rows):
    table = rows or (("F1", "A1", "loss"), ("F2", "A2", "loss"), ("F3", "A3", "event"))
    return pd.DataFrame(table, columns=["file_id", "document", "element"])


def found(files, evidence=None):
    table = land_checks.faults(files, papers() if evidence is None else evidence)
    return list(table[["row", "file_id", "fault"]].itertuples(index=False, name=None))


def test_a_sound_list_has_no_fault_and_informal_tenure_is_none():
    assert found(listed()) == []
    assert found(listed(tenure="collective", right_claimed="collective")) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"in_possession_on": pd.Timestamp("2024-04-01")}, "order"),  # before the claim
        ({"decided_on": pd.Timestamp("2025-04-20")}, "order"),  # carried out before it was decided
        ({"right_claimed": "ownership"}, "right"),
        ({"asked_on": pd.Timestamp("2026-01-01")}, "late"),
    ],
)
def test_a_fault_of_one_row_is_named_with_its_row(changes, fault):
    assert (2, "F2", fault) in found(listed(**changes))
    assert {row for row, _, _ in found(listed(**changes))} == {2}


def test_carried_out_without_a_decision():
    assert (2, "F2", "order") in found(listed(decided_on=pd.NaT))


def test_one_property_claimed_by_two_households_concerns_both_rows():
    assert found(listed(property_id="B3")) == [(2, "F2", "same-property"), (3, "F3", "same-property")]
    assert found(listed(property_id="B3", household_id="H3")) == []  # one household, two files: no rival claim


def test_a_taking_needs_an_item_on_the_loss_and_an_abandonment_does_not():
    assert found(listed(), papers(("F2", "A2", "event"))) == [(2, "F2", "no-evidence")]


def test_a_document_in_two_files_concerns_both_and_twice_in_one_file_none():
    twice = papers(("F1", "A1", "loss"), ("F2", "A1", "loss"), ("F3", "A3", "event"), ("F3", "A3", "link"))
    assert found(listed(), twice) == [(1, "F1", "used-twice"), (2, "F2", "used-twice")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_fault_has_a_sentence_that_names_its_row(language):
    unit = land_unit(country="MEX", seed=7)
    said = land_checks.explained(land_checks.faults(unit.files, unit.evidence), language=language)
    assert set(said["fault"]) == set(land_checks.FAULTS)
    for row in said.itertuples():
        assert f" {row.row}:" in row.sentence
        assert "{" not in row.sentence


def test_an_unknown_tenure_and_a_missing_column_are_named():
    with pytest.raises(InputError) as refused:
        land_checks.faults(listed(tenure="squat"), papers())
    assert refused.value.params["row"] == 2
    assert "squat" in refused.value.sentence("en")
    with pytest.raises(InputError) as refused:
        land_checks.faults(listed().drop(columns="loss"), papers())
    assert "loss" in refused.value.sentence("es")
