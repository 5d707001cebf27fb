"""Checking a canvas: is every cell filled, and do the sheets agree with each other?

The conditions are those that the fact sheet of the Organization of American States (2016) and UN/ISDR (2006) put in
words (a warning that states its risk, somebody who receives it, measures, means, a look back), turned into comparisons
between cells. The choice and the wording of the checks are this course's own.
"""

from collections.abc import Iterator

from ruta.early_warning import canvas_rules
from ruta.early_warning.canvas import Canvas, names
from ruta.early_warning.canvas_finding import Finding, about, at
from ruta.early_warning.canvas_form import SHEETS, SYSTEM, Cell, key

# What a blank means where it means more than a blank.
BLANKS = {
    (SYSTEM, "follow_up"): "no-stage-five",
    (SYSTEM, "review"): "no-stage-five",
    (SYSTEM, "feedback"): "no-stage-five",
    (SYSTEM, "exercise"): "no-stage-five",
    ("sources", "if_silent"): "no-answer-to-silence",
    ("sources", "reports_expected"): "no-answer-to-silence",
    ("indicators", "source"): "indicator-without-source",
    ("levels", "indicator"): "level-without-indicator",
    ("alerts", "level"): "alert-without-level",
    ("alerts", "addressee"): "alert-without-addressee",
    ("responses", "level"): "action-without-level",
    ("responses", "budget"): "response-without-budget",
}


def check(canvas: Canvas, *, fewest: int = canvas_rules.FEWEST) -> list[Finding]:
    """Return what is missing in a canvas and where it contradicts itself.

    Parameters
    ----------
    canvas
        From `ruta.early_warning.canvas.read`.
    fewest
        Persons who must stand behind a report before something built on it may be shown to everybody. A convention:
        an institution sets its own.

    Returns
    -------
    list of Finding
        First what is not there, sheet by sheet, then what does not agree. None is no proof that a system works: the
        check reads what is written, not what is done.
    """
    return [*missing(canvas), *canvas_rules.contradictions(canvas, fewest=fewest)]


def missing(canvas: Canvas) -> Iterator[Finding]:
    """Yield a finding for each empty sheet, blank cell, unreadable cell and repeated name."""
    for cell in SHEETS[SYSTEM]:
        if not canvas.answer(cell.name):
            yield about(cell.name, BLANKS.get((SYSTEM, cell.name), "blank-cell"))
    for sheet, cells in SHEETS.items():
        if sheet == SYSTEM:
            continue
        if canvas.sheets[sheet].empty:
            yield Finding(code="sheet-empty", sheet=sheet)
        for cell in cells:
            yield from _column(canvas, sheet, cell)
        if sheet != "levels":  # a level has one row for each of its indicators
            yield from _repeated(canvas, sheet)


def _column(canvas: Canvas, sheet: str, cell: Cell) -> Iterator[Finding]:
    for place, typed in enumerate(canvas.sheets[sheet][cell.name]):
        if not typed:
            yield at(canvas, sheet, place, cell.name, BLANKS.get((sheet, cell.name), "blank-cell"))
        elif (cell.number and not canvas_rules.is_whole(typed)) or (cell.values and typed not in cell.values):
            yield at(canvas, sheet, place, cell.name, "unreadable-cell", found=typed)


def _repeated(canvas: Canvas, sheet: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, name in enumerate(names(canvas, sheet)):
        if name and name in seen:
            yield at(canvas, sheet, place, key(sheet), "same-name")
        seen.add(name)
