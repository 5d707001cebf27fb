"""From the bytes of a file to its text: what kind of file it is, and what is not UTF-8."""

import codecs
import re
from dataclasses import dataclass

from ruta.datasets.intake.collect import Collected

# What Excel writes under its own names, new and old.
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CANDIDATES = {"Windows-1252": "cp1252", "DOS 850": "cp850", "Mac Roman": "mac_roman"}
SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª")
STRAY = re.compile(r"[\udc80-\udcff]")
"""A byte that is not UTF-8, as Python's ``surrogateescape`` keeps it in a text."""
_RUN = re.compile(r"[^\x00-\x7f]{2,}")


@dataclass(frozen=True)
class Decoded:
    """The text of a file; bytes that are not UTF-8 are kept in it as `STRAY`."""

    text: str
    encoding: str = ""
    """What the file looks like where it is not UTF-8: one of `CANDIDATES`."""


def decode(data: bytes, collected: Collected) -> Decoded | None:
    """Return the text of a file, or None where it holds none; what stands in the way becomes a finding."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        collected.add("empty", found=f"{len(data)}")
        return None
    if data.startswith(SPREADSHEETS):
        collected.add("spreadsheet", found=data[:4].hex(" ").upper())
        return None
    codec = _utf16(data)
    if codec:
        collected.add("encoding-utf16", found=data[:2].hex(" ").upper())
        return Decoded(data.decode(codec, errors="backslashreplace"))
    if b"\0" in data:
        collected.add("not-text", found="00", position=data.index(b"\0") + 1)
        return None
    text = data.decode("utf-8-sig", errors="surrogateescape")
    return Decoded(text, _looks_like(text))


def _utf16(data: bytes) -> str:
    """Return the codec of a file in UTF-16, which is how Excel saves "Unicode text"; empty for any other."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:400]
    # Without a mark at the start: every second byte of a header in Latin letters is zero.
    for codec, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(zeros) > 3 and zeros.count(0) > 0.9 * len(zeros):
            return codec
    return ""


def _looks_like(text: str) -> str:
    """Return the encoding in which the stray bytes of a text are most often letters of Spanish."""
    stray = bytes(ord(sign) - 0xDC00 for sign in STRAY.findall(text))
    if not stray:
        return ""
    scores = {
        name: sum(sign in SPANISH for sign in stray.decode(codec, errors="replace"))
        for name, codec in CANDIDATES.items()
    }
    # The first of equals is Windows-1252, by far the most common.
    return max(scores, key=lambda name: scores[name])


def stray_bytes(cell: str, encoding: str) -> tuple[str, str, str]:
    """Return the bytes of a cell that are not UTF-8 (hexadecimal), the cell in a guessed encoding, and escaped.

    The escaped form shows each such byte as ``\\xf1``: it can be printed and nothing of it is guessed.
    """
    raw = cell.encode("utf-8", errors="surrogateescape")
    stray = " ".join(f"{ord(sign) - 0xDC00:02X}" for sign in STRAY.findall(cell))
    codec = CANDIDATES[encoding]
    guessed = STRAY.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode(codec, errors="replace"), cell)
    return stray, guessed, raw.decode("utf-8", errors="backslashreplace")


def undone(cell: str) -> str:
    """Return what a cell was before its UTF-8 was read as Windows-1252 ("MuÃ±oz"); the cell itself where it was not."""
    return _RUN.sub(lambda run: _undone_run(run[0]), cell)


def _undone_run(run: str) -> str:
    try:
        return b"".join(map(_byte, run)).decode("utf-8")
    except ValueError:
        return run


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        # Windows-1252 leaves five bytes without a sign; programs keep them as the sign of the same number.
        return sign.encode("latin-1")
