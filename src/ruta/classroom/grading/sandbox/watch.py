"""Watch a run from outside its wall: its end, its memory, its time. Whoever is inside cannot see or stop this."""

import contextlib
import os
import select
import signal
import socket
import time
from dataclasses import dataclass
from typing import Any

from ruta.classroom.grading.sandbox.wall import Limits

LOOK_EVERY = 0.03
LONGEST_MESSAGE = 10_000
"""Bytes of a message between our side and the warm parent."""
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(kw_only=True)
class Watch:
    """Looks at a run from outside its wall."""

    helper: int
    """Process that made the run; it ends when the run has ended."""
    first: int
    """First process of the run; when it ends, the kernel ends all the others."""
    limits: Limits
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
