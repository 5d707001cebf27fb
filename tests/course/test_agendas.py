"""The agendas of the course: every lesson has its hour, every session begins with memory, both languages say all."""

import re
from pathlib import Path

import nbformat
import pytest

from ruta import messages
from ruta.course import agendas, catalogue
from ruta.course.left_in_english import passages
from ruta.course.paths import find_tree
from ruta.exchange import plan
from ruta.exchange.agenda_rows import AT_HOME
from ruta.exchange.agenda_table import agenda_html, hours
from ruta.messages import LANGUAGES

TREE = find_tree(Path(__file__).parent)
COURSE = catalogue.load(TREE)
FOUND = agendas.load(TREE)
PILLARS = [pillar for pillar in COURSE.pillars if pillar.lessons]
VIRTUAL = {"statistics": (1, 2), "early-warning": (3, 4), "service-access": (5, 6)}
SLOTS = [slot for agenda in FOUND.values() for slot in agenda.slots]


def of_pillar(pillar: str) -> list[str]:
    """Return the agendas in which the lessons of a pillar have their place."""
    if pillar == "exchange":
        return ["visit", "closing"]
    return [pillar, *(f"virtual-{number}" for number in VIRTUAL[pillar])]


def name_of(pillar: catalogue.Pillar, language: str) -> str:
    """Return the name of a pillar without its number."""
    return pillar.title[language].rpartition(": ")[2]


@pytest.mark.parametrize("pillar", PILLARS, ids=lambda pillar: pillar.id)
def test_every_lesson_and_exercise_has_one_place_in_its_workshop_a_virtual_session_or_the_office(pillar) -> None:
    slots = [slot for name in of_pillar(pillar.id) for slot in FOUND[name].slots]
    lessons = [lesson.id for lesson in pillar.lessons]
    for how in ("whole", "exercise"):
        assert sorted(slot.what for slot in slots if slot.how == how and not slot.is_test) == lessons, how
    assert {slot.what.partition("/")[0] for slot in slots if slot.is_page} == {pillar.id}


@pytest.mark.parametrize("pillar", [each for each in PILLARS if each.tested], ids=lambda pillar: pillar.id)
def test_the_tests_stand_before_the_first_lesson_and_after_the_last(pillar) -> None:
    before, after = (FOUND[f"virtual-{number}"] for number in VIRTUAL[pillar.id])
    pages = [slot.what for slot in before.slots if slot.is_page]
    assert pages[0] == f"{pillar.id}/test-before"
    assert [slot.what for slot in after.slots if slot.is_page][-1] == f"{pillar.id}/test-after"
    # What is read at the office after the workshop is talked about before the test asks for it.
    home = {slot.what for slot in FOUND[pillar.id].on("after") if slot.how == "whole"}
    assert home == {slot.what for slot in after.slots if slot.how == "discussion"}


def test_every_day_and_session_begins_with_memory_and_ends_with_a_closing() -> None:
    for agenda in FOUND.values():
        for day, slots in agenda.days().items():
            first = [slot.what for slot in slots[:2]]
            assert "retrieval" in first or (day == "1" and first[0] == "opening"), (agenda.name, day)
            assert slots[-1].what == "closing"
    assert all("retrieval" in [slot.what for slot in FOUND[f"virtual-{n}"].slots[:2]] for n in range(1, 7))


def test_the_days_are_those_of_the_example_calendar() -> None:
    entries = {entry.id: entry for entry in plan.example().entries}
    names = {"statistics": "workshop-1", "early-warning": "workshop-2", "service-access": "workshop-3",
             "visit": "visit-1", "closing": "closing", "virtual-1": "virtual-1"}  # fmt: skip
    for name, entry in names.items():
        assert len(FOUND[name].days()) == (entries[entry].last - entries[entry].first).days + 1, name


def test_what_is_hard_to_hear_is_followed_by_a_long_break_and_is_never_the_last_thing() -> None:
    for name, lesson in (("early-warning", "early-warning/06-differentiated-risks"),
                         ("service-access", "service-access/05-psychosocial-care")):  # fmt: skip
        slots = FOUND[name].slots
        place = next(n for n, slot in enumerate(slots) if (slot.what, slot.how) == (lesson, "whole"))
        assert (slots[place + 1].what, slots[place + 1].minutes) == ("break", 30)
        assert "support-card" in slots[place].material


def test_every_row_in_the_room_says_who_leads_and_how_people_sit_in_words_that_the_tables_know() -> None:
    for slot in SLOTS:
        if slot.day in AT_HOME or slot.what in ("break", "lunch"):
            continue
        for column, value in (("lead", slot.lead), ("room", slot.room), *(("material", m) for m in slot.material)):
            for language in LANGUAGES:
                assert messages.has(f"workshop-agenda.{column}-{value}", language=language), (slot.row, column, value)


@pytest.mark.parametrize("name", FOUND)
def test_every_agenda_is_whole_in_both_languages(name: str) -> None:
    english, spanish = (
        agenda_html(FOUND[name], language=language, titles=agendas.titles(COURSE, language)) for language in LANGUAGES
    )
    assert english.count("<tr") == spanish.count("<tr")
    assert list(passages(re.sub(r"<[^>]+>", "\n", spanish))) == []
    assert messages.has(f"workshop-agenda.name-{name}", language="es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_agenda_stands_on_the_page_once_and_its_hours_are_right(language: str) -> None:
    page = TREE.page("facilitators/workshops", language).read_text(encoding="utf-8")
    assert re.findall(r"\{workshop-agenda\} (\S+)", page) == ["table", *FOUND]
    for pillar in PILLARS:
        lessons, exercises = sum(lesson.minutes for lesson in pillar.lessons), 45 * len(pillar.lessons)
        title = name_of(pillar, language)
        assert f"| {title} | {hours(lessons, language)} | {hours(exercises, language)} |" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_for_the_room_exist_in_their_lessons(language: str) -> None:
    page = TREE.page("facilitators/workshops", language).read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[[^\]]+\]\(\.\./modules/([\w/-]+)\.ipynb\) \| ([\d, –]+) \| ([\d, –]+) \|", page, re.M)
    assert [lesson for lesson, _, _ in rows] == [lesson.id for lesson in COURSE.lessons]
    for lesson, room, care in rows:
        chosen = [int(number) for number in re.findall(r"\d+", f"{room} {care}")]
        cells = nbformat.read(TREE.lesson(lesson, language), as_version=4).cells
        asked = next(cell.source for cell in cells if cell.id == "discussion")
        known = {int(number) for number in re.findall(r"^(\d+)\. ", asked, re.M)}
        assert set(chosen) <= known, lesson
        assert len(chosen) == len(set(chosen))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_long_the_lessons_of_a_module_take(language: str) -> None:
    folder = "book/facilitators" if language == "en" else "book/es/facilitators"
    page = (TREE.root / folder / "workshops.md").read_text(encoding="utf-8")
    for pillar in PILLARS:
        name = name_of(pillar, language)
        total = hours(sum(lesson.minutes for lesson in pillar.lessons), language)
        assert f"| {name} | {total} |" in page
