"""Dates as people and spreadsheets write them: which order they are in, and whether they are possible."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import pandas as pd

from ruta.datasets.intake.collect import Collected, rows_and_cells

_WRITTEN = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SERIAL = r"[1-6][0-9]{4}(?:\.[0-9]+)?"
# Day 0 of a spreadsheet, such that its numbers after February 1900 are right (it holds that 1900 was a leap year).
_SERIAL_START = pd.Timestamp("1899-12-30")
Dates: TypeAlias = "pd.Series[pd.Timestamp]"


@dataclass(frozen=True)
class Read:
    """The cells of a column of dates, read in each way in which they can be; NaT where they cannot."""

    iso: Dates
    day_first: Dates
    month_first: Dates
    same: "pd.Series[bool]"
    """Whether both orders give the same day, as in 05/05/2024."""

    @property
    def ambiguous(self) -> "pd.Series[bool]":
        """Whether both orders give a day, and not the same."""
        return self.day_first.notna() & self.month_first.notna() & ~self.same


def check_dates(column: str, cells: "pd.Series[str]", until: date, collected: Collected) -> Dates:
    """Report what is wrong with dates; return those that can be read in one way only and are not in the future.

    Parameters
    ----------
    column, cells
        Name of the column and its cells that are not blank.
    until
        Last day that the file can know of.
    collected
        Where what is found is added.
    """
    read = _read(cells)
    order = _one_order(read)
    if order:
        collected.add("date-order", column=column, found=str(cells[read.iso.isna()].iloc[0]),
                      order={"day-first": "DD/MM/YYYY", "month-first": "MM/DD/YYYY"}[order],
                      ambiguous=int(read.ambiguous.sum()))  # fmt: skip
        known = read.day_first if order == "day-first" else read.month_first
        rest = cells[known.isna()]
    else:
        known = read.iso.fillna(read.day_first.where(read.month_first.isna() | read.same))
        known = known.fillna(read.month_first.where(read.day_first.isna()))
        _report_orders(column, cells, read, collected)
        rest = cells[read.iso.isna() & read.day_first.isna() & read.month_first.isna()]
    serial = rest.str.fullmatch(_SERIAL)
    for row, cell in rows_and_cells(rest[serial]):
        day = _SERIAL_START + pd.Timedelta(days=int(float(cell)))
        collected.add("date-serial", row=row, column=column, found=cell, day=day.date())
    collected.add_all("date-form", column, rest[~serial])
    collected.add_all("date-future", column, cells[known > pd.Timestamp(until)], until=until)
    return known.where(known <= pd.Timestamp(until))


def _read(cells: "pd.Series[str]") -> Read:
    # Two cells out of order are two cells: to_datetime must not guess, so every form is given to it.
    iso = pd.to_datetime(cells.where(cells.str.fullmatch(_ISO)), format="%Y-%m-%d", errors="coerce")
    parts = cells.str.extract(f"^{_WRITTEN}$")
    joined = parts[0] + "/" + parts[1] + "/" + parts[2]
    return Read(
        iso=iso,
        day_first=pd.to_datetime(joined, format="%d/%m/%Y", errors="coerce"),
        month_first=pd.to_datetime(joined, format="%m/%d/%Y", errors="coerce"),
        same=parts[0].str.zfill(2) == parts[1].str.zfill(2),
    )


def _one_order(read: Read) -> str:
    """Return the order of a column that is written in one order throughout; empty for any other.

    One finding says more about such a column than one for each row. It is so only where no date is as expected, at
    least one fits that order alone, and none fits the other alone.
    """
    only_day, only_month = (
        (one.notna() & other.isna()).any()
        for one, other in ((read.day_first, read.month_first), (read.month_first, read.day_first))
    )
    if read.iso.notna().any() or only_day == only_month:
        return ""
    return "day-first" if only_day else "month-first"


def _report_orders(column: str, cells: "pd.Series[str]", read: Read, collected: Collected) -> None:
    for row, cell in rows_and_cells(cells[read.day_first.notna() | read.month_first.notna()]):
        day, month = (
            None if pd.isna(found) else found.date() for found in (read.day_first[row], read.month_first[row])
        )
        if read.ambiguous[row]:
            collected.add("date-ambiguous", row=row, column=column, found=cell, day_first=day, month_first=month)
        elif day:
            collected.add("date-day-first", row=row, column=column, found=cell, expected=day)
        else:
            collected.add("date-month-first", row=row, column=column, found=cell, expected=month)


def check_sequence(dates: dict[str, Dates], names: dict[str, str], collected: Collected) -> None:
    """Report persons born after their event or declaration, and declarations made before their event.

    Parameters
    ----------
    dates
        The dates of ``birth_date``, ``event_date`` and ``declared_on``, as far as the file has them.
    names
        How the file spells each of these columns.
    collected
        Where what is found is added.
    """
    for earlier, later, kind, blamed in (
        ("birth_date", "event_date", "born-late", "birth_date"),
        ("birth_date", "declared_on", "born-late", "birth_date"),
        ("event_date", "declared_on", "declared-early", "declared_on"),
    ):
        if earlier not in dates or later not in dates:
            continue
        for row in dates[earlier].index[dates[earlier] > dates[later].reindex(dates[earlier].index)].tolist():
            collected.add(kind, row=row, column=names[blamed], found=str(dates[blamed][row].date()),
                          other=names[later if blamed == earlier else earlier],
                          day=dates[later if blamed == earlier else earlier][row].date())  # fmt: skip
