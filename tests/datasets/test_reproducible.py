"""The same country for the same seed, whatever was asked before, and another for another."""

import hashlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.datasets import draws, frames, store

ALL = [*((name, datasets.table) for name in datasets.TABLES), *((name, datasets.truth) for name in datasets.TRUTHS)]


@settings(max_examples=15, deadline=None)
@given(
    country=st.sampled_from(datasets.COUNTRIES),
    seed=st.integers(min_value=0, max_value=2**70),
    size=st.integers(min_value=1, max_value=60),
    order=st.permutations(range(len(ALL))),
)
def test_tables_do_not_depend_on_what_was_asked_before(country: str, seed: int, size: int, order: list[int]) -> None:
    kept = {name: frames.to_csv(read(name, country=country, seed=seed, size=size)) for name, read in ALL}
    store._kept.cache_clear()
    for place in order:
        name, read = ALL[place]
        assert frames.to_csv(read(name, country=country, seed=seed, size=size)) == kept[name]


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_another_seed_or_country_gives_other_tables(country: str) -> None:
    prints = {datasets.fingerprint(other, seed) for other in datasets.COUNTRIES for seed in (2026, 7, 41)}
    assert len(prints) == 3 * len(datasets.COUNTRIES)
    for name, read in ALL:
        if name == "revision":
            continue  # one small number may well be the same
        assert frames.to_csv(read(name, country=country)) != frames.to_csv(read(name, country=country, seed=7)), name


def test_a_caller_cannot_spoil_the_next_ones_table() -> None:
    for name, read in ALL:
        before = frames.to_csv(read(name, country="HND"))
        table = read(name, country="HND")
        table.loc[:, table.columns[0]] = table.iloc[0, 0]
        del table[table.columns[-1]]
        assert frames.to_csv(read(name, country="HND")) == before


def test_fingerprint_is_the_sha256_of_the_csv_of_all_tables() -> None:
    digest = hashlib.sha256()
    for names, read in ((datasets.TABLES, datasets.table), (datasets.TRUTHS, datasets.truth)):
        for name in sorted(names):
            digest.update((f"{name}\n" + frames.to_csv(read(name, country="SLV", seed=5))).encode())
    assert datasets.fingerprint("SLV", 5) == digest.hexdigest()


@pytest.mark.parametrize(("name", "read"), ALL)
def test_types_do_not_depend_on_the_platform(name: str, read: object) -> None:
    table = read(name, country="COL")  # type: ignore[operator]
    for field in datasets.schema(name)["fields"]:
        expected = {
            "string": "str",
            "integer": "int64",
            "date": "datetime64[us]",
            "boolean": "bool",
            "number": "float64",
        }
        found = str(table[field["name"]].dtype)
        assert found == expected[field["type"]] or (found == "Int64" and not field["constraints"]["required"])
    assert list(table.columns) == [field["name"] for field in datasets.schema(name)["fields"]]


def test_poisson_counts_have_the_mean_and_variance_of_their_law() -> None:
    rng = draws.generator(seed=1, country="SLV", name="test")
    for mean in (0.3, 4.0, 60.0, 250.0):
        counts = draws.poisson(rng, mean=np.full(20_000, mean))
        assert counts.mean() == pytest.approx(mean, rel=0.03)
        assert counts.var() == pytest.approx(mean, rel=0.06)


def test_the_exponential_without_the_platforms_library_is_right() -> None:
    x = np.linspace(0, 600, 5_000)
    assert np.allclose(draws.exponential_decay(x), np.exp(-x), rtol=1e-11, atol=0)


def test_quantiles_between_the_points() -> None:
    found = draws.quantile(np.asarray([0.0, 0.25, 0.5, 0.75]), points=(0, 10, 30))
    assert found.tolist() == [0, 5, 10, 20]


def test_dates_before_the_first_day_occur_in_births_only() -> None:
    for name in ("movements", "declarations", "service-requests"):
        table = datasets.table(name, country="HND").drop(columns="birth_date", errors="ignore")
        for column in table.select_dtypes("datetime"):
            known = table[column].dropna()
            assert known.between(pd.Timestamp("2019-12-28"), pd.Timestamp("2025-12-31")).all()
