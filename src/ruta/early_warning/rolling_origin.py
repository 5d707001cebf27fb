"""Test a forecast as it would have been used: learn from what was known, forecast, move on, learn again.

Rolling-origin evaluation (Tashman 2000, *International Journal of Forecasting* 16(4)): from each date of forecast the
model may learn only from cases whose outcome was known by then. A case of January whose outcome is "in the four weeks
after" is no past in January: between the last case to learn from and the date of forecast lies a gap, the horizon and
the weeks that verification takes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.early_warning.weeks import WEEK
from ruta.errors import InputError

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Split:
    """One date of forecast: the rows to learn from and the rows to forecast."""

    origin: pd.Timestamp
    """First date that is forecast with what was learnt."""
    train: Positions
    """Positions of the rows to learn from."""
    test: Positions
    """Positions of the rows to forecast."""


def rolling_origin(
    origins: "pd.Series[pd.Timestamp]", *, first_test: pd.Timestamp | str, horizon: int, delay: int = 0, every: int = 1
) -> Iterator[Split]:
    """Yield the splits of a rolling-origin test, earliest first.

    Parameters
    ----------
    origins
        Date of forecast of each case; one date has many cases (municipalities).
    first_test
        First date to forecast.
    horizon
        Weeks that an outcome looks ahead.
    delay
        Weeks from the end of those until the outcome is verified and in the table.
    every
        Dates to forecast before the model learns again.

    Raises
    ------
    InputError
        Horizon or ``every`` is no whole number from 1, ``delay`` none from 0; a date is blank; no date from
        ``first_test`` on; nothing is known before it.
    """
    for name, value, least in (("horizon", horizon, 1), ("delay", delay, 0), ("every", every, 1)):
        if not value >= least or value % 1 != 0:
            raise InputError("forecast.weeks" if least else "forecast.delay", name=name, found=value)
    when = _dates(origins)
    dates = np.unique(when[when >= np.datetime64(pd.Timestamp(first_test), "ns")])
    if dates.size == 0:
        raise InputError("forecast.no-test", first=pd.Timestamp(first_test).date())
    gap = np.timedelta64((horizon + delay) * WEEK.days, "D")
    for start in range(0, len(dates), every):
        these = dates[start : start + every]
        train = np.flatnonzero(when + gap <= these[0])
        if train.size == 0:
            raise InputError("forecast.nothing-known", origin=pd.Timestamp(these[0]).date(), weeks=horizon + delay)
        yield Split(origin=pd.Timestamp(these[0]), train=train, test=np.flatnonzero(np.isin(when, these)))


def refuse_leak(
    origins: "pd.Series[pd.Timestamp]", *, train: Positions, test: Positions, horizon: int, delay: int = 0
) -> None:
    """Refuse a split in which the future leaks: a case to learn from whose outcome was not yet known.

    Parameters
    ----------
    origins
        Date of forecast of each case.
    train, test
        Positions of the rows to learn from and of those to forecast.
    horizon, delay
        As in `rolling_origin`.

    Raises
    ------
    InputError
        A case to learn from was not known at the first date to forecast (the first such row is named, with the date
        from which it may be used), or a row is in both parts.
    """
    when = _dates(origins)
    both = np.intersect1d(train, test)
    if both.size:
        raise InputError("forecast.row-in-both", row=int(both[0]), count=len(both))
    first = when[test].min()
    known = when[train] + np.timedelta64((horizon + delay) * WEEK.days, "D")
    late = known > first
    if late.any():
        place = int(late.argmax())
        raise InputError(
            "forecast.leak", row=int(train[place]), origin=pd.Timestamp(when[train][place]).date(),
            known=pd.Timestamp(known[place]).date(), test=pd.Timestamp(first).date(), count=int(late.sum()),
        )  # fmt: skip


def _dates(origins: "pd.Series[pd.Timestamp]") -> npt.NDArray[np.datetime64]:
    blank = pd.Series(origins).isna().to_numpy()
    if blank.any():
        raise InputError("early-warning.forecast-blank", column="origin", row=int(blank.argmax()))
    return pd.to_datetime(pd.Series(origins)).to_numpy("datetime64[ns]")
