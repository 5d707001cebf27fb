"""What the lesson shows: the account as steps, the control that moves a flow, the published series."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.statistics import account as acc
from ruta.statistics import account_view, series_view

LANGUAGES = ("en", "es")
COLOMBIA = acc.series_account(
    pd.Series({2016: 7_246_000, 2017: 6_509_000}, dtype="Int64"), pd.Series({2017: 139_000}, dtype="Int64")
)


@pytest.fixture(scope="module")
def register() -> tuple[pd.DataFrame, pd.DataFrame]:
    stocks = datasets.table("stocks", country="HND")
    totals = stocks.assign(population=stocks["group"].str[0]).pivot_table(
        index="year", columns="population", values="persons", aggfunc="sum"
    )
    return datasets.table("movements", country="HND"), totals


@pytest.fixture(scope="module")
def accounts(register: tuple[pd.DataFrame, pd.DataFrame]) -> dict[acc.Population, pd.DataFrame]:
    movements, totals = register
    return {
        population: acc.account(
            movements,
            year=2023,
            population=population,
            opening=totals.loc[2022, population],
            closing=totals.loc[2023, population],
        )
        for population in acc.EFFECT_ON
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_alternative_holds_every_step_and_the_reading(language: str) -> None:
    shown = account_view.waterfall(acc.published_lines(COLOMBIA, year=2017), title="Colombia", language=language)
    for said in ("Colombia", "7,246,000", "+139,000", "−876,000", "6,509,000", shown.text):
        assert said in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_is_a_dash_and_the_account_says_that_it_cannot_be_closed(language: str) -> None:
    blank = acc.series_account(pd.Series({2022: 247, 2023: 101}, dtype="Int64"), pd.Series({2022: 1}, dtype="Int64"))
    shown = account_view.waterfall(acc.published_lines(blank, year=2023), title="t", language=language)
    assert "–" in shown.alt
    assert shown.text == account_view.verdict(acc.published_lines(blank, year=2023), language=language)
    assert "0" not in shown.text


@pytest.mark.parametrize(
    ("kind", "population", "residual"),
    [
        ("displacement", "A", -20),
        ("death", "A", 20),
        ("return", "A", 0),
        ("settlement", "A", 0),
        ("birth", "C", -20),
        ("birth", "A", 0),
        ("displacement", "C", 0),
    ],
)
def test_moving_a_flow_opens_only_the_account_that_it_belongs_to(
    accounts: dict[acc.Population, pd.DataFrame], kind: str, population: acc.Population, residual: int
) -> None:
    after = acc.change_flow(accounts[population], kind=kind, persons=20)
    assert after["persons"]["residual"] == residual
    assert after["persons"]["closing"] == accounts[population]["persons"]["closing"]
    assert after["persons"]["expected"] + after["persons"]["residual"] == after["persons"]["closing"]


def test_a_flow_never_falls_below_zero(accounts: dict[acc.Population, pd.DataFrame]) -> None:
    after = acc.change_flow(accounts["A"], kind="death", persons=-10_000)
    assert after["persons"]["death"] == 0
    assert after["persons"]["residual"] == -int(accounts["A"]["persons"]["death"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_control_of_the_lesson_shows_every_kind(country: str, language: str) -> None:
    stocks = datasets.table("stocks", country=country)
    totals = stocks.assign(population=stocks["group"].str[0]).pivot_table(
        index="year", columns="population", values="persons", aggfunc="sum"
    )
    movements = datasets.table("movements", country=country)
    move = account_view.mover(movements, year=2023, stocks=totals, language=language)
    for kind in ("displacement", "return", "exit-overcame", "birth"):
        shown = move(kind=kind, persons=20)
        assert account_view.line_name(kind, language=language) in shown.text
        assert shown.alt


def test_a_repeated_figure_is_hollow_and_a_blank_is_not_a_repetition() -> None:
    stock = pd.Series({2019: 247, 2020: 247, 2021: pd.NA, 2022: pd.NA, 2023: 101}, dtype="Int64")
    assert series_view.repeated(stock).tolist() == [False, True, False, False, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_published_series_of_every_country_is_said_in_words(country: str, language: str) -> None:
    published = datasets.published()
    table = acc.series_account(
        acc.published_series(published, iso3=country, indicator="idp_stock_conflict_idmc"),
        acc.published_series(published, iso3=country, indicator="new_displacements_conflict_idmc"),
    )
    shown = series_view.published(table, title=country, language=language)
    newest = table["closing"].dropna()
    assert f"{newest.index[-1]}: {newest.iloc[-1]:,}" in shown.alt
    assert "2018: 0" not in shown.alt
