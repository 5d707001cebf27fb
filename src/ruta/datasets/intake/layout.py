"""From text to a table: the separator, the header, and rows that are not as long as the header."""

import csv
import io
import unicodedata
from dataclasses import dataclass

import pandas as pd

from ruta.datasets.intake.collect import Collected
from ruta.datasets.intake.decode import STRAY, Decoded, stray_bytes

SEPARATORS = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
# A longer one swallowed the rows below it: its quotation mark was never closed.
LONGEST_CELL = 131_072


@dataclass(frozen=True)
class Sheet:
    """A file as rows and columns of text."""

    table: pd.DataFrame
    """As `Inspection.table`."""
    places: dict[str, int]
    """Position of each column of the schema that the file has, the first of that name."""
    whole: "pd.Series[bool]"
    """For each row, whether it is as long as the header and holds anything: only then do its cells mean something."""

    def column(self, place: int) -> "pd.Series[str]":
        """Return the cells of a column, without the rows that are not whole."""
        cells: pd.Series[str] = self.table.iloc[:, place]
        return cells[self.whole]


def lay_out(decoded: Decoded, names: list[str], optional: frozenset[str], collected: Collected) -> Sheet | None:
    """Return the rows and columns of a text, or None where there is only a header.

    Parameters
    ----------
    decoded
        The text.
    names, optional
        The columns that the file should have, and those of them that it may lack.
    collected
        Where what is found is added.
    """
    separator, told = _separator(decoded.text, names)
    if separator != ",":
        collected.add("separator", found=SEPARATORS.get(separator, separator))
    records = _records(decoded.text, separator, collected)
    first = 3 if told else 2
    header, rows = (records[first - 2] if len(records) >= first - 1 else []), records[first - 1 :]
    _plain([header], first - 1, decoded.encoding, collected, [])
    places = _places(header, names, optional, first - 1, collected)
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        collected.add("only-header", found=str(len(header)))
        return None
    _plain(rows, first, decoded.encoding, collected, header)
    index = pd.RangeIndex(first, first + len(rows), name="row")
    # Under a header of which no name is known, no row can be judged.
    whole = [bool(places) and _is_whole(row, header, first + at, collected) for at, row in enumerate(rows)]
    width = max(len(header), *(len(row) for row in rows))
    table = pd.DataFrame([row + [""] * (width - len(row)) for row in rows], index=index, dtype="str")
    # What stands beyond the header stays in the table, in columns without a name.
    table.columns = pd.Index(header + [""] * (width - len(header)), dtype="str")
    return Sheet(table, places, pd.Series(whole, index=index, dtype="bool"))


def _separator(text: str, names: list[str]) -> tuple[str, bool]:
    """Return the separator that makes most names of the header known, and whether a first line "sep=;" tells it."""
    first = next(iter(text[:10_000].splitlines()), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], True
    counts = {sign: len({spelt(name) for name in first.split(sign)} & set(names)) for sign in SEPARATORS}
    return max(counts, key=lambda sign: counts[sign]), False


def _records(text: str, separator: str, collected: Collected) -> list[list[str]]:
    """Return the records of a CSV; one that cannot be read ends it, and is a finding."""
    records = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    # The limit is one for the whole process, and other libraries move it.
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        for record in reader:
            records.append(record)
    except csv.Error:
        collected.add("quote-open", row=len(records) + 1, found='"')
    finally:
        csv.field_size_limit(before)
    return records or [[]]


def _plain(rows: list[list[str]], first: int, encoding: str, collected: Collected, header: list[str]) -> None:
    """Report cells with bytes that are not UTF-8, and show each such byte by its number (in place)."""
    if not encoding:
        return
    for number, row in enumerate(rows, start=first):
        for place, cell in enumerate(row):
            if STRAY.search(cell):
                stray, guessed, shown = stray_bytes(cell, encoding)
                row[place] = shown
                column = header[place] if place < len(header) else ("" if header else shown)
                collected.add("encoding-byte", row=number, column=column, found=shown, bytes=stray,
                              encoding=encoding, guessed=guessed)  # fmt: skip


def spelt(name: str) -> str:
    """Return a name of a column without what a person changes by accident: case, accents, spaces, quotes."""
    letters = unicodedata.normalize("NFKD", name.strip().strip('"').strip().lower())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return plain.replace(" ", "_").replace("-", "_")


def _places(
    header: list[str], names: list[str], optional: frozenset[str], row: int, collected: Collected
) -> dict[str, int]:
    """Return where each column of the schema is; what is missing, unknown or there twice is a finding."""
    places = {name: header.index(name) for name in names if name in header}
    for place, name in enumerate(header):
        meant = spelt(name)
        if name in places:
            if places[name] != place:
                # Both names are the same; what tells the two columns apart is their position.
                collected.add("column-twice", row=row, column=f"{name} ({place + 1})", found=name,
                              first=places[name] + 1, second=place + 1)  # fmt: skip
        elif meant in names and meant not in places:
            places[meant] = place
            collected.add("column-spelling", row=row, column=name, found=name, expected=meant)
        else:
            collected.add("column-unknown", row=row, column=name, found=name, known=", ".join(names))
    for name in names:
        if name not in places and name not in optional:
            collected.add("column-missing", row=row, column=name, found="", name=name)
    return places


def _is_whole(row: list[str], header: list[str], number: int, collected: Collected) -> bool:
    if not any(cell.strip() for cell in row):
        collected.add("row-blank", row=number)
        return False
    if len(row) != len(header):
        collected.add("row-length", row=number, found=str(len(row)), expected=len(header))
        return False
    return True
