"""The terms of the course: one data file, and the two pages made from it."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from ruta.course.fields import Fields
from ruta.course.notebooks import write_text
from ruta.course.paths import Tree
from ruta.errors import InputError
from ruta.messages import LANGUAGES, text

GLOSSARY = Path("book/glossary.yml")
PAGE = "glossary"
PILLARS = ("statistics", "early-warning", "service-access")


@dataclass(frozen=True, kw_only=True)
class Term:
    """One concept, as each language names it."""

    id: str
    """Lower-case ASCII words joined by hyphens; the anchor of the term is ``term-<id>`` in both languages."""
    forms: dict[str, tuple[str, ...]]
    """The names in use, by language; the first one names the entry."""
    definition: dict[str, str]
    """One sentence, by language."""
    pillars: tuple[str, ...]
    """Pillars that use the term."""
    source: dict[str, str]
    """Whose definition or usage it follows, by language; empty where it is common use."""


def read(path: Path) -> tuple[Term, ...]:
    """Read and check a glossary file.

    Raises
    ------
    InputError
        Naming the file, the entry, what was found and what was expected: a field absent, blank or unknown, an id or
        a leading form used twice, an unknown pillar, a definition that is not one sentence.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise InputError("course.catalogue-not-yaml", file=path, line=line) from error
    terms = tuple(_term(entry) for entry in Fields(path.name, "", {"terms": content}).entries("terms"))
    _refuse_repeats(path.name, [term.id for term in terms])
    for language in LANGUAGES:
        _refuse_repeats(path.name, [term.forms[language][0] for term in terms])
    return terms


def _term(entry: Fields) -> Term:
    entry.only("id", *LANGUAGES, "definition", "pillars", "source")
    definition = entry.both_languages("definition")
    for sentence in definition.values():
        if not sentence.endswith("."):
            raise entry.wrong("definition", found=sentence, expected='"… ."')
    pillars = entry.words("pillars")
    for pillar in pillars:
        if pillar not in PILLARS:
            raise entry.wrong("pillars", found=pillar, expected=", ".join(PILLARS))
    forms = {language: tuple(form.strip() for form in entry.text(language).split(" / ")) for language in LANGUAGES}
    source = entry.both_languages("source") if "source" in entry.content else {}
    return Term(id=entry.slug("id"), forms=forms, definition=definition, pillars=pillars, source=source)


def _refuse_repeats(file: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError("glossary.twice", file=file, name=name)


def collation_key(name: str, language: str) -> str:
    """Return what a name is sorted by: accents do not count, and in Spanish Ñ is a letter of its own after N."""
    letters = unicodedata.normalize("NFC", name.lower())
    if language == "es":
        letters = letters.replace("ñ", "n~")  # "~" comes after "z"
    return "".join(mark for mark in unicodedata.normalize("NFD", letters) if not unicodedata.combining(mark))


def in_order(terms: tuple[Term, ...], language: str) -> list[Term]:
    """Return the terms in the alphabetical order of a language."""
    return sorted(terms, key=lambda term: collation_key(term.forms[language][0], language))


def initial(name: str, language: str) -> str:
    """Return the letter under which a name stands: A for *ámbito*, Ñ for *ñame*."""
    key = collation_key(name, language)
    return "Ñ" if key.startswith("n~") else key[0].upper()


def render(terms: tuple[Term, ...], language: str) -> str:
    """Return the glossary page of a language: one section a letter, one anchored paragraph a term."""
    blocks = [f"# {text('glossary.title', language=language)}", text("glossary.about", language=language)]
    for letter, group in groupby(in_order(terms, language), lambda term: initial(term.forms[language][0], language)):
        blocks.append(f"## {letter}")
        blocks.extend(_entry(term, language) for term in group)
    # `ruta_generated` tells the comparison of the two languages that both pages come from one source.
    front = f"---\nruta_generated: true\n---\n\n{text('glossary.made', language=language)}"
    return "\n\n".join([front, *blocks]) + "\n"


def _entry(term: Term, language: str) -> str:
    other = next(each for each in LANGUAGES if each != language)
    first, *more = term.forms[language]
    name = f"**{first}**" + "".join(f", {form}" for form in more)
    # A screen reader changes voice at `lang`; Markdown has no mark for it.
    translation = f'<span lang="{other}">{", ".join(term.forms[other])}</span>'
    lines = [f"(term-{term.id})=", f"{name} ({text('glossary.other', language=language)}: {translation})\\"]
    source = f" *{text('glossary.source', language=language)}: {term.source[language]}.*" if term.source else ""
    return "\n".join([*lines, term.definition[language] + source])


def page_paths(root: Path) -> dict[str, Path]:
    """Return the file of the page in each language."""
    return {language: Tree(root).page(PAGE, language) for language in LANGUAGES}


def write(root: Path) -> list[Path]:
    """Write both pages from the glossary file of a course; return those that changed."""
    terms = read(root / GLOSSARY)
    return [path for language, path in page_paths(root).items() if write_text(path, render(terms, language))]


def stale(root: Path) -> list[Path]:
    """Return the pages that are absent or differ from the glossary file."""
    terms = read(root / GLOSSARY)
    return [
        path
        for language, path in page_paths(root).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != render(terms, language)
    ]


def is_current(root: Path) -> bool:
    """Tell whether both pages are as the glossary file makes them."""
    return not stale(root)
