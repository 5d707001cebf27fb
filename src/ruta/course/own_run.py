"""Run lessons on an office's data: everything below one folder, readable by its owner only, nothing sent anywhere."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ruta import own_data
from ruta.course import notebooks, own_notebook
from ruta.course.batch import Run, code_hash
from ruta.course.batch_pool import Done, Pool, Progress
from ruta.course.own_lessons import Decision
from ruta.course.paths import Tree
from ruta.datasets import frames
from ruta.datasets.own.tables import file_of
from ruta.errors import InputError

TABLES, READY, RESULTS = "tables", "lessons", "results"
SEED = 2026


@dataclass(frozen=True, kw_only=True)
class Given:
    """One table that an office gives."""

    name: str
    """Of the course."""
    table: pd.DataFrame
    """Converted, the rows that are used."""
    file: str
    """What the person calls the file."""
    rows: int
    """Rows of the file."""
    mapping: str
    """What the person calls the mapping."""

    def told(self) -> dict[str, str]:
        """Return what the banner says."""
        return {
            "file": Path(self.file).name,
            "rows": f"{self.rows:,}",
            "kept": f"{len(self.table):,}",
            "mapping": Path(self.mapping).name,
        }


@contextlib.contextmanager
def private() -> Iterator[None]:
    """Make what is written meanwhile readable by its owner only, also by the processes that are started (on POSIX)."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextlib.contextmanager
def office(folder: Path) -> Iterator[None]:
    """Let the tables of a folder be the tables of this process and of those that it starts."""
    before = os.environ.get(own_data.VARIABLE)
    os.environ[own_data.VARIABLE] = str(folder.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ[own_data.VARIABLE]
        else:
            os.environ[own_data.VARIABLE] = before


def run(
    tree: Tree, decisions: list[Decision], given: list[Given], *, country: str, language: str, out: Path,
    progress: Progress, timeout: float = 600,
) -> list[Done]:  # fmt: skip
    """Run lessons on an office's tables.

    Parameters
    ----------
    tree
        The course.
    decisions
        Of the lessons to run, each with its table among those given.
    given
        The office's tables.
    country, language
        Of the notebooks.
    out
        Folder of everything that is written; it must be absent or empty, or from an earlier run.
    progress
        Called after each lesson.
    timeout
        Seconds for one lesson.

    Raises
    ------
    InputError
        Where the folder holds something else.
    """
    _check_folder(out)
    with private(), office(out / TABLES):
        for each in given:
            path = out / TABLES / file_of(each.name, country)
            path.parent.mkdir(parents=True, exist_ok=True)
            notebooks.write_text(path, frames.to_csv(each.table))
        out.chmod(0o700)
        tables = {each.name: each for each in given}
        runs = [_ready(tree, decision, tables[decision.table], country=country, language=language, out=out)
                for decision in decisions]  # fmt: skip
        return Pool(out / RESULTS, timeout=timeout).carry_out(runs, progress)


def _ready(tree: Tree, decision: Decision, given: Given, *, country: str, language: str, out: Path) -> Run:
    notebook = own_notebook.prepare(
        tree.lesson(decision.lesson, language), decision, language=language, told=given.told()
    )
    source = out / READY / language / f"{decision.lesson}.ipynb"
    notebooks.write(source, notebook)
    parameters = {"country": country, "language": language, "seed": SEED}
    whole = hashlib.sha256()
    for part in (code_hash(tree), source.read_bytes(), json.dumps(parameters).encode(),
                 (out / TABLES / file_of(given.name, country)).read_bytes()):  # fmt: skip
        whole.update(hashlib.sha256(part).digest())
    return Run(lesson=decision.lesson, source=source, parameters=parameters, inputs=whole.hexdigest())


def _check_folder(out: Path) -> None:
    ours = {TABLES, READY, RESULTS}
    if out.exists() and (not out.is_dir() or {path.name for path in out.iterdir()} - ours):
        raise InputError("own.out-holds", folder=out, names=", ".join(sorted(ours)))


def chosen(decisions: list[Decision], asked: list[str], names: set[str]) -> list[Decision]:
    """Return the decisions of the lessons to run: those asked for by id, or all that read one of the tables.

    Raises
    ------
    InputError
        Where a lesson that was asked for does not read them, with its reason.
    """
    if not asked:
        return [each for each in decisions if each.table in names]
    found = [each for each in decisions if each.lesson in asked]
    for each in found:
        if not each.table:
            raise InputError(f"own.refused-{each.reason}", lesson=each.lesson, tables=", ".join(each.tables))
        if each.table not in names:
            given = ", ".join(sorted(names))
            raise InputError("own.refused-table", lesson=each.lesson, table=each.table, given=given)
    return found
