"""Rates and changed codes: known by hand, and what must be refused with a sentence that names the row."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta import messages
from ruta.early_warning.risk_rates import merge_codes, rate
from ruta.errors import InputError

OLD = pd.DataFrame({"municipality": ["A", "B", "C"], "persons": [12.0, 6.0, 5.0], "population": [300, 100, 50]})
WALK = {"A": "N1", "B": "N1", "C": "N2"}


def series(**values):
    return pd.Series(values, dtype="float64")


def refusal(call):
    with pytest.raises(InputError) as caught:
        call()
    sentences = [caught.value.sentence(language) for language in messages.LANGUAGES]
    assert len(set(sentences)) == 2
    return caught.value.code, sentences[0]


def test_twelve_in_a_large_place_are_fewer_than_six_in_a_small_one():
    found = rate(series(large=12, small=6), series(large=400_000, small=30_000))
    assert found.to_dict() == pytest.approx({"large": 3.0, "small": 20.0})


def test_an_unknown_count_is_no_zero_and_a_zero_is_known():
    found = rate(series(a=np.nan, b=0), series(a=100, b=100))
    assert np.isnan(found["a"])
    assert found["b"] == 0


def test_populations_are_matched_by_label_not_by_position():
    assert rate(series(a=1, b=1), series(b=10, a=100), per=100).to_dict() == pytest.approx({"a": 1, "b": 10})


@pytest.mark.parametrize(
    ("counts", "people", "code", "named"),
    [
        (series(a=1, b=1), series(a=100, b=0), "population", "b is 0;"),
        (series(a=1, b=1), series(a=-5, b=9), "population", "a is -5;"),
        (series(a=1), series(a=np.inf), "population", "inf"),
        (series(a=1, b=1), series(a=100, b=np.nan), "population-blank", "b"),
        (series(a=1, b=1), series(a=100), "no-population", "b"),
        (series(a=1, b=-2), series(a=100, b=100), "negative-count", "b is -2;"),
        (series(a=1), pd.Series([100, 90], index=["a", "a"]), "row-twice", "a is there twice"),
        (pd.Series([1, 2], index=["a", "a"]), series(a=100), "row-twice", "a is there twice"),
    ],
)
def test_what_has_no_rate_is_refused_by_its_row(counts, people, code, named):
    found, sentence = refusal(lambda: rate(counts, people))
    assert found == f"risk-index.{code}"
    assert named in sentence


@given(
    counts=st.lists(st.integers(0, 500), min_size=1, max_size=8),
    people=st.integers(1, 10**6),
    factor=st.integers(1, 50),
)
def test_as_many_times_the_people_as_events_gives_the_same_rate(counts, people, factor):
    plain = pd.Series(counts, dtype="float64")
    population = pd.Series(people, index=plain.index)
    np.testing.assert_allclose(rate(plain * factor, population * factor), rate(plain, population))


def test_merged_places_add_persons_and_population_and_the_rate_comes_after():
    merged = merge_codes(OLD, WALK, sums=["persons", "population"]).set_index("municipality")
    assert merged.loc["N1"].to_dict() == {"persons": 18, "population": 400}
    # Not the mean of 4 and 6 percent.
    assert rate(merged["persons"], merged["population"], per=100)["N1"] == pytest.approx(4.5)


def test_a_sum_with_an_unknown_part_is_unknown():
    holed = OLD.assign(persons=[12.0, np.nan, 5.0])
    merged = merge_codes(holed, WALK, sums=["persons", "population"]).set_index("municipality")
    assert np.isnan(merged.loc["N1", "persons"])
    assert merged.loc["N1", "population"] == 400
    assert merged.loc["N2", "persons"] == 5


@pytest.mark.parametrize(
    ("table", "walk", "code", "named"),
    [
        (OLD, {"A": "N1", "B": "N1"}, "code-unmapped", "C"),
        (OLD.assign(persons=[1, -3, 1]), WALK, "negative-count", "B is -3;"),
        (OLD.drop(columns="population"), WALK, "column-missing", "population"),
    ],
)
def test_a_crosswalk_leaves_nothing_out_in_silence(table, walk, code, named):
    found, sentence = refusal(lambda: merge_codes(table, walk, sums=["persons", "population"]))
    assert found == f"risk-index.{code}"
    assert named in sentence


@given(parts=st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(0, 999)), min_size=1, max_size=20))
def test_nobody_is_lost_by_merging(parts):
    table = pd.DataFrame(parts, columns=["municipality", "persons"])
    walk = {"A": "1", "B": "1", "C": "2", "D": "3", "E": "3"}
    assert merge_codes(table, walk, sums=["persons"])["persons"].sum() == table["persons"].sum()
