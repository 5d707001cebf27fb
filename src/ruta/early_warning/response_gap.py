"""From a signal to something done: where the days go, with the signals that never arrived left in.

A signal that stopped has no number of days for the leg in which it stopped; to leave it out of a mean is to reward the
system for dropping it. Two measures keep it in, both read off the curve of those who have arrived by each day: the
median over all signals, and the mean of the days spent up to a horizon (the restricted mean, the area above that
curve; E. L. Kaplan and P. Meier 1958, JASA 53, 457-481, sections 2 and 3). Every signal of the log must have been
followed up to the horizon. The tests hold both against the package lifelines.
"""

import math

import pandas as pd

from ruta.errors import InputError

STEPS = ("reported", "issued", "decided", "acted")
"""What a signal reaches, in order."""
LEGS = ("report", "issue", "decide", "act")
"""The way to each step, from the one before it."""
HORIZON = 90
"""Days for which every signal was followed."""


def leg_days(log: pd.DataFrame) -> pd.DataFrame:
    """Return the days that each signal took for each leg.

    Parameters
    ----------
    log
        One row a signal, with ``signal`` and `STEPS` as dates, NaT where a step was not reached.

    Returns
    -------
    DataFrame
        Same rows, columns `LEGS`, float64 days; NaN where the end of the leg was not reached.

    Raises
    ------
    InputError
        A step before the one that precedes it, or after one that is blank.
    """
    before, found = log["signal"], {}
    for leg, step in zip(LEGS, STEPS, strict=True):
        days = (log[step] - before).dt.days
        wrong = (days < 0) | (before.isna() & log[step].notna())
        if wrong.any():
            row = log[wrong].iloc[0]
            raise InputError("ewrs.steps-out-of-order", row=row.get("signal_id", wrong.idxmax()), column=step)
        found[leg] = days.astype("float64")
        before = log[step]
    return pd.DataFrame(found, index=log.index)


def days_to(log: pd.DataFrame, step: str) -> pd.Series:
    """Return the days from the signal to a step; infinite where it was never reached."""
    days: pd.Series = leg_days(log)[list(LEGS[: STEPS.index(step) + 1])].sum(axis="columns", skipna=False)
    return days.fillna(math.inf)


def reached(log: pd.DataFrame, step: str, *, within: float) -> float:
    """Return the share of all signals that had reached a step after so many days."""
    return float((days_to(log, step) <= within).mean())


def median_days(log: pd.DataFrame, step: str) -> float:
    """Return the days after which half of all signals had reached a step; infinite where half never did."""
    ordered = days_to(log, step).sort_values()
    return float(ordered.iloc[math.ceil(len(ordered) / 2) - 1])


def days_spent(log: pd.DataFrame, *, horizon: int = HORIZON) -> pd.DataFrame:
    """Return the days that each signal spent in each leg up to a horizon.

    A signal that stopped stays in its leg until the horizon. Rows add up to the days to the last step, or to the
    horizon.

    Parameters
    ----------
    log
        As for `leg_days`.
    horizon
        Days after the signal; every signal must have been followed so long.
    """
    left = pd.Series(float(horizon), index=log.index)
    spent = {}
    for leg, days in leg_days(log).items():
        spent[leg] = days.fillna(math.inf).clip(upper=left)
        left = left - spent[leg]
    return pd.DataFrame(spent, index=log.index)


def in_time(log: pd.DataFrame, *, extra: int = 0) -> pd.Series:
    """Tell which signals led to something done within their window.

    Parameters
    ----------
    log
        As for `leg_days`, with ``window_days``.
    extra
        Days by which every window is longer (an indicator that speaks earlier), or shorter where negative.
    """
    timely: pd.Series = days_to(log, "acted") <= log["window_days"] + extra
    return timely


def shorten(log: pd.DataFrame, leg: str, *, at_most: int) -> pd.DataFrame:
    """Return the log as it would be if nothing that passed a leg had stayed in it for longer than so many days.

    Signals that stopped are not moved: a deadline writes no safe wording, makes no duty and no budget.

    Parameters
    ----------
    log
        As for `leg_days`.
    leg
        One of `LEGS`.
    at_most
        Days, from 0.
    """
    if leg not in LEGS or at_most < 0:
        raise InputError("ewrs.unknown-leg", found=f"{leg}, {at_most}", expected=", ".join(LEGS))
    days = leg_days(log)
    days[leg] = days[leg].clip(upper=at_most)
    shorter, passed = log.copy(), log["signal"]
    for name, step in zip(LEGS, STEPS, strict=True):
        passed = passed + pd.to_timedelta(days[name], unit="D")
        shorter[step] = passed
    return shorter
