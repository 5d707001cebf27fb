"""The order of files by an open rule, and how much it hangs on the weights."""

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import rankdata

from ruta.errors import InputError
from ruta.service_access import priority

tables = hnp.arrays(
    np.float64, st.tuples(st.integers(2, 15), st.just(3)), elements=st.integers(0, 4).map(lambda number: number / 4)
).map(lambda values: pd.DataFrame(values, columns=list(priority.CRITERIA)))
weights = (
    st.tuples(*[st.integers(0, 9)] * 3).filter(any).map(lambda given: dict(zip(priority.CRITERIA, given, strict=True)))
)


@settings(max_examples=50, deadline=None)
@given(tables, weights, st.integers(2, 7))
def test_only_the_ratios_of_the_weights_count_and_places_are_those_of_scipy(criteria, given_weights, factor):
    ranked = priority.order(criteria, weights=given_weights)
    larger = {name: factor * weight for name, weight in given_weights.items()}
    assert list(priority.order(criteria, weights=larger).index) == list(ranked.index)
    scores = ranked["score"].reindex(criteria.index)
    assert list(ranked["place"].reindex(criteria.index)) == list(rankdata(-scores, method="ordinal"))


@settings(max_examples=50, deadline=None)
@given(tables, weights)
def test_a_file_that_gains_in_a_criterion_never_loses_a_place(criteria, given_weights):
    before = priority.order(criteria, weights=given_weights)["place"]
    better = criteria.copy()
    better.loc[0] = 1.0
    assert priority.order(better, weights=given_weights)["place"][0] <= before[0]


@settings(max_examples=30, deadline=None)
@given(tables, st.integers(0, 14))
def test_more_places_never_push_anybody_out_and_the_shares_add_up_to_the_places(criteria, places):
    fewer, more = (priority.how_often(criteria, places=number, parts=6) for number in (places, places + 1))
    assert (fewer <= more + 1e-12).all()
    assert fewer.sum() == pytest.approx(min(places, len(criteria)))


@settings(max_examples=30, deadline=None)
@given(tables, st.integers(1, 8))
def test_how_often_is_what_each_rule_gives_one_by_one(criteria, places):
    rules = priority.rules(parts=5)
    inside = pd.Series(0.0, index=criteria.index)
    for rule in rules.to_dict("records"):
        inside[priority.order(criteria, weights=rule).index[:places]] += 1 / len(rules)
    np.testing.assert_allclose(priority.how_often(criteria, places=places, parts=5), inside, atol=1e-9)


@pytest.mark.parametrize(("parts", "least"), [(10, 0), (12, 1), (12, 4)])
def test_there_are_as_many_rules_as_ways_to_hand_out_the_parts(parts, least):
    grid = priority.rules(parts=parts, least=least)
    assert len(grid) == comb(parts - 3 * least + 2, 2)
    np.testing.assert_allclose(grid.sum(axis=1), 1)
    assert not grid.duplicated().any()
    assert (grid >= least / parts - 1e-12).all().all()


def test_equal_weights_are_one_of_the_rules():
    assert np.isclose(priority.rules(), 1 / 3).all(axis=1).sum() == 1


def test_urgency_rises_to_the_last_day_and_ends_with_it():
    days = pd.Series([365, 73, 0, -1, 10, 900])
    asked = pd.Series([False, False, False, False, True, False])
    assert priority.urgency(days, asked=asked).tolist() == pytest.approx([0, 0.8, 1, 0, 0, 0])


CRITERIA = pd.DataFrame(
    {"urgency": [0.2, 0.4], "vulnerability": [1.0, 0.0], "evidence": [0.5, 0.5]}, index=["F1", "F2"]
)


def test_ties_keep_the_order_in_which_the_files_came_in():
    tied = CRITERIA.assign(urgency=0.0, vulnerability=0.0)
    assert list(priority.order(tied, weights={"urgency": 1, "vulnerability": 1, "evidence": 1}).index) == ["F1", "F2"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda: priority.order(CRITERIA, weights={"urgency": 1}), "land.weights-differ"),
        (lambda: priority.order(CRITERIA, weights=dict.fromkeys(priority.CRITERIA, 0)), "land.bad-weights"),
        (lambda: priority.how_often(CRITERIA.assign(evidence=[0.5, np.nan]), places=1), "land.bad-criterion"),
        (lambda: priority.how_often(CRITERIA * 3, places=1), "land.bad-criterion"),
        (lambda: priority.how_often(CRITERIA, places=-1), "land.bad-places"),
        (lambda: priority.rules(parts=2, least=1), "land.bad-parts"),
    ],
)
def test_what_cannot_be_used_is_named_in_both_languages(wrong, code):
    with pytest.raises(InputError) as refused:
        wrong()
    assert refused.value.code == code
    assert refused.value.sentence("en") != refused.value.sentence("es")


def test_a_blank_criterion_names_its_file():
    with pytest.raises(InputError) as refused:
        priority.how_often(CRITERIA.assign(evidence=[0.5, np.nan]), places=1)
    assert "F2" in refused.value.sentence("en")
