"""An honest class whose verdicts are known before it is graded.

Every notebook mixes, question by question and at random from a seed: the solution's own work, the right value typed in,
a named misconception typed in, a wrong value, and the cell as it came. Its expectations are made from the exercise's
specification, never from the grader::

    expected = honest_class(folder, size=200, seed=1)
    expected["03-waiting-K-001.ipynb"]["median-wait"]
    # Expected(code="correct", reason="", hard_coded=True)
"""

import ast
import json
import random
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from nbformat import NotebookNode

from ruta.course import notebooks
from ruta.course.paths import find_tree
from ruta.datasets import COUNTRIES
from ruta.messages import LANGUAGES
from ruta.practice import Choice, Column, Exercise, Labels, Params, Question, check, registry
from ruta.practice.answers import Misfit

TREE = find_tree(Path(__file__).parent)
LESSONS = (
    "service-access/03-waiting", "statistics/02-stocks-and-flows", "early-warning/03-detecting",
    "statistics/07-reading-published-figures", "early-warning/05-forecasting",
)  # fmt: skip
SEEDS = (2026, 7)
WAYS = ("computed", "typed", "mistaken", "wrong", "blank")


class Expected(NamedTuple):
    """What a question must get."""

    code: str
    """Rung of the ladder."""
    reason: str = ""
    """Name of the misconception; of a wrong value nothing is said here."""
    hard_coded: bool | None = False
    """Whether the answer is right for these parameters only; None where it depends on the second draw."""


class Deck:
    """Deals the ways of answering a question: each as often as the others, in a random order.

    Of the mistakes each comes in turn, so that a class of 200 makes every one of them.
    """

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.left: dict[tuple[str, str], list[str]] = {}
        self.turns: Counter[tuple[str, str, str]] = Counter()

    def next(self, lesson: str, question: str) -> str:
        left = self.left.get((lesson, question)) or self.draw.sample(WAYS, len(WAYS))
        self.left[lesson, question] = left[1:]
        return left[0]

    def turn(self, lesson: str, question: str, way: str) -> int:
        self.turns[lesson, question, way] += 1
        return self.turns[lesson, question, way]


@dataclass(frozen=True)
class Opened:
    """An exercise with its data for a country and a seed; no answer depends on the language."""

    lesson: str
    country: str
    seed: int

    @property
    def params(self) -> Params:
        return Params(country=self.country, seed=self.seed, language="en")

    @property
    def spec(self) -> Exercise:
        return registry.find(self.lesson)

    @property
    def data(self) -> dict[str, pd.DataFrame]:
        return _data(self)

    def judged(self, question: Question, value: object) -> tuple[str, str]:
        verdict = check(self.spec, question.id, value, data=self.data, params=self.params)
        return verdict.code, verdict.reason if verdict.code == "misconception" else ""


@cache
def _data(exercise: Opened) -> dict[str, pd.DataFrame]:
    return exercise.spec.load(exercise.params)


@cache
def right(exercise: Opened, question_id: str) -> Any:
    return exercise.spec.question(question_id).expected(exercise.data, exercise.params)


def honest_class(
    folder: Path,
    *,
    size: int = 200,
    seed: int,
    lessons: Sequence[str] = LESSONS,
    countries: Sequence[str] = COUNTRIES,
    languages: Sequence[str] = LANGUAGES,
    seeds: Sequence[int] = SEEDS,
) -> dict[str, dict[str, Expected]]:
    """Write a class into a folder.

    Parameters
    ----------
    folder
        Where the notebooks are put; made where it is absent.
    size
        How many notebooks. Each person hands in two, of two exercises where there are several.
    seed
        Of all that is drawn. The first notebooks go through every exercise, country and language in turn.
    lessons, countries, languages, seeds
        From which the notebooks are made: fewer of them are opened in less time.

    Returns
    -------
    dict
        What every question of every file must get.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draw, found = random.Random(seed), {}
    deck = Deck(draw)
    for number in range(size):
        lesson, country = lessons[number % len(lessons)], countries[number % len(countries)]
        language = languages[number // len(countries) % len(languages)]
        params = Params(country=country, language=language, seed=draw.choice(list(seeds)))
        pseudonym = f"K-{number // min(2, len(lessons)) + 1:03}"
        name = f"{lesson.partition('/')[2]}-{pseudonym}.ipynb"
        sources, found[name] = _answers(lesson, params, deck)
        (folder / name).write_text(json.dumps(notebook(lesson, params, sources, of=pseudonym)), encoding="utf-8")
    return found


def notebook(lesson: str, params: Params, answers: dict[str, str], *, of: str) -> dict[str, Any]:
    """Return an exercise with these answers (source by question), as its program saves it."""
    content: dict[str, Any] = json.loads(TREE.exercise(lesson, params.language).read_text(encoding="utf-8"))
    for cell in content["cells"]:
        question = cell["id"].removeprefix("answer-")
        if cell["id"] == "parameters":
            cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in vars(params).items())
        elif question != cell["id"] and question in answers:
            cell["source"] = answers[question]
    # Two people who leave everything blank do not hand in the same bytes.
    content["cells"].append({"cell_type": "markdown", "id": "own-note", "metadata": {}, "source": of})
    return content


def _answers(lesson: str, params: Params, deck: Deck) -> tuple[dict[str, str], dict[str, Expected]]:
    exercise = Opened(lesson, params.country, params.seed)
    sources: dict[str, str] = {}
    found: dict[str, Expected] = {}
    for question in exercise.spec.questions:
        way = deck.next(lesson, question.id)
        if way == "computed":
            sources[question.id] = computed(lesson, params.language, question)
            found[question.id] = Expected("correct")
        elif way == "blank":
            found[question.id] = Expected("blank")
        else:
            values = _typed(exercise, question.id, way)
            value, expected = values[deck.turn(lesson, question.id, way) % len(values)]
            sources[question.id] = f"{question.variable} = {literal(value)}"
            found[question.id] = expected
    return sources, found


@cache
def _typed(exercise: Opened, question_id: str, way: str) -> list[tuple[Any, Expected]]:
    """Return the values that can be typed in, with what each must get."""
    question = exercise.spec.question(question_id)
    if way == "typed":
        flag = hard_coded(exercise, question) if question.kind == "compute" else False
        return [(right(exercise, question_id), Expected("correct", hard_coded=flag))]
    others = (
        (value, Expected("wrong-value"))
        for value in _wrong(exercise, question)
        if way == "wrong" and exercise.judged(question, value)[0] == "wrong-value"
    )
    wrong = list(islice(others, 2))
    # Of a question whose every wrong letter is a named mistake, one of these.
    return wrong or [
        (each.answer(exercise.data, exercise.params), Expected("misconception", each.name))
        for each in question.misconceptions
    ]


def _wrong(exercise: Opened, question: Question) -> Iterator[Any]:
    """Yield values of the right form that are probably wrong."""
    match question.answer:
        case Choice(options=options):
            yield from options
        case Labels():
            labels = question.labels(exercise.data, exercise.params)
            yield from ([label] for label in labels)
            yield list(labels)
        case Column():
            yield pd.Series(right(exercise, question.id)) * 1.37 + 11.1
        case _:
            yield from (float(right(exercise, question.id)) * factor + 11.1 for factor in (1.37, 0.63))


@cache
def hard_coded(exercise: Opened, question: Question) -> bool | None:
    """Tell whether the right value is right for no other country and seed; None where for some of them."""
    others = [Opened(exercise.lesson, country, seed) for country in COUNTRIES for seed in SEEDS]
    same = {_right_too(exercise, other, question) for other in others if other != exercise}
    return None if len(same) > 1 else same == {False}


def _right_too(exercise: Opened, other: Opened, question: Question) -> bool:
    """Tell whether the right value of one draw is right for another."""
    labels = question.labels(other.data, other.params)
    try:
        given = question.answer.read(right(exercise, question.id), labels=labels)
    except Misfit:
        return False
    return bool(question.answer.same(given, question.answer.read(right(other, question.id), labels=labels)))


def computed(lesson: str, language: str, question: Question) -> str:
    """Return the solution's own work for one question, with the steps of the questions before it that it may need.

    They stand in a function, so that the answers to those questions stay what they are.
    """
    solution = _solution(lesson, language)
    steps: list[str] = []
    for cell in notebooks.tagged(solution, "solution"):
        steps.append(cell.source)
        if cell.id == f"solution-{question.id}":
            break
    if len(steps) == 1 or _stands_alone(steps[-1]):
        return steps[-1]
    body = textwrap.indent("\n".join(steps), "    ")
    name = question.variable
    return f"def my_{name}():\n{body}\n    return {name}\n\n{name} = my_{name}()"


@cache
def _solution(lesson: str, language: str) -> NotebookNode:
    return notebooks.read(TREE.solution(lesson, language))


def _stands_alone(source: str) -> bool:
    """Tell whether a cell is one assignment that uses no name."""
    return all(isinstance(node, ast.Assign) for node in ast.parse(source).body) and not any(
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) for node in ast.walk(ast.parse(source))
    )


def literal(value: Any) -> str:
    """Return a value as a person types it in, exact to the last digit."""
    if isinstance(value, pd.Series | dict):
        pairs = ", ".join(f"{literal(label)}: {literal(each)}" for label, each in value.items())
        return f"pd.Series({{{pairs}}})"
    if isinstance(value, set | frozenset | list | tuple):
        return f"[{', '.join(map(literal, sorted(value)))}]"
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, float) and not np.isfinite(plain):
        return f'float("{plain}")'
    assert isinstance(plain, str | int | float), type(plain)
    return repr(plain)
