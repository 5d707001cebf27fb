"""What makes a legal fact unfit to be quoted, and which duties stand without a word on their money.

The rules are the course's own: an instrument has its date, a right its institution, a statement its source and its
day, "in force" comes after a publication, and a duty has a budget line or a source that says that it has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from ruta.messages import text
from ruta.service_access.legal_days import MILESTONES, NOT_FOUND, span
from ruta.service_access.legal_facts import rights_of

FAULTS = ("no-date", "no-institution", "no-source", "unpublished", "backwards", "unflagged", "late-check")
"""A row with one of these is not quoted until it is mended."""
NO_MONEY = "no-money"
"""A finding about the framework, or about our search: the row itself may be sound."""
STATEMENTS = ("budget", "service")
"""Kinds that are stated on a day and not adopted."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong or wanting, in one row."""

    code: str
    """One of `FAULTS`, or `NO_MONEY`."""
    fact: str
    """Name of the row."""
    values: dict[str, str] = field(default_factory=dict, hash=False)
    """What the sentence names besides."""

    def sentence(self, language: str) -> str:
        """Return what is wrong, in a language."""
        values = dict(self.values)
        if "column" in values:
            values["column"] = text(f"legal.column-{values['column'].replace('_', '-')}", language=language)
        if "right" in values:
            values["right"] = text(f"legal.right-{values['right']}", language=language)
        return text(f"legal.finding-{self.code}", language=language, fact=self.fact, **values)


def faults(facts: pd.DataFrame) -> list[Finding]:
    """Return what must be mended before a row is quoted, row by row.

    Parameters
    ----------
    facts
        From `ruta.service_access.legal_facts.checked`.

    Returns
    -------
    list of Finding
        Empty where every row may be quoted with its mark.
    """
    return [finding for _, row in facts.iterrows() for finding in _of_row(row)]


def without_money(facts: pd.DataFrame) -> list[Finding]:
    """Return the duties of a law on whose money no row says anything, neither that it is there nor that it is not.

    Parameters
    ----------
    facts
        From `ruta.service_access.legal_facts.checked`.

    Returns
    -------
    list of Finding
        One for each law and right. A row that says that the budget is missing counts as a word on the money, and that
        of one state of a federation says nothing about another.
    """
    money = {
        (row["country"], row["level"], row["place"], right)
        for _, row in facts[facts["kind"] == "budget"].iterrows()
        for right in rights_of(row)
    }
    laws = facts[(facts["kind"] == "law") & (facts["standing"] == "exists")]
    return [
        Finding(code=NO_MONEY, fact=row["fact"], values={"right": right})
        for _, row in laws.iterrows()
        for right in rights_of(row)
        if (row["country"], row["level"], row["place"], right) not in money
    ]


def table(found: list[Finding], *, language: str) -> pd.DataFrame:
    """Return findings as a table: the row, and the sentence."""
    names = [text(f"legal.heading-{name}", language=language) for name in ("fact", "finding")]
    return pd.DataFrame([(finding.fact, finding.sentence(language)) for finding in found], columns=names)


def _of_row(row: "pd.Series[str]") -> Iterator[Finding]:
    def finding(code: str, **values: str) -> Finding:
        return Finding(code=code, fact=row["fact"], values=values)

    stated = row["standing"] == "missing" or row["kind"] in STATEMENTS
    dates = [row["said_on"]] if stated else [row[name] for name in MILESTONES[:2]]
    if not any(dates):
        yield finding("no-date", column="said_on" if stated else "adopted_on")
    elif not any(map(span, dates)) and row["mark"] != "to-confirm":
        yield finding("unflagged")
    if rights_of(row) and not row["institution"]:
        yield finding("no-institution", right=rights_of(row)[0])
    if not row["source"]:
        yield finding("no-source")
    if row["in_force_on"] not in ("", NOT_FOUND) and not row["published_on"]:
        yield finding("unpublished", found=row["in_force_on"])
    yield from _backwards(row)
    said, checked = span(row["said_on"]), span(row["checked_on"])
    if checked is None or (said is not None and said.first > checked.last):
        yield finding("late-check", found=row["checked_on"] or "-")


def _backwards(row: "pd.Series[str]") -> Iterator[Finding]:
    """Yield the first two milestones that cannot have come in their order, whatever the days that they may mean."""
    known = [(name, days) for name in MILESTONES if (days := span(row[name])) is not None]
    for place, (later, after) in enumerate(known):
        for earlier, before in known[:place]:
            if before.first > after.last:
                values = {"column": later, "found": row[later], "earlier": row[earlier]}
                yield Finding(code="backwards", fact=row["fact"], values=values)
                return
