"""What a question is: its answer's kind, the reference answer, and the mistakes that people really make."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.practice.answers import Answer, Choice, Column, Data, Labels

Kind = Literal["compute", "choose", "read", "decide"]
HINTS = 3


@dataclass(frozen=True, kw_only=True)
class Params:
    """The parameters that a notebook was opened with."""

    country: str
    """ISO 3166-1 alpha-3 code."""
    seed: int
    """Seed of the synthetic country."""
    language: str
    """Language of the reader; no answer depends on it."""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise InputError("practice.unknown-language", found=self.language, known=known)


@dataclass(frozen=True)
class Misconception:
    """A known mistake, as a function that computes what it would give."""

    name: str
    """Last part of the message id ``<domain>.<question>.mistake-<name>``."""
    answer: Callable[[Data, Params], Any]
    """What the mistake gives on these data and parameters."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of an exercise."""

    id: str
    """Name within the exercise; also of its cells (``check-<id>``)."""
    outcome: int
    """Number of the lesson's outcome that it tests."""
    kind: Kind
    """What it asks of the trainee."""
    variable: str
    """Variable of the answer cell."""
    answer: Answer
    """Kind of answer, with unit and tolerance."""
    expected: Callable[[Data, Params], Any]
    """Reference answer, computed for any country and seed."""
    misconceptions: tuple[Misconception, ...]
    """At least two named mistakes."""

    def labels(self, data: Data, params: Params) -> tuple[str, ...]:
        """Return the labels that an answer of this question is about; empty where it has none."""
        if isinstance(self.answer, Labels):
            options = self.answer.options
            return tuple(str(label) for label in (options(data, params) if callable(options) else options))
        if isinstance(self.answer, Column):
            return tuple(str(label) for label in self.answer.index(data, params))
        return self.answer.options if isinstance(self.answer, Choice) else ()


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """The questions of one lesson and the data that they are about."""

    id: str
    """``<pillar>/<lesson>``."""
    domain: str
    """Catalogue that holds its texts."""
    load: Callable[[Params], dict[str, pd.DataFrame]]
    """Function of the parameters that returns the tables by name."""
    questions: tuple[Question, ...]
    """In the order of the notebook."""

    def question(self, question_id: str) -> Question:
        """Return one question by its id.

        Raises
        ------
        InputError
            Where the exercise has no such question.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        known = ", ".join(question.id for question in self.questions)
        raise InputError("practice.unknown-question", question=question_id, known=known)
