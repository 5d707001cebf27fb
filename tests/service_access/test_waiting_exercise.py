"""The exercise's reference answers, computed again another way, and the slips that its first date must tell apart."""

import numpy as np
import pandas as pd
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from ruta import datasets
from ruta.practice import Params
from ruta.practice.exercises import waiting as exercise


@pytest.fixture(scope="module", params=[(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)])
def opened(request):
    params = Params(country=request.param[0], seed=request.param[1], language="en")
    return exercise.load(params), params


def fitted(requests, group):
    inside = requests[requests["group"] == group]
    last_day = inside["served_on"].fillna(inside["withdrawn_on"]).fillna(inside["cut_off"])
    return KaplanMeierFitter().fit((last_day - inside["requested_on"]).dt.days, inside["served_on"].notna())


def test_reference_answers_agree_with_lifelines(opened):
    data, params = opened
    displaced, host = (fitted(data["requests"], group) for group in ("displaced", "host"))
    shares = exercise.share_waiting(data, params)
    np.testing.assert_allclose(shares, displaced.survival_function_at_times(list(shares.index)), atol=1e-9)
    assert exercise.median_wait(data, params) == displaced.median_survival_time_
    gap = restricted_mean_survival_time(displaced, t=180) - restricted_mean_survival_time(host, t=180)
    assert exercise.group_gap(data, params) == pytest.approx(gap, abs=1e-6)


def test_the_slips_hold_every_kind_of_case(opened):
    data, params = opened
    slips, day = data["slips"], exercise.EARLIER
    waiting_then = slips["request_id"].isin(exercise.still_waiting(data, params))
    assert (slips["served_on"] <= day).any()
    assert (slips["withdrawn_on"] <= day).any()
    assert (slips["requested_on"] > day).any()
    assert (waiting_then & (slips["served_on"] > day)).any()
    assert (waiting_then & slips["served_on"].isna()).any()
    assert not (waiting_then & (slips["requested_on"] > day)).any()


def test_the_figure_is_read_where_an_eye_can_tell_the_answers_apart(opened):
    data, params = opened
    right = exercise.read_curve(data, params)
    tolerance = exercise.EXERCISE.question("read-curve").answer.tolerance
    for mistake in exercise.EXERCISE.question("read-curve").misconceptions:
        assert abs(mistake.answer(data, params) - right) > 2 * tolerance


def test_the_tables_are_the_register_s(opened):
    data, params = opened
    every = datasets.table("service-requests", country=params.country, seed=params.seed)
    pd.testing.assert_frame_equal(data["requests"], every[every["service"] == exercise.SERVICE].reset_index(drop=True))
