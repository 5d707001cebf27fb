"""The honest class is what it says: proven by running some of it here, without the grader."""

import json
from pathlib import Path
from typing import Any

import pytest

from ruta.classroom.grading import handed_in
from ruta.course import catalogue
from ruta.practice import registry
from tests.classroom.grading.honest import LESSONS, TREE, Opened, computed, honest_class


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    from ruta import figures

    monkeypatch.setattr(figures, "show", lambda *_, **__: None)


def run(path: Path) -> dict[str, str]:
    """Run a notebook's own cells and return the code of each question."""
    space: dict[str, Any] = {}
    codes = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["id"].startswith("check-"):
            question = cell["id"].removeprefix("check-")
            exercise = space["exercise"]
            codes[question] = exercise.verdict(question, space[exercise.spec.question(question).variable]).code
        elif cell["cell_type"] == "code" and not cell["id"].startswith(("hint-", "progress")):
            exec(source, space)
    return codes


@pytest.mark.notebooks
@pytest.mark.usefixtures("quiet")
def test_every_exercise_country_and_language_get_the_codes_that_are_expected(tmp_path: Path) -> None:
    expected = honest_class(tmp_path, size=5, seed=3)
    for name, questions in expected.items():
        assert run(tmp_path / name) == {question: each.code for question, each in questions.items()}, name


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("lesson", LESSONS)
def test_computed_answers_are_right_alone(lesson: str) -> None:
    for language in ("en", "es"):
        exercise = Opened(lesson, "MEX", 7)
        space: dict[str, Any] = {"country": "MEX", "language": language, "seed": 7}
        for cell in json.loads(TREE.exercise(lesson, language).read_text(encoding="utf-8"))["cells"]:
            if cell["id"].startswith("setup") and cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)
        for question in exercise.spec.questions:
            fresh = dict(space)
            exec(computed(lesson, language, question), fresh)
            assert exercise.judged(question, fresh[question.variable])[0] == "correct", question.id


def test_a_class_is_mixed_and_can_be_graded(tmp_path: Path) -> None:
    expected = honest_class(tmp_path / "class", size=8, seed=1)
    assert honest_class(tmp_path / "again", size=8, seed=1) == expected
    for name in expected:
        assert (tmp_path / "class" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    found = handed_in.read(tmp_path / "class", tree=TREE, catalogue=catalogue.load(TREE))
    assert found.refused == ()
    assert {each.file for each in found.submissions} == set(expected)
    assert {(each.parameters["country"], each.parameters["language"]) for each in found.submissions} == {
        (country, language) for country in ("SLV", "HND", "MEX", "COL") for language in ("en", "es")
    }
    every = [each for questions in expected.values() for each in questions.values()]
    assert {each.code for each in every} == {"correct", "misconception", "wrong-value", "blank"}
    assert {True, False} <= {each.hard_coded for each in every}


@pytest.mark.notebooks
def test_two_hundred_make_every_named_mistake(tmp_path: Path) -> None:
    expected = honest_class(tmp_path, size=200, seed=1)
    named = {(name.rpartition("-K-")[0], question, each.reason) for name, questions in expected.items()
             for question, each in questions.items() if each.reason}  # fmt: skip
    asked = {(lesson.partition("/")[2], question.id, each.name) for lesson in LESSONS
             for question in registry.find(lesson).questions for each in question.misconceptions}  # fmt: skip
    assert asked - named == set()
