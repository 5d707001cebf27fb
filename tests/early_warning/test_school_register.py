"""The invented register holds what the lesson says is in it, and the figure says what the rule gives."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from ruta import figures, messages
from ruta.datasets.countries import COUNTRIES
from ruta.early_warning import school_cases as cases
from ruta.early_warning import school_signals as signals
from ruta.early_warning.k_of_n import vote
from ruta.early_warning.school_form import check_form
from ruta.early_warning.school_register import example_schools
from ruta.early_warning.school_scoring import judge, promised_and_made
from ruta.early_warning.school_view import SHARES, promise_figure, rings, rule_curves, rule_view
from ruta.practice import Params, registry

mpl.use("Agg")
COUNTS = ["absent_days", "transfers", "insecurity", "residence", "work", "other", "teacher_requests"]
YEARS = {"former": 2023, "judged": (2024, 2025)}


@pytest.fixture(scope="module", params=COUNTRIES)
def schools(request):
    return example_schools(country=request.param, seed=2026)


def test_every_school_has_every_fortnight_once(schools):
    table = schools.register
    assert len(table) == 48 * 100
    assert not table.duplicated(["school", "start"]).any()
    assert table["days_open"].between(0, 10).all()
    assert (table[["enrolled", "posts"]] > 0).all().all()
    gaps = schools.calendar.groupby("year").apply(lambda year: year.index.to_series().diff().dropna().unique())
    assert all(list(gap) == [pd.Timedelta(days=14)] for gap in gaps)


def test_a_closed_school_reports_nothing_and_a_report_is_whole(schools):
    table = schools.register
    blank = table[COUNTS].isna()
    assert blank.loc[table["days_open"] == 0].all().all()
    assert (blank.any(axis=1) == blank.all(axis=1)).all()
    reported = table[~blank["absent_days"]]
    assert (reported["absent_days"] <= reported["enrolled"] * reported["days_open"]).all()


def test_pupils_who_left_are_no_longer_enrolled(schools):
    table = schools.register.set_index(["school", "start"])
    left = table[["transfers", "insecurity", "residence", "work", "other"]].sum(axis=1, skipna=False)
    following = table.groupby(["school", "year"])["enrolled"].shift(-1)
    known = left.notna() & following.notna() & (table["enrolled"] > 25)
    assert ((table["enrolled"] - left)[known] == following[known]).mean() > 0.99


def test_onsets_precede_departures_and_some_schools_go_quiet(schools):
    onsets = schools.onsets
    assert len(onsets) == 40
    assert (onsets["onset"] < onsets["departure"]).all()
    assert (onsets["departure"] < onsets["end"]).all()
    assert 0 < onsets["went_quiet"].sum() < len(onsets)
    absent = signals.grid(schools.register, ("absent_days",))
    for event in onsets[onsets["went_quiet"]].itertuples():
        assert absent.loc[event.departure, event.school] != absent.loc[event.departure, event.school]


def test_most_forced_leavings_carry_another_code(schools):
    coded = schools.forced.set_index("code")["pupils"]
    assert coded["insecurity"] / coded.sum() < 0.2
    assert coded["residence"] / coded.sum() > 0.35


def test_the_same_seed_gives_the_same_register():
    first, again, other = (example_schools(country="HND", seed=seed).register for seed in (5, 5, 6))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


@pytest.fixture(scope="module")
def ready():
    schools = example_schools(country="SLV", seed=2026)
    excesses = signals.all_excesses(schools.register, schools.calendar)
    return schools, excesses, rule_curves(excesses, schools.calendar, schools.onsets, **YEARS)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize(("percent", "k"), [(1, 4), (5, 2), (15, 1)])
def test_the_reading_is_the_judgement(ready, language, percent, k):
    schools, excesses, curves = ready
    shown = rule_view(percent, k, curves=curves, excesses=excesses, calendar=schools.calendar, onsets=schools.onsets,
                      language=language, **YEARS)  # fmt: skip
    rung = rings(excesses, schools.calendar, share=percent / 100, **YEARS)
    found = judge(vote(rung, k), schools.onsets[schools.onsets["year"] >= 2024])
    assert f" {found.found} " in shown.text
    assert f"{found.false_per_term:.1f}" in shown.text
    assert shown.alt != shown.text
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


def test_more_signals_ring_less_and_find_less(ready):
    curves = ready[2].pivot(index="share", columns="k", values=["found", "false_per_term"])
    assert list(curves.index) == list(SHARES)
    for name in ("found", "false_per_term"):
        assert (np.diff(curves[name], axis=1) <= 0).all()
        assert (np.diff(curves[name], axis=0) >= 0).all()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_bars_say_their_numbers_and_a_common_cause_breaks_the_promise(ready, language):
    schools, excesses, _ = ready
    rung = rings(excesses, schools.calendar, share=0.05, **YEARS)
    table = promised_and_made(rung, schools.onsets)
    shown = promise_figure(table, language=language)
    assert all(f"{value:.1f}" in shown.alt for value in table.to_numpy().ravel())
    assert table.loc[2, "made"] > 1.5 * table.loc[2, "promised"]
    assert table.loc[1, "made"] <= 1.1 * table.loc[1, "promised"]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", [1, 2026])
def test_the_cases_hold_one_of_each_kind(country, seed):
    where = {"country": country, "seed": seed}
    absences = cases.absences(**where)
    blank = absences["absent_days"].isna()
    assert sorted(absences["days_open"]) == [0, 5, 9, 10, 10, 10]
    assert sorted(absences.loc[blank, "days_open"]) == [0, 10]
    monday = cases.monday(**where)
    assert sorted(monday.loc[monday["silent_fortnights"] > 0, "silent_fortnights"] >= 2) == [False, True, True]
    sounds = {"sound": "Rain.", "name": "Ask Mrs. Inventada.", "kin": "Two brothers.", "place": "The last house."}
    forms = cases.forms(sounds, **where)
    found = [check_form(forms.iloc[[row]].drop(columns="form"), channel="open") for row in range(len(forms))]
    codes = sorted(one.code for refused in found for one in refused)
    expected = ["closed-with-absence", "hidden-but-known", "remark-address", "remark-kin", "remark-name", "small-cell"]
    assert codes == expected
    assert sum(not refused for refused in found) == 2


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_forms_of_the_exercise_are_refused_alike_in_both_languages(country):
    exercise = registry.find("early-warning/04-alerts-from-schools")
    question = exercise.question("forms")
    answers = []
    for language in messages.LANGUAGES:
        params = Params(country=country, seed=2026, language=language)
        answers.append(question.expected(exercise.load(params), params))
    assert answers[0] == answers[1]
    assert len(answers[0]) == 2
