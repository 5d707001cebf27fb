"""An invented register of recommendations, so that the arithmetic of follow-up can be practised.

Nothing in it describes a real authority: who answers, and when, is drawn by lot.
"""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.early_warning.prepared import POSTS

ALERTS = 16
EACH = 3
AS_OF = pd.Timestamp("2025-12-31 18:00")
_FIRST = pd.Timestamp("2025-01-06 08:00")
_DELAYS = (0.1, 0.6, 1.5, 3.0, 6.0, 12.0, 30.0)
"""Days to an answer, as equally spaced quantiles: most come soon, some after weeks."""


def example_register(*, country: str, seed: int) -> pd.DataFrame:
    """Return a register of 48 recommendations of 16 alerts, as `ruta.early_warning.follow_up` reads it.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it only changes the draw.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        ``alert``, ``recommendation``, ``authority`` (one of `POSTS`), ``sent``, ``acknowledged``, ``acted`` and
        ``status``.
        About four in ten are never acknowledged before the register is read, on 31 December 2025 at 18:00.
    """
    rng = draws.generator(seed=seed, country=country, name="example-register")
    size = ALERTS * EACH
    alert = np.repeat(np.arange(1, ALERTS + 1), EACH)
    starts = np.sort(draws.whole(rng, low=0, high=358, size=ALERTS))
    sent = _FIRST + pd.to_timedelta(np.repeat(starts, EACH) * 24 + draws.whole(rng, low=0, high=9, size=size), unit="h")
    first = draws.whole(rng, low=0, high=len(POSTS), size=ALERTS)
    authority = [POSTS[(first[row // EACH] + row % EACH * 2) % len(POSTS)] for row in range(size)]
    answers = rng.random(size) < 0.62
    delay = draws.quantile(rng.random(size), points=_DELAYS)
    acknowledged = _moments(sent, delay, answers)
    acts = acknowledged.notna() & (rng.random(size) < 0.6)
    acted = _moments(acknowledged, 1 + draws.between(rng, low=0, high=25, size=size), acts)
    refused = acknowledged.notna() & acted.isna() & (rng.random(size) < 0.2)
    status = np.select([acted.notna(), refused, acknowledged.notna()], ["done", "rejected", "under-way"], "open")
    return pd.DataFrame({
        "alert": [f"A-{number:02d}" for number in alert],
        "recommendation": [f"A-{number:02d}-{place % EACH + 1}" for place, number in enumerate(alert)],
        "authority": authority, "sent": sent, "acknowledged": acknowledged, "acted": acted, "status": status,
    })  # fmt: skip


def _moments(start: "pd.DatetimeIndex | pd.Series", days: draws.Real, happened: "pd.Series | draws.Flag") -> pd.Series:
    """Start plus so many days, to the minute; blank where it did not happen before the register was read."""
    minutes = pd.to_timedelta(np.floor(days * 1440).astype("int64"), unit="min")
    moments = pd.Series(start).reset_index(drop=True) + pd.Series(minutes)
    return moments.where(pd.Series(happened).reset_index(drop=True) & (moments <= AS_OF))


def example_outcomes(*, country: str, seed: int) -> pd.DataFrame:
    """Return what became of each alert of the register, as `ruta.early_warning.follow_up.outcomes` reads it.

    Returns
    -------
    pandas.DataFrame
        ``alert``, ``acted`` and ``occurred`` (boolean, <NA> where nobody knows).
    """
    register = example_register(country=country, seed=seed)
    rng = draws.generator(seed=seed, country=country, name="example-outcomes")
    acted = register.groupby("alert")["acted"].count() > 0
    chance = rng.random(len(acted))
    # What was acted on happens less often; some outcomes nobody ever learns.
    occurred = pd.Series(chance < np.where(acted, 0.2, 0.45), index=acted.index, dtype="boolean")
    table = pd.DataFrame({"acted": acted.astype("boolean"), "occurred": occurred.mask(chance > 0.88)})
    return table.rename_axis("alert").reset_index()
