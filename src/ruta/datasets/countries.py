"""What differs between the synthetic countries, and the arguments that name one.

A country is one entry of `_COUNTRIES` and the rows of its first-level areas in `iso3166-2.csv`; the facilitators' page
«Add a country» says what else it needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Integral

from ruta.errors import InputError

DEFAULT_SEED = 2026
SIZES: Mapping[str, int] = {"small": 500}
MonthDay = tuple[int, int]


SECOND_HALF = 7
"""First month of the second half of a year."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """The few facts of a country that shape its synthetic data."""

    iso3: str
    """ISO 3166-1 alpha-3 code."""
    iso2: str
    """ISO 3166-1 alpha-2 code; it starts every id and every area code."""
    ethnicity: Mapping[str, float] = field(hash=False)
    """Groups that a census of the country asks for, with a synthetic share of households."""
    closed: tuple[tuple[MonthDay, MonthDay], ...]
    """School holidays as first and last (month, day) of the Mondays closed; simplified calendars."""
    first_school_day: MonthDay
    """About when the school year begins; the Monday from that day on. In the second half of the year it begins in the
    calendar year before the one that it is named by."""
    harvest: range
    """Fortnights of the school year, from 1, with the harvest in the school register of the course, invented."""
    hours_from_utc: int
    """Clock of the capital; a country may have other zones too."""
    open_sea: tuple[float, float]
    """South-west corner, latitude and longitude, of the invented area of an alert: in open sea on purpose, so that it
    lies on no real municipality."""


_COUNTRIES = {
    "SLV": Country(
        iso3="SLV",
        iso2="SV",
        ethnicity={"no-group": 0.93, "indigenous": 0.03, "afro-descendant": 0.01, "not-stated": 0.03},
        closed=(((11, 20), (12, 31)), ((1, 1), (1, 19)), ((8, 1), (8, 7))),
        first_school_day=(1, 20),
        harvest=range(17, 21),
        hours_from_utc=-6,
        open_sea=(12.6, -89.6),
    ),
    "HND": Country(
        iso3="HND",
        iso2="HN",
        ethnicity={
            "no-group": 0.86,
            "indigenous": 0.08,
            "garifuna": 0.025,
            "afro-honduran": 0.015,
            "not-stated": 0.02,
        },
        closed=(((11, 25), (12, 31)), ((1, 1), (1, 31))),
        first_school_day=(2, 1),
        harvest=range(17, 21),
        hours_from_utc=-6,
        open_sea=(16.8, -85.2),
    ),
    "MEX": Country(
        iso3="MEX",
        iso2="MX",
        ethnicity={"no-group": 0.80, "indigenous": 0.155, "afro-mexican": 0.02, "not-stated": 0.025},
        closed=(((7, 16), (8, 25)), ((12, 18), (12, 31)), ((1, 1), (1, 6))),
        first_school_day=(8, 26),
        harvest=range(6, 10),
        hours_from_utc=-6,
        open_sea=(23.0, -94.2),
    ),
    "COL": Country(
        iso3="COL",
        iso2="CO",
        ethnicity={
            "no-group": 0.80,
            "indigenous": 0.06,
            "afro-colombian": 0.10,
            "raizal": 0.005,
            "palenquero": 0.005,
            "rrom": 0.002,
            "not-stated": 0.028,
        },
        closed=(((12, 1), (12, 31)), ((1, 1), (1, 20)), ((6, 17), (7, 5)), ((10, 7), (10, 13))),
        first_school_day=(1, 20),
        harvest=range(15, 19),
        hours_from_utc=-5,
        open_sea=(13.0, -77.4),
    ),
}
COUNTRIES = tuple(_COUNTRIES)


def find(country: str) -> Country:
    """Return a country by its ISO 3166-1 alpha-3 code; InputError for any other text."""
    if country not in COUNTRIES:
        raise InputError("datasets.unknown-country", found=country, expected=", ".join(COUNTRIES))
    return _COUNTRIES[country]


def check_seed(seed: int) -> int:
    """Return a seed that is a whole number from 0; InputError otherwise."""
    # Integral, so that a number taken from a table (numpy's own) is welcome too.
    if isinstance(seed, bool) or not isinstance(seed, Integral) or seed < 0:
        raise InputError("datasets.bad-seed", found=repr(seed))
    return int(seed)


def households_of(size: str | int) -> int:
    """Return how many households a size means: a name or a whole number from 1; InputError otherwise."""
    if isinstance(size, str) and size in SIZES:
        return SIZES[size]
    if isinstance(size, bool) or not isinstance(size, Integral) or size < 1:
        raise InputError("datasets.bad-size", found=repr(size), expected=", ".join(SIZES))
    return int(size)
