"""Carry out the runs of a batch, several at a time, each with its own time limit."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ruta.course.batch import Run
from ruta.course.execution import environment
from ruta.course.warm.kernels import kernels as warm_kernels

State = Literal["done", "kept", "failed", "timeout"]


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of one run."""

    run: Run
    """Which."""
    state: State
    """``done`` now, ``kept`` from an earlier batch, ``failed``, or ended by its ``timeout``."""
    seconds: float
    """How long it took."""
    error: str = ""
    """The cell that failed and how."""


Progress = Callable[[Done, int, int, float], None]
"""Called after each run with it, how many are done, how many there are and the seconds that are probably left."""


@dataclass
class Pool:
    """Runs jobs in a few processes; a thread waits for each, so that one that hangs keeps nobody else."""

    out: Path
    """Folder of the results."""
    jobs: int = 1
    """How many at a time."""
    timeout: float = 600
    """Seconds for one run."""
    _workers: "queue.SimpleQueue[Worker]" = field(default_factory=queue.SimpleQueue)
    _all: set["Worker"] = field(default_factory=set)

    def carry_out(self, runs: list[Run], progress: Progress) -> list[Done]:
        """Do every run that is not done yet; return what became of each, in the order given.

        Kernels are forked from a warm parent where the system can fork. An interruption ends the processes and is
        passed on; what was finished stays.
        """
        kept = [Done(run=run, state="kept", seconds=0) for run in runs if run.is_done(self.out)]
        found = {done.run.name: done for done in kept}
        waiting = [run for run in runs if run.name not in found]
        if waiting:
            with warm_kernels():
                self._carry_out(waiting, found, progress)
        return [found[run.name] for run in runs]

    def _carry_out(self, waiting: list[Run], found: dict[str, Done], progress: Progress) -> None:
        begun = time.monotonic()
        with ThreadPoolExecutor(max_workers=self.jobs) as executor:
            futures = [executor.submit(self._one, run) for run in waiting]
            try:
                for number, future in enumerate(as_completed(futures), start=1):
                    done = future.result()
                    found[done.run.name] = done
                    left = (time.monotonic() - begun) / number * (len(waiting) - number)
                    progress(done, number, len(waiting), left)
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                raise
            finally:
                for worker in list(self._all):
                    worker.end()
                self._all, self._workers = set(), queue.SimpleQueue()

    def _one(self, run: Run) -> Done:
        job: dict[str, Any] = {
            "source": str(run.source.resolve()), "target": str(run.target(self.out).resolve()),
            "parameters": run.parameters, "inputs": run.inputs, "cell_timeout": int(self.timeout) + 1,
        }  # fmt: skip
        begun = time.monotonic()
        worker = self._worker()
        said = worker.ask(json.dumps(job), self.timeout)
        if said is not None:
            self._workers.put(worker)
            error = _error(said)
            return Done(run=run, state="failed" if error else "done", seconds=time.monotonic() - begun, error=error)
        late = worker.process.poll() is None
        worker.end()
        self._all.discard(worker)
        _sweep(run.target(self.out), worker.process.pid)
        state: State = "timeout" if late else "failed"
        return Done(run=run, state=state, seconds=time.monotonic() - begun, error="" if late else worker.complaint())

    def _worker(self) -> "Worker":
        try:
            return self._workers.get_nowait()
        except queue.Empty:
            worker = Worker()
            self._all.add(worker)
            return worker


class Worker:
    """A process that does one run after the other; starting Python and papermill costs more than many a lesson."""

    def __init__(self) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ruta.course.batch_worker"], env=environment(), start_new_session=os.name == "posix",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said,
        )  # fmt: skip

    def ask(self, job: str, seconds: float) -> bytes | None:
        """Give it a job; return its answer, none where it gave none in this time or is gone."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        answer: list[bytes] = []
        reader = threading.Thread(target=lambda pipe: answer.append(pipe.readline()), args=(self.process.stdout,))
        reader.daemon = True
        reader.start()
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(job.encode() + b"\n")
            self.process.stdin.flush()
        reader.join(seconds)
        if not answer:
            return None
        if not answer[0]:
            self.process.wait(timeout=10)
        return answer[0] or None

    def end(self) -> None:
        """End it. Its kernel notices within a second or two that its owner is gone, and ends too."""
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()

    def complaint(self) -> str:
        """Return the last line of what it wrote to its standard error."""
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "?"


def _error(said: bytes) -> str:
    try:
        return str(json.loads(said)["error"])
    except (ValueError, KeyError, TypeError):
        return said.decode(errors="replace").strip()[:300] or "?"


def _sweep(target: Path, pid: int) -> None:
    for left in target.parent.glob(f".{target.stem}.{pid}.tmp.ipynb"):
        left.unlink(missing_ok=True)
