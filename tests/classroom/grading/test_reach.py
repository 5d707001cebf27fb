"""What an answer reaches for: nothing in the course's own solutions, something in every attack that does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.classroom.grading.reach import LONGEST, MOST, reaches
from ruta.course import catalogue, notebooks
from ruta.messages import LANGUAGES
from tests.classroom.grading.attack_texts import texts
from tests.classroom.grading.canaries import Canaries
from tests.classroom.grading.honest import TREE
from tests.classroom.grading.hostile import filled

CATALOGUE = catalogue.load(TREE)
# The answer to this question is read from texts, which a program cannot do: its solution looks up the facts behind
# them, in the very place where no answer of a trainee should look.
LOOKS_UP = {
    "statistics/01-who-is-counted": {"solution-cards": ("ruta.practice.Params", "ruta.practice.exercises")},
}


@pytest.mark.parametrize("lesson", CATALOGUE.lessons, ids=lambda lesson: lesson.id)
def test_no_solution_of_the_course_reaches_for_anything(lesson: catalogue.Lesson) -> None:
    for language in LANGUAGES:
        notebook = notebooks.read(TREE.solution(lesson.id, language))
        found = {
            cell.id: reaches(cell.source) for tag in ("solution", "answer") for cell in notebooks.tagged(notebook, tag)
        }
        assert {cell: names for cell, names in found.items() if names} == LOOKS_UP.get(lesson.id, {})


def test_every_attack_that_must_show_does(tmp_path: Path) -> None:
    with Canaries.laid(tmp_path / "outside") as canaries:
        found = {text.name: reaches(filled(text.source, canaries)) for text in texts() if text.reaches}
    assert [name for name, names in found.items() if not names] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1", ()),
        ("import numpy as np\nfrom collections import Counter\nx = np.sqrt(Counter('a')['a'])", ()),
        ("opened = check = 1  # import os, eval()\nos = 'import sys'", ()),
        ("import os.path as path, sys, os", ("os", "sys")),
        ("from urllib.request import urlopen as read", ("urllib",)),
        ("from ruta.practice import registry", ("ruta.practice.registry",)),
        ("from ruta import practice", ("ruta.practice",)),
        ("import ruta.practice.exercises.waiting as w", ("ruta.practice.exercises",)),
        ("from ruta.statistics import account", ()),
        ("from pandas import read_csv", ("pandas.read_csv",)),
        ("x = eval('1') + open('x').read()", ("eval", "open")),
        ("__import__('o' + 's')", ("__import__",)),
        ("().__class__.__base__.__subclasses__()", (".__base__", ".__class__", ".__subclasses__")),
        ("'{0.__class__}'.format(1)", ("__class__",)),
        ("pd.read_csv('x').to_csv('y')", (".read_csv", ".to_csv")),
        ("exercise.check('a'); exercise._pristine", (".check", "._pristine")),
        ("identity.check('a', kind='DUI')", ()),
        ("!ls /\nx = 1", ("!",)),
        ("files = !ls", ("!",)),
        ("%%bash\necho", ("%%bash",)),
        ("%system ls\nimport os", ("%system", "os", "system")),
        ("%matplotlib inline\nx = 1", ()),
        ("x = (\nimport subprocess", ("subprocess",)),
        ("ｅｖａｌ('1')", ("eval",)),
        ("(" * 500 + "ｅｖａｌ", ("eval",)),
    ],
)
def test_what_is_named(source: str, expected: tuple[str, ...]) -> None:
    assert reaches(source) == tuple(sorted(expected))


def test_what_is_named_has_a_limit() -> None:
    found = reaches("\n".join(f"x._{'y' * 200}{number}" for number in range(500)) + "\nimport os")
    assert len(found) <= MOST
    assert max(map(len, found)) <= LONGEST


@pytest.mark.parametrize("sign", ["-", "(", "not ", "lambda:", "1+", "a.", "if 1:\n "])
def test_what_the_parser_cannot_take_is_read_by_words(sign: str) -> None:
    assert "eval" in reaches("eval\n" + sign * 50_000)


@given(
    st.text()
    | st.lists(st.sampled_from(["import ", "os", ".", "_x", "(", ")", "\n", "!", "%", "=", "'", "x"])).map("".join)
)
def test_any_text_gives_a_short_sorted_list(source: str) -> None:
    found = reaches(source)
    assert list(found) == sorted(set(found))
    assert all(0 < len(name) <= LONGEST for name in found)
