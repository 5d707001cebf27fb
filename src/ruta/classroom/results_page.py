"""The results of a workshop as one page: self-contained, without scripts, for the screen and for paper.

Everything that came from a file, the name of the folder included, passes through `html.escape`; the page also forbids
itself, by its content security policy, to load or run anything at all.
"""

import math
from collections.abc import Iterable, Mapping
from html import escape

from ruta import messages
from ruta.classroom import results_tables as tables
from ruta.classroom import summary
from ruta.classroom.class_results import ENOUGH, FEW, SMALLEST, ChangeResult, FormResult
from ruta.classroom.gain import band
from ruta.classroom.workshop import Group, Workshop
from ruta.practice.pillar_test import FORMS

STYLE = (
    ":root{color-scheme:light}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;"
    "color:#1a1a1a;background:#fff}h2{margin-top:2.5rem;border-bottom:2px solid #1a1a1a}h3{margin-top:2rem}"
    ".note{border:2px solid #1a1a1a;padding:.25rem 1rem}.scroll{overflow-x:auto}"
    "table{border-collapse:collapse;margin:1rem 0;width:100%}caption{text-align:left;font-weight:bold;padding:.25rem 0}"
    "th,td{border:1px solid #595959;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "thead th{background:#eee}tbody th{font-weight:normal}.n{text-align:right;white-space:nowrap}svg{display:block}"
    ".before{fill:#fff;stroke:#1a1a1a}.after{fill:#1f5673;stroke:#1a1a1a}.end{stroke:#595959}li,p,td{overflow-wrap:anywhere}"
    "@media print{body{max-width:none;padding:0;font-size:10pt}h2,h3{break-after:avoid}tr,.note{break-inside:avoid}"
    "thead{display:table-header-group}.scroll{overflow:visible}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(workshop: Workshop, *, language: str, pillars: Mapping[str, str], lessons: Mapping[str, str]) -> str:
    """Return the page of a workshop.

    Parameters
    ----------
    workshop
        The answers, as read.
    language
        Language of the page, ``"en"`` or ``"es"``.
    pillars, lessons
        Titles by id in that language, the pillars in the order of the book; an id without a title stands for itself.

    Returns
    -------
    str
        A whole HTML document. It holds no time and no random number: the same answers give the same bytes.
    """
    title = tables.said("title", language, name=workshop.name)
    order = list(pillars)

    def place(group: Group) -> int:
        return order.index(group.test.pillar) if group.test.pillar in order else len(order)

    parts = [
        f"<h1>{title}</h1>",
        f"<p>{tables.said('lead', language)}</p>",
        _first(language),
        *(_group(group, language, pillars, lessons) for group in sorted(workshop.groups, key=place)),
        _section("limits", language, _list(("limit-forms", "limit-cause", "limit-office", "limit-room"), language)),
        _files(workshop, language),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _first(language: str) -> str:
    keys = ("first-groups", "first-small", "first-share", "first-delete")
    return (
        f'<section class="note" aria-labelledby="first"><h2 id="first">{tables.said("first", language)}</h2>'
        f"{_list(keys, language, least=SMALLEST)}</section>"
    )


def _group(group: Group, language: str, pillars: Mapping[str, str], lessons: Mapping[str, str]) -> str:
    forms = {form: summary.form_result(group, form) for form in FORMS}
    change = summary.change_result(group)
    pillar = group.test.pillar
    return "\n".join([
        f"<h2>{escape(pillars.get(pillar, pillar))}</h2>",
        f"<p>{tables.said('counts', language, matched=change.persons, **{f: r.persons for f, r in forms.items()})}</p>",
        f"<h3>{tables.said('change', language)}</h3>",
        _change(change, language, questions=len(group.test.before)),
        f"<h3>{tables.said('lessons', language)}</h3>",
        _or_too_few(forms, tables.lesson_table(forms, lessons, language), language),
        f"<h3>{tables.said('mistakes', language)}</h3>",
        _or_too_few(forms, tables.mistake_table(forms, lessons, language), language),
        *(_questions(result, lessons, language) for result in forms.values() if result.persons),
        f"<h3>{tables.said('reliability', language)}</h3>",
        _reliability(forms.values(), language),
    ])  # fmt: skip


def _change(found: ChangeResult, language: str, *, questions: int) -> str:
    if found.persons < SMALLEST:
        return f"<p>{tables.said('change-too-few', language, least=SMALLEST, found=found.persons)}</p>"
    parts = [tables.change_table(found, language, questions=questions)]
    # An interval without width lies on one side of zero only where the mean does.
    sign = "up" if found.change.low > 0 else "down" if found.change.high < 0 else "unclear"
    parts.append(f"<p>{tables.said(f'change-{sign}', language)}</p>")
    parts.append(f"<p>{tables.said(f'band-{band(found.class_gain)}', language)}</p>")
    if found.persons < FEW:
        parts.append(f"<p><strong>{tables.said('change-few', language, few=FEW)}</strong></p>")
    return "".join(parts)


def _or_too_few(forms: Mapping[str, FormResult], table: str, language: str) -> str:
    if any(result.items for result in forms.values()):
        return table
    return f"<p>{tables.said('too-few', language, least=SMALLEST)}</p>"


def _questions(result: FormResult, lessons: Mapping[str, str], language: str) -> str:
    heading = f"<h3>{tables.said(f'questions-{result.form}', language)}</h3>"
    if not result.items:
        return f"{heading}<p>{tables.said('too-few', language, least=SMALLEST)}</p>"
    few = result.persons < ENOUGH
    why = f"<p>{tables.said('no-discrimination', language, enough=ENOUGH)}</p>" if few else ""
    return f"{heading}{why}{tables.question_table(result, lessons, language)}"


def _reliability(forms: Iterable[FormResult], language: str) -> str:
    parts = []
    for result in forms:
        if not math.isnan(result.kr20):
            code = f"kr20-{result.form}"
        elif result.persons:
            code = f"kr20-few-{result.form}" if result.persons < ENOUGH else f"kr20-none-{result.form}"
        else:
            continue
        values = {"value": tables.number(result.kr20, 2), "persons": result.persons, "enough": ENOUGH}
        parts.append(f"<li>{tables.said(code, language, **values)}</li>")
    return f"<ul>{''.join(parts)}</ul><p>{tables.said('kr20-reading', language)}</p>"


def _files(workshop: Workshop, language: str) -> str:
    if not workshop.refused and not workshop.warnings:
        return _section("files", language, f"<p>{tables.said('files-all', language)}</p>")
    parts = []
    for key, errors in (("files-refused", workshop.refused), ("files-warnings", workshop.warnings)):
        if errors:
            sentences = "".join(f"<li>{escape(error.sentence(language))}</li>" for error in errors)
            parts.append(f"<p>{tables.said(key, language)}</p><ul>{sentences}</ul>")
    return _section("files", language, "".join(parts))


def _section(key: str, language: str, inner: str) -> str:
    return f"<section><h2>{tables.said(key, language)}</h2>{inner}</section>"


def _list(keys: Iterable[str], language: str, **params: object) -> str:
    said = (messages.text(f"results-page.{key}", language=language, **params) for key in keys)
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in said)}</ul>"
