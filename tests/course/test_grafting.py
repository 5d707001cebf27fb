"""Where each cell of a trainee's notebook ends up; nothing runs here."""

import json
from pathlib import Path
from typing import Any

import pytest

from ruta.course import grafting, notebooks, release, submission
from ruta.course.grafting import Graft
from ruta.course.paths import Tree
from tests.course.toy import LESSON, save

PARAMETERS: dict[str, object] = {"country": "HND", "language": "es", "seed": 2026}


@pytest.fixture
def reference(course: Tree) -> Any:
    return notebooks.read(course.solution(LESSON, "es"))


def grafted(reference: Any, cells: list[Any], folder: Path) -> Graft:
    notebook = release.exercise_from(reference, LESSON)
    notebook.cells = cells
    # nbformat would mend a copied id on its way to the disk; a trainee's program did not.
    path = folder / "given.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return grafting.graft(reference, submission.read(path), PARAMETERS)


def exercise_cells(reference: Any) -> list[Any]:
    return list(release.exercise_from(reference, LESSON).cells)


def source(graft: Graft, cell_id: str) -> str:
    return str(graft.notebook.cells[graft.index(cell_id)].source)


def test_no_solution_and_our_own_checks(reference: Any, tmp_path: Path) -> None:
    cells = exercise_cells(reference)
    cells[6].source = "exercise = None"
    graft = grafted(reference, cells, tmp_path)
    assert not any("solution" in cell.id for cell in graft.notebook.cells)
    assert source(graft, "check-total") == 'exercise.check("total")'
    assert source(graft, "parameters") == "country = 'HND'\nlanguage = 'es'\nseed = 2026"


def test_a_missing_answer_cell(reference: Any, tmp_path: Path) -> None:
    cells = [cell for cell in exercise_cells(reference) if cell.id != "answer-total"]
    graft = grafted(reference, cells, tmp_path)
    assert source(graft, "answer-total") == ""
    assert [(note.code, note.question) for note in graft.notes] == [("course.check.note-missing", "total")]


def test_of_copied_answer_cells_the_filled_one_counts(reference: Any, tmp_path: Path) -> None:
    cells = exercise_cells(reference)
    place = [cell.id for cell in cells].index("answer-total")
    cells.insert(place, notebooks.code_cell("answer-total", "total = 12", tags=["answer"]))
    graft = grafted(reference, cells, tmp_path)
    assert source(graft, "answer-total") == "total = 12"
    assert graft.notes[0].code == "course.check.note-copied"


def test_an_answer_written_in_another_cell_is_found(reference: Any, tmp_path: Path) -> None:
    cells = [*exercise_cells(reference), notebooks.code_cell("below", "total = 12", tags=[])]
    graft = grafted(reference, cells, tmp_path)
    assert source(graft, "answer-total") == "total = 12"
    assert "own-1" not in [cell.id for cell in graft.notebook.cells]


def test_own_cells_keep_their_order_and_place(reference: Any, tmp_path: Path) -> None:
    cells = exercise_cells(reference)
    place = [cell.id for cell in cells].index("prompt-largest")
    for number in (2, 1):
        cells.insert(place, notebooks.code_cell(f"x{number}", f"step = {number}", tags=[]))
    graft = grafted(reference, cells, tmp_path)
    order = [cell.id for cell in graft.notebook.cells]
    assert order[order.index("check-total") : order.index("check-largest")] == [
        "check-total", "setup-largest", "own-1", "own-2", "answer-largest",
    ]  # fmt: skip
    assert source(graft, "own-1") == "step = 1"
    assert graft.question_at(order.index("own-1")) == "largest"
    assert source(graft.silenced("largest"), "own-2") == ""


@pytest.mark.parametrize("text", ["seed = f()", "seed: int = 3", "a = b = 3", "x[0] = 1", "(", "seed += 1"])
def test_only_plain_values_are_parameters(text: str) -> None:
    assert submission.literals(text) == {}


def test_parameters_that_papermill_injected_win(reference: Any, tmp_path: Path) -> None:
    cells = exercise_cells(reference)
    cells.insert(2, notebooks.code_cell("inj", 'country = "SLV"\nother = 1', tags=["injected-parameters"]))
    notebook = release.exercise_from(reference, LESSON)
    notebook.cells = cells
    given = submission.read(save(tmp_path / "given.ipynb", notebook))
    declared = submission.declared_parameters(reference)
    assert submission.parameters(given, declared) == {"country": "SLV", "language": "es", "seed": 2026}


@pytest.mark.parametrize(
    ("metadata", "language"), [({"ruta": {"language": "en"}}, "en"), ({"ruta": []}, "es"), ([], "es")]
)
def test_the_language_is_that_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, metadata: object, language: str
) -> None:
    monkeypatch.delenv("RUTA_LANGUAGE", raising=False)
    path = tmp_path / "given.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": [], "metadata": metadata}), encoding="utf-8")
    assert submission.read(path).language == language
