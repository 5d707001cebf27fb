"""The share of people still waiting after so many days, when some waits are still open (Kaplan-Meier).

Sources: E. L. Kaplan and P. Meier (1958), "Nonparametric estimation from incomplete observations", JASA 53, 457-481;
V. Bewick, L. Cheek and J. Ball (2004), "Statistics review 12: Survival analysis", Critical Care 8, 389-394.
The tests hold the functions against the worked example of the second and against the times to relapse of
E. J. Freireich and others (1963), Blood 21, 699-716, as shipped with R (``MASS::gehan``).
"""

import math

import numpy as np
import pandas as pd

from ruta.errors import InputError

# 0.75 * (1 - 1/6) * (1 - 1/5) is one half, but not to the last bit of a computer's arithmetic.
ROUNDING = 1e-9


def kaplan_meier(days: "pd.Series[int]", *, served: "pd.Series[bool]") -> pd.DataFrame:
    """Return the Kaplan-Meier table: one row per day on which somebody was served.

    Everybody whose clock reached a day is at risk on it; a wait censored on the same day as a service still counts in
    its denominator. Source: Kaplan and Meier 1958, section 2. The standard error is
    Greenwood's (1926): the share times the square root of the running sum of served / (at risk * (at risk - served)).

    Parameters
    ----------
    days
        Length of each wait in days, or in any other unit, never negative; for an open wait, its length so far.
    served
        True where the wait ended in the service, False where it is censored. Same rows as ``days``.

    Returns
    -------
    DataFrame
        Index ``day``; ``at_risk`` and ``served`` (int64, persons), ``still_waiting`` (share, 0 to 1) and ``std_error``
        (of that share; blank where nobody is left, as in R).

    Raises
    ------
    InputError
        Where there is no row, or a wait is missing or negative.
    """
    waits = checked(days, served)
    per_day = waits.groupby("day")["served"]
    at_risk = len(waits) - per_day.size().cumsum().shift(fill_value=0)
    table = pd.DataFrame({"at_risk": at_risk, "served": per_day.sum()}).astype("int64")
    table = table[table["served"] > 0]

    left_over = table["at_risk"] - table["served"]
    table["still_waiting"] = (left_over / table["at_risk"]).cumprod()
    variance_terms = table["served"] / (table["at_risk"] * left_over.where(left_over > 0))
    table["std_error"] = table["still_waiting"] * np.sqrt(variance_terms.cumsum())
    return table


def still_waiting_at(table: pd.DataFrame, day: float) -> float:
    """Return the share still waiting after a number of days: the height of the last step up to that day.

    Parameters
    ----------
    table
        From `kaplan_meier`.
    day
        Days since the start of the clock.
    """
    steps = table.loc[table.index <= day, "still_waiting"]
    return float(steps.iloc[-1]) if len(steps) else 1.0


def day_served(table: pd.DataFrame, share: float) -> float:
    """Return the first day by which at least this share of people had been served.

    Parameters
    ----------
    table
        From `kaplan_meier`.
    share
        Between 0 and 1; one half gives the median.

    Returns
    -------
    float
        Days; ``nan`` where the curve never comes down so far, because too many are still waiting.
    """
    reached = table.index[table["still_waiting"] <= 1 - share + ROUNDING]
    return float(reached[0]) if len(reached) else math.nan


def median_wait(table: pd.DataFrame) -> float:
    """Return the median wait: the first day on which at most half are still waiting, ``S(t) <= 0.5``.

    Some programs (R among them) give the middle of the step where the curve runs flat at exactly one half; we keep to
    the first day, so that the same table always gives the same number.
    """
    return day_served(table, 0.5)


def restricted_mean(days: "pd.Series[int]", *, served: "pd.Series[bool]", horizon: float) -> float:
    """Return the mean number of days waited within the first so many days: the area under the curve up to there.

    It answers "of the first 180 days, how many did people spend waiting, on average?" and needs nobody's wait to have
    ended. Source: P. Royston and M. Parmar (2013), BMC Medical Research Methodology 13, 152.

    Parameters
    ----------
    days, served
        As in `kaplan_meier`.
    horizon
        Where to stop, in days.

    Raises
    ------
    InputError
        Where the horizon lies beyond the longest wait seen while people are still waiting: nobody knows what comes.
    """
    table = kaplan_meier(days, served=served)
    longest = float(days.max())
    if horizon > longest and still_waiting_at(table, longest) > ROUNDING:
        raise InputError("survival.horizon", horizon=horizon, longest=longest)
    steps = table.loc[table.index < horizon, "still_waiting"]
    edges = np.concatenate([[0.0], steps.index.to_numpy(dtype=float), [float(horizon)]])
    heights = np.concatenate([[1.0], steps.to_numpy(dtype=float)])
    return float((heights * np.diff(edges)).sum())


def checked(days: "pd.Series[int]", served: "pd.Series[bool]") -> pd.DataFrame:
    """Return the waits as one table with columns ``day`` and ``served``, or say which row cannot be used."""
    if len(days) == 0 or len(days) != len(served):
        raise InputError("survival.no-waits", days=len(days), served=len(served))
    numbers = pd.to_numeric(days, errors="coerce")
    wrong = ~(numbers >= 0).to_numpy() | served.isna().to_numpy()  # a gap compares as False: refused too
    if wrong.any():
        place = int(wrong.argmax())
        found = f"{days.iloc[place]} / {served.iloc[place]}"
        raise InputError("survival.bad-wait", row=place + 1, found=found)
    return pd.DataFrame({"day": numbers.to_numpy(), "served": served.to_numpy(dtype=bool)})
