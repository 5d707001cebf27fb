"""Read the verdict that a check cell displayed."""

from dataclasses import dataclass

from nbformat import NotebookNode

from ruta.course import notebooks
from ruta.practice.verdict import MIME


@dataclass(frozen=True)
class Read:
    """A verdict as it stands in the output of a cell."""

    code: str
    """Rung of the ladder."""
    reason: str
    """Which kind of it."""
    text: str
    """The verdict in the language of the notebook."""


def question_of(cell: NotebookNode) -> str:
    """Return the question of a check cell, from its id."""
    return str(cell.get("id", "")).removeprefix("check-")


def verdict(cell: NotebookNode) -> Read | None:
    """Return the last verdict that a cell displayed; none where it displayed none."""
    for output in reversed(cell.get("outputs", [])):
        data = output.get("data", {})
        if isinstance(data.get(MIME), dict):
            bundle = data[MIME]
            return Read(str(bundle.get("code", "")), str(bundle.get("reason", "")), str(data.get("text/plain", "")))
    return None


def check_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the check cells of a notebook."""
    return list(notebooks.tagged(notebook, "check"))
