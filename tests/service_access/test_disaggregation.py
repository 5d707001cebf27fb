"""Tables by group: rows too small are left out, and cannot be found again from the total."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access.disaggregation import disaggregate, hidden

PEOPLE = pd.DataFrame({
    "sex": ["F"] * 30 + ["M"] * 30 + ["X"] * 4,
    "attends": [True] * 24 + [False] * 6 + [True] * 27 + [False] * 3 + [True] * 4,
})  # fmt: skip


def test_one_small_row_takes_another_with_it():
    table = disaggregate(PEOPLE, by=["sex"], of="attends")
    assert table["shown"].to_dict() == {"F": False, "M": True, "X": False}
    assert table.loc[["F", "X"], ["people", "cases", "share", "low", "high"]].isna().all(axis=None)
    assert (table.loc["M", "people"], table.loc["M", "cases"], table.loc["M", "share"]) == (30, 27, 0.9)
    assert table.loc["M", "low"] < 0.9 < table.loc["M", "high"]


def test_a_lower_floor_shows_everybody():
    table = disaggregate(PEOPLE, by=["sex"], of="attends", floor=4)
    assert table["shown"].all()
    assert table["people"].sum() == len(PEOPLE)
    assert table.loc["F", "share"] == 0.8


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=12), st.integers(1, 30))
def test_no_row_is_shown_below_the_floor_and_none_is_alone(sizes, floor):
    people = pd.Series(sizes)
    gone = hidden(people, floor=floor)
    shown = people[~gone & (people > 0)]
    assert (shown >= floor).all()
    assert gone.sum() != 1 or (people > 0).sum() == 1
    # Nothing is hidden without need: at most one row of the floor or above.
    assert (people[gone] >= floor).sum() <= 1


@pytest.mark.parametrize(
    ("frame", "by", "code"),
    [(PEOPLE, ["age"], "no-column"), (PEOPLE.assign(sex=[None, *["F"] * 63]), ["sex"], "blank")],
)
def test_what_is_missing_is_named(frame, by, code):
    with pytest.raises(InputError) as refused:
        disaggregate(frame, by=by, of="attends")
    assert refused.value.code == f"equity.{code}"
    assert by[0] in refused.value.sentence("es")


def test_a_count_that_is_none_is_named():
    with pytest.raises(InputError, match="-3"):
        hidden(pd.Series({"a": 12, "b": -3}))
