"""The command that a facilitator uses, on every exercise: the solution holds, and the blank exercise does not."""

import re
from pathlib import Path

import pytest

from ruta.course import catalogue, notebooks, paths
from ruta.course.catalogue import Lesson
from ruta.course.checking import Checker
from tests.course.toy import save

TREE = paths.find_tree(Path(__file__).parent)
CATALOGUE = catalogue.load(TREE)


def filled(lesson: Lesson, language: str, path: Path, *, answered: bool) -> Path:
    """Write the exercise as a trainee would hand it in, for another country than the one it comes with."""
    exercise = notebooks.read(TREE.exercise(lesson.id, language))
    solved = {
        cell.id: cell.source
        for cell in notebooks.tagged(notebooks.read(TREE.solution(lesson.id, language)), "solution")
    }
    for cell in exercise.cells:
        # Whatever it comes with: an office may have chosen its own country.
        cell.source = re.sub(r'^country = "[A-Z]{3}"', 'country = "MEX"', cell.source)
        if answered and cell.id.startswith("answer-"):
            cell.source = solved[cell.id.replace("answer-", "solution-", 1)]
    return save(path, exercise)


@pytest.mark.notebooks
@pytest.mark.parametrize("lesson", CATALOGUE.lessons, ids=lambda lesson: lesson.id)
def test_the_solution_holds_and_the_blank_exercise_does_not(lesson: Lesson, tmp_path: Path) -> None:
    checker = Checker(TREE, CATALOGUE)
    right = checker.check(filled(lesson, "es", tmp_path / "right.ipynb", answered=True))
    assert [(each.question, each.code) for each in right.outcomes if not each.held] == []
    assert right.parameters["country"] == "MEX"
    assert right.notes == ()
    blank = checker.check(filled(lesson, "es", tmp_path / "blank.ipynb", answered=False))
    assert {each.code for each in blank.outcomes} == {"blank"}
