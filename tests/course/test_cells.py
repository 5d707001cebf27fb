"""A cell gets a readable id in both languages, or nothing is written."""

from pathlib import Path

import pytest

from ruta.course import catalogue, cells, notebooks, parity, terms
from ruta.course.paths import Tree
from ruta.errors import InputError
from tests.course.toy import LESSON

RANDOM = "9f86d081"


def ids(path: Path) -> list[str]:
    return [cell["id"] for cell in notebooks.read(path).cells]


def insert(path: Path, cell_id: str) -> None:
    """Add a cell as an editor would."""
    notebook = notebooks.read(path)
    notebook.cells.insert(6, notebooks.code_cell(cell_id, "1 + 1", tags=["concept"]))
    notebooks.write(path, notebook)


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_twins_are_renamed_from_either(course: Tree, language: str) -> None:
    pair = [course.lesson(LESSON, each) for each in ("en", "es")]
    for path in pair:
        insert(path, RANDOM)
    before = parity.examine(*pair, forms=terms.forms(course, "es"), name="x")
    assert "course.skeleton.id" in [finding.code for finding in before]
    named = course.lesson(LESSON, language)
    assert cells.rename(course, catalogue.load(course), named, RANDOM, "concept-2") == pair
    for path in pair:
        assert ids(path)[6] == "concept-2"
        assert RANDOM not in ids(path)


def test_a_cell_of_one_language_is_renamed_there(course: Tree) -> None:
    english = course.solution(LESSON, "en")
    insert(english, RANDOM)
    assert cells.rename(course, catalogue.load(course), english, RANDOM, "setup-2") == [english]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("concept", RANDOM, "course.cells.name"),
        ("concept", "Concept 2", "course.cells.name"),
        ("concept", "data", "course.cells.taken"),
        ("none", "concept-2", "course.cells.unknown"),
    ],
)
def test_what_cannot_be_renamed_is_refused(course: Tree, old: str, new: str, code: str) -> None:
    path = course.lesson(LESSON, "en")
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        cells.rename(course, catalogue.load(course), path, old, new)
    assert caught.value.code == code
    assert path.read_bytes() == before


def test_only_lessons_and_solutions_are_renamed(course: Tree) -> None:
    with pytest.raises(InputError) as caught:
        cells.rename(course, catalogue.load(course), course.exercise(LESSON, "en"), "title", "heading")
    assert caught.value.code == "course.cells.file"
