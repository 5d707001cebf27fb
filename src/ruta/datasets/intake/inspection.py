"""Inspecting a register of declarations: one file in, its table and everything that does not hold out."""

from datetime import date
from pathlib import Path

import pandas as pd

from ruta.datasets.countries import Country, find
from ruta.datasets.fields import Field
from ruta.datasets.intake import cells as check
from ruta.datasets.intake.collect import Collected
from ruta.datasets.intake.dates import Dates, check_dates, check_sequence
from ruta.datasets.intake.decode import decode
from ruta.datasets.intake.findings import Finding, Inspection
from ruta.datasets.intake.layout import Sheet, lay_out
from ruta.datasets.schema_people import DECLARATIONS
from ruta.errors import InputError

COUNTRY = "iso3"
"""A column that the shipped file has, for it holds four countries; an office's own need not have it."""


def examine(source: str | Path | bytes, *, country: str, until: date | None = None) -> Inspection:
    """Read a register of declarations and say, row by row, what does not hold; nothing is repaired.

    Parameters
    ----------
    source
        A CSV file with the columns of the table ``declarations``, or its bytes.
    country
        ISO 3166-1 alpha-3 code, one of `ruta.datasets.COUNTRIES`.
    until
        Last day that the file can know of: a later date is a finding. Today where none is given.

    Raises
    ------
    InputError
        For an unknown country, and where there is no such file. A file that holds no register is a finding.
    """
    found = find(country)
    if not isinstance(source, bytes):
        path = Path(source)
        if not path.is_file():
            raise InputError("intake.no-file", file=str(source))
        source = path.read_bytes()
    return examine_bytes(source, country=found, until=until or date.today())


def examine_bytes(data: bytes, *, country: Country, until: date) -> Inspection:
    """Return what `examine` returns, from the bytes of a file; the same for the same arguments."""
    collected = Collected()
    fields = {field.name: field for field in DECLARATIONS.fields}
    decoded = decode(data, collected)
    sheet = lay_out(decoded, [COUNTRY, *fields], frozenset({COUNTRY}), collected) if decoded else None
    if sheet is None:
        table = pd.DataFrame(columns=list(fields), dtype="str")
    else:
        table = sheet.table
        _check(sheet, fields, country, until, collected)
    return Inspection(table=table, findings=_in_order(collected), notes=tuple(collected.notes))


def _check(sheet: Sheet, fields: dict[str, Field], country: Country, until: date, collected: Collected) -> None:
    labels = [str(label) for label in sheet.table.columns]
    # By position: a name may stand in the header twice.
    for place, label in enumerate(labels):
        check.check_any(label, sheet.column(place), collected)
    dates: dict[str, Dates] = {}
    for name, place in sheet.places.items():
        label = labels[place]
        field = fields.get(name, Field(COUNTRY, "text", "", values=(country.iso3,)))
        check.check_blank(field, label, sheet.column(place), collected)
        read = _check_column(field, country, until, label, sheet.column(place), collected)
        if read is not None:
            dates[name] = read
    check_sequence(dates, {name: labels[place] for name, place in sheet.places.items()}, collected)
    for place, label in enumerate(labels):
        cells = sheet.column(place)
        collected.add_all("spaces", label, cells[cells != cells.str.strip()])


def _check_column(
    field: Field, country: Country, until: date, label: str, cells: "pd.Series[str]", collected: Collected
) -> "Dates | None":
    """Report what is wrong with the cells of a column that have no finding yet; return the dates that it holds."""
    trimmed: pd.Series[str] = cells.str.strip()
    given = trimmed[(trimmed != "") & collected.free(label, trimmed.index)]
    if field.kind == "date":
        return check_dates(label, given, until, collected)
    if field.pattern:
        check.check_code(field, country, label, given, collected)
    if field.values:
        check.check_values(field.values, label, given, collected)
    if field.unique:
        check.check_unique(label, given, collected)
    if field.name in check.NAMES:
        check.check_name(label, given, collected)
    return None


def _in_order(collected: Collected) -> tuple[Finding, ...]:
    return tuple(sorted(collected.findings, key=lambda finding: finding.row or 0))
