"""An office's export as text: rows and columns as they stand, or one sentence that says why it cannot be read."""

import csv
import io
import re
from dataclasses import dataclass

import pandas as pd

from ruta.datasets.intake.collect import Collected
from ruta.datasets.intake.decode import CANDIDATES, decode
from ruta.datasets.intake.findings import printable
from ruta.datasets.intake.layout import SEPARATORS, Sheet, lay_out, spelt
from ruta.errors import InputError

ENCODINGS = ("utf-8", "windows-1252")
"""What a mapping may say that a file is written in; a file in UTF-16 says so itself."""
_NO_NAME = re.compile(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}([ T].*)?|[0-9]{5,}")
"""A day or a long number: the first line is a row, and its cells must not be said as names of columns."""
_REFUSED = ("empty", "spreadsheet", "not-text", "only-header", "quote-open")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file as it was read."""

    name: str
    """What a person calls the file."""
    table: pd.DataFrame
    """Every cell as text without spaces at its ends; the index is the row of a spreadsheet. Only whole rows."""
    broken: tuple[int, ...] = ()
    """Rows that are longer or shorter than the header: nobody can say which cell belongs to which column."""


def read(data: bytes, *, name: str, encoding: str = "utf-8") -> Source:
    """Read a CSV file: comma, semicolon, tab or bar between the cells.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        What a person calls it, for the sentences.
    encoding
        One of `ENCODINGS`.

    Raises
    ------
    InputError
        Where the file is empty, a spreadsheet, no text, a header without rows, has a quotation mark that is never
        closed, is not in the encoding, has no header, two columns of one name or a column without a name.
    """
    if encoding == "windows-1252" and b"\0" not in data and not _is_utf8(data):
        data = data.decode("cp1252", errors="replace").encode()
    collected = Collected()
    decoded = decode(data, collected)
    _refuse(collected, name)
    assert decoded is not None
    if decoded.encoding:
        raise InputError("own.encoding", file=name, guessed=decoded.encoding, known=", ".join(CANDIDATES))
    header = _header(decoded.text)
    # Under the names as the layout compares them it finds this file's own separator.
    names = [spelt(name) for name in header]
    sheet = lay_out(decoded, names, frozenset(names), collected)
    _refuse(collected, name)
    assert sheet is not None
    # A name of a column is said on a terminal: no control character of it may write there.
    columns = [printable(str(label).strip(), longest=200) for label in sheet.table.columns[: len(header)]]
    _check_header(columns, name)
    return Source(name=name, table=_whole(sheet, columns), broken=_broken(collected))


def _whole(sheet: Sheet, columns: list[str]) -> pd.DataFrame:
    table = sheet.table.loc[sheet.whole].iloc[:, : len(columns)]
    stripped = {column: table.iloc[:, place].str.strip() for place, column in enumerate(columns)}
    return pd.DataFrame(stripped, index=table.index)


def _broken(collected: Collected) -> tuple[int, ...]:
    return tuple(found.row for found in collected.findings if found.kind == "row-length" and found.row is not None)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse(collected: Collected, name: str) -> None:
    for found in collected.findings:
        if found.kind in _REFUSED:
            raise InputError(f"own.file-{found.kind}", file=name)


def _header(text: str) -> list[str]:
    """Return the names of the columns, by the separator that the first line has most of."""
    lines = iter(text[:100_000].splitlines())
    first = next(lines, "")
    sign = max(SEPARATORS, key=first.count)
    if first.lower().startswith("sep=") and len(first) == 5:
        first, sign = next(lines, ""), first[4]
    return next(csv.reader(io.StringIO(first), delimiter=sign), [])


def _check_header(columns: list[str], name: str) -> None:
    if any(_NO_NAME.fullmatch(column) for column in columns):
        raise InputError("own.header-data", file=name)
    seen: dict[str, int] = {}
    for place, column in enumerate(columns, start=1):
        if not column:
            raise InputError("own.header-blank", file=name, place=place)
        if column in seen:
            raise InputError("own.header-twice", file=name, column=column, first=seen[column], second=place)
        seen[column] = place
