"""Records as the grading keeps them, made by hand: no notebook runs for them."""

import random
from collections.abc import Sequence
from typing import Any

from ruta import messages
from ruta.classroom.grading.record import Graded, Judged, Refused
from ruta.practice import registry
from ruta.practice.verdict import SIGNS

EXERCISE = "service-access/03-waiting"
QUESTIONS = [question.id for question in registry.find(EXERCISE).questions]


def judged(question: str, code: str = "correct", **other: Any) -> Judged:
    """What became of a question of the exercise on waiting, with the words that the check says."""
    reason, language = other.pop("reason", ""), other.pop("language", "es")
    kind = registry.find(EXERCISE).question(question).kind
    said = {"correct": f"waiting.{question}.correct", "misconception": f"waiting.{question}.mistake-{reason}"}
    text = messages.text(said.get(code, f"practice.headline.{code}"), language=language) if (
        code in said or code in ("blank", "wrong-value", "missing")) else f"✗ {code}"  # fmt: skip
    values = {"held": code == "correct", "text": f"{SIGNS.get(code, '✗')} {text}", "answer": f"{question} = 1", **other}
    return Judged(id=question, kind=kind, code=code, reason=reason, **values)


def graded(pseudonym: str = "ana", questions: Sequence[Judged] | None = None, **other: Any) -> Graded:
    """A notebook of which everything is right where nothing else is said."""
    parameters = {"country": "HND", "language": "es", "seed": 2026, **other.pop("parameters", {})}
    language = parameters["language"]
    answers = [judged(name, language=language) for name in QUESTIONS] if questions is None else questions
    values = {"file": f"{pseudonym}.ipynb", "sha256": "0" * 64, "exercise": EXERCISE, "parameters": parameters,
              "fresh": {"country": "MEX", "seed": 7}, "sandboxed": True, **other}  # fmt: skip
    return Graded(pseudonym=pseudonym, questions=tuple(answers), **values)


def refused(file: str = "b.ipynb", code: str = "course.not-a-notebook", **other: Any) -> Refused:
    """A file that could not be graded."""
    return Refused(file=file, pseudonym=other.pop("pseudonym", ""), code=code, params={"file": file, **other})


def a_class(persons: int, *, seed: int = 1, language: str = "es") -> list[Graded]:
    """A class of persons who work by themselves: able and less able, with the mistakes that the exercise knows."""
    draw = random.Random(seed)
    return [_person(number, draw, language) for number in range(persons)]


def _person(number: int, draw: random.Random, language: str) -> Graded:
    ability = draw.uniform(0.2, 0.9)
    country = draw.choice(["HND", "HND", "MEX", "SLV"])
    questions = [_answer(name, draw, ability, language) for name in QUESTIONS]
    return graded(f"persona-{number:02}", questions, parameters={"country": country, "language": language})


def _answer(name: str, draw: random.Random, ability: float, language: str) -> Judged:
    question = registry.find(EXERCISE).question(name)
    if draw.random() < ability:
        # Some ways of writing it are common, most are a person's own.
        way = min(int(draw.paretovariate(1)), 50)
        typed = question.kind == "compute" and draw.random() < 0.2
        source = f"{name.replace('-', '_')} = {way if typed or question.kind != 'compute' else f'work({way})'}"
        return judged(name, language=language, answer=source, hard_coded=typed)
    if draw.random() < 0.6:
        mistakes = [each.name for each in question.misconceptions]
        reason = draw.choices(mistakes, [2, *[1] * (len(mistakes) - 1)])[0]
        return judged(name, "misconception", reason=reason, language=language, answer=f"x = {draw.randrange(30)}")
    code = draw.choice(["blank", "wrong-value", "wrong-value", "raises", "endless"])
    answer = "" if code == "blank" else f"x = {draw.randrange(30)}"
    return judged(name, code, language=language, answer=answer)
