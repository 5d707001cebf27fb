"""The windows of the sources: people written by hand, the truth of the synthetic countries, a published formula."""

import numpy as np
import pandas as pd
import pytest

from ruta import datasets
from ruta.shares import NORMAL_975
from ruta.statistics import whereabouts, windows

DAY = "2024-12-31"


def country(iso3: str, seed: int) -> dict[str, pd.DataFrame]:
    names = ("persons", "households", "movements", "declarations", "municipalities")
    return {name: datasets.table(name, country=iso3, seed=seed) for name in names}


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    tables = country("HND", 2026)
    return whereabouts.state(tables["persons"], tables["households"], tables["movements"], day=DAY)


@pytest.mark.parametrize("iso3", datasets.COUNTRIES)
@pytest.mark.parametrize("seed", [2026, 7])
def test_the_groups_are_those_of_the_truth_in_every_year(iso3: str, seed: int) -> None:
    tables = country(iso3, seed)
    truth = datasets.truth("groups", country=iso3, seed=seed).set_index(["year", "group"])["persons"]
    for year in range(2020, 2026):
        people = whereabouts.state(tables["persons"], tables["households"], tables["movements"], day=f"{year}-12-31")
        counts = people["group"].value_counts().reindex(["A1", "A2", "A3", "C"], fill_value=0)
        assert counts.to_dict() == truth[year].to_dict()
        assert whereabouts.displaced(people).sum() == counts[["A1", "A2", "A3"]].sum()


def by_hand() -> pd.DataFrame:
    """Return persons whom the census question meets, one case each."""
    rows = [
        ("moved", 30, "X", "Y", "A1", "violence-threat"),
        ("five", 5, "X", "Y", "A1", "violence-threat"),
        ("four", 4, "X", "Y", "A1", "violence-threat"),
        ("two-streets", 30, "X", "X", "A1", "violence-threat"),
        ("returned", 30, "X", "X", "A2", "generalised-violence"),
        ("overcame", 30, "X", "Y", "B", "violence-threat"),
        ("other-answer", 30, "X", "Y", "A1", "other"),
        ("flood", 30, "X", "Y", "A1", "disaster"),
        ("from-abroad", 30, pd.NA, "Y", "A1", "violence-threat"),
        ("never-moved", 30, "X", "X", pd.NA, pd.NA),
    ]
    return pd.DataFrame(rows, columns=["id", "age", "before", "now", "group", "cause"]).set_index("id")


def test_the_census_sees_moves_between_municipalities_and_nothing_else() -> None:
    people = by_hand()
    seen = windows.census(people)
    assert set(people.index[seen]) == {"moved", "five", "overcame", "flood"}
    violence = windows.census(people, causes=("violence-threat",), youngest=0)
    assert set(people.index[violence]) == {"moved", "five", "four", "overcame"}
    assert not whereabouts.displaced(people)["overcame"]


def test_a_person_is_where_the_last_movement_left_them() -> None:
    born = pd.to_datetime(["1990-01-01", "2019-12-31", "2020-01-01", "2025-02-01", "1980-06-30"])
    persons = pd.DataFrame({"person_id": list("abcde"), "household_id": list("hhhhk"), "birth_date": born})
    households = pd.DataFrame({"household_id": ["h", "k"], "municipality": ["X", "Z"]})
    moves = [
        ("a", "2021-05-01", "displacement", "violence-threat", "Y"),
        ("a", "2022-05-01", "return", None, "X"),
        ("b", "2021-05-01", "displacement", "disaster", "Y"),
        ("c", "2021-05-01", "displacement", "other", "Y"),
        ("c", "2023-01-01", "death", None, None),
        ("e", "2025-03-01", "returned-from-abroad", None, "Y"),
    ]
    movements = pd.DataFrame(moves, columns=["person_id", "date", "kind", "cause", "to_municipality"])
    movements["date"] = pd.to_datetime(movements["date"])
    people = whereabouts.state(persons, households, movements, day=DAY)
    assert list(people.index) == ["a", "b"]  # c died, d is not born, e is still abroad
    assert people["now"].tolist() == ["X", "Y"]
    assert people["group"].tolist() == ["A2", "A1"]
    assert people["age"].tolist() == [34, 5]
    later = whereabouts.state(persons, households, movements, day="2025-12-30")
    assert list(later.index) == ["a", "b", "d", "e"]
    assert pd.isna(later.loc["e", "before"])
    assert later.loc["e", "now"] == "Y"
    assert later["age"]["b"] == 5  # six on the day after


@pytest.mark.parametrize("iso3", datasets.COUNTRIES)
def test_the_register_only_grows_and_knows_each_person_once(iso3: str) -> None:
    tables = country(iso3, 2026)
    links = datasets.truth("declaration-links", country=iso3)
    before = windows.register(tables["declarations"], links, day="2023-12-31")
    after = windows.register(tables["declarations"], links, day=DAY)
    assert set(before.index) < set(after.index)
    assert after.index.is_unique
    declared = tables["declarations"].merge(links)
    assert len(after) == declared.loc[declared["declared_on"] <= DAY, "person_id"].nunique()


def test_informants_speak_of_families_and_only_where_they_are(people: pd.DataFrame) -> None:
    some = pd.DataFrame({
        "household_id": ["h", "h", "k", "m", "n"], "now": ["X", "X", "X", "X", "W"],
        "group": ["A1", "A1", "A1", "A2", "A1"],
        "since": pd.to_datetime(["2024-01-01", "2024-01-01", "2020-01-01", "2024-01-01", "2024-06-01"]),
    })  # fmt: skip
    reported = windows.informants(some, day=DAY, reached=["X", "Y"])
    assert reported.to_dict() == {"X": 5, "Y": 0}  # one recent family, none in Y, W not reached and so not in the list
    assert (windows.informants(people, day=DAY, reached=["HN-AT-01"]) % 5 == 0).all()


def test_the_total_of_a_sample_is_that_of_the_published_formula() -> None:
    # Cochran (1977), section 2.6: total N * mean, standard error N * s / sqrt(n) * sqrt(1 - n / N).
    estimate, margin = windows.total(pd.Series([0, 4, 2, 6]), households=100)
    assert estimate == 300
    assert margin == pytest.approx(NORMAL_975 * 100 * np.sqrt(20 / 3) / 2 * np.sqrt(0.96))


def test_a_sample_of_everybody_is_the_truth_and_silence_lowers_it(people: pd.DataFrame) -> None:
    truth, households = whereabouts.displaced(people).sum(), people["household_id"].nunique()
    everybody = windows.sample(people, households=households, seed=1, silent=0.0)["found"]
    assert windows.total(everybody, households=households) == (pytest.approx(truth), 0)
    assert windows.sample(people, households=households, seed=1, silent=0.5)["found"].sum() < truth


def test_many_samples_are_right_on_average(people: pd.DataFrame) -> None:
    households, truth = people["household_id"].nunique(), whereabouts.displaced(people).sum()
    draws = [windows.total(windows.sample(people, households=80, seed=seed, silent=0.0)["found"], households=households)
             for seed in range(200)]  # fmt: skip
    assert np.mean([estimate for estimate, _ in draws]) == pytest.approx(truth, rel=0.03)
    assert 0.88 <= np.mean([abs(estimate - truth) <= margin for estimate, margin in draws]) <= 0.99


def test_events_count_movements_of_large_families() -> None:
    tables = country("MEX", 2026)
    forced = tables["movements"][tables["movements"]["kind"].isin(whereabouts.FORCED)]
    every = windows.events(tables["movements"], tables["persons"], smallest=1)
    large = windows.events(tables["movements"], tables["persons"])
    assert every["displacements"].sum() == len(forced) > forced["person_id"].nunique()
    assert large["displacements"].min() >= 4
    assert large["displacements"].sum() < len(forced)
