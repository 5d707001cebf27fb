"""The invented panel, registers and calendar: what is built in holds for every country and seed; the figures say it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.errors import InputError
from ruta.practice import Params
from ruta.practice.exercises import from_aid_to_solutions as exercise
from ruta.service_access import exit_rules, solutions_calendar, solutions_figures, solutions_view
from ruta.service_access.solutions_panel import panel
from ruta.service_access.solutions_registers import registers

LANGUAGES = ("en", "es")
HERE = [(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7)]


@pytest.fixture(scope="module", params=HERE, ids=str)
def interviews(request):
    return panel(country=request.param[0], seed=request.param[1])


def test_the_panel_is_balanced_and_typed(interviews):
    assert interviews.groupby(["household"]).size().eq(3).all()
    assert interviews.groupby("group")["household"].nunique().to_dict() == {"displaced": 400, "host": 400}
    levels = interviews[list(exit_rules.SUBCRITERIA)]
    assert (levels.dtypes == "Int64").all()
    assert levels.min().min() == 0
    assert levels.max().max() == 4
    blank = levels.isna().mean()
    assert (blank[["education", "property"]] > 0.2).all()
    assert (blank.drop(["education", "property"]) == 0).all()
    assert not interviews.loc[interviews["group"] == "host", "aid"].any()


def test_a_household_s_blanks_do_not_change_from_round_to_round(interviews):
    blank = interviews["property"].isna().groupby(interviews["household"])
    assert (blank.nunique() == 1).all()


def test_thresholds_stand_still_and_every_rule_gives_another_number(interviews):
    limits = [exit_rules.thresholds(here[here["group"] == "host"]) for _, here in interviews.groupby("round")]
    assert limits[0].equals(limits[1])
    assert limits[1].equals(limits[2])
    rounds = interviews["round"]
    last = {}
    for rule in solutions_view.RULES:
        out = solutions_view.leaving(interviews, rule=rule)
        last[rule] = int(out[rounds[out.index] == 3].sum())
    assert last["all"] < last["carried"] < last["count"]
    assert last["all"] < last["index"]
    fixed = solutions_view.leaving(interviews, rule="all", benchmark="fixed")
    assert 0 < fixed[rounds[fixed.index] == 3].sum() < last["all"] / 2


def test_some_relapse_and_some_arrive_in_the_third_round(interviews):
    out = solutions_view.leaving(interviews, rule="all")
    wide = pd.DataFrame({
        "household": interviews.loc[out.index, "household"], "round": interviews.loc[out.index, "round"], "out": out,
    }).pivot(index="household", columns="round", values="out")  # fmt: skip
    assert (wide[2] & ~wide[3]).sum() >= 20
    assert (~wide[2] & wide[3]).sum() >= 10


def test_the_draw_is_repeatable_and_differs_by_country():
    pd.testing.assert_frame_equal(panel(country="SLV", seed=3), panel(country="SLV", seed=3))
    assert not panel(country="SLV", seed=3).equals(panel(country="HND", seed=3))


@pytest.mark.parametrize(("country", "seed"), HERE)
def test_registers_leave_out_and_relabel(country, seed):
    held = registers(country=country, seed=seed)
    key, poor, paid = held["key"], held["poverty_list"], held["payments"]
    assert key["pseudonym"].is_unique
    assert poor["pseudonym"].is_unique
    assert held["displaced_register"]["pseudonym"].is_unique
    assert key["pseudonym"].str.fullmatch("[0-9a-f]{8}").all()
    assert not paid.duplicated(["year", "pseudonym", "line"]).any()
    response = set(paid.loc[paid["line"] == "response", "pseudonym"])
    assert response <= set(held["displaced_register"]["pseudonym"])
    before, after = (
        set(paid.loc[(paid["line"] == "ordinary") & (paid["year"] == year), "pseudonym"]) for year in (2024, 2025)
    )
    assert len(response & before - after) >= 15  # relabelled
    assert after < before <= set(poor.loc[poor["eligible"], "pseudonym"])
    listed = set(poor["pseudonym"])
    assert (~key["pseudonym"].isin(listed | set(held["displaced_register"]["pseudonym"]))).sum() >= 30


MONTH = st.integers(0, 20)
ITEMS = st.lists(st.tuples(MONTH, st.integers(0, 6), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=50, deadline=None)
@given(ITEMS)
def test_uncovered_months_are_those_of_no_paid_item(items):
    table = pd.DataFrame(
        [("x", "aid", "rent", start, start + length, paid) for start, length, paid in items],
        columns=["item", "line", "need", "starts", "ends", "paid"],
    )
    by_hand = [
        month for month in range(25)
        if not any(paid and start <= month < start + length for start, length, paid in items)
    ]  # fmt: skip
    assert solutions_calendar.uncovered(table, need="rent", first=0, last=24) == by_hand


@pytest.mark.parametrize("country", datasets.COUNTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_time_line_says_its_gap_or_keeps_it(country, language):
    items = solutions_calendar.calendar(country=country, seed=2026)
    months = solutions_calendar.uncovered(items, need="subsistence", first=0, last=47)
    shown = solutions_figures.time_line(items, language=language)
    assert len(shown.figure.axes[0].patches) == len(items) + len(months)
    assert f"{len(months)} ({solutions_figures.spans(months)})" in shown.alt
    kept = solutions_figures.time_line(items, language=language, say_gap=False)
    assert len(kept.figure.axes[0].patches) == len(items)
    assert solutions_figures.spans(months) not in kept.alt
    assert kept.text == ""


def test_months_in_short():
    assert solutions_figures.spans([2, 3, 7, 9, 10, 11]) == "2-3, 7, 9-11"
    assert solutions_figures.spans([]) == "-"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_that_cannot_be_is_refused(language):
    items = solutions_calendar.calendar(country="MEX", seed=1)
    with pytest.raises(InputError) as refused:
        solutions_calendar.uncovered(items.assign(ends=0), need="subsistence", first=0, last=5)
    assert refused.value.code == "aid-to-solutions.backwards"
    assert "emergency" in refused.value.sentence(language)
    with pytest.raises(InputError) as refused:
        solutions_calendar.uncovered(items, need="rent", first=0, last=5)
    assert "rent" in refused.value.sentence(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", solutions_view.RULES)
@pytest.mark.parametrize("benchmark", solutions_view.BENCHMARKS)
def test_the_control_draws_what_the_rule_gives(language, rule, benchmark):
    interviews = panel(country="COL", seed=2026)
    shown = solutions_view.show_rule(interviews, language=language, rule=rule, benchmark=benchmark, needed=9)
    out = solutions_view.leaving(interviews, rule=rule, benchmark=benchmark, needed=9)
    by_round = out.groupby(interviews["round"]).sum()
    full, hatched = shown.figure.axes[0].containers
    drawn = [one.get_height() + two.get_height() for one, two in zip(full, hatched, strict=True)]
    assert drawn == by_round.tolist()
    assert " / ".join(str(count) for count in by_round) in shown.alt
    assert str(by_round[3]) in shown.text
    if rule == "all" and benchmark == "neighbours":
        assert sum(bar.get_height() for bar in hatched) == 0


def test_the_exercise_draws_again_where_nobody_fell_back_early(monkeypatch):
    def still_at_first(*, country, seed):
        table = panel(country=country, seed=seed)
        if seed == 3026:  # the second round says what the first said
            ten = list(exit_rules.SUBCRITERIA)
            first, second = table["round"] == 1, table["round"] == 2
            table.loc[second, ten] = table.loc[first, ten].to_numpy()
        return table

    monkeypatch.setattr(exercise.solutions_panel, "panel", still_at_first)
    params = Params(country="HND", seed=2026, language="en")
    data = exercise.load(params)
    question = exercise.EXERCISE.question("relapsed")
    right = question.expected(data, params)
    assert right not in [mistake.answer(data, params) for mistake in question.misconceptions]
    assert data["panel"].equals(panel(country="HND", seed=4026))
    assert data["key"].equals(registers(country="HND", seed=4026)["key"])
