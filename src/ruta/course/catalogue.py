"""The catalogue of pillars and lessons: the one source of truth for contents pages, tests and batch runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ruta.course.fields import Fields
from ruta.course.paths import Tree
from ruta.datasets import COUNTRIES
from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One lesson, with its exercise."""

    id: str
    """``<pillar>/<nn-name>``, also its path."""
    title: dict[str, str]
    """Title by language."""
    minutes: int
    """Time that a trainee needs for the lesson; the exercise comes on top."""
    countries: tuple[str, ...]
    """Countries for which it runs, ISO 3166-1 alpha-3."""
    prerequisites: tuple[str, ...]
    """Ids of the lessons to take before."""


@dataclass(frozen=True, kw_only=True)
class Pillar:
    """One pillar of the course."""

    id: str
    """Name of its folder."""
    title: dict[str, str]
    """Title by language."""
    lessons: tuple[Lesson, ...]
    """In the order of the book; empty while none is published."""
    tested: bool = False
    """Whether it has a test for before and for after, on pages of their own."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Pages that follow the pillars."""

    title: dict[str, str]
    """Caption by language."""
    pages: tuple[str, ...]
    """Names of the pages below ``book/``, without ending."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The whole course."""

    pillars: tuple[Pillar, ...]
    """In the order of the book."""
    parts: tuple[Part, ...]
    """What follows the pillars."""

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson, in the order of the book."""
        return tuple(lesson for pillar in self.pillars for lesson in pillar.lessons)

    def lesson(self, lesson_id: str) -> Lesson:
        """Return a lesson by its id, or by the last part of it where that is unique.

        Raises
        ------
        InputError
            Where there is no such lesson.
        """
        for lesson in self.lessons:
            if lesson_id in (lesson.id, lesson.id.partition("/")[2]):
                return lesson
        known = ", ".join(lesson.id for lesson in self.lessons)
        raise InputError("course.unknown-lesson", lesson=lesson_id, known=known)

    def chosen(self, lesson_ids: list[str]) -> tuple[Lesson, ...]:
        """Return the lessons that were named, every one where none was."""
        return tuple(self.lesson(name) for name in lesson_ids) or self.lessons


def load(tree: Tree) -> Catalogue:
    """Read and check the catalogue of a course.

    Raises
    ------
    InputError
        Naming the file, the entry, what was found and what was expected.
    """
    return read(tree.catalogue)


def read(path: Path) -> Catalogue:
    """Read and check one catalogue file; see `load`."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise InputError("course.catalogue-not-yaml", file=path, line=line) from error
    except UnicodeDecodeError as error:
        raise InputError("course.not-utf8", file=path) from error
    whole = Fields(path.name, "", content)
    whole.only("pillars", "parts")
    catalogue = Catalogue(
        pillars=tuple(_pillar(entry) for entry in whole.entries("pillars")),
        parts=tuple(_part(entry) for entry in whole.entries("parts", optional=True)),
    )
    _check_ids(path.name, catalogue)
    return catalogue


def _pillar(entry: Fields) -> Pillar:
    entry.only("id", "title", "tested", "lessons")
    pillar_id = entry.slug("id")
    lessons = tuple(_lesson(pillar_id, each) for each in entry.entries("lessons", optional=True))
    return Pillar(id=pillar_id, title=entry.both_languages("title"), lessons=lessons, tested=entry.yes("tested"))


def _lesson(pillar_id: str, entry: Fields) -> Lesson:
    entry.only("id", "title", "minutes", "countries", "prerequisites")
    countries = entry.words("countries")
    for country in countries:
        if country not in COUNTRIES:
            raise entry.wrong("countries", found=country, expected=", ".join(COUNTRIES))
    return Lesson(
        id=f"{pillar_id}/{entry.slug('id')}",
        title=entry.both_languages("title"),
        minutes=entry.whole_number("minutes", low=5, high=240),
        countries=countries,
        prerequisites=entry.words("prerequisites", optional=True),
    )


def _part(entry: Fields) -> Part:
    entry.only("title", "pages")
    return Part(title=entry.both_languages("title"), pages=entry.words("pages"))


def _check_ids(file: str, catalogue: Catalogue) -> None:
    seen: set[str] = set()
    for name in _all_ids(catalogue):
        if name in seen:
            raise InputError("course.catalogue-twice", file=file, id=name)
        seen.add(name)
    earlier: set[str] = set()
    for lesson in catalogue.lessons:
        for needed in lesson.prerequisites:
            if needed not in earlier:
                raise InputError("course.catalogue-prerequisite", file=file, lesson=lesson.id, needed=needed)
        earlier.add(lesson.id)


def _all_ids(catalogue: Catalogue) -> Iterator[str]:
    for pillar in catalogue.pillars:
        yield pillar.id
        yield from (lesson.id for lesson in pillar.lessons)
    for part in catalogue.parts:
        yield from part.pages
