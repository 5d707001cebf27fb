"""Make the exercise that trainees open from its solution, by two conventions.

A cell tagged ``solution`` disappears; a cell tagged ``answer`` holds the stub and stays as it is. The solution keeps
the outputs of its check cells, and of no other, so that nbval can compare a later run with them. Lessons are only
tidied: no outputs, no metadata of an editor.
"""

import copy
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from ruta.course import execution, notebooks, verdicts
from ruta.course.catalogue import Lesson
from ruta.course.findings import Finding
from ruta.course.paths import Tree
from ruta.errors import InputError
from ruta.messages import LANGUAGES

TIMEOUT = 120


def exercise_from(solution: NotebookNode, lesson_id: str) -> NotebookNode:
    """Return the exercise of a solution notebook."""
    exercise = notebooks.normalised(solution)
    exercise.cells = [_locked(cell) for cell in exercise.cells if "solution" not in notebooks.tags(cell)]
    exercise.metadata["ruta"] = {**exercise.metadata.get("ruta", {}), "exercise": lesson_id}
    return exercise


def _locked(cell: NotebookNode) -> NotebookNode:
    if "check" in notebooks.tags(cell):
        cell.metadata.update(editable=False, deletable=False)
    return cell


def tidy_solution(solution: NotebookNode, outputs: NotebookNode) -> NotebookNode:
    """Return a solution as the repository keeps it.

    Parameters
    ----------
    solution
        The notebook.
    outputs
        The same notebook with the outputs of its check cells; those are kept, all others dropped.
    """
    tidy = notebooks.normalised(solution)
    shown = {cell.get("id", ""): cell.get("outputs", []) for cell in verdicts.check_cells(outputs)}
    code_cells = (cell for cell in tidy.cells if cell.cell_type == "code")
    for count, cell in enumerate(code_cells, start=1):
        _locked(cell)
        if kept := [copy.deepcopy(output) for output in shown.get(cell.id, [])]:
            for output in kept:
                if output.output_type == "execute_result":
                    output["execution_count"] = count
            # nbval refuses stored outputs of a cell that claims it was never run.
            cell.update(outputs=kept, execution_count=count)
    return tidy


def executed(solution: NotebookNode, *, name: str) -> NotebookNode:
    """Return a solution with its outputs, every question proven correct.

    Raises
    ------
    InputError
        Naming the cell that failed, or the question that its own solution does not answer.
    """
    run = notebooks.normalised(solution)
    with tempfile.TemporaryDirectory(prefix="ruta-") as folder:
        stopped = execution.run(run, folder=Path(folder), timeout=TIMEOUT)
    if stopped:
        raise InputError("course.release.stopped", file=name, cell=run.cells[stopped.index].get("id", ""))
    for cell in run.cells:
        if error := execution.first_error(cell):
            raise InputError("course.release.error", file=name, cell=cell.get("id", ""), error=error)
    for cell in verdicts.check_cells(run):
        found = verdicts.verdict(cell)
        if found is None or found.code != "correct":
            text = found.text if found else "-"
            raise InputError("course.release.wrong", file=name, question=verdicts.question_of(cell), text=text)
    return run


def release(tree: Tree, lesson: Lesson) -> Iterator[Path]:
    """Write the exercise of a lesson and tidy its notebooks, in both languages; yield the files that changed."""
    for language in LANGUAGES:
        path = tree.solution(lesson.id, language)
        solution = notebooks.read(path)
        tidy = tidy_solution(solution, executed(solution, name=tree.named(path)))
        lesson_path = tree.lesson(lesson.id, language)
        for target, notebook in (
            (path, tidy),
            (tree.exercise(lesson.id, language), exercise_from(solution, lesson.id)),
            (lesson_path, notebooks.normalised(notebooks.read(lesson_path))),
        ):
            if notebooks.write(target, notebook):
                yield target


def examine(tree: Tree, lesson: Lesson) -> list[Finding]:
    """Return what `release` would change, without running anything."""
    found = []
    for language in LANGUAGES:
        path = tree.solution(lesson.id, language)
        solution = notebooks.read(path)
        lesson_path = tree.lesson(lesson.id, language)
        for target, notebook, code in (
            (path, tidy_solution(solution, solution), "course.release.untidy"),
            (tree.exercise(lesson.id, language), exercise_from(solution, lesson.id), "course.release.differs"),
            (lesson_path, notebooks.normalised(notebooks.read(lesson_path)), "course.release.untidy"),
        ):
            if not target.is_file() or target.read_bytes() != notebooks.as_text(notebook).encode():
                found.append(Finding(tree.named(target), "", code))
        for cell in verdicts.check_cells(solution):
            kept = verdicts.verdict(cell)
            if kept is None or kept.code != "correct":
                found.append(Finding(tree.named(path), cell.get("id", ""), "course.release.no-output"))
    return found
