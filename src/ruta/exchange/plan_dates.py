"""The cells of a plan that say when: a month, a day, or a number of days; never a form that can be read in two ways.

Months and days are written as in ISO 8601 (2022-11, 2022-11-14). A date with slashes is refused even where only one
reading is possible: whoever reads the file next cannot know that it was the only one.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ruta.errors import InputError

Unit = Literal["month", "day", "number"]
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that a plan may name; beyond them a typing mistake is likelier than a plan."""
MOST_DAYS = 3660
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"\+?([0-9]{1,5})")
_OTHER = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@dataclass(frozen=True, kw_only=True)
class When:
    """One cell, read."""

    unit: Unit
    """What was written."""
    first: date = date.min
    """First day of the month, or the day; not used for a number."""
    last: date = date.min
    """Last day of the month, or the day; not used for a number."""
    number: int = 0
    """Days, where a number was written."""


def read(text: str, *, row: str, column: str) -> When:
    """Read a cell.

    Parameters
    ----------
    text
        ``2022-11``, ``2022-11-14``, or a whole number of days such as ``28`` or ``+28``.
    row, column
        How the sentence of an error names the cell.

    Raises
    ------
    InputError
        Where the cell has another form, names a day that does not exist, or fits two readings (03/04/2023).
    """
    if found := _NUMBER.fullmatch(text):
        number = int(found[1])
        if number > MOST_DAYS:
            raise InputError("plan-calendar.number-large", row=row, column=column, found=text, most=MOST_DAYS)
        return When(unit="number", number=number)
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        first = _possible(year, month, 1, text, row, column)
        return When(unit="month", first=first, last=end_of_month(first))
    if found := _DAY.fullmatch(text):
        day = _possible(int(found[1]), int(found[2]), int(found[3]), text, row, column)
        return When(unit="day", first=day, last=day)
    raise _not_ours(text, row, column)


def end_of_month(day: date) -> date:
    """Return the last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _possible(year: int, month: int, day: int, text: str, row: str, column: str) -> date:
    made = _date(year, month, day)
    if made is None:
        raise InputError("plan-calendar.date-impossible", row=row, column=column, found=text,
                         first=FIRST_YEAR, last=LAST_YEAR)  # fmt: skip
    return made


def _date(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if FIRST_YEAR <= year <= LAST_YEAR else None


def _not_ours(text: str, row: str, column: str) -> InputError:
    """Return the error for another form: with both readings, with the only one, or with the forms that we read."""
    found = _OTHER.fullmatch(text)
    if found:
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        readings = sorted({made for made in (_date(year, two, one), _date(year, one, two)) if made})
        if len(readings) == 2:
            return InputError("plan-calendar.date-two", row=row, column=column, found=text,
                              one=readings[0], two=readings[1])  # fmt: skip
        if readings:
            return InputError("plan-calendar.date-order", row=row, column=column, found=text, expected=readings[0])
    return InputError("plan-calendar.date-form", row=row, column=column, found=text or "-")
