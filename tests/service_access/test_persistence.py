"""Exact limits of rates: against a published table, against SciPy, and by what must hold for any counts."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ruta.errors import InputError
from ruta.service_access import exact_limits, persistence

COUNTS = st.integers(min_value=0, max_value=400)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Garwood 1936, two-sided 95 %, as reprinted in tables of confidence limits for a Poisson mean.
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.624, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
    ],
)
def test_count_limits_are_those_of_the_published_table(count, low, high):
    found = exact_limits.count_limits(count)
    assert found.low == pytest.approx(low, abs=6e-4)
    assert found.high == pytest.approx(high, abs=6e-4)


@settings(max_examples=20, deadline=None)
@given(COUNTS, st.sampled_from([0.8, 0.95, 0.99]))
def test_count_limits_are_those_of_the_chi_square(count, confidence):
    tail = (1 - confidence) / 2
    found = exact_limits.count_limits(count, confidence=confidence)
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    assert found.low == pytest.approx(low, rel=1e-8)
    assert found.high == pytest.approx(stats.chi2.ppf(1 - tail, 2 * count + 2) / 2, rel=1e-8)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 150), st.integers(0, 150), st.floats(0.2, 5.0))
def test_ratio_limits_are_those_of_the_exact_binomial(now, before, exposure):
    if now + before == 0:
        return
    found = persistence.ratio_limits(now, before, exposure=exposure)
    share = stats.binomtest(now, now + before).proportion_ci(method="exact")
    assert found.low == pytest.approx(share.low / (1 - share.low) / exposure, rel=1e-7)
    if before:
        assert found.high == pytest.approx(share.high / (1 - share.high) / exposure, rel=1e-7)
    else:
        assert found.high == math.inf


@settings(max_examples=20, deadline=None)
@given(COUNTS, st.floats(500, 90_000), st.floats(0.5, 1.0), st.floats(1.0, 2.0))
def test_the_error_of_the_residents_only_widens(count, people, less, more):
    plain = persistence.rate_limits(count, resident_months=people)
    wide = persistence.rate_limits(count, resident_months=people, least=people * less, most=people * more)
    assert wide.low <= plain.low <= 1000 * count / people <= plain.high <= wide.high


def test_the_same_count_among_half_the_residents_is_twice_the_rate():
    whole = persistence.rate_limits(30, resident_months=60_000)
    half = persistence.rate_limits(30, resident_months=30_000)
    assert half.low == pytest.approx(2 * whole.low)
    assert half.high == pytest.approx(2 * whole.high)


@pytest.mark.parametrize(
    ("count", "level", "word"),
    [(40, 0.8, "above"), (2, 0.8, "below"), (5, 0.8, "unclear"), (0, 0.2, "unclear")],
)
def test_a_count_too_small_to_tell_is_unclear(count, level, word):
    # 10,000 resident-months: a rate of 4, 0.2, 0.5 and 0 per 1,000.
    limits = persistence.rate_limits(count, resident_months=10_000)
    assert persistence.against_level(limits, level=level) == word


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: exact_limits.count_limits(-1), "The count is -1"),
        (lambda: exact_limits.count_limits(2.5), "The count is 2.5"),
        (lambda: exact_limits.count_limits(math.nan), "The count is nan"),
        (lambda: exact_limits.count_limits(2, confidence=1), "The confidence is 1"),
        (lambda: persistence.rate_limits(2, resident_months=0), "estimate 0"),
        (lambda: persistence.rate_limits(2, resident_months=100, least=120), "lowest 120"),
        (lambda: persistence.ratio_limits(0, 0, exposure=1), "at least one incident"),
        (lambda: persistence.ratio_limits(1, 2, exposure=0), "exposure 0"),
        (lambda: persistence.ratio_limits(3, -1, exposure=1), "The count is -1"),
        (lambda: persistence.ratio_limits(-1, 3, exposure=1), "The count is -1"),
    ],
)
def test_what_cannot_be_used_is_refused(call, said):
    with pytest.raises(InputError) as caught:
        call()
    assert said in caught.value.sentence("en")
    assert caught.value.sentence("es") != caught.value.sentence("en")
