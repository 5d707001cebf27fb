"""Exercises opened for a country, language and seed, each once, and proven by their own solution before they judge."""

import threading
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from ruta.classroom.grading.judge import Judge, remembered
from ruta.classroom.grading.sandbox import client
from ruta.course import grafting, notebooks
from ruta.course.catalogue import Lesson
from ruta.course.paths import Tree
from ruta.course.submission import CHECK
from ruta.errors import InputError
from ruta.practice import registry
from ruta.practice.question import Params

Key = tuple[str, str, str, int]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An exercise for one country, language and seed."""

    source: NotebookNode
    """Its solution notebook."""
    judge: Judge
    """Judges its answers."""
    job: client.Job
    """What the sandbox needs."""

    @property
    def parameters(self) -> dict[str, Any]:
        """Return country, language and seed."""
        params = self.judge.params
        return {"country": params.country, "language": params.language, "seed": params.seed}

    @property
    def stubs(self) -> dict[str, str]:
        """Return what the course left in each answer cell."""
        return {cell.id: cell.source for cell in notebooks.tagged(self.source, "answer")}


@dataclass
class Shelf:
    """Opens exercises, and keeps them."""

    tree: Tree
    """The course."""
    _kept: dict[Key, "Opened | InputError"] = field(default_factory=dict)
    _locks: dict[Key, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, lesson: Lesson, parameters: dict[str, Any], sandbox: client.Sandbox) -> Opened:
        """Return an exercise for these parameters.

        Parameters
        ----------
        lesson
            Its lesson.
        parameters
            Country, language and seed.
        sandbox
            Where its solution is run, the first time.

        Raises
        ------
        InputError
            Where it cannot be opened, or its own solution does not hold on these data.
        """
        key = (lesson.id, parameters["country"], parameters["language"], parameters["seed"])
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._kept:
                try:
                    self._kept[key] = self._proven(lesson, parameters, sandbox)
                except InputError as error:
                    self._kept[key] = error
            found = self._kept[key]
        if isinstance(found, InputError):
            raise found
        return found

    def _proven(self, lesson: Lesson, parameters: dict[str, Any], sandbox: client.Sandbox) -> Opened:
        source = notebooks.read(self.tree.solution(lesson.id, parameters["language"]))
        params = Params(**parameters)
        exercise = registry.find(lesson.id)
        data = exercise.load(params)
        judge = Judge(exercise=remembered(exercise, data, params), data=data, params=params)
        solved = grafting.solved(source, parameters)
        job = client.Job(
            key=" ".join(map(str, (lesson.id, *parameters.values()))), head=client.head(solved), tables=data,
            parameters={},
            variables={CHECK + question.id: question.variable for question in exercise.questions},
        )  # fmt: skip
        opened = Opened(source=source, judge=judge, job=job)
        told = sandbox.run(job, solved)
        for question in _proven_by_solution(source):
            value = told.values.get(CHECK + question)
            if value is None or not judge.verdict(question, value).is_correct:
                raise InputError("grading.solution-fails", exercise=job.key, question=question)
        return opened


def _proven_by_solution(source: NotebookNode) -> list[str]:
    """Return the questions whose solution is computed from the data.

    The answer to a text that has to be read is taken by its solution from the questions themselves, which nothing in
    the sandbox can see.
    """
    borrowed = {cell.id.removeprefix("solution-") for cell in notebooks.tagged(source, "solution")
                if "ruta.practice" in cell.source}  # fmt: skip
    return [question for question in grafting.questions(source) if question not in borrowed]
