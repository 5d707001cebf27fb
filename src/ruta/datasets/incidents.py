"""Weekly incidents by municipality: seasonal counts with known onsets and known silences."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.datasets import draws, frames
from ruta.datasets.countries import Country
from ruta.datasets.draws import Flag, Real, Whole
from ruta.datasets.municipalities import Places
from ruta.datasets.timeline import WEEKS, dates, mondays, months, weeks_closed

# January to December, times the yearly mean.
SEASON = (1.22, 1.12, 1.02, 0.94, 0.86, 0.82, 0.84, 0.88, 0.94, 1.02, 1.12, 1.22)
EARLY, LATE = (70, 150), (175, 245)
AFFECTED, AGAIN = 5, 3
LONG_GAPS, SINGLE_GAPS, SHOWN = 3, 0.012, 3


@dataclass(frozen=True, kw_only=True)
class Onsets:
    """Periods of raised rates, as parallel arrays; weeks are positions, the last one included."""

    place: Whole
    first: Whole
    last: Whole
    tenths: Whole
    """Ten times the factor by which the rate is multiplied."""

    def raised(self, places: int, *, lag: Whole | None = None) -> Real:
        """Return the factor of each municipality and week, municipalities down, weeks across.

        Parameters
        ----------
        places
            Number of municipalities.
        lag
            Weeks by which what follows an onset comes later, one for each onset.
        """
        factor = np.ones((places, WEEKS))
        delay = np.zeros(len(self.place), dtype=np.int64) if lag is None else lag
        for place, first, last, tenths, later in zip(
            self.place, self.first, self.last, self.tenths, delay, strict=True
        ):
            factor[place, first + later : last + later + 1] = tenths / 10
        return factor


def onsets(country: Country, seed: int, places: Places) -> Onsets:
    """Draw the onsets: in the smallest and the largest municipality and three others, in some of them twice.

    Weeks are chosen so that schools are open in the month that follows: absence can show what happened.
    """
    rng = draws.generator(seed=seed, country=country.iso3, name="onsets")
    by_size = places.by_size()
    others = by_size[1:-1][draws.lot(rng, size=len(by_size) - 2)][: AFFECTED - 2]
    place = np.concatenate([by_size[[0, -1]], others])
    place = np.concatenate([place, place[draws.lot(rng, size=AFFECTED)][:AGAIN]]).astype(np.int64)
    closed = weeks_closed(country)
    quiet = np.asarray([not closed[week + 1 : week + 6].any() for week in range(WEEKS)])
    first = np.concatenate([_weeks(rng, quiet, EARLY, AFFECTED), _weeks(rng, quiet, LATE, AGAIN)])
    length = draws.whole(rng, low=5, high=10, size=len(place))
    tenths = draws.whole(rng, low=25, high=46, size=len(place))
    return Onsets(place=place, first=first, last=first + length - 1, tenths=tenths)


def _weeks(rng: np.random.Generator, allowed: npt.NDArray[np.bool_], within: tuple[int, int], count: int) -> Whole:
    weeks = np.arange(*within, dtype=np.int64)[allowed[within[0] : within[1]]]
    return weeks[draws.whole(rng, low=0, high=len(weeks), size=count)]


def silent(country: Country, seed: int, places: Places, raised: Onsets) -> Flag:
    """Tell for each municipality and week whether no report came.

    One long silence begins while an onset goes on (silence is not calm), two lie in calm municipalities, and single
    weeks are missing here and there, but not the first ones of an onset.
    """
    rng = draws.generator(seed=seed, country=country.iso3, name="gaps")
    count = len(places.code)
    missing = rng.random((count, WEEKS)) < SINGLE_GAPS
    for where, week in zip(raised.place, raised.first, strict=True):
        missing[where, week : week + SHOWN] = False
    order = draws.lot(rng, size=count)
    calm = order[~np.isin(order, raised.place)][: LONG_GAPS - 1]
    place = np.concatenate([raised.place[2:3], calm])
    first = np.concatenate([raised.first[2:3] + SHOWN, draws.whole(rng, low=20, high=WEEKS - 20, size=LONG_GAPS - 1)])
    length = draws.whole(rng, low=6, high=14, size=LONG_GAPS)
    for where, start, weeks in zip(place, first, length, strict=True):
        missing[where, start : start + weeks] = True
    return missing


def rates(country: Country, seed: int, places: Places, raised: Onsets) -> Real:
    """Return the expected incidents of each municipality and week."""
    rng = draws.generator(seed=seed, country=country.iso3, name="rates")
    per_inhabitant = draws.between(rng, low=2.0, high=5.0, size=len(places.code)) / 100_000
    season = np.asarray(SEASON)[months(mondays()) - 1]
    level = places.population * per_inhabitant
    expected: Real = level[:, None] * season[None, :] * raised.raised(len(places.code))
    return expected


def frame(country: Country, seed: int, places: Places, expected: Real, missing: Flag) -> pd.DataFrame:
    """Return the table of weekly incidents, weeks first and municipalities within them."""
    rng = draws.generator(seed=seed, country=country.iso3, name="weekly-incidents")
    counts = pd.Series(draws.poisson(rng, mean=expected.T.ravel()), dtype="Int64")
    return frames.conform(
        {
            "week": dates(np.repeat(mondays(), len(places.code))),
            "municipality": np.tile(np.asarray(places.code, dtype=object), WEEKS),
            "population": np.tile(places.population, WEEKS),
            "incidents": counts.mask(missing.T.ravel()),
        },
        "weekly-incidents",
    )


def onsets_frame(places: Places, raised: Onsets) -> pd.DataFrame:
    """Return the truth about onsets, in the order of municipality and week."""
    order = np.lexsort((raised.first, raised.place))
    return frames.conform(
        {
            "municipality": np.asarray(places.code, dtype=object)[raised.place[order]],
            "onset_week": dates(mondays()[raised.first[order]]),
            "end_week": dates(mondays()[raised.last[order]]),
            "factor": raised.tenths[order] / 10,
        },
        "onsets",
    )


def gaps_frame(places: Places, missing: Flag) -> pd.DataFrame:
    """Return the truth about silences: every week without a report lies in one of them."""
    edge = np.zeros((len(places.code), 1), dtype=np.int64)
    steps = np.diff(np.concatenate([edge, missing.astype(np.int64), edge], axis=1), axis=1)
    place, first = np.nonzero(steps == 1)
    _, after = np.nonzero(steps == -1)
    return frames.conform(
        {
            "municipality": np.asarray(places.code, dtype=object)[place],
            "from_week": dates(mondays()[first]),
            "to_week": dates(mondays()[after - 1]),
        },
        "gaps",
    )
