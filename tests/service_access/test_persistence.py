"""Rates per resident, with the error of the residents, held against a level; the limits: tests/test_exact_limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access import persistence

COUNTS = st.integers(min_value=0, max_value=400)


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
        (lambda: persistence.rate_limits(2, resident_months=0), "estimate 0"),
        (lambda: persistence.rate_limits(2, resident_months=100, least=120), "lowest 120"),
    ],
)
def test_what_cannot_be_used_is_refused(call, said):
    with pytest.raises(InputError) as caught:
        call()
    assert said in caught.value.sentence("en")
    assert caught.value.sentence("es") != caught.value.sentence("en")
