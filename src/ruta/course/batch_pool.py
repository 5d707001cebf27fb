"""Carry out the runs of a batch, several at a time, each with its own time limit."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ruta.course.batch import Run
from ruta.course.execution import environment

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
    """Runs jobs in processes; a thread waits for each, so that one that hangs keeps nobody else."""

    out: Path
    """Folder of the results."""
    jobs: int = 1
    """How many at a time."""
    timeout: float = 600
    """Seconds for one run."""
    _running: set[subprocess.Popen[bytes]] = field(default_factory=set)

    def carry_out(self, runs: list[Run], progress: Progress) -> list[Done]:
        """Do every run that is not done yet; return what became of each, in the order given.

        An interruption ends the processes and is passed on; what was finished stays.
        """
        kept = [Done(run=run, state="kept", seconds=0) for run in runs if run.is_done(self.out)]
        found = {done.run.name: done for done in kept}
        waiting = [run for run in runs if run.name not in found]
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
                for process in list(self._running):
                    _end(process)
                raise
        return [found[run.name] for run in runs]

    def _one(self, run: Run) -> Done:
        job: dict[str, Any] = {
            "source": str(run.source.resolve()), "target": str(run.target(self.out).resolve()),
            "parameters": run.parameters, "inputs": run.inputs, "cell_timeout": int(self.timeout) + 1,
        }  # fmt: skip
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "ruta.course.batch_worker"], env=environment(), start_new_session=os.name == "posix",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._running.add(process)
        try:
            said, complaint = process.communicate(json.dumps(job).encode(), timeout=self.timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            process.communicate()
            return Done(run=run, state="timeout", seconds=time.monotonic() - begun)
        finally:
            self._running.discard(process)
            _sweep(run.target(self.out), process.pid)
        error = _error(said, complaint)
        return Done(run=run, state="failed" if error else "done", seconds=time.monotonic() - begun, error=error)


def _error(said: bytes, complaint: bytes) -> str:
    try:
        return str(json.loads(said)["error"])
    except (ValueError, KeyError, TypeError):
        lines = complaint.decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "?"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a worker. Its kernel notices within a second or two that its parent is gone, and ends too."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _sweep(target: Path, pid: int) -> None:
    for left in target.parent.glob(f".{target.stem}.{pid}.tmp.ipynb"):
        left.unlink(missing_ok=True)
