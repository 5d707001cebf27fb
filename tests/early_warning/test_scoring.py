"""Alarms against known onsets: a small case counted by hand, and what must always hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import scoring

WEEKS = pd.date_range("2023-12-04", periods=104, freq="7D", name="week")


def grid(**alarmed):
    frame = pd.DataFrame(False, index=WEEKS, columns=list("abc")).astype("boolean")
    for name, rows in alarmed.items():
        frame.loc[WEEKS[rows], name] = True
    return frame


def onsets(*rows):
    table = pd.DataFrame(rows, columns=["municipality", "start", "end"])
    return pd.DataFrame(
        {"municipality": table["municipality"], "onset_week": WEEKS[table["start"]], "end_week": WEEKS[table["end"]]}
    )


def test_a_case_counted_by_hand():
    alarms = grid(a=[3, 12, 13], b=[29])
    events = onsets(("a", 10, 15), ("b", 20, 40), ("c", 50, 55))
    found = scoring.score(alarms, events)
    assert (found.hits, found.misses, found.delays) == (1, 2, (2,))  # b's alarm comes in week 9: too late
    assert (found.false_alarms, found.all_alarms) == (1, 4)
    assert found.false_alarms_per_year == 0.5
    assert found.alarms_per_week == pytest.approx(4 / 104)
    assert found.mean_weeks_lost == pytest.approx((2 + 8 + 8) / 3)
    assert found.false_alarms_per_municipality_year == pytest.approx(1 / 6)


def test_outcomes_name_the_onset():
    found = scoring.onset_outcomes(grid(a=[12]), onsets(("a", 10, 15), ("b", 20, 40)))
    assert found["outcome"].tolist() == ["hit", "miss"]
    assert found["delay"].iloc[0] == 2
    assert found["delay"].isna().iloc[1]


def test_an_onset_in_silence_is_not_a_miss():
    alarms = grid()
    alarms.loc[WEEKS[10:30], "a"] = pd.NA
    found = scoring.score(alarms, onsets(("a", 10, 25)))
    assert (found.hits, found.misses, found.unwatched) == (0, 0, 1)
    assert np.isnan(found.mean_weeks_lost)
    assert found.judged_weeks == 3 * 104 - 20


def test_events_outside_the_grid_are_left_out():
    events = onsets(("a", 10, 15))
    events["municipality"] = "elsewhere"
    assert scoring.onset_outcomes(grid(), events).empty
    assert not scoring.event_weeks(grid(), events).to_numpy().any()


def test_municipality_years_add_up():
    alarms = grid(a=[3, 12, 60], b=[29, 99])
    events = onsets(("a", 10, 15), ("b", 95, 100))
    table = scoring.municipality_years(alarms, events)
    whole = scoring.score(alarms, events)
    assert table["hits"].sum() == whole.hits == 2
    assert table["false_alarms"].sum() == whole.false_alarms == 3
    assert table["judged_weeks"].sum() == whole.judged_weeks
    assert set(table["year"]) == {2023, 2024, 2025}
    assert table.dtypes[["judged_weeks", "hits", "misses", "false_alarms"]].eq("int64").all()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_higher_threshold_never_finds_more(seed):
    rng = np.random.default_rng(seed)
    statistic = pd.DataFrame(rng.normal(size=(104, 3)) * 2, index=WEEKS, columns=list("abc"))
    statistic = statistic.mask(rng.random((104, 3)) < 0.1)
    table = scoring.tradeoff(statistic, onsets(("a", 10, 15), ("b", 20, 40)), thresholds=[0, 1, 2, 3, 5])
    assert table["hits"].is_monotonic_decreasing
    assert table["false_alarms_per_year"].is_monotonic_decreasing
    assert table["alarms_per_week"].is_monotonic_decreasing
    assert table["misses"].is_monotonic_increasing
    assert table["mean_weeks_lost"].is_monotonic_increasing


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(list("abc")))
def test_the_order_of_municipalities_does_not_matter(order):
    alarms = grid(a=[3, 12], b=[29])
    events = onsets(("a", 10, 15), ("b", 20, 40))
    assert scoring.score(alarms[order], events) == scoring.score(alarms, events)
