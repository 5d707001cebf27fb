"""Close a wall around one run: own users, processes, files, network; limits; no privilege; few system calls.

It is called in a process that was just forked from the warm parent, which stands in the outer sandbox already: no
other submission, no solution and no file of the machine is visible there. What this adds is that one run sees nothing
of the run before it and of the warm parent, and cannot outlive itself: when the first process of its namespace ends,
the kernel ends all the others.
"""

import ctypes
import os
import resource
from dataclasses import dataclass

from ruta.classroom.grading.sandbox import seccomp

_NEW_USER, _NEW_FILES, _NEW_PROCESSES = 0x10000000, 0x00020000, 0x20000000
_NEW_NETWORK, _NEW_IPC, _NEW_NAMES = 0x40000000, 0x08000000, 0x04000000
_NAMESPACES = _NEW_USER | _NEW_FILES | _NEW_PROCESSES | _NEW_NETWORK | _NEW_IPC | _NEW_NAMES
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS = 1, 2, 4, 8
_PRIVATE_AND_BELOW = 0x40000 | 0x4000
_DROP_BOUND, _LAST_CAPABILITY = 24, 63
_CAPABILITIES_3 = 0x20080522

PRIVATE = "/private"
"""The only folder that a run can write to; each has its own."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one run may use."""

    seconds: float = 10.0
    """For one cell."""
    whole: float = 40.0
    """For one run, in seconds."""
    memory: int = 1_000_000_000
    """Bytes beyond what the warm parent holds, for all processes of the run together."""
    processes: int = 32
    """Processes and threads at one time."""
    file_size: int = 20_000_000
    """Bytes of one file."""
    folder_size: int = 50_000_000
    """Bytes of the private temporary folder."""
    printed: int = 1_000_000
    """Characters that one run may print."""
    told: int = 4_000_000
    """Bytes that one run may tell us."""


def enter_namespaces() -> None:
    """Leave the namespaces of the warm parent. Processes started from now on see only each other.

    Raises
    ------
    OSError
        Where the kernel does not allow it.
    """
    libc = _libc()
    user, group = os.getuid(), os.getgid()
    _must(libc.unshare(_NAMESPACES), "unshare")
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{file}", "w", encoding="ascii") as stream:
            stream.write(text)


def close(limits: Limits) -> None:
    """Close the wall around this process, the first one of its namespace: nothing below can open it again."""
    libc = _libc()
    held = address_space()
    _must(libc.mount(b"none", b"/", None, _PRIVATE_AND_BELOW, None), "private")
    options = f"size={limits.folder_size},nr_inodes=2000,mode=700".encode()
    _must(libc.mount(b"tmpfs", PRIVATE.encode(), b"tmpfs", _NO_SUID | _NO_DEVICES, options), PRIVATE)
    # The list of processes is that of the outer sandbox; a new one cannot be mounted over its covered parts.
    _must(
        libc.mount(b"tmpfs", b"/proc", b"tmpfs", _READ_ONLY | _NO_SUID | _NO_DEVICES | _NO_PROGRAMS, b"size=4k"),
        "/proc",
    )
    os.chdir(PRIVATE)
    limit(limits, held=held)
    _drop_capabilities(libc)
    seccomp.close(libc)


def limit(limits: Limits, *, held: int) -> None:
    """Set the limits that every POSIX system keeps.

    Parameters
    ----------
    limits
        What a run may use.
    held
        Bytes of address space that the warm parent uses already; 0 where that is not known, and none is limited then.
    """
    seconds = int(limits.whole) + 1
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, 64)
    if hasattr(resource, "RLIMIT_NPROC"):
        _lower(resource.RLIMIT_NPROC, limits.processes)
    if held:
        _lower(resource.RLIMIT_AS, held + limits.memory)


def address_space() -> int:
    """Return the bytes of address space that this process has; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0


def _lower(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (value, value))


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    for capability in range(_LAST_CAPABILITY + 1):
        libc.prctl(_DROP_BOUND, capability, 0, 0, 0)  # fails for those that this kernel does not know
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    _must(libc.capset(header, none), "capset")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _must(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)
