"""Lessons with their outputs: executed side by side, and kept until their code or what it uses changes."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ruta.course.notebooks import read, write_text
from ruta.course.site.inputs import digest, results_of
from ruta.course.warm import Failure, execute
from ruta.errors import InputError

Report = Callable[[str], None]
KEPT = Path("_build/executed")


def executed(root: Path, lessons: list[Path], *, report: Report) -> dict[Path, NotebookNode]:
    """Return every lesson with its outputs.

    Parameters
    ----------
    root
        Folder of the course; results are kept below it.
    lessons
        Notebooks to execute.
    report
        Called with the name of each notebook as it is done.

    Raises
    ------
    InputError
        Where a notebook cannot be read or a cell fails; names the notebook and the cell.
    """
    used = digest(root, results_of(root))
    kept = {path: root / KEPT / f"{_key(path, used)}.ipynb" for path in lessons}
    missing = [path for path in lessons if not kept[path].is_file()]
    done = 0

    def keep(path: Path, result: NotebookNode | Failure) -> None:
        nonlocal done
        done += 1
        report(f"{done}/{len(missing)} {path.relative_to(root).as_posix()}")
        if not isinstance(result, Failure):
            write_text(kept[path], nbformat.writes(result))

    failures = execute(missing, on_done=keep) if missing else []
    if failures:
        first = failures[0]
        name = first.path.relative_to(root).as_posix()
        raise InputError("site.cell-failed", notebook=name, cell=first.cell, reason=first.reason, count=len(failures))
    return {path: _with_outputs(path, kept[path]) for path in lessons}


def _key(path: Path, used: str) -> str:
    code = [cell.source for cell in read(path).cells if cell.cell_type == "code"]
    return hashlib.sha256(json.dumps([used, path.name, code]).encode()).hexdigest()[:32]


def _with_outputs(path: Path, kept: Path) -> NotebookNode:
    """Give the present notebook, whose text may be newer, the outputs of the kept run of the same code."""
    notebook = read(path)
    outputs = iter([cell for cell in read(kept).cells if cell.cell_type == "code"])
    for cell in notebook.cells:
        if cell.cell_type == "code":
            ran = next(outputs)
            cell.outputs, cell.execution_count = ran.outputs, ran.execution_count
    return notebook
