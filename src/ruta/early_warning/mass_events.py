"""Mass events: records that belong together, counted once, and held against the rule of 10 households or 50 persons.

Source of the rule: OCHA Colombia (2023), wiki, entry on mass displacement: joint displacement of 10 or more households,
*or* of 50 or more persons. Which records are "joint" is not said there in days: the gap between two days that still
belong together is a convention that whoever counts must choose and print (`gap_days`).
"""

import pandas as pd

from ruta.errors import InputError

HOUSEHOLDS, PERSONS = 10, 50
"""From these counts on an event is a mass event; either is enough."""
SITUATIONS = ("left", "confined")
"""People who left, and people who cannot leave; in two events even where the place is one."""
COLUMNS = ("record", "date", "origin", "situation", "household", "person")


def is_mass(*, households: int, persons: int) -> bool:
    """Tell whether an event reaches the rule: 10 households or more, *or* 50 persons or more."""
    return households >= HOUSEHOLDS or persons >= PERSONS


def reached(*, households: int, persons: int) -> str:
    """Return by which side the rule is reached: ``both``, ``households``, ``persons`` or ``neither``."""
    by_households, by_persons = households >= HOUSEHOLDS, persons >= PERSONS
    if by_households and by_persons:
        return "both"
    return "households" if by_households else "persons" if by_persons else "neither"


def checked(records: pd.DataFrame) -> pd.DataFrame:
    """Return records that can be counted, or say which row cannot.

    Parameters
    ----------
    records
        One row per person and registration, with `COLUMNS`: ``record`` (its number), ``date`` (of leaving, or from
        which nobody could leave), ``origin`` (the smallest place known), ``situation`` (one of `SITUATIONS`),
        ``household`` and ``person`` (pseudonyms, the same wherever the same people appear).

    Raises
    ------
    InputError
        A column is absent, a cell is blank, or a situation is unknown.
    """
    for column in COLUMNS:
        if column not in records.columns:
            raise InputError("response.records-column", column=column, found=", ".join(map(str, records.columns)))
        blank = records[column].isna() | (records[column].astype(str).str.strip() == "")
        if blank.any():
            raise InputError("response.records-blank", row=int(blank.to_numpy().argmax()) + 1, column=column)
    unknown = ~records["situation"].isin(SITUATIONS)
    if unknown.any():
        row = int(unknown.to_numpy().argmax())
        found = records["situation"].iloc[row]
        raise InputError("response.records-situation", row=row + 1, found=found, expected=", ".join(SITUATIONS))
    return records


def label_events(records: pd.DataFrame, *, gap_days: int) -> pd.Series:
    """Return the event of each record.

    Parameters
    ----------
    records
        As in `checked`.
    gap_days
        Largest number of days between one departure and the next of the same place that still make one event; 0
        counts each day alone. Days chain: with a gap of 3, departures on days 1, 3 and 6 are one event.

    Returns
    -------
    pandas.Series
        ``<origin>-<number>``, the events of a place numbered in time; ``-C<number>`` for those confined.

    Raises
    ------
    InputError
        As `checked`; or the gap is negative.
    """
    if gap_days < 0:
        raise InputError("response.gap", found=gap_days)
    table = checked(records)
    days = table["date"].dt.normalize()
    labels = pd.Series("", index=table.index, name="event", dtype=object)
    for (origin, situation), when in days.groupby([table["origin"], table["situation"]]):
        ordered = when.sort_values(kind="stable")
        number = (ordered.diff() > pd.Timedelta(days=gap_days)).cumsum() + 1
        mark = "-C" if situation == "confined" else "-"
        labels.loc[ordered.index] = f"{origin}{mark}" + number.astype(str)
    return labels


def count_events(records: pd.DataFrame, *, gap_days: int) -> pd.DataFrame:
    """Return each event with its households and persons, each counted once.

    Parameters
    ----------
    records, gap_days
        As in `label_events`. The index of the records must be unique.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``event``: ``origin``, ``situation``, ``first`` and ``last`` (days), ``rows``, ``households`` and
        ``persons`` (int64), ``mass`` (bool) and ``reached`` (see `reached`).
    """
    labels = label_events(records, gap_days=gap_days)
    groups = records.groupby(labels)
    table = pd.DataFrame({
        "origin": groups["origin"].first(), "situation": groups["situation"].first(),
        "first": groups["date"].min(), "last": groups["date"].max(),
        "rows": groups.size().astype("int64"), "households": groups["household"].nunique().astype("int64"),
        "persons": groups["person"].nunique().astype("int64"),
    })  # fmt: skip
    pairs = list(zip(table["households"], table["persons"], strict=True))
    table["mass"] = [is_mass(households=int(one), persons=int(two)) for one, two in pairs]
    table["reached"] = [reached(households=int(one), persons=int(two)) for one, two in pairs]
    return table.rename_axis("event")
