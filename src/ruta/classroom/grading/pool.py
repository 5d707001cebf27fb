"""Grade many notebooks at a time, one sandbox for each worker; what is done is kept at once."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ruta.classroom.grading.grader import Grader
from ruta.classroom.grading.handed_in import Handed
from ruta.classroom.grading.kept import Kept
from ruta.classroom.grading.limits import shown
from ruta.classroom.grading.opened import Shelf
from ruta.classroom.grading.record import Record
from ruta.classroom.grading.sandbox.client import Broken, Sandbox
from ruta.classroom.grading.sandbox.wall import Limits
from ruta.course.paths import Tree

Progress = Callable[[str, int, int, float], None]
"""Called after each notebook: its file, how many are done, how many there are, the seconds that are probably left."""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Under which a class is graded."""

    tree: Tree
    """The course."""
    limits: Limits
    """What a run may use."""
    walled: bool
    """Whether a sandbox stands around it."""
    fresh_seed: int
    """From which the data of the second run are drawn."""


@dataclass
class Bench:
    """One worker's place: a grader and its sandbox, which is made anew once where it broke."""

    conditions: Conditions
    """How to grade."""
    number: int
    """Which of several."""
    shelf: Shelf
    """The exercises, shared."""
    _grader: Grader | None = None

    def grade(self, handed: Handed) -> Record:
        """Grade one notebook.

        Raises
        ------
        Broken
            Where the sandbox fails twice in a row.
        """
        try:
            return self._ready().grade(handed)
        except Broken:
            self.close()
            return self._ready().grade(handed)

    def close(self) -> None:
        """End the sandbox."""
        if self._grader is not None:
            self._grader.sandbox.close()
            self._grader = None

    def _ready(self) -> Grader:
        if self._grader is None:
            made = Sandbox(self.conditions.tree, number=self.number, limits=self.conditions.limits,
                           walled=self.conditions.walled)  # fmt: skip
            self._grader = Grader(shelf=self.shelf, sandbox=made, fresh_seed=self.conditions.fresh_seed)
        return self._grader


def grade(
    handed: Sequence[Handed], kept: Kept, conditions: Conditions, *, jobs: int, progress: Progress, force: bool = False
) -> dict[str, tuple[Record, float]]:
    """Grade every notebook that has no record yet.

    Parameters
    ----------
    handed
        The notebooks.
    kept
        Where records are kept.
    conditions
        How to grade.
    jobs
        How many at a time.
    progress
        Told of each notebook that was graded now.
    force
        Whether to grade those that have a record too.

    Returns
    -------
    dict
        Record and seconds of each notebook, by file.

    Raises
    ------
    Broken
        Where the sandbox fails; what was done until then is kept.
    """
    found = {} if force else {each.file: was for each in handed if (was := kept.find(each)) is not None}
    waiting = in_turn([each for each in handed if each.file not in found])
    work = _Work(conditions=conditions, kept=kept, progress=progress, total=len(waiting), found=found)
    for each in waiting:
        work.todo.put(each)
    with _threads(work, min(jobs, len(waiting))):
        pass
    if work.failure is not None:
        raise work.failure
    return work.found


def in_turn(handed: Sequence[Handed]) -> list[Handed]:
    """Return the notebooks so that those of one exercise and one set of parameters follow each other."""
    return sorted(handed, key=lambda each: (each.lesson.id, sorted(map(str, each.parameters.items())), each.file))


@dataclass(kw_only=True)
class _Work:
    conditions: Conditions
    kept: Kept
    progress: Progress
    total: int
    found: dict[str, tuple[Record, float]]
    todo: "queue.SimpleQueue[Handed]" = field(default_factory=queue.SimpleQueue)
    failure: BaseException | None = None
    done: int = 0
    begun: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def one_worker(self, bench: Bench) -> None:
        try:
            while self.failure is None:
                handed = self.todo.get_nowait()
                begun = time.monotonic()
                record = bench.grade(handed)
                self._note(handed, record, time.monotonic() - begun)
        except queue.Empty:
            pass
        # Whatever it is, it is told once, by the main thread, after the others have kept what they have.
        except BaseException as error:
            self.failure = error
        finally:
            bench.close()

    def _note(self, handed: Handed, record: Record, seconds: float) -> None:
        self.kept.keep(handed, record, seconds)
        with self.lock:
            self.done += 1
            self.found[handed.file] = (record, seconds)
            left = (time.monotonic() - self.begun) / self.done * (self.total - self.done)
            self.progress(shown(handed.file), self.done, self.total, left)


@contextmanager
def _threads(work: _Work, number: int) -> Iterator[None]:
    shelf = Shelf(work.conditions.tree)
    benches = [Bench(work.conditions, each, shelf) for each in range(number)]
    threads = [threading.Thread(target=work.one_worker, args=(bench,), daemon=True) for bench in benches]
    for thread in threads:
        thread.start()
    try:
        yield
        for thread in threads:
            thread.join()
    except BaseException:
        # An interruption: the workers end after the notebook that they have.
        work.failure = KeyboardInterrupt()
        raise
