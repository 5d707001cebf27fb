"""Invented weekly reports of a whole country, with displacement known week by week, for learning to judge a forecast.

The weekly table of `ruta.datasets` has twelve municipalities and eight onsets: enough to learn to detect, too few to
tell a good forecast from a lucky one. This one has 120 municipalities in 24 areas and is built from the same parts (its
season, its weeks, its kind of draw). Nothing in it describes a real place.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import countries, draws
from ruta.datasets.incidents import SEASON
from ruta.datasets.timeline import WEEKS, dates, mondays, months

AREAS, IN_AREA = 24, 5
PLACES = AREAS * IN_AREA
PER_WEEK = 0.0045
"""Usual chance that displacement begins in a calm municipality in one week, before what raises it."""
TENSE, NEIGHBOUR, RECENT = 12.0, 1.5, 1.8
"""By how much that chance rises: in tension, with a neighbour in crisis, within half a year of an earlier crisis."""
TENSION_STARTS, TENSION_WEEKS = 0.010, (8, 17)
CRISIS_WEEKS = (8, 22)
REST_WEEKS = 10
"""Weeks after a crisis in which none can begin, so that two crises are told apart."""
IN_TENSION, IN_CRISIS = 1.8, 2.6
"""By how much incidents rise."""
BLANK = 0.015


@dataclass(frozen=True, kw_only=True)
class _States:
    """State of each municipality (across) in each week (down)."""

    crisis: draws.Flag
    tension: draws.Flag


def example_reports(*, country: str, seed: int) -> pd.DataFrame:
    """Return 260 weeks of reports of 120 invented municipalities.

    Built in on purpose: a yearly rhythm; crises of displacement of two to five months; weeks of tension in which
    incidents are somewhat higher and a crisis begins more often, though most tensions pass; more onsets beside a
    neighbour in crisis and in the half year after an earlier crisis. Most onsets come without any of these.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it only changes the draw.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        One row per week and municipality, weeks first: ``week`` (its Monday), ``area``, ``municipality``,
        ``population`` (int64), ``incidents`` (Int64, <NA> where no report came) and ``displacement`` (bool, whether
        families were found to be leaving, verified).
    """
    countries.find(country)
    rng = draws.generator(seed=seed, country=country, name="example-reports")
    population = draws.whole(rng, low=15, high=180, size=PLACES) * 1000
    per_person = draws.between(rng, low=5.0, high=11.0, size=PLACES) / 100_000
    states = _states(rng)
    season = np.asarray(SEASON)[months(mondays()) - 1]
    raised = np.where(states.crisis, IN_CRISIS, np.where(states.tension, IN_TENSION, 1.0))
    expected = (population * per_person)[None, :] * season[:, None] * raised
    counts = draws.poisson(rng, mean=expected.ravel())
    blank = rng.random(WEEKS * PLACES) < BLANK
    area = [f"A{number:02d}" for number in range(1, AREAS + 1) for _ in range(IN_AREA)]
    name = [f"{one}-{place % IN_AREA + 1}" for place, one in enumerate(area)]
    return pd.DataFrame({
        "week": np.repeat(dates(mondays()), PLACES).astype("datetime64[ns]"),
        "area": np.tile(np.asarray(area, dtype=object), WEEKS),
        "municipality": np.tile(np.asarray(name, dtype=object), WEEKS),
        "population": np.tile(population, WEEKS),
        "incidents": pd.Series(counts, dtype="Int64").mask(blank),
        "displacement": states.crisis.ravel(),
    })  # fmt: skip


def _states(rng: np.random.Generator) -> _States:
    """Walk through the weeks: which municipalities are tense, and which are in a crisis of displacement."""
    crisis, tension = np.zeros((WEEKS, PLACES), dtype=bool), np.zeros((WEEKS, PLACES), dtype=bool)
    usual = draws.between(rng, low=0.5, high=1.5, size=PLACES) * PER_WEEK
    crisis_left: draws.Whole = np.zeros(PLACES, dtype=np.int64)
    tension_left: draws.Whole = np.zeros(PLACES, dtype=np.int64)
    since: draws.Whole = np.full(PLACES, 200, dtype=np.int64)
    for week in range(WEEKS):
        begins, warms = rng.random(PLACES), rng.random(PLACES)
        lasts = draws.whole(rng, low=CRISIS_WEEKS[0], high=CRISIS_WEEKS[1], size=PLACES)
        stays = draws.whole(rng, low=TENSION_WEEKS[0], high=TENSION_WEEKS[1], size=PLACES)
        active = (crisis_left > 0).reshape(AREAS, IN_AREA)
        near = (active.any(axis=1, keepdims=True) & ~active).ravel()
        chance = usual * np.where(tension_left > 0, TENSE, 1.0) * np.where(near, NEIGHBOUR, 1.0)
        chance = chance * np.where(since < 26, RECENT, 1.0)
        starts = (crisis_left == 0) & (since >= REST_WEEKS) & (begins < chance)
        crisis_left = np.where(starts, lasts, np.maximum(crisis_left - 1, 0))
        tense = (tension_left == 0) & (crisis_left == 0) & (warms < TENSION_STARTS)
        tension_left = np.where(crisis_left > 0, 0, np.where(tense, stays, np.maximum(tension_left - 1, 0)))
        since = np.where(crisis_left > 0, 0, since + 1)
        crisis[week], tension[week] = crisis_left > 0, tension_left > 0
    return _States(crisis=crisis, tension=tension)
