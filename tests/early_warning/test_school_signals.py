"""Expected counts by hand, the season never from its own year, silence that is no zero."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import school_signals as signals
from ruta.early_warning.k_of_n import at_least
from ruta.early_warning.school_scoring import disturbed, false_calls, judge, promised_and_made
from ruta.errors import InputError

STARTS = pd.DatetimeIndex(
    [pd.Timestamp(year, 2, 1) + pd.Timedelta(weeks=2 * part) for year in (2021, 2022, 2023) for part in range(3)],
    name="start",
)
CALENDAR = pd.DataFrame({"year": np.repeat([2021, 2022, 2023], 3), "fortnight": [1, 2, 3] * 3}, index=STARTS)


def column(*values):
    return pd.DataFrame({"E-01": values}, index=STARTS, dtype="float64")


ENROLLED = column(100, 100, 100, 200, 200, 200, 300, 300, 300)


def test_expected_is_the_former_rate_times_the_present_exposure():
    counts = column(9, 1, 2, 9, 3, 4, 0, 50, 0)
    found = signals.expected(counts, ENROLLED, CALENDAR, spread=0, minimum=2)["E-01"]
    # Second fortnight of 2023: (1 + 3) of (100 + 200), times 300.
    assert found.iloc[7] == pytest.approx(4.0)
    assert found.iloc[:6].isna().all()
    wide = signals.expected(counts, ENROLLED, CALENDAR, spread=1, minimum=4)["E-01"]
    assert wide.iloc[7] == pytest.approx((9 + 1 + 2 + 9 + 3 + 4) / 900 * 300)


def test_a_missing_report_leaves_its_pupils_out_too():
    counts = column(9, 1, 2, 9, np.nan, 4, 0, 50, 0)
    found = signals.expected(counts, ENROLLED, CALENDAR, spread=0, minimum=1)["E-01"]
    assert found.iloc[7] == pytest.approx(1 / 100 * 300)
    assert np.isnan(signals.expected(counts, ENROLLED, CALENDAR, spread=0, minimum=2)["E-01"].iloc[7])


def test_a_closed_fortnight_expects_nothing_and_teaches_nothing():
    shut = ENROLLED.copy()
    shut.iloc[1] = 0.0
    counts = column(9, np.nan, 2, 9, 3, 4, 0, 50, 0)
    found = signals.expected(counts, shut, CALENDAR, spread=0, minimum=1)["E-01"]
    assert found.iloc[7] == pytest.approx(3 / 200 * 300)


@settings(max_examples=30, deadline=None)
@given(now=st.lists(st.integers(0, 99), min_size=3, max_size=3), factor=st.integers(2, 9))
def test_the_year_itself_is_never_in_its_baseline(now, factor):
    past = [4, 1, 2, 9, 3, 4]
    plain, other = (
        signals.expected(column(*past, *(value * scale for value in now)), ENROLLED, CALENDAR) for scale in (1, factor)
    )
    pd.testing.assert_frame_equal(plain, other)


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.integers(0, 40), min_size=9, max_size=9), factor=st.integers(2, 9))
def test_expected_grows_with_the_past_and_not_with_the_size_of_a_school(counts, factor):
    usual = signals.expected(column(*counts), ENROLLED, CALENDAR)
    pd.testing.assert_frame_equal(signals.expected(column(*counts), ENROLLED * factor, CALENDAR), usual)
    pd.testing.assert_frame_equal(signals.expected(column(*counts) * factor, ENROLLED, CALENDAR), usual * factor)


def test_excess_is_in_roots_of_the_usual_and_never_under_the_least():
    usual = pd.DataFrame({"a": [4.0, 0.25, np.nan]})
    counts = pd.DataFrame({"a": [10.0, 1.0, 3.0]})
    assert signals.excess(counts, usual)["a"].tolist() == pytest.approx([3.0, 0.75, np.nan], nan_ok=True)


def test_the_threshold_is_passed_by_its_share():
    values = pd.DataFrame(np.arange(1000.0).reshape(100, 10))
    limit = signals.own_threshold(values, share=0.05)
    assert int((values > limit).sum().sum()) == 50
    with pytest.raises(InputError) as caught:
        signals.own_threshold(values, share=0.0)
    assert "0.0" in caught.value.sentence("en")


def test_a_run_of_silence_passes_over_a_closed_fortnight():
    counts = column(1, np.nan, np.nan, np.nan, 2, np.nan, 3, 3, np.nan)
    is_open = column(1, 1, 0, 1, 1, 1, 1, 1, 1) > 0
    assert signals.silent_runs(counts, is_open)["E-01"].tolist() == [0, 1, 0, 2, 0, 1, 0, 0, 1]


def register(**changes):
    table = pd.DataFrame({
        "school": ["E-01", "E-01"], "start": STARTS[:2], "days_open": [10, 5], "enrolled": [200, 200],
        "insecurity": pd.array([1, None], dtype="Int64"), "residence": pd.array([2, 4], dtype="Int64"),
    })  # fmt: skip
    return table.assign(**changes)


def test_a_sum_with_an_unknown_part_is_unknown_and_days_count():
    total = signals.grid(register(), ("insecurity", "residence"))["E-01"]
    assert total.iloc[0] == 3
    assert np.isnan(total.iloc[1])
    assert signals.exposure(register(), "enrolled")["E-01"].tolist() == [200, 100]


@pytest.mark.parametrize(
    ("table", "code", "named"),
    [
        (register().drop(columns="enrolled"), "column-missing", "enrolled"),
        (register(start=[STARTS[0]] * 2), "row-twice", "2021-02-01"),
    ],
)
def test_a_register_that_cannot_be_read_is_refused(table, code, named):
    with pytest.raises(InputError) as caught:
        signals.exposure(table, "enrolled")
    assert caught.value.code == f"school-alerts.{code}"
    assert named in caught.value.sentence("en")
    with pytest.raises(InputError):
        signals.expected(ENROLLED, ENROLLED, CALENDAR, spread=-1)


WHEN = pd.date_range("2024-02-05", periods=10, freq="14D", name="start")
ONSETS = pd.DataFrame({
    "school": ["E-01", "E-02", "E-03"], "onset": WHEN[[2, 2, 4]], "departure": WHEN[[5, 4, 6]], "end": WHEN[[6, 5, 7]],
})  # fmt: skip


def calls(**rows):
    table = pd.DataFrame(False, index=WHEN, columns=["E-01", "E-02", "E-03", "E-04"]).astype("boolean")
    for school, places in rows.items():
        table.loc[WHEN[places], school.replace("_", "-")] = True
    return table


def test_a_call_counts_when_its_figures_come_before_families_leave():
    table = calls(E_01=[3], E_02=[4], E_04=[0, 9])
    found = judge(table, ONSETS)
    # E-01: fortnight 3 is read on the day fortnight 4 begins, 14 days before the departure. E-02: read too late.
    assert (found.found, found.missed, found.unwatched, found.leads) == (1, 2, 0, (14,))
    # The late call at E-02 is about a real event; the two at E-04 are about nothing.
    assert (found.calls, found.false_calls, found.false_per_term) == (4, 2, 2.0)


def test_the_last_useful_fortnight_has_no_day_of_lead_and_silence_is_no_miss():
    table = calls(E_01=[4])
    table.loc[WHEN[2:4], "E-02"] = pd.NA
    found = judge(table, ONSETS)
    assert found.leads == (0,)
    assert (found.found, found.missed, found.unwatched, found.onsets) == (1, 1, 1, 3)
    assert np.isnan(judge(calls(), ONSETS).median_lead)


def test_signals_that_are_one_signal_break_the_promise():
    one = calls(E_04=[0, 3, 9])
    found = promised_and_made({"a": one, "b": one}, ONSETS)
    # Forty school-fortnights without the five, four and four of the events; in each, both ring or neither.
    quiet = 40 - 5 - 4 - 4
    assert found["made"].tolist() == [3, 3]
    assert found.loc[2, "promised"] == pytest.approx(quiet * (3 / quiet) ** 2)
    assert found.loc[1, "promised"] == pytest.approx(quiet * at_least(1, [3 / quiet] * 2))


def test_the_promise_leaves_out_events_and_what_is_not_known():
    first, second = calls(E_01=[3], E_04=[0]), calls(E_01=[3], E_04=[0])
    second.loc[WHEN[0], "E-04"] = pd.NA
    assert promised_and_made({"a": first, "b": second}, ONSETS).to_numpy().tolist() == [[0, 0], [0, 0]]


def test_a_false_call_has_a_common_cause_only_in_the_sector_and_time_of_a_disturbance():
    table = calls(E_01=[3], E_03=[0], E_04=[0, 9])
    table.loc[WHEN[1], "E-04"] = pd.NA
    false = false_calls(table, ONSETS)
    assert [(WHEN.get_loc(start), school) for start, school in false.stack()[lambda cell: cell].index] == [
        (0, "E-03"), (0, "E-04"), (9, "E-04"),
    ]  # fmt: skip
    sectors = pd.Series({"E-01": "A", "E-02": "A", "E-03": "B", "E-04": "C"})
    disturbances = pd.DataFrame({"sector": ["C", "A"], "first": WHEN[[8, 0]], "last": WHEN[[9, 1]]})
    found = disturbed(table, disturbances, sectors)
    assert found.sum().tolist() == [2, 2, 0, 2]
    assert int((false & found).to_numpy().sum()) == 1


def test_the_list_of_a_monday_holds_agreement_and_silence_and_says_why():
    first, second = calls(E_01=[3], E_02=[3], E_04=[2]), calls(E_01=[3], E_03=[3], E_04=[3])
    first.loc[WHEN[3], "E-03"] = pd.NA
    silence = pd.DataFrame(0, index=WHEN, columns=first.columns)
    silence.loc[WHEN[3]] = [0, 1, 2, 0]
    found = signals.call_list({"a": first, "b": second}, silence, WHEN[3])
    assert found.to_dict("index") == {
        "E-01": {"signals": ("a", "b"), "silent": 0}, "E-03": {"signals": ("b",), "silent": 2},
    }  # fmt: skip
    assert signals.call_list({"a": first}, silence, WHEN[9]).empty
