"""Two ways for a wait to end: served or withdrawn. How many people had each, by so many days?

Somebody who withdraws will not be served: the wait did not just drop out of sight. One minus the Kaplan-Meier curve
then says what would happen *if nobody withdrew*; the cumulative incidence says what happened. It is never the larger.

Source: H. Putter, M. Fiocco and R. B. Geskus (2007), "Tutorial in biostatistics: competing risks and multi-state
models", Statistics in Medicine 26, 2389-2430, section 2.
"""

import pandas as pd

from ruta.errors import InputError
from ruta.service_access.waiting import SERVED, STATUSES, WAITING, WITHDRAWN
from ruta.survival import checked


def cumulative_incidence(days: "pd.Series[int]", *, status: "pd.Series[str]") -> pd.DataFrame:
    """Return, for each day on which a wait ended, the shares served, withdrawn and still waiting by then.

    Parameters
    ----------
    days
        Length of each wait in days, so far where it is open.
    status
        ``"served"``, ``"withdrawn"`` or ``"waiting"``, as from `ruta.service_access.waiting.durations`.

    Returns
    -------
    DataFrame
        Index ``day``; ``at_risk`` (int64, persons), ``served``, ``withdrawn`` and ``waiting`` (shares, adding up to 1).

    Raises
    ------
    InputError
        Where a wait cannot be used, or a status is none of the three.
    """
    unknown = ~status.isin(STATUSES)
    if unknown.any():
        place = int(unknown.to_numpy().argmax())
        raise InputError(
            "service-access.bad-status", row=place + 1, found=status.iloc[place], expected=", ".join(STATUSES)
        )
    waits = checked(days, status != WAITING)
    ended = pd.DataFrame({name: (status == name).to_numpy() for name in (SERVED, WITHDRAWN)})
    per_day = ended.groupby(waits["day"]).sum().astype("int64")
    leave = waits.groupby("day").size()
    at_risk = (len(waits) - leave.cumsum().shift(fill_value=0)).astype("int64")

    ends = per_day.sum(axis="columns")
    waiting = (1 - ends / at_risk).cumprod()
    waiting_before = waiting.shift(fill_value=1.0)
    shares = per_day.div(at_risk, axis="index").mul(waiting_before, axis="index").cumsum()
    table = pd.DataFrame({"at_risk": at_risk, **shares, WAITING: waiting})
    return table[ends > 0]


def share_at(table: pd.DataFrame, *, end: str, day: float, still: str = WAITING) -> float:
    """Return the share with an end, or still open, after so many days: the height of the last step up to that day.

    Parameters
    ----------
    table
        From `cumulative_incidence`, under whatever names its columns have been given.
    end
        The column asked for.
    day
        Days since the start.
    still
        The column of those still open: all of them before the first end.
    """
    steps = table.loc[table.index <= day, end]
    return float(steps.iloc[-1]) if len(steps) else float(end == still)
