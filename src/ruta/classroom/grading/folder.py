"""The files of a class in a folder. No link is followed, and nothing but plain files is opened."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ruta.classroom.grading import limits, names
from ruta.classroom.grading.limits import Budget, shown
from ruta.errors import InputError

# A link that is put in the place of a file after it was looked at is not followed; a pipe does not keep us waiting.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)  # fmt: skip


def contents(source: Path, budget: Budget) -> Iterator[tuple[str, bytes | InputError]]:
    """Yield the name and the bytes of every notebook below a folder in the order of the names, or why it has none.

    Raises
    ------
    InputError
        Where the folder cannot be read or holds more than `limits.MOST_FILES` files.
    """
    found: dict[str, InputError | None] = {}
    looked_at = 0
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(_entries(source / folder, most=limits.MOST_ENTRIES - looked_at))
        except OSError as error:
            if not folder:
                raise InputError("handed-in.unreadable", file=shown(str(source))) from error
            found[folder] = InputError("handed-in.unreadable", file=shown(folder))
            continue
        looked_at += len(entries)
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            if names.is_hidden(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False) and name.count("/") < limits.DEEPEST:
                waiting.append(name)
            else:
                found[name] = _problem(entry, name)
        if looked_at >= limits.MOST_ENTRIES or len(found) > limits.MOST_FILES:
            raise InputError("handed-in.too-many", source=shown(str(source)), most=limits.MOST_FILES)
    for name, problem in sorted(found.items()):
        yield name, problem or _content(source, name, budget)


def _entries(folder: Path, *, most: int) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as listing:
        for number, entry in enumerate(listing, start=1):
            yield entry
            if number >= most:
                return


def _problem(entry: "os.DirEntry[str]", name: str) -> InputError | None:
    """Return why an entry is not read, if so."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return InputError("handed-in.name-unreadable", file=shown(name))
    if entry.is_symlink():
        return InputError("handed-in.link", file=shown(name))
    if entry.is_dir(follow_symlinks=False):
        return InputError("handed-in.too-deep", file=shown(name), most=limits.DEEPEST)
    if not entry.is_file(follow_symlinks=False):
        return InputError("handed-in.special", file=shown(name))
    return names.problem_of_kind(name)


def _content(source: Path, name: str, budget: Budget) -> bytes | InputError:
    try:
        return content(source, name, budget)
    except InputError as error:
        return error


def content(source: Path, name: str, budget: Budget) -> bytes:
    """Return the bytes of one file of the class.

    Raises
    ------
    InputError
        Where it is no plain file, cannot be read, or is too large.
    """
    budget.check(name)
    try:
        with open(os.open(source / name, _FLAGS), "rb") as handle:
            about = os.fstat(handle.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise InputError("handed-in.special", file=shown(name))
            if about.st_size > limits.LARGEST_FILE:
                raise limits.too_large(name)
            read = handle.read(limits.LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise InputError("handed-in.unreadable", file=shown(name)) from error
    budget.add(name, len(read), so_far=len(read))
    return read
