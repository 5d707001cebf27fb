"""The accounts of the synthetic registers and of the published series that the course ships."""

import pytest

from ruta import datasets
from ruta.statistics import account as acc

REVISED = 2025


@pytest.mark.parametrize("country", datasets.COUNTRIES)
@pytest.mark.parametrize("seed", [2026, 7, 41])
def test_only_the_revised_year_leaves_a_residual_and_it_is_the_revision(country: str, seed: int) -> None:
    movements = datasets.table("movements", country=country, seed=seed)
    stocks = datasets.table("stocks", country=country, seed=seed)
    totals = stocks.assign(population=stocks["group"].str[0]).groupby(["population", "year"])["persons"].sum()
    revision = datasets.truth("revision", country=country, seed=seed).iloc[0]
    assert revision["year"] == REVISED
    for population in acc.EFFECT_ON:
        for year in range(2021, REVISED + 1):
            opening, closing = totals[population, year - 1], totals[population, year]
            lines = acc.account(movements, year=year, opening=opening, closing=closing, population=population)
            named = revision["persons"] if (population, year) == ("A", REVISED) else 0
            assert lines["persons"]["residual"] == named


def test_the_shipped_series_leave_what_the_lesson_says() -> None:
    published = datasets.published()

    def unexplained(iso3: str) -> dict[int, int]:
        table = acc.series_account(
            acc.published_series(published, iso3=iso3, indicator="idp_stock_conflict_idmc"),
            acc.published_series(published, iso3=iso3, indicator="new_displacements_conflict_idmc"),
        )
        return {int(year): int(value) for year, value in table["unexplained"].dropna().items()}

    assert unexplained("COL") == {2014: 207_000, 2015: 2_000, 2016: 805_000, 2017: -876_000, 2020: -760_000}
    assert unexplained("HND") == {2016: 0}
    assert unexplained("MEX") == {2014: 112_000, 2015: 0, 2016: 1_000, 2017: -1_000}
    assert unexplained("SLV") == {}
