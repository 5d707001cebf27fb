"""Visits and reviews: questions fill the blanks, nobody's story is asked for, and every line has a post and a day."""

import html
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import after_action, practices, visit_page, visits
from ruta.messages import LANGUAGES, text

CATALOGUE = practices.catalogue(language="en")
IDS = CATALOGUE["practice"].tolist()
PILOT = practices.find(CATALOGUE, "gtm-pilot")
PLAN = {
    "practice": "gtm-pilot", "host": "An office", "lead": "Head of planning", "first_day": "2026-05-18",
    "last_day": "2026-05-20", "expected": "Two steps were given up", "harm_read_on": "2026-05-04",
    "consent": "By letter", "pictures": "no", "stop": "The focal point", "support": "A psychologist",
    "gives_back": "Notes in ten days", "review_on": "2026-05-27",
}  # fmt: skip
HELD = pd.Timestamp("2026-05-27")
LINE = ("expected", "happened", "why", "action", "Head of planning", "2026-06-30")


def plan_codes(**changes: str) -> list[tuple[str, str]]:
    asked = visits.questions(PILOT, language="en")
    return [(found.code, found.place) for found in visits.plan_findings(PLAN | changes, asked, PILOT)]


def review_codes(*lines: tuple[str, ...]) -> list[tuple[str, str]]:
    table = pd.DataFrame(list(lines), columns=list(after_action.COLUMNS))
    return [(found.code, found.place) for found in after_action.review_findings(table, held_on=HELD)]


def line(**changes: str) -> tuple[str, ...]:
    return tuple((dict(zip(after_action.COLUMNS, LINE, strict=True)) | changes).values())


@pytest.mark.parametrize("practice", IDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_has_a_question_and_nobody_is_asked_for_their_life(practice: str, language: str) -> None:
    row = practices.find(practices.catalogue(language=language), practice)
    asked = visits.questions(row, language=language)
    blank = [field for field in practices.FIELDS if not row[field]]
    assert set(blank) <= set(asked["about"])
    assert set(asked["own_story"]) == {"no"}
    assert not set(asked["asked_of"]) & set(visits.NOT_ASKED)
    assert asked["asked_of"].iloc[-1] == visits.PEOPLE
    assert not asked["question"].str.contains("[{}]").any()
    assert visits.plan_findings(PLAN, asked, row) == []


def test_a_field_that_the_source_gives_is_not_asked_again() -> None:
    asked = visits.questions(PILOT, language="en")
    assert "failed" not in set(asked["about"])
    assert {"rests_on", "cost", "evidence", "results"} <= set(asked["about"])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"lead": " "}, [("blank-item", "lead")]),
        ({"review_on": "", "first_day": ""}, [("blank-item", "first_day"), ("blank-item", "review_on")]),
        ({"first_day": "18 May"}, [("bad-day", "first_day")]),
        ({"last_day": "2026-05-17"}, [("days-crossed", "last_day")]),
        ({"harm_read_on": "2026-05-18"}, [("harm-late", "harm_read_on")]),
        ({"review_on": "2026-06-03"}, []),
        ({"review_on": "2026-06-04"}, [("review-late", "review_on")]),
        ({"review_on": "2026-05-20"}, [("review-late", "review_on")]),
        ({"pictures": "yes"}, [("pictures", "pictures")]),
        ({"pictures": "No"}, []),
    ],
)
def test_a_plan_names_what_is_not_settled(changes: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert plan_codes(**changes) == expected


def test_questions_that_must_not_travel_and_blanks_that_nobody_asks() -> None:
    asked = visits.questions(PILOT, language="en")
    own = pd.DataFrame(
        [("service", "child", "no", "?"), ("service", "runs-it", "yes", "?")], columns=list(visits.QUESTION_COLUMNS)
    )
    both = pd.concat([own, asked[asked["about"] != "cost"]], ignore_index=True)
    found = [(finding.code, finding.place) for finding in visits.plan_findings(PLAN, both, PILOT)]
    assert found == [("not-asked", "1"), ("own-story", "2"), ("gap-open", "cost")]
    with pytest.raises(InputError, match="own_story"):
        visits.plan_findings(PLAN, asked.drop(columns="own_story"), PILOT)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"why": ""}, ["blank-cell"]),
        ({"owner": ""}, ["no-owner"]),
        ({"owner": "Todos"}, ["no-owner"]),
        ({"owner": "Everybody."}, ["no-owner"]),
        ({"due": ""}, ["bad-day"]),
        ({"due": "soon"}, ["bad-day"]),
        ({"due": "2026-05-27"}, ["due-early"]),
        ({"due": "2026-05-28"}, []),
        ({"due": "2026-08-25"}, []),
        ({"due": "2026-08-26"}, ["due-far"]),
        ({"owner": "we", "due": "2027-01-01"}, ["no-owner", "due-far"]),
    ],
)
def test_a_line_of_the_review_has_a_post_and_a_day(changes: dict[str, str], expected: list[str]) -> None:
    assert [code for code, _ in review_codes(line(**changes))] == expected


@given(order=st.permutations(range(4)))
@settings(max_examples=20, deadline=None)
def test_a_review_is_read_line_by_line(order: list[int]) -> None:
    lines = [line(), line(owner=""), line(due="x"), line()]
    table = pd.DataFrame([lines[place] for place in order], columns=list(after_action.COLUMNS))
    expected = sorted(row for row, place in enumerate(order, start=1) if place in (1, 2))
    assert after_action.open_lines(table, held_on=HELD) == expected


def test_a_missing_cell_reads_as_a_blank_and_a_missing_column_is_named() -> None:
    table = pd.DataFrame([line()], columns=list(after_action.COLUMNS))
    table.loc[0, "owner"] = None
    assert after_action.open_lines(table, held_on=HELD) == [1]
    with pytest.raises(InputError, match="due"):
        after_action.review_findings(table.drop(columns="due"), held_on=HELD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_reads_as_a_sentence(language: str) -> None:
    asked = visits.questions(PILOT, language="en").iloc[:1].assign(own_story="yes", asked_of="child")
    hasty = PLAN | {"first_day": "soon", "lead": "", "pictures": "yes", "review_on": "2027-01-01"}
    wrong = pd.DataFrame([line(why="", owner="we", due="x"), line(due="2020-01-01"), line(due="2030-01-01")])
    wrong.columns = pd.Index(after_action.COLUMNS)
    every = [*visits.plan_findings(hasty, asked, PILOT), *after_action.review_findings(wrong, held_on=HELD)]
    said = [finding.sentence(language) for finding in every]
    assert len(said) >= 10
    assert not any("{" in sentence for sentence in said)
    # The name of a column is in the language of the reader.
    assert any(text("practices.column-why", language=language) in sentence for sentence in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_prints_the_plan_and_leaves_out_what_must_not_travel(language: str) -> None:
    asked = visits.questions(practices.find(CATALOGUE, "gtm-pilot"), language=language)
    bad = pd.DataFrame([("service", "child", "no", "SECRET")], columns=list(visits.QUESTION_COLUMNS))
    plan = PLAN | {"host": "<b>An office</b>"}
    every = pd.concat([asked, bad], ignore_index=True)
    page = visit_page.page(plan, every, practice="A & B", language=language)
    assert "SECRET" not in page
    assert "<b>" not in page
    assert "A &amp; B" in page
    assert all(html.escape(question) in page for question in asked["question"])
    assert page.count("<td></td>") >= visit_page.EMPTY_ROWS * len(after_action.COLUMNS)
    assert len(re.findall("<table", page)) == 3
    assert not re.search(r"https?://|<script", page)
