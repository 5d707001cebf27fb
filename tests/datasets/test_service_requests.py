"""Requests: steps in order, waits that are cut off, and a naive mean that misleads in a known way."""

import itertools

import pandas as pd
import pytest

from ruta import datasets

CASES = [(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)]
pytestmark = pytest.mark.parametrize(("country", "seed"), CASES)
STEPS = ["requested_on", "referred_on", "accepted_on", "served_on"]


def asked(country: str, seed: int) -> pd.DataFrame:
    requests = datasets.table("service-requests", country=country, seed=seed)
    requests = requests.merge(datasets.truth("waits", country=country, seed=seed), validate="1:1")
    return requests.assign(wait=(requests["served_on"] - requests["requested_on"]).dt.days)


def test_steps_are_in_order_and_end_at_the_cut_off(country: str, seed: int) -> None:
    table = asked(country, seed)
    assert len(table) == 600
    for before, after in itertools.pairwise(STEPS):
        reached = table[after].notna()
        assert table.loc[reached, before].notna().all()
        assert (table.loc[reached, after] >= table.loc[reached, before]).all()
    assert table["cut_off"].eq(pd.Timestamp("2025-12-31")).all()
    for step in (*STEPS, "withdrawn_on"):
        assert (table[step].isna() | (table[step] <= table["cut_off"])).all()
        if step not in ("requested_on", "withdrawn_on"):
            assert (table[step].isna() | table["withdrawn_on"].isna() | (table[step] < table["withdrawn_on"])).all()


def test_some_wait_some_gave_up_and_each_step_loses_some(country: str, seed: int) -> None:
    table = asked(country, seed)
    assert not (table["served_on"].notna() & table["withdrawn_on"].notna()).any()
    assert 0.02 < table["withdrawn_on"].notna().mean() < 0.12
    waiting = table["served_on"].isna() & table["withdrawn_on"].isna()
    assert 0.1 < waiting.mean() < 0.3
    reached = table[STEPS].notna().sum()
    assert reached.is_monotonic_decreasing
    assert reached.is_unique


def test_waits_of_the_served_are_the_true_ones(country: str, seed: int) -> None:
    table = asked(country, seed)
    served = table[table["wait"].notna()]
    assert (served["wait"] == served["true_wait_days"]).all()
    waiting = table[table["served_on"].isna() & table["withdrawn_on"].isna()]
    shown = (waiting["cut_off"] - waiting["requested_on"]).dt.days
    assert (waiting["true_wait_days"] > shown).all()


def test_displaced_people_wait_longer_in_truth(country: str, seed: int) -> None:
    by_group = asked(country, seed).groupby("group")["true_wait_days"]
    assert set(by_group.groups) == {"displaced", "host"}
    assert by_group.size().min() > 150
    assert by_group.mean()["displaced"] > 1.2 * by_group.mean()["host"]
    assert by_group.median()["displaced"] > 1.2 * by_group.median()["host"]


def test_the_mean_of_the_attended_is_too_short_and_falls_while_the_truth_rises(country: str, seed: int) -> None:
    table = asked(country, seed)
    assert table["wait"].mean() < 0.6 * table["true_wait_days"].mean()
    year = table["requested_on"].dt.year
    attended, true = table.groupby(year)["wait"].mean(), table.groupby(year)["true_wait_days"].mean()
    assert attended[2025] < attended[2024]
    assert true[2025] > 1.5 * true[2024]


def test_groups_agree_with_the_movements(country: str, seed: int) -> None:
    table = asked(country, seed)
    movements = datasets.table("movements", country=country, seed=seed)
    before = table.merge(movements, on="person_id", how="left").query("date <= requested_on")
    last = before.sort_values("date", kind="stable").groupby("request_id").last()
    displaced = table.set_index("request_id")["group"].eq("displaced")
    # A host has no event at all until then; a displaced person's last event left the person in group A.
    assert set(last.index) == set(displaced.index[displaced])
    assert not last["kind"].isin(["death", "exit-abroad", "exit-overcame", "birth"]).any()
    area = last["to_municipality"].str.rsplit("-", n=1).str[0]
    assert (area == table.set_index("request_id")["area"][area.index]).all()
    persons = datasets.table("persons", country=country, seed=seed).set_index("person_id")
    assert (table["person_id"].map(persons["sex"]) == table["sex"]).all()
    assert (table["person_id"].map(persons["birth_date"]) < table["requested_on"]).all()
