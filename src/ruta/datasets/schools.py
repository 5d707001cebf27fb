"""Weekly school figures by municipality: absence, withdrawals and transfers that rise after an onset."""

import numpy as np
import pandas as pd

from ruta.datasets import draws, frames
from ruta.datasets.countries import Country
from ruta.datasets.draws import Flag, Real, Whole
from ruta.datasets.incidents import Onsets
from ruta.datasets.municipalities import Places
from ruta.datasets.timeline import WEEKS, dates, mondays, weeks_closed

ENROLLED, ABSENT = 0.21, (0.035, 0.065)
WITHDRAWN, TRANSFERRED = 0.0006, 0.0004
SHORT_WEEKS = 0.1


def after_onsets(country: Country, seed: int, places: Places, raised: Onsets) -> Real:
    """Return by how much school figures rise: what follows an onset comes one to three weeks after it."""
    rng = draws.generator(seed=seed, country=country.iso3, name="school-lags")
    lag = draws.whole(rng, low=1, high=4, size=len(raised.place))
    return raised.raised(len(places.code), lag=lag)


def _counts(rng: np.random.Generator, mean: Real) -> Whole:
    return draws.poisson(rng, mean=mean.ravel()).reshape(mean.shape)


def frame(country: Country, seed: int, places: Places, raised: Real, missing: Flag) -> pd.DataFrame:
    """Return the table of weekly school figures, weeks first and municipalities within them.

    Parameters
    ----------
    country, seed, places
        What the table is drawn for.
    raised
        Factor of each municipality (down) and week (across), from `after_onsets`.
    missing
        Weeks without reports on incidents: fewer schools report then, too.
    """
    rng = draws.generator(seed=seed, country=country.iso3, name="weekly-schools")
    count = len(places.code)
    shape = (count, WEEKS)
    closed = weeks_closed(country)
    days_open = np.where(closed, 0, np.where(rng.random(WEEKS) < SHORT_WEEKS, 4, 5)).astype(np.int64)
    year = np.asarray((mondays() - mondays()[0]) // 365)
    enrolled = np.floor(places.population * ENROLLED).astype(np.int64)[:, None] * (100 + year)[None, :] // 100
    # In a silence few schools report, in some weeks none.
    few = np.maximum(0.6 * rng.random(shape) - 0.1, 0.0)
    share = np.where(missing, few, 0.8 + 0.2 * rng.random(shape))
    expected = np.broadcast_to(places.schools[:, None], shape)
    reporting = np.floor(expected * share).astype(np.int64)
    in_reports = enrolled * (reporting / expected)
    usual = draws.between(rng, low=ABSENT[0], high=ABSENT[1], size=count)[:, None]
    noise = 0.85 + 0.3 * rng.random(shape)
    absent = np.floor(in_reports * days_open * usual * noise * (1 + 0.4 * (raised - 1))).astype(np.int64)
    withdrawn = _counts(rng, in_reports * WITHDRAWN * raised)
    transferred = _counts(rng, in_reports * TRANSFERRED * (1 + 0.7 * (raised - 1)))
    holidays = np.broadcast_to(closed, shape)
    unknown = holidays | (reporting == 0)

    def column(values: Whole, blank: Flag) -> "pd.Series[int]":
        return pd.Series(values.T.ravel(), dtype="Int64").mask(blank.T.ravel())

    return frames.conform(
        {
            "week": dates(np.repeat(mondays(), count)),
            "municipality": np.tile(np.asarray(places.code, dtype=object), WEEKS),
            "enrolled": enrolled.T.ravel(),
            "schools_expected": expected.T.ravel(),
            "schools_reporting": column(reporting, holidays),
            "days_open": np.repeat(days_open, count),
            "absent_pupil_days": column(absent, unknown),
            "withdrawals": column(withdrawn, unknown),
            "transfers_out": column(transferred, unknown),
        },
        "weekly-schools",
    )
