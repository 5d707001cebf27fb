"""From the text of a column to the values of the course, and which rows cannot be read."""

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

import pandas as pd

from ruta.datasets.countries import Country
from ruta.datasets.fields import Field
from ruta.datasets.own import readings
from ruta.datasets.own.findings import Finding, codes_of, forms_of
from ruta.datasets.own.mapping import HIDDEN, ColumnMapping, allowed_blanks, allowed_values

LONGEST = 200


@dataclass
class Column:
    """A column as it is converted, and what was found in it."""

    name: str
    """In the file."""
    field: Field
    findings: list[Finding] = default(default_factory=list)

    def tell(self, kind: str, cells: "pd.Series[str]", forms: tuple[str, ...] = (), **said: str) -> None:
        """Add a finding about some cells, unless there are none."""
        if len(cells):
            rows = tuple(int(row) for row in cells.index)
            self.findings.append(Finding(kind=kind, column=self.name, rows=rows, forms=forms, said=said))


def read_column(
    name: str, cells: "pd.Series[str]", *, field: Field, mapping: ColumnMapping, country: Country, until: pd.Timestamp
) -> tuple["pd.Series[Any]", list[Finding]]:
    """Convert one column; a cell that cannot be read is missing in the result and is a finding.

    Parameters
    ----------
    name, cells
        Name of the column in the file and its text, whose index is the rows.
    field, mapping
        What it becomes and how it is read.
    country, until
        Whose file it is, and the last day that it can know of.
    """
    column = Column(name, field)
    meant = cells.map(lambda cell: mapping.values.get(cell, cell)).astype("str")
    blank = meant == ""
    given, empty = meant[~blank], meant[blank]
    if field.kind == "date":
        values = _dates(column, given, mapping.dates, until)
    elif field.kind == "whole":
        values = _whole(column, given)
    else:
        values = _text(column, given, allowed_values(field, country))
    values = values.reindex(cells.index)
    if not allowed_blanks(field):
        column.tell("blank", empty)
    elif mapping.blank == "zero":
        values[blank] = 0
    return values, column.findings


def _dates(column: Column, given: "pd.Series[str]", reading: str, until: pd.Timestamp) -> "pd.Series[Any]":
    read = readings.convert(given, reading or "iso")
    bad = given[read.isna()]
    hidden = column.field.name in HIDDEN
    column.tell(
        "date-form-hidden" if hidden else "date-form", bad, () if hidden else forms_of(bad), reading=reading or "-"
    )
    column.tell("date-future", given[read > until], until=str(until.date()))
    if column.field.name == "week":
        column.tell("not-monday", given[read.dt.day_of_week > 0])
    return read


def _whole(column: Column, given: "pd.Series[str]") -> "pd.Series[Any]":
    # No mark of thousands is read: 1.250 and 1,250 are a thousand to one office and one to another.
    plain = given.str.fullmatch("[0-9]{1,12}")
    column.tell("number-form", given[~plain], forms_of(given[~plain]))
    numbers = pd.to_numeric(given.where(plain), errors="coerce").astype("Int64")
    low = column.field.low
    if low is not None:
        column.tell("number-low", given[(numbers < int(low)).fillna(False).astype(bool)], low=str(int(low)))
    return numbers


def _text(column: Column, given: "pd.Series[str]", allowed: tuple[str, ...]) -> "pd.Series[Any]":
    if allowed:
        other = given[~given.isin(allowed)]
        column.tell("value-unknown", other, codes_of(other, given), known=", ".join(allowed))
        return given.where(given.isin(allowed))
    # Letters and digits by range: a control character in a code would write over a terminal.
    bad = given[given.str.contains(r"[\x00-\x1f\x7f]") | (given.str.len() > LONGEST)]
    column.tell("text-form", bad)
    if column.field.unique:
        column.tell("id-twice", given[given.duplicated(keep=False)])
    if column.field.pattern == "municipality":
        digits = given[given.str.fullmatch("[0-9]+")]
        longest = digits.str.len().max() if len(digits) else 0
        column.tell("zeros-lost", digits[digits.str.len() < longest], longest=str(longest))
    return given
