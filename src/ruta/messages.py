"""Every sentence that a person reads from the code, looked up by a stable id and a language.

The ids are of the form ``domain.key``; a domain is one gettext catalogue in ``locale/<language>/LC_MESSAGES``.
English is a translation like any other, so that no language is the fallback of another and a gap is an error.
"""

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "es")
"""English, whose pages and notebooks are the source, and those that have a folder of their own beside it."""
TRANSLATIONS = LANGUAGES[1:]
DEFAULT_LANGUAGE = "es"
LOCALE = Path(__file__).parent / "locale"


class MissingMessage(LookupError):
    """An id has no text in a language: a mistake of ours, never of the reader."""


def current_language() -> str:
    """Return the reader's language: ``RUTA_LANGUAGE`` where it names one of ours, else Spanish."""
    language = os.environ.get("RUTA_LANGUAGE", DEFAULT_LANGUAGE)
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


@cache
def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    try:
        return gettext.translation(domain, localedir=LOCALE, languages=[language])
    except FileNotFoundError as error:
        raise MissingMessage(f"no compiled catalogue {domain!r} in {language!r}: run python hatch_build.py") from error


def has(code: str, *, language: str) -> bool:
    """Tell whether an id has a text in a language."""
    domain = code.partition(".")[0]
    try:
        return _catalogue(domain, language).gettext(code) != code
    except MissingMessage:
        return False


def text(code: str, *, language: str, **params: object) -> str:
    """Return the text of an id in a language, with its placeholders filled.

    Parameters
    ----------
    code
        Stable id, ``domain.key``.
    language
        ``"en"`` or ``"es"``.
    params
        Values of the placeholders of the text, in the manner of ``str.format``.

    Raises
    ------
    MissingMessage
        Where the id has no text in that language.
    """
    found = _catalogue(code.partition(".")[0], language).gettext(code)
    if found == code:
        raise MissingMessage(f"{code!r} has no text in {language!r}")
    return found.format(**params) if params else found


def say(code: str, **params: object) -> str:
    """Return the text of an id in the reader's own language; as `text` for the rest."""
    return text(code, language=current_language(), **params)
