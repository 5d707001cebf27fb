"""Who holds the sessions of one person: always the same face, or another one each time?

Two indices of the same counts. Usual-provider continuity (UPC): share of the sessions held by the facilitator who held
most. Bice-Boxerman continuity of care (COC): chance that two of the sessions, drawn by lot, were held by the same one.

Source: T. W. Bice and S. B. Boxerman (1977), "A quantitative measure of continuity of care", Medical Care 15(4),
347-349 (the formula as it stands in table 2 of a review of 2022, doi 10.1186/s12913-022-07953-z; the article of
1977 was not read). The tests draw all the pairs of sessions instead of using the formula.
"""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ruta.errors import InputError

FEWEST = 3
"""Sessions below which an index of one person says next to nothing; with one session COC has no value at all."""


def usual_provider(sessions_each: Iterable[int]) -> float:
    """Return the share of sessions held by the facilitator who held most of them, UPC, above 0 to 1.

    Parameters
    ----------
    sessions_each
        Sessions of one person with each facilitator.

    Raises
    ------
    InputError
        Where a count is negative or no whole number, or there is no session.
    """
    counts = _counts(sessions_each)
    return max(counts) / sum(counts)


def bice_boxerman(sessions_each: Iterable[int]) -> float:
    """Return (sum of n² − N) / (N (N − 1)): 1 with one facilitator, 0 where each session has another one.

    Parameters
    ----------
    sessions_each
        Sessions of one person with each facilitator; N is their sum.

    Returns
    -------
    float
        0 to 1; ``nan`` where there is one session only, because nothing can go on or break off.

    Raises
    ------
    InputError
        Where a count is negative or no whole number, or there is no session.
    """
    counts = _counts(sessions_each)
    total = sum(counts)
    if total < 2:
        return math.nan
    return (sum(count * count for count in counts) - total) / (total * (total - 1))


def by_person(sessions: pd.DataFrame, *, fewest: int = FEWEST) -> pd.DataFrame:
    """Return both indices for each person with enough sessions.

    Parameters
    ----------
    sessions
        One row per session: ``person_id`` and ``facilitator``; choose the layer before.
    fewest
        Sessions that a person must have.

    Returns
    -------
    DataFrame
        Index ``person_id``: ``sessions`` and ``facilitators`` (int64), ``upc`` and ``coc`` (0 to 1).
    """
    each = sessions.groupby(["person_id", "facilitator"]).size()
    grouped = each.groupby(level="person_id")
    total, most, squares = grouped.sum(), grouped.max(), (each**2).groupby(level="person_id").sum()
    table = pd.DataFrame({"sessions": total, "facilitators": grouped.size()}).astype("int64")
    table["upc"] = most / total
    pairs = (total * (total - 1)).astype("float64")
    table["coc"] = (squares - total) / pairs.where(pairs > 0, np.nan)
    return table[table["sessions"] >= fewest]


def _counts(sessions_each: Iterable[int]) -> list[int]:
    found = list(sessions_each)
    if any(count < 0 or count % 1 != 0 for count in found) or sum(found) == 0:
        raise InputError("psychosocial.bad-sessions", found=", ".join(map(str, found)) or "-")
    return [int(count) for count in found]
