"""Lead time: the days between an alert and the event that it announced, of hits only.

A miss has no lead time. To write it as zero would lower the median of a system that misses much and, worse, to leave it
unsaid would make a system that only announces the slow crises look the fastest: report the misses beside the median.
This looks from alert to event, ahead; `scoring.onset_outcomes` looks from onset to alarm, how late one was.
"""

from dataclasses import dataclass

import pandas as pd

from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class LeadTime:
    """What the alerts of a system left as time to act."""

    hits: int
    """Events with an alert on their day or before it."""
    misses: int
    """Events without; they are in no median."""
    median_days: float
    """Median lead time of the hits in days; NaN without hits."""
    in_time: int
    """Hits whose lead time is at or above what the response needs."""
    needed_days: float
    """Days that the response needs."""

    @property
    def share_of_hits(self) -> float:
        """Of the hits, the share that left enough time; NaN without hits."""
        return self.in_time / self.hits if self.hits else float("nan")

    @property
    def share_of_events(self) -> float:
        """Of all events, the share announced with enough time: what the people concerned experience."""
        return self.in_time / (self.hits + self.misses)


def alert_dates(alarms: pd.DataFrame) -> pd.DataFrame:
    """Return the alarms of a grid as a list.

    Parameters
    ----------
    alarms
        Weeks by municipalities, ``boolean``, from `ruta.early_warning.detection.alarms`; <NA> is no alert.

    Returns
    -------
    pandas.DataFrame
        ``municipality``, ``alert_date`` (the label of the week: add the days until the figures are on the desk).
    """
    rows, columns = alarms.fillna(False).to_numpy(dtype=bool).nonzero()
    table = pd.DataFrame({"municipality": alarms.columns[columns], "alert_date": alarms.index[rows]})
    return table.sort_values(["alert_date", "municipality"], ignore_index=True)


def lead_times(alerts: pd.DataFrame, events: pd.DataFrame, *, longest_days: int) -> pd.DataFrame:
    """Return the lead time of each event.

    An alert announces the first event of its municipality on its day or later, no more than ``longest_days`` later; of
    several, the earliest counts. An alert after the event announces nothing about it.

    Parameters
    ----------
    alerts
        Columns ``municipality``, ``alert_date``.
    events
        Columns ``municipality``, ``event_date``.
    longest_days
        Days after which an alert no longer counts as about the event; without it every alert is right in the end.

    Returns
    -------
    pandas.DataFrame
        One row per event, in the order of ``events``: ``municipality``, ``event_date``, ``alert_date`` (NaT for a
        miss), ``lead_days`` (Int64; <NA> for a miss, 0 for an alert of the same day).

    Raises
    ------
    InputError
        A column is missing, a cell is blank, an event stands twice, there are no events, ``longest_days`` is negative.
    """
    if longest_days < 0:
        raise InputError("early-warning.days-negative", found=longest_days)
    first, second = _dated(alerts, "alert_date"), _dated(events, "event_date")
    if second.empty:
        raise InputError("early-warning.no-events", cases=0)
    twice = second.duplicated()
    if twice.any():
        row = second[twice].iloc[0]
        raise InputError("early-warning.event-twice", municipality=row["municipality"], date=row["event_date"].date())
    matched = pd.merge_asof(
        first.sort_values("alert_date"), second.sort_values("event_date"), left_on="alert_date", right_on="event_date",
        by="municipality", direction="forward", tolerance=pd.Timedelta(days=longest_days),
    )  # fmt: skip
    keys = ["municipality", "event_date"]
    earliest = matched.dropna(subset="event_date").groupby(keys, as_index=False)["alert_date"].min()
    found = second.merge(earliest, on=keys, how="left")
    found["municipality"] = events["municipality"].array
    found["lead_days"] = (found["event_date"] - found["alert_date"]).dt.days.astype("Int64")
    return found


def lead_time(found: pd.DataFrame, *, needed_days: float) -> LeadTime:
    """Return the median lead time and the share that was enough.

    Parameters
    ----------
    found
        From `lead_times`: ``lead_days``, <NA> for a miss.
    needed_days
        Days that the response needs between alert and event.
    """
    if found.empty:
        raise InputError("early-warning.no-events", cases=0)
    if not needed_days >= 0:
        raise InputError("early-warning.days-negative", found=needed_days)
    days = found["lead_days"].dropna().astype("float64")
    return LeadTime(
        hits=len(days),
        misses=len(found) - len(days),
        median_days=float(days.median()) if len(days) else float("nan"),
        in_time=int((days >= needed_days).sum()),
        needed_days=needed_days,
    )


def _dated(table: pd.DataFrame, date: str) -> pd.DataFrame:
    """The two columns with dates as dates, refused where one is absent or blank."""
    for column in ("municipality", date):
        if column not in table.columns:
            raise InputError(
                "early-warning.column-missing", column=column, found=", ".join(str(c) for c in table.columns)
            )
        blank = table[column].isna().to_numpy()
        if blank.any():
            raise InputError("early-warning.forecast-blank", column=column, row=table.index[int(blank.argmax())])
    # Names as objects: an empty table has another type of column, and would not be matched with a full one.
    names = table["municipality"].astype("object").to_numpy()
    return pd.DataFrame({"municipality": names, date: pd.to_datetime(table[date]).to_numpy("datetime64[ns]")}).astype(
        {"municipality": "object"}
    )
