"""The design canvas as data: read from a short text that a person can type, in English or Spanish.

The text has one part for each sheet: its name between square brackets, a line of headings, then one line for each row,
with a bar between the cells (or a tab, as a spreadsheet gives). It can be typed in a notebook, kept as a file or pasted
from a spreadsheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ruta import messages
from ruta.datasets import files
from ruta.datasets.countries import find
from ruta.early_warning.canvas_form import ANSWER, ITEM, SHEETS, SYSTEM, Cell, key
from ruta.errors import InputError

KINDS = ("dashboard", "first-generation", "whole")
"""Fictional systems that come with the course."""
EXAMPLES = Path(__file__).with_name("canvases")
BAR = "|"


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """A filled canvas."""

    sheets: Mapping[str, pd.DataFrame] = field(repr=False)
    """One table of texts for each sheet of the form, columns by their ids; an empty text where nothing was written.

    Coded cells hold their code, whatever language they were typed in; a value that is no code stands as typed.
    """

    def answer(self, item: str) -> str:
        """Return what the sheet of the system says about an item; an empty text where it says nothing."""
        table = self.sheets[SYSTEM]
        found = table.loc[table[ITEM] == item, ANSWER]
        return str(found.iloc[0]) if len(found) else ""


def heading(name: str, language: str) -> str:
    """Return what a sheet, column, item or code is called in a language."""
    return messages.text(f"ewrs.word-{name.replace('_', '-')}", language=language)


def read(text: str, *, language: str) -> Canvas:
    """Return the canvas that a text describes.

    Parameters
    ----------
    text
        Parts ``[sheet]``, headings, rows; a bar (``|``) or a tab between cells. Blank lines and lines that begin with
        ``#`` are passed over. A sheet that is not there has no rows.
    language
        Language of the names of sheets, headings, items and codes; the ids of the form are always understood.

    Raises
    ------
    InputError
        A sheet, heading or item that the form does not have, or a row with too many or too few cells.
    """
    parts: dict[str, list[list[str]]] = {}
    sheet = ""
    for number, typed in enumerate(text.splitlines(), start=1):
        line = typed.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            sheet = _id(line.strip("[]"), tuple(SHEETS), language, code="ewrs.unknown-sheet", line=number)
            parts[sheet] = []
        elif not sheet:
            raise InputError("ewrs.no-sheet", line=number, found=line[:30])
        else:
            parts[sheet].append(_cells(typed, parts[sheet], number=number, sheet=heading(sheet, language)))
    return Canvas(sheets={name: _table(name, parts.get(name, []), language) for name in SHEETS})


def example(kind: str, *, country: str, language: str) -> Canvas:
    """Return one of the fictional systems, for a first-level area of a country.

    Parameters
    ----------
    kind
        One of `KINDS`.
    country
        ISO 3166-1 alpha-3 code.
    language
        Language of its texts.
    """
    return read(example_text(kind, country=country, language=language), language=language)


def example_text(kind: str, *, country: str, language: str) -> str:
    """Return the text of a fictional system, to copy from; parameters as in `example`."""
    if kind not in KINDS:
        raise InputError("ewrs.unknown-kind", found=kind, expected=", ".join(KINDS))
    codes = [code for iso3, code, _, _ in files.areas() if iso3 == find(country).iso3]
    written = (EXAMPLES / f"{kind}-{language}.txt").read_text(encoding="utf-8")
    return written.replace("{territory}", codes[len(codes) // 2])


def blank_text(language: str) -> str:
    """Return an empty form with one row for each sheet, ready to be typed over."""
    lines = []
    for sheet, cells in SHEETS.items():
        lines.append(f"[{heading(sheet, language)}]")
        if sheet == SYSTEM:
            lines.append(f"{heading(ITEM, language)} {BAR} {heading(ANSWER, language)}")
            lines += [f"{heading(cell.name, language)} {BAR} " for cell in cells]
        else:
            lines.append(f" {BAR} ".join(heading(cell.name, language) for cell in cells))
            lines.append(f" {BAR} " * (len(cells) - 1))
        lines.append("")
    return "\n".join(lines)


def to_read(filled: Canvas, sheet: str, *, language: str) -> pd.DataFrame:
    """Return a sheet as a table for people: headings, items and codes in their language."""
    table = filled.sheets[sheet].copy()
    codes = {cell.name: cell.values for cell in SHEETS[sheet]}
    codes[ITEM] = tuple(cell.name for cell in SHEETS[SYSTEM])
    for name in table.columns:
        known = codes.get(name, ())
        table[name] = [heading(value, language) if value in known else value for value in table[name]]
    return table.rename(columns={name: heading(name, language) for name in table.columns})


def _cells(line: str, rows: list[list[str]], *, number: int, sheet: str) -> list[str]:
    # What is copied from a spreadsheet has a tab between its cells.
    cells = [cell.strip() for cell in line.replace("\t", BAR).split(BAR)]
    if rows and len(cells) != len(rows[0]):
        raise InputError("ewrs.row-length", line=number, sheet=sheet, found=len(cells), expected=len(rows[0]))
    return cells


def _table(sheet: str, rows: list[list[str]], language: str) -> pd.DataFrame:
    cells = SHEETS[sheet]
    names = (ITEM, ANSWER) if sheet == SYSTEM else tuple(cell.name for cell in cells)
    if not rows:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in names})
    found = [
        _id(title, names, language, code="ewrs.unknown-heading", sheet=heading(sheet, language)) for title in rows[0]
    ]
    written = [row for row in rows[1:] if any(row)]
    table = pd.DataFrame(written, columns=found, dtype="object").reindex(columns=list(names), fill_value="")
    if sheet == SYSTEM:
        items = tuple(cell.name for cell in cells)
        table[ITEM] = [_id(name, items, language, code="ewrs.unknown-item") for name in table[ITEM]]
        return table
    for cell in cells:
        if cell.values:
            table[cell.name] = [_code(typed, cell, language) for typed in table[cell.name]]
    return table


def _id(typed: str, names: tuple[str, ...], language: str, *, code: str, **where: object) -> str:
    called = {_plain(heading(name, language)): name for name in names} | {name: name for name in names}
    name = called.get(_plain(typed))
    if name is None:
        expected = ", ".join(heading(name, language) for name in names)
        raise InputError(code, found=typed.strip(), expected=expected, **where)
    return name


def _code(typed: str, cell: Cell, language: str) -> str:
    called = {_plain(heading(value, language)): value for value in cell.values}
    return called.get(_plain(typed), typed)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def names(canvas: Canvas, sheet: str) -> list[str]:
    """Return what the rows of a sheet are called, in order; an unnamed row has an empty name."""
    return [str(name) for name in canvas.sheets[sheet][key(sheet)]]
