"""The bounds of a joint share, against every population that could have been."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import bounds

conditions = st.integers(1, 4)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_no_population_lies_outside(data: st.DataObject) -> None:
    many = data.draw(conditions)
    people = data.draw(st.lists(st.tuples(*[st.booleans()] * many), min_size=1, max_size=30))
    shares = [sum(person[place] for person in people) / len(people) for place in range(many)]
    joint = sum(all(person) for person in people) / len(people)
    found = bounds.frechet(shares)
    assert found.least - 1e-12 <= joint <= found.greatest + 1e-12


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_both_ends_can_happen(met: list[int]) -> None:
    found = bounds.frechet([count / 100 for count in met])
    # Together: the same people meet every condition. Apart: each lack begins where the one before ended.
    together = [all(person < count for count in met) for person in range(100)]
    lacking: list[set[int]] = []
    start = 0
    for count in met:
        lacking.append({(start + step) % 100 for step in range(100 - count)})
        start += 100 - count
    apart = [not any(person in lack for lack in lacking) for person in range(100)]
    assert sum(together) / 100 == pytest.approx(found.greatest)
    assert sum(apart) / 100 == pytest.approx(found.least)


def test_the_four_shares_of_the_press() -> None:
    # SSV, Colombia, press of 7 August 2024: identification, health, housing, income.
    found = bounds.frechet([0.946, 0.90, 0.183, 0.219])
    assert found == (0, 0.183)
    assert found.least <= 1 - 0.88 <= found.greatest


def test_two_conditions_by_hand() -> None:
    assert bounds.frechet([0.8, 0.7]) == pytest.approx((0.5, 0.7))


@pytest.mark.parametrize("shares", [[], [0.5, 1.2], [94.6]])
def test_what_is_no_share_is_refused(shares: list[float]) -> None:
    with pytest.raises(InputError) as caught:
        bounds.frechet(shares)
    assert caught.value.sentence("es") != caught.value.sentence("en")
