"""What the name of a file tells: whether it is part of the class at all, and who handed it in."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from ruta.classroom.grading.limits import shown
from ruta.classroom.saved_answers import LONGEST_PSEUDONYM
from ruta.errors import InputError

ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
SYSTEM_FILES = {"__macosx", "thumbs.db", "desktop.ini"}
# What browsers, file managers and JupyterLab add to the name of a second copy.
_SECOND_COPY = re.compile(r"\s*\(\d+\)$|-copy\d*$|\s+-\s+(?:copy|copia)(?:\s*\(\d+\))?$", re.IGNORECASE)
NOBODY = "?"
"""Stands for a name in which nothing can be read."""
_EDGES = " -_.,;:()[]/\\"


def is_hidden(part: str) -> bool:
    """Tell whether a file or folder is one that a system or an editor keeps for itself."""
    return part.startswith(".") or part.casefold() in SYSTEM_FILES


def problem_of_kind(name: str) -> InputError | None:
    """Return why a file of this name is not opened, if so."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in ARCHIVES:
        return InputError("handed-in.archive-inside", file=shown(name))
    return None if suffix == ".ipynb" else InputError("handed-in.extension", file=shown(name))


def common_folders(names: Iterable[str]) -> int:
    """Return how many folders all notebooks of a class share: a packed folder lies in one of its own name.

    A single notebook shares none, so that its folder is its person's.
    """
    folders = [PurePosixPath(name).parts[:-1] for name in names if name.lower().endswith(".ipynb")]
    shared = 0
    if len(folders) < 2:
        return shared
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared += 1
    return shared


def pseudonym(name: str, *, lessons: tuple[str, ...], shared: int) -> str:
    """Return who handed in a file, as far as its name tells.

    The first folder of the class counts, else the file's own name without that of the exercise
    (``03-waiting-ana.ipynb`` is of *ana*). A folder with the name of an exercise is no person. Where the file has the
    name of the exercise alone, the folder around it counts, even one that all share; else its whole name.
    Control characters and marks that turn the direction of text are left out.

    Parameters
    ----------
    name
        Name of the file relative to the class, with slashes.
    lessons
        Names of the exercises, without pillar.
    shared
        How many folders all files of the class share.
    """
    path = PurePosixPath(name)
    folders, around = path.parts[shared:-1], path.parts[:-1][:shared]
    stem = _SECOND_COPY.sub("", path.stem)
    for part in (*folders, stem, *reversed(around)):
        if found := _person(part, lessons):
            return found
    return _clean(stem) or NOBODY


def _person(part: str, lessons: tuple[str, ...]) -> str:
    return _clean(_of_lessons(lessons).sub(" ", part, count=1))


def _clean(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    plain = "".join(sign for sign in plain if sign.isprintable())
    return " ".join(plain.strip(_EDGES)[:LONGEST_PSEUDONYM].strip(_EDGES).split())


@lru_cache(maxsize=4)
def _of_lessons(lessons: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any exercise's name, however its words are joined."""
    longest_first = sorted(lessons, key=len, reverse=True)
    words = ("[-_ .]+".join(map(re.escape, lesson.split("-"))) for lesson in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])", re.IGNORECASE)
