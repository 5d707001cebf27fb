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
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any, NoReturn

import nbformat
from papermill.exceptions import PapermillException
from papermill.execute import execute_notebook

from ruta.classroom.grading.sandbox import engine, sealed, wall
from ruta.course.warm.zygote import PRELOADED

LOOK_EVERY = 0.03
LONGEST_MESSAGE = 10_000
_PAGE = os.sysconf("SC_PAGE_SIZE")
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


@dataclass(kw_only=True)
class Watch:
    """Looks at a run from outside its wall."""

    helper: int
    """Process that made the run; it ends when the run has ended."""
    first: int
    """First process of the run; when it ends, the kernel ends all the others."""
    limits: wall.Limits
    """What the run may use."""

    def until_end(self, channel: socket.socket) -> str:
        """Wait for the end of a run, and end it where it must be ended.

        Returns
        -------
        str
            ``done`` where it ended by itself, ``memory``, ``time``, or ``told`` where our side asked for the end.
        """
        until = time.monotonic() + self.limits.whole
        ours = {os.getpid(), os.getppid(), self.helper}
        before = _memory(set(_processes()) - {self.first}) if self.limits.memory else {}
        held = _anonymous(os.getpid())
        end = os.pidfd_open(self.helper) if hasattr(os, "pidfd_open") else -1
        try:
            while True:
                waiting: list[Any] = [channel] if end < 0 else [channel, end]
                ready, _, _ = select.select(waiting, [], [], LOOK_EVERY)
                if end in ready or (end < 0 and _gone(self.helper)):
                    return "done"
                if channel in ready:
                    channel.recv(LONGEST_MESSAGE)
                    return self._kill("told")
                if time.monotonic() > until:
                    return self._kill("time")
                used = _memory(set(_processes()) - ours - set(before))
                if sum(max(0, each - held) for each in used.values()) > self.limits.memory:
                    return self._kill("memory")
        finally:
            if end >= 0:
                os.close(end)

    def _kill(self, why: str) -> str:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.first, signal.SIGKILL)
        return why


def _gone(process: int) -> bool:
    try:
        return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


def _memory(processes: set[int]) -> dict[int, int]:
    return {process: _anonymous(process) for process in processes}


def _anonymous(process: int) -> int:
    """Return the bytes of memory that a process has and that no file backs; 0 where it is gone."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as stream:
            fields = stream.read().split()
        return (int(fields[1]) - int(fields[2])) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


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
