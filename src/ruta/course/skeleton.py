"""The shape that every lesson has, so that a trainee who knows one knows all of them."""

import ast
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from ruta.course import calls, notebooks, submission

TAGS = (
    "title", "outcomes", "about", "parameters", "question", "concept", "data", "method", "figure", "try-it",
    "mistakes", "advice", "discussion", "take-away", "exercise-link", "references",
)  # fmt: skip
ONCE = {
    "title",
    "outcomes",
    "about",
    "parameters",
    "question",
    "discussion",
    "take-away",
    "exercise-link",
    "references",
}
# What is explained, shown and drawn may alternate: a second concept may need the first figure.
MIXED = {"concept", "data", "method", "figure"}
PARAMETERS = ("country", "language", "seed")
MARKS = {"en": "WRITE ME", "es": "POR ESCRIBIR"}
"""What `ruta new` leaves where a person must write."""
FEWEST_OUTCOMES, MOST_OUTCOMES = 3, 5
READABLE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_GENERATED_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?")
_IMAGE_WITHOUT_ALT = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=)[^>]*>")
_BOLD = re.compile(r"\*\*\w[^*]*\*\*")
_NUMBERED = re.compile(r"^\s{0,3}\d+[.)]\s+(.+)$", re.MULTILINE)

Problem = tuple[str, str, dict[str, str]]
"""Id of the cell, id of the sentence, what the sentence names."""


def examine(notebook: NotebookNode, *, language: str, lesson_id: str) -> Iterator[Problem]:
    """Yield what is not as it should be in a lesson.

    Parameters
    ----------
    notebook
        The lesson.
    language
        The language it is in.
    lesson_id
        ``<pillar>/<id>``.
    """
    yield from common(notebook, language=language)
    yield from _order(notebook)
    yield from _outcomes(notebook)
    yield from _figures(notebook)
    yield from _try_it(notebook)
    for cell in notebooks.tagged(notebook, "exercise-link"):
        if f"exercises/{lesson_id}" not in cell.source:
            yield cell.id, "course.skeleton.link", {"expected": f"exercises/{lesson_id}"}


def common(notebook: NotebookNode, *, language: str) -> Iterator[Problem]:
    """Yield what is not as it should be in any notebook of the course."""
    seen: set[str] = set()
    for cell in notebook.cells:
        cell_id = cell.get("id", "")
        if not readable(cell_id):
            yield cell_id, "course.skeleton.id", {}
        if cell_id in seen:
            yield cell_id, "course.parity.twice", {}
        seen.add(cell_id)
        if cell.cell_type == "markdown" and _IMAGE_WITHOUT_ALT.search(cell.source):
            yield cell_id, "course.skeleton.no-alt", {}
    declared = submission.declared_parameters(notebook)
    for name in PARAMETERS:
        if name not in declared:
            yield "parameters", "course.skeleton.parameter", {"name": name}
    if declared.get("language", language) != language:
        yield "parameters", "course.skeleton.language", {"expected": language}


def readable(cell_id: str) -> bool:
    """Tell whether an id of a cell is one that a person gave, not an editor."""
    return bool(READABLE.fullmatch(cell_id)) and not _GENERATED_ID.fullmatch(cell_id)


def unwritten(notebook: NotebookNode) -> Iterator[Problem]:
    """Yield the cells that still hold text of the scaffold."""
    for cell in notebook.cells:
        if holds_mark(cell.source):
            yield cell.get("id", ""), "course.skeleton.scaffold", {}


def holds_mark(text: str) -> bool:
    """Tell whether a text still holds a mark of the scaffold."""
    return any(mark in text for mark in MARKS.values())


def outcomes(notebook: NotebookNode) -> list[str]:
    """Return the outcomes that a lesson promises, in their order."""
    return [line for cell in notebooks.tagged(notebook, "outcomes") for line in _NUMBERED.findall(cell.source)]


def heading(notebook: NotebookNode) -> str:
    """Return the title of a notebook, as its first cell gives it."""
    lines = notebook.cells[0].source.splitlines() if notebook.cells else []
    return next((line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), "")


def _order(notebook: NotebookNode) -> Iterator[Problem]:
    last = 0
    counts = dict.fromkeys(TAGS, 0)
    for cell in notebook.cells:
        tag = notebooks.first_tag(cell)
        if tag not in TAGS:
            yield cell.get("id", ""), "course.skeleton.tag", {"found": tag or "-"}
            continue
        counts[tag] += 1
        # The four that may alternate all stand in the place of the first of them.
        place = TAGS.index("concept") if tag in MIXED else TAGS.index(tag)
        if place < last:
            yield cell.get("id", ""), "course.skeleton.order", {"found": tag, "after": TAGS[last]}
        last = max(last, place)
    for tag, count in counts.items():
        if count == 0:
            yield "", "course.skeleton.absent", {"tag": tag}
        elif count > 1 and tag in ONCE:
            yield "", "course.skeleton.once", {"tag": tag, "found": str(count)}


def _outcomes(notebook: NotebookNode) -> Iterator[Problem]:
    promised = outcomes(notebook)
    found = len(promised)
    if not FEWEST_OUTCOMES <= found <= MOST_OUTCOMES:
        expected = f"{FEWEST_OUTCOMES}–{MOST_OUTCOMES}"
        yield "outcomes", "course.skeleton.outcomes", {"found": str(found), "expected": expected}
    for number, text in enumerate(promised, start=1):
        if not _BOLD.match(text):
            yield "outcomes", "course.skeleton.verb", {"number": str(number)}


def _figures(notebook: NotebookNode) -> Iterator[Problem]:
    """Yield the figure cells that draw without a text alternative."""
    shown = [cell for cell in notebooks.tagged(notebook, "figure") if cell.cell_type == "code"]
    for cell in shown:
        if not _shows_with_alt(cell.source):
            yield cell.id, "course.skeleton.no-alt", {}


def _shows_with_alt(source: str) -> bool:
    """Tell whether a cell calls ``show(…, alt=…)`` with something to say."""
    for call in calls.named(source, "show"):
        alt = [keyword.value for keyword in call.keywords if keyword.arg == "alt"]
        blank = any(isinstance(value, ast.Constant) and not str(value.value).strip() for value in alt)
        if alt and not blank:
            return True
    return False


def _try_it(notebook: NotebookNode) -> Iterator[Problem]:
    """Yield the problem of a lesson in which nothing can be moved."""
    cells = [cell for cell in notebooks.tagged(notebook, "try-it") if cell.cell_type == "code"]
    if not any(calls.named(cell.source, "explore") for cell in cells):
        yield "try-it", "course.skeleton.try-it", {}
