"""The exit rules, against a table counted by hand and by what must hold whatever the data."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access import exit_rules as rules

# Four persons and four dimensions, with cutoffs 13, 12, 3 and 1: small enough to count by hand. The first lacks
# nothing, the second school and services, the third everything, the fourth school.
ACHIEVED = [[13.1, 14, 4, 1], [15.2, 7, 5, 0], [12.5, 10, 1, 0], [20, 11, 3, 1]]
CUTOFFS = pd.Series({"income": 13.0, "school": 12.0, "health": 3.0, "services": 1.0})
BY_HAND = pd.DataFrame(ACHIEVED, columns=list(CUTOFFS.index))


def test_the_count_is_the_one_made_by_hand():
    passes = rules.met(BY_HAND, CUTOFFS)
    assert (4 - passes.sum(axis="columns")).tolist() == [0, 2, 4, 1]
    # Deprived in two or more of four: the second and the third person, a headcount of one half.
    poor = ~rules.at_least(passes, needed=3)
    assert poor.tolist() == [False, True, True, False]
    # They lack 2 + 4 of 8, so 3/4 on average; of all 16 that is 6, so 3/8.
    deprived = 1 - rules.progress(BY_HAND, CUTOFFS)
    assert deprived[poor].mean() == pytest.approx(3 / 4)
    assert (deprived * poor).mean() == pytest.approx(3 / 8)
    # Only the first person lacks nothing.
    assert rules.all_met(passes).tolist() == [True, False, False, False]


def households(levels):
    return pd.DataFrame(levels, columns=list(rules.SUBCRITERIA)).astype("Int64")


LEVEL = st.one_of(st.none(), st.integers(0, 4))
TABLE = st.lists(st.lists(LEVEL, min_size=10, max_size=10), min_size=1, max_size=8).map(households)
LIMITS = st.lists(st.integers(0, 4), min_size=10, max_size=10).map(
    lambda levels: pd.Series(levels, index=list(rules.SUBCRITERIA), dtype="float64")
)


@settings(max_examples=50, deadline=None)
@given(TABLE, LIMITS, st.integers(1, 10))
def test_whoever_meets_all_meets_any_number_and_a_higher_threshold_adds_nobody(levels, limits, needed):
    passes = rules.met(levels, limits)
    assert (rules.at_least(passes, needed=needed) | ~rules.all_met(passes)).all()
    assert rules.all_met(passes).equals(rules.at_least(passes, needed=10))
    harder = rules.met(levels, limits + 1)
    assert (passes | ~harder).all(axis=None)
    share = rules.progress(levels, limits)
    applies = levels.notna().any(axis="columns")
    assert (share.notna() == applies).all()
    assert ((share[applies] == 1) == rules.all_met(passes)[applies]).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=5), st.randoms())
def test_what_is_carried_is_the_running_maximum_in_any_order_of_rows(answers, random):
    long = pd.DataFrame(
        [(f"h{place}", turn, row[turn], row[turn + 3]) for place, row in enumerate(answers) for turn in range(3)],
        columns=["household", "round", "food", "work"],
    )
    mixed = long.sample(frac=1, random_state=random.randint(0, 999))
    kept = rules.carried(mixed[["food", "work"]], household=mixed["household"], round_=mixed["round"])
    for place, row in enumerate(answers):
        for turn in range(3):
            where = (mixed["household"] == f"h{place}") & (mixed["round"] == turn)
            assert bool(kept.loc[where, "food"].iloc[0]) == any(row[: turn + 1])
            assert bool(kept.loc[where, "work"].iloc[0]) == any(row[3 : turn + 4])


def test_a_relapse_is_seen_by_all_and_not_by_what_is_carried():
    passes = pd.DataFrame({"food": [True, True, False], "work": [False, True, True]})
    kept = rules.carried(passes, household=pd.Series(["a", "a", "a"]), round_=pd.Series([1, 2, 3]))
    assert rules.all_met(passes).tolist() == [False, True, False]
    assert rules.all_met(kept).tolist() == [False, True, True]


def test_the_threshold_is_a_level_that_three_of_four_neighbours_reach():
    levels = households([[place % 5] * 10 for place in range(40)])
    limits = rules.thresholds(levels)
    assert (limits == 1).all()
    assert ((levels >= 1).mean() == 0.8).all()  # the lower of two: at least three of four reach it
    assert (rules.thresholds(levels, quantile=0.5) == 2).all()


def test_what_does_not_apply_is_no_failure_and_no_success():
    levels = households([[4] * 5 + [None] + [0] * 4])
    limits = pd.Series(2.0, index=list(rules.SUBCRITERIA))
    assert rules.met(levels, limits)["education"].all()
    assert rules.progress(levels, limits).iloc[0] == pytest.approx(5 / 9)
    assert rules.points(levels).iloc[0] == pytest.approx(100 * 20 / 36)


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        (lambda: rules.thresholds(BY_HAND), "no-column", "violence"),
        (lambda: rules.thresholds(households([[1] * 10]), quantile=1.2), "bad-quantile", "1.2"),
        (lambda: rules.thresholds(households([[1] * 9 + [None]])), "no-benchmark", "documents"),
        (lambda: rules.at_least(rules.met(BY_HAND, CUTOFFS), needed=5), "bad-count", "5"),
        (
            lambda: rules.carried(
                pd.DataFrame({"food": [True, True]}), household=pd.Series(["a", "a"]), round_=pd.Series([1, 1])
            ),
            "twice",
            "a",
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_used_is_named(call, code, says, language):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.code == f"aid-to-solutions.{code}"
    assert says in refused.value.sentence(language)


def test_the_columns_are_plain_booleans_and_floats():
    passes = rules.met(households([[1] * 10]), pd.Series(1.0, index=list(rules.SUBCRITERIA)))
    assert (passes.dtypes == np.dtype(bool)).all()
    assert rules.points(households([[1] * 10])).dtype == np.dtype("float64")
