"""Continuity of accompaniment: of the next contacts that were agreed with people, how many happened in time?

A session says that somebody worked; an agreed contact is a promise to one person. Whether the person recovers is in
neither. The count and its states are this course's own; the interval of a share is `ruta.shares.wilson`.
"""

import pandas as pd

from ruta.errors import InputError
from ruta.shares import wilson

KEPT, LATE, MISSED, NOT_DUE, CLOSED = STATES = ("kept", "late", "missed", "not-due", "closed")
DUE = (KEPT, LATE, MISSED)


def planned_contacts(sessions: pd.DataFrame, cases: pd.DataFrame, *, agreed: str = "agreed") -> pd.DataFrame:
    """Return one row for each contact that was agreed, with what came of it.

    The contact is answered by the next session of the same person **in the same layer of support** on a later day: an
    open meeting of another layer is not the conversation that was agreed, nor is a second session of the same day.

    Parameters
    ----------
    sessions
        One row per session and person: ``person_id``, ``layer``, ``held_on``, ``next_planned_on``; other columns stay.
    cases
        One row per person: ``person_id``, ``ended_on``, ``ended_as``.
    agreed
        The value of ``ended_as`` for a closure agreed with the person.

    Returns
    -------
    DataFrame
        The columns of the session that planned, then ``next_on`` (NaT = never seen), ``days_late`` (Int64, negative =
        earlier than agreed, <NA> = never) and ``closed_on`` (day of an agreed closure, NaT = none).
    """
    line = ["person_id", "layer"]
    held = sessions[[*line, "held_on"]].drop_duplicates().sort_values([*line, "held_on"])
    held = held.assign(next_on=held.groupby(line)["held_on"].shift(-1))
    rows = sessions[sessions["next_planned_on"].notna()].rename(columns={"next_planned_on": "planned_on"})
    rows = rows.merge(held, on=[*line, "held_on"], how="left")
    closed = cases.loc[cases["ended_as"] == agreed].set_index("person_id")["ended_on"]
    days = (rows["next_on"] - rows["planned_on"]).dt.days.astype("Int64")
    return rows.assign(days_late=days, closed_on=rows["person_id"].map(closed))


def states(contacts: pd.DataFrame, *, window: int, cut_off: pd.Timestamp | str) -> "pd.Series[str]":
    """Tell for each agreed contact whether it was kept, came late, was missed, is not due yet, or was closed before.

    Parameters
    ----------
    contacts
        From `planned_contacts`.
    window
        Days after the agreed day within which the contact still counts as kept; agree on it before looking.
    cut_off
        Last day for which the log is complete.

    Returns
    -------
    Series
        One of `STATES`. ``"not-due"``: its window is not over, even if the contact has happened already: of the latest
        contacts only those kept early could be counted, and the share would look better than it is. ``"closed"``: the
        closure was agreed before the window was over and nothing followed, so nobody was expected any more.

    Raises
    ------
    InputError
        Where the window is negative.
    """
    if window < 0:
        raise InputError("psychosocial.window", found=window)
    late = contacts["days_late"]
    limit = contacts["planned_on"] + pd.Timedelta(days=window)
    found = pd.Series(MISSED, index=contacts.index, dtype=object)
    found[late.notna().to_numpy()] = LATE
    found[(late <= window).fillna(False).to_numpy(dtype=bool)] = KEPT
    found[(limit > pd.Timestamp(cut_off)).to_numpy()] = NOT_DUE
    found[(late.isna() & (contacts["closed_on"] <= limit)).to_numpy()] = CLOSED
    return found


def continuity(contacts: pd.DataFrame, *, window: int, cut_off: pd.Timestamp | str, by: str) -> pd.DataFrame:
    """Return how many of the contacts that fell due were kept, for each group.

    Parameters
    ----------
    contacts
        From `planned_contacts`.
    window, cut_off
        As in `states`.
    by
        Column that tells the groups apart.

    Returns
    -------
    DataFrame
        One row per group: ``due``, ``kept``, ``late``, ``missed`` (contacts), ``share`` (kept of due) with ``low`` and
        ``high`` (95 %, Wilson: contacts as if they were independent, so too narrow), ``people`` (with a contact due)
        and ``person_share`` (each person's own share, averaged: everybody weighs the same).

    Raises
    ------
    InputError
        Where the window is negative, or no contact has fallen due.
    """
    state = states(contacts, window=window, cut_off=cut_off)
    due = contacts.assign(state=state)[state.isin(DUE)]
    if due.empty:
        raise InputError("psychosocial.nothing-due", window=window, cut_off=pd.Timestamp(cut_off).date())
    counts = {name: (due["state"] == name).groupby(due[by]).sum().astype("int64") for name in DUE}
    table = pd.DataFrame({"due": due.groupby(by).size().astype("int64"), **counts})
    table["share"] = table["kept"] / table["due"]
    ends = [wilson(kept, size) for kept, size in zip(table["kept"].tolist(), table["due"].tolist(), strict=True)]
    table["low"], table["high"] = [low for low, _ in ends], [high for _, high in ends]
    own = (due["state"] == KEPT).groupby([due[by], due["person_id"]]).mean()
    table["people"] = own.groupby(level=0).size().astype("int64")
    table["person_share"] = own.groupby(level=0).mean()
    return table
