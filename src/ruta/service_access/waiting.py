"""From dated requests to waits: how long, and how the wait stood on the cut-off date.

A wait has a clock. It starts at a stated event (here the request, unless told otherwise) and stops at the service. On
the cut-off date some clocks are still running: those waits are *censored*, known only to be longer than so many days.
Leaving them out, or closing them, is the mistake that the lesson is about.

Source: V. Bewick, L. Cheek and J. Ball (2004), "Statistics review 12: Survival analysis", Critical Care 8, 389-394.
"""

import pandas as pd

from ruta.errors import InputError

SERVED, WITHDRAWN, WAITING = "served", "withdrawn", "waiting"
STATUSES = (SERVED, WITHDRAWN, WAITING)
ENDS = ("served_on", "withdrawn_on")


def as_known_on(requests: pd.DataFrame, cut_off: pd.Timestamp | str, *, start: str = "requested_on") -> pd.DataFrame:
    """Return the requests as the register stood at the close of an earlier day.

    Requests that had not been made yet are left out; services and withdrawals that had not happened yet are blank.

    Parameters
    ----------
    requests
        One row per request, with the start of the clock, ``served_on`` and ``withdrawn_on`` as dates.
    cut_off
        The day to go back to.
    start
        Column that starts the clock.

    Raises
    ------
    InputError
        Where a column is missing or a cell holds no date.
    """
    day = pd.Timestamp(cut_off)
    dates = _dates(requests, (start, *ENDS))
    known = requests.loc[dates[start] <= day].copy()
    for column in ENDS:
        known[column] = dates.loc[known.index, column].where(dates.loc[known.index, column] <= day)
    return known


def durations(requests: pd.DataFrame, *, cut_off: pd.Timestamp | str, start: str = "requested_on") -> pd.DataFrame:
    """Return the requests with two more columns: ``days`` waited so far and ``status`` on the cut-off date.

    Parameters
    ----------
    requests
        One row per request, with the start of the clock, ``served_on`` and ``withdrawn_on`` as dates (blank = not yet).
    cut_off
        Last day for which the register is complete. A clock that still runs is read on this day.
    start
        Column that starts the clock.

    Returns
    -------
    DataFrame
        The same rows and columns, with ``days`` (int64, 0 = served on the day of the request) and ``status``
        (``"served"``, ``"withdrawn"`` or ``"waiting"``).

    Raises
    ------
    InputError
        Where a date is missing, impossible or after the cut-off date; the sentence names the row.
    """
    day = pd.Timestamp(cut_off)
    dates = _dates(requests, (start, *ENDS))
    _refuse(requests, dates[start].isna(), "service-access.no-start", column=start)
    _refuse(requests, dates[start] > day, "service-access.after-cut-off", column=start, cut_off=day.date())
    _refuse(requests, dates["served_on"].notna() & dates["withdrawn_on"].notna(), "service-access.two-ends")
    for column in ENDS:
        _refuse(requests, dates[column] < dates[start], "service-access.ends-before-start", column=column, start=start)
        _refuse(requests, dates[column] > day, "service-access.after-cut-off", column=column, cut_off=day.date())

    status = pd.Series(WAITING, index=requests.index, dtype=object)
    status[dates["served_on"].notna()] = SERVED
    status[dates["withdrawn_on"].notna()] = WITHDRAWN
    last_day = dates["served_on"].fillna(dates["withdrawn_on"]).fillna(day)
    days = (last_day - dates[start]).dt.days.astype("int64")
    return requests.assign(days=days, status=status)


def _dates(requests: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the named columns as dates, or say which cell is none."""
    found = {}
    for column in columns:
        if column not in requests:
            raise InputError("service-access.no-column", column=column, columns=", ".join(map(str, requests.columns)))
        found[column] = pd.to_datetime(requests[column], errors="coerce").dt.normalize()
        unread = requests[column].notna() & found[column].isna()
        if unread.any():
            value = requests.loc[unread, column].iloc[0]
            _refuse(requests, unread, "service-access.no-date", column=column, found=value)
    return pd.DataFrame(found, index=requests.index)


def _refuse(requests: pd.DataFrame, wrong: "pd.Series[bool]", code: str, **params: object) -> None:
    """Stop at the first wrong row and name it by its place in the table and by its identifier."""
    if not wrong.any():
        return
    place = int(wrong.to_numpy().argmax())
    request = requests["request_id"].iloc[place] if "request_id" in requests else requests.index[place]
    raise InputError(code, row=place + 1, request=request, **params)
