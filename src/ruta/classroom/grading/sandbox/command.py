"""Start the outer sandbox: bubblewrap, with the interpreter, the package and nothing else of the machine.

It has no network, no file of the course's exercises or solutions, no submission, no result, and no questions: the
part of the package that knows the right answers is covered. It does not run as root.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib

import ruta
from ruta.classroom.grading.sandbox import seccomp
from ruta.classroom.grading.sandbox.wall import PRIVATE
from ruta.course.execution import ONE_THREAD
from ruta.course.paths import Tree

PACKAGE = Path(ruta.__file__).parent
# Whoever can read these knows the answers.
COVERED = ("practice/exercises", "practice/items")
# Modules that compute for the questions of an exercise are covered too, but for those that its set-up cell imports.
_OPENED = {"solutions_exercise"}
# System folders that hold the C library and the programs; fonts, where matplotlib looks for them.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives")
# Ids that no account has, so that a limit of processes counts those of the run alone.
FIRST_USER = 65100
ZYGOTE = "ruta.classroom.grading.sandbox.zygote"


@dataclass(frozen=True, kw_only=True)
class Start:
    """How to start a warm parent."""

    command: list[str]
    """Words of the command."""
    environment: dict[str, str]
    """Its whole environment."""


def reason_against() -> str:
    """Return why no sandbox can stand here, as the last part of a message id; empty where one can."""
    if sys.platform != "linux" or not seccomp.known_machine():
        return "system"
    if shutil.which("bwrap") is None:
        return "no-bwrap"
    return "" if _nests() else "namespaces"


@cache
def _nests() -> bool:
    """Tell whether a sandbox within the sandbox can be made: some systems forbid it to ordinary programs."""
    code = "from ruta.classroom.grading.sandbox import wall; wall.enter_namespaces()"
    start = walled(None, number=0, program=["-c", code])
    done = subprocess.run(start.command, env=start.environment, capture_output=True, timeout=60, check=False)
    return done.returncode == 0


def walled(tree: Tree | None, *, number: int, program: list[str]) -> Start:
    """Return how to start Python in an outer sandbox.

    Parameters
    ----------
    tree
        The course whose data sets the lessons read; none where they are not needed.
    number
        Which of several sandboxes; each has a user id of its own.
    program
        What follows the interpreter.
    """
    words = [shutil.which("bwrap") or "bwrap", "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-net",
             "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--proc", "/proc", "--dev", "/dev",
             "--tmpfs", "/tmp", "--perms", "0777", "--tmpfs", PRIVATE]  # fmt: skip
    for folder in _SYSTEM:
        words += ["--symlink", os.readlink(folder), folder] if Path(folder).is_symlink() else _bound(folder)
    data = [] if tree is None else [str(tree.root / "datasets")]
    shown = [*_interpreter(), str(PACKAGE), *data]
    # Folders above that bubblewrap makes by itself would be closed to the user that the run gets.
    for above in sorted({str(each) for path in shown for each in Path(path).parents} - {"/", "/tmp", "/usr"}):
        words += [] if above.startswith("/usr/") else ["--perms", "0755", "--dir", above]
    for folder in shown:
        words += _bound(folder)
    for folder in COVERED:
        words += ["--tmpfs", str(PACKAGE / folder)]
    for module in sorted(PACKAGE.glob("*/*_exercise.py")):
        words += [] if module.stem in _OPENED else ["--ro-bind", os.devnull, str(module)]
    fonts = sorted(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    for file in fonts[-1:]:
        words += ["--perms", "0777", "--dir", f"{PRIVATE}/matplotlib"]
        words += ["--ro-bind", str(file), f"{PRIVATE}/matplotlib/{file.name}"]
    # The warm parent keeps what it needs to write here; each run gets a folder of its own over it.
    words += ["--remount-ro", "/tmp", "--remount-ro", "/", "--chdir", PRIVATE]
    words += [*_as_nobody(number), sys.executable, *program]
    return Start(command=words, environment=_environment())


def open_air(program: list[str]) -> Start:
    """Return how to start Python without a sandbox, for a system that has none."""
    return Start(command=[sys.executable, *program], environment={**os.environ, **ONE_THREAD})


def _interpreter() -> list[str]:
    """Folders of the interpreter and its packages, outer ones first, none twice."""
    paths = {sys.prefix, sys.base_prefix, sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    real = sorted({os.path.realpath(path) for path in paths} | paths)
    whole = [path for path in real if not any(path.startswith(f"{other}/") for other in (*real, "/usr"))]
    return [path for path in whole if path != "/usr"]


def _bound(folder: str) -> list[str]:
    return ["--ro-bind-try", folder, folder]


def _as_nobody(number: int) -> list[str]:
    """Return the words that give up root; bubblewrap itself maps an ordinary user where it is started by one."""
    if os.getuid() != 0:
        return []
    user = str(FIRST_USER + number)
    return ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "/usr/bin/setpriv", "--reuid", user, "--regid", user,
            "--clear-groups", "--no-new-privs", "--inh-caps=-all"]  # fmt: skip


def _environment() -> dict[str, str]:
    return {
        **ONE_THREAD, "PATH": "/usr/bin:/bin", "HOME": PRIVATE, "TMPDIR": PRIVATE, "LANG": "C.UTF-8",
        "MPLCONFIGDIR": f"{PRIVATE}/matplotlib", "MPLBACKEND": "agg", "IPYTHONDIR": f"{PRIVATE}/ipython",
        "PYTHONPATH": str(PACKAGE.parent), "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1", "RUTA_PROGRESS": "off", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
