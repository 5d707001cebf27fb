"""The curve and what is read from it: against published tables, a second program and what must always hold."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from ruta import survival
from ruta.errors import InputError

from .published import BEWICK, BEWICK_TABLE, CONTROL, TREATED, TREATED_TABLE, waits

people = st.lists(st.tuples(st.integers(0, 120), st.booleans()), min_size=1, max_size=60)


def columns(rows):
    return pd.Series([day for day, _ in rows], dtype="int64"), pd.Series([served for _, served in rows], dtype=bool)


def test_example_a_every_row():
    days, served = waits(BEWICK)
    table = survival.kaplan_meier(days, served=served)
    assert table["still_waiting"].round(3).to_dict() == BEWICK_TABLE
    assert survival.median_wait(table) == 5  # our convention; R's survfit prints 7 here
    assert days[served].mean() == 7.0


def test_example_b_every_row():
    days, served = waits(TREATED)
    table = survival.kaplan_meier(days, served=served)
    assert list(table.index) == list(TREATED_TABLE)
    for week, (at_risk, events, share, error) in TREATED_TABLE.items():
        row = table.loc[week]
        assert (row["at_risk"], row["served"]) == (at_risk, events)
        assert (round(row["still_waiting"], 3), round(row["std_error"], 3)) == (share, error)


def test_example_b_summaries():
    days, served = waits(TREATED)
    assert survival.median_wait(survival.kaplan_meier(days, served=served)) == 23
    assert round(days[served].mean(), 1) == 12.1
    assert round(days.mean(), 1) == 17.1
    assert round(survival.restricted_mean(days, served=served, horizon=35), 1) == 23.3

    days, served = waits(CONTROL)
    table = survival.kaplan_meier(days, served=served)
    assert survival.median_wait(table) == 8
    assert round(survival.still_waiting_at(table, 10), 3) == 0.381
    assert round(survival.restricted_mean(days, served=served, horizon=35), 1) == 8.7


def test_the_standard_error_is_blank_where_nobody_is_left():
    days, served = waits(BEWICK)
    assert survival.kaplan_meier(days, served=served)["std_error"].isna().tolist() == [False] * 4 + [True]


def test_the_median_is_blank_when_most_are_still_waiting():
    days, served = waits("3, 9+, 9+, 9+")
    assert math.isnan(survival.median_wait(survival.kaplan_meier(days, served=served)))


def test_nobody_served_gives_an_empty_table():
    days, served = waits("3+, 9+")
    table = survival.kaplan_meier(days, served=served)
    assert table.empty
    assert survival.still_waiting_at(table, 100) == 1.0
    assert survival.restricted_mean(days, served=served, horizon=9) == 9.0


@settings(max_examples=150, deadline=None)
@given(people)
def test_curve_median_and_restricted_mean_agree_with_lifelines(rows):
    days, served = columns(rows)
    table = survival.kaplan_meier(days, served=served)
    other = KaplanMeierFitter().fit(days, served)
    theirs = other.survival_function_at_times(table.index).to_numpy()
    np.testing.assert_allclose(table["still_waiting"], theirs, atol=1e-9)
    if not np.isclose(theirs, 0.5).any():  # at exactly one half, rounding decides for them
        mine = survival.median_wait(table)
        assert mine == other.median_survival_time_ or (math.isnan(mine) and math.isinf(other.median_survival_time_))
    if days.max() > 0:
        horizon = float(days.max())
        mine = survival.restricted_mean(days, served=served, horizon=horizon)
        assert mine == pytest.approx(restricted_mean_survival_time(other, t=horizon), abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(people, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    one, other = (survival.kaplan_meier(days, served=served) for days, served in (columns(rows), columns(shuffled)))
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=100, deadline=None)
@given(people)
def test_the_curve_only_goes_down_and_stays_a_share(rows):
    days, served = columns(rows)
    share = survival.kaplan_meier(days, served=served)["still_waiting"]
    assert share.is_monotonic_decreasing
    assert share.between(0, 1).all()


@settings(max_examples=100, deadline=None)
@given(people, st.integers(0, 120))
def test_without_open_waits_it_is_the_plain_share(rows, day):
    days, _ = columns(rows)
    table = survival.kaplan_meier(days, served=pd.Series(True, index=days.index))
    assert survival.still_waiting_at(table, day) == pytest.approx((days > day).mean(), abs=1e-9)


@pytest.mark.parametrize(
    ("days", "served", "code", "row"),
    [
        ([3, -1], [True, True], "survival.bad-wait", 2),
        ([3, None, 4], [True, True, False], "survival.bad-wait", 2),
        ([3, 4], [True, None], "survival.bad-wait", 2),
        ([], [], "survival.no-waits", None),
        ([1, 2], [True], "survival.no-waits", None),
    ],
)
def test_a_wait_that_cannot_be_used_is_named(days, served, code, row):
    with pytest.raises(InputError) as refused:
        survival.kaplan_meier(pd.Series(days, dtype=object), served=pd.Series(served, dtype=object))
    assert refused.value.code == code
    assert refused.value.params.get("row") == row
    assert all(refused.value.sentence(language) for language in ("en", "es"))


def test_a_horizon_beyond_what_was_seen_is_refused():
    days, served = waits(TREATED)
    with pytest.raises(InputError) as refused:
        survival.restricted_mean(days, served=served, horizon=36)
    assert refused.value.code == "survival.horizon"
    assert "35" in refused.value.sentence("es")
