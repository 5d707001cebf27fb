"""The numbers of a one-page monitoring board: each with its numerator, its denominator and its date."""

from dataclasses import dataclass

import pandas as pd

from ruta.service_access.funnel import ROUTE, cohort, funnel
from ruta.service_access.reach import persons_and_deliveries

AGES = (90, 180)
"""Days since the last step that part the open cases: up to the first, up to the second, more."""


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the board shows, one table a panel."""

    cut_off: pd.Timestamp
    """Last day for which the register is complete."""
    first: pd.Timestamp
    """First day of entry of the cohort."""
    last: pd.Timestamp
    """Last day of entry of the cohort."""
    window: int
    """Days that everybody in the cohort is given."""
    persons: pd.DataFrame
    """`ruta.service_access.reach.persons_and_deliveries` of the year of the cut-off."""
    coverage: pd.DataFrame
    """By right and ``any``: ``served``, ``in_need``, ``share`` and its ends ``least`` and ``most`` by the survey's."""
    route: pd.DataFrame
    """`ruta.service_access.funnel.funnel` of the cohort."""
    open_ages: "pd.Series[int]"
    """Open cases by days since their last step."""
    referrals: "pd.Series[int]"
    """``sent``, ``received`` and ``answered``, of the cohort."""
    opinion: pd.DataFrame
    """``finished``, ``left`` and ``open`` of the cohort: ``people``, ``asked`` and ``satisfied``."""


def board(
    cases: pd.DataFrame,
    deliveries: pd.DataFrame,
    need: pd.DataFrame,
    *,
    cut_off: pd.Timestamp | str,
    first: pd.Timestamp | str,
    last: pd.Timestamp | str,
    window: int,
) -> Board:
    """Compute the board of the year of the cut-off and of one cohort.

    Parameters
    ----------
    cases, deliveries, need
        As in `ruta.service_access.example_route.Route`.
    cut_off
        Last day for which the register is complete.
    first, last
        First and last day of entry of the cohort.
    window
        Days that everybody in the cohort is given; it must be over for all.

    Raises
    ------
    InputError
        Where the cohort is empty, a row cannot be used, or the window of somebody is not over.
    """
    day = pd.Timestamp(cut_off)
    inside = deliveries["delivered_on"].dt.year == day.year
    persons = persons_and_deliveries(deliveries[inside]).reindex([*need.index[:-1], "all"]).fillna(0)
    persons = persons.astype({"deliveries": "int64", "persons": "int64"})
    served = persons["persons"].rename(index={"all": need.index[-1]}).reindex(need.index)
    coverage = pd.DataFrame({
        "served": served, "in_need": need["in_need"], "share": served / need["in_need"],
        "least": served / need["high"], "most": served / need["low"],
    })  # fmt: skip
    people = cohort(cases, first=first, last=last)
    sent = people[people["referred_on"].notna()]
    referrals = {
        "sent": len(sent), "received": int(sent["received_on"].notna().sum()),
        "answered": int(sent["answered_on"].notna().sum()),
    }  # fmt: skip
    return Board(
        cut_off=day, first=pd.Timestamp(first), last=pd.Timestamp(last), window=window,
        persons=persons, coverage=coverage,
        route=funnel(people, window=window, cut_off=day),
        open_ages=open_ages(cases, cut_off=day),
        referrals=pd.Series(referrals, dtype="int64"),
        opinion=opinion(people),
    )  # fmt: skip


def open_ages(cases: pd.DataFrame, *, cut_off: pd.Timestamp) -> "pd.Series[int]":
    """Count the cases that are neither finished nor closed by the days since their last step.

    An old open case may be a person who waits, or one who is gone and whom nobody wrote down.
    """
    still = cases[cases[ROUTE[-1]].isna() & cases["closed_on"].isna()]
    days = (cut_off - still[list(ROUTE)].max(axis="columns")).dt.days
    counts = {
        f"up-to-{AGES[0]}": int((days <= AGES[0]).sum()),
        f"up-to-{AGES[1]}": int(((days > AGES[0]) & (days <= AGES[1])).sum()),
        f"over-{AGES[1]}": int((days > AGES[1]).sum()),
    }
    return pd.Series(counts, dtype="int64")


def opinion(people: pd.DataFrame) -> pd.DataFrame:
    """Count those who finished, left and are open: how many they are, were asked, and said that they were satisfied.

    Returns
    -------
    DataFrame
        Rows ``finished``, ``left`` and ``open``; ``people``, ``asked`` and ``satisfied`` (int64, people).
    """
    finished, closed = people[ROUTE[-1]].notna(), people["closed_on"].notna()
    answered = people["satisfied"].notna()
    liked = people["satisfied"].fillna(False).astype(bool)
    state = pd.Series("open", index=people.index).mask(finished, "finished").mask(closed, "left")
    table = pd.DataFrame({"people": 1, "asked": answered, "satisfied": liked}).astype("int64")
    return table.groupby(state).sum().reindex(["finished", "left", "open"], fill_value=0)


def satisfied_range(table: pd.DataFrame) -> tuple[float, float]:
    """Return the least and the greatest share of all who entered that can be satisfied, given who was asked.

    Those who left count as those called back among them said; those still open may all be dissatisfied, or all be
    satisfied: nobody asked them.

    Parameters
    ----------
    table
        From `opinion`, with at least one person asked among those who finished and among those who left.
    """
    asked = table.loc[["finished", "left"]]
    known = float((asked["people"] * asked["satisfied"] / asked["asked"]).sum())
    total, still_open = int(table["people"].sum()), int(table["people"].loc["open"])
    return known / total, (known + still_open) / total
