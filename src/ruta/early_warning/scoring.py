"""What a threshold would have given: onsets found, onsets missed, weeks of delay, false alarms.

The words are those of forecast verification (hit, miss, false alarm; see the page of the Australian Bureau of
Meteorology on verification). An onset must be known from another source than the counts themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.early_warning.detection import alarms as raise_alarms

WEEKS_IN_YEAR = 52
WITHIN = 8
"""Weeks after which an alarm comes too late to count as a hit, the onset week being week 0."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """How a set of alarms did against known onsets."""

    hits: int
    """Onsets with an alarm in time."""
    misses: int
    """Onsets that were watched and had none."""
    unwatched: int
    """Onsets with no usable week at all: the reports failed, not the threshold."""
    delays: tuple[int, ...]
    """Weeks from onset to first alarm, one for each hit."""
    within: int
    """Weeks after the onset that count."""
    false_alarms: int
    """Weeks of a municipality with an alarm and no event."""
    all_alarms: int
    """Weeks of a municipality with an alarm: the calls to make."""
    judged_weeks: int
    """Weeks of a municipality in which an alarm was possible."""
    calendar_weeks: int
    """Weeks between the first and the last row."""

    @property
    def years(self) -> float:
        """Years of calendar, of 52 weeks."""
        return self.calendar_weeks / WEEKS_IN_YEAR

    @property
    def false_alarms_per_year(self) -> float:
        """False alarms that the whole team would have met in a year."""
        return self.false_alarms / self.years

    @property
    def false_alarms_per_municipality_year(self) -> float:
        """False alarms per 52 judged weeks of one municipality; comparable between countries."""
        return self.false_alarms / (self.judged_weeks / WEEKS_IN_YEAR) if self.judged_weeks else float("nan")

    @property
    def alarms_per_week(self) -> float:
        """Calls that the list asks for on an average Monday."""
        return self.all_alarms / self.calendar_weeks

    @property
    def mean_weeks_lost(self) -> float:
        """Weeks from onset to first alarm, a miss counted as the whole period.

        The mean over hits alone falls when the slow ones become misses: it rewards a higher threshold for losing them.
        """
        onsets = self.hits + self.misses
        return (sum(self.delays) + self.misses * self.within) / onsets if onsets else float("nan")


def event_weeks(alarms: pd.DataFrame, onsets: pd.DataFrame) -> pd.DataFrame:
    """Return True in the weeks of a municipality that belong to a known event, onset and end included.

    Parameters
    ----------
    alarms
        Any grid of weeks by municipalities; only its labels are used.
    onsets
        Columns ``municipality``, ``onset_week``, ``end_week`` (Mondays).
    """
    inside = np.zeros(alarms.shape, dtype=bool)
    for event in onsets.itertuples():
        weeks = (alarms.index >= event.onset_week) & (alarms.index <= event.end_week)
        inside |= np.outer(weeks, alarms.columns == event.municipality)
    return pd.DataFrame(inside, index=alarms.index, columns=alarms.columns)


def onset_outcomes(alarms: pd.DataFrame, onsets: pd.DataFrame, *, within: int = WITHIN) -> pd.DataFrame:
    """Return what became of each onset.

    Parameters
    ----------
    alarms
        Weeks by municipalities, ``boolean``: alarm, no alarm, <NA> cannot tell; from `detection.alarms`.
    onsets
        Columns ``municipality``, ``onset_week``, ``end_week``; those outside the grid are left out.
    within
        Weeks from the onset, it included, in which an alarm is in time; never beyond the end of the event.

    Returns
    -------
    pandas.DataFrame
        One row per onset: ``municipality``, ``onset_week``, ``outcome`` ("hit", "miss" or "unwatched" where no week
        of the period could be judged), ``delay`` in weeks (Int64, <NA> unless a hit; 0 is the onset week itself).
    """
    rows = []
    for event in onsets.itertuples():
        name = str(event.municipality)
        if name not in alarms.columns or not alarms.index[0] <= event.onset_week <= alarms.index[-1]:
            continue
        weeks = (alarms.index >= event.onset_week) & (alarms.index <= event.end_week)
        period = alarms[name][weeks].iloc[:within]
        raised = np.flatnonzero(period.fillna(False).to_numpy(dtype=bool))
        outcome = "hit" if raised.size else "unwatched" if period.isna().all() else "miss"
        delay = int(raised[0]) if raised.size else pd.NA
        rows.append((name, event.onset_week, outcome, delay))
    result = pd.DataFrame(rows, columns=["municipality", "onset_week", "outcome", "delay"])
    return result.astype({"delay": "Int64"})


def score(alarms: pd.DataFrame, onsets: pd.DataFrame, *, within: int = WITHIN) -> Score:
    """Return the score of a grid of alarms against known onsets; parameters as in `onset_outcomes`.

    Each week of alarm counts once. A week that could not be judged is neither an alarm nor a false alarm.
    """
    outcomes = onset_outcomes(alarms, onsets, within=within)
    raised = alarms.fillna(False).astype(bool)
    false = raised & ~event_weeks(alarms, onsets)
    count = outcomes["outcome"].value_counts()
    return Score(
        hits=int(count.get("hit", 0)),
        misses=int(count.get("miss", 0)),
        unwatched=int(count.get("unwatched", 0)),
        delays=tuple(int(delay) for delay in outcomes["delay"].dropna()),
        within=within,
        false_alarms=int(false.to_numpy().sum()),
        all_alarms=int(raised.to_numpy().sum()),
        judged_weeks=int(alarms.notna().to_numpy().sum()),
        calendar_weeks=len(alarms),
    )


def municipality_years(alarms: pd.DataFrame, onsets: pd.DataFrame, *, within: int = WITHIN) -> pd.DataFrame:
    """Return one row per municipality and calendar year; parameters as in `onset_outcomes`.

    Returns
    -------
    pandas.DataFrame
        ``municipality``, ``year``, ``judged_weeks``, ``hits``, ``misses``, ``false_alarms`` (int64). An onset
        belongs to the year in which it began.
    """
    year = pd.DatetimeIndex(alarms.index).year.rename("year")
    raised = alarms.fillna(False).astype(bool)
    cells = {
        "judged_weeks": alarms.notna(),
        "false_alarms": raised & ~event_weeks(alarms, onsets),
    }
    table = pd.DataFrame({name: grid.groupby(year).sum().unstack() for name, grid in cells.items()})
    table.index.names = ["municipality", "year"]
    outcomes = onset_outcomes(alarms, onsets, within=within)
    keys = [outcomes["municipality"], outcomes["onset_week"].dt.year.rename("year")]
    for name, label in (("hits", "hit"), ("misses", "miss")):
        table[name] = (outcomes["outcome"] == label).groupby(keys).sum()
    columns = ["judged_weeks", "hits", "misses", "false_alarms"]
    return table[columns].fillna(0).astype("int64").reset_index()


def tradeoff(
    statistic: pd.DataFrame, onsets: pd.DataFrame, *, thresholds: Iterable[float], within: int = WITHIN
) -> pd.DataFrame:
    """Return the score of each threshold: as it rises, false alarms turn into misses and delay.

    Parameters
    ----------
    statistic
        Weeks by municipalities, NaN where undefined.
    onsets, within
        As in `onset_outcomes`.
    thresholds
        Values to try; the alarm is strictly above.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``threshold``: ``hits``, ``misses``, ``false_alarms_per_year``, ``alarms_per_week``,
        ``mean_weeks_lost``.
    """
    tried = list(thresholds)
    scores = [score(raise_alarms(statistic, threshold=value), onsets, within=within) for value in tried]
    names = ["hits", "misses", "false_alarms_per_year", "alarms_per_week", "mean_weeks_lost"]
    index = pd.Index(tried, name="threshold")
    return pd.DataFrame({name: [getattr(one, name) for one in scores] for name in names}, index=index)
