"""The assessment: nothing makes up for a criterion, unknown and expired are not met, findings name the row."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.messages import text
from ruta.service_access import viability, viability_checks

ON = pd.Timestamp("2026-01-15")
CRITERIA = viability.framework()
START = list(CRITERIA.index[CRITERIA["stage"] == "start"])
FIELDS = st.sampled_from(viability.STATES)


def row(criterion, state="met", days=10, place="A", source="visit"):
    return {
        "place": place,
        "criterion": criterion,
        "state": state,
        "on": ON - pd.Timedelta(days=days),
        "source": source,
    }


def whole(**changed):
    return pd.DataFrame([{**row(name), **changed.get(name, {})} for name in CRITERIA.index])


def test_the_framework_reads_each_principle_in_both_ways():
    assert not CRITERIA.index.duplicated().any()
    assert set(CRITERIA["stage"]) == set(viability.STAGES)
    for principle in viability.PRINCIPLES:
        assert set(CRITERIA.loc[CRITERIA["principle"] == principle, "stage"]) == set(viability.STAGES)
    assert (CRITERIA["valid_days"] > 0).all()


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(START), st.sampled_from(["unknown", "not-met", "expired", "absent"]))
def test_no_other_criterion_makes_up_for_one_to_start(criterion, fault):
    file = whole(**({criterion: {"state": fault}} if fault in viability.STATES else {}))
    if fault == "expired":
        file.loc[file["criterion"] == criterion, "on"] = ON - pd.Timedelta(
            days=1 + int(CRITERIA.loc[criterion, "valid_days"])
        )
    if fault == "absent":
        file = file[file["criterion"] != criterion]
    found = viability.states(file, CRITERIA, on=ON)
    assert found.loc["A", criterion] == ("unknown" if fault == "absent" else fault)
    assert not viability.viable(found, CRITERIA, stage="start")["A"]
    assert viability.points(found)["A"] == pytest.approx(100 * 12 / 13)


@settings(max_examples=20, deadline=None)
@given(st.lists(FIELDS, min_size=13, max_size=13), st.floats(0.1, 5), st.floats(0.1, 5), st.integers(0, 900))
def test_a_longer_validity_never_closes_and_what_lasts_is_viable(states, one, two, days):
    file = pd.DataFrame([row(name, state, days) for name, state in zip(CRITERIA.index, states, strict=True)])
    short, long = (viability.states(file, CRITERIA, on=ON, validity=times) for times in sorted((one, two)))
    assert (viability.points(short) <= viability.points(long)).all()
    for found in (short, long):
        assert (
            viability.viable(found, CRITERIA, stage="last")["A"]
            <= viability.viable(found, CRITERIA, stage="start")["A"]
        )
        assert viability.viable(found, CRITERIA, stage="last")["A"] == (viability.points(found)["A"] == 100)


def test_evidence_counts_up_to_its_last_day_and_not_met_does_not_expire():
    days = int(CRITERIA.loc["opinion", "valid_days"])
    for age, expected in ((days, "met"), (days + 1, "expired")):
        assert (
            viability.states(whole(opinion={"on": ON - pd.Timedelta(days=age)}), CRITERIA, on=ON).loc["A", "opinion"]
            == expected
        )
    old = {"state": "not-met", "on": ON - pd.Timedelta(days=5 * days)}
    assert viability.states(whole(opinion=old), CRITERIA, on=ON).loc["A", "opinion"] == "not-met"


def test_the_latest_finding_known_on_the_day_counts_and_of_one_day_the_less_favourable():
    later = pd.DataFrame([row("opinion", "met", -5), row("opinion", "not-met", 3), row("opinion", "met", 3)])
    found = viability.states(pd.concat([whole(), later], ignore_index=True), CRITERIA, on=ON)
    assert found.loc["A", "opinion"] == "not-met"


def test_the_day_of_the_first_expiry():
    file = whole(violence={"on": ON - pd.Timedelta(days=100)}, opinion={"on": ON - pd.Timedelta(days=400)})
    assert viability.expires_on(file, CRITERIA, on=ON)["A"] == ON + pd.Timedelta(days=20)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: viability.states(whole().drop(columns="source"), CRITERIA, on=ON), "no column source"),
        (lambda: viability.states(whole(opinion={"state": "partly"}), CRITERIA, on=ON), "Row 4 of the evidence"),
        (lambda: viability.states(whole(opinion={"criterion": "mood"}), CRITERIA, on=ON), "the criterion mood"),
        (lambda: viability.states(whole(), CRITERIA, on=ON, validity=0), "The validity is 0"),
        (lambda: viability.viable(viability.states(whole(), CRITERIA, on=ON), CRITERIA, stage="end"), "The stage end"),
    ],
)
def test_what_cannot_be_used_is_refused(call, said):
    with pytest.raises(InputError) as caught:
        call()
    assert said in caught.value.sentence("en")


def test_clean_evidence_gives_no_finding():
    assert viability_checks.evidence_findings(whole(), CRITERIA, on=ON) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"source": " "}, "no-source"), ({"source": None}, "no-source"), ({"state": "partly"}, "bad-state"),
        ({"criterion": "mood"}, "bad-criterion"), ({"on": pd.NaT}, "no-day"),
        ({"on": ON + pd.Timedelta(days=1)}, "future"),
        ({"criterion": "choice"}, "twice"),
    ],
)  # fmt: skip
def test_each_fault_of_the_evidence_is_found_in_its_row_and_nowhere_else(changed, code):
    found = viability_checks.evidence_findings(whole(opinion=changed), CRITERIA, on=ON)
    assert [(finding.code, finding.row) for finding in found] == [(code, 4)]
    assert found[0].sentence("en").startswith("Row 4")
    assert found[0].sentence("es").startswith("Fila 4")


def test_a_finding_names_codes_in_the_words_of_the_reader():
    file = pd.concat([whole(opinion={"state": "partly"}), pd.DataFrame([row("opinion")])], ignore_index=True)
    wrong, twice = viability_checks.evidence_findings(file, CRITERIA, on=ON)
    for language in ("en", "es"):
        for state in viability.STATES:
            assert text(f"viability.state-{state}", language=language) in wrong.sentence(language)
        assert text("viability.criterion-opinion", language=language) in twice.sentence(language)


def decision(**changed):
    good = {
        "place": "A", "decision": "return", "reasons": "all to start is met", "owner": "mayor", "triggers": "an alert",
        "decided_on": ON, "review_on": ON + pd.Timedelta(days=60),
    }  # fmt: skip
    return pd.DataFrame([good, {**good, **changed}])


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []), ({"reasons": ""}, ["no-reasons"]), ({"owner": None}, ["no-owner"]),
        ({"triggers": " "}, ["no-triggers"]), ({"review_on": pd.NaT}, ["no-review"]),
        ({"review_on": ON}, ["review-early"]),
        ({"review_on": ON + pd.Timedelta(days=80)}, []),
        ({"review_on": ON + pd.Timedelta(days=81)}, ["review-late"]),
        ({"place": "B"}, ["not-viable"]), ({"place": "B", "decision": "not-now"}, []),
        ({"decision": "closed"}, ["bad-decision"]),
    ],
)  # fmt: skip
def test_each_fault_of_a_decision_is_found_in_its_row(changed, codes):
    bad = whole(corridors={"state": "not-met"}).assign(place="B")
    file = pd.concat([whole(), bad], ignore_index=True)
    found = viability_checks.decision_findings(decision(**changed), file, CRITERIA, on=ON)
    assert [(finding.code, finding.row) for finding in found] == [(code, 2) for code in codes]


def test_a_table_of_decisions_without_its_columns_is_refused():
    with pytest.raises(InputError) as caught:
        viability_checks.decision_findings(decision().drop(columns="owner"), whole(), CRITERIA, on=ON)
    assert "owner" in caught.value.sentence("en")
