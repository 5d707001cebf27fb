"""The words of the reports, and what a stranger wrote made safe to be shown."""

from html import escape
from typing import Any

from ruta import messages
from ruta.classroom.grading.record import Judged, Refused
from ruta.datasets.countries import COUNTRIES
from ruta.errors import InputError
from ruta.practice import registry

LONGEST = 120
"""Characters of a pseudonym or of the name of a file on a page."""


def say(key: str, language: str, **params: object) -> str:
    """Return a text of the reports, as it is."""
    return messages.text(f"grade-report.{key}", language=language, **params)


def said(key: str, language: str, **params: object) -> str:
    """Return a text of the reports, safe to stand in HTML."""
    return escape(say(key, language, **params))


def one_line(text: str, *, longest: int = LONGEST) -> str:
    """Return what a stranger wrote on one short line, without signs that cannot be seen or turn the line around."""
    plain = "".join(sign if sign.isprintable() else "·" for sign in " ".join(text.split()))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def many_lines(text: str) -> str:
    """Return what a stranger wrote with its lines, and nothing else that cannot be seen."""
    lines = (line.expandtabs(4) for line in text.splitlines())
    return "\n".join("".join(sign if sign.isprintable() else "·" for sign in line) for line in lines)


def stranger(text: str) -> str:
    """Return what a stranger wrote on one line, safe in HTML, letters from right to left kept by themselves."""
    return f"<bdi>{escape(one_line(text))}</bdi>"


def question_title(exercise: str, question: str, language: str) -> str:
    """Return the title of a question; its id where this edition of the course does not have it."""
    found = _of_exercise(exercise, f"{question}.title", language)
    return found or one_line(question)


def mistake_text(exercise: str, question: str, mistake: str, language: str) -> str:
    """Return what a named mistake is told; its name where this edition of the course does not have it."""
    found = _of_exercise(exercise, f"{question}.mistake-{mistake}", language)
    return found or one_line(mistake)


def _of_exercise(exercise: str, key: str, language: str) -> str:
    try:
        code = f"{registry.find(exercise).domain}.{key}"
    except InputError:
        return ""
    return messages.text(code, language=language) if messages.has(code, language=language) else ""


def code_word(code: str, language: str) -> str:
    """Return the word for what became of a question."""
    known = f"course.check.code-{code}"
    return messages.text(known, language=language) if messages.has(known, language=language) else say(
        f"code-{code}", language
    )  # fmt: skip


def country(parameters: dict[str, Any], language: str) -> str:
    """Return the name of the country that a trainee chose."""
    code = str(parameters.get("country"))
    if code not in COUNTRIES:
        return one_line(code)
    return messages.text(f"course.check.value-{code.lower()}", language=language)


def reason(refused: Refused, language: str) -> str:
    """Return in words why a file was refused; the id of the sentence where this edition does not have it."""
    try:
        found = messages.text(refused.code, language=language, **refused.params)
    except (LookupError, ValueError, AttributeError, TypeError):
        found = refused.code
    return one_line(found, longest=1000)


def note(code: str, question: str, language: str) -> str:
    """Return in words what was odd about a notebook."""
    try:
        found = messages.text(code, language=language, question=question)
    except (LookupError, ValueError, AttributeError, TypeError):
        found = f"{code} ({question})"
    return one_line(found, longest=1000)


def state(question: Judged) -> str:
    """Return how a trainee is told of a question: ``right``, ``typed``, ``open`` or ``not-yet``."""
    if question.held:
        return "typed" if question.hard_coded else "right"
    return "open" if question.code in ("blank", "missing") else "not-yet"
