"""Ranges, and a share of which only a part is known: sums by hand and every completion tried."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import messages
from ruta.errors import InputError
from ruta.ranges import Range, share_bounds

PARTS = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)).filter(any)


def test_bounds_by_hand() -> None:
    # Of eight asked, five answered and two said yes: the silent three are all no, or all yes.
    assert share_bounds(2, known=5, total=8) == Range(low=0.25, high=0.625)
    assert share_bounds(2, known=8, total=8) == Range(low=0.25, high=0.25)
    # As many "yes" among the unknown as among the known.
    found = share_bounds(30, known=60, total=300, unknown_at_most=0.5)
    assert (found.low, found.high) == pytest.approx((0.1, 0.5))


@settings(max_examples=50)
@given(PARTS)
def test_the_bounds_are_the_least_and_the_greatest_of_all_completions(parts: tuple[int, int, int]) -> None:
    yes, no, unknown = parts
    possible = [(yes + guess) / sum(parts) for guess in range(unknown + 1)]
    found = share_bounds(yes, known=yes + no, total=sum(parts))
    assert (found.low, found.high) == pytest.approx((min(possible), max(possible)))


@settings(max_examples=50)
@given(PARTS, st.floats(0, 1))
def test_an_assumption_narrows_and_never_moves_the_lower_end(parts: tuple[int, int, int], limit: float) -> None:
    yes, no, unknown = parts
    wide = share_bounds(yes, known=yes + no, total=yes + no + unknown)
    narrow = share_bounds(yes, known=yes + no, total=yes + no + unknown, unknown_at_most=limit)
    assert narrow.low == wide.low
    assert narrow.high <= wide.high + 1e-12


@pytest.mark.parametrize(
    ("call", "code", "named"),
    [
        (lambda: Range(low=2, high=1), "backwards", "2"),
        (lambda: share_bounds(6, known=5, total=8), "counts", "6"),
        (lambda: share_bounds(0, known=0, total=0), "counts", "0"),
        (lambda: share_bounds(1, known=4, total=9, unknown_at_most=40), "share", "40"),
    ],
)
def test_what_cannot_be_is_said(call, code: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.code == f"ranges.{code}"
    assert all(named in caught.value.sentence(language) for language in messages.LANGUAGES)
