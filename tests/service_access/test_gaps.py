"""The gap in points and as a ratio: against a published table and two other programs."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from scipy.stats.contingency import relative_risk
from statsmodels.stats.proportion import confint_proportions_2indep

from ruta.errors import InputError
from ruta.service_access.gaps import compare
from ruta.shares import wilson

counts = st.integers(1, 400).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))


def test_the_ratio_of_the_published_table():
    # R's table Titanic, used for its arithmetic: 344 of 470 against 367 of 1,731.
    gap = compare(cases=344, people=470, reference_cases=367, reference_people=1731)
    assert [round(value, 2) for value in (gap.ratio, gap.ratio_low, gap.ratio_high)] == [3.45, 3.10, 3.84]
    assert gap.difference == pytest.approx(0.5199, abs=5e-5)


@settings(max_examples=50, deadline=None)
@given(counts, counts)
def test_agrees_with_scipy_and_turns_over_with_the_groups(one, other):
    gap = compare(cases=one[0], people=one[1], reference_cases=other[0], reference_people=other[1])
    back = compare(cases=other[0], people=other[1], reference_cases=one[0], reference_people=one[1])
    assert back.difference_low == pytest.approx(-gap.difference_high)
    assert gap.difference_low <= gap.difference <= gap.difference_high
    if not one[0] or not other[0]:
        assert math.isnan(gap.ratio_low)
        assert math.isnan(gap.ratio) == (other[0] == 0)
        return
    theirs = relative_risk(one[0], one[1], other[0], other[1])
    assert gap.ratio == pytest.approx(theirs.relative_risk)
    assert (gap.ratio_low, gap.ratio_high) == pytest.approx(tuple(theirs.confidence_interval(0.95)))
    assert (back.ratio_low, back.ratio_high) == pytest.approx((1 / gap.ratio_high, 1 / gap.ratio_low))


@pytest.mark.parametrize(
    ("cases", "people", "other", "others"), [(50, 92, 61, 90), (3, 40, 11, 33), (400, 900, 10, 20)]
)
def test_the_difference_agrees_with_statsmodels(cases, people, other, others):
    low, high = confint_proportions_2indep(cases, people, other, others, method="wald", compare="diff")
    gap = compare(cases=cases, people=people, reference_cases=other, reference_people=others)
    assert (gap.difference_low, gap.difference_high) == pytest.approx((low, high))


@settings(max_examples=50, deadline=None)
@given(counts)
def test_the_interval_of_one_share(one):
    low, high = wilson(*one)
    theirs = binomtest(*one).proportion_ci(0.95, method="wilson")
    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert 0 <= low <= one[0] / one[1] <= high <= 1


@pytest.mark.parametrize(("cases", "people"), [(1, 0), (5, 4), (-1, 9)])
def test_impossible_counts_are_named(cases, people):
    for call in (
        lambda: wilson(cases, people),
        lambda: compare(cases=cases, people=people, reference_cases=1, reference_people=2),
        lambda: compare(cases=1, people=2, reference_cases=cases, reference_people=people),
    ):
        with pytest.raises(InputError) as refused:
            call()
        assert refused.value.code == "shares.bad-counts"
        assert str(people) in refused.value.sentence("en")
