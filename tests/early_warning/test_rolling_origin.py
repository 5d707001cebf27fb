"""Splits by time: nothing that is learnt from was unknown at the date of forecast, and a leak is refused by its row."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import TimeSeriesSplit

from ruta.early_warning.rolling_origin import refuse_leak, rolling_origin
from ruta.errors import InputError

DATES = pd.date_range("2024-01-01", periods=20, freq="28D")


def cases(dates=DATES, places=3):
    return pd.Series(np.repeat(dates, places))


@settings(deadline=None, max_examples=50)
@given(horizon=st.integers(1, 9), delay=st.integers(0, 9), every=st.integers(1, 5), first=st.integers(6, 19))
def test_no_split_learns_from_the_future(horizon, delay, every, first):
    origins = cases()
    splits = list(rolling_origin(origins, first_test=DATES[first], horizon=horizon, delay=delay, every=every))
    for split in splits:
        known = origins.iloc[split.train] + pd.Timedelta(weeks=horizon + delay)
        assert (known <= split.origin).all()
        assert split.origin == origins.iloc[split.test].min()
        # Nothing that was known is left unused.
        assert len(split.train) == (origins + pd.Timedelta(weeks=horizon + delay) <= split.origin).sum()
        refuse_leak(origins, train=split.train, test=split.test, horizon=horizon, delay=delay)
    tested = np.concatenate([split.test for split in splits])
    assert sorted(tested.tolist()) == list(range(first * 3, 60))  # every case is forecast once


@pytest.mark.parametrize(("horizon", "delay", "gap"), [(4, 0, 0), (4, 4, 1), (8, 4, 2)])
def test_the_splits_of_scikit_learn(horizon, delay, gap):
    origins = pd.Series(DATES)
    theirs = list(TimeSeriesSplit(n_splits=5, test_size=2, gap=gap).split(origins))
    ours = list(rolling_origin(origins, first_test=DATES[10], horizon=horizon, delay=delay, every=2))
    assert [(s.train.tolist(), s.test.tolist()) for s in ours] == [(a.tolist(), b.tolist()) for a, b in theirs]


def test_rows_in_any_order():
    origins = cases()
    mixed = origins.sample(frac=1, random_state=3)
    for straight, other in zip(
        rolling_origin(origins, first_test=DATES[8], horizon=4, delay=2),
        rolling_origin(mixed, first_test=DATES[8], horizon=4, delay=2),
        strict=True,
    ):
        assert sorted(origins.iloc[straight.train]) == sorted(mixed.iloc[other.train])
        assert set(mixed.iloc[other.test]) == {other.origin}


def test_a_leak_is_named_by_its_row():
    with pytest.raises(InputError) as caught:
        refuse_leak(cases(), train=np.arange(33, dtype=np.intp), test=np.arange(33, 36), horizon=4, delay=4)
    assert caught.value.code == "forecast.leak"
    sentence = caught.value.sentence("en")
    # Row 30 is the first whose four weeks and four more are not over on 2024-11-04.
    assert DATES[11].date().isoformat() in sentence
    assert "row 30 " in sentence
    assert (DATES[10] + pd.Timedelta(weeks=8)).date().isoformat() in sentence


@settings(deadline=None, max_examples=50)
@given(data=st.data(), share=st.floats(0.2, 0.8))
def test_a_random_split_of_dates_is_refused(data, share):
    seed = data.draw(st.integers(0, 1000))
    part = np.random.default_rng(seed).random(60) < share
    origins = cases()
    train, test = np.flatnonzero(part), np.flatnonzero(~part)
    late = origins.iloc[train] + pd.Timedelta(weeks=4) > origins.iloc[test].min()
    assert late.any()
    with pytest.raises(InputError) as caught:
        refuse_leak(origins, train=train, test=test, horizon=4)
    assert caught.value.code == "forecast.leak"


def test_a_row_cannot_be_in_both_parts():
    with pytest.raises(InputError) as caught:
        refuse_leak(cases(), train=np.array([0, 1]), test=np.array([1, 2]), horizon=4)
    assert caught.value.code == "forecast.row-in-both"


REFUSED = {
    "forecast.no-test": lambda: rolling_origin(cases(), first_test="2030-01-01", horizon=4),
    "forecast.nothing-known": lambda: rolling_origin(cases(), first_test=DATES[0], horizon=4),
    "forecast.weeks": lambda: rolling_origin(cases(), first_test=DATES[5], horizon=0),
    "forecast.delay": lambda: rolling_origin(cases(), first_test=DATES[5], horizon=4, delay=-1),
    "early-warning.forecast-blank": lambda: rolling_origin(
        pd.Series([DATES[0], pd.NaT]), first_test=DATES[0], horizon=4
    ),
}


@pytest.mark.parametrize("code", REFUSED)
def test_bad_input_is_one_sentence(code):
    with pytest.raises(InputError) as caught:
        list(REFUSED[code]())
    assert caught.value.code == code
    assert caught.value.sentence("en") != caught.value.sentence("es")
