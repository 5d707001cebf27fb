"""Our side of the wall: start a warm parent, hand it runs, and read what they tell, trusting nothing of it."""

import json
import os
import pickle
import select
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from ruta.classroom.grading.sandbox import command
from ruta.classroom.grading.sandbox.told import Reader, Told
from ruta.classroom.grading.sandbox.wall import Limits
from ruta.classroom.grading.sandbox.watch import LONGEST_MESSAGE
from ruta.course import notebooks
from ruta.course.paths import Tree
from ruta.errors import InputError

WARM_UP = 120.0
MOST_OPEN = 6
# A message is one whole: macOS has no such sockets between processes but those of datagrams.
_KIND = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM


@dataclass(kw_only=True)
class Job:
    """What is opened once and run many times: an exercise for one country, language and seed."""

    key: str
    """Its name."""
    head: list[tuple[str, str]]
    """Id and source of the cells above the first answer."""
    tables: dict[str, pd.DataFrame]
    """The exercise's data."""
    parameters: dict[str, Any]
    """What papermill sets."""
    variables: dict[str, str]
    """Of each check cell, the variable that holds the answer."""


class Broken(InputError):
    """The sandbox itself failed; nothing is known of the notebook that it had."""


class Sandbox:
    """One warm parent, used by one thread.

    Parameters
    ----------
    tree
        The course.
    number
        Which of several.
    limits
        What a run may use.
    walled
        Whether to stand behind a wall; without it, the answers run with this user's rights.
    """

    def __init__(self, tree: Tree, *, number: int, limits: Limits, walled: bool = True) -> None:
        self.limits, self.walled = limits, walled
        ours, theirs = socket.socketpair(socket.AF_UNIX, _KIND)
        program = ["-m", command.ZYGOTE, str(theirs.fileno()), "walled" if walled else "open"]
        start = command.walled(tree, number=number, program=program) if walled else command.open_air(program)
        self._process = subprocess.Popen(
            start.command, env=start.environment, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        theirs.close()
        self._channel = ours
        self._open: dict[str, socket.socket] = {}
        if _message(ours, WARM_UP) is None:
            raise Broken("grading.no-start", reason=self._complaint())

    def close(self) -> None:
        """End it."""
        for channel in (*self._open.values(), self._channel):
            channel.close()
        self._process.kill()
        self._process.communicate()

    def run(self, job: Job, notebook: NotebookNode) -> Told:
        """Run a notebook of an opened exercise, in a process of its own.

        Raises
        ------
        InputError
            Where the exercise itself cannot be opened.
        Broken
            Where the wall cannot be closed, or the warm parent is gone.
        """
        channel = self._opened(job)
        told = Told()
        content = {"notebook": notebook, "parameters": job.parameters, "variables": job.variables}
        with _file(json.dumps(content).encode()) as file:
            reading, writing = os.pipe()
            request = {"do": "run", "limits": asdict(self.limits)}
            socket.send_fds(channel, [json.dumps(request).encode()], [file.fileno(), writing])
            os.close(writing)
        reader = Reader(told, set(job.variables), self.limits)
        try:
            why = reader.read(reading)
        finally:
            os.close(reading)
        if why:
            channel.send(b'{"do": "kill"}')
        ended = _message(channel, self.limits.whole + 30)
        if ended is None:
            raise Broken("grading.lost")
        if ended["ended"] == "wall":
            raise Broken("grading.no-wall", reason=ended["why"].strip())
        if not reader.came_to_end:
            told.why = why or {"memory": "memory", "time": "time"}.get(ended["ended"], "died")
            told.stopped_at = reader.running
        return told

    def _opened(self, job: Job) -> socket.socket:
        if job.key not in self._open:
            while len(self._open) >= MOST_OPEN:
                self._forget(next(iter(self._open)))
            ours, theirs = socket.socketpair(socket.AF_UNIX, _KIND)
            head = json.dumps({"cells": job.head}).encode()
            with _file(len(head).to_bytes(8, "big") + head + pickle.dumps(job.tables)) as file:
                socket.send_fds(self._channel, [b'{"do": "prime"}'], [file.fileno(), theirs.fileno()])
            theirs.close()
            answer = _message(ours, WARM_UP)
            if answer is None:
                raise Broken("grading.lost")
            if not answer["ready"]:
                ours.close()
                raise InputError("grading.not-opened", exercise=job.key, reason=answer["error"])
            self._open[job.key] = ours
        return self._open[job.key]

    def _forget(self, key: str) -> None:
        self._open.pop(key).close()

    def _complaint(self) -> str:
        self._process.kill()
        _, complaint = self._process.communicate()
        lines = complaint.decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "-"


def _message(channel: socket.socket, seconds: float) -> dict[str, Any] | None:
    ready, _, _ = select.select([channel], [], [], seconds)
    try:
        content = channel.recv(LONGEST_MESSAGE) if ready else b""
    except ConnectionError:
        return None
    return dict(json.loads(content)) if content else None


def _file(content: bytes) -> Any:
    """Return an open file without a name that holds this; the caller closes it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    file.write(content)
    file.flush()
    return file


def head(notebook: NotebookNode) -> list[tuple[str, str]]:
    """Return id and source of the code cells above the first answer."""
    found = []
    for cell in notebook.cells:
        if "answer" in notebooks.tags(cell):
            break
        if cell.cell_type == "code":
            found.append((str(cell.id), str(cell.source)))
    return found
