"""Agendas of workshops as data: what is done at each quarter hour, and what is done at the office before and after.

The agendas of the course are its own proposals. They stand in one table beside the page for facilitators, so that who
prepares a workshop can change them in a spreadsheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruta.exchange.agenda_checks import checked
from ruta.exchange.agenda_rows import AT_HOME, COLUMNS, Slot
from ruta.exchange.plan_file import read_rows

MOST_ROWS = 600
TIMES = ("lessons", "exercises", "tests", "talk", "opening", "travel", "breaks", "lunch", *AT_HOME)
"""Where the time goes, in the order of its sentence."""
OF_KINDS = {
    "opening": "opening", "retrieval": "opening", "closing": "opening", "travel": "travel", "break": "breaks",
    "lunch": "lunch",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """One workshop, virtual session or visit."""

    name: str
    """Its name in the column ``workshop``."""
    slots: tuple[Slot, ...]
    """Everything that is done, in the order of the file."""

    def days(self) -> dict[str, list[Slot]]:
        """Return what is done on each day, by the number of the day."""
        return {day: self.on(day) for day in dict.fromkeys(slot.day for slot in self.slots) if day not in AT_HOME}

    def at_home(self) -> list[Slot]:
        """Return what each person does at the office, first what comes before."""
        return [slot for when in AT_HOME for slot in self.on(when)]

    def on(self, day: str) -> list[Slot]:
        """Return what is done on a day, or ``before`` or ``after``."""
        return [slot for slot in self.slots if slot.day == day]

    def minutes(self) -> dict[str, int]:
        """Return where the time goes, in minutes: what stands in its sentence under the table.

        Returns
        -------
        dict
            The names of `TIMES`: lessons, whole or in part; exercises; tests; talk, that is discussion, work by office,
            simulation, visits, reviews; opening, memory and closing; travel; breaks; lunch; then work at the office.
        """
        total = dict.fromkeys(TIMES, 0)
        for slot in self.slots:
            total[_kind(slot)] += slot.minutes
        return total


def _kind(slot: Slot) -> str:
    if slot.day in AT_HOME:
        return slot.day
    if slot.is_test:
        return "tests"
    if slot.is_page:
        return {"exercise": "exercises", "discussion": "talk"}.get(slot.how, "lessons")
    return OF_KINDS.get(slot.what, "talk")


def load(path: Path, needs: Mapping[str, int]) -> dict[str, Agenda]:
    """Read the agendas from a CSV and check them.

    Parameters
    ----------
    path
        File with the columns of `ruta.exchange.agenda_rows.COLUMNS`.
    needs
        Minutes that each lesson and each test of the course needs, by its id (``statistics/01-who-is-counted``).

    Returns
    -------
    dict
        The agendas by name, in the order of the file.

    Raises
    ------
    InputError
        One sentence that names the file, or the row and what is wrong in it: see
        `ruta.exchange.plan_file.read_rows` and `ruta.exchange.agenda_checks.checked`.
    """
    slots = checked(read_rows(path, columns=COLUMNS, most=MOST_ROWS), needs)
    names = dict.fromkeys(slot.workshop for slot in slots)
    return {name: Agenda(name=name, slots=tuple(slot for slot in slots if slot.workshop == name)) for name in names}
