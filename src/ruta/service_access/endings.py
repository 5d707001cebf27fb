"""How accompaniment ends: by a closure that was agreed, or by losing sight of the person. The two are not one.

Sources: the shares by day are `ruta.service_access.rivals` (Putter, Fiocco and Geskus 2007, section 2: two ways for a
time to end) and `ruta.survival` (Kaplan and Meier 1958), used here with "lost" in the place of "served".
"""

import pandas as pd

from ruta.errors import InputError
from ruta.service_access import rivals
from ruta.service_access.waiting import SERVED, WAITING, WITHDRAWN
from ruta.survival import kaplan_meier, still_waiting_at

LOST, AGREED, GOING_ON = HOW = ("lost", "agreed", "accompanied")
_AS_WAIT = {LOST: SERVED, AGREED: WITHDRAWN, GOING_ON: WAITING}


def endings(
    cases: pd.DataFrame, sessions: pd.DataFrame, *, cut_off: pd.Timestamp | str, agreed: str = "agreed"
) -> pd.DataFrame:
    """Return, for each person with a first session, the days of accompaniment and how it ended.

    Parameters
    ----------
    cases
        One row per person: ``person_id``, ``ended_on`` (NaT = open) and ``ended_as``.
    sessions
        One row per session: ``person_id``, ``held_on``.
    cut_off
        Last day for which the log is complete; who is open on it, or ended later, is censored there.
    agreed
        The value of ``ended_as`` for a closure agreed with the person; every other ending is a loss.

    Returns
    -------
    DataFrame
        Index ``person_id``, of those with a session up to the cut-off date: ``first_on`` (first session), ``days``
        (int64, from there to the ending or the cut-off date) and ``how`` (one of `HOW`).

    Raises
    ------
    InputError
        Where an ending has no reason: nobody can tell whether it was agreed.
    """
    reason = cases["ended_as"].fillna("").astype(str).str.strip()
    unsaid = cases["ended_on"].notna() & (reason == "")
    if unsaid.any():
        place = int(unsaid.to_numpy().argmax())
        raise InputError("psychosocial.no-reason", row=place + 1, person=cases["person_id"].iloc[place])
    last = pd.Timestamp(cut_off)
    first = sessions.loc[sessions["held_on"] <= last].groupby("person_id")["held_on"].min()
    known = cases.assign(reason=reason).set_index("person_id").loc[first.index]
    ended = known["ended_on"].where(known["ended_on"] <= last)
    end = ended.fillna(last)
    how = pd.Series(LOST, index=first.index, dtype=object)
    how[(known["reason"] == agreed).to_numpy()] = AGREED
    how[ended.isna().to_numpy()] = GOING_ON
    return pd.DataFrame({"first_on": first, "days": (end - first).dt.days.astype("int64"), "how": how})


def shares_by_day(found: pd.DataFrame) -> pd.DataFrame:
    """Return, for each day on which somebody's accompaniment ended, the shares lost, closed by agreement and going on.

    An agreed closure is an ending of its own: who closed can no longer be lost, and was not.

    Parameters
    ----------
    found
        From `endings`.

    Returns
    -------
    DataFrame
        Index ``day``; ``at_risk`` (persons), ``lost``, ``agreed`` and ``accompanied`` (shares that add up to 1).
    """
    table = rivals.cumulative_incidence(found["days"], status=found["how"].map(_AS_WAIT))
    return table.rename(columns={wait: how for how, wait in _AS_WAIT.items()})


def share_at(table: pd.DataFrame, day: int, *, how: str) -> float:
    """Return one share of `shares_by_day` after a number of days."""
    return rivals.share_at(table, end=how, day=day, still=GOING_ON)


def three_readings(found: pd.DataFrame, *, days: tuple[int, ...]) -> pd.DataFrame:
    """Return the share "lost" after so many days under three treatments of the agreed closure.

    Parameters
    ----------
    found
        From `endings`.
    days
        Days after the first session.

    Returns
    -------
    DataFrame
        Index ``day``; ``own`` (an ending of its own: what happened), ``censored`` (one minus Kaplan-Meier with those
        closed taken out: what would happen if nobody could close) and ``as_loss`` (every ending called a loss).
    """
    shares = shares_by_day(found)
    censored = kaplan_meier(found["days"], served=found["how"] == LOST)
    as_loss = kaplan_meier(found["days"], served=found["how"] != GOING_ON)
    rows = {
        day: {
            "own": share_at(shares, day, how=LOST),
            "censored": 1 - still_waiting_at(censored, day),
            "as_loss": 1 - still_waiting_at(as_loss, day),
        }
        for day in days
    }
    return pd.DataFrame(rows).T.rename_axis("day")
