"""What is missing in a results framework, or contradicts itself: each finding names one row and one cell.

The checks are the course's own, after the rules of the lesson: what was delivered is no outcome; a target lies on the
better side of its baseline, whichever side that is; a percentage says of whom; a baseline is taken before the start; an
outcome for displaced people stands beside the host community; and an indicator that nobody collects is a wish.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from ruta import messages
from ruta.service_access.target_tracking import BETTER

PERCENT = "percent"
CODES = (
    "blank-cell", "output-as-outcome", "target-not-better", "target-too-early", "no-denominator", "baseline-late",
    "no-host", "not-collected",
)  # fmt: skip
"""Every finding that there is."""
FILLED = (
    "result", "indicator", "definition", "unit", "disaggregation", "baseline", "baseline_on", "target", "target_on",
    "responsible", "budget_line",
)  # fmt: skip
"""Cells that no row may leave blank."""
_DELIVERY = re.compile(
    r"\b(deliver\w*|distribut\w*|trained|training\w*|served|assisted|workshop\w*|kits?|"
    r"entregad\w*|distribuid\w*|capacitad\w*|capacitaci\w*|atendid\w*|asistid\w*|taller\w*|beneficiad\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is missing or that contradicts itself."""

    code: str
    """One of `CODES`."""
    row: str
    """Name of the row."""
    column: str
    """Name of the cell's column."""
    values: dict[str, object] = field(default_factory=dict, hash=False)
    """What the sentence names."""

    def sentence(self, language: str) -> str:
        """Return what is wrong, in a language."""
        column = messages.text(f"aid-to-solutions.column-{self.column}", language=language)
        return messages.text(
            f"aid-to-solutions.finding-{self.code}", language=language, row=self.row, column=column, **self.values
        )


def speaks_of_delivery(text: str) -> bool:
    """Tell whether an indicator counts what was delivered, by the words that it uses (English and Spanish).

    A list of words is a help to the reader, not a judgement: it misses other wordings and may ring for a good one.
    """
    return bool(_DELIVERY.search(text))


def findings(rows: pd.DataFrame, *, starts_on: pd.Timestamp) -> list[Finding]:
    """Return what is missing or contradicts itself, row by row.

    Parameters
    ----------
    rows
        From `ruta.service_access.results_framework.framework`.
    starts_on
        First day of the plan: a baseline taken later is too late.
    """
    return [finding for _, row in rows.iterrows() for finding in _of_row(row, starts_on)]


def table(found: list[Finding], *, language: str) -> pd.DataFrame:
    """Return findings as a table: one sentence each, by row of the framework."""
    columns = {
        name: messages.text(f"aid-to-solutions.heading-{name}", language=language) for name in ("row", "finding")
    }
    rows = [(finding.row, finding.sentence(language)) for finding in found]
    return pd.DataFrame(rows, columns=list(columns.values())).set_index(columns["row"])


def wrong_side(row: pd.Series) -> bool:
    """Tell whether a target is no better than its baseline, in the direction in which the indicator improves."""
    return bool(BETTER[row["better"]] * (row["target"] - row["baseline"]) <= 0)  # blank: not known, so not wrong


def _of_row(row: pd.Series, starts_on: pd.Timestamp) -> Iterator[Finding]:
    def at(column: str, code: str, **values: object) -> Finding:
        return Finding(code=code, row=row["row"], column=column, values=values)

    yield from (at(column, "blank-cell") for column in FILLED if pd.isna(row[column]) or row[column] == "")
    outcome = row["level"] == "outcome"
    if outcome and speaks_of_delivery(row["indicator"]):
        yield at("indicator", "output-as-outcome", found=row["indicator"])
    if wrong_side(row):
        yield at("target", "target-not-better", baseline=f"{row['baseline']:g}", target=f"{row['target']:g}")
    if row["target_on"] <= row["baseline_on"]:
        yield at("target_on", "target-too-early", baseline=_day(row["baseline_on"]), target=_day(row["target_on"]))
    if row["unit"] == PERCENT and not row["denominator"]:
        yield at("denominator", "no-denominator")
    if row["baseline_on"] > starts_on:
        yield at("baseline_on", "baseline-late", found=_day(row["baseline_on"]), start=_day(starts_on))
    if outcome and pd.isna(row["host"]):
        yield at("host", "no-host")
    if not row["source"] or pd.isna(row["next_on"]) or row["next_on"] > row["target_on"]:
        yield at("source", "not-collected", found=row["source"] or "-")


def _day(moment: pd.Timestamp) -> str:
    return f"{moment:%Y-%m-%d}"
