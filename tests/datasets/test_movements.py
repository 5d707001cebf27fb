"""People, movements and stocks hold together in every country, for any seed and size."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets

INFLOWS = {"displacement", "re-entry", "returned-from-abroad"}
OUTFLOWS = {"exit-overcame", "exit-abroad", "death"}
INSIDE = {"second-displacement", "return", "settlement"}
C_INFLOWS, C_OUTFLOWS = {"birth"}, {"related-death", "related-departure"}
LAST = {"death", "exit-abroad", "related-death", "related-departure"}
AFTER = {
    **dict.fromkeys(("displacement", "re-entry", "returned-from-abroad", "second-displacement"), "A1"),
    **{"return": "A2", "settlement": "A3", "birth": "C"},
}
ALLOWED_FROM = {
    "displacement": {None},
    "returned-from-abroad": {None},
    "birth": {None},
    "re-entry": {"overcame"},
    "second-displacement": {"A1", "A2", "A3"},
    "return": {"A1"},
    "settlement": {"A1"},
    **{kind: {"A1", "A2", "A3"} for kind in OUTFLOWS},
    **{kind: {"C"} for kind in C_OUTFLOWS},
}

countries = st.sampled_from(datasets.COUNTRIES)
seeds = st.integers(min_value=0, max_value=2**40)
sizes = st.integers(min_value=1, max_value=150)
few = settings(max_examples=25, deadline=None)


def read(name: str, country: str, seed: int, size: int | str = "small") -> pd.DataFrame:
    return datasets.table(name, country=country, seed=seed, size=size)


def counts(movements: pd.DataFrame, kinds: set[str], year: int) -> int:
    return int((movements["kind"].isin(kinds) & (movements["date"].dt.year == year)).sum())


@few
@given(country=countries, seed=seeds, size=sizes)
def test_stocks_equal_the_stock_before_plus_flows(country: str, seed: int, size: int) -> None:
    movements = read("movements", country, seed, size)
    truth = datasets.truth("groups", country=country, seed=seed, size=size)
    stock = truth.pivot(index="year", columns="group", values="persons")
    a, c = stock[["A1", "A2", "A3"]].sum(axis=1), stock["C"]
    a_before = c_before = 0
    for year in range(2020, 2026):
        a_before += counts(movements, INFLOWS, year) - counts(movements, OUTFLOWS, year)
        c_before += counts(movements, C_INFLOWS, year) - counts(movements, C_OUTFLOWS, year)
        assert (a[year], c[year]) == (a_before, c_before)


@few
@given(country=countries, seed=seeds, size=sizes)
def test_every_life_is_possible(country: str, seed: int, size: int) -> None:
    movements = read("movements", country, seed, size)
    persons = read("persons", country, seed, size).set_index("person_id")
    assert set(movements["kind"]) <= INFLOWS | OUTFLOWS | INSIDE | C_INFLOWS | C_OUTFLOWS
    assert movements["date"].is_monotonic_increasing
    for person, life in movements.groupby("person_id"):
        state: str | None = None
        assert life["date"].is_unique
        assert life["date"].min() >= persons.loc[person, "birth_date"]
        for kind in life["kind"]:
            assert state in ALLOWED_FROM[kind], (person, list(life["kind"]))
            state = AFTER.get(kind, "overcame" if kind == "exit-overcame" else "gone")
        # Nothing after a death or a departure: "gone" is a state that no event starts from.
        assert not set(life["kind"][:-1]) & LAST


@few
@given(country=countries, seed=seeds, size=sizes)
def test_places_follow_one_another(country: str, seed: int, size: int) -> None:
    movements = read("movements", country, seed, size)
    persons = read("persons", country, seed, size)
    homes = persons.merge(read("households", country, seed, size)).set_index("person_id")["municipality"]
    for person, life in movements.groupby("person_id"):
        here = homes[person]
        for event in life.itertuples():
            if event.kind not in {"returned-from-abroad", "birth"}:
                assert event.from_municipality == here
            else:
                assert pd.isna(event.from_municipality)
            assert pd.isna(event.to_municipality) == (event.kind in LAST)
            if event.kind == "return":
                assert event.to_municipality == homes[person]
            here = event.to_municipality


@few
@given(country=countries, seed=seeds, size=sizes)
def test_children_of_displaced_mothers_are_in_group_c_and_never_in_a(country: str, seed: int, size: int) -> None:
    movements = read("movements", country, seed, size)
    born = set(read("persons", country, seed, size).query("born_to_idp")["person_id"])
    assert set(movements.loc[movements["kind"] == "birth", "person_id"]) == born
    kinds = set(movements.loc[movements["person_id"].isin(born), "kind"])
    assert kinds <= C_INFLOWS | C_OUTFLOWS


@few
@given(country=countries, seed=seeds, size=sizes)
def test_a_child_of_group_c_has_a_mother_who_was_displaced_at_the_birth(country: str, seed: int, size: int) -> None:
    movements = read("movements", country, seed, size)
    persons = read("persons", country, seed, size)
    for child in persons[persons["born_to_idp"]].itertuples():
        age = (child.birth_date - persons["birth_date"]).dt.days / 365.25
        women = persons[(persons["household_id"] == child.household_id) & (persons["sex"] == "F") & age.between(15, 49)]
        until = movements[movements["person_id"].isin(women["person_id"]) & (movements["date"] <= child.birth_date)]
        last = until.groupby("person_id")["kind"].last()
        assert last.isin(INSIDE | INFLOWS).any()


@few
@given(country=countries, seed=seeds, size=sizes)
def test_a_cause_stands_at_displacements_only(country: str, seed: int, size: int) -> None:
    movements = read("movements", country, seed, size)
    caused = movements["kind"].isin({"displacement", "re-entry", "second-displacement"})
    assert (movements["cause"].notna() == caused).all()


@pytest.mark.parametrize("seed", [2026, 7, 41])
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_every_kind_of_flow_occurs_in_the_small_country(country: str, seed: int) -> None:
    kinds = set(read("movements", country, seed)["kind"])
    assert kinds >= INFLOWS | OUTFLOWS | INSIDE | C_INFLOWS


@pytest.mark.parametrize("seed", [2026, 7, 41])
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_published_stocks_differ_from_the_truth_by_the_named_revision_only(country: str, seed: int) -> None:
    published = read("stocks", country, seed).set_index(["year", "group"])["persons"]
    true = datasets.truth("groups", country=country, seed=seed).set_index(["year", "group"])["persons"]
    revision = datasets.truth("revision", country=country, seed=seed)
    difference = (published - true)[published != true]
    assert len(revision) == 1
    assert difference.to_dict() == {(revision["year"][0], "A1"): revision["persons"][0]}
    assert revision["persons"][0] < 0


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_municipalities_lie_in_real_areas_and_differ_much_in_size(country: str) -> None:
    for seed in (2026, 7, 41, 0, 99):
        places = read("municipalities", country, seed)
        assert len(places) == 12
        assert places["municipality"].is_unique
        assert places["municipality_name"].is_unique
        assert (places["municipality"].str.rsplit("-", n=1).str[0] == places["area"]).all()
        assert (places["population"] < 30_000).sum() == 1
        assert (places["population"] > 300_000).sum() == 1


def test_any_size_can_be_made() -> None:
    assert len(read("households", "MEX", 2026, 20_000)) == 20_000
    assert len(read("persons", "MEX", 2026, 20_000)) == pytest.approx(80_000, rel=0.1)
    assert len(read("persons", "MEX", 2026)) == pytest.approx(2_000, rel=0.1)
    assert len(read("service-requests", "MEX", 2026, 20_000)) == 24_000
