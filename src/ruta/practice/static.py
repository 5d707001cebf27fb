"""A choice question as plain HTML, for a page behind which no Python runs."""

import html
import json

from ruta import messages
from ruta.practice import registry
from ruta.practice.answers import Choice
from ruta.practice.checking import check
from ruta.practice.question import Params, Question


def choice_questions(exercise_id: str) -> list[Question]:
    """Return the questions of an exercise that one letter answers."""
    return [question for question in registry.find(exercise_id).questions if isinstance(question.answer, Choice)]


def choice_form(exercise_id: str, question_id: str, *, country: str, language: str, seed: int) -> str:
    """Return a form whose verdicts are computed now, one for each option, and shown by the page's script.

    Parameters
    ----------
    exercise_id, question_id
        Which question; it must be one that a letter answers.
    country, language, seed
        Parameters of the notebook that the page shows.

    Returns
    -------
    str
        A ``<form class="ruta-choice">`` whose ``data-verdicts`` holds the verdict of each option as HTML.
    """
    exercise = registry.find(exercise_id)
    question = exercise.question(question_id)
    params = Params(country=country, seed=seed, language=language)
    data = exercise.load(params)
    verdicts, fields = {}, []
    for key in question.answer.options if isinstance(question.answer, Choice) else ():
        verdicts[key] = check(exercise, question_id, key, data=data, params=params).as_html()
        option = messages.text(f"{exercise.domain}.{question_id}.option-{key}", language=language)
        fields.append(
            f'<label><input type="radio" name="{question_id}" value="{key}" required> '
            f"<span>{key}) {html.escape(option)}</span></label>"
        )
    title = messages.text(f"{exercise.domain}.{question_id}.title", language=language)
    button = messages.text("practice.form.check", language=language)
    return (
        f'<form class="ruta-choice" data-verdicts="{html.escape(json.dumps(verdicts), quote=True)}">'
        f"<fieldset><legend>{html.escape(title)}</legend>{''.join(fields)}</fieldset>"
        f'<button type="submit">{html.escape(button)}</button>'
        '<div class="ruta-result" aria-live="polite"></div></form>'
    )
