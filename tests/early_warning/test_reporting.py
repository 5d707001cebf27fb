"""From reports to events: held against scipy, published rate ratios, sums by hand, and properties of any numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ruta import messages
from ruta.early_warning import exact_intervals, reporting
from ruta.early_warning.reporting import Range
from ruta.errors import InputError

SHARES = st.floats(0.001, 1)
COUNTS = st.integers(0, 400)


def between(one: float, other: float) -> Range:
    return Range(low=min(one, other), high=max(one, other))


@pytest.mark.parametrize(("unreported", "events"), [(0.974, 38.46), (0.924, 13.16)])
def test_the_published_shares_of_unreported_crime(unreported: float, events: float) -> None:
    """ENVIPE 2023 as the press quotes it (extortion, 97.4%), and ENVIPE for 2019 (all crimes, 92.4%)."""
    share = 1 - unreported
    found = reporting.events_between(1, share=Range(low=share, high=share))
    assert found.low == found.high == pytest.approx(events, abs=0.005)


def test_bounds_by_hand() -> None:
    assert reporting.events_between(60, share=Range(low=0.01, high=0.03)) == Range(low=2000, high=6000)
    assert reporting.events_between(0, share=Range(low=0.01, high=0.03)) == Range(low=0, high=0)
    changed = reporting.events_ratio(1.5, before=Range(low=0.01, high=0.03), after=Range(low=0.02, high=0.05))
    assert (changed.low, changed.high) == pytest.approx((0.3, 2.25))
    assert reporting.tipping_share(0.02, ratio=1.5) == pytest.approx(0.03)
    # Of eight asked, five answered and two said yes: the silent three are all no, or all yes.
    assert reporting.share_bounds(2, answered=5, asked=8) == Range(low=0.25, high=0.625)
    assert reporting.share_bounds(2, answered=8, asked=8) == Range(low=0.25, high=0.25)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 500), SHARES, SHARES, SHARES)
def test_the_true_events_never_lie_outside_the_bounds(events: int, one: float, other: float, weight: float) -> None:
    share = between(one, other)
    true = share.low + weight * (share.high - share.low)
    found = reporting.events_between(events * true, share=share)
    assert found.low <= events * (1 + 1e-9)
    assert events <= found.high * (1 + 1e-9)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 500), st.integers(1, 500), SHARES, SHARES)
def test_two_places_are_in_order_only_beyond_the_ratio_of_the_shares(
    first: int, second: int, one: float, other: float
) -> None:
    share = between(one, other)
    left, right = reporting.events_between(first, share=share), reporting.events_between(second, share=share)
    factor = share.high / share.low
    if not math.isclose(first / second, factor, rel_tol=1e-9):
        assert left.surely_above(right) == (first / second > factor)
    ratio = reporting.events_ratio(first / second, before=share, after=share)
    if not any(math.isclose(bound, 1, rel_tol=1e-9) for bound in (ratio.low, ratio.high)):
        assert ratio.surely_differs_from(1) == (left.surely_above(right) or right.surely_above(left))


@settings(max_examples=50, deadline=None)
@given(SHARES, st.floats(0.01, 20))
def test_at_the_tipping_point_the_events_did_not_change(share: float, ratio: float) -> None:
    tip = reporting.tipping_share(share, ratio=ratio)
    if tip <= 1:
        there = Range(low=tip, high=tip)
        left = reporting.events_ratio(ratio, before=Range(low=share, high=share), after=there)
        assert (left.low, left.high) == pytest.approx((1, 1))


@settings(max_examples=50, deadline=None)
@given(COUNTS, COUNTS, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_interval_of_a_share_agrees_with_scipy(count: int, more: int, confidence: float) -> None:
    if count + more == 0:
        return
    found = exact_intervals.share_interval(count, total=count + more, confidence=confidence)
    known = stats.binomtest(count, count + more).proportion_ci(confidence, method="exact")
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=1e-9)


def test_the_ratio_of_two_counts_agrees_with_published_examples() -> None:
    """Two examples of R packages, each also computed here by the closed form, which no search for a root enters.

    11 in 800 against 21 in 3011 is the example of the help page of ``poisson.test`` (after the data set eba1977); the
    interval that R prints for it was found in a public log of results. 2 in 17877 against 9 in 16660 is printed in the
    vignette of the package rateratio.test (M. P. Fay).
    """
    for after, before, exposure, printed in (
        (11, 21, 800 / 3011, (0.8584264, 4.2772659)),
        (2, 9, 17877 / 16660, (0.02177406, 1.00054910)),
    ):
        found = exact_intervals.ratio_interval(after, before, exposure=exposure)
        assert (found.low, found.high) == pytest.approx(closed_form(after, before, exposure=exposure), rel=1e-9)
        assert (found.low, found.high) == pytest.approx(printed, abs=5e-8)


def closed_form(after: int, before: int, *, exposure: float) -> tuple[float, float]:
    """Return the 95% interval as odds of the quantiles of two beta distributions (Clopper and Pearson), by scipy."""
    low, high = stats.beta.ppf(0.025, after, before + 1), stats.beta.ppf(0.975, after + 1, before)
    return low / (1 - low) / exposure, high / (1 - high) / exposure


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.floats(0.1, 10))
def test_the_ratio_agrees_with_the_closed_form(after: int, before: int, exposure: float) -> None:
    found = exact_intervals.ratio_interval(after, before, exposure=exposure)
    assert (found.low, found.high) == pytest.approx(closed_form(after, before, exposure=exposure), rel=1e-7)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.floats(0.1, 10))
def test_the_ratio_turned_round_is_its_inverse(after: int, before: int, exposure: float) -> None:
    found = exact_intervals.ratio_interval(after, before, exposure=exposure)
    back = exact_intervals.ratio_interval(before, after, exposure=1 / exposure)
    assert found.low == pytest.approx(1 / back.high, rel=1e-6)
    assert found.low < after / before / exposure < found.high


def test_a_ratio_to_nothing_has_no_upper_end() -> None:
    assert exact_intervals.ratio_interval(4, 0).high == math.inf
    assert exact_intervals.ratio_interval(0, 4).low == 0


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_cannot_be_is_said(language: str) -> None:
    known = Range(low=0.01, high=0.03)
    wrong = [
        (lambda: Range(low=2, high=1), "2"),
        (lambda: reporting.events_between(-1, share=known), "-1"),
        (lambda: reporting.events_between(5, share=Range(low=0.0, high=0.03)), "0.03"),
        (lambda: reporting.events_between(5, share=Range(low=1.0, high=3.0)), "3.0"),
        (lambda: reporting.events_ratio(-2.5, before=known, after=known), "-2.5"),
        (lambda: reporting.events_ratio(1.5, before=known, after=Range(low=0.5, high=1.5)), "1.5"),
        (lambda: reporting.tipping_share(7.0, ratio=1.5), "7.0"),
        (lambda: reporting.tipping_share(0.5, ratio=math.inf), "inf"),
        (lambda: reporting.share_bounds(6, answered=5, asked=8), "6"),
        (lambda: reporting.share_bounds(0, answered=0, asked=0), "0"),
        (lambda: exact_intervals.share_interval(9, total=8), "9"),
        (lambda: exact_intervals.ratio_interval(0, 0), "0"),
        (lambda: exact_intervals.ratio_interval(3, 2, exposure=0), "0"),
    ]
    for call, named in wrong:
        with pytest.raises(InputError) as caught:
            call()
        assert named in caught.value.sentence(language)
