"""The agendas of the course: its table beside the facilitators' page, held against the catalogue."""

from ruta.course import catalogue
from ruta.course.catalogue import Catalogue
from ruta.course.paths import Tree
from ruta.exchange import agenda
from ruta.exchange.agenda import Agenda
from ruta.exchange.agenda_table import say

TABLE = "book/facilitators/workshops.csv"
TESTS = ("test-before", "test-after")
TEST_MINUTES = 30
"""What the page on the tests says: thirty minutes, alone, without notes."""


def load(tree: Tree) -> dict[str, Agenda]:
    """Read the agendas of a course and check them against its catalogue; see `ruta.exchange.agenda.load`."""
    return agenda.load(tree.root / TABLE, needs(catalogue.load(tree)))


def needs(course: Catalogue) -> dict[str, int]:
    """Return the minutes that each lesson and each test needs, by id."""
    lessons = {lesson.id: lesson.minutes for lesson in course.lessons}
    return lessons | {
        f"{pillar.id}/{test}": TEST_MINUTES for pillar in course.pillars if pillar.tested for test in TESTS
    }


def titles(course: Catalogue, language: str) -> dict[str, str]:
    """Return the titles of lessons and tests in a language, by id."""
    lessons = {lesson.id: lesson.title[language] for lesson in course.lessons}
    for pillar in course.pillars:
        name = pillar.title[language].partition(": ")[2] or pillar.title[language]
        lessons |= {f"{pillar.id}/{test}": say(test, language, pillar=name) for test in TESTS}
    return lessons
