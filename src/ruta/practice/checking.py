"""The ladder that every answer climbs, wherever it is checked.

Missing, blank, wrong type, wrong shape, a named misconception, wrong value, correct: the most specific rung wins,
so that a trainee learns what to mend next. The function is pure: the notebook, the widgets, the static page, the
batch checker and the browser all call this one.
"""

from typing import Final

from ruta.practice.answers import Data, Misfit, Number, is_blank
from ruta.practice.question import Exercise, Params, Question
from ruta.practice.verdict import Code, Verdict


class _Missing:
    """Stands for a variable that does not exist: the answer cell is gone or was not run."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()


def check(exercise: Exercise, question_id: str, answer: object, *, data: Data, params: Params) -> Verdict:
    """Judge one answer.

    Parameters
    ----------
    exercise
        The exercise that holds the question.
    question_id
        Which question.
    answer
        What the trainee gave; `MISSING` where there is no such variable.
    data
        The exercise's tables, as loaded for the parameters and untouched by the trainee.
    params
        Country, seed and language of the notebook.

    Returns
    -------
    Verdict
        A rung of the ladder and the values that its sentence names; never the right answer.

    Raises
    ------
    InputError
        Where the exercise has no such question.
    """
    question = exercise.question(question_id)
    code, reason, details = _climb(question, answer, data, params)
    return Verdict(
        exercise=exercise.id, question=question.id, domain=exercise.domain, language=params.language,
        code=code, reason=reason, details=details,
    )  # fmt: skip


def _climb(question: Question, answer: object, data: Data, params: Params) -> tuple[Code, str, dict[str, str]]:
    named = {"variable": question.variable}
    if isinstance(answer, _Missing):
        return "missing", "", named
    if is_blank(answer):
        return "blank", "", named
    labels = question.labels(data, params)
    try:
        given = question.answer.read(answer, labels=labels)
    except Misfit as misfit:
        rung: Code = "wrong-type" if misfit.rung == "wrong-type" else "wrong-shape"
        return rung, misfit.reason, {**named, **misfit.details}
    right = question.answer.read(question.expected(data, params), labels=labels)
    if question.answer.same(given, right):
        return "correct", "", {}
    for mistake in question.misconceptions:
        if question.answer.same(given, question.answer.read(mistake.answer(data, params), labels=labels)):
            return "misconception", mistake.name, {}
    if isinstance(question.answer, Number) and not question.answer.possible(given):
        return "wrong-value", "impossible", {}
    return "wrong-value", question.answer.name, {}
