"""Two counts of the same places held against a linear program, and a sign against a published example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ruta.errors import InputError
from ruta.service_access.partial_knowledge import given_the_sign, joint_bounds


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n))))
def test_the_overlap_agrees_with_a_linear_program(place):
    first, second, total = place
    # Cells of the two-by-two table: both, first only, second only, neither.
    margins = [[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]]
    ends = [linprog([sign, 0, 0, 0], A_eq=margins, b_eq=[first, second, total]).fun * sign for sign in (1, -1)]
    table = joint_bounds(pd.Series([first]), pd.Series([second]), total=pd.Series([total]))
    assert table.loc[0].tolist() == pytest.approx(ends)


def test_a_sign_among_rare_cases_by_the_published_example():
    # Gigerenzer and Hoffrage 1995: 1 of 100 with the condition, 80 of 100 and 9.6 of 100 with the sign: 7.8 of 100.
    assert given_the_sign(base_rate=0.01, among_yes=0.8, among_no=0.096) == pytest.approx(0.078, abs=0.0005)


@settings(max_examples=50, deadline=None)
@given(st.floats(0.01, 0.99), st.floats(0.01, 1))
def test_a_sign_that_is_as_frequent_among_both_teaches_nothing(base_rate, share):
    assert given_the_sign(base_rate=base_rate, among_yes=share, among_no=share) == pytest.approx(base_rate)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda: joint_bounds(pd.Series([5]), pd.Series([1]), total=pd.Series([4])), "land.bad-place"),
        (lambda: given_the_sign(base_rate=80, among_yes=0.8, among_no=0.4), "land.bad-share"),
        (lambda: given_the_sign(base_rate=0.2, among_yes=0.0, among_no=0.0), "land.no-sign"),
    ],
)
def test_what_cannot_be_is_named_in_both_languages(wrong, code):
    with pytest.raises(InputError) as refused:
        wrong()
    assert refused.value.code == code
    assert refused.value.sentence("en") != refused.value.sentence("es")


def test_the_place_with_too_many_is_named():
    with pytest.raises(InputError) as refused:
        joint_bounds(pd.Series({"N1": 1, "N2": 9}), pd.Series({"N1": 1, "N2": 1}), total=pd.Series({"N1": 4, "N2": 4}))
    assert "N2" in refused.value.sentence("es")
    assert np.int64(9) == refused.value.params["first"]
