"""A new lesson has everything in place and fails one test only: that nothing of the scaffold is left."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ruta
from ruta.course import catalogue, exercise_shape, notebooks, scaffold, skeleton, toc, translation
from ruta.course.paths import Tree
from ruta.errors import InputError

NEW = "exchange/01-comparing-stocks"
TITLES = {"en": 'Comparing "stocks"', "es": "Comparar «poblaciones»: dos países"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "package"


def test_a_new_lesson_has_the_skeleton_and_its_twin(course: Tree, package: Path) -> None:
    written = scaffold.create(course, NEW, titles=TITLES, package=package)
    assert all(path.is_file() for path in written)
    for language in ("en", "es"):
        lesson = notebooks.read(course.lesson(NEW, language))
        assert list(skeleton.examine(lesson, language=language, lesson_id=NEW)) == []
        assert skeleton.heading(lesson) == TITLES[language]
        assert list(skeleton.unwritten(lesson))
        solution = notebooks.read(course.solution(NEW, language))
        assert list(exercise_shape.examine(solution, language=language)) == []
        for path, notebook in ((course.lesson, lesson), (course.solution, solution)):
            assert path(NEW, language).read_text(encoding="utf-8") == notebooks.as_text(notebooks.normalised(notebook))
    found = catalogue.load(course)
    assert found.lesson(NEW).title == TITLES
    assert toc.stale(course, found) == []
    # The exercises themselves are made by `ruta release`.
    named = [finding for finding in translation.status(course, found) if "exchange" in finding.path]
    assert [finding.path for finding in named] == [f"exercises/es/{NEW}.ipynb"]


def test_the_catalogue_keeps_its_order_and_comments(course: Tree, package: Path) -> None:
    text = course.catalogue.read_text(encoding="utf-8")
    course.catalogue.write_text("# A comment\n" + text, encoding="utf-8")
    scaffold.create(course, "statistics/02-next", titles=TITLES, package=package)
    scaffold.create(course, NEW, titles=TITLES, package=package)
    scaffold.create(course, "statistics/00-before", titles=TITLES, package=package)
    found = [lesson.id for lesson in catalogue.load(course).lessons]
    assert found == ["statistics/00-before", "statistics/01-toy", "statistics/02-next", NEW]
    assert course.catalogue.read_text(encoding="utf-8").startswith("# A comment\n")


@pytest.mark.parametrize(
    ("name", "title", "code"),
    [
        ("exchange", "T", "course.new.name"),
        ("exchange/comparing", "T", "course.new.name"),
        ("exchange/01-Comparing", "T", "course.new.name"),
        ("../01-x", "T", "course.new.name"),
        ("none/01-x", "T", "course.new.pillar"),
        ("statistics/01-toy", "T", "course.new.exists"),
        (NEW, " ", "course.new.title"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    course: Tree, package: Path, name: str, title: str, code: str
) -> None:
    before = sorted(course.root.rglob("*"))
    with pytest.raises(InputError) as caught:
        scaffold.create(course, name, titles={"en": title, "es": title}, package=package)
    assert caught.value.code == code
    assert sorted(course.root.rglob("*")) == before
    assert not package.exists()


@pytest.mark.notebooks
def test_a_new_lesson_runs_and_is_released(course: Tree) -> None:
    """In a copy of the package, so that the sample question is found by the kernels."""
    source = Path(ruta.__file__).parent
    shutil.copytree(source, course.root / "src" / "ruta", ignore=shutil.ignore_patterns("__pycache__"))
    repository = source.parents[1]
    shutil.copy(repository / "hatch_build.py", course.root)
    if (repository / "datasets").is_dir():
        shutil.copytree(repository / "datasets", course.root / "datasets")
    environment = {**os.environ, "PYTHONPATH": str(course.root / "src"), "RUTA_LANGUAGE": "en"}

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "ruta", *words], cwd=course.root, env=environment, capture_output=True, text=True
        )

    made = run("new", NEW, "--title-en", TITLES["en"], "--title-es", TITLES["es"])
    assert made.returncode == 0, made.stderr
    assert "1 lessons" not in made.stdout
    assert run("release", "--check", NEW).stdout.count("\n") == 1
    status = run("translate", "status")
    assert "exchange" not in status.stdout
    batch = run("batch", "--lessons", NEW, "--countries", "MEX", "--languages", "es", "--out", "out")
    assert batch.returncode == 0, batch.stdout + batch.stderr
