"""Every question of the course, proven four ways, for every country and several seeds.

The solution passes; the blank stub is *blank*; each misconception is recognised as itself; a wrong value that is no
known mistake is *wrong*. Together they say that a check can fail, and fails for the reason that it names.
"""

import math
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from ruta import datasets, messages
from ruta.practice import Choice, Column, Exercise, Labels, Number, Params, Question, check, registry
from ruta.practice.question import HINTS

SEEDS = (2026, 7)
QUESTIONS = [(name, question.id) for name in registry.every_id() for question in registry.find(name).questions]
PLACES = [(country, seed) for country in datasets.COUNTRIES for seed in SEEDS]

every_question = pytest.mark.parametrize(("exercise_id", "question_id"), QUESTIONS)
everywhere = pytest.mark.parametrize(("country", "seed"), PLACES)


@cache
def opened(exercise_id: str, country: str, seed: int) -> tuple[Exercise, dict[str, pd.DataFrame], Params]:
    exercise = registry.find(exercise_id)
    params = Params(country=country, seed=seed, language="es")
    data = exercise.load(params)
    # Each answer is worked out once: every check of the same place would give the same.
    questions = tuple(
        replace(
            question,
            expected=kept(question.expected(data, params)),
            misconceptions=tuple(
                replace(mistake, answer=kept(mistake.answer(data, params))) for mistake in question.misconceptions
            ),
        )
        for question in exercise.questions
    )
    return replace(exercise, questions=questions), data, params


def kept(value: object) -> Callable[..., object]:
    """A function that returns a value that is known, a copy where somebody could change it."""
    return lambda *_: deepcopy(value)


def code_of(exercise_id: str, question_id: str, country: str, seed: int, answer: object) -> tuple[str, str]:
    exercise, data, params = opened(exercise_id, country, seed)
    verdict = check(exercise, question_id, answer, data=data, params=params)
    return verdict.code, verdict.reason


def wrong_values(question: Question, data: dict[str, pd.DataFrame], params: Params) -> list[object]:
    """Values of the right kind that are neither the answer nor a known mistake."""
    labels = question.labels(data, params)
    known = [question.expected(data, params), *(mistake.answer(data, params) for mistake in question.misconceptions)]
    read = [question.answer.read(value, labels=labels) for value in known]

    def far(value: object) -> bool:
        return not any(question.answer.same(question.answer.read(value, labels=labels), other) for other in read)

    candidates: list[object]
    if isinstance(question.answer, Number):
        candidates = [read[0] * factor + shift for factor in (1.0, 0.37, 2.9) for shift in (0.0, 1013.7, -517.3)]
    elif isinstance(question.answer, Choice):
        candidates = list(question.answer.options)
    elif isinstance(question.answer, Labels):
        candidates = [set(labels[:size]) for size in range(len(labels) + 1)] + [{label} for label in labels]
    else:
        candidates = [{label: (0.0 if math.isnan(value) else value) + 733.1 for label, value in read[0].items()}]
    return [value for value in candidates if far(value)]


@every_question
@everywhere
def test_the_solution_passes_and_the_stub_is_blank(exercise_id, question_id, country, seed):
    exercise, data, params = opened(exercise_id, country, seed)
    right = exercise.question(question_id).expected(data, params)
    assert code_of(exercise_id, question_id, country, seed, right) == ("correct", "")
    assert code_of(exercise_id, question_id, country, seed, ...)[0] == "blank"


@every_question
@everywhere
def test_each_misconception_is_recognised_as_itself(exercise_id, question_id, country, seed):
    exercise, data, params = opened(exercise_id, country, seed)
    question = exercise.question(question_id)
    assert len(question.misconceptions) >= 2
    for mistake in question.misconceptions:
        answer = mistake.answer(data, params)
        assert code_of(exercise_id, question_id, country, seed, answer) == ("misconception", mistake.name)


@every_question
@everywhere
def test_a_wrong_value_is_wrong(exercise_id, question_id, country, seed):
    exercise, data, params = opened(exercise_id, country, seed)
    values = wrong_values(exercise.question(question_id), data, params)
    assert values, "no wrong value is left: keep an option that is neither right nor a known mistake"
    for value in values:
        assert code_of(exercise_id, question_id, country, seed, value)[0] == "wrong-value"


@every_question
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_text_of_a_question_exists_in_every_language(exercise_id, question_id, language):
    exercise = registry.find(exercise_id)
    question = exercise.question(question_id)
    keys = ["title", "correct", *(f"hint-{number}" for number in range(1, HINTS + 1))]
    keys += [f"mistake-{mistake.name}" for mistake in question.misconceptions]
    keys += [f"option-{key}" for key in question.answer.options] if isinstance(question.answer, Choice) else []
    texts = [messages.text(f"{exercise.domain}.{question_id}.{key}", language=language) for key in keys]
    assert len(set(texts)) == len(texts)


@every_question
@everywhere
def test_no_hint_and_no_explained_mistake_gives_the_answer_away(exercise_id, question_id, country, seed):
    exercise, data, params = opened(exercise_id, country, seed)
    question = exercise.question(question_id)
    if isinstance(question.answer, Column):
        pytest.skip("a column has many numbers; its texts name none, which the reading of the lesson checks")
    secrets = _spoken(question.expected(data, params))
    for language in messages.LANGUAGES:
        keys = [f"hint-{number}" for number in range(1, HINTS + 1)]
        keys += [f"mistake-{mistake.name}" for mistake in question.misconceptions]
        for key in keys:
            text = messages.text(f"{exercise.domain}.{question_id}.{key}", language=language)
            words = {word.strip(".,;:()«»\"'") for word in text.split()}
            assert not secrets & words, f"{key} ({language}) says the answer"


def _spoken(value: object) -> set[str]:
    """The ways in which an answer could stand in a sentence; small numbers are words of any sentence."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) < 13 and float(value).is_integer():
            return set()
        return {f"{value:,.0f}", f"{value:.0f}", f"{value:.1f}", f"{value:.2f}", f"{value:,.1f}"}
    return set()


@pytest.mark.parametrize("exercise_id", registry.every_id())
def test_an_exercise_has_six_questions_of_three_kinds_and_one_id_each(exercise_id):
    questions = registry.find(exercise_id).questions
    assert len(questions) >= 6
    assert len({question.kind for question in questions}) >= 3
    assert (
        len({question.id for question in questions})
        == len({question.variable for question in questions})
        == len(questions)
    )
