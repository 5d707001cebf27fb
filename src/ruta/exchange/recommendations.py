"""The table of recommendations of a closing report: who does what by when, and how anybody would see that it was done.

The fields follow what results frameworks ask of an indicator (baseline, target, date, source of verification: OECD-DAC,
Glossary of Key Terms in Evaluation and Results Based Management, 2002, entries *baseline*, *performance indicator*) and
two rules of this course: one owner each, and no evidence, no "done".
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from ruta.errors import InputError
from ruta.exchange import plan_dates, plan_file

COLUMNS = (
    "id", "recommendation", "owner", "indicator", "baseline", "baseline_now", "target", "latest", "agreed", "due",
    "state", "evidence",
)  # fmt: skip
"""Columns of the table; their order in the file does not matter."""
NEEDED = ("id", "recommendation", "owner", "indicator", "baseline", "target", "agreed", "due", "state")
NUMBERS, DAYS = ("baseline", "baseline_now", "target", "latest"), ("agreed", "due")
STATES = ("not-started", "under-way", "done", "closed")
"""What the owner says: nothing yet, begun, finished, closed without action."""
MOST = 500
NOTHING = (
    "ninguna", "ninguno", "no", "no hay", "sin evidencia", "pendiente", "none", "no evidence", "pending", "n/a",
    "na", "n.a.", "n.d.", "nd",
)  # fmt: skip
"""What people write into ``evidence`` where there is nothing to open; marks without a letter or digit are the same."""
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_NONE = frozenset(word.rstrip(".!") for word in NOTHING)
# Sentences of the plan that speak of a plan: ours say the same of a table of recommendations.
_OURS = {"plan-calendar.many-rows": "report.many-rows", "plan-calendar.date-form": "report.date-form"}


def load(path: Path) -> pd.DataFrame:
    """Read an office's own table of recommendations.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns `COLUMNS`, separated by commas or semicolons.

    Returns
    -------
    DataFrame
        As `checked`.

    Raises
    ------
    InputError
        As `ruta.exchange.plan_file.read_rows` and `checked`.
    """
    try:
        rows = plan_file.read_rows(path, columns=COLUMNS, most=MOST)
    except InputError as error:
        raise _ours(error) from error
    return checked(rows, file=path.name)


def checked(rows: list[tuple[int, dict[str, str]]], *, file: str = "-") -> pd.DataFrame:
    """Return rows of text as a table whose follow-up can be counted, or say which row cannot be.

    Parameters
    ----------
    rows
        Number (as a spreadsheet counts) and cells of each row, by column.
    file
        How a sentence calls the table.

    Returns
    -------
    DataFrame
        One row per recommendation, columns as `COLUMNS`: texts; `NUMBERS` (Float64, ``<NA>`` where blank, in the unit
        of the indicator); `DAYS` (datetime). A word for nothing in ``evidence`` (`NOTHING`) is read as blank.

    Raises
    ------
    InputError
        Naming file and row: a cell that is needed is blank; an id stands twice; a number is none, such as one with a
        comma; a date is none, or can be read in two ways; the deadline lies before the agreement; the target is the
        baseline; a state is unknown.
    """
    seen: dict[str, int] = {}
    lines = []
    for number, cells in rows:
        lines.append(_line(number, cells, file))
        if cells["id"] in seen:
            raise InputError("report.id-twice", file=file, row=number, id=cells["id"], other=seen[cells["id"]])
        seen[cells["id"]] = number
    table = pd.DataFrame(lines, columns=list(COLUMNS))
    types = {**dict.fromkeys(NUMBERS, "Float64"), **dict.fromkeys(DAYS, "datetime64[ns]")}
    return table.astype(types)


def _line(number: int, cells: Mapping[str, str], file: str) -> dict[str, object]:
    for column in NEEDED:
        if not cells[column]:
            raise InputError("report.blank", file=file, row=number, id=cells["id"] or "-", column=column)
    line: dict[str, object] = {column: cells[column] for column in COLUMNS}
    if not re.search(r"\w", cells["evidence"]) or cells["evidence"].casefold().rstrip(".!") in _NONE:
        line["evidence"] = ""
    line |= {column: _number(cells[column], file, number, column) for column in NUMBERS}
    line |= {column: pd.Timestamp(_day(cells[column], file, number, column)) for column in DAYS}
    named = {"file": file, "row": number, "id": cells["id"]}
    if cells["state"] not in STATES:
        raise InputError("report.state", **named, found=cells["state"])
    starts = {float(cells[column]) for column in ("baseline", "baseline_now") if cells[column]}
    if float(cells["target"]) in starts:
        raise InputError("report.no-way", **named, found=cells["target"])
    if cells["due"] < cells["agreed"]:
        raise InputError("report.due-early", **named, due=cells["due"], agreed=cells["agreed"])
    return line


def _number(text: str, file: str, row: int, column: str) -> object:
    if not text:
        return pd.NA
    if not _NUMBER.fullmatch(text):
        code = "report.number" if column in NEEDED else "report.number-or-blank"
        raise InputError(code, file=file, row=row, column=column, found=text)
    return float(text)


def _day(text: str, file: str, row: int, column: str) -> date:
    try:
        found = plan_dates.read(text, row=f"{row} ({file})", column=column)
    except InputError as error:
        raise _ours(error) from error
    if found.unit != "day":
        raise InputError("report.date-form", row=f"{row} ({file})", column=column, found=text)
    return found.first


def _ours(error: InputError) -> InputError:
    return InputError(_OURS.get(error.code, error.code), **error.params)
