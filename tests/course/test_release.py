import pytest

from ruta.course import catalogue, notebooks, release
from ruta.course.paths import Tree
from ruta.errors import InputError
from tests.course.toy import LESSON, edit, solution_cells


def lesson(course: Tree) -> catalogue.Lesson:
    return catalogue.load(course).lesson(LESSON)


@pytest.mark.notebooks
def test_release_writes_the_exercise_and_keeps_the_verdicts_of_the_solution(course: Tree) -> None:
    written = list(release.release(course, lesson(course)))
    assert {course.named(path) for path in written} == {
        f"exercises/{LESSON}.ipynb", f"exercises/es/{LESSON}.ipynb",
        f"exercises/solutions/{LESSON}.ipynb", f"exercises/solutions/es/{LESSON}.ipynb",
    }  # fmt: skip
    assert release.examine(course, lesson(course)) == []
    assert list(release.release(course, lesson(course))) == [], "the same bytes every time"
    exercise = notebooks.read(course.exercise(LESSON, "en"))
    assert [cell.id for cell in exercise.cells] == [
        cell["id"] for cell in solution_cells() if not cell["id"].startswith("solution")
    ]
    assert not any(cell.get("outputs") for cell in exercise.cells)
    kept = [cell.id for cell in notebooks.read(course.solution(LESSON, "es")).cells if cell.get("outputs")]
    assert kept == ["check-total", "check-largest"]


def test_answer_keeps_its_stub_and_check_is_locked(course: Tree) -> None:
    exercise = release.exercise_from(notebooks.read(course.solution(LESSON, "en")), LESSON)
    cells = {cell.id: cell for cell in exercise.cells}
    assert cells["answer-total"].source == "# your answer\ntotal = ..."
    assert cells["check-total"].metadata["editable"] is False
    assert cells["check-total"].metadata["deletable"] is False
    assert exercise.metadata["ruta"] == {"language": "en", "exercise": LESSON}


def test_examine_says_what_is_not_current(course: Tree) -> None:
    codes = {(finding.path.split("/")[1], finding.code) for finding in release.examine(course, lesson(course))}
    assert ("statistics", "course.release.differs") in codes
    assert ("solutions", "course.release.no-output") in codes


@pytest.mark.notebooks
@pytest.mark.parametrize(
    ("source", "code"), [("total = 0", "course.release.wrong"), ("total = 1 / 0", "course.release.error")]
)
def test_a_solution_that_does_not_hold_is_not_released(course: Tree, source: str, code: str) -> None:
    edit(course.solution(LESSON, "en"), {"solution-total": source})
    with pytest.raises(InputError) as caught:
        list(release.release(course, lesson(course)))
    assert caught.value.code == code
    assert "total" in caught.value.sentence("es")
    assert not course.exercise(LESSON, "en").exists()


def test_an_editors_metadata_does_not_survive(course: Tree) -> None:
    path = course.lesson(LESSON, "en")
    before = path.read_bytes()
    notebook = notebooks.read(path)
    notebook.metadata["kernelspec"] = {"name": "my-kernel", "display_name": "Mine", "language": "python"}
    notebook.cells[0].metadata["collapsed"] = True
    notebook.cells[7].execution_count = 9
    notebooks.write(path, notebook)
    assert path.read_bytes() != before
    notebooks.write(path, notebooks.normalised(notebooks.read(path)))
    assert path.read_bytes() == before
