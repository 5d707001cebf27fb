"""Check a trainee's exercise notebook: what held, question by question.

The answers are grafted into the course's own exercise, that is run with the trainee's parameters, and nbval compares
its check cells with those of the reference solution run with the same parameters. It is meant for one's own notebook
or for a class that one trusts: the answers run on this machine, with no sandbox around them.
"""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from ruta.course import comparison, execution, grafting, matching, notebooks, release, submission, verdicts
from ruta.course.catalogue import Catalogue, Lesson
from ruta.course.grafting import Graft, Note
from ruta.course.matching import Matcher
from ruta.course.outcomes import Outcome, Run
from ruta.course.paths import Tree
from ruta.errors import InputError

CELL_TIMEOUT = 30.0
SCHEMA = "ruta.check/1"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one notebook."""

    path: Path
    """The trainee's file."""
    exercise: str
    """Id of the exercise."""
    parameters: dict[str, Any]
    """Country, language and seed that were used."""
    outcomes: tuple[Outcome, ...]
    """In the order of the exercise."""
    notes: tuple[Note, ...] = ()
    """What was odd, though it stopped nothing."""

    @property
    def all_held(self) -> bool:
        """Tell whether every question held."""
        return all(outcome.held for outcome in self.outcomes)


@dataclass
class Checker:
    """Checks notebooks against one course; a reference solution runs once for each set of parameters."""

    tree: Tree
    """The course."""
    catalogue: Catalogue
    """Its lessons."""
    cell_timeout: float = CELL_TIMEOUT
    """Seconds that one cell may take."""
    _references: dict[tuple[Any, ...], NotebookNode] = field(default_factory=dict)
    _matcher: Matcher = field(init=False)

    def __post_init__(self) -> None:
        self._matcher = Matcher(self.tree, self.catalogue)

    def check(self, path: Path) -> Result:
        """Check one notebook.

        Raises
        ------
        InputError
            Where the file is unusable, is no exercise of the course, or has a parameter that no exercise can take.
        """
        given = submission.read(path)
        lesson = self._matcher.lesson(given)
        default = self._matcher.solution(lesson, given.language)
        parameters = submission.parameters(given, submission.declared_parameters(default))
        matching.check_parameters(path, parameters)
        source = self._matcher.solution(lesson, str(parameters["language"]))
        reference = self._reference(source, lesson, parameters)
        graft = grafting.graft(source, given, parameters)
        ran, stops = self._run(graft, path)
        run = Run(
            given=graft, ran=ran, stops=stops, agreed=self._agreed(ran, reference),
            language=str(parameters["language"]),
            sources=tuple(cell.source for cell in (*graft.notebook.cells, *given.code_cells)),
            stubs={cell.id: cell.source for cell in notebooks.tagged(source, "answer")},
        )  # fmt: skip
        outcomes = tuple(run.outcome(question) for question in grafting.questions(source))
        return Result(path=path, exercise=lesson.id, parameters=parameters, outcomes=outcomes, notes=graft.notes)

    def _reference(self, source: NotebookNode, lesson: Lesson, parameters: dict[str, Any]) -> NotebookNode:
        key = (lesson.id, *sorted(parameters.items()))
        if key not in self._references:
            name = self.tree.named(self.tree.solution(lesson.id, str(parameters["language"])))
            self._references[key] = release.executed(grafting.solved(source, parameters), name=name)
        return self._references[key]

    def _run(self, graft: Graft, path: Path) -> tuple[Graft, dict[str, str]]:
        """Run the answers until the last cell; return what ran and why each silenced question was silenced.

        An answer that never ends, or that ends the kernel, costs one more run of the others.
        """
        stops: dict[str, str] = {}
        while True:
            with tempfile.TemporaryDirectory(prefix="ruta-") as folder:
                stopped = execution.run(graft.notebook, folder=Path(folder), timeout=self.cell_timeout)
            if stopped is None:
                return graft, stops
            question = graft.question_at(stopped.index)
            ours = notebooks.first_tag(graft.notebook.cells[stopped.index]) in ("", "parameters", "setup")
            if ours or question in stops:
                raise InputError("course.check.cannot-run", file=path)
            stops[question] = {"timeout": "endless", "died": "died"}[stopped.reason]
            graft = graft.silenced(question)

    def _agreed(self, ran: Graft, reference: NotebookNode) -> dict[str, bool]:
        """Ask nbval which check cells give what those of the reference gave."""
        expected = release.tidy_solution(reference, reference)
        stored = {cell.id: cell for cell in verdicts.check_cells(expected)}
        notebook = notebooks.normalised(ran.notebook)
        for cell in verdicts.check_cells(notebook):
            cell["outputs"], cell["execution_count"] = stored[cell.id].outputs, stored[cell.id].execution_count
        patience = self.cell_timeout * (len(notebook.cells) + 1) + execution.STARTUP
        return comparison.holds(notebook, cell_timeout=self.cell_timeout, timeout=patience)
