"""The ratio of two shares against a statistical library and by hand; the other intervals: service_access/test_gaps."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

from ruta.errors import InputError
from ruta.shares import risk_ratio


@given(a=st.integers(1, 80), n=st.integers(81, 300), b=st.integers(1, 80), m=st.integers(81, 300))
@settings(max_examples=60, deadline=None)
def test_ratio_and_interval_are_those_of_statsmodels(a: int, n: int, b: int, m: int) -> None:
    theirs = Table2x2([[a, n - a], [b, m - b]])
    ours = risk_ratio(cases=a, size=n, benchmark_cases=b, benchmark_size=m)
    assert ours.ratio == pytest.approx(theirs.riskratio)
    assert (ours.low, ours.high) == pytest.approx(theirs.riskratio_confint(0.05))


def test_a_ratio_worked_by_hand() -> None:
    # 40 of 100 against 20 of 100: twice as often; ln-variance 1/40 - 1/100 + 1/20 - 1/100 = 0.055.
    found = risk_ratio(cases=40, size=100, benchmark_cases=20, benchmark_size=100)
    assert found.ratio == pytest.approx(2)
    assert found.high == pytest.approx(2 * math.exp(1.959964 * math.sqrt(0.055)), rel=1e-6)
    wider = risk_ratio(cases=40, size=100, benchmark_cases=20, benchmark_size=100, design_effect=4)
    assert math.log(wider.high / 2) == pytest.approx(2 * math.log(found.high / 2))


def test_a_count_of_zero_leaves_the_interval_blank() -> None:
    none = risk_ratio(cases=0, size=10, benchmark_cases=5, benchmark_size=10)
    assert none.ratio == 0
    assert math.isnan(none.low)
    assert math.isnan(risk_ratio(cases=5, size=10, benchmark_cases=0, benchmark_size=10).ratio)


@pytest.mark.parametrize(("cases", "size"), [(3, 2), (0, 0), (-1, 5)])
def test_impossible_counts_are_refused_in_one_sentence(cases: int, size: int) -> None:
    with pytest.raises(InputError) as caught:
        risk_ratio(cases=cases, size=size, benchmark_cases=1, benchmark_size=2)
    for language in ("en", "es"):
        assert str(size) in caught.value.sentence(language)
