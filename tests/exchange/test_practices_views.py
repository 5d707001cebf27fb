"""Figures and control of the lesson on good practices, and the invented tables of its exercise."""

import pandas as pd
import pytest

from ruta.exchange import example_office, matching, practices, practices_view
from ruta.exchange import practices_exercise as cases
from ruta.messages import LANGUAGES

COUNTRIES = ("SLV", "HND", "MEX", "COL")


def inputs(language: str) -> tuple[pd.DataFrame, dict[str, str]]:
    every = practices.catalogue(language=language)
    office = example_office.office(country="HND", seed=2026)
    return every[every["country"] != "HND"], office.to_dict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_blanks_draws_every_field_and_says_it(language: str) -> None:
    every = practices.catalogue(language=language)
    shown = practices_view.what_sources_give(every, language=language)
    bars = [patch.get_width() for patch in shown.figure.axes[0].patches]
    counts = practices.given(every).sum().tolist()
    assert bars == [*counts, *(len(every) - count for count in counts)]
    assert all(str(count) in shown.alt for count in counts)


def test_the_figure_to_be_read_by_eye_does_not_print_its_numbers() -> None:
    sheets = cases.tables(country="HND", seed=2026, language="en")["sheets"].astype(object).fillna("").astype(str)
    shown = practices_view.what_sources_give(sheets, language="en", fields=cases.FIELDS, say_counts=False)
    assert not shown.figure.axes[0].texts


@pytest.mark.parametrize(
    ("language", "need", "reading"),
    [
        *(("en", need, "unknown") for need in practices.NEEDS),
        *(("es", practices_view.ALL, reading) for reading in practices_view.READINGS),
    ],
)
def test_the_control_draws_one_tile_for_each_condition(language: str, need: str, reading: str) -> None:
    catalogue, office = inputs(language)
    shown = practices_view.conditions_met(catalogue, office, language=language, need=need, reading=reading)
    chosen = catalogue[[need == practices_view.ALL or need in cell.split() for cell in catalogue["needs"]]]
    tiles = sum(max(len(cell.split()), 1) for cell in chosen["rests_on"])
    assert len(shown.figure.axes[0].patches) == tiles
    letters = [mark.get_text() for mark in shown.figure.axes[0].texts]
    # Read as a yes or a no, only the practices whose source names nothing still show a question.
    questions = letters.count("?")
    assert questions == (chosen["rests_on"] == "").sum() or reading == "unknown"
    assert str(len(chosen)) in shown.alt
    assert "{" not in shown.text + shown.alt


def test_the_control_says_the_groups_and_warns_of_a_reading() -> None:
    catalogue, office = inputs("en")
    plain = practices_view.conditions_met(catalogue, office, language="en")
    counts = matching.shortlist(catalogue, office)["group"].value_counts()
    assert f"met, {counts['met']}; ask first, {counts['ask']}; something lacking, {counts['not-met']}" in plain.text
    assert "hopes" not in plain.text
    assert "hopes" in practices_view.conditions_met(catalogue, office, language="en", reading="yes").text
    assert "invented" in plain.text


def test_a_need_without_practices_draws_nothing_and_does_not_stop() -> None:
    catalogue, office = inputs("en")
    none = catalogue[catalogue["needs"] != catalogue["needs"]]
    shown = practices_view.conditions_met(none, office, language="en")
    assert not shown.figure.axes[0].patches


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_tables_of_the_exercise_are_the_same_in_both_languages_but_for_words(country: str) -> None:
    english, spanish = (cases.tables(country=country, seed=5, language=language) for language in LANGUAGES)
    for name in ("sheets", "conditions"):
        pd.testing.assert_frame_equal(english[name], spanish[name])
    for name in ("visit", "review"):
        assert english[name]["row"].equals(spanish[name]["row"])
        # Nothing in a table that a trainee can print says which rows are wrong.
        assert "kind" not in english[name]
    assert len(english["review"]) == len(cases.LINES)
    assert min(cases.counts(cases.grouped(english["conditions"])).values()) >= 2
    kinds = cases.visit_kinds(english["visit"], language="en")
    assert kinds.equals(cases.visit_kinds(spanish["visit"], language="es"))
    assert kinds.isin([*cases.GOOD_ROWS, *cases.STORY_ROWS, *cases.PERSON_ROWS]).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_to_read_has_no_code_and_no_missing_mark(language: str) -> None:
    made = cases.tables(country="HND", seed=2026, language=language)
    for name, table in made.items():
        shown = cases.to_read(table.drop(columns="rests_on", errors="ignore"), language=language)
        assert not shown.isna().any(axis=None)
        assert not set(shown.columns) & set(table.columns)
        assert len(shown) == len(table)
        words = {str(cell) for cell in shown.to_numpy().ravel()}
        assert language == "en" or not words & {"yes", "unknown", "described", "monitored", "compared"}, name


def test_misreadings_change_the_groups() -> None:
    rows = [("A", "law", "unknown"), ("B", "", ""), ("C", "law", "yes"), ("D", "law", "yes"), ("D", "body", "no")]
    table = pd.DataFrame(rows, columns=["practice", "condition", "office"])
    assert cases.counts(cases.grouped(table)) == {"met": 1, "ask": 2, "not-met": 1}
    assert cases.counts(cases.grouped(table, unknown="yes")) == {"met": 2, "ask": 1, "not-met": 1}
    assert cases.counts(cases.grouped(table, unknown="no", none_named="no")) == {"met": 1, "ask": 0, "not-met": 3}
    assert cases.in_group(cases.grouped(table, none_named="yes"), "met") == {"B", "C"}
    assert cases.any_met(table) == {"C", "D"}


def test_costs_and_claims_by_hand() -> None:
    sheets = pd.DataFrame({
        "practice": ["A", "B", "C", "D"], "cost": [10.0, float("nan"), 20.0, float("nan")],
        "results": ["yes", "yes", "", "yes"], "evidence": ["", "described", "described", "monitored"],
    })  # fmt: skip
    assert cases.costs(sheets) == (15.0, 7.5, 30.0)
    assert cases.claims(sheets) == ({"A", "B"}, {"A", "B", "C"}, {"A"})
