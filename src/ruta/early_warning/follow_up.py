"""The register of what was recommended, to whom, and what they did: times with the unanswered left in, and outcomes.

Sources: the fifth stage of early warning in OAS (2016), fact sheet S-004/15, asks what an alert achieved. Median with
unanswered cases: E. L. Kaplan and P. Meier (1958), "Nonparametric estimation from incomplete observations", JASA 53,
457-481, section 2. The tests hold it against the package *lifelines*.
"""

import numpy as np
import pandas as pd

from ruta import survival
from ruta.errors import InputError

STATUS = ("open", "under-way", "done", "rejected")
"""Nothing known, begun, finished, refused with a reason."""
OUTCOMES = ("occurred", "after-action", "false-alarm", "unknown")
_COLUMNS = ("recommendation", "authority", "sent", "acknowledged", "acted", "status")


def checked(register: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return a register whose times can be counted, or say which row cannot.

    Parameters
    ----------
    register
        One row per recommendation: ``recommendation``, ``authority``, ``sent``, ``acknowledged`` and ``acted``
        (moments; the last two blank where nothing happened yet) and ``status`` (one of `STATUS`).
    as_of
        Moment at which the register was read; nothing later may be in it.

    Raises
    ------
    InputError
        A column is absent; a row has no authority, no time of sending, an unknown status, or times out of order.
    """
    for column in _COLUMNS:
        if column not in register.columns:
            raise InputError("alerting.register-column", column=column, found=", ".join(map(str, register.columns)))
    names = register["authority"].fillna("").astype(str).str.strip()
    _refuse(register, names == "", "alerting.register-authority")
    _refuse(
        register, ~register["status"].isin(STATUS), "alerting.register-status", "status", expected=", ".join(STATUS)
    )
    _refuse(register, register["sent"].isna(), "alerting.register-sent")
    for column in ("acknowledged", "acted"):
        _refuse(register, register[column] < register["sent"], "alerting.register-order", column)
    for column in ("sent", "acknowledged", "acted"):
        _refuse(register, register[column] > as_of, "alerting.register-future", column, as_of=as_of)
    return register


def _refuse(register: pd.DataFrame, wrong: "pd.Series[bool]", code: str, column: str = "", **params: object) -> None:
    """Raise for the first wrong row, naming it and what stands in it."""
    if wrong.any():
        place = int(wrong.to_numpy().argmax())
        row = register.iloc[place]
        given = {"column": column, "found": row[column], "sent": row["sent"]} if column else {}
        raise InputError(code, row=place + 1, recommendation=row["recommendation"], **given, **params)


def waits(register: pd.DataFrame, *, as_of: pd.Timestamp, column: str = "acknowledged") -> pd.DataFrame:
    """Return how long each recommendation waited, and whether the wait ended.

    Parameters
    ----------
    register, as_of
        As in `checked`.
    column
        ``acknowledged`` or ``acted``: what ends the wait.

    Returns
    -------
    pandas.DataFrame
        Rows as in the register; ``days`` (with decimals; for an unanswered one, the days so far) and ``answered``.
    """
    table = checked(register, as_of=as_of)
    answered = table[column].notna()
    days = (table[column].fillna(as_of) - table["sent"]).dt.total_seconds() / 86_400
    return pd.DataFrame({"days": days.astype("float64"), "answered": answered})


def answered_by(table: pd.DataFrame) -> pd.DataFrame:
    """Return, day by day, the share answered, with the unanswered kept as waiting (Kaplan and Meier 1958).

    Parameters
    ----------
    table
        From `waits`.

    Returns
    -------
    pandas.DataFrame
        Index ``days`` (each day on which something was answered); ``at_risk`` (still waiting just before),
        ``answered`` (on that day) and ``share`` (answered by then, 0 to 1).

    Raises
    ------
    InputError
        There is no row.
    """
    curve = survival.kaplan_meier(table["days"], served=table["answered"])
    steps = curve[["at_risk", "served"]].rename(columns={"served": "answered"}).rename_axis("days")
    return steps.assign(share=1 - curve["still_waiting"])


def median_days(table: pd.DataFrame) -> float:
    """Return the first day by which half had been answered; NaN where half never is while the register is kept."""
    return survival.median_wait(survival.kaplan_meier(table["days"], served=table["answered"]))


def by_authority(register: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return for each authority what it was sent, what it answered and did, and its median days to answer.

    Returns
    -------
    pandas.DataFrame
        Index ``authority``; ``sent``, ``acknowledged``, ``acted``, ``unanswered`` (int64) and ``median_days`` (NaN
        where half are never answered).
    """
    rows = {}
    for name, group in checked(register, as_of=as_of).groupby("authority"):
        answered = int(group["acknowledged"].notna().sum())
        rows[name] = {
            "sent": len(group), "acknowledged": answered, "acted": int(group["acted"].notna().sum()),
            "unanswered": len(group) - answered, "median_days": median_days(waits(group, as_of=as_of)),
        }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("authority")


def outcomes(alerts: pd.DataFrame) -> pd.Series:
    """Return what can be said of each alert once its time is over.

    Parameters
    ----------
    alerts
        ``acted`` (whether any recommendation was carried out) and ``occurred`` (whether what was feared happened), both
        ``boolean`` with <NA> where it is not known.

    Returns
    -------
    pandas.Series
        One of `OUTCOMES` for each row. ``after-action``: somebody acted and nothing followed. It may have been
        prevented or would never have come; nobody can see which, so it is no false alarm. ``false-alarm``: nobody
        acted and nothing followed. ``unknown``: what happened, or what was done, is not known.
    """
    acted, occurred = (alerts[name].astype("boolean") for name in ("acted", "occurred"))
    quiet = (occurred == False).fillna(False)  # noqa: E712 - <NA> must stay apart from False
    choices = [
        occurred.fillna(False).to_numpy(bool),
        (quiet & acted.fillna(False)).to_numpy(bool),
        (quiet & (acted == False).fillna(False)).to_numpy(bool),  # noqa: E712
    ]
    return pd.Series(np.select(choices, OUTCOMES[:3], default=OUTCOMES[3]), index=alerts.index, name="outcome")
