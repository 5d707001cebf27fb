"""Invented households: those asked whether they want to return, and those that returned earlier in the same city."""

import numpy as np
import pandas as pd

from ruta.datasets import draws, frames
from ruta.datasets.draws import Flag

HOUSEHOLDS, RETURNED = 300, 280
WISHES = ("return", "elsewhere", "stay", "undecided")
CONDITIONS = ("heard", "told", "visited", "stay_offered", "elsewhere_offered")
"""What must be a yes for a decision to be free and informed."""
PRESSED = "pressed"
"""What must be a no."""
_BLANK = 0.06
NEVER = 4_000
# Days from the return until a household moves again, as equally spaced quantiles.
_MOVES_AFTER = {True: (60, 200, 420, 800, 1300, NEVER, NEVER, NEVER, NEVER),
                False: (20, 70, 140, 230, 360, 560, 900, NEVER, NEVER)}  # fmt: skip


def households(rng: np.random.Generator, *, iso2: str) -> pd.DataFrame:
    """Draw the households that left the neighbourhood asked about, as they answered when asked in private.

    Returns
    -------
    pandas.DataFrame
        ``household``; ``signed`` (bool: signed the form of return); and of the answers (boolean, <NA> = not asked or
        not answered) ``heard`` (each adult was asked apart), ``told`` (somebody explained the conditions there),
        ``visited`` (went to see, or somebody they chose did), ``stay_offered`` and ``elsewhere_offered`` (staying with
        support, and another place, were really on offer), ``pressed`` (was told that the shelter or the aid ends for
        who does not sign); ``wish`` (one of `WISHES`, said in private).
    """
    count = HOUSEHOLDS
    pressed = rng.random(count) < 0.38
    wish = draws.pick(rng, shares=(40, 20, 27, 13), size=count)
    wants = wish == 0
    signed = rng.random(count) < np.where(pressed, 0.90, np.where(wants, 0.82, 0.42))
    told = rng.random(count) < 0.74
    visited = rng.random(count) < np.where(told, 0.66, 0.10)
    stay = rng.random(count) < 0.70
    elsewhere = rng.random(count) < np.where(stay, 0.80, 0.30)
    heard = rng.random(count) < 0.80
    answers = {"heard": heard, "told": told, "visited": visited, "stay_offered": stay, "elsewhere_offered": elsewhere,
               PRESSED: pressed}  # fmt: skip
    table: dict[str, object] = {"household": frames.ids(iso2, "H", count), "signed": signed}
    for name, answer in answers.items():
        table[name] = _with_blanks(rng, answer)
    table["wish"] = np.asarray(WISHES, dtype=object)[wish.astype(np.intp)]
    return pd.DataFrame(table)


def free_and_informed(table: pd.DataFrame, *, blank: bool = False) -> "pd.Series[bool]":
    """Tell which households could decide freely and with knowledge: all of `CONDITIONS` a yes, `PRESSED` a no.

    Parameters
    ----------
    table
        With the columns of `households`.
    blank
        How an answer that is missing is read: as the one that it should have been (True: the mistake), or not (False).
    """
    yes = table[list(CONDITIONS)].astype("boolean").fillna(blank).all(axis="columns")
    return (yes & ~table[PRESSED].astype("boolean").fillna(not blank)).astype(bool)


def returns(rng: np.random.Generator, *, iso2: str, cut_off: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the households that returned from January 2023 on, and the truth about them.

    Returns
    -------
    tuple
        The file: ``household``, ``prepared`` (bool: the minimum to start was met when it returned), ``returned_on``,
        ``moved_again_on`` (NaT: not known to have moved) and ``last_seen_on``. And the truth: ``household`` and
        ``true_days`` until it moves again (Int64; <NA>: it does not).
    """
    count = RETURNED
    prepared = rng.random(count) < 0.45
    back = draws.whole(rng, low=0, high=1036, size=count)
    chance = rng.random(count)
    after = np.where(
        prepared,
        draws.quantile(chance, points=_MOVES_AFTER[True]),
        draws.quantile(chance, points=_MOVES_AFTER[False]),
    ).astype(np.int64)
    open_days = 1095 - back
    moved = after <= open_days
    # Whoever has to leave again often tells nobody: the office finds an empty house.
    lost = rng.random(count) < np.where(moved, 0.30, 0.07)
    end = np.where(moved, after, open_days)
    seen = np.where(lost, np.floor(end * draws.between(rng, low=0.35, high=0.98, size=count)), end).astype(np.int64)
    returned_on = pd.Series(cut_off - pd.to_timedelta(open_days, unit="D"))
    known: Flag = moved & ~lost
    last = returned_on + pd.to_timedelta(seen, unit="D")
    file = pd.DataFrame({
        "household": frames.ids(iso2, "R", count), "prepared": prepared, "returned_on": returned_on,
        "moved_again_on": last.where(pd.Series(known)), "last_seen_on": last,
    })  # fmt: skip
    truth = pd.DataFrame({"household": file["household"], "true_days": pd.array(after, dtype="Int64")})
    truth["true_days"] = truth["true_days"].mask(truth["true_days"] >= NEVER)
    return file, truth


def _with_blanks(rng: np.random.Generator, answer: Flag) -> "pd.Series[bool]":
    return pd.Series(answer, dtype="boolean").mask(pd.Series(rng.random(len(answer)) < _BLANK))
