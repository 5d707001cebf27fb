"""The form makes the mapping that a person chooses, and chooses nothing by itself."""

from pathlib import Path

import pytest

from ruta.datasets import own
from ruta.exchange import own_example
from ruta.practice import own_form
from ruta.practice.own_form import MappingForm
from ruta.practice.own_report import report

DATA = own_example.register(country="HND", seed=3)
SOURCE = own.read(DATA, name="r.csv")


def form(language: str = "es") -> MappingForm:
    return MappingForm(SOURCE, table="declarations", country="HND", language=language)


def part(made: MappingForm, name: str):  # type: ignore[no-untyped-def]
    return next(each for each in made.columns if each.name == name)


def test_nothing_is_chosen_before_a_person_chooses() -> None:
    assert form().mapping().columns == {}
    assert len(own.suggest(SOURCE, "declarations", country="HND").columns) == len(SOURCE.table.columns)


def test_suggestions_are_taken_by_a_button_and_leave_dates_and_blanks_open() -> None:
    made = form()
    made.accept_suggestions()
    mapping = made.mapping()
    assert mapping.columns["Sexo"].to == "sex"
    assert dict(mapping.columns["Sexo"].values) == {"Mujer": "F", "Hombre": "M"}
    assert not any(column.dates or column.blank or column.suggested for column in mapping.columns.values())
    open_matters = {each.code for each in own.problems(mapping, SOURCE, country="HND")}
    assert open_matters == {"own.dates-ambiguous", "own.blank-undecided"}


def settled() -> MappingForm:
    made = form()
    made.accept_suggestions()
    for each in made.columns:
        if each.reading:
            each.reading.value = "day-first"
        if each.blank:
            each.blank.value = "unknown"
    part(made, "Sexo").codes["S/D"].value = ""
    for code, meant in {"AM": "violence-threat", "VG": "generalised-violence", "DN": "disaster", "OT": "other",
                        "7": "other", "9": ""}.items():  # fmt: skip
        part(made, "Motivo").codes[code].value = meant
    return made


def test_what_a_person_chose_is_saved_and_filled_in_again(tmp_path: Path) -> None:
    made = settled()
    mapping = made.mapping()
    assert own.problems(mapping, SOURCE, country="HND") == []
    target = tmp_path / "m.json"
    accept, check, save = made.box(target).children[-2].children
    save.click()
    assert own.parse(target.read_text(encoding="utf-8"), file="m.json") == mapping
    again = form()
    again.fill(mapping)
    assert again.mapping() == mapping
    check.click()
    accept.click()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_report_names_rows_and_no_person(language: str) -> None:
    said = report(SOURCE, settled().mapping(), country="HND", language=language)
    assert "No_Exp" in said
    for column in ("Nombres", "Apellido1", "F_Nac"):
        assert not [cell for cell in SOURCE.table[column] if (cell and f">{cell}<" in said) or f"«{cell}»" in said]
    assert "<li>" in report(SOURCE, form().mapping(), country="HND", language=language)


def test_a_column_of_names_is_offered_no_list_of_its_values() -> None:
    made = form()
    part(made, "Nombres").target.value = "sex"
    assert part(made, "Nombres").codes == {}


def test_the_page_without_a_kernel_shows_how_columns_look_and_no_cell() -> None:
    still = form().still()
    assert "99/99/9999" in still
    assert not [cell for cell in SOURCE.table["Nombres"] if f">{cell}<" in still]


def test_the_cells_of_the_lesson_show_their_forms(capsys: pytest.CaptureFixture[str]) -> None:
    made = own_form.map_file(DATA, name="r.csv", table="declarations", country="HND", language="es", save_as="m.json")
    assert len(made.columns) == 11
    own_form.choose_file(country="HND", language="es")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("table", own.OWN_TABLES)
def test_the_list_says_what_a_column_means_and_calls_nothing_invented(table: str, language: str) -> None:
    made = MappingForm(SOURCE, table=table, country="HND", language=language)
    shown = [text for text, _ in made.columns[0].target.options]
    assert all(": " in text for text in shown[1:])
    assert not [text for text in shown if "invent" in text.lower() or "synthetic" in text.lower()]
