"""What an exercise notebook uses: open an exercise, check an answer, ask for a hint, see how far one is."""

import html
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from ruta import messages
from ruta.practice import registry
from ruta.practice.answers import Choice, Number
from ruta.practice.checking import MISSING, check
from ruta.practice.progress import Progress
from ruta.practice.question import HINTS, Params, Question
from ruta.practice.verdict import Verdict


class Page:
    """Something to display that is text where there is no HTML."""

    def __init__(self, text: str, markup: str) -> None:
        self.text = text
        self.markup = markup

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/html": self.markup, "text/plain": self.text}


class OpenExercise:
    """An exercise opened for one country, language and seed.

    Parameters
    ----------
    exercise_id
        ``<pillar>/<lesson>``.
    params
        Country, seed and language.
    """

    def __init__(self, exercise_id: str, params: Params) -> None:
        self.spec = registry.find(exercise_id)
        self.params = params
        # Two copies: what a trainee does to theirs must not change what an answer is compared with.
        self._pristine = self.spec.load(params)
        self.data: dict[str, pd.DataFrame] = {name: frame.copy() for name, frame in self._pristine.items()}
        self._progress = Progress.open(exercise_id, Path.cwd())

    def verdict(self, question_id: str, answer: object) -> Verdict:
        """Judge an answer and remember the verdict."""
        verdict = check(self.spec, question_id, answer, data=self._pristine, params=self.params)
        self._progress.note_verdict(verdict)
        return verdict

    def check(self, question_id: str, answer: object = MISSING) -> Verdict:
        """Judge the answer to a question and show the verdict.

        Parameters
        ----------
        question_id
            Which question.
        answer
            The answer; without it, the variable of the question is looked up in the notebook.

        Returns
        -------
        Verdict
            Displayed by the notebook. A blank answer to a question of one letter or one number also shows a form.
        """
        question = self.spec.question(question_id)
        if answer is MISSING:
            # The caller is the notebook itself, so its variables are those of the cell above.
            answer = sys._getframe(1).f_globals.get(question.variable, MISSING)
        verdict = self.verdict(question_id, answer)
        if verdict.code in ("blank", "missing") and isinstance(question.answer, Choice | Number):
            from ruta.practice.widgets import answer_form

            answer_form(self, question)
        return verdict

    def hint(self, question_id: str, number: int | None = None) -> Page | None:
        """Offer the hints of a question, one after the other; none of them gives the answer.

        Without a number a button is shown, so that running all cells of a notebook gives nothing away.

        Parameters
        ----------
        question_id
            Which question.
        number
            Show the hints up to this one at once, where no button can be shown.

        Returns
        -------
        Page or None
            The hints, where a number was given.
        """
        question = self.spec.question(question_id)
        if number is not None:
            return self.hints(question, number)
        from ruta.practice.widgets import hint_button

        hint_button(self, question)
        return None

    def hints(self, question: Question, number: int) -> Page:
        """Return the first so many hints of a question, and remember that they were seen."""
        shown = min(max(number, 1), HINTS)
        self._progress.note_hints(question.id, shown)
        lines = [self._text(f"{question.id}.hint-{place}") for place in range(1, shown + 1)]
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        text = "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
        return Page(text, f'<div role="status" class="ruta-hint"><ol>{items}</ol></div>')

    def progress(self) -> Page:
        """Show, question by question, what was answered and how many hints were used."""
        language = self.params.language
        rows: list[tuple[str, ...]] = []
        right = 0
        for question in self.spec.questions:
            record = self._progress.of(question.id)
            state = messages.text(f"practice.headline.{record.code or 'blank'}", language=language)
            right += record.code == "correct"
            rows.append((self._text(f"{question.id}.title"), state, str(record.attempts), str(record.hints)))
        summary = messages.text("practice.progress", language=language, right=right, all=len(rows))
        if not self._progress.kept:
            summary += " " + messages.text("practice.progress-not-kept", language=language)
        return _table(summary, self._columns(), rows)

    def _columns(self) -> list[str]:
        names = ("question", "state", "attempts", "hints")
        return [messages.text(f"practice.column.{name}", language=self.params.language) for name in names]

    def _text(self, key: str) -> str:
        return messages.text(f"{self.spec.domain}.{key}", language=self.params.language)


def start(exercise_id: str, *, country: str, language: str, seed: int) -> OpenExercise:
    """Open an exercise.

    Parameters
    ----------
    exercise_id
        ``<pillar>/<lesson>``, such as ``service-access/03-waiting``.
    country
        ISO 3166-1 alpha-3 code, one of `ruta.datasets.COUNTRIES`.
    language
        ``"en"`` or ``"es"``.
    seed
        Seed of the synthetic country.

    Raises
    ------
    InputError
        For an exercise, country, language or seed that does not exist.
    """
    return OpenExercise(exercise_id, Params(country=country, seed=seed, language=language))


def _table(summary: str, columns: list[str], rows: list[tuple[str, ...]]) -> Page:
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    markup = (
        f'<div role="status" class="ruta-progress"><p>{html.escape(summary)}</p>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    text = "\n".join([summary, *(" | ".join(row) for row in [tuple(columns), *rows])])
    return Page(text, markup)
