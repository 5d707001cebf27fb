"""The exercise's reference answers, computed again another way, and the tables that tell the mistakes apart."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats.contingency import relative_risk

from ruta import datasets
from ruta.practice import Params
from ruta.practice.exercises import who_is_left_behind as exercise


@pytest.fixture(scope="module", params=[(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)])
def opened(request):
    params = Params(country=request.param[0], seed=request.param[1], language="en")
    return exercise.load(params), params


def test_the_ratio_agrees_with_scipy(opened):
    data, params = opened
    mid = data["children"][data["children"]["age_band"] == "12-14"]
    out = pd.crosstab(mid["group"], ~mid["attends"])
    people = out.sum(axis=1)
    theirs = relative_risk(int(out.loc["displaced", True]), int(people["displaced"]),
                           int(out.loc["host", True]), int(people["host"]))  # fmt: skip
    assert exercise.risk_ratio(data, params) == pytest.approx(theirs.relative_risk)


def test_the_same_ages_are_those_of_a_reweighted_sample(opened):
    data, params = opened
    children = data["children"]
    # Each child weighs as many as its age has among all, over as many as it has in its own group.
    everybody = children["age_band"].map(children["age_band"].value_counts())
    own = children.groupby(["group", "age_band"])["child_id"].transform("size")
    found = exercise.same_ages(data, params)
    for group in ("displaced", "host"):
        inside = (children["group"] == group).to_numpy()
        expected = np.average(children["attends"][inside], weights=(everybody / own)[inside])
        assert found[group] == pytest.approx(100 * expected)
    assert found["displaced"] < found["host"] - 5


def test_the_index_is_that_of_single_children(opened):
    data, params = opened
    table = data["wealth"]
    has = np.repeat(table["of_100"].to_numpy(dtype=float), table["children"].to_numpy(dtype=np.intp))
    place = np.repeat(table["wealth"].to_numpy(), table["children"].to_numpy(dtype=np.intp))
    rank = pd.Series(place).rank(method="average").sub(0.5).div(len(place))
    expected = 2 * np.cov(has, rank, bias=True)[0, 1] / has.mean()
    assert exercise.wealth_index(data, params) == pytest.approx(expected)


def test_the_rows_left_out_cover_each_other(opened):
    data, params = opened
    rows = data["rows"].set_index("row")["children"]
    gone = exercise.hidden_rows(data, params)
    assert set(rows.nsmallest(2).index) == gone
    assert (rows[sorted(gone)] < 10).sum() == 1


def test_the_figure_is_read_where_an_eye_can_tell_the_answers_apart(opened):
    data, params = opened
    question = exercise.EXERCISE.question("read-gap")
    right = question.expected(data, params)
    for mistake in question.misconceptions:
        assert abs(mistake.answer(data, params) - right) > 2 * question.answer.tolerance


def test_the_survey_is_not_the_lesson_s(opened):
    data, params = opened
    lesson = exercise.school_survey(country=params.country, seed=params.seed)
    assert not data["children"].equals(lesson)
    assert data["counts"]["children"].sum() == len(data["children"]) == len(lesson)
