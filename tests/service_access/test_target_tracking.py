"""Margins of a change by hand and against two other programs; the status of a target by its rules."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from ruta.errors import InputError
from ruta.service_access import target_tracking as tracking
from ruta.service_access.target_tracking import Change
from ruta.shares import NORMAL_975


def test_the_change_in_the_same_people_is_the_one_made_by_hand():
    # The 1,600 persons, asked twice, of the help page of R's mcnemar.test: 794 approve both times, 150 only first, 86
    # only later. By hand: (86 - 150) / 1600 = -4 points; (236 / 1600 - 0.04^2) / 1600 = 0.0000911875, root 0.0095492.
    before = pd.Series([True] * 794 + [True] * 150 + [False] * 86 + [False] * 570)
    after = pd.Series([True] * 794 + [False] * 150 + [True] * 86 + [False] * 570)
    change = tracking.change_same(before, after)
    assert change.points == pytest.approx(-4.0)
    assert change.margin / NORMAL_975 == pytest.approx(0.95492, abs=0.00001)
    assert (round(change.points - change.margin), round(change.points + change.margin)) == (-6, -2)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60))
def test_the_margin_is_that_of_a_mean_of_differences(pairs):
    before, after = (pd.Series(column) for column in zip(*pairs, strict=True))
    change = tracking.change_same(before, after)
    difference = np.subtract(after.astype(int), before.astype(int))
    assert change.points == pytest.approx(100 * difference.mean())
    assert change.margin == pytest.approx(100 * NORMAL_975 * stats.sem(difference, ddof=0), abs=1e-9)


@pytest.mark.parametrize(("before", "size", "after", "later"), [(40, 100, 60, 120), (3, 400, 9, 380), (75, 80, 71, 90)])
def test_the_margin_of_two_samples_is_that_of_statsmodels(before, size, after, later):
    change = tracking.change_apart(before=before / size, before_size=size, after=after / later, after_size=later)
    low, high = confint_proportions_2indep(after, later, before, size, compare="diff", method="wald")
    assert change.points == pytest.approx(50 * (low + high))
    assert change.margin == pytest.approx(50 * (high - low))


def test_two_samples_add_their_variances_and_the_same_people_need_fewer():
    apart = tracking.change_apart(before=0.5, before_size=100, after=0.5, after_size=100)
    assert apart.points == 0
    assert apart.margin == pytest.approx(100 * NORMAL_975 * np.sqrt(2 * 0.25 / 100))
    before = pd.Series([True] * 50 + [False] * 50)
    after = pd.Series([True] * 60 + [False] * 40)
    same = tracking.change_same(before, after)
    apart = tracking.change_apart(before=0.5, before_size=100, after=0.6, after_size=100)
    assert same.points == pytest.approx(10)
    assert apart.points == pytest.approx(10)
    assert same.margin < apart.margin / 2


@pytest.mark.parametrize(
    ("points", "margin", "expected"),
    [(-8, 4, "worse"), (2, 4, "late"), (4, 5, "unclear"), (26, 4, "reached"), (9, 4, "on-track"), (7, 4, "on-track")],
)
def test_each_status_in_both_directions(points, margin, expected):
    up = {"baseline": 50, "target": 70, "elapsed": 0.4, "better": "up"}
    down = {"baseline": 50, "target": 30, "elapsed": 0.4, "better": "down"}
    assert tracking.status(Change(points=points, margin=margin), **up) == expected
    assert tracking.status(Change(points=-points, margin=margin), **down) == expected


@settings(max_examples=50, deadline=None)
@given(st.floats(-30, 30), st.floats(0.1, 10), st.floats(0, 1))
def test_late_says_that_even_the_best_end_falls_short(points, margin, elapsed):
    said = tracking.status(Change(points=points, margin=margin), baseline=40, target=60, elapsed=elapsed, better="up")
    path = tracking.needed(baseline=40, target=60, elapsed=elapsed)
    assert (said in ("late", "worse")) == (points + margin < path or points + margin < 0)
    if said in ("reached", "on-track"):
        assert points - margin > 0


def test_the_path_runs_straight_and_stops_at_both_ends():
    assert [tracking.needed(baseline=20, target=60, elapsed=part) for part in (-1, 0, 0.25, 1, 2)] == [0, 0, 10, 40, 40]
    days = [pd.Timestamp(day) for day in ("2025-01-01", "2025-01-11", "2025-01-06")]
    assert tracking.elapsed_share(*days) == 0.5


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        (lambda: tracking.change_same(pd.Series([True]), pd.Series([True, False])), "not-the-same", "2"),
        (lambda: tracking.change_same(pd.Series([True]), pd.Series([pd.NA], dtype="boolean")), "blank-share", "1"),
        (lambda: tracking.change_apart(before=0.5, before_size=10, after=42, after_size=10), "bad-share", "42"),
        (
            lambda: tracking.elapsed_share(pd.Timestamp("2026-01-01"), pd.Timestamp("2025-01-01"), pd.Timestamp(0)),
            "bad-dates",
            "2026-01-01",
        ),
        (
            lambda: tracking.status(Change(points=1, margin=1), baseline=1, target=2, elapsed=0, better="left"),
            "bad-direction",
            "left",
        ),
        (
            lambda: tracking.status(Change(points=1, margin=1), baseline=40, target=50, elapsed=0, better="down"),
            "bad-target",
            "40",
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_used_is_named(call, code, says, language):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.code == f"aid-to-solutions.{code}"
    assert says in refused.value.sentence(language)
