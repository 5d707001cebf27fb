"""Matching: held against the three-valued logic of pandas, and by what must hold for every catalogue and office."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import example_office, matching, practices

CATALOGUE = practices.catalogue(language="en")
ANSWER = st.sampled_from(matching.ANSWERS)
# Five conditions are enough for every case of the rule, and quick to draw.
SOME = practices.CONDITIONS[:5]
OFFICES = st.fixed_dictionaries(dict.fromkeys(SOME, ANSWER))
RESTS = st.lists(st.sampled_from(SOME), unique=True, max_size=4)
KLEENE = {"yes": True, "no": False, "unknown": pd.NA}
GROUP = {True: "met", False: "not-met"}
RANK = {"not-met": 0, "ask": 1, "met": 2}


def made(*rests: list[str]) -> pd.DataFrame:
    """Return a catalogue of practices that rest on these conditions."""
    return pd.DataFrame({
        "practice": [f"P{number}" for number in range(len(rests))], "needs": "count", "evidence": "monitored",
        "rests_on": [" ".join(codes) for codes in rests], "failed": "", "cost": "",
    })  # fmt: skip


def group_of(rests: list[str], office: dict[str, str]) -> str:
    return str(matching.shortlist(made(rests), office)["group"].iloc[0])


@given(rests=RESTS, office=OFFICES)
@settings(max_examples=25, deadline=None)
def test_a_group_is_the_and_of_three_valued_logic(rests: list[str], office: dict[str, str]) -> None:
    values = pd.array([KLEENE[office[name]] for name in rests], dtype="boolean")
    # pandas follows Kleene; an empty "all" is true there, and here nothing is concluded from no condition.
    every = values.all(skipna=False) if rests else pd.NA
    expected = "ask" if every is pd.NA else GROUP[bool(every)]
    assert group_of(rests, office) == expected


@given(rests=RESTS, office=OFFICES, name=st.sampled_from(SOME))
@settings(max_examples=25, deadline=None)
def test_learning_a_yes_never_makes_it_worse_and_a_no_never_better(
    rests: list[str], office: dict[str, str], name: str
) -> None:
    asked = office | {name: "unknown"}
    yes, unknown, no = (RANK[group_of(rests, asked | {name: answer})] for answer in ("yes", "unknown", "no"))
    assert no <= unknown <= yes
    # A condition on which it does not rest changes nothing.
    assert name in rests or no == yes


@given(rests=st.lists(RESTS, min_size=1, max_size=4), office=OFFICES)
@settings(max_examples=25, deadline=None)
def test_every_condition_is_listed_once_and_the_order_of_the_rows_does_not_matter(
    rests: list[list[str]], office: dict[str, str]
) -> None:
    listed = matching.shortlist(made(*rests), office).set_index("practice")
    backwards = matching.shortlist(made(*rests).iloc[::-1], office).set_index("practice")
    assert backwards.loc[listed.index].equals(listed)
    for number, codes in enumerate(rests):
        row = listed.loc[f"P{number}"]
        named = [*row["met"], *row["not-met"], *row["unknown"]]
        assert sorted(named) == sorted(codes or [matching.NONE_NAMED])
        assert (row["group"] == "met") == (len(row["met"]) == len(named))


def test_what_the_office_does_not_list_is_unknown() -> None:
    assert group_of(["law"], {}) == "ask"
    assert group_of(["law"], {"law": "yes"}) == "met"
    assert group_of([], dict.fromkeys(practices.CONDITIONS, "yes")) == "ask"
    # Not even an office that says so turns "none named" into a yes.
    assert group_of([], {matching.NONE_NAMED: "yes"}) == "ask"


def test_the_order_is_by_group_and_then_that_of_the_catalogue() -> None:
    rests = [["law"], ["body"], ["staff"], ["body", "law"], []]
    listed = matching.shortlist(made(*rests), {"law": "no", "body": "yes"})
    assert listed["practice"].tolist() == ["P1", "P2", "P4", "P0", "P3"]
    assert listed["group"].tolist() == ["met", "ask", "ask", "not-met", "not-met"]


@pytest.mark.parametrize(
    ("rests", "changes", "first"),
    [
        (["law"], {}, "failed"),
        (["law"], {"failed": "a step"}, "cost"),
        (["law"], {"failed": "a step", "cost": "12"}, ""),
        (["law"], {"evidence": "described"}, "evidence"),
        (["law", "staff"], {"evidence": "described"}, "own-office"),
        ([], {"evidence": "described"}, "conditions"),
        (["staff", "body"], {}, "lacking"),
    ],
)
def test_what_to_ask_first(rests: list[str], changes: dict[str, str], first: str) -> None:
    listed = matching.shortlist(made(rests).assign(**changes), {"law": "yes", "body": "no"})
    assert listed["ask_first"].tolist() == [first]


@pytest.mark.parametrize("need", practices.NEEDS)
def test_a_need_keeps_the_practices_that_answer_it(need: str) -> None:
    listed = matching.shortlist(CATALOGUE, {}, need=need)
    expected = CATALOGUE.loc[CATALOGUE["needs"].str.split().map(lambda codes: need in codes), "practice"]
    assert sorted(listed["practice"]) == sorted(expected)
    assert len(listed) >= 2


def test_a_need_that_nothing_answers_gives_an_empty_list() -> None:
    listed = matching.shortlist(made(["law"]), {"law": "yes"}, need="care")
    assert listed.empty
    assert list(listed.columns) == ["practice", "group", "met", "not-met", "unknown", "ask_first"]


def test_bad_words_are_named() -> None:
    with pytest.raises(InputError) as caught:
        matching.conditions(CATALOGUE, {"law": "maybe"})
    assert "law" in caught.value.sentence("en")
    assert "maybe" in caught.value.sentence("es")
    with pytest.raises(InputError) as caught:
        matching.shortlist(CATALOGUE, {}, need="money")
    assert "money" in caught.value.sentence("en")
    with pytest.raises(InputError, match="rests_on"):
        matching.conditions(CATALOGUE.drop(columns="rests_on"), {})


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
@pytest.mark.parametrize("seed", [2026, 1, 77])
def test_the_invented_office_shows_what_the_lesson_speaks_of(country: str, seed: int) -> None:
    office = example_office.office(country=country, seed=seed)
    assert office.equals(example_office.office(country=country, seed=seed))
    others = CATALOGUE[CATALOGUE["country"] != country]
    by_reading = {
        reading: matching.shortlist(others, office.replace("unknown", reading).to_dict())["group"].value_counts()
        for reading in ("unknown", "yes", "no")
    }
    assert (by_reading["unknown"].reindex(matching.GROUPS, fill_value=0) >= 2).all()
    assert by_reading["yes"]["met"] > by_reading["unknown"]["met"]
    assert by_reading["no"]["not-met"] > by_reading["unknown"]["not-met"]
