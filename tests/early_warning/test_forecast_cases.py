"""Cases look back, outcomes look ahead, and the invented reports hold what the lesson says that they hold."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.datasets import COUNTRIES
from ruta.early_warning.example_reports import BLANK, PLACES, example_reports
from ruta.early_warning.forecast_cases import FEATURES, forecast_cases, onset_dates, outcome_known
from ruta.errors import InputError

WEEKS = pd.date_range("2024-01-01", periods=70, freq="7D")


def small(incidents=None, displacement=None):
    """Seventy weeks of three municipalities, two of them neighbours, with nothing going on but what is asked for."""
    rows = pd.MultiIndex.from_product([WEEKS, ["A-1", "A-2", "B-1"]], names=["week", "municipality"]).to_frame(
        index=False
    )
    rows["area"] = rows["municipality"].str[0]
    rows["population"] = rows["municipality"].map({"A-1": 100_000, "A-2": 50_000, "B-1": 200_000})
    rows["incidents"] = pd.array(incidents if incidents is not None else [2] * len(rows), dtype="Int64")
    rows["displacement"] = False
    for week, municipality in displacement or []:
        rows.loc[(rows["week"] == WEEKS[week]) & (rows["municipality"] == municipality), "displacement"] = True
    return rows


def case(table, week, municipality):
    return table[(table["origin"] == WEEKS[week]) & (table["municipality"] == municipality)].iloc[0]


def test_one_case_by_hand():
    table = forecast_cases(small(displacement=[(50, "A-2"), (54, "A-1"), (55, "A-1")]))
    first, second = case(table, 51, "A-1"), case(table, 55, "A-1")
    assert first["rate_4"] == first["rate_52"] == 2.0
    assert case(table, 51, "A-2")["rate_4"] == 4.0
    assert (first["displaced_now"], first["displaced_52"], first["neighbours_4"]) == (0, 0, 1)
    assert first["calm"]
    assert first["coming"]
    assert (second["displaced_now"], second["displaced_52"], second["neighbours_4"]) == (1, 2, 0)
    assert not second["calm"]
    assert not second["coming"]
    assert case(table, 51, "B-1")["neighbours_4"] == 0
    assert sorted(table["origin"].unique()) == list(WEEKS[51:66:4])


def test_a_blank_is_left_out_of_the_mean():
    incidents = [2] * 210
    for week in (49, 50, 51):
        incidents[3 * week] = None
    incidents[3 * 48] = 8
    table = forecast_cases(small(incidents))
    assert case(table, 51, "A-1")["rate_4"] == 8.0  # one week of the four was reported
    assert case(table, 51, "A-1")["rate_12"] == pytest.approx((8 * 2 + 8) / 9)


def test_four_silent_weeks_are_refused():
    incidents = [2] * 210
    for week in (48, 49, 50, 51):
        incidents[3 * week] = None
    with pytest.raises(InputError) as caught:
        forecast_cases(small(incidents))
    assert caught.value.code == "forecast.no-recent-report"
    assert "A-1" in caught.value.sentence("en")
    assert WEEKS[51].date().isoformat() in caught.value.sentence("es")


@settings(deadline=None, max_examples=10)
@given(changed=st.integers(56, 69), value=st.integers(3, 500))
def test_features_do_not_see_the_weeks_after(changed, value):
    incidents = [2] * 210
    before = forecast_cases(small(incidents))
    incidents[3 * changed] = value
    after = forecast_cases(small(incidents, displacement=[(changed, "A-1")]))
    past = before["origin"] < WEEKS[changed]
    features = list(FEATURES)
    pd.testing.assert_frame_equal(before.loc[past, features], after.loc[past, features])
    assert not before.loc[~past, features].equals(after.loc[~past, features]) or past.all()


def test_the_outcome_is_the_horizon_and_no_week_more():
    table = forecast_cases(small(displacement=[(59, "A-1")]), horizon=4)
    assert case(table, 55, "A-1")["coming"]
    assert not case(table, 51, "A-1")["coming"]
    assert not forecast_cases(small(displacement=[(59, "A-1")]), horizon=3).query("coming").size
    origins = table["origin"].head(1)
    assert (outcome_known(origins, horizon=4, delay=2) - origins).iloc[0] == pd.Timedelta(weeks=6)


def test_onsets_begin_after_calm():
    reports = small(displacement=[(20, "A-1"), (21, "A-1"), (24, "A-1"), (40, "A-1"), (40, "B-1")])
    found = onset_dates(reports)
    assert found["event_date"].tolist() == [WEEKS[20], WEEKS[40], WEEKS[40]]
    assert found["municipality"].tolist() == ["A-1", "A-1", "B-1"]


@pytest.mark.parametrize("name", ["horizon", "step"])
def test_weeks_are_whole(name):
    with pytest.raises(InputError) as caught:
        forecast_cases(small(), **{name: 0})
    assert caught.value.code == "forecast.weeks"


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", [1, 2026, 2027])
def test_the_invented_reports_are_as_the_lesson_says(country, seed):
    reports = example_reports(country=country, seed=seed)
    assert len(reports) == 260 * PLACES
    assert reports["municipality"].nunique() == 120
    assert reports["area"].nunique() == 24
    assert reports["incidents"].isna().mean() == pytest.approx(BLANK, abs=0.004)
    table = forecast_cases(reports)
    test = table[table["origin"] >= "2024-01-01"]
    calm = test[test["calm"]]
    assert 0.025 < calm["coming"].mean() < 0.06  # "never" is right in at least 94% of the calm cases
    assert ((test["displaced_now"] > 0) == test["coming"]).mean() > 0.94  # and so is "as today" in all of them
    # Crises are months long and apart: "calm" and "in crisis" are not a matter of single weeks.
    onsets = onset_dates(reports)
    assert onsets.groupby("municipality")["event_date"].diff().min() > pd.Timedelta(weeks=15)


def test_the_same_draw_gives_the_same_reports():
    one, two = (example_reports(country="HND", seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert not one["incidents"].equals(example_reports(country="SLV", seed=5)["incidents"])
    assert str(one.dtypes["population"]) == "int64"
    start = time.perf_counter()
    forecast_cases(one)
    assert time.perf_counter() - start < 2
    assert np.isfinite(forecast_cases(one)[list(FEATURES)].to_numpy()).all()
