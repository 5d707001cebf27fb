"""The school year in fortnights, with the days on which schools were open.

Simplified calendars, to be replaced by the official ones of each country and year: when the year begins and which weeks
are closed is taken from `ruta.datasets`, whose calendars are simplified too. In Colombia some schools follow a second
calendar (B); only calendar A is drawn here.
"""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.countries import SECOND_HALF, Country, find
from ruta.datasets.timeline import HOLY_WEEKS

YEARS = (2021, 2022, 2023, 2024, 2025)
"""School years, named by the calendar year in which most of the fortnights lie (Mexico: in which they end)."""
FORTNIGHTS = 20
DAYS = 10
"""School days of a full fortnight."""
_SHORT_WEEK = 0.12
"""Share of weeks with one public holiday, invented."""


def calendar(country: str, *, seed: int) -> pd.DataFrame:
    """Return one row per fortnight of five school years.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    seed
        Seed of the draw of single holidays.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``start`` (the Monday): ``year``, ``fortnight`` (1 to 20, counted from the first day of school),
        ``days_open`` (0 to 10). All int64.
    """
    place = find(country)
    rng = draws.generator(seed=seed, country=country, name="school-calendar")
    month, day = place.first_school_day
    rows = []
    for year in YEARS:
        first = pd.Timestamp(year - (month >= SECOND_HALF), month, day)
        monday = first + pd.Timedelta(days=-first.weekday() % 7)
        short = rng.random(2 * FORTNIGHTS) < _SHORT_WEEK
        for number in range(FORTNIGHTS):
            weeks = [monday + pd.Timedelta(weeks=2 * number + part) for part in (0, 1)]
            days = sum(
                0 if _closed(week, place) else 5 - int(short[2 * number + part]) for part, week in enumerate(weeks)
            )
            rows.append((weeks[0], year, number + 1, days))
    table = pd.DataFrame(rows, columns=["start", "year", "fortnight", "days_open"])
    return table.astype({"year": "int64", "fortnight": "int64", "days_open": "int64"}).set_index("start")


def _closed(monday: pd.Timestamp, place: Country) -> bool:
    days_since_1970 = (monday - pd.Timestamp("1970-01-01")).days
    month_day = (monday.month, monday.day)
    return days_since_1970 in HOLY_WEEKS or any(first <= month_day <= last for first, last in place.closed)


def season(values: dict[range, float], *, usual: float = 1.0) -> draws.Real:
    """Return one factor per fortnight of the school year: those named, and the usual one elsewhere."""
    factors = np.full(FORTNIGHTS, usual)
    for numbers, factor in values.items():
        factors[numbers.start - 1 : numbers.stop - 1] = factor
    return factors
