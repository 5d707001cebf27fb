"""The list of a class: both forms, and one sentence for each thing that cannot be read."""

from datetime import date
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.classroom import class_list
from ruta.classroom.results_files import PERSON_COLUMNS
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from tests.classroom.certificates import HEADER, ROW, TODAY, a_list

OF_RESULTS = ",".join([*PERSON_COLUMNS, "completed", "date", "hours"])


def load(path):
    return class_list.load(path, today=TODAY)


def test_a_row_is_a_person(tmp_path):
    rows = ("  Ñandú ,statistics; early-warning/01-what-an-ewrs-is,2024-11-25,7.5,2027-12-31", ROW + ",")
    one, two = load(a_list(tmp_path, f'"{rows[0].split(",")[0]}","' + '","'.join(rows[0].split(",")[1:]) + '"',
                           rows[1], header=HEADER + ",valid_until"))  # fmt: skip
    assert (one.person, one.kind, one.row) == ("Ñandú", "pseudonym", 2)
    assert one.modules == ("statistics", "early-warning/01-what-an-ewrs-is")
    assert (one.day, one.hours, one.until) == (TODAY, Decimal("7.5"), date(2027, 12, 31))
    assert (two.person, two.until, two.row) == ("Ceiba 07", None, 3)


def test_excel_in_spanish_writes_semicolons_and_a_mark(tmp_path):
    path = tmp_path / "grupo.csv"
    path.write_bytes("name;modules;date;hours\r\nAna Inventada;statistics;2024-11-20;16\r\n".encode("utf-8-sig"))
    (found,) = load(path)
    assert (found.person, found.kind) == ("Ana Inventada", "name")


def test_only_who_completed_gets_one(tmp_path):
    words = ("yes", "no", "", "sí", "SI", "X", "No")
    rows = [f"P{place},statistics,2024-11-20,16,{word}" for place, word in enumerate(words)]
    found = load(a_list(tmp_path, *rows, header=HEADER + ",completed"))
    assert [each.person for each in found] == ["P0", "P3", "P4", "P5"]


def test_the_table_of_the_results_is_read_with_three_columns_more(tmp_path):
    # `ruta results` writes an apostrophe before what a spreadsheet would compute.
    rows = ["'=Ceiba,statistics,20,5,0,15,0,0.66,yes,2024-11-20,16", "'=Ceiba,exchange,20,5,0,,,,yes,2024-11-22,4.5",
            "Quetzal,statistics,20,9,0,20,0,1.0,yes,2024-11-20,16", "Quetzal,exchange,20,,,,,,no,,"]  # fmt: skip
    one, two = load(a_list(tmp_path, *rows, header=OF_RESULTS))
    assert (one.person, one.modules) == ("=Ceiba", ("statistics", "exchange"))
    assert (one.day, one.hours) == (date(2024, 11, 22), Decimal("20.5"))
    assert two.modules == ("statistics",)


BAD = {
    "certificate.twice": (HEADER, (ROW, "Otra,statistics,2024-11-20,16", ROW.replace("16", "8"))),
    "certificate.columns": (HEADER + ",score", (ROW + ",17",)),
    "certificate.nobody": (HEADER + ",completed", (ROW + ",no",)),
    "certificate.completed": (HEADER + ",completed", (ROW + ",maybe",)),
    "certificate.person": (HEADER, (",statistics,2024-11-20,16",)),
    "certificate.no-module": (HEADER, ("Ceiba 07,,2024-11-20,16",)),
    "plan-calendar.date-two": (HEADER, ("Ceiba 07,statistics,03/04/2024,16",)),
    "plan-calendar.date-order": (HEADER, ("Ceiba 07,statistics,20/11/2024,16",)),
    "plan-calendar.date-impossible": (HEADER, ("Ceiba 07,statistics,2024-02-30,16",)),
    "plan-calendar.no-rows": (HEADER, ()),
    "plan-calendar.many-cells": (HEADER, (ROW + ",5",)),
    "certificate.day-form": (HEADER, ("Ceiba 07,statistics,2024-11,16",)),
    "certificate.future": (HEADER, ("Ceiba 07,statistics,2024-11-26,16",)),
    "certificate.until": (HEADER + ",valid_until", (ROW + ",2024-11-19",)),
    "certificate.hours-form": (HEADER, (ROW[:-2] + '"7,5"',)),
    "certificate.many-persons": (HEADER, tuple(f"P{n},statistics,2024-11-20,16" for n in range(1001))),
    "certificate.until-differs": (OF_RESULTS.replace("completed", "valid_until"), (
        "P,statistics,,,,,,,2027-01-01,2024-11-20,16", "P,exchange,,,,,,,2027-02-01,2024-11-20,16")),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BAD)
def test_each_fault_is_one_sentence(tmp_path, code, language):
    header, rows = BAD[code]
    with pytest.raises(InputError) as found:
        load(a_list(tmp_path, *rows, header=header))
    assert found.value.code == code
    sentence = found.value.sentence(language)
    assert "\n" not in sentence
    assert "{" not in sentence


@pytest.mark.parametrize(
    "header",
    ["pseudonym,date,hours", "modules,date,hours", "pseudonym,name,modules,date,hours",
     "pseudonym,modules,pillar,date,hours", "pseudonym,modules,date,hours,hours",
     "pseudonym,modules,right_before,date,hours", "seudónimo,módulos,fecha,horas"],
)  # fmt: skip
def test_columns_that_leave_something_open_are_refused(tmp_path, header):
    with pytest.raises(InputError) as found:
        load(a_list(tmp_path, ",".join("x" for _ in header.split(",")), header=header))
    assert found.value.code == "certificate.columns"


@pytest.mark.parametrize("cell", ["", "-", "28", "99999", "mañana", "2024-W47", "20 de noviembre de 2024"])
def test_what_is_no_day_is_said_so(tmp_path, cell):
    with pytest.raises(InputError) as found:
        load(a_list(tmp_path, f"Ceiba,statistics,{cell},16"))
    assert found.value.code == "certificate.day-form"


@pytest.mark.parametrize("cell", ["", "0", "0.0", "-1", "1e2", "7.55", "1000", "siete", "１２"])
def test_what_is_no_number_of_hours_is_said_so(tmp_path, cell):
    with pytest.raises(InputError) as found:
        load(a_list(tmp_path, f"Ceiba,statistics,2024-11-20,{cell}"))
    assert found.value.code == "certificate.hours-form"


@pytest.mark.parametrize(
    "row", ["Ceiba,exchange,20,,,,,,yes,2024-11-20,16", "Ceiba,exchange,20,1,0,1,0,,x,2024-11-21,2"]
)
def test_the_same_pseudonym_twice_in_one_pillar_is_refused(tmp_path, row):
    with pytest.raises(InputError) as found:
        load(a_list(tmp_path, "Ceiba,exchange,20,,,,,,yes,2024-11-20,16", row, header=OF_RESULTS))
    assert found.value.sentence("en").endswith("Ceiba stands already in row 2; each person needs a pseudonym of their "
                                               "own, and one row.")  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04rest of a workbook", "plan-calendar.not-csv"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "plan-calendar.not-csv"),
        ("pseudonym,modules,date,hours\nÑandú,statistics,2024-11-20,16\n".encode("latin-1"), "plan-calendar.not-utf8"),
        (b"", "plan-calendar.no-rows"),
    ],
)
def test_a_spreadsheet_renamed_is_no_list(tmp_path, data, code):
    path = tmp_path / "class.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as found:
        load(path)
    assert found.value.code == code


def test_no_file_is_said_so(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv"):
        load(tmp_path / "none.csv")


def test_names_that_differ_by_an_accent_are_a_warning(tmp_path):
    rows = [f"{name},statistics,2024-11-20,16" for name in ("Ñandú", "nandu", "Ceiba")]
    (warning,) = class_list.alike(load(a_list(tmp_path, *rows)))
    assert warning.sentence("en").endswith("Ñandú / nandu.")


# Two texts that differ in their code only, as an accent written apart, are one person.
PERSONS = st.lists(
    st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20).map(lambda name: normalize("NFC", name)),
    min_size=1, max_size=8, unique=True,
)  # fmt: skip


@given(PERSONS, st.sampled_from(",;"))
def test_every_person_of_the_list_is_found_once(tmp_path_factory, persons, separator):
    rows = [f"{person}{separator}statistics{separator}2024-11-20{separator}16" for person in persons]
    path = a_list(tmp_path_factory.mktemp("list"), *rows, header=HEADER.replace(",", separator))
    assert [each.person for each in load(path)] == persons


def test_an_accent_written_apart_is_the_same_person(tmp_path):
    with pytest.raises(InputError) as found:
        load(a_list(tmp_path, ROW.replace("Ceiba 07", "Jos\u00e9"), ROW.replace("Ceiba 07", "Jose\u0301")))
    assert found.value.code == "certificate.twice"
