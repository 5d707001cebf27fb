"""What a file of an office allows to say before anything is computed with it: its dates, its months, its blanks."""

import pandas as pd

from ruta.datasets.own import readings
from ruta.errors import InputError

WAYS = ("day-first", "month-first", "cell-by-cell")
"""Ways of reading a column of dates; the last is what a program does that guesses each cell for itself."""


def read_as(cells: "pd.Series[str]", way: str) -> "pd.Series[pd.Timestamp]":
    """Read a column of dates in one of three ways; what cannot be read is NaT.

    Parameters
    ----------
    cells
        Dates as the office wrote them, such as ``05/03/2025``; none blank.
    way
        One of `WAYS`. ``"cell-by-cell"`` reads the month first where that gives a day, else the day first: so do
        programs that guess each cell, without a word.

    Raises
    ------
    InputError
        For another way.
    """
    if way not in WAYS:
        raise InputError("own-data.way", found=way, expected=", ".join(WAYS))
    if way != "cell-by-cell":
        return readings.convert(cells, way)
    return readings.convert(cells, "month-first").fillna(readings.convert(cells, "day-first"))


def by_month(days: "pd.Series[pd.Timestamp]") -> "pd.Series[int]":
    """Return how many rows fall into each month, from the first to the last that has one; a month without rows is 0.

    Parameters
    ----------
    days
        Days; those that could not be read (NaT) are in no month.
    """
    months = days.dropna().dt.to_period("M")
    if months.empty:
        return pd.Series(0, index=pd.PeriodIndex([], freq="M"), dtype="int64")
    every = pd.period_range(months.min(), months.max(), freq="M")
    return months.value_counts().reindex(every, fill_value=0).astype("int64")


def silent_months(days: "pd.Series[pd.Timestamp]") -> list[str]:
    """Return the months without a row between the first and the last that have one, such as ``"2024-07"``.

    Whether nobody came or nobody wrote is not in the file: it must be asked.
    """
    counts = by_month(days)
    return [str(month) for month in counts.index[counts == 0]]


def two_readings(cells: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell for each cell whether it gives one day read day first and another read month first."""
    day, month = (readings.convert(cells, way) for way in ("day-first", "month-first"))
    return day.notna() & month.notna() & (day != month)
