"""An invented log of signals: when each was reported, when an alert was issued, a decision taken, something done.

It describes no country. Delays are skewed, as those of offices are, and a fixed number of signals stop on the way, each
for one of three reasons, so that every log has all of them.
"""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.draws import Real, Whole
from ruta.early_warning.response_gap import LEGS, STEPS
from ruta.errors import InputError

REASONS = {"no-wording": "issued", "no-duty": "decided", "no-budget": "acted"}
"""Why a signal stopped, and the step that it did not reach."""
SHARES = (0.12, 0.15, 0.11)
"""Share of the signals that stop for each reason, in the order of `REASONS`."""
FIRST_DAY = pd.Timestamp("2024-01-08")
_LEAST = (2, 1, 4, 2)
_SPREAD = (9, 12, 44, 16)
"""Days of each leg: the least, and how many more at most; squares of even draws make most of them short."""


def make(*, country: str, seed: int, municipalities: list[str], signals: int = 50) -> pd.DataFrame:
    """Return an invented log of signals followed for long enough that what has not happened will not.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; another country has other numbers.
    seed
        Whole number from 0.
    municipalities
        Codes to spread the signals over.
    signals
        Number of rows, 20 or more.

    Returns
    -------
    DataFrame
        One row a signal: ``signal_id``, ``municipality``, ``signal`` (day on which something was seen or heard), the
        days of the steps ``reported``, ``issued``, ``decided`` and ``acted`` (NaT where the step was never reached),
        ``window_days`` (int64; days after the signal in which a measure can still reach people) and ``stopped`` (a key
        of `REASONS`, empty where the signal went all the way).

    Raises
    ------
    InputError
        Fewer than 20 signals: not every reason would appear.
    """
    if signals < 20:
        raise InputError("ewrs.few-signals", found=signals)
    rng = draws.generator(seed=seed, country=country, name="response-log")
    log = pd.DataFrame({"signal_id": [f"S-{number:02d}" for number in range(1, signals + 1)]})
    log["municipality"] = [municipalities[i] for i in draws.whole(rng, low=0, high=len(municipalities), size=signals)]
    log["signal"] = FIRST_DAY + pd.to_timedelta(np.sort(draws.whole(rng, low=0, high=300, size=signals)), unit="D")
    passed = log["signal"]
    for step, leg_days in zip(STEPS, _legs(rng, signals), strict=True):
        passed = passed + pd.to_timedelta(leg_days, unit="D")
        log[step] = passed
    log["window_days"] = 12 + draws.whole(rng, low=0, high=49, size=signals)
    log["stopped"] = _stops(rng, signals)
    for reason, step in REASONS.items():
        log.loc[log["stopped"] == reason, list(STEPS[STEPS.index(step) :])] = pd.NaT
    return log


def _legs(rng: np.random.Generator, signals: int) -> list[Whole]:
    even: list[Real] = [draws.between(rng, low=0.0, high=1.0, size=signals) for _ in LEGS]
    return [
        least + np.floor(spread * draw * draw).astype(np.int64)
        for least, spread, draw in zip(_LEAST, _SPREAD, even, strict=True)
    ]


def _stops(rng: np.random.Generator, signals: int) -> list[str]:
    order = draws.lot(rng, size=signals)
    stops = [""] * signals
    start = 0
    for reason, share in zip(REASONS, SHARES, strict=True):
        many = round(share * signals)
        for place in order[start : start + many]:
            stops[int(place)] = reason
        start += many
    return stops
