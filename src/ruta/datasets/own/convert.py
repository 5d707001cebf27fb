"""From an office's file and a mapping to a table of the course, with what does not hold; nothing repaired."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from ruta.datasets import frames
from ruta.datasets.countries import find
from ruta.datasets.own import rows as across
from ruta.datasets.own.cells import read_column
from ruta.datasets.own.findings import Finding
from ruta.datasets.own.mapping import TableMapping, fields
from ruta.datasets.own.problems import problems
from ruta.datasets.own.source import Source


@dataclass(frozen=True, kw_only=True)
class Converted:
    """An office's table in the form of the course."""

    table: pd.DataFrame
    """Columns, order and types as in the table of the course; the rows in which nothing was found."""
    findings: tuple[Finding, ...]
    """What does not hold."""
    rows: int
    """Rows of the file that hold anything."""
    faulty: tuple[int, ...]
    """Rows with a finding; they are not in the table."""
    unused: tuple[str, ...]
    """Columns of the file that the mapping does not name."""
    absent: tuple[str, ...]
    """Columns of the course that the file does not have: blank throughout, that is, unknown."""


def convert(source: Source, mapping: TableMapping, *, country: str, until: date | None = None) -> Converted:
    """Convert a file.

    Parameters
    ----------
    source
        From `ruta.datasets.own.read`.
    mapping
        How its columns are to be read.
    country
        ISO 3166-1 alpha-3 code, one of `ruta.datasets.COUNTRIES`.
    until
        Last day that the file can know of; today where none is given.

    Raises
    ------
    InputError
        The first of `ruta.datasets.own.problems`: a mapping that is not settled converts nothing.
    """
    found = find(country)
    for problem in problems(mapping, source, country=country):
        raise problem
    last = pd.Timestamp(until or date.today())
    schema = fields(mapping.table)
    index = source.table.index
    columns: dict[str, pd.Series[Any]] = {}
    findings: list[Finding] = []
    if source.broken:
        findings.append(Finding(kind="row-length", column="-", rows=source.broken))
    for name, column in mapping.columns.items():
        columns[column.to], told = read_column(
            name, source.table[name], field=schema[column.to], mapping=column, country=found, until=last
        )
        findings += told
    for name, value in mapping.constants.items():
        columns[name] = pd.Series(pd.Timestamp(value), index=index)
    absent = tuple(name for name in schema if name not in columns)
    whole = pd.DataFrame({name: columns.get(name, _nothing(schema[name].kind, index)) for name in schema}, index=index)
    called = {column.to: name for name, column in mapping.columns.items()}
    findings += across.check(whole, mapping.table, called=called)
    faulty = tuple(sorted({row for finding in findings for row in finding.rows}))
    kept = whole[~whole.index.isin(faulty)]
    return Converted(
        table=frames.conform(kept, mapping.table),
        findings=tuple(findings),
        rows=len(whole) + len(source.broken),
        faulty=faulty,
        unused=tuple(str(name) for name in source.table if name not in mapping.columns),
        absent=absent,
    )


def _nothing(kind: str, index: "pd.Index[int]") -> "pd.Series[Any]":
    types: dict[str, Any] = {"date": "datetime64[us]", "whole": "Int64"}
    nothing: pd.Series[Any] = pd.Series(None, index=index, dtype=types.get(kind, "str"))
    return nothing
