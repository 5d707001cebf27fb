"""The small tables of the exercise on solutions, and the steps that its reference answers share."""

from collections.abc import Mapping

import pandas as pd

from ruta.datasets import draws
from ruta.service_access import exit_rules
from ruta.service_access.target_tracking import change_apart
from ruta.shares import NORMAL_975

LAST = 3
_SIZES = (180, 420)
# How far each rise stands from the three margins, as a part of its way from one to the next: none lies on an edge.
_KINDS = ("fell", "small", "small", "one-sample", "between", "clear", "clear")


def limits(panel: pd.DataFrame) -> "pd.Series[float]":
    """Return the neighbours' thresholds of the last round."""
    return exit_rules.thresholds(panel[(panel["group"] == "host") & (panel["round"] == LAST)])


def passes(
    panel: pd.DataFrame, *, limits: "pd.Series[float] | None" = None, blank_fails: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what each displaced household meets in each round, and its rows of the panel.

    Parameters
    ----------
    panel
        From `ruta.service_access.solutions_panel.panel`.
    limits
        The same thresholds for every round; without them, those of the neighbours in each.
    blank_fails
        The mistake of reading "does not apply" as not met.
    """
    rows = panel[panel["group"] == "displaced"]
    tables = []
    for number, here in rows.groupby("round"):
        host = panel[(panel["group"] == "host") & (panel["round"] == number)]
        own = exit_rules.thresholds(host) if limits is None else limits
        table = exit_rules.met(here, own)
        tables.append(table & here[list(table.columns)].notna() if blank_fails else table)
    return pd.concat(tables).loc[rows.index], rows


def slips(panel: pd.DataFrame, *, needed: int) -> pd.DataFrame:
    """Return eight households of the last round: two of each kind that a count and a look at safety tell apart.

    Returns
    -------
    pandas.DataFrame
        ``household``, the ten of `exit_rules.SUBCRITERIA` (bool: met) and ``met`` (int64, how many).
    """
    every, rows = passes(panel)
    table = every[rows["round"] == LAST]
    count = table.sum(axis="columns")
    safe = table["violence"] & table["movement"]
    whole = count == table.shape[1]
    kinds = (whole, (count >= needed) & safe & ~whole, (count >= needed) & ~safe, (count < needed) & ~safe)
    chosen = pd.concat([table[kind].head(2) for kind in kinds]).sort_index()
    chosen.insert(0, "household", rows.loc[chosen.index, "household"])
    return chosen.assign(met=chosen[list(exit_rules.SUBCRITERIA)].sum(axis="columns")).reset_index(drop=True)


def linked(data: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the displaced households of the last round with what the two registers say of them.

    Returns
    -------
    pandas.DataFrame
        ``household``, ``short`` (food or shelter not met), ``registered``, ``listed`` and ``eligible`` (bool).
    """
    every, rows = passes(data["panel"])
    last = rows["round"] == LAST
    table = rows.loc[last, ["household"]].assign(short=~(every.loc[last, "food"] & every.loc[last, "shelter"]))
    table = table.merge(data["key"], on="household", validate="one_to_one")
    poor = data["poverty_list"]
    return table.assign(
        registered=table["pseudonym"].isin(data["displaced_register"]["pseudonym"]),
        listed=table["pseudonym"].isin(poor["pseudonym"]),
        eligible=table["pseudonym"].isin(poor.loc[poor["eligible"], "pseudonym"]),
    )


def two_rounds(*, country: str, seed: int) -> pd.DataFrame:
    """Return seven indicators of two independent samples, in percent; some rises are larger than their margin.

    Returns
    -------
    pandas.DataFrame
        ``indicator`` (I1 to I7), ``before``, ``before_size``, ``after`` and ``after_size``.
    """
    rng = draws.generator(seed=seed, country=country, name="solutions-two-rounds")
    kinds = [_KINDS[place] for place in draws.lot(rng, size=len(_KINDS))]
    before = draws.whole(rng, low=32, high=52, size=len(kinds))
    sizes = draws.whole(rng, low=_SIZES[0] // 10, high=_SIZES[1] // 10, size=2 * len(kinds)) * 10
    table = pd.DataFrame({
        "indicator": [f"I{place + 1}" for place in range(len(kinds))],
        "before": before.astype("float64"), "before_size": sizes[: len(kinds)],
        "after": before.astype("float64"), "after_size": sizes[len(kinds) :],
    })  # fmt: skip
    one, change = margin_of_one(table), margins(table)
    both = margin_of_one(table, "before") + one
    rise = {
        "fell": -0.6 * change, "small": 0.5 * one, "one-sample": (one + change) / 2, "between": (change + both) / 2,
        "clear": 1.5 * both,
    }  # fmt: skip
    chosen = pd.Series([rise[kind].iloc[place] for place, kind in enumerate(kinds)])
    return table.assign(after=(table["before"] + chosen).round(1))


def margins(table: pd.DataFrame) -> "pd.Series[float]":
    """Return the margin of each change between two independent samples, in percentage points."""
    found = [
        change_apart(before=row[0] / 100, before_size=int(row[1]), after=row[2] / 100, after_size=int(row[3])).margin
        for row in table[["before", "before_size", "after", "after_size"]].itertuples(index=False, name=None)
    ]
    return pd.Series(found, index=table.index)


def margin_of_one(table: pd.DataFrame, when: str = "after") -> "pd.Series[float]":
    """Return the margin of the share of one round alone, in percentage points."""
    share = table[when] / 100
    return 100 * NORMAL_975 * (share * (1 - share) / table[f"{when}_size"]) ** 0.5
