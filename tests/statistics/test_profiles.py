"""Profiles against a statistical library, hand-made tables and properties."""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

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


@given(a=st.integers(1, 80), n=st.integers(81, 300), b=st.integers(1, 80), m=st.integers(81, 300))
@settings(max_examples=60, deadline=None)
def test_ratio_and_interval_are_those_of_statsmodels(a: int, n: int, b: int, m: int) -> None:
    theirs = Table2x2([[a, n - a], [b, m - b]])
    ours = profiles.risk_ratio(cases=a, size=n, benchmark_cases=b, benchmark_size=m)
    assert ours.ratio == pytest.approx(theirs.riskratio)
    assert (ours.low, ours.high) == pytest.approx(theirs.riskratio_confint(0.05))


def test_a_ratio_worked_by_hand() -> None:
    # 40 of 100 against 20 of 100: twice as often; ln-variance 1/40 - 1/100 + 1/20 - 1/100 = 0.055.
    found = profiles.risk_ratio(cases=40, size=100, benchmark_cases=20, benchmark_size=100)
    assert found.ratio == pytest.approx(2)
    assert found.high == pytest.approx(2 * math.exp(1.959964 * math.sqrt(0.055)), rel=1e-6)
    wider = profiles.risk_ratio(cases=40, size=100, benchmark_cases=20, benchmark_size=100, design_effect=4)
    assert math.log(wider.high / 2) == pytest.approx(2 * math.log(found.high / 2))


def test_a_count_of_zero_leaves_the_interval_blank() -> None:
    none = profiles.risk_ratio(cases=0, size=10, benchmark_cases=5, benchmark_size=10)
    assert none.ratio == 0
    assert math.isnan(none.low)
    assert math.isnan(profiles.risk_ratio(cases=5, size=10, benchmark_cases=0, benchmark_size=10).ratio)


@pytest.mark.parametrize(("cases", "size"), [(3, 2), (0, 0), (-1, 5)])
def test_impossible_counts_are_refused_in_one_sentence(cases: int, size: int) -> None:
    with pytest.raises(InputError) as caught:
        profiles.risk_ratio(cases=cases, size=size, benchmark_cases=1, benchmark_size=2)
    for language in ("en", "es"):
        assert str(size) in caught.value.sentence(language)


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
