"""Candidate common actions as a table: what is missing is refused in one sentence that names row and column.

An action that several countries propose together needs somebody who answers for it, something to measure, from where
it starts, when it ends and on what it rests (the work plan of the MIRPS Working Group, 2022, asks for common actions;
the list of columns is ours).
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from ruta.errors import InputError
from ruta.exchange import plan_dates
from ruta.exchange.cards import COUNTRIES

COLUMNS = (
    "id", "countries", "title_en", "title_es", "owner_en", "owner_es", "indicator_en", "indicator_es",
    "baseline", "baseline_on", "due", "evidence",
)  # fmt: skip
UNMEASURED = "unmeasured"
"""What stands for a baseline that nobody has measured yet; a blank could be read as zero."""
READY = "ready"
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def candidates() -> pd.DataFrame:
    """Return the invented candidate actions of the lesson, all text; some of them cannot be used as they stand."""
    return pd.read_csv(Path(__file__).with_name("candidate-actions.csv"), dtype=str, keep_default_na=False)


def check_action(cells: dict[str, str], *, row: str, evidence: Iterable[str]) -> pd.Timestamp:
    """Check one action and return the day by which it is due.

    Parameters
    ----------
    cells
        Its cells by column, as text; those of `COLUMNS`.
    row
        How the sentence of an error names the row.
    evidence
        Ids of the figures that an action may rest on.

    Returns
    -------
    Timestamp
        The last day of the cell ``due``: a month ends on its last day.

    Raises
    ------
    InputError
        In this order: fewer than two countries, one that is unknown, one twice; no title, owner or indicator in either
        language; a baseline that is blank or no number; a measured baseline without a date; a date that is missing,
        fits two readings or does not exist; due on or before the day of the baseline; no evidence, or none that exists.
    """
    _check_countries(cells["countries"].split(), row)
    for column in ("title", "owner", "indicator"):
        if not cells[f"{column}_en"].strip() and not cells[f"{column}_es"].strip():
            raise InputError(f"common-actions.no-{column}", row=row)
    baseline = cells["baseline"].strip()
    if baseline != UNMEASURED and not _NUMBER.fullmatch(baseline):
        raise InputError("common-actions.baseline", row=row, found=baseline or "-", expected=UNMEASURED)
    due = _day(cells, "due", row)
    if baseline != UNMEASURED:
        measured = _day(cells, "baseline_on", row)
        if due <= measured:
            raise InputError("common-actions.due-early", row=row, due=due.date(), measured=measured.date())
    named = cells["evidence"].split()
    if not named:
        raise InputError("common-actions.no-evidence", row=row)
    known = list(evidence)
    if unknown := [name for name in named if name not in known]:
        raise InputError("common-actions.evidence", row=row, found=unknown[0])
    return due


def _check_countries(named: list[str], row: str) -> None:
    for place, code in enumerate(named):
        if code not in COUNTRIES:
            raise InputError("common-actions.country", row=row, found=code, expected=", ".join(COUNTRIES))
        if code in named[:place]:
            raise InputError("common-actions.country-twice", row=row, found=code)
    if len(named) < 2:
        raise InputError("common-actions.one-country", row=row, found=" ".join(named) or "-")


def _day(cells: dict[str, str], column: str, row: str) -> pd.Timestamp:
    written = cells[column].strip()
    if not written:
        raise InputError("common-actions.no-date", row=row, column=column)
    try:
        read = plan_dates.read(written, row=row, column=column)
    except InputError as refused:
        if refused.code == "plan-calendar.date-form":  # its sentence offers a number of days, which is no deadline
            raise InputError("common-actions.date-form", row=row, column=column, found=written) from refused
        raise
    if read.unit == "number":
        raise InputError("common-actions.date-number", row=row, column=column, found=written)
    return pd.Timestamp(read.last)


def examine(actions: pd.DataFrame, *, evidence: Iterable[str], language: str) -> pd.DataFrame:
    """Check every action of a table and say in words why one is refused.

    Parameters
    ----------
    actions
        One row an action, the columns of `COLUMNS`, all text; a blank cell is empty text or missing.
    evidence
        Ids of the figures that an action may rest on.
    language
        Language of the sentences.

    Returns
    -------
    DataFrame
        By ``id``, in the order of the table: ``status`` (``ready`` or ``refused``), ``due`` (the day; ``NaT`` where
        refused) and ``why`` (one sentence; empty where ready).

    Raises
    ------
    InputError
        Where a column is missing, or where an id is blank or stands twice: then no row can be named.
    """
    if missing := [name for name in COLUMNS if name not in actions.columns]:
        raise InputError("common-actions.columns", missing=", ".join(missing), expected=", ".join(COLUMNS))
    table = actions[list(COLUMNS)].fillna("").astype(str)
    known = list(evidence)
    rows: dict[str, dict[str, object]] = {}
    for number, cells in enumerate(table.to_dict("records"), start=2):
        name = str(cells["id"]).strip()
        if not name or name in rows:
            raise InputError("common-actions.id", row=number, found=name or "-")
        try:
            due = check_action({str(k): str(v) for k, v in cells.items()}, row=f"{number} ({name})", evidence=known)
            rows[name] = {"status": READY, "due": due, "why": ""}
        except InputError as refused:
            rows[name] = {"status": "refused", "due": pd.NaT, "why": refused.sentence(language)}
    found = pd.DataFrame.from_dict(rows, orient="index", columns=["status", "due", "why"]).rename_axis("id")
    return found.astype({"due": "datetime64[ns]"})
