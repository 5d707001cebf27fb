"""How the invented land unit is drawn: households and their dates, properties, evidence, dwellings and slips."""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.service_access.land_kinds import ELEMENTS, LOSSES, PROPERTIES, TENURES

LAST = 1460
"""Day of the cut-off date, counted from the first day of the list."""
DAYS = (
    "event_on", "claimed_on", "asked_on", "protected_on", "decided_on", "enforced_on", "in_possession_on", "paid_on",
    "withdrawn_on",
)  # fmt: skip
_DELAY = (10, 60, 120, 190, 270, 380, 520, 700)
_DECISION = (180, 380, 540, 700, 880, 1120, 1480, 2100)
_OCCUPANTS = {
    "abandonment": ("nobody", "nobody", "family", "not-known"),
    "occupation": ("third-party", "third-party", "third-party", "displaced-household"),
    "forced-sale": ("third-party", "third-party", "third-party", "not-known"),
    "not-known": ("not-known",) * 4,
}
# Chance, of 100, that a file has an item of the element; the tenure changes it for the relation, the loss for the loss.
_RELATION = {"title": 96, "possession": 78, "inheritance": 82, "rent": 66, "collective": 84}
_LOSS = {"abandonment": 76, "occupation": 82, "forced-sale": 86, "not-known": 30}
_SHARES = {"relation": (30, 20, 30, 20), "event": (26, 18, 30, 26), "loss": (32, 8, 44, 16), "link": (18, 12, 40, 30)}


def households(rng: np.random.Generator, *, size: int) -> pd.DataFrame:
    """Draw households with the days of their claim; a household's properties go through the steps together."""
    claimed = np.maximum(draws.whole(rng, low=0, high=LAST, size=size), draws.whole(rng, low=0, high=LAST, size=size))
    event = claimed - draws.quantile(rng.random(size), points=_DELAY).astype(np.int64)
    asks = rng.random(size) < 0.42
    asked = claimed + draws.whole(rng, low=0, high=240, size=size)
    asks &= asked <= event + 730
    granted = asks & (rng.random(size) < 0.85)
    protected = asked + draws.whole(rng, low=15, high=160, size=size)
    decided = claimed + draws.quantile(rng.random(size), points=_DECISION).astype(np.int64)
    decision = np.asarray(("restore", "compensate", "reject"), dtype=object)[
        draws.pick(rng, shares=(62, 16, 22), size=size).astype(np.intp)
    ]
    gives_up = rng.random(size) < 0.16
    withdrawn = claimed + draws.whole(rng, low=60, high=1300, size=size)
    gives_up &= withdrawn < decided
    reached = ~gives_up
    restores, pays = reached & (decision == "restore"), reached & (decision == "compensate")
    carried = restores & (rng.random(size) < 0.85)
    enforced = decided + draws.whole(rng, low=30, high=300, size=size)
    holds = carried & (rng.random(size) < 0.85)
    back = enforced + draws.whole(rng, low=5, high=260, size=size)
    properties = 1 + draws.pick(rng, shares=(84, 13, 3), size=size)
    # A household that is back in two of its properties is in every draw: properties are not households.
    properties[np.flatnonzero(holds & (back <= LAST))[:2]] = 2
    table = {
        "household": np.arange(size, dtype=np.int64),
        "persons": 1 + draws.pick(rng, shares=(10, 18, 22, 22, 14, 9, 5), size=size),
        "conditions": draws.pick(rng, shares=(38, 34, 20, 8), size=size),
        "properties": properties,
        "decision": decision,
        "event_on": _days(event),
        "claimed_on": _days(claimed),
        "asked_on": _days(asked, when=asks),
        "protected_on": _days(protected, when=granted & (protected < decided)),
        "decided_on": _days(decided, when=reached),
        "enforced_on": _days(enforced, when=carried),
        "in_possession_on": _days(back, when=holds),
        "paid_on": _days(decided + draws.whole(rng, low=60, high=420, size=size), when=pays),
        "withdrawn_on": _days(withdrawn, when=gives_up),
    }
    return pd.DataFrame(table)


def properties(rng: np.random.Generator, *, first: draws.Flag) -> dict[str, "pd.Series[str]"]:
    """Draw the properties: the first of a household is mostly its house, a further one its plot, lot or shop."""
    size = len(first)
    house = first & (rng.random(size) < 0.8)
    other = 1 + draws.pick(rng, shares=(50, 30, 20), size=size)
    kind = np.asarray(PROPERTIES, dtype=object)[np.where(house, 0, other).astype(np.intp)]
    tenure = np.asarray(TENURES, dtype=object)[draws.pick(rng, shares=(30, 34, 14, 12, 10), size=size).astype(np.intp)]
    loss = np.asarray(LOSSES, dtype=object)[draws.pick(rng, shares=(42, 22, 10, 26), size=size).astype(np.intp)]
    place = draws.whole(rng, low=0, high=4, size=size)
    who = [_OCCUPANTS[form][number] for form, number in zip(loss, place, strict=True)]
    return {
        "property_type": pd.Series(kind, dtype=object),
        "tenure": pd.Series(tenure, dtype=object),
        "loss": pd.Series(loss, dtype=object),
        "occupant": pd.Series(who, dtype=object),
    }


def items(rng: np.random.Generator, files: pd.DataFrame, *, element: str, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Draw none to three items of evidence of one element for each file."""
    size = len(files)
    flat = {"event": 84, "link": 66}.get(element)
    chance = files["tenure"].map(_RELATION) if element == "relation" else files["loss"].map(_LOSS)
    limit = np.full(size, flat) if flat is not None else chance.to_numpy()
    has = 100 * rng.random(size) < limit
    count = np.where(has, 1 + draws.pick(rng, shares=(62, 28, 10), size=size), 0)
    rows = np.repeat(np.arange(size), count.astype(np.intp)).astype(np.intp)
    kind = draws.pick(rng, shares=_SHARES[element], size=len(rows))
    table = {
        "file_id": files["file_id"].to_numpy()[rows],
        "kind": np.asarray(kinds, dtype=object)[kind.astype(np.intp)],
    }
    # The same kind twice adds nothing to the matrix; the second copy stays out.
    return pd.DataFrame(table).drop_duplicates(ignore_index=True)


def dwellings(
    rng: np.random.Generator, files: pd.DataFrame, *, names: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the count of houses left in each neighbourhood, and the truth about them.

    Where there is more violence more is left, by threatened and unthreatened households alike.
    """
    size = len(names)
    claimed = files[files["property_type"] == "house"].groupby("neighbourhood").size().reindex(names, fill_value=0)
    known = claimed.to_numpy(np.int64)
    left = known + (known * draws.between(rng, low=1.4, high=2.6, size=size)).astype(np.int64) + 20
    rank = draws.lot(rng, size=size) + 1  # 1 is the calmest
    houses = (left / (0.05 + 0.03 * rank)).astype(np.int64)
    threatened = (houses * (0.04 + 0.028 * rank + draws.between(rng, low=-0.03, high=0.03, size=size))).astype(np.int64)
    both = (left * threatened / houses * draws.between(rng, low=1.0, high=1.3, size=size)).astype(np.int64)
    taken = (left * draws.between(rng, low=0.14, high=0.30, size=size)).astype(np.int64)
    columns = {"houses": houses, "left": left, "threatened": threatened}
    index = pd.Index(names, name="neighbourhood")
    truth = {"taken": taken, "left_threatened": np.minimum(both, np.minimum(left, threatened))}
    return pd.DataFrame(columns, index=index).astype("int64"), pd.DataFrame(truth, index=index).astype("int64")


def with_faults(
    rng: np.random.Generator, files: pd.DataFrame, evidence: pd.DataFrame, *, last_day: pd.Timestamp
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables with the slips of a list typed by hand: two or three of each kind."""
    files, evidence = files.copy(), evidence.copy()

    def some(where: "pd.Series[bool]", many: int) -> list[int]:
        places = np.flatnonzero(where.to_numpy())
        return [int(places[at]) for at in draws.lot(rng, size=len(places))[:many]]

    alone = ~files["household_id"].duplicated(keep=False)
    for place in some(alone & files["in_possession_on"].notna(), 2):
        early = files["claimed_on"] - pd.Timedelta(days=40 + place % 50)
        files.loc[place, "in_possession_on"] = early.iloc[place]
    informal = files["tenure"].isin(("possession", "inheritance"))
    files.loc[some(alone & informal, 3), "right_claimed"] = "ownership"
    late = alone & files["asked_on"].isna() & files["decided_on"].isna() & files["withdrawn_on"].isna()
    late &= (files["protect_by"] > files["claimed_on"]) & (files["protect_by"] < last_day - pd.Timedelta(days=90))
    for place in some(late, 2):
        after = files["protect_by"] + pd.Timedelta(days=15 + place % 60)
        files.loc[place, "asked_on"] = after.iloc[place]
    house = alone & (files["property_type"] == "house") & files["decided_on"].isna()
    for place, other in zip(some(house, 2), some(house.shift(40, fill_value=False), 2), strict=True):
        if place != other:
            files.loc[place, ["property_id", "neighbourhood"]] = files.loc[other, ["property_id", "neighbourhood"]]
    shown = evidence[(evidence["element"] == ELEMENTS[2]) & (evidence["strength"] == 3)].index
    for first, second in zip(shown[10:12], shown[40:42], strict=True):
        evidence.loc[second, "document"] = evidence.loc[first, "document"]
    return files, evidence


def _days(day: draws.Whole, *, when: draws.Flag | None = None) -> "pd.Series[int]":
    """Return days as a column that is blank where something never happens."""
    column = pd.Series(day, dtype="Int64")
    return column if when is None else column.where(pd.Series(when))
