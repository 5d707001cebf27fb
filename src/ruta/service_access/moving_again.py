"""Secondary displacement after a return: who moved again, who is still there, and who was not found any more.

A household that was last seen in its home counts for as long as it was seen (censored), as in
`ruta.survival.kaplan_meier`. That supposes that those not found fare like those who are; they may be
the ones who had to leave. So the answer comes with what it would be if each of them had moved.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta import survival
from ruta.errors import InputError
from ruta.service_access.viability import need

COLUMNS = ("household", "returned_on", "moved_again_on", "last_seen_on")


@dataclass(frozen=True, kw_only=True)
class Share:
    """Of households that returned, the share that had moved again by a day; 0 to 1."""

    censored: float
    """Those not found any more are taken as like the others."""
    lost_moved: float
    """Those not found any more are taken as having moved on the day on which they were last seen."""


def follow_up(returns: pd.DataFrame, *, cut_off: pd.Timestamp) -> pd.DataFrame:
    """Return how long each household was followed and how it ended.

    Parameters
    ----------
    returns
        One row a household that returned: ``returned_on``, ``moved_again_on`` (missing: not known to have moved) and
        ``last_seen_on`` (last contact in the place of return; the cut-off date for those still followed).
    cut_off
        Last day on which the file was kept.

    Returns
    -------
    pandas.DataFrame
        ``household``, ``days`` (int64) and ``state``: ``"moved"``, ``"there"`` (seen on the cut-off date) or ``"lost"``
        (not found since an earlier day).

    Raises
    ------
    InputError
        Where a column is absent, or a row's days are missing or out of order; the row is named.
    """
    need(returns, COLUMNS)
    moved = returns["moved_again_on"].notna()
    end = returns["moved_again_on"].where(moved, returns["last_seen_on"])
    wrong = ~((returns["returned_on"] <= end) & (end <= cut_off)).to_numpy()  # a missing day compares as False
    if wrong.any():
        place = int(wrong.argmax())
        raise InputError(
            "viability.follow-up", row=place + 1, household=returns["household"].iloc[place],
            start=_day(returns["returned_on"].iloc[place]), end=_day(end.iloc[place]), cut_off=_day(cut_off),
        )  # fmt: skip
    lost = ~moved & (returns["last_seen_on"] < cut_off)
    return pd.DataFrame({
        "household": returns["household"],
        "days": (end - returns["returned_on"]).dt.days.astype("int64"),
        "state": np.select([moved, lost], ["moved", "lost"], "there"),
    })  # fmt: skip


def moved_by(followed: pd.DataFrame, *, day: float) -> Share:
    """Return the share of households that had moved again within so many days of their return.

    Parameters
    ----------
    followed
        From `follow_up`.
    day
        Days since the return.
    """
    moved = followed["state"] == "moved"
    gone = moved | (followed["state"] == "lost")
    shares = [
        1 - survival.still_waiting_at(survival.kaplan_meier(followed["days"], served=ended), day)
        for ended in (moved, gone)
    ]
    return Share(censored=shares[0], lost_moved=shares[1])


def _day(moment: pd.Timestamp) -> str:
    return "-" if pd.isna(moment) else f"{moment:%Y-%m-%d}"
