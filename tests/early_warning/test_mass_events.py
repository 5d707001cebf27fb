"""The rule of 10 households or 50 persons, events that come in several records, and a package that links them."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from ruta.early_warning import mass_events, response_records
from ruta.errors import InputError

COUNTRIES = ["SLV", "HND", "MEX", "COL"]


def records(rows):
    """Rows of (day, origin, household, person)."""
    return pd.DataFrame({
        "record": [f"R-{place}" for place in range(len(rows))],
        "date": [pd.Timestamp("2026-03-01") + pd.Timedelta(days=row[0]) for row in rows],
        "origin": [row[1] for row in rows], "situation": "left",
        "household": [row[2] for row in rows], "person": [row[3] for row in rows],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("households", "persons", "reached"),
    [
        (9, 52, "persons"),  # the two examples of the dossier: nine with 52 qualify, and so do ten with 31
        (10, 31, "households"),
        (10, 50, "both"),
        (9, 49, "neither"),
        (0, 0, "neither"),
    ],
)
def test_either_side_of_the_rule_is_enough(households, persons, reached):
    assert mass_events.reached(households=households, persons=persons) == reached
    assert mass_events.is_mass(households=households, persons=persons) == (reached != "neither")


def test_a_household_over_two_days_and_a_person_registered_twice_count_once():
    table = records([(0, "B", "H1", "a"), (0, "B", "H1", "b"), (1, "B", "H1", "c"), (1, "B", "H1", "a")])
    event = mass_events.count_events(table, gap_days=1).loc["B-1"]
    assert (event["rows"], event["households"], event["persons"]) == (4, 1, 3)
    assert len(mass_events.count_events(table, gap_days=0)) == 2


def test_days_chain_and_a_longer_silence_begins_another_event():
    table = records([(0, "B", "H1", "a"), (3, "B", "H2", "b"), (6, "B", "H3", "c"), (10, "B", "H4", "d")])
    assert mass_events.label_events(table, gap_days=3).tolist() == ["B-1", "B-1", "B-1", "B-2"]


def test_those_who_cannot_leave_are_an_event_of_their_own():
    table = records([(0, "B", "H1", "a"), (0, "B", "H2", "b")])
    table.loc[1, "situation"] = "confined"
    assert sorted(mass_events.count_events(table, gap_days=3).index) == ["B-1", "B-C1"]


ROWS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["B", "C"]), st.sampled_from("HIJK"), st.sampled_from("abcdef")),
    min_size=1, max_size=25,
)  # fmt: skip


@given(ROWS, st.integers(0, 8))
@settings(max_examples=50, deadline=None)  # a shared machine may be slow
def test_events_are_the_connected_components_of_scipy(rows, gap):
    table = records(rows)
    near = [
        [one[1] == two[1] and abs(one[0] - two[0]) <= gap for two in rows] for one in rows
    ]  # records of one place, at most so many days apart, are linked
    number, expected = connected_components(np.array(near))
    labels = mass_events.label_events(table, gap_days=gap)
    assert labels.nunique() == number
    for left, right in itertools.combinations(range(len(rows)), 2):
        assert (labels.iloc[left] == labels.iloc[right]) == (expected[left] == expected[right])


@given(ROWS, st.randoms())
@settings(max_examples=50, deadline=None)
def test_neither_order_nor_repetition_changes_the_people(rows, random):
    mixed = [*rows, *rows[:3]]
    random.shuffle(mixed)
    one, two = (mass_events.count_events(records(some), gap_days=3) for some in (rows, mixed))
    pd.testing.assert_frame_equal(one.drop(columns="rows"), two.drop(columns="rows"))


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", [2026, 7])
def test_the_example_holds_what_makes_counting_hard(country, seed):
    table = response_records.example_records(country=country, seed=seed)
    events = mass_events.count_events(table, gap_days=response_records.WINDOW)
    assert events.loc["B-1-1", "reached"] == "households"
    assert events.loc["B-2-1", "reached"] == "persons"
    assert events.loc["B-3-1", "rows"] >= 50
    assert not events.loc["B-3-1", "mass"]
    assert events.loc["B-4-C1", "mass"]
    assert set(events.index[events["mass"]]) == {"B-1-1", "B-2-1", "B-4-C1"}
    by_day = mass_events.count_events(table, gap_days=0)
    assert set(by_day.loc[by_day["mass"], "origin"]) == {"B-4"}
    wider = mass_events.count_events(table, gap_days=response_records.WINDOW + 1)
    assert wider.loc["B-5-1", "mass"]
    assert (table.groupby("origin")["within"].nunique() == 2).sum() >= 3
    pd.testing.assert_frame_equal(table, response_records.example_records(country=country, seed=seed))
    assert not table.equals(response_records.example_records(country=country, seed=seed + 1))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda table: table.drop(columns="person"), "response.records-column"),
        (lambda table: table.assign(person=["a", " "]), "response.records-blank"),
        (lambda table: table.assign(situation=["left", "gone"]), "response.records-situation"),
    ],
)
def test_a_row_that_cannot_be_counted_is_named(change, code):
    table = change(records([(0, "B", "H1", "a"), (1, "B", "H2", "b")]))
    with pytest.raises(InputError) as raised:
        mass_events.count_events(table, gap_days=3)
    assert raised.value.code == code
    assert raised.value.params.get("row", 2) == 2
    assert raised.value.sentence("en") != raised.value.sentence("es")


def test_a_negative_gap_is_refused():
    with pytest.raises(InputError, match="-1"):
        mass_events.label_events(records([(0, "B", "H1", "a")]), gap_days=-1)
