"""What the check of a canvas reports: one finding names one cell, says what is wrong and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from ruta import messages
from ruta.early_warning.canvas import Canvas, heading, names
from ruta.early_warning.canvas_form import ANSWER, SYSTEM

CODES = (
    "unreadable-cell", "same-name", "sheet-empty", "blank-cell", "no-stage-five", "no-answer-to-silence",
    "indicator-without-source", "level-without-indicator", "alert-without-level", "action-without-level",
    "alert-without-addressee", "response-without-budget", "source-unused", "indicator-unused", "level-without-action",
    "addressee-without-duty", "issuer-answers", "response-too-slow", "personal-data-in-public", "source-identifiable",
    "no-safe-wording",
)  # fmt: skip
"""Every finding that there is."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is missing or that contradicts itself."""

    code: str
    """One of `CODES`."""
    sheet: str
    """Id of the sheet."""
    row: str = ""
    """Name of the row, or its number from 1 where it has none; empty where the whole sheet is meant."""
    column: str = ""
    """Id of the column, or of the item in the sheet of the system; empty where the whole row or sheet is meant."""
    values: dict[str, object] = field(default_factory=dict, hash=False)
    """What the sentence names: what was found, and what it was held against."""

    def sentence(self, language: str) -> str:
        """Return what is wrong."""
        return messages.text(f"ewrs.finding-{self.code}", language=language, **self._named(language))

    def where(self, language: str) -> str:
        """Return sheet, row and cell, as far as the finding is about one."""
        named = self._named(language)
        parts = [named["sheet"], named["row"], "" if self.sheet == SYSTEM else named["column"]]
        return " › ".join(str(part) for part in parts if part)

    def advice(self, language: str) -> str:
        """Return what to do about it."""
        return messages.text(f"ewrs.todo-{self.code}", language=language)

    def _named(self, language: str) -> dict[str, object]:
        column = heading(self.column, language) if self.column else ""
        row = heading(self.row, language) if self.sheet == SYSTEM and self.row else self.row
        return {"sheet": heading(self.sheet, language), "row": row, "column": column, **self.values}


def at(canvas: Canvas, sheet: str, place: int, column: str, code: str, **values: object) -> Finding:
    """Return a finding about one cell of the row at a position (from 0)."""
    name = names(canvas, sheet)[place] or str(place + 1)
    return Finding(code=code, sheet=sheet, row=name, column=column, values=values)


def about(item: str, code: str, **values: object) -> Finding:
    """Return a finding about one item of the sheet of the system."""
    return Finding(code=code, sheet=SYSTEM, row=item, column=ANSWER, values=values)


def as_table(findings: Sequence[Finding], *, language: str) -> pd.DataFrame:
    """Return findings as a table to read: where (sheet, row, cell), what is wrong, what to do; in the language."""
    columns = [heading(name, language) for name in ("where", "finding", "todo")]
    rows = [(finding.where(language), finding.sentence(language), finding.advice(language)) for finding in findings]
    return pd.DataFrame(rows, columns=columns, index=pd.RangeIndex(1, len(rows) + 1))
