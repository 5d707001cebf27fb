"""Whole files as offices send them: other encodings and separators, headers changed, rows cut, no register at all."""

import io
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.datasets import frames, intake
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from tests.datasets.intake.planted import HEADER, UNTIL, clean, inspected, places, to_bytes


def spreadsheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (spreadsheet(), "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "spreadsheet"),
        (b"a,b\x00c\n1,2\n", "not-text"),
        (to_bytes([]), "only-header"),
        (to_bytes([]).rstrip(b"\n"), "only-header"),
        (to_bytes([]) + b"\n\n", "only-header"),
    ],
)
def test_a_file_that_holds_no_register(data: bytes, kind: str) -> None:
    found = inspected(data, "HND")
    assert places(found) == [(kind, None, "")]
    assert len(found.table) == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_excel_saves_as_unicode(encoding: str) -> None:
    rows = clean("SLV")
    found = inspected(to_bytes(rows, encoding=encoding), "SLV")
    assert places(found) == ([] if encoding == "utf-8-sig" else [("encoding-utf16", None, "")])
    assert found.table.to_numpy().tolist() == rows


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows-1252"), ("cp850", "DOS 850"), ("mac_roman", "Mac Roman")]
)
def test_every_cell_in_another_encoding_is_named_with_its_bytes(encoding: str, name: str) -> None:
    rows = clean("MEX")
    found = inspected(to_bytes(rows, encoding=encoding), "MEX")
    accented = {(at + 2, HEADER[n]) for at, row in enumerate(rows) for n, cell in enumerate(row) if not cell.isascii()}
    assert {(each.row, each.column) for each in found.findings} == accented
    assert {each.kind for each in found.findings} == {"encoding-byte"}
    for each in found.findings:
        whole = rows[(each.row or 0) - 2][HEADER.index(each.column)]
        foreign = "".join(sign for sign in whole if not sign.isascii())
        assert (each.params["encoding"], each.params["guessed"]) == (name, whole)
        assert each.params["bytes"] == foreign.encode(encoding).hex(" ").upper()


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_another_separator_is_told_once_and_the_rest_is_inspected(separator: str) -> None:
    rows = clean("COL")
    rows[5][HEADER.index("sex")] = "X"
    found = inspected(to_bytes(rows, separator=separator), "COL")
    assert places(found) == [("separator", None, ""), ("value-unknown", 7, "sex")]
    told = inspected(b"sep=" + separator.encode() + b"\r\n" + to_bytes(rows, separator=separator), "COL")
    assert places(told) == [("separator", None, ""), ("value-unknown", 8, "sex")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ([*HEADER[:6], "Sex ", *HEADER[7:]], [("column-spelling", 1, "Sex ")]),
        ([*HEADER[:6], "género", *HEADER[7:]], [("column-unknown", 1, "género"), ("column-missing", 1, "sex")]),
        ([*HEADER[:6], "surname_2", *HEADER[7:]], [("column-twice", 1, "surname_2 (7)"), ("column-missing", 1, "sex")]),
    ],
)
def test_the_header(header: list[str], expected: list[tuple[str, int, str]]) -> None:
    rows = clean("HND")
    rows[3][HEADER.index("sex")] = "F"
    found = inspected(to_bytes(rows, header=header), "HND")
    assert places(found) == expected
    assert found.table.columns.tolist() == header
    assert found.table.to_numpy().tolist() == rows


def test_a_file_with_other_columns_throughout_says_so_and_judges_no_row() -> None:
    found = inspected("Informe de 2024\ntotal,10\nmás,20,30\n".encode(), "HND")
    assert {each.kind for each in found.findings} == {"column-missing", "column-unknown"}
    assert {each.row for each in found.findings} == {1}


def test_rows_that_are_cut_blank_or_too_long() -> None:
    rows = clean("HND")
    rows[1], rows[2], rows[3], rows[4] = rows[1][:-1], [*rows[2], "more"], [], [""] * len(HEADER)
    found = inspected(to_bytes(rows), "HND")
    assert places(found) == [("row-length", 3, ""), ("row-length", 4, ""), ("row-blank", 5, ""), ("row-blank", 6, "")]
    assert found.table.iloc[2, -1] == "more", "nothing that the file holds is lost"


def test_a_quotation_mark_that_is_never_closed() -> None:
    rows = clean("HND")
    lines = to_bytes(rows * 40).splitlines(keepends=True)
    lines[4] = lines[4].replace(b",", b',"', 1)
    assert ("quote-open", 5, "") in places(inspected(b"".join(lines), "HND"))
    short = inspected(b"".join(lines[:6]), "HND")
    assert [(each.kind, each.row) for each in short.findings] == [("row-length", 5)]


@pytest.mark.parametrize(("form", "order"), [("%d/%m/%Y", "DD/MM/YYYY"), ("%m/%d/%Y", "MM/DD/YYYY")])
def test_a_column_in_one_other_order_is_one_finding(form: str, order: str) -> None:
    rows, place = clean("SLV"), HEADER.index("event_date")
    days = pd.to_datetime(pd.Series([row[place] or None for row in rows]))
    for row, day in zip(rows, days, strict=True):
        row[place] = "" if pd.isna(day) else day.strftime(form)
    found = inspected(to_bytes(rows), "SLV")
    assert places(found) == [("date-order", None, "event_date")]
    both = (days.dt.day <= 12) & (days.dt.day != days.dt.month)
    assert found.findings[0].params == {"order": order, "ambiguous": str(int(both.sum()))}


def test_the_column_of_countries_of_the_shipped_file() -> None:
    shipped = (
        "iso3," + "\niso3,".join(frames.to_csv(datasets.shipped("declarations", country="COL")).splitlines())
    ).splitlines()
    lines = [shipped[0], *(line.replace("iso3", "COL", 1) for line in shipped[1:])]
    assert places(inspected("\n".join(lines).encode(), "COL")) == []
    lines[4] = lines[4].replace("COL", "HND", 1)
    assert places(inspected("\n".join(lines).encode(), "COL")) == [("value-unknown", 5, "iso3")]


@settings(max_examples=60, deadline=None)
@given(places=st.lists(st.integers(0, 2_000), max_size=12), damage=st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_as_far_as_it_can_be(places: list[int], damage: bytes) -> None:
    data = bytearray(to_bytes(clean("SLV")[:20]))
    for place in places:
        data[place : place + 1] = damage
    found = inspected(bytes(data), "SLV")
    assert all(each.sentence("es") for each in found.findings)
    found.report("es")


def test_every_kind_has_its_texts_and_no_other_has() -> None:
    from tests.test_messages import texts

    for part in ("title", "expected", "do"):
        said = {code.rpartition(".")[2] for code in texts("intake", "en") if code.startswith(f"intake.{part}.")}
        assert said == {*intake.KINDS, *intake.NOTES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_has_a_line_for_each_finding_and_computes_nothing(language: str) -> None:
    rows = clean("HND")
    rows[0][HEADER.index("sex")] = '=HYPERLINK("x")'
    rows[1][HEADER.index("cause")] = "\x1b[2J"
    found = inspected(to_bytes(rows), "HND")
    report = found.report(language)
    assert len(report) == len(found.findings) + len(found.notes)
    assert report.iloc[0, 4] == '\'=HYPERLINK("x")'
    for each in found.findings:
        said = each.sentence(language)
        assert str(each.row) in said
        assert "\x1b" not in said
        assert "{" not in said


def test_what_cannot_be_opened_is_refused() -> None:
    with pytest.raises(InputError, match="nowhere"):
        intake.examine("nowhere.csv", country="HND", until=UNTIL)
    with pytest.raises(InputError, match="XXX"):
        intake.examine(b"a", country="XXX", until=UNTIL)
