"""The files that go out, read by the libraries of the formats; and broken ones, which the libraries must refuse."""

import io
import json

import frictionless
import hxl
import pandas as pd
import pytest
from pysdmx.errors import Invalid
from pysdmx.io import read_sdmx

from ruta import datasets
from ruta.errors import InputError
from ruta.statistics import disclosure, exports, present, sdmx
from ruta.statistics import release_codes as codes

PLACES = {
    "HN": "Honduras",
    "HN-AT-01": "Vega",
    "HN-AT-02": "Loma «&» <Sur>",
    "HN-AT-03": "Villa",
    "HN-AT-09": "Sin parte",
}
PREPARED = "2025-02-01T09:00:00"
COLUMNS = {cause: {"CAUSE": codes.cause_code(cause)} for cause in ("disaster", "other", "violence-threat")}


@pytest.fixture(scope="module")
def found():
    table = pd.DataFrame(
        [[13, 0, 8], [48, 3, 33], [14, 9, 14]], index=["HN-AT-01", "HN-AT-02", "HN-AT-03"], columns=list(COLUMNS)
    )
    protected = disclosure.protect(table, threshold=5)
    return exports.observations(
        protected,
        columns=COLUMNS,
        country="HN",
        day="2024-12-31",
        source="Synthetic register",
        not_reported=["HN-AT-09"],
    )


def test_zero_hidden_and_absent_are_three_different_lines(found):
    at = found.set_index(["REF_AREA", "CAUSE"])
    said = ["OBS_VALUE", "OBS_STATUS", "CONF_STATUS"]
    assert at.loc[("HN-AT-01", "OTHER"), said].to_list() == [0, "A", "F"]
    hidden = at.loc[("HN-AT-02", "OTHER")]
    assert pd.isna(hidden["OBS_VALUE"])
    assert hidden[["OBS_STATUS", "CONF_STATUS"]].to_list() == ["Q", "C"]
    absent = at.loc[("HN-AT-09", "_T")]
    assert pd.isna(absent["OBS_VALUE"])
    assert absent[["OBS_STATUS", "CONF_STATUS"]].to_list() == ["O", "F"]
    assert at.loc[("HN", "_T"), "OBS_VALUE"] == 142
    # Primary or complementary, a hidden cell says the same.
    assert set(found.loc[found["OBS_VALUE"].isna(), "OBS_STATUS"]) == {"Q", "O"}


def hxl_report(text):
    source = hxl.make_input(io.BytesIO(text.encode()), hxl.InputOptions(allow_local=True))
    return hxl.validate(hxl.data(source))


def loud(report):
    return [issue for issue in report["issues"] if issue["severity"] != "info"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_libhxl_reads_and_accepts_the_file(found, language):
    text = exports.hxl_csv(found, country="HN", language=language)
    # libhxl also remarks on values far from the rest, as information: a large municipality is no mistake.
    assert not loud(hxl_report(text))
    data = hxl.data(hxl.make_input(io.BytesIO(text.encode()), hxl.InputOptions(allow_local=True)))
    assert data.display_tags[0] == "#adm2+code"
    assert all(data.tags)
    rows = list(data)
    assert len(rows) == (found["REF_AREA"] != "HN").sum()
    assert [row.get("#affected+idps") for row in rows if row.get("#status+conf") == "C"] == [None] * 4


def test_libhxl_refuses_a_sign_in_a_column_of_numbers(found):
    text = exports.hxl_csv(found, country="HN", language="en").replace(",13,", ",<5,", 1)
    assert [issue["description"] for issue in loud(hxl_report(text))] == ["Expected a number"]


def package_report(found, folder, text=None):
    descriptor = exports.datapackage_json(
        found,
        name="idp-stock",
        title="Stock",
        notes="Synthetic data.",
        created="2025-02-01",
        sources=[{"title": "Ruta"}],
    )
    (folder / "datapackage.json").write_text(descriptor, encoding="utf-8")
    (folder / "idp-stock.csv").write_text(text or exports.observations_csv(found), encoding="utf-8")
    package = frictionless.Package(str(folder / "datapackage.json"))
    return package, package.validate()


def test_frictionless_accepts_the_package_and_reads_hidden_as_no_value(found, tmp_path):
    package, report = package_report(found, tmp_path)
    assert report.valid, report.flatten(["type", "note"])
    rows = package.resources[0].read_rows()
    at = {(row["REF_AREA"], row["CAUSE"]): row["OBS_VALUE"] for row in rows}
    assert at["HN-AT-01", "OTHER"] == 0
    assert at["HN-AT-02", "OTHER"] is None
    raw = pd.read_csv(tmp_path / "idp-stock.csv", dtype="str", keep_default_na=False)
    assert (raw["OBS_VALUE"] == "c").equals(raw["CONF_STATUS"] == "C")
    assert raw.loc[raw["REF_AREA"] == "HN-AT-09", "OBS_VALUE"].to_list() == [""]
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["resources"][0]["schema"]["missingValues"] == ["", "c"]


@pytest.mark.parametrize(
    "broken", [(",13,", ",-13,"), (",13,", ",<5,"), (",DISASTER,", ",HURACAN,"), ("2024-12-31", "31/12/2024")]
)
def test_frictionless_refuses_a_broken_file(found, tmp_path, broken):
    _, report = package_report(found, tmp_path, exports.observations_csv(found).replace(*broken, 1))
    assert not report.valid


def test_pysdmx_reads_the_structure_against_the_official_schema():
    message = read_sdmx(sdmx.structure_xml(PLACES, prepared=PREPARED), validate=True)
    dsd = message.get_data_structure_definitions()[0]
    # A time dimension has no position among the others.
    others = [dimension.id for dimension in dsd.components.dimensions if dimension.id != "TIME_PERIOD"]
    assert others == [name for name in codes.DIMENSIONS if name != "TIME_PERIOD"]
    assert "TIME_PERIOD" in {dimension.id for dimension in dsd.components.dimensions}
    assert {attribute.id for attribute in dsd.components.attributes} == set(codes.ATTRIBUTES)
    lists = {found.id: [code.id for code in found.items] for found in message.get_codelists()}
    assert lists["CL_REF_AREA"] == list(PLACES)
    for component, values in codes.CODES.items():
        assert lists[f"CL_{component}"] == list(values)


@pytest.mark.parametrize("broken", [('position="1"', 'position="one"'), ("<str:TimeDimension ", "<str:Clock ")])
def test_pysdmx_refuses_a_broken_structure(broken):
    text = sdmx.structure_xml(PLACES, prepared=PREPARED)
    assert broken[0] in text
    text = text.replace(*broken).replace(
        "</str:TimeDimension>", "</str:Clock>" if "Clock" in broken[1] else "</str:TimeDimension>"
    )
    with pytest.raises(Invalid):
        read_sdmx(text, validate=True)


def check_values(read, found):
    """Compare what pysdmx read with the observations, and every code with its list."""
    data = read.get_datasets()[0].data
    assert len(data) == len(found)
    values = pd.to_numeric(data["OBS_VALUE"], errors="coerce").astype("Int64")
    assert values.reset_index(drop=True).equals(found["OBS_VALUE"].reset_index(drop=True))
    for component, allowed in codes.CODES.items():
        assert set(data[component]) <= set(allowed)
    assert data.loc[data["CONF_STATUS"] == "C", "OBS_STATUS"].eq("Q").all()
    assert set(data["REF_AREA"]) <= set(PLACES)


def test_pysdmx_reads_the_data_in_both_formats(found):
    check_values(read_sdmx(sdmx.data_csv(found), validate=True), found)
    check_values(read_sdmx(sdmx.data_xml(found, prepared=PREPARED), validate=True), found)


def test_pysdmx_refuses_broken_data(found):
    text = sdmx.data_xml(found, prepared=PREPARED)
    with pytest.raises(Invalid):
        read_sdmx(text.replace("mes:Header>", "mes:Top>"), validate=True)
    with pytest.raises(Invalid):
        read_sdmx(sdmx.data_csv(found).replace("STRUCTURE_ID", "DSD"), validate=True)


def test_a_hidden_value_is_in_no_file(found):
    """Not even as an empty attribute that a program might read as zero."""
    for line in sdmx.data_xml(found, prepared=PREPARED).splitlines():
        if 'CONF_STATUS="C"' in line or 'OBS_STATUS="O"' in line:
            assert "OBS_VALUE" not in line


def test_a_column_without_codes_and_a_place_that_reported_are_refused():
    protected = disclosure.protect(pd.DataFrame({"disaster": [9, 8]}, index=["X", "Y"]), threshold=5)
    given = {"country": "XX", "day": "2024-12-31", "source": "–"}
    with pytest.raises(InputError) as caught:
        exports.observations(protected, columns={}, **given)
    assert caught.value.code == "statistics.column-without-codes"
    with pytest.raises(InputError) as caught:
        exports.observations(protected, columns={"disaster": {}}, not_reported=["X"], **given)
    assert caught.value.code == "statistics.reported-after-all"


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_table_of_the_lesson_is_valid_in_every_format_and_country(country, tmp_path):
    tables = {name: datasets.table(name, country=country) for name in ("movements", "persons", "municipalities")}
    records = present.present_on(tables["movements"], tables["persons"], day="2024-12-31")
    counts = pd.crosstab(records["municipality"], records["cause"])
    columns = {cause: {"CAUSE": codes.cause_code(str(cause))} for cause in counts.columns}
    protected = disclosure.protect(counts, threshold=5)
    found = exports.observations(protected, columns=columns, country=country, day="2024-12-31", source="Synthetic")
    assert not loud(hxl_report(exports.hxl_csv(found, country=country, language="es")))
    assert package_report(found, tmp_path)[1].valid
    names = tables["municipalities"].set_index("municipality")["municipality_name"].to_dict()
    assert read_sdmx(sdmx.structure_xml({country: country, **names}, prepared=PREPARED), validate=True)
    for text in (sdmx.data_csv(found), sdmx.data_xml(found, prepared=PREPARED)):
        data = read_sdmx(text, validate=True).get_datasets()[0].data
        assert set(data["REF_AREA"]) == {country, *counts.index}
        assert len(data) == len(found)
