"""A trainee's feedback as a notebook of text alone: no code cell, no output, no trust asked for.

What comes from the trainee stands between fences that are longer than any run of backquotes or tildes in it, so that
nothing in it can end the fence and become Markdown or HTML.
"""

import re
import textwrap

from ruta.classroom.grading.feedback import TO_THE_SITE, Feedback, Told
from ruta.course import notebooks

WIDTH = 90
"""Characters of a line of fenced prose: a fence does not wrap."""
_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>&$#|~!{}^@=]|:(?=//))")


def notebook(feedback: Feedback) -> str:
    """Return a trainee's feedback as a notebook of format 4; the same feedback gives the same text."""
    head = [f"# {escaped(feedback.title)}"]
    if feedback.pseudonym:
        head.append(fenced(feedback.pseudonym))
    head += [escaped(feedback.about), f"**{escaped(feedback.sum)}**", escaped(feedback.word("feedback-lead"))]
    cells = [_cell("feedback", head)]
    cells += [_cell(f"question-{told.number}", _question(told, feedback)) for told in feedback.told]
    cells.append(_cell("links", [escaped(feedback.word("links"))]))
    return notebooks.as_text(notebooks.from_cells(cells))


def _question(told: Told, feedback: Feedback) -> list[str]:
    parts = [f"## {told.number}. {escaped(told.title)}", f"**{escaped(told.word)}**"]
    if told.verdict:
        parts.append(fenced("\n".join(textwrap.wrap(told.verdict, WIDTH))))
    if told.typed:
        parts.append(escaped(told.typed))
    if told.again:
        again = told.again
        key = "again-section" if again.section else "again-lesson"
        words = escaped(feedback.word(key, lesson=again.lesson, section=again.section))
        parts.append(f"{escaped(feedback.word('again'))} [{words}](<{TO_THE_SITE}{again.path}>)")
        if again.outcome:
            parts.append(escaped(feedback.word("again-outcome", outcome=again.outcome)))
    if told.answer:
        parts += [escaped(feedback.word("answer")), fenced(told.answer)]
    return parts


def fenced(text: str) -> str:
    """Return a text as a fenced block that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def escaped(text: str) -> str:
    """Return a text of ours on one line, in which no sign means anything to Markdown."""
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))


def _cell(cell_id: str, parts: list[str]) -> dict[str, object]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": "\n\n".join(parts)}
