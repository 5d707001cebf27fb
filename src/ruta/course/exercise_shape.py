"""The shape that every exercise has: five cells a question, and cells that only the course may change."""

import ast
from collections.abc import Iterator

from nbformat import NotebookNode

from ruta.course import notebooks
from ruta.course.grafting import questions
from ruta.course.skeleton import Problem, common

OF_A_QUESTION = ("prompt", "answer", "solution", "check", "hint")
CHECK_TAGS = ["check", "nbval-check-output"]


def examine(solution: NotebookNode, *, language: str) -> Iterator[Problem]:
    """Yield what is not as it should be in a solution notebook, from which the exercise is made."""
    yield from common(solution, language=language)
    yield from _order(solution)
    for cell in solution.cells:
        yield from _cell(cell)


def _order(solution: NotebookNode) -> Iterator[Problem]:
    expected = [("title", ""), ("parameters", ""), ("setup", "")]
    for question in questions(solution):
        expected += [(tag, f"{tag}-{question}") for tag in OF_A_QUESTION]
    expected.append(("progress", ""))
    found = [cell for place, cell in enumerate(solution.cells) if not _is_further_setup(solution, place)]
    for cell, (tag, cell_id) in zip(found, expected, strict=False):
        if notebooks.first_tag(cell) != tag or (cell_id and cell.get("id", "") != cell_id):
            given = f"{notebooks.first_tag(cell) or '-'} [{cell.get('id', '')}]"
            yield cell.get("id", ""), "course.skeleton.place", {"found": given, "expected": f"{tag} [{cell_id or tag}]"}
            return
    if len(found) != len(expected):
        counts = {"found": str(len(found)), "expected": str(len(expected))}
        yield "", "course.skeleton.count", counts


def _is_further_setup(solution: NotebookNode, place: int) -> bool:
    """Tell whether a cell sets up more than the first one did: right after it, or for the question that follows."""
    tags = [notebooks.first_tag(cell) for cell in solution.cells]
    following = next((tag for tag in tags[place:] if tag != "setup"), "")
    return tags[place] == "setup" and "setup" in tags[:place] and following == "prompt"


def _cell(cell: NotebookNode) -> Iterator[Problem]:
    tag, question = notebooks.first_tag(cell), str(cell.get("id", "")).partition("-")[2]
    if tag == "answer" and not _is_stub(cell.source):
        yield cell.id, "course.skeleton.stub", {}
    if tag in ("check", "hint") and cell.source.strip() != f'exercise.{tag}("{question}")':
        yield cell.id, "course.skeleton.call", {"expected": f'exercise.{tag}("{question}")'}
    if tag == "check":
        locked = cell.metadata.get("editable") is False and cell.metadata.get("deletable") is False
        if notebooks.tags(cell) != CHECK_TAGS or not locked:
            yield cell.id, "course.skeleton.unlocked", {}


def _is_stub(source: str) -> bool:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    match body:
        case [ast.Assign(targets=[ast.Name()], value=ast.Constant(value=value))]:
            return value is ...
    return False
