"""The warm parent in the outer sandbox: ``python -m ruta.classroom.grading.sandbox.zygote CHANNEL WALLED``.

It imports what exercises import, then forks. ``prime`` forks one that opens an exercise for one country, language and
seed, and then waits like its parent; ``run`` forks one run, closes the wall around it, and watches it from outside the
wall: its end, its memory, its time. It has one thread, and reads no job itself: a job comes through an open file that
only the fork reads, so that nothing of it is left in the memory that the next fork inherits.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from typing import Any, NoReturn

import nbformat
from papermill.exceptions import PapermillException
from papermill.execute import execute_notebook

from ruta.classroom.grading.sandbox import engine, sealed, wall
from ruta.classroom.grading.sandbox.watch import LONGEST_MESSAGE, Watch
from ruta.course.warm.zygote import PRELOADED

_NOT_THESE = {"ipykernel.kernelapp", "ipykernel.ipkernel"}


@dataclass
class Parent:
    """A warm parent: the first one, or one that has an exercise open."""

    shell: engine.Shell
    """Its shell; the forks go on in it."""
    walled: bool
    """Whether a wall can be closed here."""
    done: set[str] = field(default_factory=set)
    """Ids of the cells that it has run."""

    def serve(self, channel: socket.socket) -> None:
        """Answer requests until the other side is gone."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(channel, LONGEST_MESSAGE, 4)
            if not message:
                return
            request = json.loads(message)
            if request["do"] == "prime":
                self._prime(descriptors)
            elif request["do"] == "run":
                self._run(channel, wall.Limits(**request["limits"]), descriptors)
            for descriptor in descriptors:
                os.close(descriptor)

    def _prime(self, descriptors: list[int]) -> None:
        job, channel = descriptors
        if os.fork() == 0:
            with _last_stop():
                _close_all_but(job, channel)
                other = socket.socket(fileno=channel)
                error = self._open(_read(job))
                other.send(json.dumps({"ready": not error, "error": error}).encode())
                self.serve(other)

    def _open(self, content: bytes) -> str:
        """Run the cells above the first answer; return the error of the first that failed."""
        length = int.from_bytes(content[:8], "big")
        job: dict[str, Any] = json.loads(content[8 : 8 + length])
        sealed.seal(content[8 + length :])
        engine.quieten(10**9)
        for cell_id, source in job["cells"]:
            error = self.shell.run(source)
            if error:
                return error
            self.done.add(cell_id)
        gc.collect()
        gc.freeze()
        return ""

    def _run(self, channel: socket.socket, limits: wall.Limits, descriptors: list[int]) -> None:
        told, teller = os.pipe()
        helper = os.fork()
        if helper == 0:
            with _last_stop():
                os.close(told)
                self._start(limits, descriptors, teller)
        os.close(teller)
        with open(told, "rb") as stream:
            first = stream.readline()
        ended = "wall"
        if first.strip().isdigit():
            ended = Watch(helper=helper, first=int(first), limits=limits).until_end(channel)
        os.waitpid(helper, 0)
        channel.send(json.dumps({"ended": ended, "why": first.decode(errors="replace")[:200]}).encode())

    def _start(self, limits: wall.Limits, descriptors: list[int], teller: int) -> None:
        """Make the namespaces, and in them the process that runs the answers; stay until it has ended."""
        job, result = descriptors
        try:
            if self.walled:
                wall.enter_namespaces()
            first = os.fork()
        except OSError as error:
            os.write(teller, f"{error}\n".encode())
            os._exit(1)
        if first == 0:
            os.close(teller)
            _close_all_but(job, result)
            content = _read(job)
            # A signal to one's process group reaches its members in every namespace: this run has a group of its own.
            os.setsid()
            if self.walled:
                wall.close(limits)
            else:
                wall.limit(limits, held=wall.address_space())
            self._answers(content, result, limits)
            os._exit(0)
        os.write(teller, f"{first}\n".encode())
        os.close(teller)
        os.waitpid(first, 0)
        os._exit(0)

    def _answers(self, content: bytes, result: int, limits: wall.Limits) -> None:
        job: dict[str, Any] = json.loads(content)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)

        def tell(event: dict[str, Any]) -> None:
            left = memoryview(json.dumps(event).encode() + b"\n")
            while left:
                left = left[os.write(result, left) :]

        work = engine.Work(shell=self.shell, variables=job["variables"], tell=tell, done=self.done)
        engine.quieten(limits.printed)
        with contextlib.suppress(PapermillException):
            execute_notebook(
                nbformat.from_dict(job["notebook"]), None, parameters=job["parameters"], engine_name=engine.NAME,
                progress_bar=False, kernel_name="python3", language="python", work=work,
            )  # fmt: skip
        tell({"end": True})


@contextlib.contextmanager
def _last_stop() -> Any:
    """Let no fork return into the code of its parent, whatever happens to it."""
    try:
        yield
    except BaseException as error:
        sys.__stderr__ and os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)


def _read(descriptor: int) -> bytes:
    with open(descriptor, "rb", closefd=False) as stream:
        stream.seek(0)
        return stream.read()


def _close_all_but(*kept: int) -> None:
    low = 3
    for descriptor in sorted(kept):
        os.closerange(low, descriptor)
        low = descriptor + 1
    os.closerange(low, 1024)


def main() -> NoReturn:
    """Warm up, say that it is so, and serve."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    for name in PRELOADED:
        if name not in _NOT_THESE:
            importlib.import_module(name)
    parent = Parent(shell=engine.new_shell(), walled=sys.argv[2] == "walled")
    gc.collect()
    gc.freeze()
    channel.send(b'{"ready": true}')
    parent.serve(channel)
    sys.exit(0)


if __name__ == "__main__":
    main()
