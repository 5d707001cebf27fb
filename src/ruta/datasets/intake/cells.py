"""What can be wrong with a cell of any column, and with one that holds a code, a name or an id."""

import re

import pandas as pd

from ruta.datasets import files
from ruta.datasets.countries import Country
from ruta.datasets.fields import PATTERNS, Field
from ruta.datasets.intake.collect import Collected, rows_and_cells
from ruta.datasets.intake.decode import undone

MOST_BLANK = 0.10
"""A column with a larger share of blanks is a finding of its own."""
BLANK_WORDS = (
    *("-", "--", "---", ".", "n/a", "n/d", "s/d", "null", "none", "nan"),
    *("sin dato", "sin datos", "no aplica", "no disponible", "not available"),
)
NAMES = ("given_names", "surname_1", "surname_2")
# Letters and digits by their range: what \w and \d mean differs between the engines that pandas may use.
LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_MAYBE_UNDONE, _LOST = "[ÂÃâ]", rf"�|{LETTER}\?{LETTER}"
_DECIMAL = r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+"
_ZERO_LOST = re.compile(r"([A-Z]{2}-[A-Z]{2,3})-([0-9])")


def check_any(column: str, cells: "pd.Series[str]", collected: Collected) -> None:
    """Report what is wrong with a cell whatever its column holds."""
    for row, cell in rows_and_cells(cells[cells.str.contains(_MAYBE_UNDONE)]):
        if undone(cell) != cell:
            collected.add("mojibake", row=row, column=column, found=cell, meant=undone(cell))
    collected.add_all("character-lost", column, cells[cells.str.contains(_LOST)])
    collected.add_all("line-break", column, cells[cells.str.contains(r"[\r\n]")])
    words = cells.str.strip().str.lower()
    # A spreadsheet writes its own errors (#REF!, #N/A, #####) into the file.
    collected.add_all("blank-word", column, cells[words.isin(BLANK_WORDS) | words.str.startswith("#")])
    collected.add_all("decimal-comma", column, cells[cells.str.strip().str.fullmatch(_DECIMAL)])


def check_blank(field: Field, column: str, cells: "pd.Series[str]", collected: Collected) -> None:
    """Report blank cells: findings where the column must be filled, notes where it need not be, and a large share."""
    blank = cells[cells.str.strip() == ""]
    if field.blank:
        for row in blank.index.tolist():
            collected.note("blank-allowed", row=row, column=column)
    else:
        collected.add_all("blank", column, blank)
    if len(blank) > MOST_BLANK * len(cells):
        share = f"{100 * len(blank) / len(cells):.1f}"
        collected.add("blank-column", column=column, found=f"{share} %", blank=len(blank), rows=len(cells),
                      most=f"{100 * MOST_BLANK:.0f}")  # fmt: skip


def check_code(field: Field, country: Country, column: str, cells: "pd.Series[str]", collected: Collected) -> None:
    """Report codes of municipalities that lost a zero, have another form or lie in no area of the country."""
    areas = [code for iso3, code, _, _ in files.areas() if iso3 == country.iso3]
    for row, cell in rows_and_cells(cells[~cells.str.fullmatch(PATTERNS[field.pattern])]):
        lost = _ZERO_LOST.fullmatch(cell)
        if lost:
            collected.add("zeros-lost", row=row, column=column, found=cell, expected=f"{lost[1]}-0{lost[2]}")
        else:
            collected.add("code-form", row=row, column=column, found=cell, example=f"{areas[0]}-01")
    area = cells.str.rpartition("-")[0] if len(cells) else cells
    elsewhere = cells[~area.isin(areas)]
    collected.add_all("area-unknown", column, elsewhere, country=country.iso3, areas=", ".join(areas))


def check_values(values: tuple[str, ...], column: str, cells: "pd.Series[str]", collected: Collected) -> None:
    """Report cells that are none of the values of a list."""
    collected.add_all("value-unknown", column, cells[~cells.isin(values)], values=", ".join(values))


def check_unique(column: str, cells: "pd.Series[str]", collected: Collected) -> None:
    """Report ids that stand in an earlier row already, with that row."""
    first = pd.Series(cells.index, index=cells.index).groupby(cells).transform("min")
    for row, cell in rows_and_cells(cells[cells.duplicated()]):
        collected.add("id-twice", row=row, column=column, found=cell, first=first[row])


def check_name(column: str, cells: "pd.Series[str]", collected: Collected) -> None:
    """Report names of one letter, with or without a full stop."""
    collected.add_all("one-letter", column, cells[cells.str.fullmatch(rf"{LETTER}\.?")])
