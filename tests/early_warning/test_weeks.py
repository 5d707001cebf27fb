"""Bad weekly series are refused by one sentence that names the municipality and the week."""

import numpy as np
import pandas as pd
import pytest

from ruta.early_warning import detection
from ruta.early_warning.cusum import cusum
from ruta.early_warning.rates import weekly_rates
from ruta.early_warning.seasonal import seasonal_limit
from ruta.early_warning.weeks import require_complete, weekly_grid
from ruta.errors import InputError

WEEKS = pd.date_range("2024-01-01", periods=12, freq="7D", name="week")
NAMES = ["Valle Claro", "Río Hondo"]


@pytest.fixture
def grid():
    return pd.DataFrame(np.arange(24.0).reshape(12, 2), index=WEEKS, columns=NAMES)


@pytest.fixture
def table(grid):
    return grid.rename_axis(columns="municipality").stack().rename("incidents").reset_index()


def refused(code, call, *named):
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.code == f"early-warning.{code}"
    sentences = [caught.value.sentence(language) for language in ("en", "es")]
    assert sentences[0] != sentences[1]
    for sentence in sentences:
        assert "{" not in sentence
        assert "00:00" not in sentence
        for name in named:
            assert name in sentence
    return caught.value


def test_a_good_table_passes(table, grid):
    pd.testing.assert_frame_equal(weekly_grid(table)[NAMES], grid, check_names=False, check_freq=False)
    assert weekly_grid(table.astype({"incidents": "Int64"})).dtypes.eq("float64").all()
    assert require_complete(grid) is grid


def test_a_negative_count_in_the_reports(table):
    table.loc[5, "incidents"] = -3
    refused("value-negative", lambda: weekly_grid(table), "Río Hondo", "2024-01-15", "-3")


DETECTORS = {
    "c1": detection.c1,
    "c2": detection.c2,
    "c3": detection.c3,
    "cusum": lambda grid: cusum(grid, expected=pd.Series(2.0, index=grid.columns)),
    "seasonal": lambda grid: seasonal_limit(grid, q=0.75, years=1, minimum=1),
    "rates": lambda grid: weekly_rates(grid, pd.Series(1000.0, index=NAMES)),
}


@pytest.mark.parametrize("name", DETECTORS)
def test_every_method_refuses_a_bad_grid(name, grid):
    method = DETECTORS[name]
    bad = grid.copy()
    bad.loc["2024-02-05", "Río Hondo"] = -1
    refused("value-negative", lambda: method(bad), "Río Hondo", "2024-02-05")
    refused("row-twice", lambda: method(grid.iloc[[0, 1, 1, 2]]), "2024-01-08")
    refused("week-missing", lambda: method(grid.drop(index=WEEKS[4])), "2024-01-29")
    refused("municipality-twice", lambda: method(grid[["Río Hondo", *NAMES]]), "Río Hondo")


def test_one_municipality_twice_in_one_week(table):
    refused("week-twice", lambda: weekly_grid(pd.concat([table, table.iloc[[7]]])), "Río Hondo", "2024-01-22")


def test_a_word_for_a_number(table):
    table = table.astype({"incidents": "object"})
    table.loc[2, "incidents"] = "n/d"
    refused("value-no-number", lambda: weekly_grid(table), "Valle Claro", "2024-01-08", "n/d")


def test_a_report_of_nobody_or_of_no_week(table):
    for column in ("week", "municipality"):
        holed = table.copy()
        holed.loc[3, column] = None
        assert refused("key-blank", lambda holed=holed: weekly_grid(holed), column).params["row"] == 3


def test_no_reports_at_all(table):
    refused("no-reports", lambda: weekly_grid(table.head(0)))


def test_a_gap_where_a_method_needs_every_week(grid):
    grid.loc["2024-01-15", "Río Hondo"] = np.nan
    grid.loc["2024-01-22", "Valle Claro"] = np.nan
    refused("report-missing", lambda: require_complete(grid), "Río Hondo", "2024-01-15", "2")


def test_rates_by_hand_and_by_label(grid):
    population = pd.Series({"Río Hondo": 50_000, "Valle Claro": 20_000})
    grid.iloc[3, 0] = np.nan
    found = weekly_rates(grid, population)
    assert found.iloc[1].tolist() == pytest.approx([2 / 20_000 * 100_000, 3 / 50_000 * 100_000])
    assert np.isnan(found.iloc[3, 0])
    yearly = pd.DataFrame([population] * 12, index=WEEKS)
    pd.testing.assert_frame_equal(weekly_rates(grid, yearly), found)


@pytest.mark.parametrize("people", [0.0, -5.0, np.nan, np.inf])
def test_a_population_that_divides_nothing(grid, people):
    population = pd.Series({"Valle Claro": 20_000, "Río Hondo": people})
    refused("population-not-positive", lambda: weekly_rates(grid, population), "Río Hondo", "2024-01-01")
    refused("population-not-positive", lambda: weekly_rates(grid, population.head(1)), "Río Hondo")
    weekly = pd.DataFrame(20_000.0, index=WEEKS, columns=NAMES)
    weekly.loc["2024-02-19", "Valle Claro"] = people
    refused("population-not-positive", lambda: weekly_rates(grid, weekly), "Valle Claro", "2024-02-19")
