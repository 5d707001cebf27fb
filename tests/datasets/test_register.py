"""Declarations have the flaws that a lesson looks for, and the truth links them to persons."""

import pandas as pd
import pytest

from ruta import datasets

CASES = [(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)]
pytestmark = pytest.mark.parametrize(("country", "seed"), CASES)


def declared(country: str, seed: int) -> pd.DataFrame:
    declarations = datasets.table("declarations", country=country, seed=seed)
    return declarations.merge(datasets.truth("declaration-links", country=country, seed=seed), validate="1:1")


def test_every_declaration_is_linked_to_a_displaced_person(country: str, seed: int) -> None:
    table = declared(country, seed)
    assert len(table) == len(datasets.table("declarations", country=country, seed=seed))
    movements = datasets.table("movements", country=country, seed=seed)
    displaced = set(movements.loc[movements["cause"].notna(), "person_id"])
    assert set(table["person_id"]) <= displaced
    # Not everybody declares: the register does not hold all displaced people.
    assert table["person_id"].nunique() < 0.8 * len(displaced)


def test_duplicates_exist_and_some_differ_in_writing(country: str, seed: int) -> None:
    table = declared(country, seed)
    twice = table[table["person_id"].duplicated(keep=False)]
    assert twice["person_id"].nunique() >= 20
    names = ["given_names", "surname_1", "surname_2", "birth_date"]
    exact = twice.duplicated(["person_id", *names], keep=False)
    assert exact.any()
    assert (~exact).any()


def test_delays_and_blanks(country: str, seed: int) -> None:
    table = declared(country, seed)
    delay = (table["declared_on"] - table["event_date"]).dt.days.dropna()
    assert delay.min() >= 0
    assert delay.median() < 60 < delay.quantile(0.9)
    assert table["declared_on"].is_monotonic_increasing
    for column in ("event_date", "surname_2", "birth_date", "cause"):
        assert 0 < table[column].isna().mean() < 0.15


def test_nobody_declares_after_death_or_departure(country: str, seed: int) -> None:
    movements = datasets.table("movements", country=country, seed=seed)
    gone = movements[movements["kind"].isin(["death", "exit-abroad"])].set_index("person_id")["date"]
    table = declared(country, seed)
    last = table["person_id"].map(gone)
    assert (last.isna() | (table["declared_on"] < last)).all()
