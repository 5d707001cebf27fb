"""What became of each question of a notebook that was run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ruta import messages
from ruta.course import answer_source, execution, submission, verdicts
from ruta.course.grafting import Graft

_UNDEFINED = re.compile(r"NameError: name '(\w+)' is not defined")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one question."""

    question: str
    """Its id."""
    held: bool
    """Whether the answer is right and nbval agrees."""
    code: str
    """Rung of the ladder, or ``raises``, ``exits``, ``endless``, ``died``, ``no-verdict``, ``differs``."""
    reason: str
    """Name of the misconception, kind of error; often empty."""
    text: str
    """The verdict in the trainee's language."""
    answer: str = ""
    """Source of the answer cell; empty where it is missing or was left as it was."""
    undefined: str = ""
    """The name at which the answer stops and that no cell defines; empty where it stops at none."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A trainee's answers, before and after they ran."""

    given: Graft
    """With all the answers."""
    ran: Graft
    """With outputs, and without the answers that stopped the run."""
    stops: dict[str, str]
    """Of the questions whose answer stopped the run: ``endless`` or ``died``."""
    agreed: dict[str, bool]
    """Of each check cell, whether nbval found what the reference gave."""
    sources: tuple[str, ...]
    """Every code cell that the trainee handed in, and those of the course that ran."""
    stubs: dict[str, str]
    """Of each answer cell, what the course left in it."""
    language: str
    """The trainee's."""

    def outcome(self, question: str) -> Outcome:
        """Return what became of one question."""
        code, reason, text, undefined = self._judged(question)
        return Outcome(
            question=question, held=code == "correct", code=code, reason=reason, text=text, undefined=undefined,
            answer=self._answer(question),
        )  # fmt: skip

    def _answer(self, question: str) -> str:
        cell_id = submission.ANSWER + question
        source = str(self.given.cell(cell_id).source)
        return "" if answer_source.same_code(source, self.stubs[cell_id]) else source

    def _judged(self, question: str) -> tuple[str, str, str, str]:
        """Return code, reason, text and the name that is not defined."""
        check = self.ran.cell(submission.CHECK + question)
        found = verdicts.verdict(check)
        agrees = self.agreed.get(check.id, False)
        error = execution.first_error(self.ran.cell(submission.ANSWER + question))
        if question in self.stops:
            return self.stops[question], "", self._say(self.stops[question]), ""
        if error and not (found and found.code == "correct" and agrees):
            return self._stopped(error)
        if found is None:
            return "no-verdict", "", self._say("no-verdict", error=execution.first_error(check) or "-"), ""
        if found.code == "correct" and not agrees:
            return "differs", "", self._say("differs"), ""
        if found.code == "missing" and self.given.lacks(question):
            return found.code, found.reason, self._say("missing"), ""
        return found.code, found.reason, found.text, ""

    def _stopped(self, error: str) -> tuple[str, str, str, str]:
        kind = error.partition(":")[0]
        if kind == "SystemExit":
            return "exits", kind, self._say("exits"), ""
        name = undefined(error, self.sources)
        said = self._say("undefined", name=name) if name else self._say("raises", error=error)
        return "raises", kind, said, name

    def _say(self, key: str, **params: object) -> str:
        return messages.text(f"course.check.{key}", language=self.language, **params)


def undefined(error: str, sources: Iterable[str]) -> str:
    """Return the name that an error found undefined, where no cell defines it; else nothing."""
    found = _UNDEFINED.match(error)
    return "" if found is None or answer_source.defines(sources, found[1]) else found[1]
