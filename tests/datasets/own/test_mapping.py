"""A mapping is read strictly and held against the file as a whole; nothing in it is guessed."""

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from ruta.datasets import own
from ruta.datasets.own import ColumnMapping, Source, TableMapping
from ruta.errors import InputError
from tests.datasets.own.offices import mapping

WHOLE: dict[str, Any] = {
    "schema": "ruta-own-data", "version": 1, "table": "declarations", "encoding": "utf-8",
    "columns": {"No": {"to": "declaration_id"}}, "constants": {},
}  # fmt: skip


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        own.parse(text, file="m.json")
    assert "m.json" in caught.value.sentence("es")
    return caught.value.code


@pytest.mark.parametrize("table", own.OWN_TABLES)
def test_a_mapping_that_was_saved_is_the_same_when_it_is_read(table: str) -> None:
    made = mapping(table)
    assert own.parse(own.dump(made), file="m.json") == made


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": "other"}, "own.mapping-other"),
        ({"version": 2}, "own.mapping-version"),
        ({"table": "stocks"}, "own.mapping-word"),
        ({"encoding": "latin-1"}, "own.mapping-word"),
        ({"extra": 1}, "own.mapping-word"),
        ({"columns": []}, "own.mapping-shape"),
        ({"columns": {"No": {"to": 3}}}, "own.mapping-shape"),
        ({"columns": {"No": {"to": "sex", "dates": "guess"}}}, "own.mapping-word"),
        ({"columns": {"No": {"to": "sex", "blank": "nothing"}}}, "own.mapping-word"),
        ({"columns": {"No": {"to": "sex", "values": {"": "F"}}}}, "own.mapping-shape"),
        ({"columns": {"No": {"to": "sex", "value": {}}}}, "own.mapping-word"),
        ({"columns": {"No": {"to": "sex", "suggested": "yes"}}}, "own.mapping-shape"),
    ],
)
def test_what_is_no_mapping_is_refused(change: dict[str, Any], code: str) -> None:
    assert refused(json.dumps(WHOLE | change)) == code


def test_a_column_mapped_twice_in_the_file_is_refused_though_json_would_take_the_last() -> None:
    text = json.dumps(WHOLE).replace('{"No":', '{"No": {"to": "sex"}, "No":')
    assert refused(text) == "own.mapping-key-twice"
    assert refused("{") == "own.mapping-not-json"


def small(**columns: list[str]) -> Source:
    return Source(name="r.csv", table=pd.DataFrame(columns, index=pd.RangeIndex(2, 4), dtype="str"))


FILE = small(
    No=["1", "2"], Dia=["03/04/2025", "31/05/2025"], Nombres=["Ana", "Eva"], Apellido=["Paz", "Rey"],
    Lugar=["0801", "0802"], Sexo=["F", ""], Hecho=["", ""],
)  # fmt: skip
GOOD = TableMapping(
    table="declarations",
    columns={
        "No": ColumnMapping(to="declaration_id"), "Dia": ColumnMapping(to="declared_on", dates="day-first"),
        "Nombres": ColumnMapping(to="given_names"), "Apellido": ColumnMapping(to="surname_1"),
        "Lugar": ColumnMapping(to="municipality"), "Sexo": ColumnMapping(to="sex", blank="unknown"),
    },
)  # fmt: skip


def codes(made: TableMapping, source: Source = FILE) -> list[str]:
    found = own.problems(made, source, country="HND")
    assert all("\n" not in each.sentence(language) for each in found for language in ("en", "es"))
    return [each.code for each in found]


def changed(**columns: ColumnMapping | None) -> TableMapping:
    every = {**GOOD.columns, **columns}
    return replace(GOOD, columns={name: column for name, column in every.items() if column is not None})


def test_a_settled_mapping_has_no_problem() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (changed(Otra=ColumnMapping(to="cause")), ["own.column-not-in-file"]),
        (changed(Hecho=ColumnMapping(to="event")), ["own.column-unknown"]),
        (changed(Hecho=ColumnMapping(to="declared_on", dates="iso")), ["own.mapped-twice"]),
        (changed(Apellido=None), ["own.unmapped-needed"]),
        (changed(Apellido=ColumnMapping(to="surname_1", suggested=True)), ["own.unconfirmed"]),
        (changed(Dia=ColumnMapping(to="declared_on")), ["own.dates-ambiguous"]),
        (changed(No=ColumnMapping(to="declaration_id", dates="iso")), ["own.dates-elsewhere"]),
        (changed(Sexo=ColumnMapping(to="sex")), ["own.blank-undecided"]),
        (changed(Sexo=ColumnMapping(to="sex", blank="zero")), ["own.blank-zero"]),
        (changed(Sexo=ColumnMapping(to="sex", blank="not-happened")), ["own.blank-not-happened"]),
        (changed(Sexo=ColumnMapping(to="sex", blank="unknown", values={"F": "mujer"})), ["own.value-target"]),
        (replace(GOOD, constants={"sex": "F"}), ["own.constant-unknown"]),
    ],
)
def test_each_open_matter_is_asked_for(made: TableMapping, expected: list[str]) -> None:
    assert codes(made) == expected


def test_all_open_matters_are_said_at_once() -> None:
    made = changed(Dia=ColumnMapping(to="declared_on"), Sexo=ColumnMapping(to="sex"), Lugar=None)
    assert sorted(codes(made)) == ["own.blank-undecided", "own.dates-ambiguous", "own.unmapped-needed"]


def test_a_date_with_two_readings_is_never_guessed_not_even_where_only_one_fits_all_cells() -> None:
    surely = small(**{**FILE.table.to_dict("list"), "Dia": ["30/04/2025", "31/05/2025"]})  # type: ignore[arg-type]
    found = own.problems(changed(Dia=ColumnMapping(to="declared_on")), surely, country="HND")
    assert [each.code for each in found] == ["own.dates-undecided"]
    assert found[0].params["fits"] == "day-first 2/2"


def test_a_step_of_a_request_that_is_merely_unknown_stops_the_file() -> None:
    """Read as "not yet", it would make a person wait who was served long ago."""
    made = mapping("service-requests")
    column = ColumnMapping(to="served_on", dates="day-first", blank="unknown")
    made = replace(made, columns={**made.columns, "own served_on": column})
    table = pd.DataFrame({name: ["", "x"] for name in made.columns}, index=[2, 3], dtype="str")
    found = own.problems(made, Source(name="r.csv", table=table), country="HND")
    assert "own.blank-unknown" in [each.code for each in found]


def test_a_cut_off_date_may_be_one_value_for_the_file_and_must_be_a_day() -> None:
    made = mapping("service-requests")
    columns = {name: column for name, column in made.columns.items() if column.to != "cut_off"}
    table = pd.DataFrame({name: ["x"] for name in columns}, index=[2], dtype="str")
    source = Source(name="r.csv", table=table)

    def found(constants: dict[str, str]) -> list[str]:
        every = own.problems(replace(made, columns=columns, constants=constants), source, country="HND")
        return [each.code for each in every if "constant" in each.code]

    assert found({}) == ["own.unmapped-constant"]
    assert found({"cut_off": "2025-12-31"}) == []
    assert found({"cut_off": "31/12/2025"}) == ["own.constant-date"]


def test_suggestions_are_marked_and_settle_neither_dates_nor_blanks() -> None:
    data = b"No_Exp;Fecha_Decl;Nombres;Primer apellido;Sexo;Municipio\n1;03/04/2025;Ana;Paz;Mujer;0801\n"
    source = own.read(data, name="r.csv")
    draft = own.suggest(source, "declarations", country="HND")
    assert {name: column.to for name, column in draft.columns.items()} == {
        "No_Exp": "declaration_id", "Fecha_Decl": "declared_on", "Nombres": "given_names",
        "Primer apellido": "surname_1", "Sexo": "sex", "Municipio": "municipality",
    }  # fmt: skip
    assert all(column.suggested and not column.dates and not column.blank for column in draft.columns.values())
    assert dict(draft.columns["Sexo"].values) == {"Mujer": "F"}
    assert sorted(codes(draft, source)) == ["own.dates-ambiguous", *["own.unconfirmed"] * 6]


@pytest.mark.parametrize(
    ("table", "name"),
    [("weekly-incidents", "incidents"), ("service-requests", "served_on"), ("service-requests", "withdrawn_on")],
)
def test_a_column_without_which_all_would_be_silent_or_waiting_must_be_in_the_file(table: str, name: str) -> None:
    made = mapping(table)
    columns = {own_name: column for own_name, column in made.columns.items() if column.to != name}
    file = Source(name="r.csv", table=pd.DataFrame({each: ["x"] for each in columns}, index=[2], dtype="str"))
    found = own.problems(replace(made, columns=columns), file, country="HND")
    assert [each.params["to"] for each in found if each.code == "own.unmapped-needed"] == [name]


def test_a_name_with_words_between_is_recognised() -> None:
    source = Source(name="x", table=pd.DataFrame({"Fecha de la declaración": ["1"], "Municipio de salida": ["2"]}))
    draft = own.suggest(source, "declarations", country="HND")
    assert [column.to for column in draft.columns.values()] == ["declared_on", "from_municipality"]


def test_dates_that_no_reading_fits_are_said_to_be_so() -> None:
    made = TableMapping(table="declarations", columns={"Día": ColumnMapping(to="declared_on")})
    source = Source(name="x", table=pd.DataFrame({"Día": ["31/05/24", "15-ene-2024"]}))
    assert own.problems(made, source, country="HND")[0].code == "own.dates-none"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_column_that_is_wanting_is_named_with_what_it_holds(language: str) -> None:
    source = Source(name="x", table=pd.DataFrame({"No": ["1"]}))
    found = own.problems(TableMapping(table="declarations", columns={}), source, country="HND")
    said = " ".join(each.sentence(language) for each in found)
    assert {"en": "Day of the declaration", "es": "Día de la declaración"}[language] in said
