"""How a class did in one exercise: its questions, its mistakes and the agreement of the questions."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ruta.classroom import item_measures
from ruta.classroom.class_results import ENOUGH, SMALLEST
from ruta.classroom.grading.people import key
from ruta.classroom.grading.record import Graded, Judged
from ruta.classroom.grading.words import country, one_line, say

OPEN = ("blank", "missing")
"""Codes of a question that was left open."""
KINDS = ("computed", "typed", "mistake", "wrong", "stopped", "open")
"""What became of a question, in the order of the figure: right; right and typed in; a known mistake; another wrong
answer; stopped by an error, by time or by memory; left open."""
WRONG = ("wrong-type", "wrong-shape", "wrong-value")
MOST_TO_DISCUSS = 3
"""Questions that the report proposes for the next session."""


@dataclass(frozen=True, kw_only=True)
class QuestionResult:
    """How a question of an exercise went in a class."""

    id: str
    """Its id."""
    number: int
    """Its place in the exercise, from 1."""
    judged: tuple[Judged, ...]
    """What became of it, for each person."""
    discrimination: float
    """D; ``nan`` with fewer than `ENOUGH` persons."""
    rest_correlation: float
    """Corrected item-total correlation; ``nan`` likewise, or where it is undefined."""

    @property
    def right(self) -> int:
        """Persons whose answer held."""
        return sum(each.held for each in self.judged)

    @property
    def answered(self) -> int:
        """Persons who gave any answer, also one that stopped with an error."""
        return sum(each.held or each.code not in OPEN for each in self.judged)

    @property
    def difficulty(self) -> float:
        """The share p of right answers, of those who answered; ``nan`` below `SMALLEST` persons and for nobody."""
        if len(self.judged) < SMALLEST:
            return math.nan
        return item_measures.difficulty(right=self.right, answered=self.answered)

    @property
    def kinds(self) -> Counter[str]:
        """Persons by what became of their answer, in the words of `KINDS`."""
        return Counter(kind(each) for each in self.judged)

    @property
    def codes(self) -> Counter[str]:
        """Persons by code, of the answers that did not hold and were no known mistake."""
        return Counter(each.code for each in self.judged if not each.held and each.code != "misconception")

    @property
    def mistakes(self) -> Counter[str]:
        """Persons by named mistake."""
        return Counter(each.reason for each in self.judged if not each.held and each.code == "misconception")


@dataclass(frozen=True, kw_only=True)
class ExerciseResult:
    """How an exercise went in a class."""

    exercise: str
    """``<pillar>/<lesson>``."""
    records: tuple[Graded, ...]
    """One notebook for each person."""
    questions: tuple[QuestionResult, ...]
    """In the order of the exercise."""
    kr20: float
    """KR-20; ``nan`` with fewer than `ENOUGH` persons or where it is undefined."""

    @property
    def persons(self) -> int:
        """How many handed it in."""
        return len(self.records)

    def to_discuss(self) -> list[tuple[QuestionResult, str, int]]:
        """Return the questions with the most common named mistakes: question, mistake, persons; the commonest first."""
        commonest = [
            (question, *min(question.mistakes.items(), key=lambda entry: (-entry[1], entry[0])))
            for question in self.questions
            if question.mistakes
        ]
        return sorted(commonest, key=lambda entry: (-entry[2], entry[0].number))[:MOST_TO_DISCUSS]


def kind(judged: Judged) -> str:
    """Return what became of an answer, in the words of `KINDS`."""
    if judged.held:
        return "typed" if judged.hard_coded else "computed"
    if judged.code in OPEN:
        return "open"
    if judged.code == "misconception":
        return "mistake"
    return "wrong" if judged.code in WRONG else "stopped"


def exercise_result(records: Sequence[Graded]) -> ExerciseResult:
    """Return how an exercise went.

    Parameters
    ----------
    records
        One notebook for each person, all of one exercise; at least one.

    Returns
    -------
    ExerciseResult
        Its measures as `ruta.classroom.item_measures` defines them: an open question has a 0 in D, r and KR-20, whose
        variances have the number of persons below them, and is no answer in p.
    """
    ids = list(dict.fromkeys(question.id for record in records for question in record.questions))
    found = [{question.id: question for question in record.questions} for record in records]
    # A notebook that lacks a question was graded with another edition; it counts as left open.
    table = [[each.get(name, _absent(name)) for name in ids] for each in found]
    marks = np.array([[int(judged.held) for judged in row] for row in table])
    enough = len(records) >= ENOUGH
    nothing = np.full(len(ids), math.nan)
    d = item_measures.discrimination(marks) if enough else nothing
    r = item_measures.rest_correlation(marks) if enough else nothing
    questions = tuple(
        QuestionResult(
            id=name, number=place + 1, judged=tuple(row[place] for row in table),
            discrimination=float(d[place]), rest_correlation=float(r[place]),
        )
        for place, name in enumerate(ids)
    )  # fmt: skip
    return ExerciseResult(
        exercise=records[0].exercise, records=tuple(records), questions=questions,
        kr20=item_measures.kr20(marks) if enough else math.nan,
    )  # fmt: skip


def _absent(question: str) -> Judged:
    return Judged(id=question, kind="compute", held=False, code="missing")


def group_of(record: Graded, groups: Mapping[str, str], language: str) -> str:
    """Return the group of a person: that of the class list where it names any, else the country of the notebook.

    ``groups`` has the pseudonyms as `people.key` gives them.
    """
    if not any(groups.values()):
        return country(record.parameters, language)
    return one_line(groups.get(key(record.pseudonym), "")) or say("no-group", language)
