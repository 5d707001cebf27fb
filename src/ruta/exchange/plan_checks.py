"""What must hold in a plan, row by row, and the days that follow from it; one sentence for the first fault."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from ruta.errors import InputError
from ruta.exchange import plan_dates

CERTAINTIES = ("fixed", "tentative", "legible", "ambiguous", "unknown")
"""How sure a date is: agreed; proposed; a mark that can be read; a stroke that may be no mark; not known."""
MODALITIES = ("in-person", "virtual", "field-visit", "advice", "document")
"""Kinds of activity, after the modalities of the work plan (MIRPS Working Group, 2022); a blank is "not stated"."""
BLOCKS = ("data", "prevention", "services", "support", "experiences", "report")
"""Parts of the work plan; another plan may use its own words."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass
class Row:
    """One row of the file while it is being checked."""

    number: int
    """Its number in a spreadsheet."""
    cells: dict[str, str]
    """Its cells, by column."""
    first: date | None = None
    """First day, once known."""
    last: date | None = None
    """Last day, included, once known."""
    unit: Literal["month", "day", ""] = ""
    """Whether a month or a day is known."""
    done: bool = field(default=False, repr=False)
    """Whether the days have been worked out."""

    @property
    def name(self) -> str:
        """How a sentence names the row: number and id."""
        return f"{self.number} ({self.cells['id']})" if self.cells["id"] else str(self.number)


def checked(rows: list[tuple[int, dict[str, str]]]) -> list[Row]:
    """Check the rows of a plan and work out their days.

    Parameters
    ----------
    rows
        Number and cells of each row, from `ruta.exchange.plan_file.read_rows`.

    Raises
    ------
    InputError
        Naming the first row at fault: an id blank, ill-formed or used twice; an unknown state, modality or
        predecessor; an order that is no number; no title; a date missing, not wanted, impossible or with two readings;
        an end before its start; a start before the end of the row that it follows; rows that follow each other in a
        circle.
    """
    found = [Row(number, cells) for number, cells in rows]
    named: dict[str, Row] = {}
    for row in found:
        _check_words(row)
        if row.cells["id"] in named:
            raise InputError("plan-calendar.id-twice", row=row.name, other=named[row.cells["id"]].number)
        named[row.cells["id"]] = row
    for row in found:
        if row.cells["after"] and row.cells["after"] not in named:
            raise InputError("plan-calendar.after-unknown", row=row.name, found=row.cells["after"])
    for row in found:
        _work_out(row, named, ())
    return found


def _check_words(row: Row) -> None:
    cells = row.cells
    if not _ID.fullmatch(cells["id"]):
        raise InputError("plan-calendar.id-form", row=row.name, found=cells["id"] or "-")
    for column, known in (("certainty", CERTAINTIES), ("modality", (*MODALITIES, ""))):
        if cells[column] not in known:
            raise InputError("plan-calendar.word", row=row.name, column=column, found=cells[column] or "-",
                             expected=", ".join(filter(None, known)))  # fmt: skip
    if cells["order"] and not re.fullmatch("[1-9][0-9]{0,3}", cells["order"]):
        raise InputError("plan-calendar.order", row=row.name, found=cells["order"])
    if not cells["title_en"] and not cells["title_es"]:
        raise InputError("plan-calendar.no-title", row=row.name)


def _work_out(row: Row, named: dict[str, Row], asked_by: tuple[str, ...]) -> None:
    """Work out the days of a row, first those of the row that it follows."""
    if row.done:
        return
    if row.cells["id"] in asked_by:
        raise InputError("plan-calendar.circle", row=row.name, path=", ".join([*asked_by, row.cells["id"]]))
    before = named.get(row.cells["after"])
    if before:
        _work_out(before, named, (*asked_by, row.cells["id"]))
    _set_days(row, before)
    row.done = True
    if before and before.last and row.first and row.first <= before.last:
        raise InputError("plan-calendar.too-early", row=row.name, first=row.first, other=before.name, last=before.last)


def _set_days(row: Row, before: Row | None) -> None:
    cells = row.cells
    if cells["certainty"] == "unknown":
        for column in ("first", "last"):
            if cells[column]:
                raise InputError("plan-calendar.date-unwanted", row=row.name, column=column, found=cells[column])
        return
    if not cells["first"]:
        raise InputError("plan-calendar.date-missing", row=row.name, found=cells["certainty"])
    first = plan_dates.read(cells["first"], row=row.name, column="first")
    if first.unit == "number":
        row.first = row.last = _days_after(row, before, first.number)
        row.unit = "day"
    else:
        row.first, row.last, row.unit = first.first, first.last, first.unit
    if cells["last"]:
        _set_last(row, plan_dates.read(cells["last"], row=row.name, column="last"))


def _days_after(row: Row, before: Row | None, days: int) -> date:
    if before is None:
        raise InputError("plan-calendar.number-alone", row=row.name, found=days)
    if before.last is None:
        raise InputError("plan-calendar.after-undated", row=row.name, found=days, other=before.name)
    return _within(row, before.last, days)


def _set_last(row: Row, last: plan_dates.When) -> None:
    start = row.first or date.min
    if last.unit == "number" and row.unit == "day":
        row.last = _within(row, start, last.number)
    elif last.unit == row.unit:
        row.last = last.last
    else:
        raise InputError("plan-calendar.units", row=row.name, first=row.cells["first"], last=row.cells["last"])
    if row.last < start:
        raise InputError("plan-calendar.end-before-start", row=row.name, first=start, last=row.last)


def _within(row: Row, start: date, days: int) -> date:
    day = start + timedelta(days=days)
    if day.year > plan_dates.LAST_YEAR:
        raise InputError("plan-calendar.too-late", row=row.name, found=day, last=plan_dates.LAST_YEAR)
    return day
