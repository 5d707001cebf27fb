"""The files of a class in a zip archive. What it says of its own sizes and names is not believed."""

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ruta.classroom.grading import limits, names
from ruta.classroom.grading.limits import Budget, shown
from ruta.errors import InputError

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError, OverflowError,
    IndexError,
)  # fmt: skip
"""What zipfile raises on an archive that breaks its format; UnicodeError and NotImplementedError are among them."""
_ENTRY, _HEAD = b"PK\x01\x02", 46
_NAME_IS_UTF8, _ENCRYPTED = 0x800, 0x1
# Windows packs names in the code page of its console, in Latin America this one.
_OF_WINDOWS = "cp850"


class _File(io.FileIO):
    """An archive whose table of contents is read up to a limit, also where a name in it is not what it claims."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > limits.LARGEST_DIRECTORY:
            raise _TooMany
        found = super().read(size) or b""
        return _with_readable_names(found) if found[:4] == _ENTRY else found


class _TooMany(Exception):
    pass


def _with_readable_names(directory: bytes) -> bytes:
    """Unmark the names that claim to be UTF-8 and are not: zipfile would give up the whole archive for one of them."""
    mended, place = bytearray(directory), 0
    while directory[place : place + 4] == _ENTRY and place + _HEAD <= len(directory):
        flags, = struct.unpack_from("<H", directory, place + 8)  # fmt: skip
        lengths = struct.unpack_from("<3H", directory, place + 28)
        try:
            directory[place + _HEAD : place + _HEAD + lengths[0]].decode("utf-8")
        except UnicodeDecodeError:
            struct.pack_into("<H", mended, place + 8, flags & ~_NAME_IS_UTF8)
        place += _HEAD + sum(lengths)
    return bytes(mended)


def contents(source: Path, budget: Budget) -> Iterator[tuple[str, bytes | InputError]]:
    """Yield the name and the bytes of every notebook of an archive in the order of the names, or why it has none.

    Raises
    ------
    InputError
        Where the archive is damaged or holds more than `limits.MOST_FILES` files.
    """
    with _opened(source) as archive:
        found = _members(archive)
        if len(archive.infolist()) > limits.MOST_ENTRIES or len(found) > limits.MOST_FILES:
            raise _too_many(source)
        counts = Counter(name for name, _ in found)
        for name, info in sorted(found, key=lambda each: each[0]):
            if counts[name] > 1:
                # Said once of all of them: nobody can tell which one counts.
                yield name, InputError("handed-in.name-twice", file=shown(name), count=counts[name])
                counts[name] = 0
            elif counts[name]:
                yield name, _problem(name, info) or _content(archive, name, info, budget)


def content(source: Path, name: str, budget: Budget) -> bytes:
    """Return the bytes of one file of the archive; raises as `contents`, and where there is no such file."""
    with _opened(source) as archive:
        for found, info in _members(archive):
            if found == name:
                given = _problem(name, info) or _content(archive, name, info, budget)
                if isinstance(given, InputError):
                    raise given
                return given
    raise InputError("handed-in.unreadable", file=shown(name))


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever is wrong with its table of contents is one error."""
    try:
        file = _File(source)
    except OSError as error:
        raise InputError("handed-in.unreadable", file=shown(str(source))) from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except _TooMany:
            raise _too_many(source) from None
        except _BROKEN as error:
            raise InputError("handed-in.damaged-archive", source=shown(str(source))) from error
        with archive:
            yield archive


def _too_many(source: Path) -> InputError:
    return InputError("handed-in.too-many", source=shown(str(source)), most=limits.MOST_FILES)


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files that are neither folders nor hidden, each with its name as a person wrote it."""
    named = [(_name(info), info) for info in archive.infolist()]
    return [(name, info) for name, info in named if not name.endswith("/") and not _is_hidden(name)]


def _name(info: zipfile.ZipInfo) -> str:
    # On Windows zipfile turns backslashes around, and it ends a name at its first NUL.
    if info.flag_bits & _NAME_IS_UTF8:
        return info.orig_filename
    written = info.orig_filename.encode("cp437")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode(_OF_WINDOWS)


def _is_hidden(name: str) -> bool:
    return any(names.is_hidden(part) for part in PurePosixPath(name).parts if part != "..")


def _problem(name: str, info: zipfile.ZipInfo) -> InputError | None:
    """Return why a file is not unpacked, if so."""
    path = PurePosixPath(name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    mode = {stat.S_IFLNK: "handed-in.link"}.get(kind, "" if kind in (0, stat.S_IFREG) else "handed-in.special")
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or name[1:2] == ":":
        return InputError("handed-in.name-unsafe", file=shown(name))
    if not _is_readable(name, info):
        return InputError("handed-in.name-unreadable", file=shown(name))
    if mode:
        return InputError(mode, file=shown(name))
    if len(path.parts) > limits.DEEPEST + 1:
        return InputError("handed-in.too-deep", file=shown(name), most=limits.DEEPEST)
    if info.flag_bits & _ENCRYPTED:
        return InputError("handed-in.encrypted", file=shown(name))
    # Other methods unpack as much as they like at a time, and no ordinary program uses them.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return InputError("handed-in.compression", file=shown(name))
    return names.problem_of_kind(name)


def _is_readable(name: str, info: zipfile.ZipInfo) -> bool:
    """Tell whether a name in no known encoding still reads as words, and not as the frames and signs of a code page."""
    if info.flag_bits & _NAME_IS_UTF8 or name.encode("utf-8") == info.orig_filename.encode("cp437"):
        return True
    return all(sign.isascii() or sign.isalpha() for sign in name)


def _content(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, budget: Budget) -> bytes | InputError:
    read = bytearray()
    try:
        budget.check(name)
        with archive.open(info) as handle:
            while chunk := handle.read(limits.CHUNK):
                read += chunk
                budget.add(name, len(chunk), so_far=len(read))
                if len(read) > max(limits.RATIO_COUNTS_FROM, limits.HIGHEST_RATIO * info.compress_size):
                    return InputError("handed-in.bomb", file=shown(name), ratio=limits.HIGHEST_RATIO)
    except InputError as error:
        return error
    except _BROKEN:
        return InputError("handed-in.unreadable", file=shown(name))
    return bytes(read)
