"""The days and weeks of the synthetic countries."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.datasets.countries import Country
from ruta.datasets.draws import Flag, Whole

Days = npt.NDArray[np.datetime64]


def day(text: str) -> int:
    """Return an ISO date as days since 1970-01-01."""
    return int(np.datetime64(text, "D").astype(np.int64))


START, END = day("2020-01-01"), day("2025-12-31")
YEARS = range(2020, 2026)
NEVER = 1_000_000
"""A day after every other: the date of what does not happen."""

WEEKS = 260
FIRST_WEEK = day("2021-01-04")
HOLY_WEEKS = tuple(day(text) for text in ("2021-03-29", "2022-04-11", "2023-04-03", "2024-03-25", "2025-04-14"))


def dates(days: Whole) -> Days:
    """Return days since 1970-01-01 as dates, blank where the day is never or after the last day of the data."""
    known = days <= END
    result = np.where(known, days, 0).astype("datetime64[D]")
    result[~known] = np.datetime64("NaT")
    return result.astype("datetime64[us]")


def mondays() -> Whole:
    """Return the Mondays of the weekly tables, in days since 1970-01-01."""
    return FIRST_WEEK + 7 * np.arange(WEEKS, dtype=np.int64)


def weeks_closed(country: Country) -> Flag:
    """Tell for each week whether the country's schools are closed all of it (simplified calendar)."""
    weeks = pd.DatetimeIndex(dates(mondays()))
    # One number for (month, day) keeps "from 20 November to 31 December" a plain comparison.
    month_day = weeks.month.to_numpy() * 100 + weeks.day.to_numpy()
    closed = np.isin(mondays(), HOLY_WEEKS)
    for (first_month, first_day), (last_month, last_day) in country.closed:
        closed |= (month_day >= first_month * 100 + first_day) & (month_day <= last_month * 100 + last_day)
    return closed


def months(weeks: Whole) -> Whole:
    """Return the month, 1 to 12, of days since 1970-01-01."""
    return pd.DatetimeIndex(dates(weeks)).month.to_numpy().astype(np.int64)
