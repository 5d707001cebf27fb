"""The small tables of the exercise on return and relocation, and the steps that its reference answers share."""

from itertools import combinations

import pandas as pd

from ruta.datasets import draws
from ruta.service_access import example_households, moving_again, viability
from ruta.service_access.moving_again_figure import HORIZON
from ruta.service_access.viability_checks import MOVES

YES = dict.fromkeys(example_households.CONDITIONS, True) | {example_households.PRESSED: False}
# What each slip has in place of a free and informed wish to return, whether it signed, what it wants.
_SLIPS: tuple[tuple[dict[str, object], bool, str], ...] = (
    ({}, True, "return"), ({}, False, "return"), ({"pressed": True}, True, "return"),
    ({"visited": False}, True, "return"), ({"told": pd.NA}, True, "return"),
    ({"elsewhere_offered": False}, True, "return"), ({}, True, "stay"), ({"heard": False}, False, "elsewhere"),
)  # fmt: skip
# Decision, what is lacking to start, the blank cell, days by which the review comes before its evidence expires.
_DECISIONS = (
    ("return", "", "", 15), ("relocation", "", "", -40), ("return", "corridors", "", 12),
    ("not-now", "opinion", "", 20), ("stay", "violence", "reasons", 10), ("not-now", "violence", "", 8),
    ("relocation", "", "triggers", 9),
)  # fmt: skip
READING_DAYS = range(90, HORIZON, 90)


def slips(*, country: str, seed: int) -> pd.DataFrame:
    """Return eight households, in an order drawn by lot, of each kind that a signature does not tell apart."""
    rng = draws.generator(seed=seed, country=country, name="return-slips")
    rows = [{"signed": signed, **YES, **changed, "wish": wish} for changed, signed, wish in _SLIPS]
    table = pd.DataFrame(rows).iloc[draws.lot(rng, size=len(rows))].reset_index(drop=True)
    answers = dict.fromkeys(YES, "boolean")
    table.insert(0, "household", [f"H{number}" for number in range(1, len(rows) + 1)])
    return table.astype(answers)


def decisions(*, country: str, seed: int, on: pd.Timestamp) -> pd.DataFrame:
    """Return a draft record of decisions on other places, in an order drawn by lot.

    Returns
    -------
    pandas.DataFrame
        ``row``, ``decision`` (one of `ruta.service_access.viability_checks.DECISIONS`), ``lacking`` (the criterion to
        start that is not met; blank for none), ``reasons`` and ``triggers`` (bool: written), ``review_on`` and
        ``valid_until`` (last day on which all its evidence counts).
    """
    rng = draws.generator(seed=seed, country=country, name="return-decisions")
    rows = []
    for decision, lacking, blank, before in _DECISIONS:
        until = on + pd.Timedelta(days=int(draws.whole(rng, low=60, high=110, size=1)[0]))
        rows.append({
            "decision": decision, "lacking": lacking, "reasons": blank != "reasons", "triggers": blank != "triggers",
            "review_on": until - pd.Timedelta(days=before), "valid_until": until,
        })  # fmt: skip
    table = pd.DataFrame(rows).iloc[draws.lot(rng, size=len(rows))].reset_index(drop=True)
    table.insert(0, "row", [f"D{number}" for number in range(1, len(rows) + 1)])
    return table


def sent_back(table: pd.DataFrame, *, dates: bool = True, minimum: bool = True) -> set[str]:
    """Return the rows of `decisions` that are sent back; the two flags leave out a rule (the mistakes)."""
    wrong = ~table["reasons"] | ~table["triggers"]
    if dates:
        wrong |= table["review_on"] > table["valid_until"]
    if minimum:
        wrong |= table["decision"].isin(MOVES) & (table["lacking"] != "")
    return set(table.loc[wrong, "row"])


def last_year(months: pd.DataFrame) -> pd.DataFrame:
    """Return the totals of the last year by place: ``incidents`` and the resident-months with their error."""
    rows = months[months["month"].dt.year == months["month"].dt.year.max()]
    totals: pd.DataFrame = rows.groupby("place")[["incidents", "residents", "least", "most"]].sum()
    return totals


def ages(evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp) -> pd.DataFrame:
    """Return the evidence with how old it is and how long it counts: ``days`` and ``valid_days``."""
    return evidence.assign(
        days=(on - evidence["on"]).dt.days, valid_days=evidence["criterion"].map(criteria["valid_days"])
    )


def opened(evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp, unknown_met: bool = False) -> set[str]:
    """Return the places with every criterion to start met; the flag reads what is unknown as met (a mistake)."""
    found = viability.states(evidence, criteria, on=on)
    if unknown_met:
        found = found.replace("unknown", "met")
    ready = viability.viable(found, criteria, stage="start")
    return set(ready.index[ready])


def reading_day(followed: pd.DataFrame, prepared: "pd.Series[bool]") -> int:
    """Return the day on which the usual misreadings of the figure lie furthest from the right one and apart."""

    def clearance(day: int) -> float:
        right, other = (moving_again.moved_by(followed[mine], day=day) for mine in (~prepared, prepared))
        shares = (right.censored, other.censored, 1 - right.censored, right.lost_moved)
        return min(abs(one - two) for one, two in combinations(shares, 2))

    return max(READING_DAYS, key=clearance)
