"""A canvas is read as it was typed, and its check finds what was planted and nothing else."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import messages
from ruta.datasets import COUNTRIES
from ruta.early_warning import canvas, canvas_checks, canvas_finding
from ruta.early_warning.canvas import Canvas
from ruta.early_warning.canvas_form import ANSWER, ITEM, SHEETS, SYSTEM, key
from ruta.errors import InputError


def whole(language: str = "en", country: str = "HND") -> Canvas:
    return canvas.example("whole", country=country, language=language)


def with_cell(filled: Canvas, sheet: str, row: int, column: str, value: str) -> Canvas:
    table = filled.sheets[sheet].copy()
    table.loc[row, column] = value
    return Canvas(sheets={**filled.sheets, sheet: table})


def codes(filled: Canvas) -> list[str]:
    return [finding.code for finding in canvas_checks.check(filled)]


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_whole_canvas_has_no_finding(country: str, language: str) -> None:
    filled = whole(language, country)
    assert canvas_checks.check(filled) == []
    assert re.match(rf"{ {'SLV': 'SV', 'HND': 'HN', 'MEX': 'MX', 'COL': 'CO'}[country] }-", filled.answer("territory"))


@pytest.mark.parametrize("kind", canvas.KINDS)
def test_both_languages_tell_of_the_same_system(kind: str) -> None:
    english, spanish = (
        [(f.code, f.sheet, f.column) for f in canvas_checks.check(canvas.example(kind, country="HND", language=lang))]
        for lang in messages.LANGUAGES
    )
    assert english == spanish
    tables = [canvas.example(kind, country="HND", language=lang).sheets for lang in messages.LANGUAGES]
    for sheet in SHEETS:
        assert tables[0][sheet].shape == tables[1][sheet].shape
        for cell in SHEETS[sheet]:
            if sheet != SYSTEM and (cell.number or cell.values):
                assert list(tables[0][sheet][cell.name]) == list(tables[1][sheet][cell.name])


# Sheet, row, column, what is typed there, and the only finding that it may give. Rows are of the whole canvas.
PLANTED = [
    ("indicators", 0, "source", "", "indicator-without-source"),
    ("indicators", 0, "source", "A source that is not there", "indicator-without-source"),
    ("alerts", 0, "addressee", "", "alert-without-addressee"),
    ("alerts", 0, "addressee", "The authorities", "addressee-without-duty"),
    ("responses", 0, "budget", "", "response-without-budget"),
    ("responses", 2, "days", "60", "response-too-slow"),
    ("responses", 0, "level", "", "action-without-level"),
    ("responses", 0, "level", "Purple", "action-without-level"),
    ("alerts", 1, "level", "Purple", "alert-without-level"),
    ("levels", 0, "rule", "", "blank-cell"),
    ("sources", 0, "if_silent", "", "no-answer-to-silence"),
    ("sources", 0, "reports_expected", "", "no-answer-to-silence"),
    ("sources", 0, "protection", "", "blank-cell"),
    ("sources", 2, "people_behind", "4", "source-identifiable"),
    ("alerts", 0, "shows", "school", "personal-data-in-public"),
    ("alerts", 2, "audience", "public", "personal-data-in-public"),
    ("indicators", 4, "sensitivity", "personal", "personal-data-in-public"),
    ("alerts", 1, "wording", "no", "no-safe-wording"),
    ("alerts", 1, "wording", "perhaps", "unreadable-cell"),
    ("indicators", 0, "delay_days", "three", "unreadable-cell"),
    ("responses", 1, "response", "Meet and ask the schools", "same-name"),
    (SYSTEM, 2, ANSWER, "Social promoter", None),
    (SYSTEM, 2, ANSWER, "Coordinator of prevention, mayor's office", "issuer-answers"),
    (SYSTEM, 3, ANSWER, "", "no-stage-five"),
    (SYSTEM, 4, ANSWER, "", "no-stage-five"),
    (SYSTEM, 1, ANSWER, "", "blank-cell"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "typed", "code"), PLANTED)
def test_a_planted_defect_is_found_and_nothing_else(sheet, row, column, typed, code) -> None:
    planted = with_cell(whole(), sheet, row, column, typed)
    found = canvas_checks.check(planted)
    assert [finding.code for finding in found] == ([code] if code else [])
    for finding in found:
        assert finding.sheet == sheet or code in ("personal-data-in-public", "source-identifiable")


def test_a_row_too_many_is_found() -> None:
    filled = whole()
    for sheet, row, code in (
        ("sources", ["Drone pictures", "A firm", "None", "50", "3", "Asked"], "source-unused"),
        ("indicators", ["Rumours", "Weekly school form", "7", "Days", "1", "30", "restricted"], "indicator-unused"),
        ("levels", ["Purple", "Threats heard of", "Ten"], "level-without-action"),
    ):
        table = filled.sheets[sheet]
        longer = pd.concat([table, pd.DataFrame([row], columns=table.columns)], ignore_index=True)
        (finding,) = canvas_checks.check(Canvas(sheets={**filled.sheets, sheet: longer}))
        assert (finding.code, finding.row) == (code, row[0])


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name != SYSTEM])
def test_a_sheet_without_rows_is_found(sheet: str) -> None:
    filled = whole()
    assert "sheet-empty" in codes(Canvas(sheets={**filled.sheets, sheet: filled.sheets[sheet].iloc[:0]}))


def test_every_finding_can_be_planted() -> None:
    planted = {code for *_, code in PLANTED} | {"source-unused", "indicator-unused", "level-without-action"}
    blanks = {"sheet-empty", "level-without-indicator"}
    assert set(canvas_finding.CODES) == (planted | blanks) - {None}
    assert codes(with_cell(whole(), "levels", 0, "indicator", ""))[:1] == ["level-without-indicator"]


CELLS = [(sheet, row, column) for sheet, table in whole().sheets.items() for row in range(len(table))
         for column in ([ANSWER] if sheet == SYSTEM else table.columns)]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CELLS), st.sampled_from(messages.LANGUAGES))
def test_an_emptied_cell_is_always_named(cell: tuple[str, int, str], language: str) -> None:
    sheet, row, column = cell
    filled = whole(language)
    expected = filled.sheets[sheet].loc[row, key(sheet)] if column != key(sheet) else str(row + 1)
    found = canvas_checks.check(with_cell(filled, sheet, row, column, ""))
    assert (sheet, expected, column) in [(finding.sheet, finding.row, finding.column) for finding in found]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CELLS), max_size=25, unique=True))
def test_emptied_cells_never_hide_each_other(emptied: list[tuple[str, int, str]]) -> None:
    filled = whole()
    for cell in emptied:
        filled = with_cell(filled, *cell, "")
    named = [(f.sheet, f.column) for f in canvas_checks.missing(filled)]
    assert len(named) == len(emptied)
    assert sorted(named) == sorted((sheet, column) for sheet, _, column in emptied)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("kind", canvas.KINDS)
def test_findings_read_as_sentences(kind: str, language: str) -> None:
    found = canvas_checks.check(canvas.example(kind, country="MEX", language=language))
    table = canvas_finding.as_table(found, language=language)
    assert len(table) == len(found)
    assert not table.map(lambda text: "{" in text or "_" in text).any().any()


def test_a_response_is_slow_by_the_sum_of_the_cells() -> None:
    first = canvas.example("first-generation", country="HND", language="en")
    (finding,) = [found for found in canvas_checks.check(first) if found.code == "response-too-slow"]
    # Period 30 + delay 20 + days to answer 15 + days of the mission 20, against a lead time of 30.
    assert (finding.values["needed"], finding.values["lead"]) == (30 + 20 + 15 + 20, 30)
    just = with_cell(first, "indicators", 0, "lead_days", "85")
    assert "response-too-slow" not in codes(just)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_empty_form_can_be_read_and_is_empty(language: str) -> None:
    form = canvas.read(canvas.blank_text(language), language=language)
    assert {sheet: len(table) for sheet, table in form.sheets.items() if sheet != SYSTEM} == dict.fromkeys(
        [sheet for sheet in SHEETS if sheet != SYSTEM], 0
    )
    assert list(form.sheets[SYSTEM][ITEM]) == [cell.name for cell in SHEETS[SYSTEM]]


def test_a_missing_column_is_blank_and_ids_are_always_understood() -> None:
    text = "# a note\n[indicators]\nsource | indicator\nA | B\n\n[Levels]\nLevel | indicator | rule\n | | \nx | B | y"
    filled = canvas.read(text, language="en")
    assert filled.sheets["indicators"].iloc[0].to_dict() == {
        "indicator": "B", "source": "A", "period_days": "", "denominator": "", "delay_days": "", "lead_days": "",
        "sensitivity": "",
    }  # fmt: skip
    assert canvas.names(filled, "levels") == ["x"]
    assert canvas.read("[indicadores]\nindicator\nB", language="es").sheets["indicators"].loc[0, "indicator"] == "B"


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("[moods]\n", "ewrs.unknown-sheet", "moods"),
        ("a | b", "ewrs.no-sheet", "1"),
        ("[sources]\nsource | if_silent\na | b | c", "ewrs.row-length", "3"),
        ("[sources]\ncolour\n", "ewrs.unknown-heading", "colour"),
        ("[system]\nitem | answer\nslogan | x", "ewrs.unknown-item", "slogan"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, code: str, named: str, language: str) -> None:
    with pytest.raises(InputError) as caught:
        canvas.read(text, language=language)
    assert caught.value.code == code
    assert named in caught.value.sentence(language)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_canvas_pasted_from_a_spreadsheet_is_the_same(language: str) -> None:
    typed = canvas.example_text("first-generation", country="HND", language=language)
    pasted = "\n".join(line if line.startswith("#") else line.replace(" | ", "\t") for line in typed.splitlines())
    assert "\t" in pasted
    one, other = (canvas.read(text, language=language).sheets for text in (typed, pasted))
    for sheet in SHEETS:
        pd.testing.assert_frame_equal(one[sheet], other[sheet])


def test_where_names_sheet_row_and_cell() -> None:
    (finding,) = canvas_checks.check(with_cell(whole("es"), "responses", 0, "budget", ""))
    assert finding.where("es") == "respuestas › Reunirse y preguntar a los centros educativos › presupuesto"
    (finding,) = canvas_checks.check(with_cell(whole(), SYSTEM, 4, ANSWER, ""))
    assert finding.where("en") == "system › review"


def test_only_the_systems_of_the_course_are_there() -> None:
    with pytest.raises(InputError, match="dream"):
        canvas.example("dream", country="HND", language="en")
    with pytest.raises(InputError):
        canvas.example("whole", country="GTM", language="en")


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("kind", canvas.KINDS)
def test_a_sheet_to_read_is_what_was_typed(kind: str, language: str) -> None:
    typed = canvas.example_text(kind, country="HND", language=language)
    filled = canvas.example(kind, country="HND", language=language)
    for sheet, table in filled.sheets.items():
        shown = canvas.to_read(filled, sheet, language=language)
        lines = [" | ".join([*row]) for row in shown.to_numpy().tolist()]
        plain = [" | ".join(cell.strip() for cell in line.split("|")) for line in typed.splitlines()]
        assert set(lines) <= set(plain)
        assert len(table) == 0 or " | ".join(shown.columns) in plain
