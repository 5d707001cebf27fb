"""A table of many municipalities in one call gives each the results that it would have alone, gaps and all."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import detection
from ruta.early_warning.cusum import cusum
from ruta.early_warning.seasonal import seasonal_limit
from ruta.errors import InputError

CLOSE = {"rtol": 1e-12, "atol": 1e-12}
DETECTORS = {
    "c1": lambda grid: detection.c1(grid, min_sigma=0.5),
    "c2": detection.c2,
    "c3": detection.c3,
    "limit": lambda grid: detection.limit(grid, threshold=3, guard=2, length=9, minimum=4),
    "cusum": lambda grid: cusum(grid, expected=pd.Series({name: 2.0 + int(name[1:]) for name in grid})),
    "seasonal": lambda grid: seasonal_limit(grid, q=0.75, years=2, spread=2, minimum=4),
}


@st.composite
def tables(draw):
    """Counts or rates, up to three years and some, with gaps at random, a flat series, a silent one."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    weeks, places = draw(st.integers(1, 190)), draw(st.integers(1, 6))
    values = rng.negative_binomial(1, 0.2, size=(weeks, places)).astype(float) * draw(st.sampled_from([1.0, 0.37]))
    values[rng.random(values.shape) < draw(st.sampled_from([0, 0.1, 0.4]))] = np.nan
    extra = np.column_stack([np.full(weeks, 0.1), np.full(weeks, np.nan)])
    columns = [f"m{place}" for place in range(places + 2)]
    return pd.DataFrame(
        np.hstack([values, extra]), index=pd.date_range("2020-01-06", periods=weeks, freq="7D"), columns=columns
    )


@pytest.mark.parametrize("name", DETECTORS)
@settings(max_examples=25, deadline=None)
@given(table=tables())
def test_one_call_equals_a_loop_over_series(name, table):
    detect = DETECTORS[name]
    alone = pd.concat([detect(table[[column]]) for column in table], axis="columns", sort=False)
    pd.testing.assert_frame_equal(detect(table), alone, **CLOSE)


def moments(window, minimum):
    known = window[~np.isnan(window)]
    return (known.mean(), known.std(ddof=1)) if len(known) >= minimum else (np.nan, np.nan)


@settings(max_examples=25, deadline=None)
@given(table=tables(), guard=st.integers(0, 3), length=st.integers(3, 12), data=st.data())
def test_the_baseline_week_by_week(table, guard, length, data):
    minimum = data.draw(st.integers(3, length))
    mean, sd = detection.baseline(table, guard=guard, length=length, minimum=minimum)
    values = table.to_numpy()
    for week in range(len(values)):
        for place in range(values.shape[1]):
            begin = week - guard - length
            window = values[begin : week - guard, place] if begin >= 0 else np.array([])
            found = mean.iloc[week, place], sd.iloc[week, place]
            assert found == pytest.approx(moments(window, minimum), rel=1e-12, abs=1e-12, nan_ok=True)


@settings(max_examples=15, deadline=None)
@given(table=tables(), years=st.integers(1, 3), spread=st.integers(0, 3), data=st.data())
def test_the_seasonal_limit_week_by_week(table, years, spread, data):
    minimum = data.draw(st.integers(1, years * (2 * spread + 1)))
    found = seasonal_limit(table, q=0.75, years=years, spread=spread, minimum=minimum).to_numpy()
    values = table.to_numpy()
    for week in range(len(values)):
        lags = [52 * year + step for year in range(1, years + 1) for step in range(-spread, spread + 1)]
        rows = [week - lag for lag in lags if lag <= week]
        for place in range(values.shape[1]):
            known = values[rows, place][~np.isnan(values[rows, place])]
            expected = np.quantile(known, 0.75) if len(known) >= minimum else np.nan
            assert found[week, place] == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_a_spread_of_a_year_would_take_in_the_week_itself():
    with pytest.raises(InputError):
        seasonal_limit(pd.DataFrame({"a": [1.0] * 200}), q=0.5, years=1, spread=52, minimum=1)
