"""A plan of workshops as data: read from a CSV and checked, so that figure, table and calendar file say the same.

The course holds two. The calendar of the *Work Plan 2022-2023* of the MIRPS Working Group on Internal Displacement
(2022), as far as it is legible: the shading of its table is lost in the text that this course has; two marks can be
read, some strokes may be marks or borders of cells, and for the other rows nothing is left. And an invented series of
workshops, to copy and change.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from ruta.exchange import plan_dates
from ruta.exchange.plan_checks import Row, checked
from ruta.exchange.plan_file import read_rows, visible

WORK_PLAN, EXAMPLE = (Path(__file__).with_name(f"{name}.csv") for name in ("work-plan", "example-plan"))
WORK_PLAN_MONTHS = (date(2022, 10, 1), date(2023, 12, 31))
"""The 15 columns of the table of the work plan."""
EVENTS = ("fixed", "legible")
"""How sure the date of a row must be for it to stand in a calendar file."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One mark of a plan: when something takes place, and how sure that is."""

    id: str
    """Lower-case words joined by hyphens; never changes, for the events of a calendar are known by it."""
    block: str
    """Part of the plan: one of `ruta.exchange.plan_checks.BLOCKS`, or the words of whoever wrote the plan."""
    modality: str
    """One of `ruta.exchange.plan_checks.MODALITIES`; empty where the plan does not say."""
    certainty: str
    """One of `ruta.exchange.plan_checks.CERTAINTIES`."""
    first: date | None
    """First day; None where unknown."""
    last: date | None
    """Last day, included; None where unknown."""
    unit: Literal["month", "day", ""]
    """What is known: the month only, or the day."""
    after: str
    """Id of the row that this one follows; empty for none."""
    order: int | None
    """Place in the order of the plan; several rows may share one; None where the plan does not say."""
    titles: dict[str, str]
    """What takes place, by language; where one language is blank the other stands in."""

    def title(self, language: str) -> str:
        """Return what takes place, in a language or, where it is blank, in the other."""
        return self.titles[language] or next(filter(None, self.titles.values()))

    @property
    def is_event(self) -> bool:
        """Whether the date is sure enough for a calendar file."""
        return self.certainty in EVENTS


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan, read and checked."""

    name: str
    """Name of the file without its ending; the events of a calendar are known by it and by their ids."""
    entries: tuple[Entry, ...]
    """The marks, in the order of the file."""
    months: tuple[date, date] | None = None
    """First and last day that a figure shows; those of the marks where None."""

    @property
    def is_work_plan(self) -> bool:
        """Whether this is the work plan's own calendar, about which there is more to say."""
        return self.name == WORK_PLAN.stem and self.months == WORK_PLAN_MONTHS

    def lines(self) -> list[list[Entry]]:
        """Return the marks of each line of figure and table: those that share block and titles are one line."""
        found: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self.entries:
            found.setdefault((entry.block, entry.titles["en"], entry.titles["es"]), []).append(entry)
        return list(found.values())

    def shown(self) -> tuple[date, date] | None:
        """Return the first day of the first month and the last day of the last; None where no date is known."""
        firsts = [entry.first for entry in self.entries if entry.first]
        lasts = [entry.last for entry in self.entries if entry.last]
        if self.months or not firsts:
            return self.months
        return min(firsts).replace(day=1), plan_dates.end_of_month(max(lasts))


def load(path: Path) -> Plan:
    """Read a plan from a CSV and check it.

    Parameters
    ----------
    path
        File with the columns of `ruta.exchange.plan_file.COLUMNS`.

    Raises
    ------
    InputError
        One sentence that names the file, or the row and the cell: see `ruta.exchange.plan_file.read_rows` and
        `ruta.exchange.plan_checks.checked`.
    """
    rows = checked(read_rows(path))
    # macOS writes an accent in a file's name as a sign of its own; the events must be called the same everywhere.
    return Plan(name=visible(path.stem) or "plan", entries=tuple(_entry(row) for row in rows))


def work_plan() -> Plan:
    """Return the calendar of the work plan as far as it is legible (MIRPS Working Group, 2022)."""
    return replace(load(WORK_PLAN), months=WORK_PLAN_MONTHS)


def example() -> Plan:
    """Return the invented series of workshops that a facilitator copies."""
    return load(EXAMPLE)


def day_after(day: date) -> date:
    """Return the next day: where a bar ends, and what a calendar file calls the end of an all-day event."""
    return day + timedelta(days=1)


def _entry(row: Row) -> Entry:
    cells = row.cells
    return Entry(
        id=cells["id"], block=cells["block"], modality=cells["modality"], certainty=cells["certainty"],
        first=row.first, last=row.last, unit=row.unit, after=cells["after"],
        order=int(cells["order"]) if cells["order"] else None,
        titles={"en": cells["title_en"], "es": cells["title_es"]},
    )  # fmt: skip
