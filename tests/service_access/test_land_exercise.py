"""The exercise's reference answers, found again another way, and the tables that tell the mistakes apart."""

import pandas as pd
import pytest
from lifelines import AalenJohansenFitter

from ruta import datasets
from ruta.practice import Params
from ruta.practice.exercises import land_and_housing as exercise
from ruta.service_access import land_exercise
from ruta.service_access.land_unit import CUT_OFF


@pytest.fixture(scope="module", params=[(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)])
def opened(request):
    params = Params(country=request.param[0], seed=request.param[1], language="en")
    return exercise.load(params), params


def test_the_sheet_has_one_fault_of_each_kind_that_can_be_seen(opened):
    data, params = opened
    sheet, documents = data["sheet"], data["documents"]
    kinds = {
        kind: land_exercise.sheet_faults(sheet, documents, kinds=(kind,)) for kind in land_exercise.land_checks.FAULTS
    }
    assert {kind: len(rows) for kind, rows in kinds.items()} == {
        "order": 1, "right": 1, "late": 0, "same-property": 0, "no-evidence": 1, "used-twice": 2,
    }  # fmt: skip
    assert exercise.send_back(data, params) == set().union(*kinds.values())
    assert list(sheet["file_id"]) == list(land_exercise.LETTERS[: land_exercise.SHEET_ROWS])


def test_the_share_in_time_agrees_with_lifelines(opened):
    data, params = opened
    files = data["files"]
    rejected = files["decided_on"].where(files["decision"] == "reject")
    end = files["in_possession_on"].fillna(files["paid_on"]).fillna(rejected).fillna(files["withdrawn_on"])
    days = (end.fillna(CUT_OFF) - files["claimed_on"]).dt.days
    code = end.notna().astype(int) + (end.notna() & files["in_possession_on"].isna()).astype(int)
    # lifelines moves ties at random; ours are spread by hand, open files last on their day.
    spread = days + 0.4 * (code == 0) + pd.Series(range(len(days))) / (10 * len(days))
    theirs = AalenJohansenFitter(calculate_variance=False).fit(spread, code, event_of_interest=1).cumulative_density_
    height = theirs[theirs.index < land_exercise.DAY + 1].iloc[-1, 0]
    assert exercise.restored_in_time(data, params) == pytest.approx(100 * height, abs=0.05)


def test_the_list_and_every_mistake_choose_other_files(opened):
    table = opened[0]["candidates"]
    chosen = {name: frozenset(rule(table)) for name, rule in land_exercise.RULES.items()}
    assert len(set(chosen.values())) == len(chosen)
    total = 5 * table["urgency"] + 3 * table["vulnerability"] + 2 * table["evidence"]
    assert total.is_unique
    assert chosen["right"] == set(table.loc[total.nlargest(4).index, "file"])


def test_households_are_fewer_than_files_and_more_are_decided(opened):
    data, params = opened
    back = exercise.households_back(data, params)
    assert back == len({row.household_id for row in data["files"].itertuples() if pd.notna(row.in_possession_on)})
    question = exercise.EXERCISE.question("households-back")
    assert all(mistake.answer(data, params) > back for mistake in question.misconceptions)


def test_the_figure_is_read_where_an_eye_can_tell_the_answers_apart(opened):
    data, params = opened
    question = exercise.EXERCISE.question("read-gaps")
    right = question.expected(data, params)
    for mistake in question.misconceptions:
        assert abs(mistake.answer(data, params) - right) > 2 * question.answer.tolerance


def test_the_list_is_not_the_lesson_s(opened):
    data, params = opened
    lesson = exercise.land_unit(country=params.country, seed=params.seed)
    assert not data["files"].equals(lesson.files)
