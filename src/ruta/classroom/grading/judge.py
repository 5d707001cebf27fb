"""Judge, in our own process, the values that came out of the sandbox.

The judgement itself is `ruta.practice.check`, as in the notebook. What it compares with is computed once for each set
of parameters. nbval, as for every other notebook of the course, has the last word: what the check cell would show must
be what the reference's check cell shows.
"""

from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, nocolors

from ruta import messages
from ruta.classroom.grading import values
from ruta.classroom.grading.record import Judged
from ruta.course.outcomes import undefined
from ruta.practice.answers import Column, Data, Labels
from ruta.practice.checking import MISSING, check
from ruta.practice.question import Exercise, Misconception, Params, Question
from ruta.practice.verdict import Verdict

OF_THE_ERROR = {"SystemExit": "exits", "MemoryError": "memory", "PrintedTooMuch": "output"}


def remembered(exercise: Exercise, data: Data, params: Params) -> Exercise:
    """Return an exercise that computes each right and each mistaken answer once, for these data only."""
    return replace(exercise, questions=tuple(_remembered(question, data, params) for question in exercise.questions))


def _remembered(question: Question, data: Data, params: Params) -> Question:
    def once(function: Any) -> Any:
        kept = cache(lambda: function(data, params))
        return lambda *_: kept()

    answer = question.answer
    if isinstance(answer, Column):
        answer = replace(answer, index=once(answer.index))
    elif isinstance(answer, Labels) and callable(answer.options):
        answer = replace(answer, options=once(answer.options))
    mistakes = tuple(Misconception(each.name, once(each.answer)) for each in question.misconceptions)
    return replace(question, answer=answer, expected=once(question.expected), misconceptions=mistakes)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a run told of one question, and what was known before it ran."""

    value: dict[str, Any] | None
    """The encoded value; none where the run did not get there."""
    error: str = ""
    """The error that the answer ended with, as ``Name: text``."""
    stopped: str = ""
    """``endless``, ``memory`` or ``died``, where the answer stopped the run."""
    lacks: bool = False
    """Whether the notebook has no answer cell for the question."""
    answer: str = ""
    """Source of the answer; empty where it was left as it was."""
    sources: tuple[str, ...] = ()
    """Every code cell that could have made a name."""
    own: tuple[str, ...] = ()
    """Code cells of the trainee's own, which are not run."""


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Judges the answers to one exercise for one country, language and seed."""

    exercise: Exercise
    """With its answers remembered."""
    data: Data
    """Its tables."""
    params: Params
    """Country, language and seed."""

    def judged(self, question_id: str, given: Answered) -> Judged:
        """Return what became of one question."""
        code, reason, text = self._climb(question_id, given)
        kind = self.exercise.question(question_id).kind
        return Judged(
            id=question_id, kind=kind, held=code == "correct", code=code, reason=reason[:200], text=text,
            answer=given.answer,
        )  # fmt: skip

    def verdict(self, question_id: str, value: dict[str, Any]) -> Verdict:
        """Return the verdict on a value that came out of the sandbox."""
        answer = MISSING if value == {"is": "missing"} else values.decode(value)
        return check(self.exercise, question_id, answer, data=self.data, params=self.params)

    def _climb(self, question_id: str, given: Answered) -> tuple[str, str, str]:
        if given.stopped:
            return given.stopped, "", self._say(given.stopped)
        if given.value is None:
            return "died", "", self._say("died")
        try:
            verdict = self.verdict(question_id, given.value)
        except values.Malformed:
            return "died", "malformed", self._say("died")
        if given.error and not verdict.is_correct:
            return self._stopped(given)
        if verdict.is_correct and not agrees(verdict, self._right(question_id)):
            return "differs", "", self._say("differs")
        if verdict.code == "missing" and given.lacks:
            return verdict.code, verdict.reason, self._say("missing")
        return verdict.code, verdict.reason, str(verdict)

    def _right(self, question_id: str) -> Verdict:
        right = self.exercise.question(question_id).expected(self.data, self.params)
        return check(self.exercise, question_id, right, data=self.data, params=self.params)

    def _stopped(self, given: Answered) -> tuple[str, str, str]:
        kind = given.error.partition(":")[0]
        if kind in OF_THE_ERROR:
            return OF_THE_ERROR[kind], kind, self._say(OF_THE_ERROR[kind])
        name = undefined(given.error, given.sources)
        if name and not undefined(given.error, given.own):
            return "raises", kind, self._say("own-cell", name=name)
        return "raises", kind, self._say("undefined", name=name) if name else self._say("raises", error=given.error)

    def _say(self, key: str, **params: object) -> str:
        language = self.params.language
        if messages.has(f"grading.{key}", language=language):
            return messages.text(f"grading.{key}", language=language, **params)
        return messages.text(f"course.check.{key}", language=language, **params)


def agrees(verdict: Verdict, reference: Verdict) -> bool:
    """Tell whether nbval finds in a check cell with one verdict what the reference's check cell shows."""
    # Its comparison asks of a test item only these; the item itself would want a kernel.
    item: Any = SimpleNamespace(parent=SimpleNamespace(skip_compare=()), colors=nocolors, sanitize=lambda text: text,
                           format_output_compare=lambda *_: None)  # fmt: skip
    compare: Any = IPyNbCell.compare_outputs
    return bool(compare(item, _shown(verdict), _shown(reference)))


def _shown(verdict: Verdict) -> list[NotebookNode]:
    return [nbformat.v4.new_output("display_data", verdict._repr_mimebundle_())]
