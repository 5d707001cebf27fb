"""Read what a class handed in: a folder or a zip of notebooks, in any order, each one possibly anything.

Nothing is run here and nothing is believed. Whatever cannot be graded is listed with its reason and stops nothing else.
A notebook that breaks the rules of its format is graded all the same where its cells can be read: outputs and metadata,
which old programs and hasty editors get wrong, have no part in the grade.
"""

import hashlib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruta.classroom.grading import archive, edition, folder, names
from ruta.classroom.grading.limits import Budget, shown
from ruta.classroom.grading.record import Refused
from ruta.course import submission
from ruta.course.catalogue import Catalogue, Lesson
from ruta.course.matching import Matcher
from ruta.course.paths import Tree
from ruta.course.submission import Submission
from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Handed:
    """One notebook that can be graded."""

    file: str
    """Its name in the folder or archive, with slashes."""
    pseudonym: str
    """Who handed it in."""
    sha256: str
    """Of its bytes."""
    submission: Submission
    """Its cells."""
    lesson: Lesson
    """The lesson of its exercise."""
    parameters: dict[str, Any]
    """Country, language and seed that the trainee saw, each one checked."""
    source: Path
    """The folder or archive."""

    @property
    def content(self) -> bytes:
        """Return its bytes, read again: two thousand notebooks with their pictures would fill the memory.

        Raises
        ------
        InputError
            Where the file has changed since it was read first.
        """
        read_one = folder.content if self.source.is_dir() else archive.content
        content = read_one(self.source, self.file, Budget())
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise InputError("handed-in.changed", file=shown(self.file))
        return content


@dataclass(frozen=True)
class HandedIn:
    """What a class handed in."""

    submissions: tuple[Handed, ...]
    """Notebooks that can be graded, by file."""
    refused: tuple[Refused, ...]
    """Files that cannot, by file."""


class NothingUsable(InputError):
    """A class without a single notebook that can be graded; ``refused`` says why of each file."""

    def __init__(self, source: Path, refused: tuple[Refused, ...]) -> None:
        super().__init__("handed-in.nothing-usable", source=shown(str(source)), count=len(refused))
        self.refused = refused


def read(source: Path, *, tree: Tree, catalogue: Catalogue) -> HandedIn:
    """Read a class.

    Parameters
    ----------
    source
        A folder or a zip of notebooks, each named after the exercise and the person (``03-waiting-ana.ipynb``), or in a
        folder of the person's name.
    tree
        The course.
    catalogue
        Its lessons.

    Returns
    -------
    HandedIn
        What can be graded and what cannot, both in the order of the files' names.

    Raises
    ------
    InputError
        Where the source is absent, neither a folder nor a zip, damaged, empty, holds too many files, or nothing that
        can be graded (`NothingUsable`).
    """
    matcher = Matcher(tree, catalogue)
    usable: list[Handed] = []
    faults: list[tuple[str, InputError]] = []
    for name, content in _contents(source):
        try:
            if isinstance(content, InputError):
                raise content
            usable.append(_handed(source, name, content, matcher))
        except InputError as error:
            faults.append((name, error))
    every = [each.file for each in usable] + [name for name, _ in faults]
    if not every:
        raise InputError("handed-in.empty", source=shown(str(source)))
    whose = _Whose(every, catalogue)
    usable = [replace(each, pseudonym=whose(each.file)) for each in usable]
    faults += _two_of_one(usable)
    faults += _copies(_without(usable, faults))
    refused = tuple(_refused(name, whose(name), error) for name, error in sorted(faults, key=lambda each: each[0]))
    if len(faults) == len(every):
        raise NothingUsable(source, refused)
    return HandedIn(tuple(_without(usable, faults)), refused)


def _contents(source: Path) -> Iterator[tuple[str, bytes | InputError]]:
    try:
        if source.is_dir():
            return folder.contents(source, Budget())
        if source.is_file() and zipfile.is_zipfile(source):
            return archive.contents(source, Budget())
        code = "handed-in.not-a-class" if source.exists() else "handed-in.no-source"
    except (OSError, ValueError):
        code = "handed-in.no-source"
    raise InputError(code, source=shown(str(source)))


def _handed(source: Path, name: str, content: bytes, matcher: Matcher) -> Handed:
    path = Path(shown(name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("course.not-utf8", file=path) from error
    given = submission.parse(text, path=path)
    lesson, parameters = edition.exercise_and_parameters(given, matcher)
    digest = hashlib.sha256(content).hexdigest()
    return Handed(
        file=name, pseudonym="", sha256=digest, submission=given, lesson=lesson, parameters=parameters, source=source
    )


def from_text(text: str, *, file: str, pseudonym: str, sha256: str, matcher: Matcher) -> Handed:
    """Return a notebook that was read on another machine.

    Parameters
    ----------
    text
        Its content.
    file, pseudonym, sha256
        What was found out about it there.
    matcher
        The exercises of the course here.

    Raises
    ------
    InputError
        Where the course of this machine has no such exercise.
    """
    given = submission.parse(text, path=Path(shown(file)))
    lesson, parameters = edition.exercise_and_parameters(given, matcher)
    return Handed(
        file=file, pseudonym=pseudonym, sha256=sha256, submission=given, lesson=lesson, parameters=parameters,
        source=Path(file),
    )  # fmt: skip


class _Whose:
    """Names the person of a file."""

    def __init__(self, files: Iterable[str], catalogue: Catalogue) -> None:
        self.lessons = tuple(lesson.id.rpartition("/")[2] for lesson in catalogue.lessons)
        self.shared = names.common_folders(files)

    def __call__(self, file: str) -> str:
        return names.pseudonym(file, lessons=self.lessons, shared=self.shared)


def _two_of_one(usable: list[Handed]) -> list[tuple[str, InputError]]:
    """Return the notebooks of one person for one exercise that differ: nobody can tell which one was meant."""
    together: dict[tuple[str, str], list[Handed]] = defaultdict(list)
    for each in usable:
        together[each.pseudonym.casefold(), each.lesson.id].append(each)
    found = []
    for several in together.values():
        if len({each.sha256 for each in several}) > 1:
            for each in several:
                other = next(one.file for one in several if one.sha256 != each.sha256)
                found.append((each.file, _twice(each, other)))
    return found


def _twice(each: Handed, other: str) -> InputError:
    return InputError(
        "handed-in.two-of-one", file=shown(each.file), other=shown(other), pseudonym=each.pseudonym,
        exercise=each.lesson.id,
    )  # fmt: skip


def _copies(usable: list[Handed]) -> list[tuple[str, InputError]]:
    """Return the notebooks that one person handed in twice.

    Two people with the same bytes did their exercise together, or have not begun it: both are graded.
    """
    first: dict[tuple[str, str], str] = {}
    found = []
    for each in usable:
        original = first.setdefault((each.pseudonym.casefold(), each.sha256), each.file)
        if original != each.file:
            found.append((each.file, InputError("handed-in.copy", file=shown(each.file), other=shown(original))))
    return found


def _without(usable: list[Handed], faults: list[tuple[str, InputError]]) -> list[Handed]:
    gone = {name for name, _ in faults}
    return [each for each in usable if each.file not in gone]


def _refused(name: str, pseudonym: str, error: InputError) -> Refused:
    params = {key: shown(str(value)) for key, value in error.params.items()}
    # A name that is no UTF-8 could not be written into the results.
    file = name.encode("utf-8", "replace").decode("utf-8")
    return Refused(file=file, pseudonym=pseudonym, code=error.code, params={**params, "file": shown(name)})
