"""Forbid the system calls that no answer needs: they lead to the kernel's less trodden paths, or to other processes.

A filter for seccomp in its classic BPF form (Linux ``Documentation/userspace-api/seccomp_filter.rst``). It stays with
every process that the code starts. A refused call fails as "not permitted", so that Python raises and the run goes on.
"""

import ctypes
import platform
import struct

# unshare, mount, umount2, pivot_root, setns, chroot, ptrace, process_vm_readv, process_vm_writev, add_key, request_key,
# keyctl, bpf, perf_event_open, userfaultfd, name_to_handle_at, open_by_handle_at, socket
_OLD = {
    "x86_64": (272, 165, 166, 155, 308, 161, 101, 310, 311, 248, 249, 250, 321, 298, 323, 303, 304, 41),
    "aarch64": (97, 40, 39, 41, 268, 51, 117, 270, 271, 217, 218, 219, 280, 241, 282, 264, 265, 198),
}
# Newer calls have one number everywhere: io_uring (3), open_tree, move_mount, fsopen, fsconfig, fsmount, fspick,
# pidfd_getfd, mount_setattr.
_NEW = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442)
_CLONE3 = 435
_CLONE = {"x86_64": 56, "aarch64": 220}
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NAMESPACES = 0x7E020000  # every CLONE_NEW… flag

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE, _NO_SUCH_CALL = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


def known_machine() -> bool:
    """Tell whether the filter knows the system calls of this processor."""
    return platform.machine() in _ARCHITECTURE


def program(machine: str) -> bytes:
    """Return the filter for a kind of processor, as the kernel takes it.

    Parameters
    ----------
    machine
        ``"x86_64"`` or ``"aarch64"``.
    """
    code = [
        _step(_LOAD, _MACHINE),
        _step(_EQUAL, _ARCHITECTURE[machine], then=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        # Calls of the x32 interface have the numbers of other calls.
        _step(_AT_LEAST, 0x40000000, otherwise=1),
        _step(_RETURN, _KILL),
        # The C library falls back to clone, whose flags can be read, where clone3 does not exist.
        _step(_EQUAL, _CLONE3, otherwise=1),
        _step(_RETURN, _NO_SUCH_CALL),
    ]
    for number in (*_OLD[machine], *_NEW):
        code += [_step(_EQUAL, number, otherwise=1), _step(_RETURN, _REFUSE)]
    code += [
        _step(_EQUAL, _CLONE[machine], otherwise=3),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_ANY_BIT, _NAMESPACES, otherwise=1),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(code)


def _step(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value)


def close(libc: ctypes.CDLL) -> None:
    """Put the filter on this process, for good.

    Raises
    ------
    OSError
        Where the kernel does not take it.
    """
    code = program(platform.machine())
    held = ctypes.create_string_buffer(code, len(code))
    given = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    calls = ((_NO_NEW_PRIVILEGES, 1, None), (_SET_SECCOMP, _FILTER, given))
    for option, value, pointer in calls:
        if libc.prctl(option, value, pointer, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "seccomp")
