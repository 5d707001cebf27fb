"""A trainee's feedback as a page: self-contained, without scripts, for the screen and for paper.

Everything passes through `html.escape`; and the page forbids itself, by its content security policy, to load or run
anything at all.
"""

from html import escape

from ruta.classroom.grading.feedback import TO_THE_SITE, Feedback, Told
from ruta.classroom.grading.read_again import Place
from ruta.classroom.results_page import POLICY

STYLE = (
    ":root{color-scheme:light}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;"
    "color:#1a1a1a;background:#fff;overflow-wrap:anywhere}h1{font-size:1.6rem}h2{font-size:1.2rem;margin:0}"
    "article{border:1px solid #767676;border-inline-start:6px solid #767676;padding:.5rem 1rem;margin:1rem 0}"
    ".right,.typed{border-inline-start-color:#1a1a1a}.not-yet{border-inline-start-style:double}"
    ".word{font-weight:bold;margin:.25rem 0}.again,.note{background:#f2f2f2;padding:.25rem .75rem}"
    "pre{border:1px solid #767676;padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere;direction:ltr}"
    "a{color:#0b4f79}summary{cursor:pointer}"
    "@media print{body{max-width:none;padding:0;font-size:10pt}article{break-inside:avoid-page}h2{break-after:avoid}}"
)


def page(feedback: Feedback) -> str:
    """Return the page of a trainee's feedback, a whole HTML document; the same feedback gives the same text."""
    title = escape(feedback.title)
    named = f"<p><bdi>{escape(feedback.pseudonym)}</bdi></p>" if feedback.pseudonym else ""
    questions = "\n".join(_question(each, feedback) for each in feedback.told)
    return (
        f'<!DOCTYPE html>\n<html lang="{feedback.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n"
        f"<h1>{title}</h1>\n{named}<p>{escape(feedback.about)}</p>\n<p><strong>{escape(feedback.sum)}</strong></p>\n"
        f"<p>{escape(feedback.word('feedback-lead'))}</p>\n{questions}\n"
        f'<p class="note">{escape(feedback.word("links"))}</p>\n</main></body></html>\n'
    )


def _question(told: Told, feedback: Feedback) -> str:
    name = f"question-{told.number}"
    parts = [
        f'<h2 id="{name}">{told.number}. {escape(told.title)}</h2>',
        f'<p class="word">{escape(told.word)}</p>',
        f"<p>{escape(told.verdict)}</p>" if told.verdict else "",
        f"<p>{escape(told.typed)}</p>" if told.typed else "",
        _again(told.again, feedback) if told.again else "",
        _answer(told.answer, feedback) if told.answer else "",
    ]
    return f'<article class="{told.state}" aria-labelledby="{name}">{"".join(parts)}</article>'


def _again(again: Place, feedback: Feedback) -> str:
    key = "again-section" if again.section else "again-lesson"
    words = feedback.word(key, lesson=again.lesson, section=again.section)
    link = f'<a href="{escape(TO_THE_SITE + again.path, quote=True)}">{escape(words)}</a>'
    outcome = f"<br>{escape(feedback.word('again-outcome', outcome=again.outcome))}" if again.outcome else ""
    return f'<p class="again">{escape(feedback.word("again"))} {link}{outcome}</p>'


def _answer(answer: str, feedback: Feedback) -> str:
    # Not folded away: what is folded is not on paper.
    return f"<p>{escape(feedback.word('answer'))}</p><pre><code>{escape(answer)}</code></pre>"
