"""A trainee's notebook, as it comes back from a workshop."""

import json
from pathlib import Path
from typing import Any

import pytest

from ruta import messages
from ruta.course import catalogue, check_json, check_report, checking, notebooks, release
from ruta.course.checking import Checker, Result
from ruta.course.outcomes import Outcome
from ruta.course.paths import Tree
from ruta.datasets import COUNTRIES
from ruta.errors import InputError
from ruta.practice import LADDER
from tests.course.toy import LESSON, code, edit, save

RIGHT = {"answer-total": "total = 12", "answer-largest": "largest = 5"}


@pytest.fixture
def exercise(course: Tree) -> Path:
    """The Spanish exercise, as a trainee opens it."""
    path = course.exercise(LESSON, "es")
    return save(path, release.exercise_from(notebooks.read(course.solution(LESSON, "es")), LESSON))


@pytest.fixture
def checker(course: Tree) -> Checker:
    return Checker(course, catalogue.load(course), cell_timeout=4)


def outcomes(checker: Checker, path: Path) -> dict[str, Outcome]:
    return {outcome.question: outcome for outcome in checker.check(path).outcomes}


def add(path: Path, place: int, cell: dict[str, Any]) -> None:
    notebook = notebooks.read(path)
    cell["source"] = cell["source"][0]
    notebook.cells.insert(place, notebooks.code_cell(cell["id"], cell["source"], tags=[]))
    save(path, notebook)


def place_of(path: Path, cell_id: str) -> int:
    return [cell.id for cell in notebooks.read(path).cells].index(cell_id)


@pytest.mark.notebooks
def test_everything_right_with_a_step_in_a_cell_of_ones_own(checker: Checker, exercise: Path) -> None:
    add(exercise, place_of(exercise, "answer-total"), code("mine", "", "numbers = exercise.data"))
    edit(exercise, {"answer-total": "total = sum(numbers)", "answer-largest": "largest = max(numbers)"})
    result = checker.check(exercise)
    assert result.all_held
    assert result.exercise == LESSON
    assert [outcome.text for outcome in result.outcomes] == ["Correcto.", "Correcto."]
    assert result.notes == ()


@pytest.mark.notebooks
def test_blank_and_wrong_answers_are_told_apart(checker: Checker, exercise: Path) -> None:
    edit(exercise, {"answer-total": "total = 11"})
    found = outcomes(checker, exercise)
    assert (found["total"].code, found["largest"].code) == ("wrong-value", "blank")
    assert found["total"].text == "No es correcto."


@pytest.mark.notebooks
def test_an_answer_that_raises_and_one_that_leaves(checker: Checker, exercise: Path) -> None:
    edit(exercise, {"answer-total": "total = 1 / 0", "answer-largest": "exit()"})
    found = outcomes(checker, exercise)
    assert (found["total"].code, found["total"].reason) == ("raises", "ZeroDivisionError")
    assert found["largest"].code == "exits"


@pytest.mark.notebooks
def test_a_name_that_no_cell_defines_is_named_once_for_all_the_questions_it_stops(
    checker: Checker, exercise: Path
) -> None:
    edit(exercise, {"answer-total": "total = sum(households)  # mine", "answer-largest": "largest = max(households)"})
    result = checker.check(exercise)
    assert [(each.code, each.reason, each.undefined) for each in result.outcomes] == [
        ("raises", "NameError", "households")
    ] * 2
    assert "NameError" not in result.outcomes[0].text
    said = check_report.lines(check_report.Entry(exercise, result), "en")
    assert "Answered: total = sum(households)\n" in said
    assert "2 questions stop for the same reason: `households`" in said
    assert "Country: Honduras; language: Spanish; seed: 2026" in said


@pytest.mark.notebooks
def test_a_name_that_another_cell_defines_keeps_the_error(checker: Checker, exercise: Path) -> None:
    edit(exercise, {"answer-total": "total = largest", "answer-largest": "largest = 5"})
    found = outcomes(checker, exercise)["total"]
    assert found.undefined == ""
    assert "NameError" in found.text


@pytest.mark.notebooks
def test_a_missing_answer_cell_is_said_once(checker: Checker, exercise: Path) -> None:
    notebook = notebooks.read(exercise)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "answer-total"]
    save(exercise, notebook)
    result = checker.check(exercise)
    assert [(each.code, each.answer) for each in result.outcomes] == [("missing", ""), ("blank", "")]
    said = check_report.lines(check_report.Entry(exercise, result), "es")
    assert said.lower().count("falta la celda de respuesta") == 1


@pytest.mark.notebooks
def test_an_endless_loop_is_one_question_and_not_the_end(checker: Checker, exercise: Path) -> None:
    endless = "while True:\n    try:\n        total = 12\n    except BaseException:\n        pass"
    edit(exercise, {"answer-total": endless, "answer-largest": "largest = 5"})
    found = outcomes(checker, exercise)
    assert found["total"].code == "endless"
    assert found["largest"].held


@pytest.mark.notebooks
def test_a_kernel_brought_down_is_one_question_and_not_the_end(checker: Checker, exercise: Path) -> None:
    edit(exercise, {"answer-total": "total = 12", "answer-largest": "import os; os._exit(3)"})
    found = outcomes(checker, exercise)
    assert found["largest"].code == "died"
    assert found["total"].held


@pytest.mark.notebooks
def test_a_forged_check_does_not_hold(checker: Checker, exercise: Path) -> None:
    forged = 'total = 0\nprint("Correcto.")\nexercise.check = lambda question: print("Correcto.")'
    edit(exercise, {"answer-total": forged, "check-total": "print('Correcto.')"})
    result = checker.check(exercise)
    assert [outcome.code for outcome in result.outcomes] == ["no-verdict", "no-verdict"]
    assert [note.code for note in result.notes] == ["course.check.note-check-edited"]


@pytest.mark.notebooks
def test_other_parameters_and_a_file_that_lost_its_ids(checker: Checker, exercise: Path) -> None:
    edit(exercise, {"parameters": 'country = "SLV"\nlanguage = "en"\nseed = 7'} | RIGHT | {"answer-total": "total = 7"})
    content = json.loads(exercise.read_text(encoding="utf-8"))
    content.update(nbformat_minor=0, metadata={})
    for cell in content["cells"]:
        del cell["id"]
        cell["source"] = "".join(cell["source"])
    # Without metadata and ids, the set-up cell says which exercise it is.
    content["cells"][0]["cell_type"] = "code"
    content["cells"][0]["source"] = f'exercise = practice.start("{LESSON}", country=country)'
    exercise.write_text(json.dumps(content), encoding="utf-8-sig")
    result = checker.check(exercise)
    assert result.parameters == {"country": "SLV", "language": "en", "seed": 7}
    assert {outcome.question: outcome.text for outcome in result.outcomes} == {
        "total": "Right.",
        "largest": "Not right.",
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "course.not-a-notebook"),
        (b"[" * 100_000, "course.not-a-notebook"),
        (b"[]", "course.not-a-notebook"),
        (b"\xff\xfe\x00", "course.not-utf8"),
        (b'{"nbformat": 3, "worksheets": []}', "course.notebook-version"),
        (b'{"nbformat": 4, "cells": [], "metadata": {}}', "course.check.no-exercise"),
        (b'{"nbformat": 4, "cells": [7], "metadata": {"ruta": {"exercise": "no/such"}}}', "course.unknown-lesson"),
    ],
)
def test_unusable_files_are_named(checker: Checker, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "given.ipynb"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        checker.check(path)
    assert caught.value.code == code
    for language in ("en", "es"):
        assert caught.value.sentence(language)


@pytest.mark.parametrize(
    "line", ['country = "XXX"', 'language = "fr"', "seed = -1", "seed = True", 'seed = "2026"', "country = ['HND']"]
)
def test_a_parameter_that_no_exercise_takes_is_refused(checker: Checker, exercise: Path, line: str) -> None:
    edit(exercise, {"parameters": line})
    with pytest.raises(InputError, match=line.partition(" ")[0]):
        checker.check(exercise)


@pytest.mark.notebooks
def test_a_class_in_a_folder(checker: Checker, exercise: Path, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    edit(exercise, RIGHT, folder / "ana.ipynb")
    edit(exercise, {"answer-total": "total = 12"}, folder / "berta.ipynb")
    (folder / "carla.ipynb").write_text("{", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "ana-checkpoint.ipynb").write_text("{", encoding="utf-8")
    entries = [check_report.collect(checker, path) for path in check_report.notebooks_in([folder])]
    assert [entry.exit_code for entry in entries] == [0, 1, 2]
    said = check_report.summary(entries, "es")
    assert "1/2" in said
    assert "largest (sin responder)" in said
    assert "No se pudieron leer: 1" in said
    bundle = json.loads(check_json.as_json(entries, "en"))
    assert bundle["schema"] == checking.SCHEMA
    assert [entry.get("all_held") for entry in bundle["notebooks"]] == [True, False, None]
    assert "{" not in check_report.lines(entries[1], "es")


def test_wrong_paths_are_named_beside_the_good_ones(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "there.ipynb").write_text("{", encoding="utf-8")
    files = check_report.notebooks_in([tmp_path / name for name in ("none.ipynb", "empty", "there.ipynb")])
    entries = [check_report.collect(checker, path) for path in files]
    assert [entry.error.code for entry in entries if entry.error] == [
        "course.not-found", "course.check.empty-folder", "course.not-a-notebook",
    ]  # fmt: skip
    assert "No se pudieron leer: 3" in check_report.summary(entries, "es")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_what_a_person_reads_is_words(country: str, language: str) -> None:
    codes = (*LADDER, "raises", "exits", "endless", "died", "no-verdict", "differs")
    for word in (*(f"code-{each}" for each in codes), f"value-{country.lower()}", f"value-{language}"):
        assert messages.has(f"course.check.{word}", language=language)


def test_a_question_of_the_course_has_its_title() -> None:
    outcome = Outcome(question="publish", held=False, code="missing", reason="", text="○ …", answer="publish = 'a'")
    result = Result(path=Path("a"), exercise="service-access/03-waiting", parameters={}, outcomes=(outcome,))
    assert "What would you publish? (publish)" in check_report.lines(check_report.Entry(Path("a"), result), "en")
