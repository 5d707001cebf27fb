"""How recommendations stand on the day of a report: what was shown to be done, what is overdue, what nobody can tell.

The day of the report decides, not the day on which somebody opens the file, so that a report gives the same numbers
next year. Rules of this course: no evidence, no "done"; what was closed without action stays in the denominator.
"""

from dataclasses import dataclass

import pandas as pd

from ruta import ranges
from ruta.errors import InputError

STANDINGS = ("done", "no-evidence", "overdue", "open", "closed")
"""Done and shown; said to be done and not shown; past its day; not yet due; closed without action."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What a table of recommendations says on one day."""

    counts: dict[str, int]
    """Recommendations by standing, every one of `STANDINGS`."""
    with_evidence: int
    """Recommendations of any state with something written in ``evidence``."""
    moved: int
    """Recommendations whose baseline was changed after it was agreed."""

    @property
    def all(self) -> int:
        """All recommendations."""
        return sum(self.counts.values())

    @property
    def shown(self) -> float:
        """Share done with evidence, of **all**: the one to publish."""
        return self.counts["done"] / self.all

    @property
    def said(self) -> float:
        """Share that the owners call done, of all."""
        return (self.counts["done"] + self.counts["no-evidence"]) / self.all

    @property
    def of_those_with_evidence(self) -> float:
        """Share done of those with evidence only: who shows nothing leaves the sum. NaN where nobody shows anything."""
        return self.counts["done"] / self.with_evidence if self.with_evidence else float("nan")

    @property
    def without_closed(self) -> float:
        """Share done with evidence when what was closed without action is left out; NaN where nothing else is there."""
        rest = self.all - self.counts["closed"]
        return self.counts["done"] / rest if rest else float("nan")

    @property
    def bounds(self) -> ranges.Range:
        """Every share done that fits, when nobody knows whether what has no evidence was done (Manski 2003, ch. 1)."""
        done = self.counts["done"]
        return ranges.share_bounds(done, known=self.all - self.counts["no-evidence"], total=self.all)


def standings(table: pd.DataFrame, *, on: pd.Timestamp) -> "pd.Series[str]":
    """Return how each recommendation stands on a day.

    Parameters
    ----------
    table
        From `ruta.exchange.recommendations`.
    on
        Day of the report. A deadline of that very day is not overdue: the day has not ended.

    Returns
    -------
    Series
        One of `STANDINGS` for each row. ``done`` needs evidence; a deadline is asked only of what is not done and not
        closed.

    Raises
    ------
    InputError
        A recommendation was agreed after that day: the report cannot know of it.
    """
    late = table["agreed"] > on
    if late.any():
        row = table[late].iloc[0]
        raise InputError("report.agreed-later", id=row["id"], agreed=row["agreed"].date(), on=on.date())
    words = pd.Series("open", index=table.index, name="standing", dtype=object)
    words[table["due"] < on] = "overdue"
    words[table["state"] == "closed"] = "closed"
    words[table["state"] == "done"] = "no-evidence"
    words[(table["state"] == "done") & has_evidence(table)] = "done"
    return words


def has_evidence(table: pd.DataFrame) -> "pd.Series[bool]":
    """Tell of which recommendations something is written that another person could open."""
    return table["evidence"].fillna("").astype(str).str.strip() != ""


def follow_up(table: pd.DataFrame, *, on: pd.Timestamp) -> FollowUp:
    """Count a table of recommendations on a day.

    Parameters
    ----------
    table, on
        As in `standings`.

    Raises
    ------
    InputError
        As `standings`; there is no recommendation.
    """
    if table.empty:
        raise InputError("report.no-recommendation")
    counts = standings(table, on=on).value_counts()
    return FollowUp(
        counts={name: int(counts.get(name, 0)) for name in STANDINGS},
        with_evidence=int(has_evidence(table).sum()),
        moved=int(moved(table).sum()),
    )


def moved(table: pd.DataFrame) -> "pd.Series[bool]":
    """Tell whose baseline was changed after it was agreed."""
    return (table["baseline_now"].notna() & (table["baseline_now"] != table["baseline"])).fillna(False).astype(bool)


def progress(table: pd.DataFrame, *, baseline: str = "baseline") -> pd.Series:
    """Return how much of the agreed way was covered: (latest − baseline) / (target − baseline).

    Parameters
    ----------
    table
        From `ruta.exchange.recommendations`.
    baseline
        ``baseline``, the agreed one, or ``baseline_now``, the one in use today (the agreed one where it did not move).

    Returns
    -------
    Series
        Float64: 0 at the baseline, 1 at the target, below 0 where it got worse; ``<NA>`` where nobody measured. It is
        the same in every unit, and also where less is better.
    """
    start = table[baseline].fillna(table["baseline"])
    found: pd.Series = ((table["latest"] - start) / (table["target"] - start)).rename("progress")
    return found
