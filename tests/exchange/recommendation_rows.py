"""A table of recommendations written by a test, as an office would write it."""

from pathlib import Path

import pandas as pd

from ruta.exchange import recommendations
from ruta.exchange.recommendations import COLUMNS

ON = pd.Timestamp("2026-06-30")
COMMON = {
    "recommendation": "Publish the wait", "owner": "civil registry, counters", "indicator": "median wait (days)",
    "baseline": "120", "target": "45", "agreed": "2025-06-01", "due": "2026-03-31", "state": "under-way",
}  # fmt: skip
# On 30 June 2026: done 2, no-evidence 3, overdue 2, open 2, closed 1; something written as evidence 3.
TEN: tuple[dict[str, str], ...] = tuple(
    {**COMMON, "id": f"R{number:02d}", **cells}
    for number, cells in enumerate(
        (
            {"state": "done", "evidence": "minutes 14"},
            {"state": "done", "evidence": "https://example.org/a", "due": "2027-01-31"},
            {"state": "done"},
            {"state": "done", "evidence": "   "},
            {"state": "done", "due": "2027-01-31"},
            {},
            {"state": "not-started", "due": "2026-06-29", "evidence": "letter 3"},
            {"due": "2026-06-30"},
            {"due": "2026-12-31"},
            {"state": "closed"},
        ),
        start=1,
    )
)


def table(*rows: dict[str, str]) -> pd.DataFrame:
    """Return rows as a checked table; cells that a row does not name are blank."""
    full = [{column: row.get(column, "").strip() for column in COLUMNS} for row in rows]
    return recommendations.checked(list(enumerate(full, start=2)))


def write(folder: Path, *rows: dict[str, str], name: str = "mine.csv", delimiter: str = ",") -> Path:
    """Write rows to a file."""
    lines = [delimiter.join(COLUMNS)]
    lines += [delimiter.join(f'"{row.get(column, "")}"' for column in COLUMNS) for row in rows]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def changed(place: int, **cells: str) -> tuple[dict[str, str], ...]:
    """Return the ten rows with some cells of one changed."""
    return tuple({**row, **cells} if number == place else row for number, row in enumerate(TEN))
