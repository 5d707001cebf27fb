"""What must hold for any counts: shift, scale, order, guard band, gaps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import detection
from ruta.early_warning.cusum import cusum
from ruta.early_warning.weeks import weekly_grid
from ruta.errors import InputError

METHODS = (detection.c1, detection.c2, detection.c3)
WEEKS, PLACES = 24, 3


@st.composite
def grids(draw, gaps=True):
    cell = st.one_of(st.integers(0, 30), st.none()) if gaps else st.integers(0, 30)
    rows = draw(st.lists(st.lists(cell, min_size=PLACES, max_size=PLACES), min_size=WEEKS, max_size=WEEKS))
    index = pd.date_range("2024-01-01", periods=WEEKS, freq="7D")
    return pd.DataFrame(rows, index=index, columns=list("abc")).astype("float64")


def same(first, second):
    # Statistics over a flat baseline may be infinite; NaN must stand in the same cells.
    pd.testing.assert_frame_equal(first, second, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=30, deadline=None)
@given(grid=grids(), shift=st.integers(0, 50), scale=st.integers(1, 9))
def test_the_unit_does_not_matter(method, grid, shift, scale):
    same(method(grid * scale + shift), method(grid))


@settings(max_examples=30, deadline=None)
@given(grid=grids(), population=st.integers(20_000, 900_000))
def test_one_population_gives_the_same_statistic_for_counts_and_rates(grid, population):
    same(detection.c2(grid / population * 100_000), detection.c2(grid))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=30, deadline=None)
@given(grid=grids(), order=st.permutations(list("abc")))
def test_the_order_of_municipalities_does_not_matter(method, grid, order):
    same(method(grid[order]), method(grid)[order])


@pytest.mark.parametrize("guard", [0, 2])
@settings(max_examples=30, deadline=None)
@given(grid=grids(gaps=False), extra=st.integers(1, 500))
def test_the_week_itself_and_its_guard_band_stay_out_of_the_baseline(guard, grid, extra):
    changed = grid.copy()
    changed.iloc[-1 - guard :] += extra
    for before, after in zip(
        detection.baseline(grid, guard=guard), detection.baseline(changed, guard=guard), strict=True
    ):
        same(after.iloc[[-1]], before.iloc[[-1]])


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=30, deadline=None)
@given(grid=grids())
def test_a_gap_never_becomes_an_alarm_nor_a_no(method, grid):
    raised = detection.alarms(method(grid), threshold=2)
    assert raised.where(grid.isna()).isna().all().all()
    assert raised.dtypes.astype(str).eq("boolean").all()


@settings(max_examples=30, deadline=None)
@given(grid=grids(gaps=False), week=st.integers(0, WEEKS - 2))
def test_a_gap_is_not_a_zero_and_does_not_slide_the_window(grid, week):
    holed = grid.copy()
    holed.iloc[week, 0] = np.nan
    mean, _ = detection.baseline(holed)
    for t in range(7, WEEKS):
        assert mean.iloc[t, 0] == pytest.approx(holed["a"].iloc[t - 7 : t].mean())


def test_too_few_reports_leave_the_statistic_undefined():
    grid = pd.DataFrame({"a": [1, 2, np.nan, np.nan, np.nan, 3, 2, 9.0]})
    assert detection.c1(grid)["a"].isna().all()
    assert detection.c1(grid, minimum=4)["a"].notna().iloc[-1]


def test_the_current_week_inside_its_own_baseline_has_a_ceiling():
    # Why the guard exists: with the week inside, seven values can never pass (n - 1) / sqrt(n) = 2.27 sd.
    values = np.array([0, 0, 0, 0, 0, 0, 1e6])
    assert (values[-1] - values.mean()) / values.std(ddof=1) == pytest.approx(6 / np.sqrt(7))


@settings(max_examples=30, deadline=None)
@given(grid=grids())
def test_cusum_waits_through_a_gap(grid):
    sums = cusum(grid, expected=pd.Series({"a": 3.0, "b": 5.0, "c": 8.0}))
    assert sums.isna().equals(grid.isna())
    squeezed = grid["a"].dropna()
    if len(squeezed):
        again = cusum(squeezed.to_frame().reset_index(drop=True), expected=pd.Series({"a": 3.0}))
        assert sums["a"].dropna().tolist() == pytest.approx(again["a"].tolist())


@pytest.mark.parametrize("m", [0.0, -1.0, np.nan])
def test_cusum_needs_an_expected_count(m):
    with pytest.raises(InputError):
        cusum(pd.DataFrame({"a": [1.0]}), expected=pd.Series({"a": m}))


@pytest.mark.parametrize("settings_", [{"minimum": 2}, {"minimum": 8}, {"guard": -1}, {"min_sigma": -0.5}])
def test_settings_that_make_no_sense_are_refused(settings_):
    with pytest.raises(InputError):
        detection.baseline(pd.DataFrame({"a": [1.0] * 20}), **settings_)


def test_strictly_above_for_ears_and_reached_for_cusum():
    statistic = pd.DataFrame({"a": [2.9, 3.0, 3.1, np.nan]})
    assert detection.alarms(statistic, threshold=3)["a"].tolist()[:3] == [False, False, True]
    assert detection.alarms(statistic, threshold=3, or_equal=True)["a"].tolist()[:3] == [False, True, True]


def reports():
    weeks = pd.date_range("2024-01-01", periods=4, freq="7D")
    table = pd.DataFrame([(w, m, 2) for w in weeks for m in ("x", "y")], columns=["week", "municipality", "incidents"])
    return table.astype({"incidents": "Int64"})


def test_grid_keeps_blanks_and_absent_rows_as_gaps():
    table = reports()
    table.loc[0, "incidents"] = pd.NA
    table.loc[1, "incidents"] = 0
    grid = weekly_grid(table.drop(index=[4, 5]))
    assert len(grid) == 4
    assert np.isnan(grid.loc["2024-01-01", "x"])
    assert grid.loc["2024-01-01", "y"] == 0
    assert grid.loc["2024-01-15"].isna().all()


def test_bad_tables_are_refused_with_a_sentence():
    table = reports()
    stray = table.copy()
    stray.loc[0, "week"] += pd.Timedelta(days=2)
    refused = {
        "column-missing": table.drop(columns="week"),
        "week-twice": pd.concat([table, table.head(1)]),
        "weeks-uneven": pd.concat([table, stray.head(1)]),
    }
    for key, bad in refused.items():
        with pytest.raises(InputError) as caught:
            weekly_grid(bad)
        assert caught.value.code == f"early-warning.{key}"
        for language in ("en", "es"):
            assert caught.value.sentence(language)
    holed = weekly_grid(table).drop(index="2024-01-08")
    with pytest.raises(InputError) as caught:
        detection.c1(holed)
    assert "2024-01-08" in caught.value.sentence("en")
