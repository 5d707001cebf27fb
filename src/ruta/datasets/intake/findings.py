"""What an inspection found: data first, a sentence only when a person reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ruta import messages

FILE_KINDS = ("empty", "spreadsheet", "not-text", "only-header", "separator", "encoding-utf16", "quote-open")
HEADER_KINDS = ("column-missing", "column-unknown", "column-twice", "column-spelling")
ROW_KINDS = ("row-length", "row-blank")
CELL_KINDS = (
    *("encoding-byte", "mojibake", "character-lost", "line-break", "blank", "blank-word", "blank-column"),
    *("decimal-comma", "date-serial", "date-day-first", "date-month-first", "date-ambiguous", "date-order"),
    *("date-form", "date-future", "declared-early", "born-late", "zeros-lost", "code-form", "area-unknown"),
    *("value-unknown", "id-twice", "one-letter", "spaces"),
)
KINDS = (*FILE_KINDS, *HEADER_KINDS, *ROW_KINDS, *CELL_KINDS)
"""Every kind of finding, in the order in which a summary lists them."""
NOTES = ("blank-allowed",)
"""What is worth knowing and no defect."""

LONGEST = 60


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold in the file."""

    kind: str
    """One of `KINDS`, or of `NOTES`."""
    row: int | None
    """Row as a spreadsheet numbers it, the header being row 1; None where it is about the file or a whole column."""
    column: str
    """Name of the column as the file has it; empty where it is about the row or the file."""
    found: str
    """What stands there, as it stands there."""
    params: Mapping[str, str] = field(default_factory=dict)
    """What the sentences name besides."""

    def title(self, language: str) -> str:
        """Return the name of the kind."""
        return messages.text(f"intake.title.{self.kind}", language=language)

    def expected(self, language: str) -> str:
        """Return what was expected."""
        return messages.text(f"intake.expected.{self.kind}", language=language, **self.params)

    def advice(self, language: str) -> str:
        """Return what to do."""
        return messages.text(f"intake.do.{self.kind}", language=language, **self.params)

    def place(self, language: str) -> str:
        """Return where it is: row and column, or the file."""
        if self.row is None:
            whole = "column" if self.column else "file"
            return messages.text(f"intake.place.{whole}", language=language, column=printable(self.column))
        part = "cell" if self.column else "row"
        return messages.text(f"intake.place.{part}", language=language, row=self.row, column=printable(self.column))

    def sentence(self, language: str) -> str:
        """Return the finding as one paragraph for a person."""
        return messages.text(
            "intake.sentence",
            language=language,
            place=self.place(language),
            found=printable(self.found),
            title=self.title(language),
            expected=self.expected(language),
            advice=self.advice(language),
        )


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """A file as it was read, and all that was found in it."""

    table: pd.DataFrame
    """Every cell as text, exactly as the file holds it; the index is the row of a spreadsheet."""
    findings: tuple[Finding, ...]
    """What does not hold, by row."""
    notes: tuple[Finding, ...]
    """Blank cells where the schema allows a blank, by row: no defect, and still unknown."""

    def summary(self, language: str) -> pd.DataFrame:
        """Return one row a kind: its id and name, how many findings, in how many rows, and the first of these."""
        order = {kind: number for number, kind in enumerate((*KINDS, *NOTES))}
        kept = sorted((*self.findings, *self.notes), key=lambda each: order[each.kind])
        table = pd.DataFrame(
            {
                "kind": pd.Series([each.kind for each in kept], dtype="str"),
                "title": pd.Series([each.title(language) for each in kept], dtype="str"),
                "row": pd.Series([each.row for each in kept], dtype="Int64"),
            }
        )
        grouped = table.groupby(["kind", "title"], sort=False)["row"]
        return grouped.agg(findings="size", rows="nunique", first_row="min").reset_index()

    def blanks(self) -> pd.DataFrame:
        """Return for each column how many cells are blank, and their share of the rows that hold anything."""
        empty = self.table.apply(lambda column: column.str.strip() == "")
        empty = empty[~empty.all(axis="columns")]
        share = empty.mean() if len(empty) else empty.sum().astype("float64")
        return pd.DataFrame({"column": empty.columns, "blank": empty.sum().to_numpy(), "share": share.to_numpy()})

    def report(self, language: str) -> pd.DataFrame:
        """Return every finding and note as a table for a person, in the order of the rows."""
        every = sorted((*self.findings, *self.notes), key=lambda each: each.row or 0)
        names = ("level", "kind", "row", "column", "found", "title", "expected", "advice")
        columns = {name: messages.text(f"intake.report.{name}", language=language) for name in names}
        level = {True: "note", False: "finding"}
        rows = [
            (
                messages.text(f"intake.level.{level[each.kind in NOTES]}", language=language),
                each.kind,
                each.row,
                inert(each.column),
                inert(each.found),
                each.title(language),
                each.expected(language),
                each.advice(language),
            )
            for each in every
        ]
        return pd.DataFrame(rows, columns=list(columns.values())).astype({columns["row"]: "Int64"})


def printable(text: str, *, longest: int = LONGEST) -> str:
    """Return a cell as one short line: no control characters, so that a file cannot write over a terminal."""
    plain = "".join(sign if sign.isprintable() else "·" for sign in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def inert(text: str) -> str:
    """Return a cell that a spreadsheet shows and does not compute: the report quotes what a stranger typed."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
