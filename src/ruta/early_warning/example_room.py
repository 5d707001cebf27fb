"""An invented situation room: its numbers, and columns that somebody offers it for a forecast."""

import numpy as np
import pandas as pd


def example_room(cases: pd.DataFrame, *, seed: int, horizon: int) -> pd.DataFrame:
    """Return the numbers of the room; they follow the seed, so that none can be copied from a neighbour with another.

    Parameters
    ----------
    cases
        From `ruta.early_warning.forecast_cases.forecast_cases`; only its dates are used.
    seed
        What the numbers follow.
    horizon
        Weeks that a forecast looks ahead.

    Returns
    -------
    pandas.DataFrame
        One row: ``date`` (a date of forecast), ``horizon`` and ``delay`` in weeks, ``visits`` that the team makes for
        each date, ``miss_cost`` in visits, ``officers``.
    """
    dates = np.sort(cases["origin"].unique())
    return pd.DataFrame({
        "date": [dates[28 + seed % 12]], "horizon": [horizon], "delay": [5 + seed % 4], "visits": [8],
        "miss_cost": [(15, 20, 25)[seed % 3]], "officers": [2 + seed % 2],
    })  # fmt: skip


def columns_on_offer(*, seed: int) -> pd.DataFrame:
    """Return columns that somebody offers: some known on the date of forecast, some not.

    Returns
    -------
    pandas.DataFrame
        ``column``; ``first_week`` and ``last_week`` that it covers, counted from the week of the forecast (0; -1 is the
        week before); ``ready_after``, weeks from the last of them until the figure is complete.
    """
    rows = [
        ("incidents_4", -3, 0, 0), ("incidents_52", -51, 0, 0), ("withdrawals_now", -3, 0, 2),
        ("withdrawals_earlier", -6, -3, 2), ("average_centred", -2, 2, 0), ("year_total", -20, 31, 0),
        ("homicides_quarter", -14, -2, 4 + seed % 3), ("same_season", -51, -48, 0),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["column", "first_week", "last_week", "ready_after"])
