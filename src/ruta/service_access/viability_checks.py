"""What is wrong in a file of evidence or in a record of decisions: each finding names its row.

The rules are the course's own: evidence has a source and a day that has come; a decision has reasons, somebody who
answers for it, triggers and a review after the decision and before its evidence expires; and a return or a relocation
is supported only where the minimum to start is met.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ruta import messages
from ruta.service_access import viability

DECISIONS = ("return", "relocation", "stay", "not-now")
"""Return supported, relocation supported, stay with support, not now."""
MOVES = ("return", "relocation")
EVIDENCE_CODES = ("no-source", "bad-state", "bad-criterion", "no-day", "future", "twice")
DECISION_CODES = (
    "no-reasons", "no-owner", "no-triggers", "no-review", "review-early", "review-late", "not-viable",
    "bad-decision",
)  # fmt: skip
DECISION_COLUMNS = ("place", "decision", "reasons", "owner", "triggers", "decided_on", "review_on")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is missing or contradicts itself."""

    code: str
    """One of `EVIDENCE_CODES` or `DECISION_CODES`."""
    row: int
    """Row of the table, counted from 1."""
    values: dict[str, object] = field(default_factory=dict, hash=False)
    """What the sentence names."""

    def sentence(self, language: str) -> str:
        """Return what is wrong, in a language."""
        said = {name: _said(name, value, language=language) for name, value in self.values.items()}
        return messages.text(f"viability.finding-{self.code}", language=language, row=self.row, **said)


def evidence_findings(evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp) -> list[Finding]:
    """Return what keeps rows of evidence from being used.

    Parameters
    ----------
    evidence
        Rows with the columns of `ruta.service_access.viability.COLUMNS`.
    criteria
        From `ruta.service_access.viability.framework`.
    on
        The day of the assessment: a finding of a later day has not been made.
    """
    viability.need(evidence, viability.COLUMNS)
    twice = evidence.duplicated(["place", "criterion", "on"]).to_numpy()
    return [
        finding
        for number, (row, again) in enumerate(zip(evidence.to_dict("records"), twice, strict=True), start=1)
        for finding in _of_evidence(number, row, set(criteria.index), on, again=bool(again))
    ]


def decision_findings(
    decisions: pd.DataFrame, evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp
) -> list[Finding]:  # fmt: skip
    """Return what is wrong in a record of decisions on places.

    Parameters
    ----------
    decisions
        One row a decision, with the columns of `DECISION_COLUMNS`; ``decision`` is one of `DECISIONS`, texts may be
        blank and days missing.
    evidence, criteria
        On which the decisions rest.
    on
        The day of the assessment.
    """
    viability.need(decisions, DECISION_COLUMNS)
    found = viability.states(evidence, criteria, on=on)
    ready = viability.viable(found, criteria, stage="start").to_dict()
    lasts = viability.expires_on(evidence, criteria, on=on).to_dict()
    return [
        finding
        for number, row in enumerate(decisions.to_dict("records"), start=1)
        for finding in _of_decision(number, row, ready=ready.get(row["place"], False), lasts=lasts.get(row["place"]))
    ]


def _of_evidence(
    number: int, row: dict[Hashable, Any], known: set[str], on: pd.Timestamp, *, again: bool
) -> Iterator[Finding]:  # fmt: skip
    if _blank(row["source"]):
        yield Finding(code="no-source", row=number)
    if row["state"] not in viability.STATES:
        yield Finding(code="bad-state", row=number, values={"found": row["state"], "state": viability.STATES})
    if row["criterion"] not in known:
        yield Finding(code="bad-criterion", row=number, values={"found": row["criterion"]})
    if pd.isna(row["on"]):
        yield Finding(code="no-day", row=number)
    elif row["on"] > on:
        yield Finding(code="future", row=number, values={"found": _day(row["on"]), "on": _day(on)})
    if again:
        name = (row["criterion"],) if row["criterion"] in known else row["criterion"]
        yield Finding(code="twice", row=number, values={"place": row["place"], "criterion": name})


def _of_decision(number: int, row: dict[Hashable, Any], *, ready: bool, lasts: object) -> Iterator[Finding]:
    if row["decision"] not in DECISIONS:
        yield Finding(code="bad-decision", row=number, values={"found": row["decision"], "decision": DECISIONS})
    for column in ("reasons", "owner", "triggers"):
        if _blank(row[column]):
            yield Finding(code=f"no-{column}", row=number)
    if row["decision"] in MOVES and not ready:
        yield Finding(code="not-viable", row=number, values={"place": row["place"]})
    if pd.isna(row["review_on"]):
        yield Finding(code="no-review", row=number)
    elif row["review_on"] <= row["decided_on"]:
        days: dict[str, object] = {"found": _day(row["review_on"]), "decided": _day(row["decided_on"])}
        yield Finding(code="review-early", row=number, values=days)
    elif lasts is not None and row["review_on"] > lasts:
        yield Finding(code="review-late", row=number, values={"found": _day(row["review_on"]), "last": _day(lasts)})


def _said(kind: str, value: object, *, language: str) -> object:
    """Name codes in words, each with its code where the two differ; anything else stays as it is."""
    if not isinstance(value, tuple):
        return value
    words = {code: messages.text(f"viability.{kind}-{code}", language=language) for code in value}
    return ", ".join(word if word == code else f"{word} ({code})" for code, word in words.items())


def _blank(value: Any) -> bool:
    return bool(pd.isna(value)) or not str(value).strip()


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d}"
