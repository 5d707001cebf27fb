"""From reports to events: published shares, sums by hand, and properties of any numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import messages
from ruta.early_warning import reporting
from ruta.errors import InputError
from ruta.ranges import Range

SHARES = st.floats(0.001, 1)


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


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_cannot_be_is_said(language: str) -> None:
    known = Range(low=0.01, high=0.03)
    wrong = [
        (lambda: reporting.events_between(-1, share=known), "-1"),
        (lambda: reporting.events_between(5, share=Range(low=0.0, high=0.03)), "0.03"),
        (lambda: reporting.events_between(5, share=Range(low=1.0, high=3.0)), "3.0"),
        (lambda: reporting.events_ratio(-2.5, before=known, after=known), "-2.5"),
        (lambda: reporting.events_ratio(1.5, before=known, after=Range(low=0.5, high=1.5)), "1.5"),
        (lambda: reporting.tipping_share(7.0, ratio=1.5), "7.0"),
        (lambda: reporting.tipping_share(0.5, ratio=math.inf), "inf"),
    ]
    for call, named in wrong:
        with pytest.raises(InputError) as caught:
            call()
        assert named in caught.value.sentence(language)
