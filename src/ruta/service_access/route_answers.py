"""Reference answers of the exercise on the route of care, and what the usual mistakes would give, from the same log."""

import pandas as pd

from ruta.service_access.funnel import ROUTE, cohort, funnel
from ruta.service_access.reach import Coverage, persons_and_deliveries

YEAR = 2025
MONTHS = ("2024-01-01", "2024-06-30")
WINDOW = 180
QUARTER, SHORT = ("07-01", "09-30"), 90
RATIOS = ("coverage", "take_up", "unmet_need", "completion")


def counts_of(cases: pd.DataFrame, deliveries: pd.DataFrame, need: pd.DataFrame, *, right: str) -> pd.DataFrame:
    """Return one row with need, eligible, applied, served, finished and deliveries of a right in `YEAR`.

    Applied are the people with a request open on some day of the year.
    """
    start = pd.Timestamp(f"{YEAR}-01-01")
    own = cases[cases["right"] == right]
    made = deliveries[(deliveries["right"] == right) & (deliveries["delivered_on"] >= start)]
    over = (own["finished_on"] < start) | (own["closed_on"] < start)
    return pd.DataFrame({
        "need": [int(need["in_need"].loc[right])],
        "eligible": [int(need["eligible"].loc[right])],
        "applied": [int((~over).sum())],
        "served": [int(made["person_id"].nunique())],
        "finished": [int((own["finished_on"] >= start).sum())],
        "deliveries": [len(made)],
    }, index=pd.Index([right], name="right"))  # fmt: skip


def ratios(counts: pd.DataFrame) -> "pd.Series[float]":
    """Return coverage, take-up, unmet need and completion of the one row of `counts_of`."""
    row = {str(name): int(value) for name, value in counts.iloc[0].drop("deliveries").items()}
    found = Coverage(**row)
    return pd.Series({name: getattr(found, name) for name in RATIOS})


def ratios_of(served: float, *, need: float, eligible: float, finished: float) -> "pd.Series[float]":
    """Return the four ratios from counts that need not be people: what a mistake would give."""
    return pd.Series(
        {"coverage": served / need, "take_up": served / eligible, "unmet_need": 1 - served / need,
         "completion": finished / served}
    )  # fmt: skip


def reached_in_time(cases: pd.DataFrame, *, cut_off: pd.Timestamp) -> "pd.Series[int]":
    """Return how many of those who asked in `MONTHS` reached each step within `WINDOW` days."""
    first, last = MONTHS
    return funnel(cohort(cases, first=first, last=last), window=WINDOW, cut_off=cut_off)["reached"]


def reached_to_date(cases: pd.DataFrame) -> "pd.Series[int]":
    """Mistake: the same people, each step counted whenever it came."""
    first, last = MONTHS
    return cohort(cases, first=first, last=last)[list(ROUTE)].notna().sum().astype("int64")


def seen_in_the_months(cases: pd.DataFrame) -> "pd.Series[int]":
    """Mistake: whatever happened in those months, whoever it happened to."""
    first, last = (pd.Timestamp(day) for day in MONTHS)
    return pd.Series({step: int(cases[step].between(first, last).sum()) for step in ROUTE})


def served_shares(cases: pd.DataFrame, *, cut_off: pd.Timestamp) -> "pd.Series[float]":
    """Return, for the same quarter of two years, the share served once within `SHORT` days of the request."""
    shares = {}
    for year in (YEAR - 1, YEAR):
        people = _quarter(cases, year)
        shares[year] = float(funnel(people, window=SHORT, cut_off=cut_off)["of_first"].loc["served_on"])
    return pd.Series(shares)


def served_to_date(cases: pd.DataFrame) -> "pd.Series[float]":
    """Mistake: the same two quarters, each followed until the cut-off date."""
    return pd.Series({year: float(_quarter(cases, year)["served_on"].notna().mean()) for year in (YEAR - 1, YEAR)})


def _quarter(cases: pd.DataFrame, year: int) -> pd.DataFrame:
    first, last = (f"{year}-{day}" for day in QUARTER)
    return cohort(cases, first=first, last=last)


def people_of_the_year(deliveries: pd.DataFrame) -> pd.DataFrame:
    """Return deliveries and people of `YEAR`, by right and in all."""
    return persons_and_deliveries(deliveries[deliveries["delivered_on"].dt.year == YEAR])
