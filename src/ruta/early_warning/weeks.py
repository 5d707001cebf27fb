"""From a long table of weekly reports to a grid of weeks by municipalities in which a gap stays a gap."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError

Floats = npt.NDArray[np.float64]
WEEK = pd.Timedelta(days=7)


def weekly_grid(table: pd.DataFrame, *, value: str = "incidents") -> pd.DataFrame:
    """Return one row per week and one column per municipality.

    Parameters
    ----------
    table
        Long table with the columns ``week`` (the Monday), ``municipality`` and the value; blank where nothing arrived.
    value
        Name of the column to spread out.

    Returns
    -------
    pandas.DataFrame
        float64, every week from the first to the last; NaN where no report arrived, whether the row was there
        with a blank or was not there at all. NaN is never filled: silence is not zero.

    Raises
    ------
    InputError
        A column is missing, or one municipality reports twice for one week.
    """
    for column in ("week", "municipality", value):
        if column not in table.columns:
            raise InputError(
                "early-warning.column-missing", column=column, found=", ".join(str(c) for c in table.columns)
            )
    twice = table.duplicated(["week", "municipality"])
    if twice.any():
        first = table.loc[twice].iloc[0]
        raise InputError(
            "early-warning.week-twice", municipality=first["municipality"], week=pd.Timestamp(first["week"]).date()
        )
    grid = table.pivot(index="week", columns="municipality", values=value)
    every_week = pd.date_range(grid.index.min(), grid.index.max(), freq=WEEK, name="week")
    strays = grid.index.difference(every_week)
    if len(strays):
        raise InputError("early-warning.weeks-uneven", week=strays[0].date(), first=every_week[0].date())
    return grid.reindex(every_week).astype("float64")


def as_array(counts: pd.DataFrame) -> Floats:
    """Return a grid as float64 with NaN for a gap, after checking that its weeks follow each other.

    A method that looks back seven rows looks back seven weeks only where no week is missing from the rows.

    Raises
    ------
    InputError
        Two rows are not one week apart: the missing week must be a row of blanks.
    """
    if isinstance(counts.index, pd.DatetimeIndex) and len(counts.index) > 1:
        steps = counts.index[1:] - counts.index[:-1]
        uneven = np.flatnonzero(np.asarray(steps != WEEK))
        if uneven.size:
            after = counts.index[int(uneven[0])]
            raise InputError(
                "early-warning.week-missing", week=after.date(), expected=(after + WEEK).date(),
                found=counts.index[int(uneven[0]) + 1].date(),
            )  # fmt: skip
    return counts.to_numpy(dtype="float64", na_value=np.nan)
