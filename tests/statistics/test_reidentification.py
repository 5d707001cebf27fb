"""Counting who is alone with their facts: the worked example of the literature and the properties of the counts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import reidentification as test
from ruta.statistics import rounding

# The shape of the example in Machanavajjhala and others 2007, table 2: three groups of four, k = 4, and in the last
# one every person has the same condition.
GROUPS = pd.DataFrame(
    {
        "zip": ["130**"] * 4 + ["1485*"] * 4 + ["130**"] * 4,
        "age": ["<30"] * 4 + ["40+"] * 4 + ["3*"] * 4,
        "condition": ["heart", "heart", "viral", "viral", "cancer", "heart", "viral", "viral"] + ["cancer"] * 4,
    }
)
records = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.sampled_from("xy")), min_size=1).map(
    lambda rows: pd.DataFrame(rows, columns=["place", "age", "cause"])
)


def test_a_group_of_four_can_give_its_secret_away():
    assert test.k_anonymity(GROUPS, facts=["zip", "age"]) == 4
    assert test.unique_share(GROUPS, facts=["zip", "age"]) == 0
    groups = test.l_diversity(GROUPS, facts=["zip", "age"], secret="condition")
    assert groups.loc[("130**", "3*"), "values"] == 1
    assert groups["values"].min() == 1
    assert groups.loc[("1485*", "40+")].to_dict() == {"persons": 4, "values": 3}


@given(records)
def test_one_more_fact_never_hides_anybody(rows):
    few = test.group_sizes(rows, facts=["place"])
    more = test.group_sizes(rows, facts=["place", "age"])
    assert (more <= few).all()
    assert test.unique_share(rows, facts=["place", "age"]) >= test.unique_share(rows, facts=["place"])
    assert test.k_anonymity(rows, facts=["place"]) == few.min()


@given(records)
def test_the_unique_are_those_counted_once(rows):
    seen = rows.value_counts(["place", "age"])
    assert test.unique_share(rows, facts=["place", "age"]) == pytest.approx((seen == 1).sum() / len(rows))


def test_a_blank_is_a_fact_too():
    rows = pd.DataFrame({"place": ["a", None, "a"], "cause": ["x", "x", None]})
    assert test.group_sizes(rows, facts=["place"]).to_list() == [2, 1, 2]
    assert test.l_diversity(rows, facts=["place"], secret="cause").loc["a", "values"] == 2


def test_a_column_that_is_not_there_and_a_file_without_records_are_refused():
    with pytest.raises(InputError) as caught:
        test.k_anonymity(GROUPS, facts=["name"])
    assert caught.value.code == "statistics.no-such-column"
    with pytest.raises(InputError) as caught:
        test.unique_share(GROUPS.head(0), facts=["zip"])
    assert caught.value.code == "statistics.no-records"


tables = st.lists(st.integers(0, 60), min_size=1, max_size=30).map(lambda values: pd.DataFrame({"persons": values}))


@given(table=tables, base=st.integers(1, 10), seed=st.integers(0, 99))
def test_rounding_moves_no_count_by_a_whole_base(table, base, seed):
    near = rounding.round_to_base(table, base=base)
    drawn = rounding.round_at_random(table, base=base, seed=seed)
    for rounded in (near, drawn):
        assert (rounded % base == 0).all(axis=None)
    assert ((near - table).abs() * 2 <= base).all(axis=None)
    assert ((drawn - table).abs() < base).all(axis=None)
    assert drawn[table % base == 0].dropna().equals(table[table % base == 0].dropna())
    assert drawn.equals(rounding.round_at_random(table, base=base, seed=seed))


def test_a_half_goes_up_and_small_counts_go_to_zero():
    table = pd.DataFrame({"persons": [0, 1, 2, 3, 7, 8, 12, 13]})
    assert rounding.round_to_base(table, base=5)["persons"].to_list() == [0, 0, 0, 5, 5, 10, 10, 15]
    assert rounding.round_to_base(table, base=2)["persons"].to_list() == [0, 2, 2, 4, 8, 8, 12, 14]


def test_random_rounding_keeps_the_expected_value():
    table = pd.DataFrame({"persons": [2] * 50_000})
    assert rounding.round_at_random(table, base=5, seed=1)["persons"].mean() == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("base", [0, -5, 2.5])
def test_a_base_that_is_no_whole_number_is_refused(base):
    with pytest.raises(InputError) as caught:
        rounding.round_to_base(pd.DataFrame({"persons": [3]}), base=base)
    assert caught.value.code == "statistics.bad-base"
