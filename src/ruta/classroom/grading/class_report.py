"""The report on a class, as one page in one language: self-contained, without scripts, for the screen and for paper.

It is for the facilitator alone: it names pseudonyms where something is to be looked at. Everything from a notebook, a
class list or the name of a file passes through `html.escape`, and the page forbids itself to load or run anything.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ruta.classroom.class_results import ENOUGH, SMALLEST
from ruta.classroom.grading import alike, class_look, class_tables, people
from ruta.classroom.grading.class_figure import class_figure
from ruta.classroom.grading.class_measures import ExerciseResult, QuestionResult, exercise_result
from ruta.classroom.grading.read_again import Course
from ruta.classroom.grading.record import Graded, Record, Refused
from ruta.classroom.grading.words import mistake_text, question_title, said, say, stranger
from ruta.classroom.results_page import POLICY
from ruta.classroom.results_page import STYLE as RESULTS_STYLE
from ruta.classroom.results_tables import number
from ruta.figures import figure_html

STYLE = RESULTS_STYLE + (
    ".ruta-figure{break-inside:avoid}.ruta-figure img{min-width:36rem}.discuss li{margin:.5rem 0}"
    "tbody th{min-width:7rem;overflow-wrap:anywhere}.note h2{margin-top:.5rem}"
    "thead bdi{display:inline-block;min-width:5.5rem;overflow-wrap:anywhere}"
    "@media print{.exercise{break-before:page}.ruta-figure img,tbody th{min-width:0}th,td{padding:.1rem .25rem}}"
)
PICTURES = f"{POLICY}; img-src data:"
"""The page may show the pictures that it carries, and nothing else."""


def page(
    records: Sequence[Record],
    *,
    language: str,
    seconds: Mapping[str, float],
    groups: Mapping[str, str],
    course: Course,
) -> str:
    """Return the report on a class.

    Parameters
    ----------
    records
        Of every file that was handed in.
    language
        Language of the page, ``"en"`` or ``"es"``.
    seconds
        How long each notebook took, by file; those that are absent have no time.
    groups
        Group by pseudonym, from the class list; empty without one.
    course
        The lessons, for their titles.

    Returns
    -------
    str
        A whole HTML document. The same records give the same text.
    """
    graded = sorted((each for each in records if isinstance(each, Graded)), key=lambda each: each.file)
    refused = sorted((each for each in records if isinstance(each, Refused)), key=lambda each: each.file)
    title = said("report-title", language)
    counted = people.by_exercise(graded)
    by_key = {people.key(pseudonym): group for pseudonym, group in groups.items()}
    parts = [
        f"<h1>{title}</h1>",
        f"<p>{said('report-lead', language, graded=len(graded), refused=len(refused), exercises=len(counted))}</p>",
        _first(graded, language),
        *(_exercise(exercise_result(of_one), by_key, language, course) for of_one in counted.values()),
        class_look.to_look_at(graded, groups, language),
        class_look.of_files(graded, refused, seconds, language),
        class_look.section("limits", language, _list(("limit-room", "limit-method", "limit-group"), language)),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{PICTURES}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _first(graded: Sequence[Graded], language: str) -> str:
    bare = sum(not record.sandboxed for record in graded)
    keys = ("first-discuss", "first-look", "first-private")
    warning = f"<p><strong>{said('no-sandbox', language, count=bare)}</strong></p>" if bare else ""
    return (
        f'<section class="note" aria-labelledby="first"><h2 id="first">{said("first", language)}</h2>'
        f"{warning}{_list(keys, language)}</section>"
    )


def _exercise(result: ExerciseResult, groups: Mapping[str, str], language: str, course: Course) -> str:
    inner = [
        f"<h2>{escape(course.title(result.exercise, language))}</h2>",
        f"<p>{said('exercise-lead', language, exercise=result.exercise, persons=result.persons)}</p>",
        f"<h3>{said('discuss', language)}</h3>{_discuss(result, language)}",
        f"<h3>{said('questions', language)}</h3>",
        _figure(result, language),
        _reading(result, language),
        class_tables.question_table(result, language),
        f"<h3>{said('reliability', language)}</h3>{_reliability(result, language)}",
        f"<h3>{said('mistakes', language)}</h3>{class_tables.mistake_table(result, groups, language)}",
        f"<h3>{said('codes', language)}</h3>{class_tables.code_table(result, language)}",
        f"<h3>{said('hard-coded', language)}</h3>{_hard_coded(result, language)}",
        f"<h3>{said('alike', language)}</h3>{_alike(result, language)}",
    ]
    return f'<section class="exercise">{"".join(inner)}</section>'


def _figure(result: ExerciseResult, language: str) -> str:
    shown = class_figure(result, language)
    picture = figure_html(shown.figure, alt=shown.alt, caption=say("figure-caption", language))
    # The box scrolls on a narrow screen, so a keyboard must be able to reach it.
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{said("figure", language)}">{picture}</div>'


def _reading(result: ExerciseResult, language: str) -> str:
    """Return how to read the measures of the questions, or why one is not shown."""
    p = "reading-p" if result.persons >= SMALLEST else "small"
    d = "reading-d" if result.persons >= ENOUGH else "few"
    return f"<p>{said(p, language, least=SMALLEST)}</p><p>{said(d, language, enough=ENOUGH)}</p>"


def _discuss(result: ExerciseResult, language: str) -> str:
    found = result.to_discuss()
    if not found:
        return f"<p>{said('discuss-none', language)}</p>"
    items = "".join(
        f"<li><strong>{_named(result, question, language)}</strong> "
        f"({said('of', language, part=count, all=result.persons)})<br>"
        f"{escape(mistake_text(result.exercise, question.id, mistake, language))}</li>"
        for question, mistake, count in found
    )
    return f'<ol class="discuss">{items}</ol>'


def _reliability(result: ExerciseResult, language: str) -> str:
    if not math.isnan(result.kr20):
        values = {"value": number(result.kr20, 2), "persons": result.persons, "questions": len(result.questions)}
        return f"<p>{said('kr20', language, **values)}</p><p>{said('kr20-reading', language)}</p>"
    key = "kr20-few" if result.persons < ENOUGH else "kr20-none"
    return f"<p>{said(key, language, persons=result.persons, enough=ENOUGH)}</p>"


def _hard_coded(result: ExerciseResult, language: str) -> str:
    lines = []
    for question in result.questions:
        typed = [
            record
            for record, judged in zip(result.records, question.judged, strict=True)
            if judged.held and judged.hard_coded
        ]
        if typed:
            persons = ", ".join(stranger(record.pseudonym or record.file) for record in typed)
            lines.append(f"<li>{_named(result, question, language)}: {persons}</li>")
    if not lines:
        return f"<p>{said('hard-coded-none', language)}</p>"
    return f"<p>{said('hard-coded-lead', language)}</p><ul>{''.join(lines)}</ul>"


def _alike(result: ExerciseResult, language: str) -> str:
    found = alike.pairs(result.records)
    if not found:
        return f"<p>{said('alike-none', language)}</p>"
    table = class_tables.pair_table(result, found, language)
    return f"<p>{said('alike-lead', language)}</p>{table}<p>{said('alike-limits', language)}</p>"


def _named(result: ExerciseResult, question: QuestionResult, language: str) -> str:
    title = question_title(result.exercise, question.id, language)
    return said("question-named", language, number=question.number, title=title)


def _list(keys: Iterable[str], language: str) -> str:
    return f"<ul>{''.join(f'<li>{said(key, language)}</li>' for key in keys)}</ul>"
