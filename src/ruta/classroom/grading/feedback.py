"""What one trainee is told about one notebook, before it becomes a page or a notebook."""

from dataclasses import dataclass

from ruta.classroom.grading.read_again import Course, Place
from ruta.classroom.grading.record import Graded
from ruta.classroom.grading.words import country, many_lines, one_line, question_title, say, state

SIGNS = {"right": "✓", "typed": "✓", "open": "○", "not-yet": "✗"}
"""Sign of each state; the word stands beside it."""
TO_THE_SITE = "../../../"
"""From the folder of a feedback page up to the folder in which ``feedback`` lies."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of one question; every text as it is, not yet safe for any format."""

    number: int
    """Its place in the exercise, from 1."""
    title: str
    """Its title."""
    state: str
    """``right``, ``typed``, ``open`` or ``not-yet``."""
    word: str
    """The state in words, with its sign."""
    verdict: str
    """What the check says, on one line; may quote the trainee."""
    typed: str
    """What is said of an answer that is right and typed in; empty for any other."""
    answer: str
    """What the trainee wrote; empty for nothing."""
    again: Place | None
    """Where to read again; none where the answer holds."""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What is told of one notebook."""

    language: str
    """The trainee's."""
    title: str
    """Heading of the whole."""
    pseudonym: str
    """Who handed it in, on one line."""
    about: str
    """Country and seed of the data."""
    sum: str
    """How many questions hold."""
    told: tuple[Told, ...]
    """Its questions, in their order."""

    def word(self, key: str, **params: object) -> str:
        """Return a text of the reports in the trainee's language."""
        return say(key, self.language, **params)


def feedback(record: Graded, course: Course) -> Feedback:
    """Return what a trainee is told about a notebook, in the language of the notebook."""
    language = str(record.parameters["language"])
    questions = []
    for number, judged in enumerate(record.questions, start=1):
        became = state(judged)
        questions.append(
            Told(
                number=number,
                title=question_title(record.exercise, judged.id, language),
                state=became,
                word=f"{SIGNS[became]} {say(f'state-{became}', language)}",
                verdict=one_line(judged.text.lstrip("✓✗○ "), longest=2_000),
                typed=say("typed", language) if became == "typed" else "",
                answer=many_lines(judged.answer).strip("\n"),
                again=None if judged.held else course.place(record.exercise, judged.id, language),
            )
        )
    return Feedback(
        language=language,
        title=say("feedback-title", language, lesson=course.title(record.exercise, language)),
        pseudonym=one_line(record.pseudonym),
        about=say("about", language, country=country(record.parameters, language), seed=record.parameters["seed"]),
        sum=say("sum", language, right=record.right, all=len(record.questions)),
        told=tuple(questions),
    )
