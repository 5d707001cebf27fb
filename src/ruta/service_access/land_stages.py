"""Where each file stands, in four open states and four ends, and how long it took to get there.

A decision is not possession: a file ends as *restored* only on the day on which the household holds its property
again. Restored, compensated, rejected and withdrawn are rivals: a file has one of them and not another.

Source: H. Putter, M. Fiocco and R. B. Geskus (2007), Statistics in Medicine 26, 2389-2430, section 2, through
`ruta.service_access.rivals`.
"""

import numpy as np
import pandas as pd

from ruta.service_access import waiting
from ruta.service_access.land_kinds import ENDS, STATES
from ruta.service_access.rivals import cumulative_incidence, share_at

OPEN = "open"


def states(files: pd.DataFrame) -> "pd.Series[str]":
    """Return the state of each file, one of `STATES`: the last thing that happened to it.

    Parameters
    ----------
    files
        One row a file, with the dates of `ruta.service_access.land_unit.LandUnit` (blank = not by the cut-off date)
        and ``decision``. ``"protected"`` and ``"registered"`` await a decision; ``"decided"`` awaits that a decision
        to restore or to compensate is carried out; ``"enforced"`` means that a restoration was carried out on paper or
        on the spot, without the household holding the property.
    """
    conditions = [
        files["withdrawn_on"].notna(),
        files["decision"] == "reject",
        files["paid_on"].notna(),
        files["in_possession_on"].notna(),
        files["enforced_on"].notna(),
        files["decided_on"].notna(),
        files["protected_on"].notna(),
    ]
    names = ["withdrawn", "rejected", "compensated", "restored", "enforced", "decided", "protected"]
    return pd.Series(np.select(conditions, names, "registered"), index=files.index, name="state", dtype=object)


def standing(files: pd.DataFrame) -> pd.DataFrame:
    """Return how many files, properties, households and persons stand in each state.

    Parameters
    ----------
    files
        As in `states`, with ``property_id``, ``household_id`` and ``persons`` (of the household).

    Returns
    -------
    DataFrame
        Index: `STATES`; ``files``, ``properties``, ``households``, ``persons`` (int64). Within a state each property
        and household counts once, however many files it has there. A household in two states counts in both.
    """
    state = states(files)
    by_state = files.assign(state=state).groupby("state")
    once = files.assign(state=state).drop_duplicates(["state", "household_id"]).groupby("state")
    table = {
        "files": by_state.size(),
        "properties": by_state["property_id"].nunique(),
        "households": by_state["household_id"].nunique(),
        "persons": once["persons"].sum(),
    }
    return pd.DataFrame(table).reindex(list(STATES)).fillna(0).astype("int64")


def durations(files: pd.DataFrame, *, cut_off: pd.Timestamp | str, goal: str = "in_possession_on") -> pd.DataFrame:
    """Return the files with ``days`` since the claim and ``status``, as `ruta.survival` and the rivals read them.

    Parameters
    ----------
    files
        As in `states`, with ``claimed_on``.
    cut_off
        Last day for which the list is complete.
    goal
        The date that ends the wait: ``"decided_on"`` (any decision) or ``"in_possession_on"``. Any other end before it
        counts as ``"withdrawn"``, that is, as a rival. A decision to restore is no end where possession is the goal.

    Raises
    ------
    InputError
        Where a date is impossible; the sentence names the row and the file.
    """
    end = files["withdrawn_on"]
    if goal == "in_possession_on":
        end = end.fillna(files["paid_on"]).fillna(files["decided_on"].where(files["decision"] == "reject"))
    rows = files.assign(request_id=files["file_id"], served_on=files[goal], withdrawn_on=end)
    found = waiting.durations(rows, cut_off=cut_off, start="claimed_on")
    return files.assign(days=found["days"], status=found["status"])


def cumulative_ends(files: pd.DataFrame, *, cut_off: pd.Timestamp | str) -> pd.DataFrame:
    """Return, for each day after the claim on which a file ended, the share with each end by then.

    Parameters
    ----------
    files, cut_off
        As in `durations`.

    Returns
    -------
    DataFrame
        Index ``day``; ``restored``, ``compensated``, ``rejected``, ``withdrawn`` and ``open`` (shares, adding up to 1).

    Raises
    ------
    InputError
        Where a date is impossible; the sentence names the row and the file.
    """
    waits = durations(files, cut_off=cut_off)
    end = states(files)
    found = {}
    for name in ENDS:
        status = pd.Series(waiting.WITHDRAWN, index=files.index, dtype=object)
        status[end == name] = waiting.SERVED
        status[waits["status"] == waiting.WAITING] = waiting.WAITING
        found[name] = cumulative_incidence(waits["days"], status=status)[waiting.SERVED]
    table = pd.DataFrame(found)
    return table.assign(open=1 - table.sum(axis="columns"))


def cumulative_decisions(files: pd.DataFrame, *, cut_off: pd.Timestamp | str) -> pd.DataFrame:
    """Return, for each day after the claim, the share with a decision to restore, with another end, and undecided.

    Parameters
    ----------
    files, cut_off
        As in `durations`.

    Returns
    -------
    DataFrame
        Index ``day``; ``restore``, ``other`` (another decision, or withdrawn) and ``open`` (shares, adding up to 1).

    Raises
    ------
    InputError
        Where a date is impossible; the sentence names the row and the file.
    """
    waits = durations(files, cut_off=cut_off, goal="decided_on")
    other = (waits["status"] == waiting.SERVED) & (files["decision"] != "restore")
    table = cumulative_incidence(waits["days"], status=waits["status"].mask(other, waiting.WITHDRAWN))
    names = {waiting.SERVED: "restore", waiting.WITHDRAWN: "other", waiting.WAITING: OPEN}
    return table.rename(columns=names).drop(columns="at_risk")


def share_by(table: pd.DataFrame, *, end: str, day: float) -> float:
    """Return the share of files with an end by a day: the height of the last step up to it.

    Parameters
    ----------
    table
        From `cumulative_ends` or `cumulative_decisions`.
    end
        One of its columns.
    day
        Days after the claim.
    """
    return share_at(table, end=end, day=day, still=OPEN)
