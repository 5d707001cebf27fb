"""A contingency plan as a table, one row per activity, and what in it is missing or contradicts itself.

What a plan should hold: the guide of Colombia's Victims Unit for contingency plans (UARIV 2013), as far as its stored
excerpts show, and the preparedness approach of the Inter-Agency Standing Committee (IASC 2016). The checks are this
course's own; each finding names one row and says what to do.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pandas as pd

from ruta import messages
from ruta.errors import InputError

COLUMNS = (
    "activity", "task", "trigger", "responsible", "deputy", "start", "deadline", "needed_by", "item", "quantity",
    "budget_line", "personal_data", "consent",
)  # fmt: skip
CODES = ("no-trigger", "nobody", "no-deputy", "two-at-once", "late", "short", "no-budget", "no-consent")
"""Every finding that there is."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is missing, or that contradicts something else."""

    code: str
    """One of `CODES`."""
    activity: str
    """Id of the row."""
    values: dict[str, object] = field(default_factory=dict, hash=False)
    """What the sentence names."""

    def sentence(self, language: str) -> str:
        """Return what is wrong, and what to do."""
        return messages.text(f"response.finding-{self.code}", language=language, activity=self.activity, **self.values)


def checked(plan: pd.DataFrame) -> pd.DataFrame:
    """Return a plan whose rows can be compared, or say which cannot.

    Parameters
    ----------
    plan
        One row per activity with `COLUMNS`; hours from the activation (``start``, ``deadline``, and ``needed_by``, the
        hour at which people need it); ``item`` and ``quantity`` blank where nothing is handed out; empty text where a
        cell was not filled in; ``personal_data`` and ``consent`` True or False.

    Raises
    ------
    InputError
        A column is absent, an id is used twice, or an activity ends before it begins.
    """
    for column in COLUMNS:
        if column not in plan.columns:
            raise InputError("response.plan-column", column=column, found=", ".join(map(str, plan.columns)))
    again = plan["activity"].duplicated()
    if again.any():
        raise InputError("response.plan-twice", activity=plan.loc[again, "activity"].iloc[0])
    wrong = ~(plan["deadline"] > plan["start"])
    if wrong.any():
        row = plan[wrong].iloc[0]
        raise InputError("response.plan-hours", activity=row["activity"], start=row["start"], end=row["deadline"])
    return plan


def collisions(plan: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return the pairs of activities that one post would have to do in the same hour.

    Parameters
    ----------
    plan
        As in `checked`; only ``activity``, ``responsible``, ``start`` and ``deadline`` are read.

    Returns
    -------
    list of tuples
        Post, first and second activity, in the order of the plan. Two activities collide where each begins before the
        other ends; one that begins in the hour in which the other ends does not.
    """
    found = []
    for left, right in combinations(plan.to_dict("records"), 2):
        same = left["responsible"] == right["responsible"] != ""
        if same and left["start"] < right["deadline"] and right["start"] < left["deadline"]:
            found.append((str(left["responsible"]), str(left["activity"]), str(right["activity"])))
    return found


def check(plan: pd.DataFrame, *, needed: "pd.Series[int] | None" = None) -> list[Finding]:
    """Return what a plan lacks and where it contradicts itself, in the order of its rows.

    Parameters
    ----------
    plan
        As in `checked`.
    needed
        Amount of each item that the planning figure asks for (`ruta.early_warning.first_needs.needs`); without it
        quantities are not compared.
    """
    table = checked(plan)
    found = [finding for row in table.to_dict("records") for finding in _row(row, needed)]
    found += [
        Finding(code="two-at-once", activity=first, values={"other": second, "post": post})
        for post, first, second in collisions(table)
    ]
    order = {name: place for place, name in enumerate(table["activity"])}
    return sorted(found, key=lambda finding: order[finding.activity])


def _row(row: dict[Hashable, Any], needed: "pd.Series[int] | None") -> Iterator[Finding]:
    name = str(row["activity"])
    if not row["trigger"]:
        yield Finding(code="no-trigger", activity=name)
    if not row["responsible"]:
        yield Finding(code="nobody", activity=name)
    elif not row["deputy"] or row["deputy"] == row["responsible"]:
        yield Finding(code="no-deputy", activity=name, values={"post": row["responsible"]})
    if row["deadline"] > row["needed_by"]:
        hours = {"deadline": f"{row['deadline']:g}", "needed": f"{row['needed_by']:g}"}
        yield Finding(code="late", activity=name, values={**hours})
    if row["item"]:
        yield from _item(row, name, needed)
    if row["personal_data"] and not row["consent"]:
        yield Finding(code="no-consent", activity=name)


def _item(row: dict[Hashable, Any], name: str, needed: "pd.Series[int] | None") -> Iterator[Finding]:
    if needed is not None:
        if row["item"] not in needed.index:
            raise InputError("response.plan-item", activity=name, found=row["item"], known=", ".join(needed.index))
        want = int(needed[row["item"]])
        if row["quantity"] < want:
            yield Finding(code="short", activity=name, values={"found": f"{row['quantity']:,.0f}", "want": f"{want:,}"})
    if not row["budget_line"]:
        yield Finding(code="no-budget", activity=name)
