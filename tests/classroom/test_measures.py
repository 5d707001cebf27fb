"""Item analysis and gain against published values, by hand, and by their properties."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ruta.classroom import gain, item_measures
from ruta.errors import InputError
from tests.classroom import lsat6

tables = st.integers(2, 9).flatmap(
    lambda items: st.lists(st.lists(st.integers(0, 1), min_size=items, max_size=items), min_size=2, max_size=30)
)
per_cent = st.floats(0, 100)


def test_lsat_6_has_its_published_values():
    marks = np.array(lsat6.MARKS)
    assert marks.shape == (1000, 5)
    p = [item_measures.difficulty(right=int(item.sum()), answered=len(item)) for item in marks.T]
    assert p == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert sum(x * (1 - x) for x in p) == pytest.approx(0.8177, abs=5e-5)
    assert marks.sum(axis=1).var() == pytest.approx(1.0702, abs=5e-5)
    assert item_measures.kr20(marks) == pytest.approx(0.295, abs=5e-4)
    assert item_measures.alpha(marks) == pytest.approx(0.295, abs=5e-4)
    assert item_measures.rest_correlation(marks) == pytest.approx([0.113, 0.153, 0.173, 0.144, 0.122], abs=5e-4)


def test_discrimination_by_hand():
    # Ten persons, groups of three: totals 3 3 2 | 2 … and … 1 | 0 0 0.
    marks = [[1, 1, 1], [1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0], [0] * 3]
    assert item_measures.discrimination(marks).tolist() == [1, 1, pytest.approx(2 / 3)]


def test_who_is_tied_at_the_edge_counts_in_parts():
    # Groups of one; two share the highest total, one of them has the first item right.
    marks = [[1, 0], [0, 1], [0, 0], [0, 0]]
    assert item_measures.discrimination(marks).tolist() == [0.5, 0.5]


def test_a_halved_class_of_odd_size_leaves_one_out():
    assert item_measures.discrimination([[1], [1], [0]], share=0.5).tolist() == [1.0]


@given(tables)
def test_alpha_is_kr20_for_marks_of_0_and_1(marks):
    kr20, alpha = item_measures.kr20(marks), item_measures.alpha(marks)
    assert kr20 == pytest.approx(alpha, nan_ok=True)
    assert math.isnan(kr20) or kr20 <= 1 + 1e-9


@given(tables)
def test_measures_agree_with_scipy_and_stay_within_bounds(marks):
    table = np.array(marks)
    for item, r in enumerate(item_measures.rest_correlation(table)):
        rest = table.sum(axis=1) - table[:, item]
        if np.ptp(table[:, item]) and np.ptp(rest):
            assert r == pytest.approx(stats.pearsonr(table[:, item], rest).statistic)
        else:
            assert math.isnan(r)
    assert (np.abs(item_measures.discrimination(table)) <= 1 + 1e-9).all()


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_persons_changes_nothing(marks, random):
    other = random.sample(marks, len(marks))
    for measure in (item_measures.kr20, item_measures.alpha, item_measures.rest_correlation,
                    item_measures.discrimination):  # fmt: skip
        assert measure(marks) == pytest.approx(measure(other), nan_ok=True)


def test_the_same_item_twice_is_consistent_and_a_reversed_one_is_not():
    assert item_measures.alpha([[0, 0], [1, 1]]) == pytest.approx(1)
    assert item_measures.kr20([[0, 1, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]]) < 0


@pytest.mark.parametrize("marks", [[[1], [0]], [[1, 1], [1, 1]], [[0, 1], [1, 0]]])
def test_consistency_without_two_items_or_variance_is_undefined(marks):
    assert math.isnan(item_measures.kr20(marks))
    assert math.isnan(item_measures.alpha(marks))


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: item_measures.kr20([[0, 2], [1, 1]]), "classroom.not-marks"),
        (lambda: item_measures.alpha([[0, 1], [1]]), "classroom.not-a-table"),
        (lambda: item_measures.alpha([]), "classroom.not-a-table"),
        (lambda: item_measures.alpha([[math.nan, 1]]), "classroom.not-a-table"),
        (lambda: item_measures.discrimination([[0, 1]], share=0.6), "classroom.bad-share"),
        (lambda: item_measures.difficulty(right=3, answered=2), "classroom.bad-counts"),
        (lambda: gain.normalised_gain(-1, 50), "classroom.not-per-cent"),
        (lambda: gain.normalised_gain(math.nan, 50), "classroom.not-per-cent"),
        (lambda: gain.class_gain([1], []), "classroom.not-pairs"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_bad_input_is_one_sentence(call, code, language):
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.code == code
    assert "\n" not in caught.value.sentence(language)


def test_nobody_answered_has_no_difficulty():
    assert math.isnan(item_measures.difficulty(right=0, answered=0))


def test_gain_by_hand():
    assert gain.normalised_gain(40, 70) == 0.5
    assert gain.normalised_gain(50, 40) == -0.2
    assert math.isnan(gain.normalised_gain(100, 90))
    # Of the means 50 and 75: 0.5. Of the persons: (1 + 0.2) / 2 would be another number.
    assert gain.class_gain([0, 100], [50, 100]) == 0.5
    assert gain.mean_of_gains([0, 100], [50, 100]) == (0.5, 1)
    assert gain.mean_of_gains([90, 20], [80, 60]) == (pytest.approx(-0.25), 2)
    assert gain.mean_of_gains([100], [100])[1] == 0
    assert math.isnan(gain.class_gain([], []))
    assert [gain.band(x) for x in (-1, 0.29, 0.3, 0.69, 0.7, math.nan)] == [
        "low", "low", "medium", "medium", "high", "none"
    ]  # fmt: skip


@given(before=per_cent, after=per_cent)
def test_a_gain_is_at_most_one_and_has_the_sign_of_the_difference(before, after):
    found = gain.normalised_gain(before, after)
    assert math.isnan(found) == (before == 100)
    if before < 100:
        assert found <= 1 + 1e-9
        assert (found > 0) == (after > before) or after == pytest.approx(before)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=40), st.data())
def test_the_interval_is_that_of_scipy_and_the_order_changes_nothing(pairs, data):
    before, after = zip(*pairs, strict=True)
    found = gain.mean_change(before, after)
    differences = np.subtract(after, before)
    if np.ptp(differences):
        low, high = stats.ttest_rel(after, before).confidence_interval(0.95)
        assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    else:
        assert found.low == found.high == found.mean
    other = data.draw(st.permutations(pairs))
    assert gain.mean_change(*zip(*other, strict=True)) == pytest.approx(found)


def test_one_person_has_no_interval_and_nobody_no_mean():
    one = gain.mean_change([3], [5])
    assert one.mean == 2
    assert math.isnan(one.low)
    assert math.isnan(gain.mean_change([], []).mean)
