"""An invented panel of displaced households and their neighbours: ten sub-criteria, three rounds.

Nothing in it describes a real municipality. Built in on purpose: the gap to the neighbours narrows from round to
round; some households that were well in the second round are not in the third, more often where aid had stopped.
"""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.service_access.exit_rules import SUBCRITERIA

ROUNDS = {1: pd.Timestamp("2023-11-15"), 2: pd.Timestamp("2024-11-15"), 3: pd.Timestamp("2025-11-15")}
"""Round and the day in the middle of its field work."""
DISPLACED, NEIGHBOURS = 400, 400
HIGHEST = 4

# Per 1,000 neighbours: how many are at level 0, 1, 2, 3 and 4. A quarter never falls on the edge of a level.
_NEIGHBOURS = {
    "violence": (20, 40, 60, 330, 550), "movement": (30, 40, 70, 360, 500), "food": (20, 40, 70, 370, 500),
    "shelter": (20, 40, 80, 360, 500), "health": (30, 50, 70, 350, 500), "education": (10, 20, 30, 70, 870),
    "work": (50, 80, 370, 300, 200), "expenses": (130, 420, 250, 120, 80), "property": (40, 80, 400, 280, 200),
    "documents": (10, 10, 30, 70, 880),
}  # fmt: skip
# How far behind the displaced households start, as a part of the neighbours' distribution.
_BEHIND = (0.16, 0.22, 0.20, 0.24, 0.14, 0.12, 0.26, 0.22, 0.30, 0.12)
_LEFT = (1.0, 0.45, 0.15)
"""Part of that distance that is left in each round."""
_SAME_FATE = 0.72
"""Chance that a sub-criterion goes with the household's general situation."""
_NOT_APPLYING = {"education": 0.25, "property": 0.35}
_LIVELIHOOD, _SAFETY = ("food", "work", "expenses"), ("violence", "movement")


def panel(*, country: str, seed: int) -> pd.DataFrame:
    """Return the interviews of 400 displaced households and 400 neighbours in three rounds.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it only changes the draw.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        One row per household and round: ``household`` (a code), ``group`` (displaced or host), ``round`` (int64,
        1 to 3), ``aid`` (received humanitarian aid in the round) and the ten of `SUBCRITERIA` (Int64, levels 0 to 4;
        blank where it does not apply to the household).
    """
    rng = draws.generator(seed=seed, country=country, name="solutions-panel")
    return pd.concat(
        [
            _group(rng, group="displaced", size=DISPLACED),
            _group(rng, group="host", size=NEIGHBOURS),
        ],
        ignore_index=True,
    )


def _group(rng: np.random.Generator, *, group: str, size: int) -> pd.DataFrame:
    columns = len(SUBCRITERIA)
    general = rng.random((size, 1))
    standing = _standing(rng, general)
    applies = rng.random((size, columns)) >= [_NOT_APPLYING.get(name, 0.0) for name in SUBCRITERIA]
    here = group == "displaced"
    aid = _aid(rng, size=size) & here
    setback = _setback(rng, aid=aid) if here else np.zeros((size, columns), dtype=bool)
    tables = []
    for place, number in enumerate(ROUNDS):
        # One answer in twelve changes from round to round for reasons of its own.
        again = rng.random((size, columns)) < 1 / 12
        standing = np.where(again, _standing(rng, general), standing)
        now = standing - np.asarray(_BEHIND) * _LEFT[place] * here
        if number == 3:
            now = np.where(setback, now - 0.75, now)
        table = pd.DataFrame(_levels(now), columns=list(SUBCRITERIA)).astype("Int64").where(applies)
        table.insert(0, "aid", pd.Series(aid[:, place]))
        table.insert(0, "round", np.int64(number))
        table.insert(0, "group", group)
        table.insert(0, "household", [f"{group[0].upper()}{row + 1:03d}" for row in range(size)])
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _standing(rng: np.random.Generator, general: draws.Real) -> draws.Real:
    """Draw where a household stands in each sub-criterion: mostly where it stands in general."""
    shape = (len(general), len(SUBCRITERIA))
    return np.where(rng.random(shape) < _SAME_FATE, general, rng.random(shape))


def _levels(standing: draws.Real) -> draws.Whole:
    """Read each sub-criterion's distribution at the household's standing in it (below 0 counts as 0)."""
    read = np.zeros(standing.shape, dtype=np.int64)
    for column, name in enumerate(SUBCRITERIA):
        steps = np.cumsum(_NEIGHBOURS[name])[:-1] / 1000
        read[:, column] = np.searchsorted(steps, standing[:, column], side="right")
    return read


def _aid(rng: np.random.Generator, *, size: int) -> draws.Flag:
    """Draw who receives aid in each round: most at first, half a year later, few at the end."""
    chance = rng.random((size, 1))
    return np.asarray(chance < np.asarray([0.85, 0.5, 0.08]))


def _setback(rng: np.random.Generator, *, aid: draws.Flag) -> draws.Flag:
    """Draw what goes wrong before the third round: a livelihood, more often where aid has stopped, or safety."""
    size = len(aid)
    stopped = aid[:, 1] & ~aid[:, 2]
    livelihood = rng.random(size) < np.where(stopped, 0.35, 0.12)
    safety = rng.random(size) < 0.08
    hit = np.zeros((size, len(SUBCRITERIA)), dtype=bool)
    for column, name in enumerate(SUBCRITERIA):
        hit[:, column] = (livelihood & (name in _LIVELIHOOD)) | (safety & (name in _SAFETY))
    return hit
