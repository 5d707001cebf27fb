"""Shorter rules against the table, the route through the questions, and what the lesson shows."""

import itertools

import pandas as pd
import pytest

from ruta import datasets
from ruta.errors import InputError
from ruta.statistics import cases, classification_view, naive, naive_view, routing, vignettes
from ruta.statistics import classification as cls

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def file() -> pd.DataFrame:
    return cases.people(country="HND", seed=3, size=500, every_kind=3)


def test_each_shorter_rule_on_the_forty_cases() -> None:
    forty = vignettes.vignettes("en")
    marks = naive.counted(forty, cls.classify(forty))
    assert not marks.loc["two-streets", "distance"]
    assert marks.loc["came-from-abroad", "distance"]
    assert marks.loc["deceased", "register"]
    assert not marks.loc["never-registered", "register"]
    assert not marks.loc["two-streets", "label"]
    assert not marks.loc["damaged-house", "return-exit"]
    assert marks.loc["born-after", "children-in"]
    assert marks.loc["same-village", "table"]
    assert not marks.loc["dam", "table"]


def test_left_out_and_added_explain_the_difference_of_the_totals(file: pd.DataFrame) -> None:
    table = naive.compare(naive.counted(file, cls.classify(file)))
    assert (table["counted"] == table["both"] + table["added"]).all()
    assert (table["both"] + table["left_out"] == table.loc["table", "counted"]).all()
    assert table.loc["table", ["left_out", "added"]].sum() == 0
    assert table.loc["return-exit", "added"] == table.loc["children-in", "left_out"] == 0


def test_two_rules_with_one_total_may_agree_on_nobody() -> None:
    marks = pd.DataFrame({"table": [True, False], "register": [False, True]})
    row = naive.compare(marks).loc["register"]
    assert row.to_dict() == {"counted": 1, "both": 0, "left_out": 1, "added": 1}


def test_every_possible_respondent_reaches_the_end() -> None:
    table = routing.routes()
    choices = {code: table.loc[table["question"] == code, "answer"].tolist() for code in routing.QUESTIONS}
    lengths = set()
    for answers in itertools.product(*choices.values()):
        asked = routing.path(dict(zip(choices, answers, strict=True)))
        assert asked[0] == "FrcFl"
        assert len(asked) == len(set(asked))
        lengths.add(len(asked))
    assert lengths == {1, 2, 3, 5, 6, 7, 8}


def test_the_route_stops_where_the_answer_is_settled() -> None:
    assert routing.path({"FrcFl": "no"}) == ["FrcFl"]
    home = {"FrcFl": "listed-reason", "FleeLoc": "this-country"}
    assert routing.path({**home, "FleeCross": "no"}) == ["FrcFl", "FleeLoc", "IDPLoc", "FleeCross", "IDPPost"]
    short = {**home, "FleeCross": "yes", "Mnths12": "under-12"}
    assert routing.path({**short, "Apply": "no"})[-3:] == ["Mnths12", "Apply", "IDPPost"]
    assert routing.path({**short, "Apply": "yes"})[-1] == "Apply"
    assert routing.path({**short, "Mnths12": "12-or-more"})[-1] == "Mnths12"


def test_an_answer_without_a_route_and_a_circle_are_refused() -> None:
    with pytest.raises(InputError, match="listed-reason"):
        routing.path({"FrcFl": "perhaps"})
    circle = pd.DataFrame([("FrcFl", "any", "FrcFl")], columns=["question", "answer", "next"])
    with pytest.raises(InputError) as caught:
        routing.path({}, circle)
    assert caught.value.code == "classification.circle"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_alternatives_hold_every_number(file: pd.DataFrame, language: str) -> None:
    result = cls.classify(file)
    counts = result["group"].value_counts()
    shown = classification_view.groups(counts, title="T", language=language)
    for group, persons in counts.items():
        assert f"{classification_view.name('group', group, language=language)}: {persons:,}" in shown.alt
    table = naive.compare(naive.counted(file, result))
    alt = naive_view.rivals(table, title="T", language=language).alt
    for number in table[["both", "added", "left_out"]].to_numpy().ravel():
        assert f"{number:,}" in alt


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_control_says_who_moves(country: str, language: str) -> None:
    people = cases.people(country=country, seed=3, size=300, every_kind=3)
    before = cls.classify(people)["group"].value_counts()
    change = classification_view.switcher(people, title="T", language=language)
    same = change(rule="nothing", months=12, fact="nothing")
    assert "→" not in same.text
    off = change(rule="overcame", months=12, fact="nothing")
    assert "B → A2" in off.text
    assert f"{before['B']:,}" in off.text
    hole = change(rule="not-forced", months=12, fact="nothing")
    assert classification_view.name("short", "no-rule", language=language) in hole.text
    unasked = change(rule="nothing", months=12, fact="months_abroad")
    assert classification_view.name("short", "ask", language=language) in unasked.text
    assert "A1 →" in change(rule="nothing", months=1, fact="nothing").text


@pytest.mark.parametrize("fact", cls.FACTS)
def test_leaving_a_question_out_never_makes_the_range_narrower(file: pd.DataFrame, fact: str) -> None:
    full = cls.in_stock(cls.classify(file)).sum()
    gap = file.assign(**{fact: pd.NA if fact == "months_abroad" else "unknown"})
    less = cls.in_stock(cls.classify(gap)).sum()
    assert less["certain"] <= full["certain"]
    assert less["certain"] + less["perhaps"] >= full["certain"] + full["perhaps"]
