"""A certificate as a page to print: one sheet of A4, in one language, with the credential inside it.

The page has no script and no picture, and forbids itself to load anything. Everything from the list passes through
`html.escape`.
"""

import json
from html import escape

from ruta.classroom import certificate_words as words
from ruta.classroom.certificate import Certificate
from ruta.classroom.certificate_words import say

BLOCK = "application/vc"
"""Type of the block that holds the credential (W3C, *Verifiable Credentials Data Model v2.0*, section 6.3)."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = (
    "@page{size:A4;margin:12mm}:root{color-scheme:light}"
    "body{font:1rem/1.45 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}"
    "main{border:3px double #1f5673;padding:1.2em 1.6em}h1{font-size:1.6em;margin:0 0 .8em;color:#1f5673}"
    "h2{font-size:1em;margin:1.1em 0 .2em}p{margin:.3em 0}.who{font-size:1.5em;font-weight:bold;margin:.5em 0}"
    ".what{font-size:1.15em;font-weight:bold}.note{border-top:1px solid #595959;margin-top:1.2em;padding-top:.6em}"
    ".small,.lessons{font-size:.85em}code{font-size:.85em}*{overflow-wrap:anywhere}"
    "@media print{body{max-width:none;padding:0;font-size:10pt}nav{display:none}}"
)


def page(certificate: Certificate, *, language: str, other: str, file: str) -> str:
    """Return the page of a certificate.

    Parameters
    ----------
    certificate
        From `ruta.classroom.certificate.issue`.
    language
        Language of the page, ``"en"`` or ``"es"``.
    other
        Name of the file of the page in the other language.
    file
        Name of the file of this page, for the line that says how to check it.

    Returns
    -------
    str
        A whole HTML document; the same certificate gives the same bytes.
    """
    completion, issuer = certificate.completion, certificate.issuer
    title = escape(say("title", language))
    dates = [_line("day", language, words.day_text(completion.day, language))]
    if completion.until:
        dates.append(_line("valid-until", language, words.day_text(completion.until, language)))
    body = (
        f'<nav lang="{_not(language)}"><p><a href="{escape(other, quote=True)}">{_in(_not(language))}</a></p></nav>\n'
        f"<main><h1>{title}</h1>\n<p>{escape(say('states', language))}</p>\n"
        f'<p class="who">{escape(completion.person)}</p>\n<p>{escape(say("has-completed", language))}</p>\n'
        f'<p class="what">{escape(words.title(certificate.parts, language))}</p>\n'
        f"{''.join(dates)}{_line('hours', language, words.number(completion.hours))}"
        f"{_line('issuer', language, issuer.name)}\n{_needed(certificate, language)}\n"
        f'<p class="note">{escape(say("independent", language))}</p>\n{_how(certificate, language, file)}</main>\n'
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}: {escape(completion.person)}</title><style>{STYLE}</style></head>\n"
        f'<body>{body}<script type="{BLOCK}">{block(certificate)}</script></body></html>\n'
    )


def block(certificate: Certificate) -> str:
    """Return the credential as JSON that can stand inside HTML: no sign in it begins or ends a tag."""
    return json.dumps(certificate.credential, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


def _needed(certificate: Certificate, language: str) -> str:
    parts = "".join(
        f"<p><b>{escape(part.pillar.title[language])}:</b> {escape('; '.join(words.lessons(part, language)))}.</p>"
        for part in certificate.parts
    )
    said = (words.tested(certificate.parts, language), say("decides", language))
    rest = " ".join(escape(sentence) for sentence in said if sentence)
    return f'<h2>{escape(say("needed", language))}</h2><div class="lessons">{parts}<p>{rest}</p></div>'


def _how(certificate: Certificate, language: str, file: str) -> str:
    command = f"<code>ruta certificate verify {escape(file)} --issuer issuer.json</code>"
    return (
        f"<h2>{escape(say('how', language))}</h2>"
        f'<p class="small">{escape(say("how-text", language))} {command}</p>'
        f'<p class="small">{escape(say("number", language))} <code>{escape(certificate.id)}</code></p>'
    )


def _line(key: str, language: str, value: str) -> str:
    return f"<p>{escape(say(key, language))} <b>{escape(value)}</b></p>"


def _not(language: str) -> str:
    return next(each for each in words.LANGUAGES if each != language)


def _in(language: str) -> str:
    return escape(say("this-language", language))
