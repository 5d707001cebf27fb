"""Reading dates in the way that a person has chosen, and saying which ways a column would allow."""

import pandas as pd

from ruta.datasets.own.mapping import READINGS
from ruta.errors import InputError

_FORMS = {"iso": "%Y-%m-%d", "day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}
_ISO, _WRITTEN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_SERIAL, _MIDNIGHT = r"[1-6][0-9]{4}", r"[ T]0?0:00(:00(\.0+)?)?$"
# Day 0 of a spreadsheet, such that its numbers after February 1900 are right.
_SERIAL_START = pd.Timestamp("1899-12-30")


def convert(cells: "pd.Series[str]", reading: str) -> "pd.Series[pd.Timestamp]":
    """Return cells as days, NaT where the reading gives none; a midnight after the day is set aside.

    Parameters
    ----------
    cells
        Text that is not blank.
    reading
        One of `ruta.datasets.own.mapping.READINGS`.
    """
    plain = cells.astype("str").str.replace(_MIDNIGHT, "", regex=True)
    if reading == "serial":
        days = pd.to_numeric(plain.where(plain.str.fullmatch(_SERIAL)), errors="coerce")
        read = _SERIAL_START + pd.to_timedelta(days, unit="D")
    elif reading == "iso":
        read = pd.to_datetime(plain.where(plain.str.fullmatch(_ISO)), format=_FORMS["iso"], errors="coerce")
    else:
        parts = plain.str.extract(f"^{_WRITTEN}$")
        joined = parts[0].str.zfill(2) + "/" + parts[1].str.zfill(2) + "/" + parts[2]
        read = pd.to_datetime(joined, format=_FORMS[reading], errors="coerce")
    return read.astype("datetime64[us]")


def fitting(cells: "pd.Series[str]") -> dict[str, int]:
    """Return for each reading how many of the cells it can read."""
    return {reading: int(convert(cells, reading).notna().sum()) for reading in READINGS}


def ambiguous(cells: "pd.Series[str]") -> int:
    """Return how many cells give one day read day first and another read month first."""
    day, month = convert(cells, "day-first"), convert(cells, "month-first")
    return int((day.notna() & month.notna() & (day != month)).sum())


def question(column: str, cells: "pd.Series[str]") -> InputError:
    """Return the sentence that asks how the dates of a column are written; the office knows, the file does not."""
    fits = {reading: number for reading, number in fitting(cells).items() if number}
    said = ", ".join(f"{reading} {number}/{len(cells)}" for reading, number in fits.items())
    if not fits:
        return InputError("own.dates-none", column=column)
    both = ambiguous(cells)
    code = "own.dates-ambiguous" if both else "own.dates-undecided"
    return InputError(code, column=column, fits=said, both=both)
