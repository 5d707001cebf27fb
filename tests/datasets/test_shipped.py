"""The shipped files are what the generator makes, a valid Data Package, and valid HXL."""

import io
import json
from pathlib import Path

import frictionless
import hxl
import pandas as pd
import pytest

from ruta import datasets
from ruta.datasets import files, ship
from ruta.datasets.schemas import EVERY

READERS = {**dict.fromkeys(datasets.TABLES, datasets.table), **dict.fromkeys(datasets.TRUTHS, datasets.truth)}
FOLDER = files.folder()
# HXL 1.1 core hashtags, those that a table about people and services may need.
CORE_HASHTAGS = {
    *("#adm1", "#adm2", "#affected", "#beneficiary", "#cause", "#contact", "#country", "#date", "#event", "#indicator"),
    *("#loc", "#meta", "#population", "#service"),
}


def test_shipped_bytes_are_freshly_generated_bytes() -> None:
    for path, text in ship.contents().items():
        assert (FOLDER / path).read_bytes() == text.encode(), f"{path}: run python -m ruta.datasets.ship"


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_reading_a_shipped_table_gives_the_same_values_and_types_as_making_it(name: str, country: str) -> None:
    pd.testing.assert_frame_equal(datasets.shipped(name, country=country), READERS[name](name, country=country))


def test_files_are_small_and_all_described() -> None:
    paths = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert all(path.stat().st_size < 2**20 for path in paths)
    assert sum(path.stat().st_size for path in paths) < 5 * 2**20
    described = {
        resource["path"] for resource in json.loads((FOLDER / "datapackage.json").read_text("utf-8"))["resources"]
    }
    assert {path.relative_to(FOLDER).as_posix() for path in paths if path.suffix == ".csv"} == described


def test_the_data_package_and_every_file_are_valid() -> None:
    package = frictionless.Package(str(FOLDER / "datapackage.json"))
    assert {resource.name for resource in package.resources} == set(EVERY)
    report = package.validate()
    assert report.valid, report.flatten(["path", "type", "message"])
    assert sum(task.stats["errors"] for task in report.tasks) == 0


@pytest.mark.parametrize("name", EVERY)
def test_every_column_is_described_in_both_languages(name: str) -> None:
    for field in datasets.schema(name)["fields"]:
        assert field["description"] != field["description_es"]
        assert field["description"].endswith(".")
        assert field["description_es"].endswith(".")
        # A count or a measure says its unit or what it is a number of.
        if field["type"] in ("integer", "number") and field["name"] not in ("year", "persons", "value"):
            assert "(" in field["description"], field["name"]


@pytest.mark.parametrize("name", READERS)
def test_tables_with_hashtags_are_valid_hxl(name: str, tmp_path: Path) -> None:
    table = READERS[name](name, country="HND")
    tagged = datasets.with_hxl(table, name)
    assert list(tagged.columns) == list(table.columns)
    assert len(tagged) == len(table) + 1
    path = tmp_path / "table.csv"
    path.write_text(tagged.to_csv(index=False), encoding="utf-8")
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert [column.display_tag for column in source.columns] == [
        field["hxl"] for field in datasets.schema(name)["fields"]
    ]
    assert sum(1 for _ in source) == len(table)
    assert {column.tag for column in source.columns} <= CORE_HASHTAGS
    report = hxl.validate(source)
    assert report["stats"]["error"] == 0, [issue["description"] for issue in report["issues"]]


def test_hashtags_follow_the_columns_that_are_kept() -> None:
    some = datasets.table("weekly-incidents", country="HND")[["incidents", "week"]].assign(iso3="HND", mine=1)
    first = datasets.with_hxl(some, "weekly-incidents").iloc[0]
    assert first.tolist() == ["#event+incidents+num", "#date+week_start", "#country+code", ""]


def test_exported_text_keeps_blanks_and_iso_dates() -> None:
    requests = datasets.table("service-requests", country="HND")
    text = datasets.with_hxl(requests, "service-requests").to_csv(index=False)
    again = pd.read_csv(io.StringIO(text), skiprows=[1], dtype="str")
    assert (again["served_on"].isna() == requests["served_on"].isna()).all()
    assert again["requested_on"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()


def test_datasheets_exist_in_both_languages_with_the_same_headings() -> None:
    english = (FOLDER / "DATASHEET.en.md").read_text("utf-8")
    spanish = (FOLDER / "DATASHEET.es.md").read_text("utf-8")
    levels = [[line.split()[0] for line in text.splitlines() if line.startswith("#")] for text in (english, spanish)]
    assert levels[0] == levels[1]
    for name in EVERY:
        assert f"`{name}`" in english
        assert f"`{name}`" in spanish
