"""What a rule for calling schools would have given: onsets found before families left, false calls, days of lead."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.early_warning import scoring
from ruta.early_warning.k_of_n import at_least

FORTNIGHT = pd.Timedelta(days=14)
PER_TERM = 10
"""Fortnights of a term: half a school year."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How a rule did against onsets known from another source."""

    found: int
    """Onsets with a call on the day of the departure or before it."""
    missed: int
    """Onsets that could be judged and had no call in time."""
    unwatched: int
    """Onsets of which no fortnight before the departure could be judged: the reports failed, not the rule."""
    false_calls: int
    """School-fortnights called with no event behind them."""
    calls: int
    """School-fortnights called."""
    terms: float
    """Terms of ten fortnights."""
    leads: tuple[int, ...]
    """Days from the call to the departure, one for each onset found."""

    @property
    def onsets(self) -> int:
        """All onsets, watched or not."""
        return self.found + self.missed + self.unwatched

    @property
    def false_per_term(self) -> float:
        """False calls that the team would have made in a term."""
        return self.false_calls / self.terms

    @property
    def calls_per_term(self) -> float:
        """Calls that the team would have made in a term."""
        return self.calls / self.terms

    @property
    def median_lead(self) -> float:
        """Median days of lead of the onsets found; NaN where none was. The missed ones have none: say how many."""
        return float(np.median(self.leads)) if self.leads else float("nan")


def judge(calls: pd.DataFrame, onsets: pd.DataFrame) -> Judged:
    """Return what a grid of calls would have given.

    Parameters
    ----------
    calls
        Fortnights by schools, ``boolean``: call, no call, <NA> cannot tell. The label is the Monday on which the
        fortnight begins; its figures are on the desk, and the call is made, 14 days later.
    onsets
        Columns ``school``, ``onset``, ``departure``, ``end`` (Mondays of fortnights), from another source than the
        counts; those that begin outside the grid are left out.

    Returns
    -------
    Judged
        Found is an onset with a call from its first fortnight to the last one whose figures came before most
        families left. False are the calls outside the fortnights from onset to end.
    """
    events = onsets.rename(columns={"school": "municipality", "onset": "onset_week"})
    # The fortnight in which families leave is read when they have left.
    in_time = events.assign(end_week=events["departure"] - FORTNIGHT)
    outcomes = scoring.onset_outcomes(calls, in_time, within=len(calls))
    raised, false = calls.fillna(False).astype(bool), false_calls(calls, onsets)
    known = in_time[in_time["municipality"].isin(raised.columns)]
    dates = zip(known["municipality"], known["onset_week"], known["departure"], strict=True)
    leads = [_lead(raised[school], onset, departure) for school, onset, departure in dates]
    count = outcomes["outcome"].value_counts()
    return Judged(
        found=int(count.get("hit", 0)), missed=int(count.get("miss", 0)), unwatched=int(count.get("unwatched", 0)),
        false_calls=int(false.to_numpy().sum()), calls=int(raised.to_numpy().sum()), terms=len(calls) / PER_TERM,
        leads=tuple(lead for lead in leads if lead is not None),
    )  # fmt: skip


def _lead(raised: "pd.Series[bool]", onset: pd.Timestamp, departure: pd.Timestamp) -> int | None:
    """Days from the first call in time to the departure."""
    called = raised.index[raised & (raised.index >= onset) & (raised.index <= departure - FORTNIGHT)]
    return int((departure - FORTNIGHT - called[0]).days) if len(called) else None


def false_calls(calls: pd.DataFrame, onsets: pd.DataFrame) -> pd.DataFrame:
    """Return which calls had no event behind them.

    Parameters
    ----------
    calls
        Fortnights by schools, ``boolean``; <NA> is no call.
    onsets
        Columns ``school``, ``onset``, ``end``.

    Returns
    -------
    pandas.DataFrame
        The same grid, bool: called, outside the fortnights from onset to end.
    """
    events = onsets.rename(columns={"school": "municipality", "onset": "onset_week", "end": "end_week"})
    false: pd.DataFrame = calls.fillna(False).astype(bool) & ~scoring.event_weeks(calls, events)
    return false


def disturbed(calls: pd.DataFrame, disturbances: pd.DataFrame, sectors: "pd.Series[str]") -> pd.DataFrame:
    """Return in which fortnights something ordinary was moving the figures of a school's sector.

    Parameters
    ----------
    calls
        Any grid of fortnights by schools; only its labels are used.
    disturbances
        Columns ``sector``, ``first``, ``last`` (Mondays of fortnights, both included).
    sectors
        Sector of each school, indexed by school.

    Returns
    -------
    pandas.DataFrame
        The same grid, bool.
    """
    grid = pd.DataFrame(False, index=calls.index, columns=calls.columns)
    for sector, first, last in zip(*(disturbances[name] for name in ("sector", "first", "last")), strict=True):
        during = (grid.index >= first) & (grid.index <= last)
        grid.loc[during, [school for school in grid.columns if sectors[school] == sector]] = True
    return grid


def promised_and_made(rings: Mapping[str, pd.DataFrame], onsets: pd.DataFrame) -> pd.DataFrame:
    """Return the false calls that independence promises for each k of n, beside those that were made.

    Parameters
    ----------
    rings
        Grids of the same labels for each signal, ``boolean``.
    onsets
        Columns ``school``, ``onset``, ``end``.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``k``: ``promised`` and ``made``, false calls a term, both over the same school-fortnights: those
        in which every signal is known and no event was going on. Promised uses each signal's own measured chance.
    """
    grids = [grid.to_numpy(dtype="float64", na_value=np.nan) for grid in rings.values()]
    first = next(iter(rings.values()))
    events = onsets.rename(columns={"school": "municipality", "onset": "onset_week", "end": "end_week"})
    quiet = ~scoring.event_weeks(first, events).to_numpy() & ~np.isnan(np.sum(grids, axis=0))
    together = np.sum([grid[quiet] for grid in grids], axis=0)
    chances, terms = [float(grid[quiet].mean()) for grid in grids], len(first) / PER_TERM
    rows = [
        (k, at_least(k, chances) * quiet.sum() / terms, (together >= k).sum() / terms) for k in range(1, len(grids) + 1)
    ]
    return pd.DataFrame(rows, columns=["k", "promised", "made"]).set_index("k")
