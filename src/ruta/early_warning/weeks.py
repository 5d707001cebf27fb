"""From a long table of weekly reports to a grid of weeks by municipalities in which a gap stays a gap."""

from datetime import date

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
        A column is missing, a week or a municipality is blank, a value is no number or negative, one municipality
        reports twice for one week, or a week begins on another day.
    """
    for column in ("week", "municipality", value):
        if column not in table.columns:
            raise InputError(
                "early-warning.column-missing", column=column, found=", ".join(str(c) for c in table.columns)
            )
        if column != value and table[column].isna().any():
            row = table.index[int(table[column].isna().to_numpy().argmax())]
            raise InputError("early-warning.key-blank", column=column, row=row)
    if table.empty:
        raise InputError("early-warning.no-reports")
    _check_values(table, value)
    twice = table.duplicated(["week", "municipality"])
    if twice.any():
        first = table.loc[twice].iloc[0]
        raise InputError(
            "early-warning.week-twice", municipality=first["municipality"], week=pd.Timestamp(first["week"]).date()
        )
    grid = table.assign(**{value: pd.to_numeric(table[value])}).pivot(
        index="week", columns="municipality", values=value
    )
    every_week = pd.date_range(grid.index.min(), grid.index.max(), freq=WEEK, name="week")
    strays = grid.index.difference(every_week)
    if len(strays):
        raise InputError("early-warning.weeks-uneven", week=strays[0].date(), first=every_week[0].date())
    return grid.reindex(every_week).astype("float64")


def _check_values(table: pd.DataFrame, value: str) -> None:
    """Refuse what is no number or below zero, with its municipality and week; blanks pass."""
    as_number = pd.to_numeric(table[value], errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    strange = np.isnan(as_number) & table[value].notna().to_numpy()
    checks = {"early-warning.value-no-number": strange, "early-warning.value-negative": as_number < 0}
    for code, wrong in checks.items():
        if wrong.any():
            row = table.iloc[int(wrong.argmax())]
            raise InputError(code, municipality=row["municipality"], week=week_name(row["week"]), found=row[value])


def week_name(label: object) -> object:
    """Return the label of a week as an error names it: a day, without the hour."""
    return pd.Timestamp(label).date() if isinstance(label, date | np.datetime64) else label


def require_complete(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the grid as it is, for a method that cannot work with gaps; refuse it at the first blank.

    Raises
    ------
    InputError
        A municipality has no report for a week: named with the number of blanks. Writing zero would be a false report.
    """
    blank = np.isnan(as_array(counts))
    if blank.any():
        week, municipality = (int(place[0]) for place in blank.nonzero())
        raise InputError(
            "early-warning.report-missing", municipality=counts.columns[municipality],
            week=week_name(counts.index[week]), blanks=int(blank.sum()),
        )  # fmt: skip
    return counts


def as_array(counts: pd.DataFrame) -> Floats:
    """Return a grid as float64 with NaN for a gap, after checking its weeks, its municipalities and its signs.

    A method that looks back seven rows looks back seven weeks only where no week is missing from the rows.

    Raises
    ------
    InputError
        Two rows are not one week apart: the missing week must be a row of blanks. A week or a municipality stands
        twice. A count is negative.
    """
    twice = counts.index.duplicated()
    if twice.any():
        raise InputError("early-warning.row-twice", week=week_name(counts.index[int(twice.argmax())]))
    again = counts.columns.duplicated()
    if again.any():
        raise InputError("early-warning.municipality-twice", municipality=counts.columns[int(again.argmax())])
    if isinstance(counts.index, pd.DatetimeIndex) and len(counts.index) > 1:
        steps = counts.index[1:] - counts.index[:-1]
        uneven = np.flatnonzero(np.asarray(steps != WEEK))
        if uneven.size:
            after = counts.index[int(uneven[0])]
            raise InputError(
                "early-warning.week-missing", week=after.date(), expected=(after + WEEK).date(),
                found=counts.index[int(uneven[0]) + 1].date(),
            )  # fmt: skip
    values = counts.to_numpy(dtype="float64", na_value=np.nan)
    negative = values < 0
    if negative.any():
        week, municipality = (int(place[0]) for place in negative.nonzero())
        raise InputError(
            "early-warning.value-negative", municipality=counts.columns[municipality],
            week=week_name(counts.index[week]), found=values[week, municipality],
        )  # fmt: skip
    return values
