"""Read a trainee's notebook, whatever happened to it on the way.

Nothing of it is trusted or run here. A file that no notebook program could have written is unusable; a missing, copied
or edited cell is a note, and the other questions are still checked.
"""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from ruta import messages
from ruta.course import notebooks
from ruta.errors import InputError

ANSWER, CHECK = "answer-", "check-"
_START = re.compile(r"practice\.start\(\s*[\"']([\w/-]+)[\"']")


@dataclass(frozen=True)
class Cell:
    """A cell of a trainee's notebook."""

    id: str
    """Its id; empty where an old program dropped it."""
    source: str
    """Its text."""
    is_code: bool
    """Whether it runs."""
    tags: tuple[str, ...]
    """Its tags."""


@dataclass(frozen=True)
class Submission:
    """What a trainee's notebook holds."""

    path: Path
    """The file."""
    cells: tuple[Cell, ...]
    """Its cells in order."""
    exercise: str
    """Id of the exercise that the file names; empty where it names none."""
    language: str
    """Language that the file says it is in, the reader's where it says nothing."""

    @property
    def code_cells(self) -> list[Cell]:
        """Return the cells that run."""
        return [cell for cell in self.cells if cell.is_code]

    def code(self, cell_id: str) -> list[Cell]:
        """Return the code cells with an id: none where it was deleted, several where it was copied."""
        return [cell for cell in self.code_cells if cell.id == cell_id]


def read(path: Path) -> Submission:
    """Read a trainee's notebook.

    Raises
    ------
    InputError
        Where the file is absent, too large, not UTF-8, not JSON, or no notebook of format 4.
    """
    return parse(notebooks.text(path), path=path)


def parse(text: str, *, path: Path) -> Submission:
    """Read a trainee's notebook from its text; ``path`` is the name that sentences give it. Raises as `read`."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("course.not-a-notebook", file=path) from error
    if not isinstance(content, dict) or "nbformat" not in content:
        raise InputError("course.not-a-notebook", file=path)
    if content["nbformat"] != 4:
        found = content["nbformat"]
        raise InputError("course.notebook-version", file=path, found=found if isinstance(found, int) else "?")
    if not isinstance(content.get("cells"), list):
        raise InputError("course.not-a-notebook", file=path)
    cells = tuple(_cell(entry) for entry in content["cells"] if isinstance(entry, dict))
    metadata = content.get("metadata")
    ours = metadata.get("ruta") if isinstance(metadata, dict) else None
    ours = ours if isinstance(ours, dict) else {}
    language = ours.get("language")
    return Submission(
        path, cells, _exercise(ours, cells), language if language in messages.LANGUAGES else messages.current_language()
    )


def _cell(entry: dict[str, Any]) -> Cell:
    source = entry.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = entry.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return Cell(
        id=_sound(entry.get("id")),
        source=_sound(source),
        is_code=entry.get("cell_type") == "code",
        tags=tuple(_sound(tag) for tag in tags) if isinstance(tags, list) else (),
    )


def _sound(found: object) -> str:
    """Return a text that can be written again: JSON may hold half a character, which no file and no kernel takes."""
    return found.encode("utf-8", "replace").decode("utf-8") if isinstance(found, str) else ""


def _exercise(ours: dict[str, Any], cells: tuple[Cell, ...]) -> str:
    if isinstance(ours.get("exercise"), str):
        return _sound(ours["exercise"])
    # Some editors drop metadata that they do not know; the set-up cell names the exercise too.
    return next((found[1] for cell in cells if cell.is_code and (found := _START.search(cell.source))), "")


def literals(source: str) -> dict[str, object]:
    """Return the names that a parameters cell sets to plain values; anything that would have to run is left out."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, object] = {}
    for statement in body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                try:
                    found[target.id] = ast.literal_eval(statement.value)
                except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                    continue
    return found


def parameters(submission: Submission, declared: dict[str, object]) -> dict[str, object]:
    """Return the parameters of an exercise as the trainee set them, those of the course where they did not.

    ``declared`` holds the names and values of the course's own parameters cell.
    """
    given: dict[str, object] = {}
    for cell in submission.cells:
        if cell.is_code and (cell.id == "parameters" or {"parameters", "injected-parameters"} & set(cell.tags)):
            given.update(literals(cell.source))
    return {name: given.get(name, value) for name, value in declared.items()}


def declared_parameters(notebook: NotebookNode) -> dict[str, object]:
    """Return the names and values of the parameters cell of a notebook of the course."""
    return next((literals(cell.source) for cell in notebooks.tagged(notebook, "parameters")), {})
