"""What must hold in a day of an agenda: no gap, no overlap, a lunch, and a break at least every two hours."""

from collections.abc import Mapping
from itertools import pairwise

from ruta.errors import InputError
from ruta.exchange.agenda_rows import AT_HOME, RESTS, Slot, clock, named, read_slot

LONGEST_DAY, LONGEST_WITHOUT_LUNCH, LONGEST_WITHOUT_REST = 8 * 60, 5 * 60, 2 * 60
"""Minutes: of a day without its lunch, of a day that has none, and from one break to the next."""


def checked(rows: list[tuple[int, dict[str, str]]], needs: Mapping[str, int]) -> list[Slot]:
    """Read the rows of the agendas and check them.

    Parameters
    ----------
    rows
        Number and cells of each row, from `ruta.exchange.plan_file.read_rows`.
    needs
        Minutes that each lesson and each test needs, by id.

    Raises
    ------
    InputError
        Naming the first row at fault: see `ruta.exchange.agenda_rows.read_slot`; then, day by day, a day that is left
        out, an overlap, a gap, more than two hours without a break, a day of more than five hours without lunch, more
        than eight hours of work.
    """
    slots = [read_slot(number, cells, needs) for number, cells in rows]
    days: dict[tuple[str, str], list[Slot]] = {}
    for slot in slots:
        if slot.day not in AT_HOME:
            days.setdefault((slot.workshop, slot.day), []).append(slot)
    for (workshop, day), found in days.items():
        if day != "1" and (workshop, str(int(day) - 1)) not in days:
            raise InputError("workshop-agenda.day-missing", row=named(found[0]), missing=int(day) - 1)
        _check_order(found)
        _check_rests(found)
        _check_length(found)
    return slots


def _check_order(day: list[Slot]) -> None:
    for before, slot in pairwise(day):
        if slot.start < before.end:
            raise InputError("workshop-agenda.overlap", row=named(slot), other=named(before), end=clock(before.end))
        if slot.start > before.end:
            raise InputError("workshop-agenda.gap", row=named(slot), other=named(before), end=clock(before.end))


def _check_rests(day: list[Slot]) -> None:
    since = day[0].start
    for slot in day:
        if slot.what in RESTS:
            since = slot.end
        elif slot.end - since > LONGEST_WITHOUT_REST:
            raise InputError("workshop-agenda.no-break", row=named(slot), since=clock(since), end=clock(slot.end))


def _check_length(day: list[Slot]) -> None:
    first, last = day[0], day[-1]
    lunch = sum(slot.minutes for slot in day if slot.what == "lunch")
    if not lunch and last.end - first.start > LONGEST_WITHOUT_LUNCH:
        raise InputError("workshop-agenda.no-lunch", row=named(last), start=clock(first.start), end=clock(last.end))
    if last.end - first.start - lunch > LONGEST_DAY:
        raise InputError("workshop-agenda.long-day", row=named(last), start=clock(first.start), end=clock(last.end))
