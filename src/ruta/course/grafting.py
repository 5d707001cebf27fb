"""Put a trainee's answers into the course's own exercise, so that they are judged by our cells and not by theirs.

Besides the answer cells, the trainee's own extra code cells come along in their places: a trainee may well have kept a
step of the work in a cell of their own.
"""

import copy
from dataclasses import dataclass

from nbformat import NotebookNode

from ruta.course import notebooks
from ruta.course.answer_source import assigned, same_code
from ruta.course.submission import ANSWER, CHECK, Cell, Submission
from ruta.course.verdicts import check_cells, question_of

# IPython's exit() would end the kernel a moment later, in the middle of somebody else's cell.
_STAY = """\
import builtins as _builtins
def _leave(*_):
    raise SystemExit
_builtins.exit = _builtins.quit = _leave
for _name in ("exit", "quit"):
    get_ipython().user_ns[_name] = _leave
"""
MISSING = "course.check.note-missing"
_KEPT = ("parameters", "setup", "answer", "check")
_SET_UP = {"parameters", "injected-parameters", "setup"}


@dataclass(frozen=True)
class Note:
    """Something about a trainee's notebook that a person should know, though it stopped nothing."""

    code: str
    """Id of the sentence in the catalogues."""
    question: str
    """The question that it is about."""


@dataclass(frozen=True)
class Graft:
    """A reference notebook with a trainee's answers in it."""

    notebook: NotebookNode
    """Ready to run."""
    notes: tuple[Note, ...]
    """What was odd about the trainee's notebook."""

    def index(self, cell_id: str) -> int:
        """Return the place of a cell in the notebook."""
        return next(index for index, cell in enumerate(self.notebook.cells) if cell.id == cell_id)

    def cell(self, cell_id: str) -> NotebookNode:
        """Return a cell of the notebook."""
        found: NotebookNode = self.notebook.cells[self.index(cell_id)]
        return found

    def lacks(self, question: str) -> bool:
        """Tell whether the trainee's notebook has no answer cell for a question."""
        return Note(MISSING, question) in self.notes

    def question_at(self, index: int) -> str:
        """Return the question whose answer a cell belongs to: an own cell belongs to the next check."""
        following = (cell for cell in self.notebook.cells[index:] if "check" in notebooks.tags(cell))
        return next((question_of(cell) for cell in following), "")

    def silenced(self, question: str) -> "Graft":
        """Return the same notebook with nothing of the trainee's for one question: the others can then be judged."""
        quiet = copy.deepcopy(self.notebook)
        for index, cell in enumerate(quiet.cells):
            if ("answer" in notebooks.tags(cell) or "own" in notebooks.tags(cell)) and (
                self.question_at(index) == question
            ):
                cell.source = ""
        return Graft(quiet, self.notes)


def questions(reference: NotebookNode) -> list[str]:
    """Return the questions of an exercise in their order."""
    return [question_of(cell) for cell in check_cells(reference)]


def solved(reference: NotebookNode, parameters: dict[str, object]) -> NotebookNode:
    """Return a solution notebook with its parameters set, ready to run."""
    notebook = notebooks.normalised(reference)
    _set_parameters(notebook, parameters)
    return notebook


def graft(
    reference: NotebookNode, submission: Submission, parameters: dict[str, object], *, own_cells: bool = True
) -> Graft:
    """Put a trainee's answers, and own cells where those count, into a reference solution without its solutions."""
    bare = notebooks.normalised(reference)
    bare.cells = [cell for cell in bare.cells if notebooks.first_tag(cell) in _KEPT]
    _set_parameters(bare, parameters)
    stubs = {cell.id: cell.source for cell in notebooks.tagged(bare, "answer")}
    own, notes = _own_cells(reference, submission), []
    cells = [notebooks.code_cell("ruta-stay", _STAY, tags=[])]
    for cell in bare.cells:
        cells.append(cell)
        if cell.id in stubs:
            answer, found = _answer(submission, cell.id, stubs[cell.id], own)
            cell.source = answer
            notes.extend(found)
        elif cell.id.startswith(CHECK):
            notes.extend(_check_notes(submission, cell))
    bare.cells = _with_own(cells, own, submission) if own_cells else cells
    return Graft(bare, tuple(notes))


def _set_parameters(notebook: NotebookNode, parameters: dict[str, object]) -> None:
    for cell in notebooks.tagged(notebook, "parameters"):
        cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())


def _own_cells(reference: NotebookNode, submission: Submission) -> list[Cell]:
    """Cells that the trainee added. Copies of our own set-up or check cells are not among them."""
    known = {cell.id for cell in reference.cells}
    ours = {cell.source.strip() for cell in reference.cells if cell.cell_type == "code"}
    return [
        cell
        for cell in submission.cells
        if cell.is_code and cell.source.strip() and cell.source.strip() not in ours
        and cell.id not in known and not _SET_UP & set(cell.tags)
    ]  # fmt: skip


def _answer(submission: Submission, cell_id: str, stub: str, own: list[Cell]) -> tuple[str, list[Note]]:
    question = cell_id.removeprefix(ANSWER)
    found = submission.code(cell_id)
    notes = [Note("course.check.note-copied", question)] if len(found) > 1 else []
    written = [cell for cell in found if not same_code(cell.source, stub)]
    if written:
        return written[-1].source, notes
    # The cell was deleted, or its program gave it another id, or the answer was written further down.
    elsewhere = [cell for cell in own if assigned(cell.source) & assigned(stub)]
    if elsewhere:
        own.remove(elsewhere[-1])
        return elsewhere[-1].source, [*notes, Note("course.check.note-elsewhere", question)]
    if found:
        return found[-1].source, notes
    return "", [*notes, Note(MISSING, question)]


def _check_notes(submission: Submission, cell: NotebookNode) -> list[Note]:
    found = submission.code(cell.id)
    if not any(each.source.strip() == cell.source.strip() for each in found or submission.cells):
        return [Note("course.check.note-check-edited", question_of(cell))]
    return []


def _with_own(cells: list[NotebookNode], own: list[Cell], submission: Submission) -> list[NotebookNode]:
    """Insert each own cell after the last of our cells that stands above it in the trainee's notebook."""
    placed = list(cells)
    last, number = "", 0
    waiting = {id(cell) for cell in own}
    anchors = {cell.id for cell in cells}
    for cell in submission.cells:
        if cell.id in anchors:
            last = cell.id
        elif id(cell) in waiting:
            number += 1
            placed.insert(_place(placed, last), notebooks.code_cell(f"own-{number}", cell.source, tags=["own"]))
    return placed


def _place(placed: list[NotebookNode], last: str) -> int:
    # Above all of ours, or in a file without ids: right after our set-up, which own cells may need.
    ours = [notebooks.first_tag(cell) in ("", "parameters", "setup") for cell in placed]
    head = ours.index(False) - 1 if False in ours else len(placed) - 1
    start = max(head, next((index for index, cell in enumerate(placed) if cell.id == last), -1))
    while start + 1 < len(placed) and "own" in notebooks.tags(placed[start + 1]):
        start += 1
    return start + 1
