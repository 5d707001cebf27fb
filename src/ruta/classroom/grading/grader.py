"""Grade one notebook: twice behind the wall, on the data that the trainee saw and on data that nobody could know."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ruta.classroom.grading.handed_in import Handed
from ruta.classroom.grading.judge import Answered
from ruta.classroom.grading.opened import Opened, Shelf
from ruta.classroom.grading.reach import reaches
from ruta.classroom.grading.record import LONGEST_ANSWER, Graded, Judged, Record, Refused
from ruta.classroom.grading.sandbox.client import Broken, Sandbox
from ruta.course import answer_source, grafting
from ruta.course.catalogue import Lesson
from ruta.course.grafting import Graft
from ruta.course.submission import ANSWER, CHECK
from ruta.errors import InputError

MOST_STOPS = 3
"""Answers that may stop a run; after them, what is left of the notebook counts as stopped too."""
TRIES = 4
"""Fresh seeds that are tried until the exercise's own solution holds on one."""
_STOPPED = {"time": "endless", "memory": "memory", "died": "died", "told": "died"}


@dataclass(frozen=True, kw_only=True)
class Grader:
    """Grades notebooks in one sandbox."""

    shelf: Shelf
    """The exercises."""
    sandbox: Sandbox
    """Where the answers run."""
    fresh_seed: int
    """From which the data of the second run are drawn."""

    def grade(self, handed: Handed) -> Record:
        """Grade one notebook; one whose parameters open no exercise is refused with the reason.

        Raises
        ------
        Broken
            Where the sandbox failed: nothing is known of the notebook then.
        """
        try:
            opened = self.shelf.open(handed.lesson, handed.parameters, self.sandbox)
            return self._graded(handed, opened)
        except Broken:
            raise
        except InputError as error:
            params = {name: str(value)[:200] for name, value in error.params.items()}
            return Refused(file=handed.file, pseudonym=handed.pseudonym, code=error.code, params=params)

    def _graded(self, handed: Handed, opened: Opened) -> Graded:
        seen = self._outcome(handed, opened)
        fresh = self._fresh(handed.lesson, opened)
        told = seen.questions
        # Only a computed answer that held can fail to follow the data: without one there is nothing to learn.
        if any(question.held and question.kind == "compute" for question in told):
            other = {question.id: question.held for question in self._outcome(handed, fresh).questions}
            told = tuple(
                replace(each, hard_coded=each.kind == "compute" and each.held and not other[each.id]) for each in told
            )
        country, seed = fresh.parameters["country"], fresh.parameters["seed"]
        return replace(seen, questions=told, fresh={"country": country, "seed": seed})

    def _fresh(self, lesson: Lesson, seen: Opened) -> Opened:
        """Open the exercise for another country and a seed that the trainee could not know."""
        error: InputError | None = None
        for parameters in fresh_parameters(lesson, seen.parameters, self.fresh_seed):
            try:
                return self.shelf.open(lesson, parameters, self.sandbox)
            except Broken:
                raise
            except InputError as refused:
                error = refused
        assert error is not None
        raise error

    def _outcome(self, handed: Handed, opened: Opened) -> Graded:
        graft = grafting.graft(opened.source, handed.submission, opened.parameters, own_cells=False)
        known = {cell.id for cell in graft.notebook.cells}
        questions = _judged(self._run(graft, opened), graft, opened, tuple(
            cell.source for cell in handed.submission.code_cells if cell.id not in known
        ))  # fmt: skip
        answers = [question.answer for question in questions]
        return Graded(
            file=handed.file, pseudonym=handed.pseudonym, sha256=handed.sha256, exercise=handed.lesson.id,
            parameters=opened.parameters, fresh={}, sandboxed=self.sandbox.walled, questions=tuple(questions),
            notes=graft.notes, reaches=tuple(sorted({name for answer in answers for name in reaches(answer)})),
        )  # fmt: skip

    def _run(self, graft: Graft, opened: Opened) -> dict[str, Answered]:
        """Run the answers; one that stops the run is silenced and the others run again."""
        stops: dict[str, str] = {}
        while True:
            told = self.sandbox.run(opened.job, graft.notebook)
            if not told.why:
                break
            question = graft.question_at(graft.index(told.stopped_at)) if told.stopped_at else ""
            if not question or question in stops:
                raise InputError("grading.cannot-run", exercise=opened.job.key)
            stops[question] = _STOPPED[told.why]
            if len(stops) > MOST_STOPS:
                rest = [each for each in grafting.questions(opened.source) if CHECK + each not in told.values]
                stops.update(dict.fromkeys(rest, stops[question]))
                break
            graft = graft.silenced(question)
        return {
            question: Answered(
                value=told.values.get(CHECK + question), error=told.errors.get(CHECK + question, ""),
                stopped=stops.get(question, ""),
            )
            for question in grafting.questions(opened.source)
        }  # fmt: skip


def _judged(told: dict[str, Answered], graft: Graft, opened: Opened, own: tuple[str, ...]) -> list[Judged]:
    sources = tuple(cell.source for cell in graft.notebook.cells if cell.cell_type == "code")
    found = []
    for question, answered in told.items():
        source, stub = str(graft.cell(ANSWER + question).source), opened.stubs[ANSWER + question]
        answer = "" if answer_source.same_code(source, stub) else source[:LONGEST_ANSWER]
        given = replace(answered, lacks=graft.lacks(question), answer=answer, sources=sources, own=own)
        found.append(opened.judge.judged(question, given))
    return found


def fresh_parameters(lesson: Lesson, seen: dict[str, Any], fresh_seed: int) -> Iterator[dict[str, Any]]:
    """Return candidates for the second run: the country after the one that was seen, and seeds from the class's own.

    Parameters
    ----------
    lesson
        The lesson, for its countries.
    seen
        Country, language and seed that the trainee saw.
    fresh_seed
        The class's own.
    """
    place = lesson.countries.index(seen["country"]) if seen["country"] in lesson.countries else -1
    country = lesson.countries[(place + 1) % len(lesson.countries)]
    for attempt in range(TRIES):
        digest = hashlib.sha256(f"{fresh_seed} {lesson.id} {attempt}".encode()).digest()
        yield {**seen, "country": country, "seed": int.from_bytes(digest[:4], "big") % 2**31}
