"""One row of the agendas: its columns, its words, and what must hold in it alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ruta.errors import InputError

COLUMNS = (
    "workshop", "day", "start", "minutes", "what", "how", "lead", "room", "material", "note_en", "note_es",
)  # fmt: skip
"""Columns of the agendas; their order in the file does not matter."""
AT_HOME = ("before", "after")
"""Words in the column ``day`` for what is done at the office."""
RESTS = ("break", "lunch")
KINDS = (
    "opening", "retrieval", "discussion", "office-work", "simulation", "review", "commitments", "visit", "travel",
    *RESTS, "closing",
)  # fmt: skip
"""What a row may be, besides a lesson or a test."""
HOWS = ("whole", "part", "exercise", "discussion")
"""How much of a lesson is done: all of it, a part, its exercise, or only its questions for discussion."""
SIMULATION = 120
"""Minutes that the simulation in a room needs, from the welcome to the last word of its review."""
QUARTER = 15
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?", flags=re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One row of an agenda, read and checked."""

    row: int
    """Its number in a spreadsheet."""
    workshop: str
    """What it belongs to."""
    day: str
    """Number of the day, or one of `AT_HOME`."""
    start: int
    """Minutes since midnight; -1 for what is done at the office."""
    minutes: int
    """How long it takes."""
    what: str
    """One of `KINDS`, or the id of a lesson or a test."""
    how: str
    """One of `HOWS` for a lesson, ``whole`` for a test; empty otherwise."""
    lead: str
    """Who leads: a word that the tables know, or the facilitator's own."""
    room: str
    """How people sit; as `lead`."""
    material: tuple[str, ...]
    """What is needed; each as `lead`."""
    notes: dict[str, str]
    """What is done, in a few words, by language."""

    @property
    def end(self) -> int:
        """Minutes since midnight at which it ends."""
        return self.start + self.minutes

    @property
    def is_page(self) -> bool:
        """Whether it is a lesson or a test of the course."""
        return self.what not in KINDS

    @property
    def is_test(self) -> bool:
        """Whether it is the test before or after a module."""
        return self.what.rpartition("/")[2] in ("test-before", "test-after")


def clock(minutes: int) -> str:
    """Return a time of day as in "8:30"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def read_slot(number: int, cells: Mapping[str, str], needs: Mapping[str, int]) -> Slot:
    """Read one row and check what can be seen in it alone.

    Parameters
    ----------
    number
        Number of the row in a spreadsheet.
    cells
        Its cells, by column.
    needs
        Minutes that each lesson and each test needs, by id.

    Raises
    ------
    InputError
        Naming the row: a workshop or note that is blank, a day, a start or a length that is none, a start that is not
        a quarter hour, a lesson that the course has not, a lesson or simulation with less time than it needs.
    """
    name = _named(number, cells)
    if not cells["workshop"]:
        raise InputError("workshop-agenda.blank", row=name, column="workshop")
    if cells["day"] not in AT_HOME and not re.fullmatch("[1-9]", cells["day"]):
        raise InputError("workshop-agenda.day", row=name, found=cells["day"] or "-")
    if bool(cells["note_en"]) != bool(cells["note_es"]):
        raise InputError("workshop-agenda.one-language", row=name)
    slot = Slot(
        row=number, workshop=cells["workshop"], day=cells["day"], start=_start(cells, name),
        minutes=_minutes(cells, name), what=cells["what"], how=cells["how"], lead=cells["lead"], room=cells["room"],
        material=tuple(filter(None, (word.strip() for word in cells["material"].split("+")))),
        notes={"en": cells["note_en"], "es": cells["note_es"]},
    )  # fmt: skip
    _check_what(slot, name, needs)
    return slot


def named(slot: Slot) -> str:
    """Return how a sentence names a row: number, workshop, day and start."""
    start = "" if slot.start < 0 else clock(slot.start)
    return _named(slot.row, {"workshop": slot.workshop, "day": slot.day, "start": start})


def _named(number: int, cells: Mapping[str, str]) -> str:
    known = " ".join(filter(None, (cells["workshop"], cells["day"], cells["start"])))
    return f"{number} ({known})" if known else str(number)


def _start(cells: Mapping[str, str], name: str) -> int:
    if cells["day"] in AT_HOME:
        if cells["start"]:
            raise InputError("workshop-agenda.start-unwanted", row=name, found=cells["start"])
        return -1
    found = _CLOCK.fullmatch(cells["start"])
    if not found:
        raise InputError("workshop-agenda.start-form", row=name, found=cells["start"] or "-")
    start = 60 * int(found[1]) + int(found[2])
    if start % QUARTER:
        raise InputError("workshop-agenda.start-quarter", row=name, found=cells["start"])
    return start


def _minutes(cells: Mapping[str, str], name: str) -> int:
    minutes = int(cells["minutes"]) if re.fullmatch(r"\d{1,3}", cells["minutes"], flags=re.ASCII) else 0
    # At the office nobody looks at the clock: there a lesson takes its own minutes.
    step = 1 if cells["day"] in AT_HOME else QUARTER
    if minutes < 1 or minutes % step:
        raise InputError("workshop-agenda.minutes", row=name, found=cells["minutes"] or "-")
    return minutes


def _check_what(slot: Slot, name: str, needs: Mapping[str, int]) -> None:
    if slot.is_page and slot.what not in needs:
        raise InputError("workshop-agenda.what", row=name, found=slot.what or "-", expected=", ".join(KINDS))
    wanted = HOWS if slot.is_page and not slot.is_test else ("whole",) if slot.is_test else ("",)
    if slot.how not in wanted:
        raise InputError("workshop-agenda.how", row=name, found=slot.how or "-", expected=", ".join(wanted) or "-")
    need = SIMULATION if slot.what == "simulation" else needs.get(slot.what, 0) if slot.how == "whole" else 0
    if slot.minutes < need:
        raise InputError("workshop-agenda.too-short", row=name, found=slot.minutes, what=slot.what, need=need)
    if not slot.is_page and slot.day in AT_HOME:
        raise InputError("workshop-agenda.home-lesson", row=name, found=slot.what)
