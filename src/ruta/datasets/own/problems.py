"""What is wrong with a mapping as a whole, held against the file: each problem one sentence, all of them at once."""

from collections import Counter

import pandas as pd

from ruta import messages
from ruta.datasets.countries import Country, find
from ruta.datasets.own import readings
from ruta.datasets.own.mapping import (
    NEEDED,
    ONE_VALUE,
    ColumnMapping,
    TableMapping,
    allowed_blanks,
    allowed_values,
    fields,
    meaning,
)
from ruta.datasets.own.source import Source
from ruta.errors import InputError


class _OfColumn(InputError):
    """Names a column of the course and what it holds: nobody outside the course knows the name alone."""

    def sentence(self, language: str | None = None) -> str:
        language = language or messages.current_language()
        holds = meaning(str(self.params["table"]), str(self.params["to"]), language=language)
        return messages.text(self.code, language=language, **self.params, meaning=holds)


def problems(mapping: TableMapping, source: Source, *, country: str) -> list[InputError]:
    """Return everything that a person must still settle before the file can be converted.

    Parameters
    ----------
    mapping
        As a person made it.
    source
        The file, from `ruta.datasets.own.read`.
    country
        Whose file it is: ISO 3166-1 alpha-3 code, one of `ruta.datasets.COUNTRIES`.

    Returns
    -------
    list of InputError
        None where the mapping is whole: no column that is not there, none mapped twice, none of the needed ones
        without a column, no suggestion that nobody confirmed, every date with a reading, every blank with a meaning.
    """
    known, place = fields(mapping.table), find(country)
    found: list[InputError] = []
    for name, column in mapping.columns.items():
        if name not in source.table:
            names = ", ".join(map(str, source.table.columns))
            found.append(InputError("own.column-not-in-file", file=source.name, column=name, found=names))
        elif column.to not in known:
            names = ", ".join(known)
            found.append(InputError("own.column-unknown", column=name, to=column.to, table=mapping.table, known=names))
        else:
            if column.suggested:
                found.append(_OfColumn("own.unconfirmed", column=name, to=column.to, table=mapping.table))
            found += _undecided(name, column, source.table[name], mapping, place)
    return found + _wanting(mapping) + _constants(mapping)


def _wanting(mapping: TableMapping) -> list[InputError]:
    known, found = fields(mapping.table), []
    targets = Counter(column.to for column in mapping.columns.values())
    for to, times in targets.items():
        if times > 1:
            names = ", ".join(name for name, column in mapping.columns.items() if column.to == to)
            found.append(InputError("own.mapped-twice", to=to, columns=names))
    for name, field in known.items():
        must = not field.blank or name in NEEDED.get(mapping.table, ())
        if must and name not in targets and name not in mapping.constants:
            extra = "constant" if name in ONE_VALUE.get(mapping.table, ()) else "needed"
            found.append(_OfColumn(f"own.unmapped-{extra}", to=name, table=mapping.table))
    return found


def _constants(mapping: TableMapping) -> list[InputError]:
    found = []
    for name, value in mapping.constants.items():
        if name not in ONE_VALUE.get(mapping.table, ()):
            found.append(InputError("own.constant-unknown", name=name, table=mapping.table))
        elif any(column.to == name for column in mapping.columns.values()):
            found.append(InputError("own.constant-twice", name=name))
        elif readings.convert(pd.Series([value]), "iso").isna().any():
            found.append(InputError("own.constant-date", name=name, found=value))
    return found


def _undecided(
    name: str, column: ColumnMapping, cells: "pd.Series[str]", mapping: TableMapping, country: Country
) -> list[InputError]:
    """Return what nobody has decided about a column that is mapped."""
    field = fields(mapping.table)[column.to]
    meant = cells.replace(dict(column.values))
    filled, blank = meant[meant != ""], int((meant == "").sum())
    found = []
    if field.kind == "date" and not column.dates and len(filled):
        found.append(readings.question(name, filled))
    if field.kind != "date" and column.dates:
        found.append(InputError("own.dates-elsewhere", column=name, to=column.to))
    allowed = allowed_values(field, country)
    for value in column.values.values():
        if value and allowed and value not in allowed:
            found.append(InputError("own.value-target", column=name, found=value, known=", ".join(allowed)))
    meanings = allowed_blanks(field)
    if blank and meanings and not column.blank:
        found.append(InputError("own.blank-undecided", column=name, to=column.to, blank=blank))
    elif blank and column.blank and meanings and column.blank not in meanings:
        found.append(InputError(f"own.blank-{column.blank}", column=name, to=column.to, blank=blank))
    return found
