"""Which exercise of the course a trainee's notebook belongs to, and whether its parameters are some that exist."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from ruta import messages
from ruta.course import notebooks
from ruta.course.catalogue import Catalogue, Lesson
from ruta.course.paths import Tree
from ruta.course.submission import CHECK, Submission
from ruta.datasets import COUNTRIES
from ruta.errors import InputError


@dataclass
class Matcher:
    """Finds exercises; each notebook of the course is read once."""

    tree: Tree
    """The course."""
    catalogue: Catalogue
    """Its lessons."""
    _solutions: dict[tuple[str, str], NotebookNode] = field(default_factory=dict)
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def lesson(self, given: Submission) -> Lesson:
        """Return the lesson whose exercise a notebook holds: by its metadata or set-up cell, else by its cells.

        Raises
        ------
        InputError
            Where the notebook names a lesson that does not exist, or names none and its check cells belong to none or
            to several.
        """
        if given.exercise:
            return self.catalogue.lesson(given.exercise)
        ids = {cell.id for cell in given.cells if cell.id.startswith(CHECK)}
        # Some questions have the same id in several exercises: a few cells alone do not tell.
        found = [lesson for lesson in self.catalogue.lessons if ids and ids <= self._ids_of(lesson)]
        if len(found) != 1:
            raise InputError("course.check.no-exercise", file=given.path)
        return found[0]

    def solution(self, lesson: Lesson, language: str) -> NotebookNode:
        """Return the solution notebook of a lesson, not to be changed."""
        key = (lesson.id, language)
        if key not in self._solutions:
            self._solutions[key] = notebooks.read(self.tree.solution(lesson.id, language))
        return self._solutions[key]

    def _ids_of(self, lesson: Lesson) -> set[str]:
        if lesson.id not in self._ids:
            there = self.tree.solution(lesson.id, "en").is_file()
            self._ids[lesson.id] = {cell.id for cell in self.solution(lesson, "en").cells} if there else set()
        return self._ids[lesson.id]


def check_parameters(path: Path, parameters: dict[str, Any]) -> None:
    """Check that an exercise can be opened with these parameters.

    Raises
    ------
    InputError
        Naming the file, the parameter, what was found and what was expected.
    """
    allowed = {"country": COUNTRIES, "language": messages.LANGUAGES}
    for name, known in allowed.items():
        found = parameters.get(name)
        if not isinstance(found, str) or found not in known:
            raise InputError("course.parameter", file=path, name=name, found=_shown(found), expected=", ".join(known))
    seed = parameters.get("seed")
    if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed < 2**31:
        raise InputError("course.parameter", file=path, name="seed", found=_shown(seed), expected="0–2147483647")


def _shown(found: object) -> str:
    try:
        return repr(found)[:60]
    except (ValueError, RecursionError):
        # Python does not write out a whole number of many thousands of digits.
        return type(found).__name__
