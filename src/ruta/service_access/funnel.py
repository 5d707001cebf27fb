"""The route of care as a funnel: of the people who asked in the same months, how many reached each step in time?

Three rules make a funnel: the same people in every step; the same number of days for everybody; and whoever is still
on the way is kept apart from whoever left. Bars of this month's requests beside this month's deliveries are no funnel.

Source: the stages with one denominator follow T. Tanahashi (1978), "Health service coverage and its evaluation",
Bulletin of the World Health Organization 56(2), 295-303; the window is this course's own.
"""

import pandas as pd

from ruta.errors import InputError
from ruta.service_access.service_log import checked_cases

ROUTE = ("requested_on", "assessed_on", "referred_on", "received_on", "served_on", "finished_on")


def cohort(
    cases: pd.DataFrame, *, first: pd.Timestamp | str, last: pd.Timestamp | str, start: str = ROUTE[0]
) -> pd.DataFrame:
    """Return the cases of the people who entered the route in the same months.

    Parameters
    ----------
    cases
        One row per case, with the day of entry as a date.
    first, last
        First and last day of entry, both inside.
    start
        Column of the day of entry.

    Raises
    ------
    InputError
        Where nobody entered between the two days.
    """
    inside = cases[cases[start].between(pd.Timestamp(first), pd.Timestamp(last))]
    if inside.empty:
        raise InputError("service-route.empty-cohort", first=pd.Timestamp(first).date(), last=pd.Timestamp(last).date())
    return inside


def funnel(
    cases: pd.DataFrame,
    *,
    window: int,
    cut_off: pd.Timestamp | str,
    steps: tuple[str, ...] = ROUTE,
    closed: str = "closed_on",
    allow_unfinished: bool = False,
) -> pd.DataFrame:
    """Count how many cases of a cohort reached each step within a window of days from their own entry.

    Parameters
    ----------
    cases
        One row per case of one cohort: the day of each step and of the closing without finishing; blank = not yet.
    window
        Days from the entry that everybody is given.
    cut_off
        Last day for which the register is complete.
    steps
        Columns of the steps, in order; the first is the entry.
    closed
        Column of the day on which a case was closed without finishing.
    allow_unfinished
        Whether a cohort may hold cases whose window is not over; they stand in ``not_yet``.

    Returns
    -------
    DataFrame
        One row per step: ``reached`` (int64, cases); ``of_first`` and ``of_previous`` (shares from 0 to 1; ``nan``
        where nobody reached the step before); and, of those who reached the step before and not this one, ``left``
        (closed within the window), ``late`` (open when the window ended) and ``not_yet`` (open, window not over).
        ``reached`` of a step plus its three others is ``reached`` of the step before.

    Raises
    ------
    InputError
        Where a row cannot be used, or the window of somebody is not over and that was not allowed.
    """
    day = pd.Timestamp(cut_off)
    dates = checked_cases(cases, steps=steps, closed=closed, cut_off=day)
    entry = dates[steps[0]]
    seen = (day - entry).dt.days >= window
    if not allow_unfinished and not seen.all():
        latest = entry.max().date()
        raise InputError(
            "service-route.window-open", window=window, latest=latest, count=int((~seen).sum()), cut_off=day.date()
        )
    gone = (dates[closed] - entry).dt.days <= window
    here = pd.Series(True, index=cases.index)
    rows = []
    for step in steps:
        passed = here & ((dates[step] - entry).dt.days <= window)
        stopped = here & ~passed
        rows.append((
            int(passed.sum()), int((stopped & gone).sum()), int((stopped & ~gone & seen).sum()),
            int((stopped & ~gone & ~seen).sum()),
        ))  # fmt: skip
        here = passed
    table = pd.DataFrame(rows, columns=["reached", "left", "late", "not_yet"], index=pd.Index(steps, name="step"))
    table = table.astype("int64")
    table.insert(1, "of_first", table["reached"] / table["reached"].iloc[0])
    table.insert(2, "of_previous", (table["reached"] / table["reached"].shift().replace(0, float("nan"))).fillna(1.0))
    table.loc[table["reached"].shift() == 0, "of_previous"] = float("nan")
    return table


def largest_loss(table: pd.DataFrame) -> str:
    """Return the step before which the most people left: the largest number, not the largest share.

    Parameters
    ----------
    table
        From `funnel`.

    Raises
    ------
    InputError
        Where nobody left: there is no step to name.
    """
    if not table["left"].any():
        raise InputError("service-route.no-loss")
    return str(table["left"].idxmax())
