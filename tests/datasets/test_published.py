"""Published figures are those of the dossier, with a source, a release and a definition on every row."""

import csv
from pathlib import Path

import pytest

from ruta import datasets
from ruta.datasets import files

CONFLICT, UNHCR = "idp_stock_conflict_idmc", "idp_stock_unhcr"
NEW_CONFLICT, NEW_DISASTER = "new_displacements_conflict_idmc", "new_displacements_disaster_idmc"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "idp_figures.csv"


def figures() -> dict[tuple[str, int, str], int]:
    return datasets.published().set_index(["iso3", "year", "indicator"])["value"].to_dict()


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (("COL", 2016, CONFLICT), 7_246_000),
        (("COL", 2017, CONFLICT), 6_509_000),
        (("COL", 2017, NEW_CONFLICT), 139_000),
        (("COL", 2021, UNHCR), 6_766_002),
        (("HND", 2022, CONFLICT), 247_000),
        (("HND", 2023, CONFLICT), 101_000),
        (("HND", 2023, UNHCR), 247_090),
        (("HND", 2025, UNHCR), 423_845),
        (("HND", 2016, NEW_CONFLICT), 16_000),
        (("MEX", 2017, CONFLICT), 330_000),
        (("MEX", 2022, UNHCR), 262_411),
        (("SLV", 2017, UNHCR), 71_500),
        (("SLV", 2018, UNHCR), 71_501),
        (("SLV", 2017, NEW_CONFLICT), 296_000),
        (("SLV", 2014, NEW_DISASTER), 22),
        (("COL", 2020, NEW_DISASTER), 64_000),
    ],
)
def test_figures_of_the_dossier(row: tuple[str, int, str], value: int) -> None:
    assert figures()[row] == value


def test_what_a_source_does_not_give_has_no_row() -> None:
    years = {key[:3]: value for key, value in figures().items()}
    assert not [key for key in years if key[0] == "SLV" and key[2] == UNHCR and key[1] < 2017]
    assert not [key for key in years if key[0] == "SLV" and key[2] == CONFLICT and key[1] < 2022]
    assert not [key for key in years if key[0] == "HND" and key[2] == NEW_CONFLICT and key[1] != 2016]
    assert ("HND", 2017, NEW_DISASTER) not in years
    assert 0 not in set(years.values())


def test_the_naive_identity_of_colombia_leaves_876_000() -> None:
    at = figures()
    assert at["COL", 2016, CONFLICT] + at["COL", 2017, NEW_CONFLICT] - at["COL", 2017, CONFLICT] == 876_000


def test_every_row_carries_its_source() -> None:
    table = datasets.published()
    assert str(table["value"].dtype) == "Int64"
    assert table.notna().all(axis=None)
    assert not table.duplicated(["iso3", "year", "indicator"]).any()
    assert (table["indicator"].str.startswith("new_") == (table["unit"] == "displacements")).all()


@pytest.mark.skipif(not SHARED.is_file(), reason="the reference file idp_figures.csv is not beside this repository")
def test_stocks_equal_the_reference_file() -> None:
    names = {"idp_stock_conflict_violence_rounded": CONFLICT, "idp_protected_assisted_by_unhcr": UNHCR}
    with SHARED.open(encoding="utf-8", newline="") as handle:
        rows = [
            row for row in csv.DictReader(handle) if row["indicator"] in names and row["iso3"] in datasets.COUNTRIES
        ]
    assert {row["source"].split(" 2025")[0] for row in rows} == {"UNHCR Refugee Data Finder R package refugees"}
    reference = {
        (row["iso3"], int(row["year"]), names[row["indicator"]]): round(float(row["value"]))
        for row in rows
        if int(row["year"]) >= 2009
    }
    ours = {key: value for key, value in figures().items() if key[2] in (CONFLICT, UNHCR)}
    assert ours == reference


@pytest.mark.skipif(not SHARED.is_file(), reason="the reference file iso3166_2.csv is not beside this repository")
def test_areas_equal_the_reference_file() -> None:
    with SHARED.with_name("iso3166_2.csv").open(encoding="utf-8", newline="") as handle:
        rows = [(row["iso3"], row["code"], row["name"]) for row in csv.DictReader(handle)]
    assert [area[:3] for area in files.areas()] == [row for row in rows if row[0] in datasets.COUNTRIES]


# Of the table as it was before other releases joined it.
LESSON_SUMS = {CONFLICT: 105_495_000, UNHCR: 111_296_917, NEW_CONFLICT: 1_728_000, NEW_DISASTER: 819_882}


def every() -> dict[tuple[str, int, str, str], int]:
    return datasets.published("every").set_index(["iso3", "year", "indicator", "release"])["value"].to_dict()


def test_the_lessons_on_accounts_get_what_they_always_got() -> None:
    table = datasets.published()
    assert len(table) == 122
    assert table.groupby("indicator")["value"].sum().to_dict() == LESSON_SUMS
    assert set(table["iso3"]) == {"SLV", "HND", "MEX", "COL"}


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (("MEX", 2017, CONFLICT, "2018"), 345_000),
        (("MEX", 2017, CONFLICT, "2025"), 329_917),
        (("COL", 2022, NEW_CONFLICT, "2023"), 338_665),
        (("COL", 2022, NEW_CONFLICT, "2025"), 391_099),
        (("HND", 2023, NEW_CONFLICT, "2025"), 5_068),
        (("HND", 2014, NEW_CONFLICT, "2025"), 0),
        (("HND", 2023, CONFLICT, "2025"), 100_637),
        (("COL", 2021, "displaced_ruv", "RUV 2021-12-31"), 8_219_403),
        (("MEX", 2020, "moved_violence_census", "Censo 2020"), 274_158),
        (("MEX", 2020, "changed_dwelling_envipe", "ENVIPE 2021"), 911_914),
        (("HND", 2014, "profile_displaced", "2004-2018"), 132_422),
        (("SLV", 2017, "cases_cristosal", "2018"), 638),
        (("WLD", 2021, "idp_stock_total_idmc", "GRID 2022"), 59_100_000),
        (("WLD", 2021, CONFLICT, "GRID 2022"), 53_200_000),
        (("WLD", 2021, UNHCR, "2025.12.1 (June 2026)"), 51_322_623),
    ],
)
def test_figures_of_other_releases_and_sources(row: tuple[str, int, str, str], value: int) -> None:
    assert every()[row] == value


def test_sums_that_the_sources_state() -> None:
    at = datasets.published("latest").set_index(["iso3", "year", "indicator"])["value"]
    assert at["MEX", 2020, "moved_violence_census"] == (
        at["MEX", 2020, "moved_violence_census_internal"] + at["MEX", 2020, "moved_violence_census_abroad"]
    )
    assert at["HND", 2022, "people_attended_conadeh"] == (
        at["HND", 2022, "displaced_conadeh"] + at["HND", 2022, "at_risk_conadeh"]
    )
    assert (at["COL", 2024, "large_group_displacement_events"], at["COL", 2024, "confinement_events"]) == (118, 101)


def test_the_newest_release_of_each_figure() -> None:
    latest = datasets.published("latest")
    assert not latest.duplicated(["iso3", "year", "indicator"]).any()
    at = latest.set_index(["iso3", "year", "indicator"])["value"].to_dict()
    assert at["MEX", 2017, CONFLICT] == 330_000
    assert at["COL", 2022, NEW_CONFLICT] == 391_099
    # The one with a date comes after the one without: nothing says which is newer.
    assert at["HND", 2014, "profile_displaced"] == 174_000
    assert len(latest) == len(datasets.published("every").drop_duplicates(["iso3", "year", "indicator"]))


def test_every_figure_in_every_release_has_its_five_things() -> None:
    table = datasets.published("every")
    assert not table.duplicated(["iso3", "year", "indicator", "release"]).any()
    assert table.drop(columns="released").notna().all(axis=None)
    undated = table[table["released"].isna()]
    assert set(undated["indicator"]) == {
        *("profile_displaced", "people_attended_conadeh", "displaced_conadeh", "at_risk_conadeh"),
        *("large_group_events_stated", "large_group_displacement_events", "confinement_events"),
        *("large_group_displaced", "large_group_families", "confined"),
    }
    stocks = table[table["kind"] == "stock"]
    assert (stocks["reference"] == stocks["year"].astype(str) + "-12-31").all()
    assert table.loc[table["kind"] == "cumulative", "reference"].str.contains("/").all()
    assert (table["definition"] != table["definition_es"]).all()


@pytest.mark.skipif(not SHARED.is_file(), reason="the reference file idp_figures.csv is not beside this repository")
def test_exact_releases_equal_the_reference_file() -> None:
    names = {"idp_stock_conflict_violence": CONFLICT, "new_displacements_conflict_violence": NEW_CONFLICT}
    releases = {"IDMC GIDD API": "2025", "IDMC GIDD, 20": "2023"}
    with SHARED.open(encoding="utf-8", newline="") as handle:
        reference = {
            (row["iso3"], int(row["year"]), names[row["indicator"]], releases[row["source"][:13]]): int(row["value"])
            for row in csv.DictReader(handle)
            if row["indicator"] in names and int(row["year"]) >= 2014
        }
    assert {
        key: value for key, value in every().items() if key[3] in ("2023", "2025") and key[2] in names.values()
    } == (reference)
