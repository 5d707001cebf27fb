"""The facts that the lesson on comparing countries restates, each with source, release and definition."""

import math

import pandas as pd
import pytest

from ruta import datasets
from ruta.errors import InputError
from ruta.exchange import actions, cards, comparing
from ruta.exchange.denominators import implied_population, rate_per
from ruta.messages import LANGUAGES

HOMICIDES = cards.homicides()


def test_each_fact_carries_source_definition_and_unit_in_both_languages() -> None:
    for column in ("source", "source_es", "definition", "definition_es", "unit", "kind", "reference"):
        assert (HOMICIDES[column].str.len() > 0).all(), column
    rates = HOMICIDES["indicator"].str.contains("rate")
    assert (HOMICIDES.loc[rates, "per"] == "100,000 people").all()
    assert (HOMICIDES.loc[~rates, "per"] == "").all()


def test_each_fact_stands_once_and_says_whether_it_has_a_release() -> None:
    assert not HOMICIDES.duplicated(["iso3", "indicator", "year"]).any()
    undated = HOMICIDES[HOMICIDES["release"] == ""]["indicator"].unique()
    assert sorted(undated) == [
        "homicides_certificates", "homicides_departments", "population_certificates", "population_departments",
    ]  # fmt: skip


def test_the_series_that_shares_a_chart_has_every_country_and_year_in_one_release() -> None:
    wdi = HOMICIDES[HOMICIDES["indicator"] == "homicide_rate_wdi"]
    assert set(wdi["release"]) == {"Atlas 2018"}
    table = wdi.pivot(index="year", columns="iso3", values="value")
    assert list(table.index) == list(range(2010, 2016))
    assert table.notna().all(axis=None)


# Published rates of departments, 2010: homicides, population, rate as printed.
PRINTED = [
    ("Atlántida", 535, 407_551, 131.3),
    ("Cortés", 1_774, 1_570_291, 113.0),
    ("Francisco Morazán", 1_197, 1_433_810, 83.5),
    ("Gracias a Dios", 10, 88_314, 11.3),
    ("San Salvador", 1_351, 1_732_702, 78.0),
    ("Sonsonate", 403, 458_559, 87.9),
    ("Morazán", 37, 195_885, 18.9),
]


@pytest.mark.parametrize(("department", "homicides", "population", "printed"), PRINTED)
def test_the_rate_is_the_printed_one(department: str, homicides: int, population: int, printed: float) -> None:
    assert rate_per(homicides, population=population) == pytest.approx(printed, abs=0.05)
    found = implied_population(homicides, rate=printed)
    low, high = (1e5 * homicides / (printed + side) for side in (0.05, -0.05))
    assert low <= found <= high
    assert low <= population <= high


@pytest.mark.parametrize(("events", "population"), [(-1, 10), (math.nan, 10), (1, 0), (1, -5), (1, math.nan)])
def test_a_rate_without_its_two_numbers_is_refused(events: float, population: float) -> None:
    with pytest.raises(InputError) as refused:
        rate_per(events, population=population)
    assert "must be a number" in refused.value.sentence("en") or "above zero" in refused.value.sentence("en")


@pytest.mark.parametrize("rate", [0, -1, math.nan])
def test_a_population_cannot_be_found_from_no_rate(rate: float) -> None:
    with pytest.raises(InputError, match="tasa publicada"):
        implied_population(5, rate=rate)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", cards.COUNTRIES)
def test_the_chosen_country_comes_first_and_every_card_has_its_figure(country: str, language: str) -> None:
    table = cards.cards(country, language=language)
    assert list(dict.fromkeys(table["iso3"])) == cards.in_order(country)
    assert cards.in_order(country)[0] == country
    assert table["value"].notna().all()
    assert not table.index.has_duplicates
    assert not table["name"].duplicated().any()
    for condition in ("event", "unit", "kind", "period", "per", "release"):
        assert (table[condition].str.len() > 0).all(), condition
    assert sorted(table.index) == sorted(cards.card_ids())


def test_the_cards_show_the_published_values() -> None:
    table = cards.cards("MEX", language="en")["value"]
    assert table["hnd-idmc-2022"] == 247_000
    assert table["hnd-new-2022"] == 255
    assert table["mex-census"] == 251_513
    assert table["slv-profile"] == 466
    assert table["col-register-2021"] == 8_219_403


def test_every_source_of_a_card_is_in_the_references_of_the_book(root) -> None:  # type: ignore[no-untyped-def]
    references = (root / "book" / "references.bib").read_text(encoding="utf-8")
    for key in cards.cards("HND", language="en")["source_key"].unique():
        assert f"{{{key}," in references, key


def test_periods_and_editions_are_in_the_words_of_the_reader() -> None:
    spanish, english = (cards.cards("HND", language=language) for language in ("es", "en"))
    assert not spanish["release"].str.contains("June").any()
    assert spanish["release"]["hnd-idmc-2022"].endswith("(junio de 2026)")
    assert english["period"]["hnd-profile"] == "2004 to 2014"
    assert spanish["period"]["col-register-2021"] == "de 1985 a 2021-12-31"
    assert not any(table["period"].str.contains("/").any() for table in (spanish, english))


def test_another_country_is_refused() -> None:
    with pytest.raises(InputError):
        cards.in_order("GTM")


def test_both_languages_give_the_same_verdicts() -> None:
    found = {}
    for language in LANGUAGES:
        table = cards.cards("HND", language=language)
        found[language] = pd.DataFrame(
            {name: comparing.beside(table, of=name) for name in ("hnd-idmc-2022", "slv-profile")}
        )
    pd.testing.assert_frame_equal(found["en"], found["es"])


def test_the_published_table_still_has_the_rows_of_the_cards() -> None:
    every = datasets.published("every")
    known = set(zip(every["iso3"], every["indicator"], strict=True))
    about = pd.read_csv(cards._HERE / "series-cards.csv", dtype=str)
    facts = set(zip(HOMICIDES["iso3"], HOMICIDES["indicator"], strict=True))
    assert set(zip(about["iso3"], about["indicator"], strict=True)) <= known | facts


def test_the_invented_actions_rest_on_cards_that_exist() -> None:
    for ids in actions.candidates()["evidence"]:
        assert set(ids.split()) <= set(cards.card_ids())
