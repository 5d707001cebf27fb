"""The published vectors: R surveillance 1.26.0, data salmNewport summed over Germany, and small checks by hand."""

import numpy as np
import pandas as pd
import pytest

from ruta.early_warning import cusum as cusum_module
from ruta.early_warning import detection
from ruta.early_warning.seasonal import percentile, seasonal_limit

WINTER = [1, 1, 1, 3, 3, 1, 2, 1, 0, 3, 3]  # seven weeks before 2011-01-03, then four weeks of 2011
AUTUMN = [5, 2, 0, 3, 6, 1, 2, 1, 2, 0, 2, 0, 3, 9, 41, 45, 17, 3, 3, 5, 11, 5]  # weeks 31 to 52 of 2011


def weekly(counts, first="2011-08-01"):
    return pd.DataFrame({"DE": counts}, index=pd.date_range(first, periods=len(counts), freq="7D"), dtype="float64")


@pytest.fixture
def autumn():
    grid = weekly(AUTUMN)
    assert grid.index[0].isocalendar()[1] == 31
    return grid


def by_week(frame):
    return pd.Series(frame["DE"].to_numpy(), index=frame.index.isocalendar().week)


def test_c1_limits_agree_with_the_package_on_both_sides():
    grid = weekly(WINTER, "2010-11-15")
    limit = detection.limit(grid, threshold=detection.normal_threshold(0.05))["DE"].loc["2011-01-03":]
    assert limit.index[0] == pd.Timestamp("2011-01-03")
    assert limit.tolist() == pytest.approx([3.278854, 3.278854, 3.436517, 3.855617], abs=1e-6)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("c1", [2.064, 6.677, 12.437, 2.490, 0.137, -0.727]),
        ("c2", [0.439, 3.656, 44.299, 38.426, 4.698, -0.347]),
        ("c3", [0.0, 2.656, 45.954, 83.381, 84.423, 41.125]),
    ],
)
def test_statistics_of_the_outbreak(autumn, method, expected):
    found = by_week(getattr(detection, method)(autumn)).loc[43:48]
    assert found.tolist() == pytest.approx(expected, abs=5e-4)


def test_alarms_of_the_outbreak(autumn):
    at = detection.normal_threshold(0.001)
    alarmed = {m: by_week(detection.alarms(getattr(detection, m)(autumn), threshold=at)) for m in ("c1", "c2")}
    assert list(alarmed["c1"].loc[40:].loc[lambda s: s.fillna(False)].index) == [44, 45]
    assert list(alarmed["c2"].loc[40:].loc[lambda s: s.fillna(False)].index) == [44, 45, 46, 47]
    c3 = by_week(detection.alarms(detection.c3(autumn), threshold=detection.normal_threshold(0.025)))
    assert autumn["DE"].iloc[48 - 31] == 3
    assert c3.loc[48]  # still alarms with three cases


def test_alarms_at_five_percent(autumn):
    at = detection.normal_threshold(0.05)
    raised = by_week(detection.alarms(detection.c1(autumn), threshold=at)).loc[38:]
    assert list(raised.loc[raised.fillna(False)].index) == [43, 44, 45, 46]


def test_cusum_starts_in_week_44_and_never_comes_back(autumn):
    sums = cusum_module.cusum(autumn.loc["2011-10-24":], expected=pd.Series({"DE": 2.528767}))
    found = by_week(sums)
    assert found.loc[43] == 0
    assert found.loc[44:47].tolist() == pytest.approx([3.0294, 26.182, 51.850, 59.910], abs=5e-4)
    assert found.loc[52] == pytest.approx(63.738, abs=5e-4)
    raised = by_week(detection.alarms(sums, threshold=cusum_module.H, or_equal=True))
    assert list(raised.loc[raised.fillna(False)].index) == list(range(44, 53))


def test_default_thresholds():
    assert detection.normal_threshold(0.001) == pytest.approx(3.0902, abs=1e-4)
    assert detection.normal_threshold(0.025) == pytest.approx(1.96, abs=1e-4)


def test_the_quantile_depends_on_its_definition():
    values = np.array([[3.0], [5.0], [8.0], [12.0], [40.0]])
    assert percentile(values, 0.75).tolist() == [12.0]
    assert percentile(values, 0.75, definition="weibull").tolist() == [26.0]
    assert values.mean() + 2 * values.std(ddof=1) == pytest.approx(43.885, abs=1e-3)


@pytest.mark.parametrize("definition", ["linear", "weibull"])
@pytest.mark.parametrize("q", [0.05, 0.5, 0.75, 0.9, 0.99])
def test_quantiles_agree_with_numpy(definition, q):
    values = np.random.default_rng(7).integers(0, 40, size=(13, 6)).astype(float)
    assert percentile(values, q, definition=definition) == pytest.approx(
        np.quantile(values, q, axis=0, method=definition)
    )


def test_quantile_leaves_gaps_out():
    values = np.array([[3.0, np.nan], [np.nan, np.nan], [5.0, np.nan]])
    found = percentile(values, 0.5)
    assert found[0] == 4.0
    assert np.isnan(found[1])


def test_seasonal_limit_is_the_percentile_of_the_same_weeks():
    values = np.arange(52 * 3 + 2, dtype=float)
    grid = weekly(values)
    last = seasonal_limit(grid, q=0.75, years=3, spread=1, minimum=9)["DE"].iloc[-1]
    same = [values[-1 - 52 * year + step] for year in (1, 2, 3) for step in (-1, 0, 1)]
    assert last == pytest.approx(np.quantile(same, 0.75))
    assert seasonal_limit(grid, q=0.75, years=3, spread=1, minimum=9)["DE"].iloc[: 52 * 3 - 1].isna().all()


def test_seasonal_limit_of_a_short_series_is_undefined():
    assert seasonal_limit(weekly([1, 2, 3]), q=0.5, years=1, minimum=1)["DE"].isna().all()


def test_one_incident_after_silence_of_incidents_alarms_unless_sigma_has_a_floor():
    grid = weekly([0] * 9 + [1])
    for method in (detection.c1, detection.c2):
        assert detection.alarms(method(grid), threshold=3)["DE"].iloc[-1]
        assert not detection.alarms(method(grid, min_sigma=0.5), threshold=3)["DE"].iloc[-1]
        assert not detection.alarms(method(grid), threshold=3)["DE"].iloc[:-1].fillna(False).any()
