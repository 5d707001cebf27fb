"""A mapping as data: which column of an office's file is which column of the course, and how its cells are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ruta import messages
from ruta.datasets import files
from ruta.datasets.countries import Country
from ruta.datasets.fields import Field
from ruta.datasets.schemas import TABLES

OWN_TABLES = ("declarations", "weekly-incidents", "service-requests")
"""The tables that an office can bring: a register, a series of incidents, a log of services."""
READINGS = ("iso", "day-first", "month-first", "serial")
"""How a date is written: 2024-05-31, 31/05/2024, 05/31/2024, or the number of days of a spreadsheet."""
BLANKS = ("unknown", "not-happened", "zero")
"""What an empty cell says: nobody knows; it had not happened when the file was made; none."""
ONE_VALUE = {"service-requests": ("cut_off",)}
"""Columns that an export often lacks, because they hold one value for the whole file: the mapping may give it."""
NEEDED = {"weekly-incidents": ("incidents",), "service-requests": ("served_on", "withdrawn_on")}
"""Columns whose cells may be blank and that must be in the file: without them all would be silent, or all waiting."""
COVERAGE = {"declarations": "declared_on", "weekly-incidents": "week", "service-requests": "requested_on"}
"""The day that says from when to when a file goes."""
STEPS = ("referred_on", "accepted_on", "served_on", "withdrawn_on")
"""Steps of a request: a date of these that is merely unknown would make a person wait who was served long ago."""
NAMES = ("given_names", "surname_1", "surname_2")
HIDDEN = (*NAMES, "declaration_id", "request_id", "person_id", "birth_date")
"""Columns that say who a person is: no report shows anything of a cell of theirs."""


@dataclass(frozen=True, kw_only=True)
class ColumnMapping:
    """What one column of the file is."""

    to: str
    """Column of the course."""
    dates: str = ""
    """One of `READINGS` for a column of dates; empty while nobody has decided."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What a cell of the file becomes, such as ``Mujer`` to ``F``; empty for a blank."""
    blank: str = ""
    """One of `BLANKS`; empty while nobody has decided."""
    suggested: bool = False
    """Whether a program proposed it and no person has confirmed it: then it is not used."""


@dataclass(frozen=True, kw_only=True)
class TableMapping:
    """What a file is."""

    table: str
    """One of `OWN_TABLES`."""
    columns: Mapping[str, ColumnMapping]
    """By the name of the column in the file; a column that is not named is not read."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Columns of the course that the file lacks and that hold one value throughout, such as ``cut_off``."""
    encoding: str = "utf-8"
    """What the file is written in."""


def fields(table: str) -> dict[str, Field]:
    """Return the columns of a table by name."""
    return {each.name: each for each in TABLES[table].fields}


def meaning(table: str, name: str, *, language: str) -> str:
    """Return what a column of the course holds, in a few words: its name is English, and short."""
    whole = messages.text(f"datasets.{table}.{name}", language=language)
    # What follows the first sentence speaks of the course's invented table.
    return re.split("[;.]", whole)[0]


def allowed_values(field: Field, country: Country) -> tuple[str, ...]:
    """Return the codes that a column may hold; none where any text may stand there."""
    if field.pattern == "area":
        return tuple(code for iso3, code, _, _ in files.areas() if iso3 == country.iso3)
    return field.values


def allowed_blanks(field: Field) -> tuple[str, ...]:
    """Return what a blank of a column can mean if the table is to be used; empty where it must be filled."""
    if field.name in STEPS:
        return ("not-happened",)
    if not field.blank:
        return ()
    return ("unknown", "zero") if field.kind == "whole" else ("unknown",)
