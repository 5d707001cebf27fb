"""What does not hold in the rows of a file: by row number, and never with what stands in the cell of a person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from ruta import messages
from ruta.datasets.intake.findings import inert, printable

SHOWN_ROWS, SHOWN_FORMS, FEW_VALUES = 10, 3, 30


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that does not hold, in one column, with all its rows."""

    kind: str
    """Its id in the messages, ``own.finding-<kind>``."""
    column: str
    """Column of the file; of the course where the file has none for it."""
    rows: tuple[int, ...]
    """Rows as a spreadsheet numbers them."""
    forms: tuple[str, ...] = ()
    """How the cells look: letters as x and digits as 9, or the codes themselves where a column holds few."""
    said: dict[str, str] = field(default_factory=dict)
    """What the sentence names besides."""

    def sentence(self, language: str) -> str:
        """Return the finding as one sentence."""
        return messages.text(
            f"own.finding-{self.kind}",
            language=language,
            column=self.column,
            number=len(self.rows),
            rows=row_list(self.rows),
            forms=", ".join(f"«{form}»" for form in self.forms) or "-",
            **self.said,
        )


def shape(cell: str) -> str:
    """Return how a cell looks and not what it says: ``31/05/24`` is ``99/99/99``, ``Ana`` is ``xxx``."""
    return re.sub(r"[^\W\d_]", "x", re.sub(r"\d", "9", cell[:30]))


def forms_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the commonest forms of some cells."""
    counts = pd.Series([shape(cell) for cell in cells], dtype="str").value_counts()
    return tuple(str(form) for form in counts.index[:SHOWN_FORMS])


def codes_of(cells: "pd.Series[str]", every: "pd.Series[str]") -> tuple[str, ...]:
    """Return the codes themselves where a column has few different ones; else only their forms.

    A column of many different texts is no list of codes: it may be a column of names that was mapped by mistake.
    """
    if every.nunique() <= FEW_VALUES and every.duplicated().mean() > 0.5:
        return tuple(printable(str(value)) for value in cells.value_counts().index[:FEW_VALUES])
    return forms_of(cells)


def row_list(rows: tuple[int, ...]) -> str:
    """Return the first rows as text."""
    shown = ", ".join(map(str, rows[:SHOWN_ROWS]))
    return f"{shown} …" if len(rows) > SHOWN_ROWS else shown


def table(findings: Iterable[Finding], language: str) -> pd.DataFrame:
    """Return findings as a table for a person, one row each."""
    heads = [messages.text(f"own.report-{name}", language=language) for name in ("column", "rows", "which", "what")]
    rows = [
        (
            "" if each.column == "-" else inert(each.column),
            len(each.rows),
            " ".join(map(str, each.rows)),
            each.sentence(language),
        )
        for each in findings
    ]
    return pd.DataFrame(rows, columns=heads)
