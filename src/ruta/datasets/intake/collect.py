"""Findings as they are gathered: one for each cell, the first that was made."""

from collections.abc import Iterable

import pandas as pd

from ruta.datasets.intake.findings import Finding


class Collected:
    """Findings and notes; a cell that has one gets no other, for one defect often looks like several."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.notes: list[Finding] = []
        self._taken: set[tuple[int, str]] = set()

    def add(self, kind: str, *, row: int | None = None, column: str = "", found: str = "", **params: object) -> None:
        """Add a finding, unless its cell has one already."""
        if row is not None:
            if (row, column) in self._taken:
                return
            self._taken.add((row, column))
        self.findings.append(Finding(kind, row, column, found, {name: str(value) for name, value in params.items()}))

    def add_all(self, kind: str, column: str, cells: "pd.Series[str]", **params: object) -> None:
        """Add a finding for each of some cells, whose index is their rows."""
        for row, found in rows_and_cells(cells):
            self.add(kind, row=row, column=column, found=found, **params)

    def note(self, kind: str, *, row: int, column: str) -> None:
        """Add a note about a cell."""
        self.notes.append(Finding(kind, row, column, ""))

    def free(self, column: str, rows: "pd.Index[int]") -> "pd.Series[bool]":
        """Tell for each row whether its cell in a column has no finding yet."""
        return pd.Series([(row, column) not in self._taken for row in rows], index=rows, dtype="bool")


def rows_and_cells(cells: "pd.Series[str]") -> Iterable[tuple[int, str]]:
    """Return (row, cell) of each cell of a column."""
    return zip(cells.index.tolist(), cells.tolist(), strict=True)
