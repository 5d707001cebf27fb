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
