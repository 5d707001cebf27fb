"""The form of the design canvas: its six sheets, the columns of each, and what every column is for.

A canvas is what a team writes down before it builds an early warning and response system. The questions follow the
five stages of the fact sheet of the Organization of American States (2016) and the four elements of people-centred
early warning of the United Nations (UN/ISDR 2006). Which question belongs to which stage and element is the reading
of this course, not of those documents.
"""

from dataclasses import dataclass

STAGES = ("collect", "assess", "warn", "recommend", "evaluate")
"""The five stages of OAS (2016)."""
ELEMENTS = ("knowledge", "monitoring", "dissemination", "capability")
"""The four elements of UN/ISDR (2006)."""


@dataclass(frozen=True)
class Cell:
    """One question of the canvas: a column of a sheet, or a row of the sheet `SYSTEM`."""

    name: str
    """Id of the column or of the item."""
    stage: str
    """One of `STAGES`."""
    element: str
    """One of `ELEMENTS`."""
    values: tuple[str, ...] = ()
    """Codes that the cell may hold; empty for free text."""
    number: bool = False
    """Whether the cell holds a whole number, from 0."""


SYSTEM = "system"
"""The sheet of one answer for each item; the others have one row for each indicator, source and so on."""
ITEM, ANSWER = "item", "answer"

SHEETS: dict[str, tuple[Cell, ...]] = {
    SYSTEM: (
        Cell("territory", "collect", "knowledge"),
        Cell("mandate", "recommend", "knowledge"),
        Cell("issuer", "warn", "monitoring"),
        Cell("follow_up", "evaluate", "monitoring"),
        Cell("review", "evaluate", "knowledge"),
        Cell("feedback", "evaluate", "dissemination"),
        Cell("exercise", "evaluate", "capability"),
    ),
    "sources": (
        Cell("source", "collect", "monitoring"),
        Cell("collector", "collect", "monitoring"),
        Cell("protection", "collect", "dissemination"),
        Cell("people_behind", "collect", "knowledge", number=True),
        Cell("reports_expected", "collect", "monitoring", number=True),
        Cell("if_silent", "collect", "capability"),
    ),
    "indicators": (
        Cell("indicator", "collect", "monitoring"),
        Cell("source", "collect", "monitoring"),
        Cell("period_days", "collect", "monitoring", number=True),
        Cell("denominator", "assess", "knowledge"),
        Cell("delay_days", "collect", "monitoring", number=True),
        Cell("lead_days", "assess", "knowledge", number=True),
        Cell("sensitivity", "collect", "dissemination", values=("public", "restricted", "personal")),
    ),
    "levels": (
        Cell("level", "assess", "monitoring"),
        Cell("indicator", "assess", "monitoring"),
        Cell("rule", "assess", "monitoring"),
    ),
    "alerts": (
        Cell("alert", "warn", "dissemination"),
        Cell("level", "warn", "monitoring"),
        Cell("risk", "warn", "knowledge"),
        Cell("addressee", "warn", "dissemination"),
        Cell("deadline_days", "warn", "capability", number=True),
        Cell("audience", "warn", "dissemination", values=("public", "restricted")),
        Cell("shows", "warn", "dissemination", values=("area", "school", "person")),
        Cell("wording", "warn", "dissemination", values=("yes", "no")),
    ),
    "responses": (
        Cell("response", "recommend", "capability"),
        Cell("level", "assess", "capability"),
        Cell("post", "recommend", "dissemination"),
        Cell("duty", "recommend", "knowledge"),
        Cell("deputy", "recommend", "capability"),
        Cell("budget", "recommend", "capability"),
        Cell("days", "recommend", "capability", number=True),
    ),
}
"""Sheets in the order of the work; the first column of each, save `SYSTEM`, names its rows."""


def column(sheet: str, name: str) -> Cell:
    """Return one question of a sheet by its id; KeyError for any other."""
    return {cell.name: cell for cell in SHEETS[sheet]}[name]


def key(sheet: str) -> str:
    """Return the column that names the rows of a sheet."""
    return ITEM if sheet == SYSTEM else SHEETS[sheet][0].name
