"""The file of a plan: from bytes to rows of text, with what cannot be read said in one sentence."""

import csv
import io
import unicodedata
from pathlib import Path

from ruta.errors import InputError

COLUMNS = (
    "id", "block", "modality", "certainty", "first", "last", "after", "order", "title_en", "title_es",
)  # fmt: skip
"""Columns of a plan; their order in the file does not matter."""
LARGEST, MOST_ROWS = 1_000_000, 200
LONGEST_CELL = 10_000


def read_rows(
    path: Path, *, columns: tuple[str, ...] = COLUMNS, most: int = MOST_ROWS
) -> list[tuple[int, dict[str, str]]]:
    """Read the file of a plan, or another table that facilitators write.

    Parameters
    ----------
    path
        A CSV in UTF-8, separated by commas or, as Excel does in Spanish, by semicolons.
    columns
        Columns that it must have, in any order.
    most
        Rows that it may have.

    Returns
    -------
    list
        For each row that is not blank its number, as a spreadsheet counts (the header is row 1), and its cells.

    Raises
    ------
    InputError
        Naming the file: it is absent, no text in UTF-8, too large, without rows, or has other columns. Naming the row
        where one has more cells than the header.
    """
    header, rows = read_table(path)
    if len(rows) > most:
        raise InputError("plan-calendar.many-rows", file=path, found=len(rows), most=most)
    if sorted(filter(None, header)) != sorted(columns):
        raise InputError("plan-calendar.columns", file=path, found=", ".join(header), expected=", ".join(columns))
    return [(number, {column: cells[column] for column in columns}) for number, cells in rows]


def read_table(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Read a table that a facilitator writes, whatever its columns are.

    Returns
    -------
    tuple
        The header as it stands; and for each row that is not blank its number, as a spreadsheet counts, and its cells
        by column.

    Raises
    ------
    InputError
        As `read_rows`, but for the number of rows and the columns.
    """
    lines = [line for line in enumerate(_parsed(path), start=1) if any(line[1])]
    if len(lines) < 2:
        raise InputError("plan-calendar.no-rows", file=path)
    header = lines[0][1]
    rows = []
    for number, cells in lines[1:]:
        if any(cells[len(header) :]):
            raise InputError("plan-calendar.many-cells", file=path, row=number, found=len(cells), most=len(header))
        padded = [*cells, *[""] * (len(header) - len(cells))]
        rows.append((number, dict(zip(header, padded, strict=False))))
    return header, rows


def _parsed(path: Path) -> list[list[str]]:
    text = _text(path)
    head = text.lstrip().partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputError("plan-calendar.not-csv", file=path) from error
    # The reader has a limit of its own, which any library of the process may have moved.
    if any(len(cell) > LONGEST_CELL for line in lines for cell in line):
        raise InputError("plan-calendar.not-csv", file=path)
    return [[visible(cell) for cell in line] for line in lines]


def _text(path: Path) -> str:
    if not path.is_file():
        raise InputError("plan-calendar.not-found", file=path)
    if path.stat().st_size > LARGEST:
        raise InputError("plan-calendar.not-csv", file=path)
    data = path.read_bytes()
    # What Excel writes under its own names begins so, and no text holds a zero.
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or b"\0" in data:
        raise InputError("plan-calendar.not-csv", file=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("plan-calendar.not-utf8", file=path) from error


def visible(text: str) -> str:
    """Return a text on one line and without signs that cannot be seen, which a calendar file may not hold."""
    signs = unicodedata.normalize("NFC", text)
    kept = (sign for sign in signs if sign.isspace() or not unicodedata.category(sign).startswith("C"))
    return " ".join("".join(kept).split())
