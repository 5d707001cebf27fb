"""A table that an office wrote is read as it was meant, or refused in one sentence that names the cell."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from ruta.errors import InputError
from ruta.exchange import recommendations
from ruta.messages import LANGUAGES
from tests.exchange.recommendation_rows import TEN, changed, write


def refused(path: Path, language: str = "en") -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        recommendations.load(path)
    return caught.value.code, caught.value.sentence(language)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_both_ways_in_which_excel_writes_a_csv_give_the_same_table(tmp_path: Path, delimiter: str) -> None:
    rows = changed(0, baseline_now="150", latest="62.5", owner="registro civil, jefatura; Tegucigalpa, sede")
    table = recommendations.load(write(tmp_path, *rows, delimiter=delimiter))
    assert list(table.columns) == list(recommendations.COLUMNS)
    assert len(table) == len(TEN)
    assert table.loc[0, "owner"] == "registro civil, jefatura; Tegucigalpa, sede"
    assert (table.loc[0, "latest"], table.loc[0, "baseline_now"]) == (62.5, 150)
    assert table["latest"].isna().sum() == len(TEN) - 1, "a blank is not zero"
    assert table.loc[1, "due"] == pd.Timestamp("2027-01-31")


@pytest.mark.parametrize(
    ("cells", "code", "named"),
    [
        ({"due": "03/04/2026"}, "plan-calendar.date-two", ("4", "due", "03/04/2026", "2026-03-04", "2026-04-03")),
        ({"due": "25/04/2026"}, "plan-calendar.date-order", ("4", "due", "25/04/2026", "2026-04-25")),
        ({"due": "2026-02-30"}, "plan-calendar.date-impossible", ("4", "due", "2026-02-30")),
        ({"due": "2026-04"}, "report.date-form", ("4", "due", "2026-04")),
        ({"due": "soon"}, "report.date-form", ("4", "due", "soon")),
        ({"due": "45000"}, "plan-calendar.number-large", ("4", "due", "45000")),
        ({"due": "2025-05-31"}, "report.due-early", ("4", "R03", "2025-05-31", "2025-06-01")),
        ({"owner": ""}, "report.blank", ("4", "R03", "owner")),
        ({"owner": "   "}, "report.blank", ("4", "R03", "owner")),
        ({"indicator": ""}, "report.blank", ("4", "R03", "indicator")),
        ({"baseline": ""}, "report.blank", ("4", "R03", "baseline")),
        ({"id": ""}, "report.blank", ("4", "id")),
        ({"id": "R01"}, "report.id-twice", ("4", "R01", "2")),
        ({"latest": "72,5"}, "report.number-or-blank", ("4", "latest", "72,5")),
        ({"latest": "70%"}, "report.number-or-blank", ("4", "latest", "70%")),
        ({"latest": "nan"}, "report.number-or-blank", ("4", "latest", "nan")),
        ({"baseline": "40%"}, "report.number", ("4", "baseline", "40%")),
        ({"target": "120.0"}, "report.no-way", ("4", "R03", "120.0")),
        ({"baseline_now": "45"}, "report.no-way", ("4", "R03", "45")),
        ({"state": "Done"}, "report.state", ("4", "R03", "Done", "under-way")),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, cells: dict[str, str], code: str, named: tuple[str, ...]) -> None:
    for language in LANGUAGES:
        found, sentence = refused(write(tmp_path, *changed(2, **cells)), language)
        assert found == code
        assert all(part in sentence for part in named), sentence


def spreadsheet(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b""), "plan-calendar.no-rows"),
        (lambda path: path.write_text(",".join(recommendations.COLUMNS), encoding="utf-8"), "plan-calendar.no-rows"),
        (spreadsheet, "plan-calendar.not-csv"),
        (lambda path: path.write_bytes("id;público\n1;á\n".encode("cp1252")), "plan-calendar.not-utf8"),
        (lambda path: path.write_text("id,owner\n1,x\n", encoding="utf-8"), "plan-calendar.columns"),
        (lambda path: None, "plan-calendar.not-found"),
        (lambda path: write(path.parent, *(TEN * 51), name=path.name), "report.many-rows"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, make, code: str) -> None:
    path = tmp_path / "mine.csv"
    make(path)
    for language in LANGUAGES:
        found, sentence = refused(path, language)
        assert found == code
        assert "mine.csv" in sentence
        assert len(sentence.splitlines()) == 1


@pytest.mark.parametrize("text", ["-", "—", "…", "ninguna", "Pendiente.", "N/A", "n.d.", "none"])
def test_a_word_for_nothing_is_no_evidence(tmp_path: Path, text: str) -> None:
    table = recommendations.load(write(tmp_path, *changed(2, state="done", evidence=text)))
    assert table.loc[2, "evidence"] == ""
    assert table.loc[0, "evidence"] == "minutes 14"
