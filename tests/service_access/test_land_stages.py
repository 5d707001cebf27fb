"""Evidence by element, states, and ends that compete: by hand, by their properties and by a second program."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from ruta.errors import InputError
from ruta.service_access import land_evidence, land_stages
from ruta.service_access.land_kinds import ELEMENTS, ENDS
from ruta.service_access.land_unit import CUT_OFF, land_unit
from ruta.survival import kaplan_meier, still_waiting_at

DAY = pd.Timestamp("2022-01-01")


def listed(ends):
    """Files claimed on one day; each with an end of `ENDS` or "open" and the days it took."""
    names = ("protected_on", "decided_on", "enforced_on", "in_possession_on", "paid_on", "withdrawn_on")
    rows = []
    for number, (end, days) in enumerate(ends):
        on = DAY + pd.Timedelta(days=days)
        row = dict.fromkeys(names, pd.NaT) | {"decision": ""}
        if end == "restored":
            row |= {"decided_on": on, "enforced_on": on, "in_possession_on": on, "decision": "restore"}
        elif end == "compensated":
            row |= {"decided_on": on, "paid_on": on, "decision": "compensate"}
        elif end == "rejected":
            row |= {"decided_on": on, "decision": "reject"}
        elif end == "withdrawn":
            row |= {"withdrawn_on": on}
        name = f"{number:03}"
        rows.append({"file_id": "F" + name, "property_id": "B" + name, "household_id": "H" + name, "persons": 3,
                     "claimed_on": DAY if end != "open" else DAY + pd.Timedelta(days=100 - days), **row})  # fmt: skip
    table = pd.DataFrame(rows)
    for name in names:
        table[name] = pd.to_datetime(table[name])
    return table


cases = st.lists(st.tuples(st.sampled_from([*ENDS, "open"]), st.integers(1, 99)), min_size=2, max_size=40)
CLOSED = DAY + pd.Timedelta(days=100)


@settings(max_examples=30, deadline=None)
@given(cases)
def test_the_ends_and_the_open_files_add_up_and_restored_never_exceeds_one_minus_kaplan_meier(ends):
    files = listed(ends)
    table = land_stages.cumulative_ends(files, cut_off=CLOSED)
    np.testing.assert_allclose(table.sum(axis="columns"), 1.0)
    assert (table[list(ENDS)].diff().dropna() >= -1e-9).all().all()
    waits = land_stages.durations(files, cut_off=CLOSED)
    curve = kaplan_meier(waits["days"], served=waits["status"] == "served")
    upper = [1 - still_waiting_at(curve, day) for day in table.index]
    assert (table["restored"].to_numpy() <= np.array(upper) + 1e-9).all()


def test_each_end_agrees_with_lifelines():
    random = np.random.default_rng(5)
    days = random.permutation(np.arange(1, 99))[:60]  # lifelines moves ties; here there are none
    ends = [([*ENDS, "open"][number], int(day)) for number, day in zip(random.integers(0, 5, 60), days, strict=True)]
    files = listed(ends)
    table = land_stages.cumulative_ends(files, cut_off=CLOSED)
    waits = land_stages.durations(files, cut_off=CLOSED)["days"]
    codes = pd.Series([[*ENDS, "open"].index(end) + 1 for end, _ in ends]).replace({5: 0})
    for code, end in enumerate(ENDS, start=1):
        theirs = AalenJohansenFitter(calculate_variance=False).fit(waits, codes, event_of_interest=code)
        np.testing.assert_allclose(table[end], theirs.cumulative_density_.loc[table.index].iloc[:, 0], atol=1e-9)


def test_by_hand_with_an_open_file():
    # Four files: one rejected on day 10, one open for 20 days, one of the two that are left restored on day 30.
    files = listed([("rejected", 10), ("open", 20), ("restored", 30), ("open", 50)])
    table = land_stages.cumulative_ends(files, cut_off=CLOSED)
    assert table.loc[30, "restored"] == pytest.approx(0.75 * 0.5)
    assert land_stages.share_by(table, end="restored", day=29) == 0
    assert land_stages.share_by(table, end="open", day=5) == 1
    decisions = land_stages.cumulative_decisions(files, cut_off=CLOSED)
    assert decisions.loc[30, ["restore", "other", "open"]].sum() == pytest.approx(1)


def test_a_decision_or_an_enforced_order_is_not_possession():
    files = listed([("restored", 10), ("restored", 20), ("restored", 30), ("rejected", 5)])
    files.loc[1, "in_possession_on"] = pd.NaT
    files.loc[2, ["in_possession_on", "enforced_on"]] = pd.NaT
    assert list(land_stages.states(files)) == ["restored", "enforced", "decided", "rejected"]
    assert list(land_stages.durations(files, cut_off=CLOSED)["status"]) == ["served", "waiting", "waiting", "withdrawn"]


def test_states_cover_all_files_and_a_household_counts_once_in_each():
    files = land_unit(country="COL", seed=7).files
    table = land_stages.standing(files)
    assert table["files"].sum() == len(files)
    assert (table["households"] <= table["properties"]).all()
    state = land_stages.states(files)
    restored = files[state == "restored"].drop_duplicates("household_id")
    assert table.loc["restored", "persons"] == restored["persons"].sum()


def test_an_impossible_date_is_refused_with_its_row():
    files = listed([("restored", 10), ("restored", 20)])
    files.loc[1, "in_possession_on"] = DAY - pd.Timedelta(days=1)
    with pytest.raises(InputError) as refused:
        land_stages.cumulative_ends(files, cut_off=CLOSED)
    assert refused.value.params["row"] == 2
    assert refused.value.params["request"] == "F001"


def items(*rows):
    return pd.DataFrame(rows, columns=["file_id", "element", "strength"])


def test_the_matrix_keeps_the_best_item_of_each_element():
    files = pd.DataFrame({"file_id": ["F2", "F1"]})
    evidence = items(("F1", "loss", 1), ("F1", "loss", 3), ("F1", "link", 1), ("F2", "event", 2), ("F9", "loss", 3))
    table = land_evidence.matrix(files, evidence)
    assert table.to_numpy().tolist() == [[0, 2, 0, 0], [0, 0, 3, 1]]
    assert list(table.index) == ["F2", "F1"]
    assert land_evidence.shown(table).tolist() == [0.25, 0.25]  # a report on the place shows nothing of the file
    assert land_evidence.gap_counts(table).loc["loss"].tolist() == [1, 0, 0, 1]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(ELEMENTS), st.integers(1, 3)), min_size=1, max_size=20)
)
def test_more_evidence_never_opens_a_gap(rows):
    files = pd.DataFrame({"file_id": list("ABC")})
    part, whole = land_evidence.matrix(files, items(*rows[:-1])), land_evidence.matrix(files, items(*rows))
    assert (part <= whole).all().all()
    assert (land_evidence.gap_counts(whole).sum(axis="columns") == 3).all()


def test_an_unknown_mark_is_named():
    with pytest.raises(InputError) as refused:
        land_evidence.matrix(pd.DataFrame({"file_id": ["F1"]}), items(("F1", "loss", 2), ("F1", "loss", 7)))
    assert refused.value.params["row"] == 2
    assert "7" in refused.value.sentence("es")


def test_the_cut_off_of_the_unit_holds_every_date():
    files = land_unit(country="SLV", seed=41).files
    for column in ("claimed_on", "decided_on", "in_possession_on", "paid_on", "withdrawn_on"):
        assert files[column].max() <= CUT_OFF
