"""Lead time: hits only, by a small case counted by hand and by what must hold for any alerts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning.lead_time import alert_dates, lead_time, lead_times
from ruta.errors import InputError

START = pd.Timestamp("2024-01-01")


def dated(name, *rows):
    return pd.DataFrame(
        {"municipality": [m for m, _ in rows], name: pd.to_datetime([START + pd.Timedelta(days=d) for _, d in rows])}
    )


EVENTS = dated("event_date", ("a", 60), ("a", 20), ("b", 30), ("c", 30), ("d", 5))
ALERTS = dated("alert_date", ("a", 15), ("a", 6), ("a", 25), ("b", 31), ("c", 30), ("e", 1))


def test_by_hand():
    found = lead_times(ALERTS, EVENTS, longest_days=28)
    assert found["municipality"].tolist() == EVENTS["municipality"].tolist()
    # a60: its alert is 35 days old; a20: the earlier of two; b: after the event; c: the same day; d: none.
    assert found["lead_days"].tolist() == [pd.NA, 14, pd.NA, 0, pd.NA]
    assert found["alert_date"].isna().tolist() == [True, False, True, False, True]
    summary = lead_time(found, needed_days=14)
    assert (summary.hits, summary.misses, summary.median_days, summary.in_time) == (2, 3, 7.0, 1)
    assert (summary.share_of_hits, summary.share_of_events) == (0.5, 0.2)


def test_misses_are_not_lead_times_of_zero():
    found = lead_times(ALERTS, EVENTS, longest_days=28)
    assert lead_time(found, needed_days=7).median_days != found["lead_days"].fillna(0).median()
    none = lead_time(lead_times(ALERTS.head(0), EVENTS, longest_days=28), needed_days=7)
    assert (none.hits, none.misses, none.share_of_events) == (0, 5, 0)
    assert np.isnan([none.median_days, none.share_of_hits]).all()


place = st.tuples(st.sampled_from("abc"), st.integers(0, 90))


@settings(deadline=None)
@given(
    alerts=st.lists(place, max_size=15),
    events=st.lists(place, min_size=1, max_size=8, unique=True),
    longest=st.integers(0, 40),
)
def test_the_rule_alert_by_alert(alerts, events, longest):
    found = lead_times(dated("alert_date", *alerts), dated("event_date", *events), longest_days=longest)
    expected = []
    for name, day in events:
        earlier = max((d for m, d in events if m == name and d < day), default=-1)
        leads = [day - d for m, d in alerts if m == name and earlier < d <= day and day - d <= longest]
        expected.append(max(leads, default=pd.NA))
    assert found["lead_days"].tolist() == expected
    summary = lead_time(found, needed_days=0)
    assert summary.in_time == summary.hits
    assert summary.hits + summary.misses == len(events)


def test_alarms_of_a_grid_become_alerts():
    grid = pd.DataFrame(
        {"a": [True, pd.NA, False], "b": [pd.NA, True, True]}, index=pd.date_range(START, periods=3, freq="7D")
    ).astype("boolean")
    found = alert_dates(grid)
    assert found["municipality"].tolist() == ["a", "b", "b"]
    assert found["alert_date"].tolist() == [grid.index[0], grid.index[1], grid.index[2]]
    lead = lead_times(found, dated("event_date", ("b", 20)), longest_days=28)
    assert lead["lead_days"].tolist() == [13]


REFUSED = {
    "column-missing": lambda: lead_times(ALERTS.drop(columns="alert_date"), EVENTS, longest_days=1),
    "forecast-blank": lambda: lead_times(ALERTS.assign(alert_date=pd.NaT), EVENTS, longest_days=1),
    "event-twice": lambda: lead_times(ALERTS, pd.concat([EVENTS, EVENTS]), longest_days=1),
    "no-events": lambda: lead_times(ALERTS, EVENTS.head(0), longest_days=1),
    "days-negative": lambda: lead_times(ALERTS, EVENTS, longest_days=-1),
}


@pytest.mark.parametrize("key", REFUSED)
def test_bad_input_is_one_sentence(key):
    with pytest.raises(InputError) as caught:
        REFUSED[key]()
    assert caught.value.code == f"early-warning.{key}"
    assert caught.value.sentence("en") != caught.value.sentence("es")
