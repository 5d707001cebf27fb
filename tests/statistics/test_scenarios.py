"""Scenarios against the population account that they write forward, by hand and by their properties."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import account as acc
from ruta.statistics import scenarios

YEARS = range(2026, 2029)
rates = st.dictionaries(st.sampled_from(["exit-overcame", "death", "exit-abroad", "return"]), st.floats(0, 0.2))
numbers = st.dictionaries(st.sampled_from(["displacement", "re-entry"]), st.integers(0, 200))


def test_two_years_by_hand() -> None:
    scenario = scenarios.Scenario(
        numbers={"displacement": 100}, rates={"exit-overcame": 0.05, "death": 0.01, "return": 0.2}
    )
    found = scenarios.project(scenario, opening=1_000, years=range(2026, 2028))
    assert found["closing"].to_list() == [1_000 + 100 - 50 - 10, 1_040 + 100 - 52 - 10]
    assert found.loc[2027, "return"] == 208
    assert scenarios.places(found).to_list() == [1_040, 1_078]


@given(st.integers(0, 5_000))
def test_without_flows_the_stock_stays(opening: int) -> None:
    found = scenarios.project(scenarios.Scenario(), opening=opening, years=YEARS)
    assert (found["closing"] == opening).all()


@given(numbers, rates, st.integers(200, 2_000))
@settings(max_examples=25, deadline=None)
def test_each_year_is_the_account_of_its_movements(
    some: dict[str, int], shares: dict[str, float], opening: int
) -> None:
    found = scenarios.project(scenarios.Scenario(numbers=some, rates=shares), opening=opening, years=YEARS)
    for year, row in found.iterrows():
        kinds = [kind for kind in (*some, *shares) for _ in range(row[kind])]
        dates = pd.to_datetime(pd.Series([f"{year}-06-30"] * len(kinds), dtype="object"))
        movements = pd.DataFrame({"date": dates, "kind": pd.Series(kinds, dtype="object")})
        lines = acc.account(movements, year=int(str(year)), opening=row["opening"], closing=row["closing"])
        assert lines["persons"]["residual"] == 0
    assert (found["opening"].iloc[1:].to_numpy() == found["closing"].iloc[:-1].to_numpy()).all()


@given(st.integers(0, 500), st.integers(1, 500))
def test_more_arrivals_never_mean_a_smaller_stock(fewer: int, more: int) -> None:
    def last(count: int) -> int:
        scenario = scenarios.Scenario(numbers={"displacement": count}, rates={"exit-overcame": 0.05})
        return int(scenarios.project(scenario, opening=1_000, years=YEARS)["closing"].iloc[-1])

    assert last(fewer) < last(fewer + more)


def test_returns_change_no_total() -> None:
    plain = scenarios.project(scenarios.Scenario(rates={"death": 0.01}), opening=900, years=YEARS)
    returning = scenarios.project(scenarios.Scenario(rates={"death": 0.01, "return": 0.5}), opening=900, years=YEARS)
    assert plain["closing"].equals(returning["closing"])


def test_places_hold_the_year_in_which_the_stock_falls() -> None:
    found = scenarios.project(scenarios.Scenario(rates={"exit-overcame": 0.5}), opening=100, years=range(2026, 2027))
    assert scenarios.places(found)[2026] == 100


def test_a_share_of_one_day_is_spread_over_its_years() -> None:
    assert scenarios.yearly_rate(share=0.12, years=4) == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("scenario", "opening"),
    [
        (scenarios.Scenario(numbers={"birth": 5}), 100),
        (scenarios.Scenario(rates={"moved": 0.1}), 100),
        (scenarios.Scenario(rates={"death": 1.2}), 100),
        (scenarios.Scenario(numbers={"displacement": -5}), 100),
        (scenarios.Scenario(numbers={"death": 5}, rates={"death": 0.1}), 100),
        (scenarios.Scenario(numbers={"death": 500}), 100),
    ],
)
def test_bad_assumptions_are_refused(scenario: scenarios.Scenario, opening: int) -> None:
    with pytest.raises(InputError) as caught:
        scenarios.project(scenario, opening=opening, years=YEARS)
    assert caught.value.sentence("es") != caught.value.sentence("en")


@pytest.mark.parametrize(("share", "years"), [(1.5, 2), (0.5, 0)])
def test_a_bad_share_or_time_is_refused(share: float, years: float) -> None:
    with pytest.raises(InputError):
        scenarios.yearly_rate(share=share, years=years)
