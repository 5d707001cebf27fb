"""The class list: a table of pseudonyms and their groups, which a facilitator writes in a spreadsheet."""

import csv
import io
from pathlib import Path

from ruta.classroom.grading.people import key
from ruta.classroom.grading.words import one_line
from ruta.errors import InputError
from ruta.exchange.plan_file import visible

HEADINGS = {"pseudonym": "pseudonym", "seudónimo": "pseudonym", "seudonimo": "pseudonym",
            "group": "group", "grupo": "group"}  # fmt: skip
"""Columns that are read, under their names in either language; every other column is left unread."""
LARGEST, MOST_ROWS, LONGEST_CELL = 1_000_000, 2_000, 200
# What Excel and LibreOffice write under their own names.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_class_list(path: Path) -> dict[str, str]:
    """Read a class list.

    Parameters
    ----------
    path
        A CSV in UTF-8, separated by commas or, as Excel does in Spanish, by semicolons, with a column ``pseudonym``
        and, if there are groups, a column ``group``. Other columns, such as names, are not kept.

    Returns
    -------
    dict[str, str]
        Group by pseudonym, in the order of the list; empty where a person has none. Capitals and small letters of a
        pseudonym do not make two persons.

    Raises
    ------
    InputError
        Naming the file: it is absent, a spreadsheet, too large, not UTF-8, no table, empty, or without a column
        ``pseudonym``. Naming the row: its pseudonym is blank or stands further up, or a cell is too long.
    """
    rows = [(number, cells) for number, cells in enumerate(_parsed(path), start=1) if any(cells)]
    if not rows:
        raise InputError("grade-report.list-empty", file=path)
    columns = [HEADINGS.get(cell.casefold()) for cell in rows[0][1]]
    for name in ("pseudonym", "group"):
        if columns.count(name) > 1:
            raise InputError("grade-report.list-column-twice", file=path, column=name)
    if "pseudonym" not in columns:
        raise InputError("grade-report.list-no-pseudonym", file=path, found=one_line(", ".join(rows[0][1])))
    if len(rows) == 1:
        raise InputError("grade-report.list-empty", file=path)
    if len(rows) - 1 > MOST_ROWS:
        raise InputError("grade-report.list-many", file=path, found=len(rows) - 1, most=MOST_ROWS)
    found: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, cells in rows[1:]:
        named = dict(zip(columns, cells, strict=False))
        pseudonym, group = named.get("pseudonym", ""), named.get("group", "")
        _check(path, number, pseudonym, group, places)
        places[key(pseudonym)], found[pseudonym] = number, group
    return found


def _check(path: Path, number: int, pseudonym: str, group: str, places: dict[str, int]) -> None:
    if not pseudonym:
        raise InputError("grade-report.list-blank", file=path, row=number)
    if max(len(pseudonym), len(group)) > LONGEST_CELL:
        raise InputError("grade-report.list-long", file=path, row=number, most=LONGEST_CELL)
    if key(pseudonym) in places:
        raise InputError(
            "grade-report.list-twice",
            file=path,
            row=number,
            other=places[key(pseudonym)],
            pseudonym=one_line(pseudonym),
        )


def _parsed(path: Path) -> list[list[str]]:
    text = _text(path)
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError("grade-report.list-not-csv", file=path) from error
    return [[visible(cell) for cell in line] for line in lines]


def _text(path: Path) -> str:
    if not path.is_file():
        raise InputError("grade-report.list-absent", file=path)
    if path.stat().st_size > LARGEST:
        raise InputError("grade-report.list-large", file=path, most=LARGEST // 1_000_000)
    data = path.read_bytes()
    if data.startswith(_SPREADSHEETS):
        raise InputError("grade-report.list-spreadsheet", file=path)
    if b"\0" in data:
        raise InputError("grade-report.list-not-csv", file=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("grade-report.list-not-utf8", file=path) from error
