"""Exact limits of counts, shares and ratios: printed values, SciPy, and what must hold for any counts."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ruta import messages
from ruta.errors import InputError
from ruta.exact_limits import count_limits, ratio_limits, share_limits

COUNTS = st.integers(0, 400)
CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99])


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
def test_the_limits_of_a_count_are_those_of_the_published_table(count: int, low: float, high: float) -> None:
    found = count_limits(count)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


@settings(max_examples=20)
@given(COUNTS, CONFIDENCES)
def test_the_limits_of_a_count_are_those_of_the_chi_square(count: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    found = count_limits(count, confidence=confidence)
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    assert (found.low, found.high) == pytest.approx((low, stats.chi2.ppf(1 - tail, 2 * count + 2) / 2), rel=1e-8)


@settings(max_examples=50)
@given(COUNTS, COUNTS, CONFIDENCES)
def test_the_limits_of_a_share_agree_with_scipy(count: int, more: int, confidence: float) -> None:
    if count + more == 0:
        return
    found = share_limits(count, total=count + more, confidence=confidence)
    known = stats.binomtest(count, count + more).proportion_ci(confidence, method="exact")
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=1e-9)


@pytest.mark.parametrize(("count", "total"), [(1, 10**6), (10**6 - 1, 10**6), (10**6, 10**6)])
def test_a_share_next_to_none_or_to_all_has_its_limits(count: int, total: int) -> None:
    found = share_limits(count, total=total)
    known = stats.binomtest(count, total).proportion_ci(0.95, method="exact")
    assert (found.low, found.high) == pytest.approx((known.low, known.high), rel=1e-5)


def test_the_ratio_of_two_counts_agrees_with_published_examples() -> None:
    """Two examples of R packages, each also computed here by the closed form, which no search for a root enters.

    11 in 800 against 21 in 3011 is the example of the help page of ``poisson.test`` (after the data set eba1977); the
    interval that R prints for it was found in a public log of results. 2 in 17877 against 9 in 16660 is printed in the
    vignette of the package rateratio.test (M. P. Fay).
    """
    for now, before, exposure, printed in (
        (11, 21, 800 / 3011, (0.8584264, 4.2772659)),
        (2, 9, 17877 / 16660, (0.02177406, 1.00054910)),
    ):
        found = ratio_limits(now, before, exposure=exposure)
        assert (found.low, found.high) == pytest.approx(closed_form(now, before, exposure=exposure), rel=1e-9)
        assert (found.low, found.high) == pytest.approx(printed, abs=5e-8)


def closed_form(now: int, before: int, *, exposure: float) -> tuple[float, float]:
    """Return the 95% interval as odds of the quantiles of two beta distributions (Clopper and Pearson), by scipy."""
    low, high = stats.beta.ppf(0.025, now, before + 1), stats.beta.ppf(0.975, now + 1, before)
    return low / (1 - low) / exposure, high / (1 - high) / exposure


@settings(max_examples=50)
@given(st.integers(1, 300), st.integers(1, 300), st.floats(0.1, 10))
def test_the_ratio_agrees_with_the_closed_form(now: int, before: int, exposure: float) -> None:
    found = ratio_limits(now, before, exposure=exposure)
    assert (found.low, found.high) == pytest.approx(closed_form(now, before, exposure=exposure), rel=1e-7)


@settings(max_examples=50)
@given(st.integers(1, 300), st.integers(1, 300), st.floats(0.1, 10))
def test_the_ratio_turned_round_is_its_inverse(now: int, before: int, exposure: float) -> None:
    found = ratio_limits(now, before, exposure=exposure)
    back = ratio_limits(before, now, exposure=1 / exposure)
    assert found.low == pytest.approx(1 / back.high, rel=1e-6)
    assert found.low < now / before / exposure < found.high


def test_a_ratio_to_nothing_has_no_upper_end() -> None:
    assert ratio_limits(4, 0).high == math.inf
    assert ratio_limits(0, 4).low == 0


@pytest.mark.parametrize(
    ("call", "code", "named"),
    [
        (lambda: count_limits(-1), "count", "-1"),
        (lambda: count_limits(2.5), "count", "2.5"),
        (lambda: count_limits(math.nan), "count", "nan"),
        (lambda: count_limits(2, confidence=1), "confidence", "1"),
        (lambda: share_limits(9, total=8), "share", "9"),
        (lambda: share_limits(0, total=0), "share", "0"),
        (lambda: ratio_limits(0, 0), "ratio", "0"),
        (lambda: ratio_limits(3, 2, exposure=0), "ratio", "0"),
        (lambda: ratio_limits(3, -1), "count", "-1"),
        (lambda: ratio_limits(-1, 3), "count", "-1"),
    ],
)
def test_what_cannot_be_used_is_refused(call, code: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.code == f"exact-limits.{code}"
    assert all(named in caught.value.sentence(language) for language in messages.LANGUAGES)
