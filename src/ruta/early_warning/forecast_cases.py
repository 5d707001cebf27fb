"""Cases for a forecast: one row per municipality and date, what was known then, and what came in the weeks after.

The columns that a forecast may use look back only; the two outcomes look ahead, and no model may see them before their
weeks are over. `ruta.early_warning.rolling_origin` keeps to that.
"""

import numpy as np
import pandas as pd

from ruta.early_warning.weeks import WEEK, weekly_grid
from ruta.errors import InputError

FEATURES = ("rate_4", "rate_12", "rate_52", "displaced_now", "displaced_52", "neighbours_4")
"""What a forecast may use, all of it known at the date."""
HISTORY = 52


def forecast_cases(reports: pd.DataFrame, *, horizon: int = 4, step: int = 4, per: int = 100_000) -> pd.DataFrame:
    """Return one case per municipality and date of forecast.

    Parameters
    ----------
    reports
        Columns ``week``, ``area``, ``municipality``, ``population``, ``incidents`` (blank where no report came) and
        ``displacement`` (True where families were found to be leaving; known for every week).
    horizon
        Weeks that the forecast looks ahead.
    step
        Weeks between two dates of forecast; with the horizon or more, no week is in two outcomes.
    per
        Inhabitants that a rate is for.

    Returns
    -------
    pandas.DataFrame
        ``origin`` (the last week that is known), ``municipality``; ``rate_4``, ``rate_12``, ``rate_52`` (mean weekly
        incidents for ``per`` inhabitants over the weeks that were reported of the last 4, 12 and 52), ``displaced_now``
        (1 where there is displacement in the week of the origin), ``displaced_52`` (weeks with displacement among the
        last 52), ``neighbours_4`` (share of the other municipalities of the area with displacement in the last four
        weeks); ``calm`` (no displacement in the last four weeks); ``coming`` (displacement in the ``horizon`` weeks
        after the origin). Cases start when 52 weeks are known.

    Raises
    ------
    InputError
        As `weekly_grid`; ``horizon`` or ``step`` is no whole number from 1; a municipality without any report in
        four weeks: its rate is unknown, not zero.
    """
    for name, value in (("horizon", horizon), ("step", step)):
        if not value >= 1 or value % 1 != 0:
            raise InputError("forecast.weeks", name=name, found=value)
    counts = weekly_grid(reports)
    happened = weekly_grid(reports.assign(displacement=reports["displacement"].astype("float64")), value="displacement")
    places = reports.groupby("municipality").first().loc[counts.columns]
    rates = counts.div(places["population"].astype("float64"), axis="columns") * per
    recent = happened.rolling(4).sum()
    known = {
        "rate_4": rates.rolling(4, min_periods=1).mean(),
        "rate_12": rates.rolling(12, min_periods=1).mean(),
        "rate_52": rates.rolling(HISTORY, min_periods=1).mean(),
        "displaced_now": happened,
        "displaced_52": happened.rolling(HISTORY).sum(),
        "neighbours_4": _neighbours(recent > 0, places["area"]),
    }
    ahead = happened.rolling(horizon).max().shift(-horizon)
    origins = counts.index[HISTORY - 1 : len(counts) - horizon : step]
    table = pd.DataFrame({name: grid.loc[origins].stack(future_stack=True) for name, grid in known.items()})
    if table["rate_4"].isna().any():
        week, municipality = table.index[int(table["rate_4"].isna().to_numpy().argmax())]
        raise InputError("forecast.no-recent-report", municipality=municipality, week=week.date())
    table["calm"] = recent.loc[origins].stack(future_stack=True) == 0
    table["coming"] = ahead.loc[origins].stack(future_stack=True) > 0
    table.index.names = ["origin", "municipality"]
    return table.reset_index()


def onset_dates(reports: pd.DataFrame, *, calm_weeks: int = 4) -> pd.DataFrame:
    """Return the first week of each crisis: displacement after at least ``calm_weeks`` weeks without.

    Returns
    -------
    pandas.DataFrame
        ``municipality`` and ``event_date`` (the Monday), as `ruta.early_warning.lead_time.lead_times` reads them.
    """
    happened = weekly_grid(reports.assign(displacement=reports["displacement"].astype("float64")), value="displacement")
    before = happened.rolling(calm_weeks).sum().shift(1)
    week, place = np.nonzero(((happened > 0) & (before == 0)).to_numpy())
    return pd.DataFrame({"municipality": happened.columns[place], "event_date": happened.index[week]})


def outcome_known(origins: "pd.Series[pd.Timestamp]", *, horizon: int, delay: int) -> "pd.Series[pd.Timestamp]":
    """Return the week from which the outcome of a case can be used: its weeks are over and verified."""
    return origins + (horizon + delay) * WEEK


def _neighbours(active: pd.DataFrame, area: pd.Series) -> pd.DataFrame:
    """Share of the other municipalities of the same area that are active; 0 where there is no other."""
    areas = area.to_numpy()
    same = (areas[:, None] == areas[None, :]) & ~np.eye(len(areas), dtype=bool)
    others = np.maximum(same.sum(axis=1), 1)
    return pd.DataFrame(active.to_numpy(dtype="float64") @ same / others, index=active.index, columns=active.columns)
