"""What a certificate says, in words: the same sentences for the credential, the page and the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from ruta import messages
from ruta.course.catalogue import Catalogue, Pillar
from ruta.errors import InputError

LANGUAGES = ("es", "en")
"""In this order where both stand in one text: most of the readers read Spanish."""
_BETWEEN = " / "
_LOCALES = {"es": "es_MX", "en": "en_GB"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """What was completed of one pillar."""

    pillar: Pillar
    """The pillar, with all of its lessons."""
    lessons: tuple[str, ...]
    """Ids of the lessons completed, in the order of the book."""
    whole: bool
    """Whether the pillar was named itself: then all lessons count, and its tests belong to it."""


def parts_of(modules: tuple[str, ...], *, catalogue: Catalogue, row: int) -> tuple[Part, ...]:
    """Return what some modules are, in the order of the book.

    Parameters
    ----------
    modules
        Ids of pillars (``statistics``) or of lessons (``statistics/01-who-is-counted``).
    catalogue
        Pillars and lessons of the course.
    row
        Row of the list, for the sentence of an error.

    Raises
    ------
    InputError
        Where the course has no such pillar or lesson.
    """
    known = {pillar.id for pillar in catalogue.pillars if pillar.lessons}
    lessons = {lesson.id for lesson in catalogue.lessons}
    for module in modules:
        if module not in known | lessons:
            raise InputError("certificate.module", row=row, found=module, expected=", ".join(sorted(known)))
    return tuple(_parts(set(modules), catalogue))


def _parts(named: set[str], catalogue: Catalogue) -> Iterator[Part]:
    for pillar in catalogue.pillars:
        whole = pillar.id in named
        lessons = tuple(lesson.id for lesson in pillar.lessons if whole or lesson.id in named)
        if lessons:
            yield Part(pillar=pillar, lessons=lessons, whole=whole)


def say(key: str, language: str, **params: object) -> str:
    """Return a text of the certificates."""
    return messages.text(f"certificate.{key}", language=language, **params)


def both(key: str, **params: object) -> str:
    """Return a text in both languages, one after the other."""
    return joined(*(say(key, language, **params) for language in LANGUAGES))


def joined(*texts: str) -> str:
    """Return the texts of all languages, in the order of `LANGUAGES`, as one."""
    return _BETWEEN.join(texts)


def one_of(text: str, language: str) -> str:
    """Return the part of a text from `joined` that is in a language; the whole text where it is no such text."""
    texts = text.split(_BETWEEN)
    return texts[LANGUAGES.index(language)] if len(texts) == len(LANGUAGES) else text


def title(parts: tuple[Part, ...], language: str) -> str:
    """Return what was completed as one line: the pillars, and how many lessons where it is not all of one."""
    return "; ".join(_pillar(part, language) for part in parts)


def _pillar(part: Part, language: str) -> str:
    name = part.pillar.title[language]
    if part.whole:
        return name
    return say("some-lessons", language, pillar=name, count=len(part.lessons), total=len(part.pillar.lessons))


def lessons(part: Part, language: str) -> list[str]:
    """Return the titles of the lessons of a part."""
    return [lesson.title[language] for lesson in part.pillar.lessons if lesson.id in part.lessons]


def tested(parts: tuple[Part, ...], language: str) -> str:
    """Return the sentence on the tests; empty where none belongs to what was completed."""
    names = [part.pillar.title[language] for part in parts if part.whole and part.pillar.tested]
    return say("tests", language, pillars="; ".join(names)) if names else ""


def day_text(day: date, language: str) -> str:
    """Return a day as a person writes it: "20 de noviembre de 2026"."""
    return format_date(day, "long", locale=_LOCALES[language])


def hours_text(hours: Decimal, language: str) -> str:
    """Return the sentence on the hours."""
    return say("hours-counted", language, hours=number(hours))


def number(hours: Decimal) -> str:
    """Return hours without zeros that say nothing: 16, 7.5."""
    return f"{hours.normalize():f}"


def criteria(parts: tuple[Part, ...], hours: Decimal, language: str) -> str:
    """Return what was needed, as one paragraph: lessons, tests, hours, and who decides."""
    named = [f"{part.pillar.title[language]}: {'; '.join(lessons(part, language))}." for part in parts]
    sentences = (say("needed", language), *named, tested(parts, language), hours_text(hours, language),
                 say("decides", language))  # fmt: skip
    return " ".join(filter(None, sentences))
