"""At least k of n: against SciPy's binomial, against counting every case, and with the unknown kept unknown."""

from itertools import pairwise, product
from math import prod

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from ruta.early_warning.k_of_n import at_least, vote
from ruta.errors import InputError

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@pytest.mark.parametrize("n", [1, 2, 4, 7])
@pytest.mark.parametrize("p", [0.0, 0.01, 0.05, 0.5, 1.0])
def test_equal_chances_are_the_binomial_tail(n, p):
    for k in range(n + 1):
        assert at_least(k, [p] * n) == pytest.approx(binom.sf(k - 1, n, p), abs=1e-12)


def test_two_of_four_at_five_percent_by_hand():
    # Six pairs, four triples, one of all four.
    assert at_least(2, [0.05] * 4) == pytest.approx(6 * 0.05**2 * 0.95**2 + 4 * 0.05**3 * 0.95 + 0.05**4)


@settings(max_examples=50, deadline=None)
@given(chances=CHANCES)
def test_unequal_chances_are_the_sum_over_every_case(chances):
    for k in range(len(chances) + 1):
        counted = sum(
            prod(p if rings else 1 - p for p, rings in zip(chances, case, strict=True))
            for case in product((False, True), repeat=len(chances))
            if sum(case) >= k
        )
        assert at_least(k, chances) == pytest.approx(counted, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(chances=CHANCES)
def test_asking_for_more_signals_never_rings_more_often(chances):
    tails = [at_least(k, chances) for k in range(len(chances) + 1)]
    assert tails[0] == pytest.approx(1)
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(tails))


@pytest.mark.parametrize(
    ("k", "chances", "code", "named"),
    [
        (5, [0.1] * 4, "k-out-of-range", "found 5"),
        (-1, [0.1], "k-out-of-range", "found -1"),
        (1, [0.1, 1.2], "chance-out-of-range", "number 2"),
        (1, [float("nan")], "chance-out-of-range", "nan"),
    ],
)
def test_what_has_no_chance_is_refused(k, chances, code, named):
    with pytest.raises(InputError) as caught:
        at_least(k, chances)
    assert caught.value.code == f"school-alerts.{code}"
    assert named in caught.value.sentence("en")
    assert caught.value.sentence("es") != caught.value.sentence("en")


def grid(*cells):
    return pd.DataFrame([cells], columns=[f"E-{place}" for place in range(len(cells))]).astype("boolean")


@pytest.mark.parametrize(
    ("cells", "k", "result"),
    [
        ((True, True, False, None), 2, True),
        ((True, False, False, None), 2, None),
        ((True, False, False, False), 2, False),
        ((False, False, False, None), 2, False),
        ((None, None, None, None), 1, None),
        ((True, None, None, None), 1, True),
    ],
)
def test_unknown_is_no_unless_it_cannot_matter(cells, k, result):
    voted = vote({f"s{place}": grid(cell) for place, cell in enumerate(cells)}, k).iloc[0, 0]
    assert (voted is pd.NA) if result is None else voted == result


CELLS = st.lists(st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3), min_size=2, max_size=4)


@settings(max_examples=30, deadline=None)
@given(rows=CELLS, data=st.data())
def test_a_sure_vote_holds_however_the_unknown_turn_out(rows, data):
    k = data.draw(st.integers(1, len(rows)))
    known = [[data.draw(st.booleans()) if cell is None else cell for cell in row] for row in rows]
    before = vote({str(place): grid(*row) for place, row in enumerate(rows)}, k)
    after = vote({str(place): grid(*row) for place, row in enumerate(known)}, k)
    sure = before.notna()
    assert after.notna().all().all()
    assert np.array_equal(before.to_numpy()[sure], after.to_numpy()[sure])


def test_a_vote_needs_one_grid_and_a_possible_number():
    with pytest.raises(InputError) as caught:
        vote({"a": grid(True), "b": grid(True, False)}, 1)
    assert "b" in caught.value.sentence("en")
    with pytest.raises(InputError) as caught:
        vote({"a": grid(True)}, 2)
    assert caught.value.code == "school-alerts.k-out-of-range"
