"""Legal facts as data: dates that are not known to the day, the checks, the matrix, and the shipped table itself."""

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_file

from ruta.course.paths import find_tree
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.service_access import legal_checks, legal_days, legal_facts, legal_matrix

FACTS = legal_facts.facts(language="en")
BY_NAME = FACTS.set_index("fact", drop=False)
TODAY = pd.Timestamp("2026-11-25")
LIBRARY = parse_file(
    str(find_tree(__import__("pathlib").Path(__file__).parent).root / "book" / "references.bib")
).entries

a_day = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2030, 12, 31)).map(pd.Timestamp)
precision = st.sampled_from(("%Y", "%Y-%m", "%Y-%m-%d"))
few = settings(max_examples=50, deadline=None)


def on(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def state(fact: str, day: str) -> str:
    return legal_matrix.state_of(BY_NAME.loc[fact], day=on(day))


def cell(facts: pd.DataFrame, day: str, *which: str) -> pd.Series:
    cells = legal_matrix.cells(facts, day=on(day))
    return cells.set_index(["country", "level", "right", "kind"]).loc[which]


# --- Dates -----------------------------------------------------------------------------------------------------------
@few
@given(day=a_day, form=precision)
def test_a_date_is_the_span_that_pandas_gives_to_the_period(day: pd.Timestamp, form: str) -> None:
    text = day.strftime(form)
    period = pd.Period(text)
    found = legal_days.span(text)
    assert found == legal_days.Span(period.start_time, period.end_time.normalize())


def test_a_span_reaches_from_the_first_day_of_the_one_to_the_last_of_the_other() -> None:
    assert legal_days.span("2022-12/2024") == legal_days.Span(on("2022-12-01"), on("2024-12-31"))
    assert legal_days.span("2024-02") == legal_days.Span(on("2024-02-01"), on("2024-02-29"))
    assert legal_days.span("") is legal_days.span("n.d.") is None


@pytest.mark.parametrize(
    "text", ["marzo de 2023", "2023-13", "2023-02-30", "2024/2023", "23", "2023/", "2023-3", "/2023"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        legal_days.span(text)
    assert refused.value.code == "legal.bad-date"
    assert text in refused.value.sentence("en")


@few
@given(true=a_day, form=precision, day=a_day)
def test_an_unprecise_date_never_contradicts_the_day_that_it_stands_for(
    true: pd.Timestamp, form: str, day: pd.Timestamp
) -> None:
    said = legal_days.reached(true.strftime(form), day=day)
    truth = legal_days.YES if true <= day else legal_days.NO
    assert said in (truth, legal_days.MAYBE)
    assert form != "%Y-%m-%d" or said == truth


@few
@given(days=st.lists(a_day, min_size=4, max_size=4), form=precision, hidden=st.sets(st.integers(0, 3)), day=a_day)
def test_less_knowledge_never_turns_a_sure_step_into_another(
    days: list[pd.Timestamp], form: str, hidden: set[int], day: pd.Timestamp
) -> None:
    days = sorted(days)
    exact = pd.Series([f"{one:%Y-%m-%d}" for one in days], index=list(legal_days.MILESTONES))
    vague = pd.Series(
        ["n.d." if place in hidden else one.strftime(form) for place, one in enumerate(days)], index=exact.index
    )
    true, sure = legal_days.step(exact, day=day)
    found, certain = legal_days.step(vague, day=day)
    order = legal_days.STEPS.index
    assert sure
    assert order(found) <= order(true)
    assert not certain or found == true


@few
@given(days=st.lists(a_day, min_size=4, max_size=4), two=st.lists(a_day, min_size=2, max_size=2))
def test_nothing_goes_back_as_time_goes_on(days: list[pd.Timestamp], two: list[pd.Timestamp]) -> None:
    dates = pd.Series([f"{one:%Y-%m}" for one in sorted(days)], index=list(legal_days.MILESTONES))
    first, second = (legal_days.STEPS.index(legal_days.step(dates, day=day)[0]) for day in sorted(two))
    assert first <= second


@pytest.mark.parametrize(
    ("day", "step"),
    [
        ("2022-11-30", ("none", True)), ("2022-12-15", ("none", False)), ("2023-01-15", ("adopted", True)),
        ("2023-03-15", ("adopted", False)), ("2023-04-15", ("published", False)),
    ],
)  # fmt: skip
def test_the_law_of_honduras_is_one_law_with_two_dates(day: str, step: tuple[str, bool]) -> None:
    assert legal_days.step(BY_NAME.loc["H2"], day=on(day)) == step


def test_a_milestone_that_there_is_not_does_not_stop_the_later_ones() -> None:
    dates = pd.Series(["2020", "", "2021-01-01", ""], index=list(legal_days.MILESTONES))
    assert legal_days.step(dates, day=on("2022-06-01")) == ("in-force", True)
    waiting = pd.Series(["2020", "2023", "n.d.", ""], index=list(legal_days.MILESTONES))
    assert legal_days.step(waiting, day=on("2022-06-01")) == ("adopted", True)


def test_the_law_of_zacatecas_was_published_a_day_before_it_was_in_force() -> None:
    law = BY_NAME.loc["M9"]
    assert [legal_days.step(law, day=on(f"2022-10-0{day}"))[0] for day in (1, 2)] == ["published", "in-force"]


# --- The table -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_table_has_no_faults_and_its_words(language: str) -> None:
    facts = legal_facts.facts(language=language)
    assert legal_checks.faults(facts) == []
    assert (facts[list(legal_facts.SPOKEN)] != "").all().all()
    assert set(facts["country"]) == {country for country, _ in legal_facts.FRAMES}
    assert list(facts["fact"]) == list(FACTS["fact"])


def test_every_fact_leads_to_a_document_of_the_course() -> None:
    for _, row in FACTS.iterrows():
        entry = LIBRARY[row["source"]]
        assert entry.fields["year"] in (row["cited"][-4:], "n.d."), row["fact"]


def test_what_is_dated_by_nobody_or_read_in_no_document_is_to_confirm() -> None:
    assert set(FACTS.loc[FACTS["mark"] == "press", "fact"]) >= {"H2", "H3", "H4", "S4"}
    for fact in ("H5", "M4", "M5", "M7", "C6", "C18", "C21"):
        assert BY_NAME.loc[fact, "mark"] == "to-confirm"


def spoilt(fact: str, **cells: str) -> pd.DataFrame:
    facts = FACTS.copy()
    for column, text in cells.items():
        facts.loc[facts["fact"] == fact, column] = text
    return facts


@pytest.mark.parametrize(
    ("fact", "cells", "code"),
    [
        ("S4", {"said_on": ""}, "no-date"), ("C2", {"adopted_on": ""}, "no-date"),
        ("C17", {"said_on": ""}, "no-date"), ("H2", {"institution": ""}, "no-institution"),
        ("M1", {"source": ""}, "no-source"), ("C11", {"published_on": ""}, "unpublished"),
        ("M9", {"published_on": "2022-11-01"}, "backwards"), ("C10", {"ended_on": "2017"}, "backwards"),
        ("C16", {"said_on": "n.d."}, "unflagged"), ("C11", {"checked_on": ""}, "late-check"),
        ("H3", {"checked_on": "2025-01-01"}, "late-check"),
    ],
)  # fmt: skip
def test_a_faulty_row_gets_one_sentence_that_names_it(fact: str, cells: dict[str, str], code: str) -> None:
    found = legal_checks.faults(spoilt(fact, **cells))
    assert [(one.fact, one.code) for one in found] == [(fact, code)]
    for language in LANGUAGES:
        sentence = found[0].sentence(language)
        assert sentence.startswith(f"{fact}: ")
        assert "{" not in sentence
    assert len(legal_checks.table(found, language="es")) == 1


def test_a_year_that_may_lie_before_another_is_not_backwards() -> None:
    assert legal_checks.faults(spoilt("C4", published_on="2011", in_force_on="2011-06-10")) == []


def test_a_duty_without_a_word_on_its_money_is_named_and_a_denial_is_a_word() -> None:
    found = {(one.fact, one.values["right"]) for one in legal_checks.without_money(FACTS)}
    assert ("S2", "aid") in found
    assert not {fact for fact, _ in found} & {"H2", "M1", "M3", "M2"}
    denied = legal_checks.without_money(FACTS[FACTS["fact"] != "H4"])
    assert {one.values["right"] for one in denied if one.fact == "H2"} == set(legal_facts.rights_of(BY_NAME.loc["H2"]))
    assert denied[0].sentence("en").startswith("S2: ")


def test_the_money_of_one_state_says_nothing_about_another() -> None:
    line = BY_NAME.loc[["M5"]].assign(fact="M11", level="state", place="Sinaloa")
    found = legal_checks.without_money(legal_facts.checked(pd.concat([FACTS, line])))
    assert {(one.fact, one.values["right"]) for one in found} >= {("M6", "aid"), ("M8", "protection")}
    assert ("M8", "aid") not in {(one.fact, one.values["right"]) for one in found}


@pytest.mark.parametrize(
    ("cells", "code", "said"),
    [
        ({"kind": "decree"}, "legal.unknown-word", "decree"), ({"rights": "aid; work"}, "legal.unknown-word", "work"),
        ({"replaced_by": "C99"}, "legal.unknown-word", "C99"), ({"said_on": "ayer"}, "legal.bad-cell", "ayer"),
        ({"mark": ""}, "legal.unknown-word", "-"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_refused_by_name(cells: dict[str, str], code: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        legal_facts.checked(spoilt("C10", **cells))
    assert refused.value.code == code
    assert "C10" in refused.value.sentence("en")
    assert said in refused.value.sentence("es")


def test_a_column_a_name_and_a_language_that_are_not_there() -> None:
    with pytest.raises(InputError) as refused:
        legal_facts.checked(FACTS.drop(columns="mark"))
    assert "mark" in refused.value.sentence("en")
    with pytest.raises(InputError) as refused:
        legal_facts.checked(pd.concat([FACTS, FACTS.head(1)]))
    assert "S1" in refused.value.sentence("en")
    with pytest.raises(InputError):
        legal_facts.facts(language="fr")


# --- The matrix ------------------------------------------------------------------------------------------------------
def test_a_repealed_rule_is_not_current() -> None:
    assert [state(fact, "2025-06-30") for fact in ("C9", "C10", "C11")] == ["ended", "ended", "stands"]
    assert [state(fact, "2020-06-30") for fact in ("C9", "C10", "C11")] == ["ended", "stands", ""]
    assert [state(fact, "2024-03-01") for fact in ("C9", "C10", "C11")] == ["ended", "maybe", "maybe"]
    assert cell(FACTS, "2026-11-25", "COL", "national", "aid", "regulation")["facts"] == "C7, C8, C22, C14"


def test_a_law_stands_from_its_publication_on() -> None:
    assert [state("H2", day) for day in ("2022-11-01", "2023-01-15", "2023-03-15", "2023-04-01")] == [
        "", "passed", "maybe", "reported",
    ]  # fmt: skip
    assert [state("M10", day) for day in ("2020-01-01", "2026-01-01")] == ["", "maybe"]


def test_a_budget_line_is_of_a_year_and_a_service_goes_on_until_somebody_says_otherwise() -> None:
    assert [state("M5", day) for day in ("2016-12-31", "2017-12-31", "2018-01-01")] == ["", "reported", "maybe"]
    assert [state("C17", day) for day in ("2012-12-31", "2013-12-31", "2026-11-25")] == ["", "stands", "stands"]


def test_missing_is_said_by_a_source_and_silence_is_not_missing() -> None:
    honduras = ("HND", "national")
    assert cell(FACTS, "2026-11-25", *honduras, "aid", "budget")["state"] == "missing"
    assert cell(FACTS, "2026-02-22", *honduras, "aid", "budget")["state"] == "not-found"
    assert cell(FACTS[FACTS["fact"] != "H4"], "2026-11-25", *honduras, "aid", "budget")["state"] == "not-found"
    assert cell(FACTS, "2026-11-25", "MEX", "federal", "recognition", "law")["state"] == "missing"


def test_of_two_words_the_later_counts() -> None:
    place = ("HND", "national", "aid", "regulation")
    row = BY_NAME.loc[["C11"]].assign(
        fact="H9", country="HND", rights="aid", adopted_on="2026-03", published_on="2026-04"
    )
    row = row.assign(in_force_on="2026-04")
    later = legal_facts.checked(pd.concat([FACTS, row]))
    assert cell(later, "2026-11-25", *place)[["state", "facts"]].tolist() == ["stands", "H9"]
    earlier = later.assign(
        **{name: later[name].mask(later["fact"] == "H9", "2024") for name in ("published_on", "in_force_on")}
    )
    assert cell(earlier, "2026-11-25", *place)[["state", "facts"]].tolist() == ["missing", "H3"]


def test_states_of_a_federation_are_counted_only_where_the_law_was_surely_published() -> None:
    places = [cell(FACTS, f"{year}-12-31", "MEX", "state", "aid", "law")["places"] for year in (2011, 2012, 2022, 2025)]
    assert [int(count) for count in places] == [0, 1, 4, 4]


def test_every_right_of_every_framework_has_four_cells() -> None:
    cells = legal_matrix.cells(FACTS, day=TODAY)
    assert len(cells) == len(legal_facts.FRAMES) * len(legal_facts.RIGHTS) * len(legal_facts.FOUR)
    assert set(cells["state"]) <= set(legal_matrix.STATES)
    assert (legal_matrix.cells(FACTS, day=on("1990-01-01"))["state"] == "not-found").all()
    # A ruling, a bill and a body fill no cell.
    others = FACTS[~FACTS["kind"].isin(legal_facts.FOUR)]
    assert (legal_matrix.cells(others, day=TODAY)["state"] == "not-found").all()


@pytest.mark.parametrize(
    ("states", "step"),
    [
        (("stands", "missing", "missing", "not-found"), ("regulation", "draft")),
        (("not-found", "stands", "stands", "stands"), ("law", "ask")),
        (("reported", "stands", "maybe", "missing"), ("budget", "confirm")),
        (("passed", "missing", "missing", "missing"), ("law", "confirm")),
        (("stands", "reported", "stands", "ended"), ("service", "draft")),
        (("stands", "reported", "stands", "stands"), ("", "")),
    ],
)
def test_the_next_step_is_the_first_fact_that_does_not_stand(states: tuple[str, ...], step: tuple[str, str]) -> None:
    assert legal_matrix.next_step(pd.Series(states, index=list(legal_facts.FOUR))) == step
