"""The way back: a table of the course as the office would have written it."""

from typing import Any

import pandas as pd

from ruta.datasets.own.mapping import TableMapping, fields

_FORMS = {"iso": "%Y-%m-%d", "day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}
_SERIAL_START = pd.Timestamp("1899-12-30")


def write_back(table: pd.DataFrame, mapping: TableMapping) -> pd.DataFrame:
    """Return the columns of the file that a mapping reads, as text: `convert` gives the table back.

    Parameters
    ----------
    table
        A table of the course.
    mapping
        Of a file that could hold it. Where two values of the file mean one of the course, the first is written.
    """
    kinds = {name: field.kind for name, field in fields(mapping.table).items()}
    written = {}
    for name, column in mapping.columns.items():
        values = table[column.to]
        if kinds[column.to] == "date":
            text = _days(values, column.dates)
        else:
            text = values.astype("str").where(values.notna(), "")
        first: dict[str, str] = {}
        for own, code in column.values.items():
            first.setdefault(code, own)
        written[name] = text.map(lambda cell, first=first: first.get(cell, cell)).astype("str")
    return pd.DataFrame(written)


def _days(values: "pd.Series[Any]", reading: str) -> "pd.Series[str]":
    if reading == "serial":
        text = (values - _SERIAL_START).dt.days.astype("Int64").astype("str")
    else:
        text = values.dt.strftime(_FORMS[reading]).astype("str")
    return text.where(values.notna(), "")
