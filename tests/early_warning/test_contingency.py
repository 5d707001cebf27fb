"""Yes-or-no forecasts: Finley's tornado table of 1884, its value to a user, and what must hold for any table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning.contingency import MEASURES, Contingency, contingency
from ruta.early_warning.decisions import cost_loss_value, predictive_value, useful_range, value_curve
from ruta.errors import InputError

FINLEY = Contingency(hits=28, false_alarms=72, misses=23, correct_negatives=2680)
NEVER = Contingency(hits=0, false_alarms=0, misses=51, correct_negatives=2752)
counts = st.integers(0, 3000)


@st.composite
def tables(draw):
    a, b, c, d = (draw(counts) for _ in range(4))
    return Contingency(hits=a, false_alarms=b, misses=c + (a + c == 0), correct_negatives=d + (b + d == 0))


@pytest.mark.parametrize(
    ("name", "published", "digits"),
    [
        ("base_rate", 0.0182, 4), ("accuracy", 0.966, 3), ("pod", 0.5490, 4), ("far", 0.7200, 4), ("pofd", 0.02616, 5),
        ("csi", 0.2276, 4), ("bias", 1.961, 3), ("pss", 0.5229, 4), ("ets", 0.2160, 4), ("hss", 0.3553, 4),
        ("f1", 0.3709, 4), ("precision", 0.28, 4),
    ],
)  # fmt: skip
def test_finley(name, published, digits):
    assert getattr(FINLEY, name) == pytest.approx(published, abs=0.5 * 10**-digits)
    assert FINLEY.measures()[name] == getattr(FINLEY, name)


def test_never_beats_finley_by_accuracy_and_by_nothing_else():
    assert FINLEY.n == NEVER.n == 2803
    assert NEVER.accuracy == pytest.approx(0.982, abs=5e-4)
    assert NEVER.accuracy > FINLEY.accuracy
    for name in ("pod", "csi", "pss", "hss", "ets", "f1", "bias"):
        assert getattr(NEVER, name) == 0 < getattr(FINLEY, name)
    assert np.isnan([NEVER.far, NEVER.precision]).all()


@pytest.mark.parametrize(
    ("ratio", "value"), [(51 / 2803, 0.5229), (0.05, 0.4747), (0.10, 0.3922), (0.20, 0.1961), (0.28, 0.0)]
)
def test_the_value_of_finley(ratio, value):
    assert cost_loss_value(FINLEY, ratio) == pytest.approx(value, abs=5e-5)


def test_finley_is_of_use_between_two_ratios():
    low, high = useful_range(FINLEY)
    assert (low, high) == pytest.approx((0.0086, 0.28), abs=1e-4)
    for ratio, sign in ((low * 0.99, -1), (low * 1.01, 1), (high * 0.99, 1), (high * 1.01, -1)):
        assert np.sign(cost_loss_value(FINLEY, ratio)) == sign
    assert np.isnan(useful_range(NEVER)).all()


@pytest.mark.parametrize(("specificity", "ppv", "accuracy"), [(0.95, 0.246, 0.947), (0.99, 0.620, 0.986)])
def test_predictive_value_of_rare_events(specificity, ppv, accuracy):
    found = predictive_value(sensitivity=0.80, specificity=specificity, base_rate=0.02)
    assert found == pytest.approx(ppv, abs=5e-4)
    assert 0.02 * 0.80 + 0.98 * specificity == pytest.approx(accuracy, abs=5e-4)


@settings(deadline=None)
@given(table=tables())
def test_bayes_gives_the_precision_of_the_table(table):
    found = predictive_value(sensitivity=table.pod, specificity=1 - table.pofd, base_rate=table.base_rate)
    assert found == pytest.approx(table.precision, nan_ok=True)


@settings(deadline=None)
@given(table=tables())
def test_measures_keep_their_bounds(table):
    found = table.measures()
    assert list(found.index) == list(MEASURES)
    assert found.drop(["far", "precision"]).notna().all()
    assert found.drop("bias").max() <= 1 + 1e-12
    assert found.drop(["pss", "hss", "ets"]).min() >= 0
    assert found[["pss", "hss"]].min() >= -1 - 1e-12
    assert found["ets"] >= -1 / 3 - 1e-12
    assert np.isnan(found["far"]) or found["far"] + found["precision"] == pytest.approx(1)


@settings(deadline=None)
@given(table=tables(), ratio=st.floats(0.001, 0.999))
def test_value_is_at_most_one_and_peaks_at_the_base_rate(table, ratio):
    peak = cost_loss_value(table, table.base_rate)
    assert cost_loss_value(table, ratio) <= 1 + 1e-9
    assert peak == pytest.approx(table.pss, abs=1e-9)
    assert cost_loss_value(table, ratio) <= peak + 1e-9


@settings(deadline=None)
@given(events=st.integers(1, 500), quiet=st.integers(1, 500), ratio=st.floats(0.001, 0.999))
def test_a_perfect_forecast(events, quiet, ratio):
    table = Contingency(hits=events, false_alarms=0, misses=0, correct_negatives=quiet)
    names = ["accuracy", "pod", "precision", "csi", "bias", "pss", "hss", "ets", "f1"]
    assert table.measures()[names].tolist() == pytest.approx([1.0] * len(names))
    assert (table.far, table.pofd) == (0, 0)
    assert cost_loss_value(table, ratio) == pytest.approx(1)


@settings(deadline=None)
@given(cases=st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40), data=st.data())
def test_cases_are_counted_whatever_their_order_and_type(cases, data):
    cases = [*cases, (True, True), (False, False)]
    moved = data.draw(st.permutations(cases))
    said, happened = (list(column) for column in zip(*cases, strict=True))
    table = contingency(said, happened)
    assert table == contingency(*(np.array(column, dtype=int) for column in zip(*moved, strict=True)))
    assert table == contingency(pd.Series(said, dtype="boolean"), pd.Series(happened).astype(float))
    assert (table.hits, table.misses) == (cases.count((True, True)), cases.count((False, True)))
    assert (table.false_alarms, table.n) == (cases.count((True, False)), len(cases))


def test_value_curve_has_one_value_per_ratio():
    curve = value_curve(FINLEY, [0.05, 0.2])
    assert curve.index.tolist() == [0.05, 0.2]
    assert curve.tolist() == pytest.approx([0.4747, 0.1961], abs=5e-5)


REFUSED = {
    "lengths-differ": lambda: contingency([1, 0], [1]),
    "rows-differ": lambda: contingency(pd.Series([1, 0], index=["x", "y"]), pd.Series([1, 0], index=["y", "x"])),
    "forecast-blank": lambda: contingency([1, None, 0], [1, 0, 0]),
    "forecast-no-number": lambda: contingency(["yes", 0], [1, 0]),
    "not-zero-or-one": lambda: contingency([0.5, 0], [1, 0]),
    "no-events": lambda: contingency([1, 0], [0, 0]),
    "only-events": lambda: contingency([1, 0], [1, 1]),
    "contingency-count": lambda: Contingency(hits=1, false_alarms=-1, misses=0, correct_negatives=5),
    "share-outside": lambda: predictive_value(sensitivity=80, specificity=0.9, base_rate=0.1),
    "cost-loss-ratio": lambda: cost_loss_value(FINLEY, 1.0),
}


@pytest.mark.parametrize("key", REFUSED)
def test_bad_input_is_one_sentence(key):
    with pytest.raises(InputError) as caught:
        REFUSED[key]()
    assert caught.value.code == f"early-warning.{key}"
    sentences = {caught.value.sentence(language) for language in ("en", "es")}
    assert len(sentences) == 2
    assert not any("{" in sentence for sentence in sentences)


def test_a_bad_row_is_named_by_its_label():
    with pytest.raises(InputError) as caught:
        contingency(pd.Series([True, pd.NA], index=["HN-CR-01", "HN-CR-02"], dtype="boolean"), [1, 0])
    assert "HN-CR-02" in caught.value.sentence("es")


@pytest.mark.parametrize("count", [float("nan"), 1.5, float("inf")])
def test_a_count_is_a_whole_number(count):
    with pytest.raises(InputError):
        Contingency(hits=count, false_alarms=1, misses=1, correct_negatives=1)
