"""Grade a class from its folder to its pages."""

import os
from dataclasses import dataclass
from pathlib import Path

from ruta.classroom.grading import cluster, handed_in, kept, pool, reports
from ruta.classroom.grading.handed_in import HandedIn
from ruta.classroom.grading.record import Graded, Record
from ruta.classroom.grading.sandbox import command
from ruta.classroom.grading.sandbox.wall import Limits
from ruta.course import catalogue, writing
from ruta.course.paths import Tree
from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a facilitator asks for."""

    source: Path
    """Folder or archive of notebooks."""
    out: Path
    """Folder of the results."""
    class_list: Path | None = None
    """Pseudonyms and groups, where they are given."""
    jobs: int = 0
    """How many at a time; as many as there are processors where it is 0."""
    seconds: float = Limits.seconds
    """For one cell."""
    walled: bool = True
    """Whether a sandbox has to stand around each run."""
    force: bool = False
    """Whether to repeat what was graded already."""
    dask: str = ""
    """Address of a scheduler of dask.distributed, to grade on its workers."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of a class."""

    handed: HandedIn
    """What was handed in."""
    records: tuple[Record, ...]
    """Of every file, by name."""
    files: tuple[Path, ...]
    """What was written."""
    kept: int
    """How many notebooks had a record already."""

    @property
    def graded(self) -> int:
        """Return how many notebooks were graded, now or before."""
        return sum(isinstance(record, Graded) for record in self.records)


def run(order: Order, tree: Tree, progress: pool.Progress) -> Done:
    """Grade a class and write its results.

    Raises
    ------
    InputError
        Where the class, the class list or the folder of results cannot be used, or no sandbox can stand here and one
        was asked for. What was graded before stays.
    """
    if order.out.exists() and not order.out.is_dir():
        raise InputError("classroom.out-is-file", out=order.out)
    # On a cluster it is each worker that has to have one.
    if order.walled and not order.dask and (reason := command.reason_against()):
        raise InputError(f"grading.no-sandbox-{reason}")
    lessons = catalogue.load(tree)
    groups = reports.read_class_list(order.class_list) if order.class_list else {}
    handed = handed_in.read(order.source, tree=tree, catalogue=lessons)
    limits = Limits(seconds=order.seconds, whole=4 * order.seconds)
    conditions = pool.Conditions(
        tree=tree, limits=limits, walled=order.walled, fresh_seed=kept.fresh_seed(order.out, handed.submissions)
    )
    shelf = kept.Kept(folder=order.out, inputs=kept.inputs(
        tree, limits=limits, walled=order.walled, fresh_seed=conditions.fresh_seed
    ))  # fmt: skip
    before = 0 if order.force else sum(shelf.find(each) is not None for each in handed.submissions)
    if order.dask:
        found = cluster.grade(handed.submissions, shelf, conditions, address=order.dask, progress=progress,
                              force=order.force)  # fmt: skip
    else:
        found = pool.grade(handed.submissions, shelf, conditions, jobs=order.jobs or os.cpu_count() or 1,
                           progress=progress, force=order.force)  # fmt: skip
    records = tuple(sorted([*(each for each, _ in found.values()), *handed.refused], key=lambda each: each.file))
    seconds = {file: took for file, (_, took) in found.items()}
    written = reports.files(records, out=order.out, seconds=seconds, groups=groups, tree=tree, catalogue=lessons)
    files = writing.write(written)
    shelf.sweep(handed.submissions)
    return Done(handed=handed, records=records, files=tuple(files), kept=before)
