"""Whether a notebook can be graded at all: its size, its exercise and the edition that it was made from."""

from typing import Any

from nbformat import NotebookNode

from ruta.classroom.grading import limits
from ruta.course import matching, notebooks, submission
from ruta.course.answer_source import assigned
from ruta.course.catalogue import Lesson
from ruta.course.grafting import questions
from ruta.course.matching import Matcher
from ruta.course.submission import ANSWER, CHECK, Submission
from ruta.errors import InputError

# Tags of the cells of a lesson that no exercise has.
_OF_A_LESSON = {"outcomes", "concept", "take-away"}


def exercise_and_parameters(given: Submission, matcher: Matcher) -> tuple[Lesson, dict[str, Any]]:
    """Return the lesson of a notebook's exercise, and the country, language and seed that it was opened with.

    Raises
    ------
    InputError
        Where the notebook is too large to be an exercise, is that of a lesson, belongs to no exercise of the course, to
        one of another edition, or has a parameter that no exercise can take.
    """
    _check_size(given)
    lesson = _lesson(given, matcher)
    reference = matcher.solution(lesson, given.language)
    parameters = submission.parameters(given, submission.declared_parameters(reference))
    matching.check_parameters(given.path, parameters)
    _check_edition(given, lesson, reference)
    return lesson, parameters


def _check_size(given: Submission) -> None:
    if len(given.cells) > limits.MOST_CELLS:
        raise InputError(
            "handed-in.too-many-cells", file=given.path, found=len(given.cells), most=limits.MOST_CELLS
        )  # fmt: skip
    for number, cell in enumerate(given.cells, start=1):
        if cell.is_code and len(cell.source) > limits.LONGEST_CELL:
            raise InputError("handed-in.cell-too-long", file=given.path, cell=number, most=limits.LONGEST_CELL)


def _lesson(given: Submission, matcher: Matcher) -> Lesson:
    try:
        return matcher.lesson(given)
    except InputError as error:
        if error.code == "course.unknown-lesson":
            found = limits.shown(given.exercise)
            raise InputError("handed-in.unknown-exercise", file=given.path, found=found) from error
        tags = {tag for cell in given.cells for tag in cell.tags}
        if tags & _OF_A_LESSON:
            raise InputError("handed-in.lesson", file=given.path) from error
        raise InputError("handed-in.no-exercise", file=given.path) from error


def _check_edition(given: Submission, lesson: Lesson, reference: NotebookNode) -> None:
    """Check that the questions are those of today: no unknown answer cell, and at least half of those that we ask."""
    asked = questions(reference)
    unknown = [
        cell.id for cell in given.code_cells
        if cell.id.startswith(ANSWER) and cell.id.removeprefix(ANSWER) not in asked
    ]  # fmt: skip
    if unknown:
        cell = limits.shown(unknown[0])
        raise InputError("handed-in.unknown-question", file=given.path, exercise=lesson.id, cell=cell)
    there = _found(given, reference)
    if 2 * len(there) < len(asked):
        raise InputError(
            "handed-in.other-edition", file=given.path, exercise=lesson.id, found=len(there), all=len(asked)
        )


def _found(given: Submission, reference: NotebookNode) -> set[str]:
    """Return the questions of which a notebook holds the answer cell, the check cell, or an answer elsewhere.

    Some programs drop the ids of cells, and people delete and rewrite them.
    """
    ids = {cell.id for cell in given.code_cells}
    sources = {cell.source.strip() for cell in given.code_cells}
    names = {name for cell in given.code_cells for name in assigned(cell.source)}
    found = set()
    for cell in reference.cells:
        kind = notebooks.first_tag(cell)
        is_asked = kind in ("answer", "check")
        elsewhere = assigned(cell.source) & names if kind == "answer" else cell.source.strip() in sources
        if is_asked and (cell.id in ids or elsewhere):
            found.add(cell.id.removeprefix(ANSWER).removeprefix(CHECK))
    return found
