"""The review after a visit: what was expected, what happened, why, and what is done, by which post and by when.

The four questions are those of the after-action review. The checks are the course's own: a line without an owner and a
day is a wish.
"""

import pandas as pd

from ruta.exchange import practices
from ruta.exchange.practice_findings import Finding

COLUMNS = ("expected", "happened", "why", "action", "owner", "due")
LATEST = 90
"""Days after the review by which an action is due; a longer one is cut into a first step."""
NOBODY = (
    "all", "everybody", "everyone", "we", "the team", "todos", "todas", "todos y todas", "nosotros", "el equipo",
    "las instituciones", "the institutions",
)  # fmt: skip
"""Owners that are nobody: no one in particular wakes up on the day."""


def review_findings(review: pd.DataFrame, *, held_on: pd.Timestamp) -> list[Finding]:
    """Return what keeps the lines of a review from being followed up.

    Parameters
    ----------
    review
        One row for each thing that was expected, with the columns `COLUMNS` as text; ``due`` as YYYY-MM-DD.
    held_on
        Day of the review.

    Returns
    -------
    list
        Findings about rows: ``blank-cell`` (naming the column), ``no-owner`` (a blank, or everybody), ``bad-day``,
        ``due-early`` (not after the review) and ``due-far`` (after more than `LATEST` days).

    Raises
    ------
    InputError
        Where a column is missing.
    """
    practices.need(review, COLUMNS)
    found = []
    for row, line in enumerate(review[list(COLUMNS)].fillna("").astype(str).to_dict("records"), start=1):
        codes = _of_line({str(name): cell.strip() for name, cell in line.items()}, held_on)
        found += [Finding(code=code, place=str(row), values=values) for code, values in codes]
    return found


def open_lines(review: pd.DataFrame, *, held_on: pd.Timestamp) -> list[int]:
    """Return the rows, counted from 1, that cannot be followed up yet."""
    return sorted({int(finding.place) for finding in review_findings(review, held_on=held_on)})


def _of_line(line: dict[str, str], held_on: pd.Timestamp) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = []
    for column in ("expected", "happened", "why", "action"):
        if not line[column]:
            found.append(("blank-cell", {"column": column}))
    if not line["owner"] or line["owner"].lower().strip(".") in NOBODY:
        found.append(("no-owner", {}))
    day = pd.to_datetime(line["due"], format="%Y-%m-%d", errors="coerce")
    if pd.isna(day):
        found.append(("bad-day", {"found": line["due"] or "-"}))
    elif day <= held_on:
        found.append(("due-early", {}))
    elif day > held_on + pd.Timedelta(days=LATEST):
        found.append(("due-far", {"days": LATEST}))
    return found
