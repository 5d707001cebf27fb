"""Who has completed what: the list of a class, as a facilitator writes it.

Two forms are read: one row for each person, with all modules in the column ``modules``; or the table ``persons.csv`` of
``ruta results`` with columns added, where a person has one row for each ``pillar``.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from ruta.classroom.results_files import PERSON_COLUMNS
from ruta.errors import InputError
from ruta.exchange import plan_dates
from ruta.exchange.plan_file import read_table

Kind = Literal["pseudonym", "name"]
KINDS: tuple[Kind, ...] = ("pseudonym", "name")
"""Columns of which a list has exactly one: how the facilitator names the persons."""
OF_MODULES = ("modules", "pillar")
"""Columns of which a list has exactly one."""
NEEDED, ALLOWED = ("date", "hours"), ("completed", "valid_until")
MOST_PERSONS, MOST_HOURS, LONGEST = 1000, 999, 120
_COMPLETED = {"yes": True, "sí": True, "si": True, "x": True, "no": False, "": False}
_HOURS = re.compile(r"[0-9]{1,3}(\.[0-9])?")


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What one person has completed."""

    row: int
    """Row of the list, the header being row 1."""
    person: str
    """The pseudonym or the name, as the facilitator wrote it."""
    kind: Kind
    """Which of both."""
    modules: tuple[str, ...]
    """Ids of pillars or of single lessons, as written."""
    day: date
    """When it was completed."""
    hours: Decimal
    """Hours of work, as the facilitator counted them; one decimal at most."""
    until: date | None = None
    """Last day on which the certificate is valid; None where it has no end."""


def load(path: Path, *, today: date) -> tuple[Completion, ...]:
    """Read the list of a class.

    Parameters
    ----------
    path
        A CSV in UTF-8, separated by commas or semicolons. Columns: ``pseudonym`` or ``name``; ``modules`` or
        ``pillar``; ``date``; ``hours``; where wanted ``completed`` (yes, no; a blank is a no) and ``valid_until``.
    today
        A certificate says what has happened: no date may be later.

    Returns
    -------
    tuple[Completion, ...]
        One for each person who has completed something, in the order of the list.

    Raises
    ------
    InputError
        Naming the file, and the row and column where it is about one.
    """
    header, rows = read_table(path)
    kind, of_modules = _columns(path, header)
    done = [
        _completion(path, number, cells, kind=kind, of_modules=of_modules, today=today)
        for number, cells in rows
        if _is_completed(path, number, cells.get("completed", "yes"))
    ]
    if not done:
        raise InputError("certificate.nobody", file=path)
    found = _by_person(path, done) if of_modules == "pillar" else _each_once(path, done)
    if len(found) > MOST_PERSONS:
        raise InputError("certificate.many-persons", file=path, found=len(found), most=MOST_PERSONS)
    return found


def alike(completions: Sequence[Completion]) -> list[InputError]:
    """Return a warning for each group of persons whose names differ by capitals or accents only."""
    groups: dict[str, list[str]] = defaultdict(list)
    for each in completions:
        apart = unicodedata.normalize("NFKD", each.person.casefold())
        groups["".join(sign for sign in apart if not unicodedata.combining(sign))].append(each.person)
    return [InputError("certificate.alike", persons=" / ".join(group)) for group in groups.values() if len(group) > 1]


def _columns(path: Path, header: list[str]) -> tuple[Kind, str]:
    kinds = [kind for kind in KINDS if kind in header]
    of_modules = [column for column in OF_MODULES if column in header]
    known = {*KINDS, *OF_MODULES, *NEEDED, *ALLOWED, *(PERSON_COLUMNS if "pillar" in header else ())}
    strange = [column for column in header if column and column not in known]
    twice = len({*header} - {""}) != len([column for column in header if column])
    if len(kinds) != 1 or len(of_modules) != 1 or not {*NEEDED} <= {*header} or strange or twice:
        raise InputError("certificate.columns", file=path, found=", ".join(filter(None, header)))
    return kinds[0], of_modules[0]


def _is_completed(path: Path, row: int, cell: str) -> bool:
    if cell.casefold() not in _COMPLETED:
        raise InputError("certificate.completed", file=path, row=row, found=cell)
    return _COMPLETED[cell.casefold()]


def _completion(
    path: Path, row: int, cells: Mapping[str, str], *, kind: Kind, of_modules: str, today: date
) -> Completion:
    # An apostrophe before a sign that a spreadsheet would compute comes from `ruta results`, not from the person.
    person = re.sub(r"^'(?=[=+@-])", "", cells[kind])
    if not person or len(person) > LONGEST:
        raise InputError("certificate.person", file=path, row=row, column=kind, found=person or "-", most=LONGEST)
    modules = tuple(re.findall(r"[^;,\s]+", cells[of_modules]))
    if not modules:
        raise InputError("certificate.no-module", file=path, row=row, column=of_modules)
    day = _day(path, row, "date", cells["date"])
    if day > today:
        raise InputError("certificate.future", file=path, row=row, found=day, today=today)
    until = _day(path, row, "valid_until", cells["valid_until"]) if cells.get("valid_until") else None
    if until is not None and until < day:
        raise InputError("certificate.until", file=path, row=row, found=until, day=day)
    return Completion(row=row, person=person, kind=kind, modules=modules, day=day,
                      hours=_hours(path, row, cells["hours"]), until=until)  # fmt: skip


def _day(path: Path, row: int, column: str, cell: str) -> date:
    try:
        when = plan_dates.read(cell, row=str(row), column=column)
    except InputError as error:
        # The sentence of a plan offers months and numbers of days too, which no certificate can bear.
        if error.code not in ("plan-calendar.date-form", "plan-calendar.number-large"):
            raise
        raise InputError("certificate.day-form", file=path, row=row, column=column, found=cell or "-") from error
    if when.unit != "day":
        raise InputError("certificate.day-form", file=path, row=row, column=column, found=cell)
    return when.first


def _hours(path: Path, row: int, cell: str) -> Decimal:
    if not _HOURS.fullmatch(cell) or not Decimal(cell):
        raise InputError("certificate.hours-form", file=path, row=row, found=cell or "-", most=MOST_HOURS)
    return Decimal(cell)


def _each_once(path: Path, done: list[Completion]) -> tuple[Completion, ...]:
    seen: dict[str, int] = {}
    for each in done:
        if each.person in seen:
            raise _twice(path, each, seen[each.person])
        seen[each.person] = each.row
    return tuple(done)


def _by_person(path: Path, done: list[Completion]) -> tuple[Completion, ...]:
    """Return one for each person: hours are added up, and the last date counts."""
    found: dict[str, Completion] = {}
    rows: dict[tuple[str, tuple[str, ...]], int] = {}
    for each in done:
        if (each.person, each.modules) in rows:
            raise _twice(path, each, rows[each.person, each.modules])
        rows[each.person, each.modules] = each.row
        before = found.get(each.person)
        found[each.person] = each if before is None else _joined(path, before, each)
    return tuple(found.values())


def _joined(path: Path, one: Completion, two: Completion) -> Completion:
    if one.until != two.until:
        raise InputError("certificate.until-differs", file=path, row=two.row, other=one.row, person=two.person)
    return replace(one, modules=one.modules + two.modules, day=max(one.day, two.day), hours=one.hours + two.hours)


def _twice(path: Path, each: Completion, other: int) -> InputError:
    return InputError("certificate.twice", file=path, row=each.row, other=other, person=each.person)
