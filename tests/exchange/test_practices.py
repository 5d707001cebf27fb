"""The catalogue: every code is known, both languages say the same, a blank stays a blank."""

import re
from pathlib import Path

import pytest

from ruta.course import paths
from ruta.errors import InputError
from ruta.exchange import practices
from ruta.messages import LANGUAGES, text

TABLES = {language: practices.catalogue(language=language) for language in LANGUAGES}
EN, ES = TABLES["en"], TABLES["es"]
BIBLIOGRAPHY = paths.find_tree(Path(__file__).parent).root / "book/references.bib"


def test_there_are_practices_of_every_country_and_ids_are_unique() -> None:
    assert len(EN) == 20
    assert EN["practice"].is_unique
    assert {"SLV", "HND", "MEX", "COL", "GTM"} == set(EN["country"])


def test_every_code_is_known() -> None:
    assert set(EN["evidence"]) <= set(practices.EVIDENCE)
    assert {code for cell in EN["needs"] for code in practices.codes(cell)} == set(practices.NEEDS)
    assert {code for cell in EN["rests_on"] for code in practices.codes(cell)} == set(practices.CONDITIONS)
    assert set(EN["read_in"]) == {"official", "agency", "press", "copy"}
    assert set(EN["mark"]) == {"V"}
    assert set(EN["ended"]) == {"", "yes"}


def test_every_source_is_in_the_list_of_references() -> None:
    known = set(re.findall(r"^@\w+\{([^,]+),", BIBLIOGRAPHY.read_text(encoding="utf-8"), re.MULTILINE))
    assert {key for cell in EN["sources"] for key in practices.codes(cell)} <= known
    assert all(EN["sources"].str.strip())


@pytest.mark.parametrize("column", practices.TEXTS)
def test_both_languages_fill_the_same_cells_with_the_same_numbers(column: str) -> None:
    for english, spanish in zip(EN[column], ES[column], strict=True):
        assert bool(english.strip()) == bool(spanish.strip())
        # A day is written with its number in both; so is every count, year and percentage.
        assert sorted(re.findall(r"\d[\d,.]*\d|\d", english)) == sorted(re.findall(r"\d[\d,.]*\d|\d", spanish))


def test_a_practice_with_only_words_has_no_results_and_one_with_counts_has() -> None:
    assert ((EN["evidence"] == "described") == (EN["results"] == "")).all()


def test_figures_are_those_of_their_sources() -> None:
    results = EN.set_index("practice")["results"]
    # El Salvador 2018, Honduras 2004-2018, Mexico's census of 2020, Colombia 2017 to October 2022.
    for practice, figures in {
        "slv-profile": ("41,650", "9,272", "466"),
        "hnd-profile": ("174,000", "247,090"),
        "mex-census": ("274,158", "6,888,490"),
        "col-alerts": ("253", "326"),
    }.items():
        assert all(figure in results[practice] for figure in figures)


def test_given_tells_what_the_sources_say() -> None:
    there = practices.given(EN)
    assert not there["cost"].any()
    assert not there.loc["gtm-pilot", "rests_on"]
    assert there.loc["gtm-pilot", "failed"]
    assert there["done"].all()
    blank = EN.assign(done="  ")
    assert not practices.given(blank)["done"].any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_shows_a_blank_as_not_said_and_never_as_zero(language: str) -> None:
    for row in TABLES[language].to_dict("records"):
        sheet = practices.sheet(practices.find(TABLES[language], row["practice"]), language=language)
        assert sheet[text("practices.field-cost", language=language)] == text("practices.not-said", language=language)
        assert (sheet != "").all()
        assert "0" not in sheet.to_list()


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(InputError) as caught:
        practices.find(EN, "xyz")
    assert "xyz" in caught.value.sentence("en")
    assert "gtm-pilot" in caught.value.sentence("en")
    with pytest.raises(InputError) as caught:
        practices.given(EN.drop(columns="cost"))
    assert "no column cost" in caught.value.sentence("en")
