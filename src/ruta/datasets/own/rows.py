"""What cannot be true of a row, whatever its cells say one by one."""

from collections.abc import Iterator, Mapping

import pandas as pd

from ruta.datasets.own.findings import Finding
from ruta.datasets.own.mapping import STEPS
from ruta.datasets.schemas import TABLES

_BEFORE = {
    "declarations": (("event_date", "declared_on"), ("birth_date", "event_date"), ("birth_date", "declared_on")),
    "weekly-incidents": (),
    "service-requests": (*(("requested_on", step) for step in STEPS), *((name, "cut_off") for name in STEPS),
                         ("requested_on", "cut_off")),
}  # fmt: skip
"""Pairs of dates of which the first cannot be the later one."""


def check(table: pd.DataFrame, name: str, *, called: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what does not hold between the columns of a converted table.

    Parameters
    ----------
    table
        The columns of the course; the index is the rows of the file.
    name
        One of `ruta.datasets.own.OWN_TABLES`.
    called
        What the file calls the columns of the course: the report goes to the office, which knows its own names.
    """

    def said(column: str) -> str:
        return called.get(column, column)

    for first, second in _BEFORE[name]:
        yield from _found("order", f"{said(first)}, {said(second)}", table.index[table[first] > table[second]],
                     earlier=said(first), later=said(second))  # fmt: skip
    if name == "service-requests":
        both = table["served_on"].notna() & table["withdrawn_on"].notna()
        yield from _found("two-ends", f"{said('served_on')}, {said('withdrawn_on')}", table.index[both])
        yield from _found("two-cut-offs", said("cut_off"), _others(table["cut_off"]))
    key = list(TABLES[name].key)
    if len(key) > 1:
        twice = table.duplicated(key, keep=False) & table[key].notna().all(axis="columns")
        yield from _found("key-twice", ", ".join(map(said, key)), table.index[twice])


def _others(dates: "pd.Series[pd.Timestamp]") -> "pd.Index[int]":
    """Return the rows whose date is not the commonest one."""
    common = dates.mode()
    return dates.index[dates.notna() & (dates != common.iloc[0])] if len(common) else dates.index[:0]


def _found(kind: str, column: str, rows: "pd.Index[int]", **said: str) -> Iterator[Finding]:
    if len(rows):
        yield Finding(kind=kind, column=column, rows=tuple(int(row) for row in rows), said=said)
