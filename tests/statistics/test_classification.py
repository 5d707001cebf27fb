"""The decision table against DuckDB's first-match semantics, the published rules, and properties."""

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.errors import InputError
from ruta.statistics import cases, vignettes
from ruta.statistics import classification as cls

DISPLACED = {
    "here": "yes", "moved": "yes", "forced": "yes", "habitual": "yes", "months_abroad": 0, "protection": "no",
    "overcame": "no", "place": "displacement", "family": "no",
}  # fmt: skip
YES_NO = st.sampled_from(["yes", "no"])
OPEN = st.sampled_from(["yes", "no", "unknown"])


def facts(**changed: object) -> pd.DataFrame:
    return pd.DataFrame([{**DISPLACED, **changed}]).astype({"months_abroad": "Int64"})


def group(**changed: object) -> str:
    return str(cls.classify(facts(**changed))["group"].iloc[0])


people = st.fixed_dictionaries(
    {name: OPEN for name in DISPLACED if name not in ("months_abroad", "place")}
    | {"months_abroad": st.one_of(st.just(pd.NA), st.integers(0, 40))}
    | {"place": st.sampled_from([*cls.PLACES, "unknown"])}
)


def test_the_table_is_complete_and_every_rule_can_be_reached() -> None:
    assert cls.uncovered(cls.rules()).empty
    assert cls.unreachable(cls.rules()) == []
    assert len(cls.combinations()) == 2**8 * 3


def test_a_hole_and_a_rule_that_nobody_reaches_are_found() -> None:
    table = cls.rules()
    hole = cls.uncovered(table.drop(index="not-forced"))
    assert len(hole)
    assert set(hole["forced"]) == {"no"}
    first = pd.concat([table.loc[["related"]].assign(here="any", family="any"), table.drop(index="related")])
    assert cls.unreachable(first) == [name for name in table.index if name != "related"]


def test_the_same_groups_as_a_case_expression_in_sql() -> None:
    # CASE takes the first WHEN that holds: an engine of its own for the rule "the first row that fits wins".
    table, every = cls.rules(), cls.combinations()
    whens = []
    for _, rule in table.iterrows():
        held = " AND ".join(f"{name} = '{rule[name]}'" for name in cls.CONDITIONS if rule[name] != cls.ANY)
        whens.append(f"WHEN {held} THEN '{rule['group']}'")
    query = f"SELECT CASE {' '.join(whens)} ELSE 'no-rule' END AS answer FROM every"
    by_sql = duckdb.connect().register("every", every).execute(query).df()["answer"]
    assert by_sql.tolist() == cls.first_fit(table)["group"].tolist()


@pytest.mark.parametrize(
    ("months", "protection", "expected"),
    [(0, "no", "A1"), (8, "no", "A1"), (11, "no", "A1"), (12, "no", "out"), (14, "no", "out"), (5, "yes", "out")],
)
def test_the_published_rule_on_absence_abroad(months: int, protection: str, expected: str) -> None:
    # "abroad under 12 months and no protection sought": idq-map, 2026, README, as the rule of IRIS.
    assert group(months_abroad=months, protection=protection) == expected


@pytest.mark.parametrize("test", ["here", "moved", "forced", "habitual"])
def test_each_of_the_three_tests_is_needed(test: str) -> None:
    # IDMC quick guide: forced movement, from habitual residence, no border crossed.
    assert group() == "A1"
    assert group(**{test: "no"}) == "out"


@pytest.mark.parametrize(("place", "expected"), [("displacement", "A1"), ("return", "A2"), ("elsewhere", "A3")])
def test_a_return_stays_in_the_stock_until_a_measurement_says_otherwise(place: str, expected: str) -> None:
    assert group(place=place) == expected
    assert group(place=place, overcame="yes") == "B"


def test_family_who_was_not_displaced_is_related_and_family_who_was_is_not() -> None:
    assert group(moved="no", forced="no", family="yes") == "C"
    assert group(forced="no", family="yes") == "C"
    assert group(family="yes") == "A1"


def test_what_decides_is_asked_and_nothing_else() -> None:
    asked = cls.classify(facts(forced="no", overcame="unknown", months_abroad=pd.NA, family="unknown")).iloc[0]
    assert (asked["group"], asked["possible"], asked["ask"]) == ("ask", "C, out", "family")
    two = cls.classify(facts(forced="unknown", months_abroad=pd.NA)).iloc[0]
    assert two["ask"] == "forced, months_abroad"


def test_a_gap_that_changes_nothing_is_not_asked() -> None:
    sure = cls.classify(facts(moved="no", forced="unknown", habitual="unknown", overcame="unknown")).iloc[0]
    assert (sure["group"], sure["ask"], sure["rule"]) == ("out", "", "stayed")


def test_a_person_whose_place_is_not_known_is_in_the_total_for_certain() -> None:
    result = cls.classify(pd.concat([facts(place="unknown"), facts(forced="unknown"), facts(here="no")]))
    assert result["group"].tolist() == ["ask", "ask", "out"]
    assert cls.in_stock(result)["certain"].tolist() == [True, False, False]
    assert cls.in_stock(result)["perhaps"].tolist() == [False, True, False]


@given(people)
@settings(max_examples=60, deadline=None)
def test_an_answer_never_leads_outside_what_was_possible(person: dict[str, object]) -> None:
    before = cls.classify(facts(**person)).iloc[0]
    possible = set(before["possible"].split(", "))
    assert (before["group"] == "ask") == (len(possible) > 1) == bool(before["ask"])
    choices = {"place": cls.PLACES, "months_abroad": (0, 11, 12, 40)}
    gaps = [name for name, value in person.items() if value is pd.NA or value == "unknown"]
    filled = [(gap, value) for gap in gaps for value in choices.get(gap, ("yes", "no"))]
    if not filled:
        return
    after = cls.classify(pd.concat([facts(**{**person, gap: value}) for gap, value in filled], ignore_index=True))
    by_gap = after.groupby([gap for gap, _ in filled])["possible"].agg(lambda texts: [*dict.fromkeys(texts)])
    for gap, texts in by_gap.items():
        assert {found for text in texts for found in text.split(", ")} == possible
        if before["group"] == "ask" and gap not in before["ask"].split(", "):
            assert len(texts) == 1, "a fact that is not asked changes nothing"


@given(people, st.sampled_from(["other_municipality", "registered", "says_displaced"]), YES_NO)
@settings(max_examples=40, deadline=None)
def test_distance_register_and_label_change_nothing(person: dict[str, object], name: str, value: str) -> None:
    with_it = cls.classify(facts(**person).assign(**{name: value}))
    pd.testing.assert_frame_equal(with_it, cls.classify(facts(**person)))


@given(st.integers(0, 40), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_the_limit_of_months_is_the_first_long_absence(away: int, limit: int) -> None:
    found = cls.conditions(facts(months_abroad=away), months=limit)["long_abroad"].iloc[0]
    assert found == ("yes" if away >= limit else "no")


@pytest.mark.parametrize(
    ("wrong", "code", "named"),
    [
        ({"forced": "maybe"}, "classification.fact-value", "maybe"),
        ({"place": "yes"}, "classification.fact-value", "place"),
        ({"months_abroad": -1}, "classification.months", "-1"),
    ],
)
def test_a_wrong_fact_is_refused_in_one_sentence(wrong: dict[str, object], code: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        cls.classify(facts(**wrong))
    assert caught.value.code == code
    for language in ("en", "es"):
        assert named in caught.value.sentence(language)


def test_a_missing_column_and_a_wrong_rule_are_refused() -> None:
    with pytest.raises(InputError, match="habitual"):
        cls.classify(facts().drop(columns="habitual"))
    with pytest.raises(InputError, match="sometimes"):
        cls.first_fit(cls.rules().assign(forced="sometimes"))


def test_the_forty_cases_say_in_both_languages_what_the_authors_answer() -> None:
    english, spanish = vignettes.vignettes("en"), vignettes.vignettes("es")
    assert len(english) == 40
    pd.testing.assert_frame_equal(english.drop(columns=["text", "note"]), spanish.drop(columns=["text", "note"]))
    assert (english["text"] != spanish["text"]).all()
    assert not english[["text", "note"]].eq("").any().any()
    placed = cls.classify(english)
    assert placed["group"].tolist() == english["group"].tolist()
    assert set(english["group"]) == {*cls.GROUPS, cls.ASK}
    # What rests on general knowledge says that it has to be confirmed, or why it is asked.
    assert english.loc[english["argued"], "note"].str.contains("confirm|[Aa]sk").all()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_invented_people_have_a_text_that_agrees_with_their_facts(country: str, language: str) -> None:
    made = cases.people(country=country, seed=5, size=400, every_kind=2)
    pd.testing.assert_frame_equal(made, cases.people(country=country, seed=5, size=400, every_kind=2))
    assert set(made["kind"]) == set(cases.KINDS)
    abroad = made[made["kind"] == "abroad-short"].iloc[0]
    text = cases.describe(abroad, country=country, language=language)
    assert str(abroad["months_abroad"]) in text
    told = [cases.describe(row, country=country, language=language) for _, row in made.iterrows()]
    assert not any("{" in text or "<NA>" in text for text in told)
    area = {"en": "state", "es": "estado"}[language]
    assert any(f" {area}" in text for text in told) == (country == "MEX")


def test_other_countries_and_seeds_have_other_people() -> None:
    first = cases.people(country="HND", seed=1, size=300)
    assert not first.equals(cases.people(country="SLV", seed=1, size=300))
    assert not first.equals(cases.people(country="HND", seed=2, size=300))
    assert sum(kind.share for kind in cases.KINDS.values()) == 1_000
