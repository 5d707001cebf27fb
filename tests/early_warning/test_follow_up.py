"""The register of follow-up: a median by hand, the survival package, what happens to the unanswered, bad rows."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from ruta.early_warning import example_register, follow_up
from ruta.errors import InputError

AS_OF = pd.Timestamp("2025-12-31 18:00")


def register(**columns):
    base = {
        "recommendation": ["R-1", "R-2", "R-3"], "authority": ["health"] * 3,
        "sent": pd.to_datetime(["2025-12-01 08:00"] * 3),
        "acknowledged": pd.to_datetime(["2025-12-03 08:00", None, None]),
        "acted": pd.to_datetime([None] * 3), "status": ["under-way", "open", "open"],
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def table(days, answered):
    return pd.DataFrame({"days": np.asarray(days, float), "answered": np.asarray(answered, bool)})


def test_six_alerts_by_hand():
    """Answered on days 1, 2 and 4; open since 3, 10 and 10: 5/6, 4/6, then 3 at risk on day 4, so 4/6 * 2/3 = 4/9."""
    waited = table([1, 2, 3, 4, 10, 10], [1, 1, 0, 1, 0, 0])
    steps = follow_up.answered_by(waited)
    assert steps["at_risk"].tolist() == [6, 5, 3]
    assert steps["share"].tolist() == pytest.approx([1 / 6, 2 / 6, 5 / 9])
    assert follow_up.median_days(waited) == 4


def test_a_half_that_is_exactly_a_half_counts():
    assert follow_up.median_days(table([1, 2, 9, 9], [1, 1, 0, 0])) == 2
    assert follow_up.median_days(table([1, 2, 2.5, 4, 9, 9], [1, 0, 1, 1, 0, 0])) == 4


def test_a_median_that_is_never_reached_is_unknown_and_not_a_number():
    assert math.isnan(follow_up.median_days(table([1, 9, 9], [1, 0, 0])))
    assert math.isnan(follow_up.median_days(table([5, 5], [0, 0])))


WAITS = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40)


@given(WAITS)
@settings(deadline=None)  # a shared machine may be slow
def test_shares_and_median_are_those_of_lifelines(rows):
    waited = table([row[0] for row in rows], [row[1] for row in rows])
    fitted = KaplanMeierFitter().fit(waited["days"], waited["answered"])
    steps = follow_up.answered_by(waited)
    expected = 1 - fitted.survival_function_["KM_estimate"].reindex(steps.index)
    assert steps["share"].tolist() == pytest.approx(expected.tolist())
    # lifelines: the first time at which the curve is at or below one half; infinite where it never is.
    survival = fitted.survival_function_["KM_estimate"]
    reached = survival.index[survival <= 0.5 + 1e-9]
    ours = follow_up.median_days(waited)
    assert (math.isnan(ours) and not len(reached)) or ours == reached[0]


@given(WAITS)
@settings(deadline=None)  # a shared machine may be slow
def test_leaving_out_the_unanswered_never_lengthens_the_median(rows):
    waited = table([row[0] for row in rows], [row[1] for row in rows])
    kept = follow_up.median_days(waited)
    if waited["answered"].any():
        dropped = follow_up.median_days(waited[waited["answered"]])
        assert math.isnan(kept) or dropped <= kept


@given(WAITS, st.randoms())
@settings(deadline=None)  # a shared machine may be slow
def test_the_order_of_the_rows_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    first, second = (table([row[0] for row in some], [row[1] for row in some]) for some in (rows, mixed))
    pd.testing.assert_frame_equal(follow_up.answered_by(first), follow_up.answered_by(second))


def test_waits_of_the_unanswered_are_as_long_as_they_have_lasted():
    waited = follow_up.waits(register(), as_of=AS_OF)
    assert waited["answered"].tolist() == [True, False, False]
    assert waited["days"].tolist() == pytest.approx([2, 30 + 10 / 24, 30 + 10 / 24])


def test_by_authority_counts_every_row_once():
    made = example_register.example_register(country="HND", seed=5)
    found = follow_up.by_authority(made, as_of=AS_OF)
    assert found["sent"].sum() == len(made) == 48
    assert (found["acknowledged"] + found["unanswered"] == found["sent"]).all()
    assert (found["acted"] <= found["acknowledged"]).all()


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
def test_the_example_register_is_one_that_can_be_counted(country):
    made = example_register.example_register(country=country, seed=2026)
    follow_up.checked(made, as_of=AS_OF)
    assert made["acknowledged"].isna().any()
    assert not made["acted"].notna()[made["acknowledged"].isna()].any()
    pd.testing.assert_frame_equal(made, example_register.example_register(country=country, seed=2026))
    assert not made.equals(example_register.example_register(country=country, seed=2027))


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"authority": ["health", None, "health"]}, "alerting.register-authority"),
        ({"authority": ["health", " ", "health"]}, "alerting.register-authority"),
        ({"status": ["open", "waiting", "open"]}, "alerting.register-status"),
        ({"sent": pd.to_datetime(["2025-12-01", None, "2025-12-01"])}, "alerting.register-sent"),
        ({"acknowledged": pd.to_datetime([None, "2025-11-30", None])}, "alerting.register-order"),
        ({"acted": pd.to_datetime([None, "2026-01-02", None])}, "alerting.register-future"),
    ],
)
def test_a_row_that_cannot_be_counted_is_named(columns, code):
    with pytest.raises(InputError) as raised:
        follow_up.waits(register(**columns), as_of=AS_OF)
    assert raised.value.code == code
    assert raised.value.params["row"] == 2
    assert "R-2" in raised.value.sentence("en")
    assert "R-2" in raised.value.sentence("es")


def test_a_register_without_a_column_or_a_row():
    with pytest.raises(InputError, match="no column status"):
        follow_up.waits(register().drop(columns="status"), as_of=AS_OF)
    with pytest.raises(InputError, match="nothing to compute"):
        follow_up.answered_by(table([], []))


def test_outcomes_keep_prevented_apart_from_false_alarms():
    values = [True, False, None]
    alerts = pd.DataFrame(
        [(acted, occurred) for acted in values for occurred in values], columns=["acted", "occurred"]
    ).astype("boolean")
    assert follow_up.outcomes(alerts).tolist() == [
        "occurred", "after-action", "unknown",
        "occurred", "false-alarm", "unknown",
        "occurred", "unknown", "unknown",
    ]  # fmt: skip
