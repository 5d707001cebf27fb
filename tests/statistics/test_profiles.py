"""Profiles against a statistical library, hand-made tables and properties."""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import profiles


def people(*cells: tuple[str, str, int, int]) -> tuple[pd.DataFrame, pd.Series]:
    """Return persons, each in a household of her own, from (group, sex, respondents, worse off)."""
    rows = [
        {"group": group, "sex": sex, "worse": place < worse}
        for group, sex, size, worse in cells
        for place in range(size)
    ]
    table = pd.DataFrame(rows)
    table["household_id"] = [f"H{place}" for place in range(len(table))]
    return table.drop(columns="worse"), table["worse"].astype("boolean")


def test_the_household_effect_is_one_alone_and_the_size_where_all_are_equal() -> None:
    assert profiles.household_effect(pd.Series(["a", "b", "c"])) == 1
    assert profiles.household_effect(pd.Series(list("aaaabbbb"))) == 4
    assert profiles.household_effect(pd.Series(list("aaab"))) == pytest.approx((9 + 1) / 4)


def test_a_profile_worked_by_hand() -> None:
    table, worse = people(
        ("A1", "F", 50, 20), ("A1", "M", 40, 10), ("host", "F", 100, 25), ("host", "M", 29, 5), ("capital", "F", 9, 9)
    )
    found = profiles.profile(table, worse=worse, by=["sex"])
    assert found.loc[("A1", "F"), "share"] == 40
    assert found.loc[("A1", "F"), "benchmark_share"] == 25
    assert found.loc[("A1", "F"), "gap"] == 15
    assert found.loc[("A1", "F"), "ratio"] == pytest.approx(1.6)
    assert found["readable"].to_dict() == {("A1", "F"): True, ("A1", "M"): False}  # 29 neighbours are too few
    assert "capital" not in found.index.get_level_values("group")
    whole = profiles.profile(table, worse=worse, by=[])
    assert whole.loc["A1", "respondents"] == 90


def test_a_blank_answer_counts_nowhere() -> None:
    table, worse = people(("A1", "F", 40, 20), ("host", "F", 40, 10))
    worse[0] = pd.NA
    found = profiles.profile(table, worse=worse, by=[])
    assert found.loc["A1", "respondents"] == 39
    assert found.loc["A1", "share"] == pytest.approx(100 * 19 / 39)


def test_a_cell_without_neighbours_is_not_readable() -> None:
    table, worse = people(("A1", "F", 40, 20), ("host", "M", 40, 10))
    found = profiles.profile(table, worse=worse, by=["sex"])
    assert not found.loc[("A1", "F"), "readable"]
    assert math.isnan(found.loc[("A1", "F"), "gap"])
    with pytest.raises(InputError):
        profiles.standardised_gap(table, worse=worse, group="A1", by=["sex"])


def test_standardising_takes_the_structure_out() -> None:
    # The same shares in each cell (10 % and 50 %); the displaced are mostly in the second: no gap is left.
    table, worse = people(("A1", "F", 20, 2), ("A1", "M", 80, 40), ("host", "F", 80, 8), ("host", "M", 20, 10))
    crude = profiles.profile(table, worse=worse, by=[]).loc["A1", "gap"]
    assert crude == pytest.approx(42 - 18)
    assert profiles.standardised_gap(table, worse=worse, group="A1", by=["sex"]) == pytest.approx(0)


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_with_the_same_structure_the_standardised_gap_is_the_crude_one(worse_off: list[int]) -> None:
    f, m, host_f, host_m = worse_off
    assume(f + m)
    table, worse = people(("A1", "F", 30, f), ("A1", "M", 60, m), ("host", "F", 30, host_f), ("host", "M", 60, host_m))
    crude = profiles.profile(table, worse=worse, by=[]).loc["A1", "gap"]
    assert profiles.standardised_gap(table, worse=worse, group="A1", by=["sex"]) == pytest.approx(crude)


def test_bands_hold_every_age_once() -> None:
    found = profiles.age_band(pd.Series([0, 14, 15, 59, 60, 104]))
    assert list(found.astype(str)) == ["0–14", "0–14", "15–59", "15–59", "60+", "60+"]
