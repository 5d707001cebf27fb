"""The files of a class: a folder or a zip, looked through without trust and without an end to it."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ruta.classroom.saved_answers import LARGEST, LONGEST_PATH
from ruta.datasets.intake.findings import printable
from ruta.errors import InputError

MOST_FILES = 2000
"""Files that a folder may have; a class has some dozens."""


def contents(source: Path) -> Iterator[tuple[str, bytes | InputError]]:
    """Yield the name and the bytes of every JSON file below a folder or in a zip, in the order of the names.

    Hidden files and those that macOS adds to a zip are passed over. Of a file that is too large only as much is read as
    shows that it is.

    Parameters
    ----------
    source
        A folder, with the files of both tests beside each other or in folders of their own; or a zip of them.

    Yields
    ------
    tuple[str, bytes | InputError]
        The name below the source, and the bytes or why they cannot be read.

    Raises
    ------
    InputError
        Where the source is neither, holds no JSON file, or more than `MOST_FILES`.
    """
    if source.is_dir():
        yield from _of_folder(source)
    elif source.is_file() and zipfile.is_zipfile(source):
        yield from _of_zip(source)
    else:
        code = "classroom.not-a-folder" if source.exists() else "classroom.no-folder"
        raise InputError(code, folder=printable(str(source), longest=LONGEST_PATH))


def _of_folder(source: Path) -> Iterator[tuple[str, bytes | InputError]]:
    found = {}
    for path in source.rglob("*"):
        name = path.relative_to(source).as_posix()
        if _is_wanted(name) and path.is_file():
            found[name] = path
            _check_count(source, len(found))
    _check_any(source, len(found))
    for name, path in sorted(found.items()):
        try:
            with path.open("rb") as handle:
                yield name, handle.read(LARGEST + 1)
        except OSError:
            yield name, InputError("classroom.file.unreadable", file=printable(name, longest=LONGEST_PATH))


def _of_zip(source: Path) -> Iterator[tuple[str, bytes | InputError]]:
    try:
        with zipfile.ZipFile(source) as archive:
            found = sorted((info.filename, place) for place, info in enumerate(archive.infolist())
                           if not info.is_dir() and _is_wanted(info.filename))  # fmt: skip
            _check_count(source, len(found))
            _check_any(source, len(found))
            for name, place in found:
                yield name, _member(archive, archive.infolist()[place])
    except zipfile.BadZipFile as error:
        raise InputError("classroom.not-a-folder", folder=printable(str(source), longest=LONGEST_PATH)) from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | InputError:
    try:
        # Reading stops one byte beyond the limit, whatever the archive says of its sizes.
        with archive.open(info) as handle:
            return handle.read(LARGEST + 1)
    except (OSError, RuntimeError, NotImplementedError, EOFError, zlib.error, zipfile.BadZipFile):
        return InputError("classroom.file.unreadable", file=printable(info.filename, longest=LONGEST_PATH))


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not hidden and name.lower().endswith(".json")


def _check_count(source: Path, count: int) -> None:
    if count > MOST_FILES:
        raise InputError(
            "classroom.too-many-files", folder=printable(str(source), longest=LONGEST_PATH), most=MOST_FILES
        )


def _check_any(source: Path, count: int) -> None:
    if not count:
        raise InputError("classroom.empty-folder", folder=printable(str(source), longest=LONGEST_PATH))
