"""Continuity and endings by hand, the same-face indices by drawing all pairs, regression to the mean by drawing."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access import care_log, continuity, endings, second_measure, usual_provider
from ruta.service_access.example_accompaniment import CUT_OFF, LAYERS, example_accompaniment
from ruta.service_access.example_accompaniment_draws import SHAPES

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=6).filter(lambda counts: sum(counts) > 0)


def table(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["person_id", "layer", "held_on", "next_planned_on"])
    frame["facilitator"] = "F1"
    return frame.assign(
        held_on=pd.to_datetime(frame["held_on"]), next_planned_on=pd.to_datetime(frame["next_planned_on"])
    )


def people(**ended: tuple[str | None, str]) -> pd.DataFrame:
    rows = [(name, "2024-12-01", day, how) for name, (day, how) in ended.items()]
    frame = pd.DataFrame(rows, columns=["person_id", "opened_on", "ended_on", "ended_as"])
    return frame.assign(opened_on=pd.to_datetime(frame["opened_on"]), ended_on=pd.to_datetime(frame["ended_on"]))


# One contact of each state, and an early one, with a window of 7 days on 31 March 2025.
SESSIONS = table(
    ("a", "focused", "2025-01-01", "2025-01-15"), ("a", "focused", "2025-01-22", "2025-02-05"),
    ("a", "focused", "2025-02-13", "2025-02-27"), ("a", "focused", "2025-02-20", None),
    ("b", "focused", "2025-01-01", "2025-01-15"), ("b", "community", "2025-01-16", None),
    ("c", "focused", "2025-03-20", "2025-03-25"), ("d", "focused", "2025-01-01", "2025-01-15"),
    ("e", "focused", "2025-03-10", "2025-03-26"), ("e", "focused", "2025-03-27", None),
)  # fmt: skip
CASES = people(a=("2025-02-20", "agreed"), b=("2025-03-01", "moved"), c=(None, ""), d=("2025-01-14", "agreed"),
               e=(None, ""))  # fmt: skip
END = pd.Timestamp("2025-03-31")


def test_each_state_of_a_contact_by_hand():
    contacts = continuity.planned_contacts(SESSIONS, CASES)
    found = dict(
        zip(
            contacts["person_id"] + contacts["planned_on"].dt.strftime("%m%d"),
            continuity.states(contacts, window=7, cut_off=END),
            strict=True,
        )
    )
    assert found == {
        "a0115": "kept",  # exactly 7 days late
        "a0205": "late",  # 8 days late
        "a0227": "kept",  # a week earlier than agreed
        "b0115": "missed",  # a meeting of another layer is not the contact that was agreed
        "c0325": "not-due",
        "e0326": "not-due",  # it has happened, but its window is open: of such contacts only the kept would come in
        "d0115": "closed",
    }
    row = continuity.continuity(contacts.assign(all="x"), window=7, cut_off=END, by="all").loc["x"]
    assert (row["due"], row["kept"], row["late"], row["missed"], row["people"]) == (4, 2, 1, 1, 2)
    assert row["share"] == 0.5
    assert row["person_share"] == pytest.approx((2 / 3 + 0) / 2)
    with pytest.raises(InputError) as refused:
        continuity.continuity(contacts[contacts["person_id"] == "c"], window=7, cut_off=END, by="person_id")
    assert refused.value.code == "psychosocial.nothing-due"
    with pytest.raises(InputError) as refused:
        continuity.states(contacts, window=-1, cut_off=END)
    assert "-1" in refused.value.sentence("en")


def test_the_latest_contacts_do_not_come_in_only_when_they_were_kept():
    """The share does not change with what is known of contacts whose window is still running."""
    log = example_accompaniment(country="SLV", seed=3)
    contacts = continuity.planned_contacts(log.sessions, log.cases).assign(all="x")
    over = contacts["planned_on"] + pd.Timedelta(days=7) <= CUT_OFF
    assert (contacts.loc[~over, "days_late"] <= 7).any()
    whole, old = (
        continuity.continuity(part, window=7, cut_off=CUT_OFF, by="all") for part in (contacts, contacts[over])
    )
    pd.testing.assert_frame_equal(whole, old)


def test_a_second_session_of_the_same_day_answers_nothing():
    rows = table(("b", "focused", "2025-01-01", "2025-01-15"), ("b", "focused", "2025-01-01", None))
    found = continuity.planned_contacts(rows.assign(facilitator=["F1", "F2"]), CASES)
    assert found["next_on"].isna().all()


def test_a_wider_window_never_loses_a_kept_contact():
    log = example_accompaniment(country="SLV", seed=3)
    contacts = continuity.planned_contacts(log.sessions, log.cases)
    contacts = contacts[contacts["planned_on"] + pd.Timedelta(days=60) <= CUT_OFF]
    before = pd.Series(False, index=contacts.index)
    for window in (0, 3, 7, 20, 60):
        kept = continuity.states(contacts, window=window, cut_off=CUT_OFF) == "kept"
        assert (kept | ~before).all()
        assert kept.sum() > before.sum()
        before = kept


@pytest.mark.parametrize(
    ("counts", "upc", "coc"),
    [
        ([5, 2, 1], 5 / 8, 22 / 56),
        ([4], 1, 1),
        ([1, 1, 1, 1], 1 / 4, 0),
        ([2, 2], 1 / 2, 1 / 3),
        ([3, 0, 1], 3 / 4, 1 / 2),
    ],
)
def test_the_indices_by_hand(counts, upc, coc):
    assert usual_provider.usual_provider(counts) == pytest.approx(upc)
    assert usual_provider.bice_boxerman(counts) == pytest.approx(coc)


@given(COUNTS)
@settings(max_examples=50, deadline=None)
def test_coc_is_the_share_of_pairs_with_one_facilitator(counts):
    visits = [name for name, count in enumerate(counts) for _ in range(count)]
    pairs = list(combinations(visits, 2))
    found = usual_provider.bice_boxerman(counts)
    if not pairs:
        assert np.isnan(found)
        return
    assert found == pytest.approx(sum(one == other for one, other in pairs) / len(pairs))
    upc = usual_provider.usual_provider(counts)
    assert 0 <= found <= upc <= 1  # two draws agree at most as often as the first face allows
    assert (found == 1) == (upc == 1) == (max(counts) == sum(counts))
    assert (found == 0) == (max(counts) == 1)


def test_the_table_of_people_is_the_formula_person_by_person():
    sessions = example_accompaniment(country="MEX", seed=3).sessions
    focused = sessions[sessions["layer"] == "focused"]
    found = usual_provider.by_person(focused)
    some = found.index[:200]
    for person in some:
        counts = focused.loc[focused["person_id"] == person, "facilitator"].value_counts().tolist()
        assert found.loc[person, "upc"] == pytest.approx(usual_provider.usual_provider(counts))
        assert found.loc[person, "coc"] == pytest.approx(usual_provider.bice_boxerman(counts))
    assert found["sessions"].min() == usual_provider.FEWEST
    for wrong in ([], [0, 0], [3, -1], [2.5, 1], [float("nan"), 1]):
        with pytest.raises(InputError):
            usual_provider.bice_boxerman(wrong)


def test_the_three_readings_of_an_agreed_closure_by_hand():
    found = pd.DataFrame({"days": [10, 20, 30, 40], "how": ["agreed", "lost", "accompanied", "lost"]})
    shares = endings.shares_by_day(found)
    assert endings.share_at(shares, 5, how="accompanied") == 1
    assert endings.share_at(shares, 25, how="lost") == pytest.approx(1 / 4)  # 3/4 still there, one of three lost
    assert endings.share_at(shares, 25, how="agreed") == pytest.approx(1 / 4)
    readings = endings.three_readings(found, days=(25, 45)).loc[25]
    assert readings.to_dict() == pytest.approx({"own": 1 / 4, "censored": 1 / 3, "as_loss": 1 / 2})


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(endings.HOW)), min_size=2, max_size=30))
@settings(max_examples=25, deadline=None)
def test_the_readings_keep_their_order_and_the_shares_add_up(rows):
    found = pd.DataFrame(rows, columns=["days", "how"])
    shares = endings.shares_by_day(found)
    assert (shares[list(endings.HOW)].sum(axis="columns") - 1).abs().max() < 1e-9 if len(shares) else True
    reading = endings.three_readings(found, days=(30,)).loc[30]
    assert reading["own"] <= reading["censored"] + 1e-9
    assert reading["censored"] <= reading["as_loss"] + 1e-9


def test_endings_of_the_people_by_hand():
    found = endings.endings(CASES, SESSIONS, cut_off=END)
    assert found["how"].to_dict() == {"a": "agreed", "b": "lost", "c": "accompanied", "d": "agreed", "e": "accompanied"}
    assert found["days"].to_dict() == {"a": 50, "b": 59, "c": 11, "d": 13, "e": 21}
    early = endings.endings(CASES, SESSIONS, cut_off="2025-02-10")  # nobody knows yet that a closes on the 20th
    assert early["how"].to_dict() == {"a": "accompanied", "b": "accompanied", "d": "agreed"}
    assert early["days"].to_dict() == {"a": 40, "b": 40, "d": 13}
    with pytest.raises(InputError) as refused:
        endings.endings(CASES.assign(ended_as=""), SESSIONS, cut_off=END)
    assert "Row 1" in refused.value.sentence("en")
    assert "ended_as" in refused.value.sentence("es")


def test_the_chosen_come_down_by_as_much_as_the_rule_says():
    measures = second_measure.two_measures(country="HND", seed=5, people=20_000, agreement=0.6)
    assert measures.mean().tolist() == pytest.approx([50, 50], abs=0.2)
    assert measures.corr().iloc[0, 1] == pytest.approx(0.6, abs=0.015)
    chosen = measures[measures["first"] >= 60]
    expected = second_measure.expected_change(
        mean_chosen=chosen["first"].mean(), mean_all=measures["first"].mean(), agreement=0.6
    )
    assert chosen["second"].mean() - chosen["first"].mean() == pytest.approx(expected, abs=0.45)
    assert expected < -5
    assert second_measure.expected_change(mean_chosen=70, mean_all=50, agreement=1) == 0
    with pytest.raises(InputError):
        second_measure.expected_change(mean_chosen=70, mean_all=50, agreement=1.2)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"held_on": "2024-11-30"}, "psychosocial.before-opened", "2024-12-01"),
        ({"held_on": "2025-03-02", "next_planned_on": None}, "psychosocial.after-ended", "2025-03-01"),
        ({"next_planned_on": "2024-12-25"}, "psychosocial.planned-before", "2024-12-25"),
        ({"next_planned_on": "2052-05-18"}, "psychosocial.too-far", "9,999"),
        ({"person_id": "z"}, "psychosocial.no-case", "z"),
        ({"held_on": "soon"}, "psychosocial.no-date", "soon"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_true_is_refused_with_its_row(change, code, words, language):
    rows = table(("a", "focused", "2025-01-01", "2025-01-15"), ("b", "focused", "2025-01-01", "2025-01-15"))
    rows = rows.astype({"held_on": object, "next_planned_on": object}).assign(session_id=["S1", "S2"])
    for column, value in change.items():
        rows.loc[1, column] = value
    with pytest.raises(InputError) as refused:
        care_log.checked_sessions(rows, CASES)
    assert refused.value.code == code
    sentence = refused.value.sentence(language)
    assert words in sentence
    assert {"en": "Row 2 (session S2)", "es": "Fila 2 (sesión S2)"}[language] in sentence


def test_a_session_typed_twice_names_both_rows_and_a_missing_column_is_named():
    rows = pd.concat([SESSIONS.head(2), SESSIONS.head(1)])
    with pytest.raises(InputError) as refused:
        care_log.checked_sessions(rows, CASES)
    assert refused.value.code == "psychosocial.twice"
    assert refused.value.params["row"] == 3
    assert refused.value.params["first"] == 1
    with pytest.raises(InputError) as refused:
        care_log.checked_sessions(SESSIONS.drop(columns="layer"), CASES)
    assert "layer" in refused.value.sentence("en")


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
def test_the_invented_log_is_sound_and_holds_what_was_built_in(country):
    log = example_accompaniment(country=country, seed=11)
    care_log.checked_sessions(log.sessions, log.cases)  # raises nothing
    contacts = continuity.planned_contacts(log.sessions, log.cases)
    contacts["year"] = contacts["planned_on"].dt.year
    role = log.truth["role"].groupby(log.cases["district"]).first()
    for year, place in ((2024, 0), (2025, 1)):
        found = continuity.continuity(contacts[contacts["year"] == year], window=7, cut_off=CUT_OFF, by="district")
        for district, share in found["share"].items():
            assert share == pytest.approx(SHAPES[role[district]].kept[place], abs=0.05)
    sessions = log.sessions.groupby(log.sessions["held_on"].dt.year).size()
    assert 1.9 < sessions[2025] / sessions[2024] < 2.5
    assert (log.cases[list(LAYERS)].sum(axis="columns") > 1).mean() > 0.5
    steps = log.referrals[["sent_on", "accepted_on", "arrived_on"]]
    assert not (steps["arrived_on"].notna() & steps["accepted_on"].isna()).any()
    again = example_accompaniment(country=country, seed=11)
    pd.testing.assert_frame_equal(log.sessions, again.sessions)
