"""Terms of the glossary as lessons link to them, and whether a Spanish link says what the glossary says."""

import re
import unicodedata

from ruta.course import glossary
from ruta.course.paths import Tree

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]*)#term-([a-z0-9-]+)\)")
# Small words between the words of a term: "sistema (de) alerta temprana" is the same term.
JOINING = frozenset(("de", "del", "la", "el", "los", "las", "a", "al", "en", "y", "por", "para"))


def forms(tree: Tree, language: str) -> dict[str, tuple[str, ...]]:
    """Return the accepted forms of each term in a language by its id; empty where the book has no glossary yet."""
    path = tree.root / glossary.GLOSSARY
    return {term.id: term.forms[language] for term in glossary.read(path)} if path.is_file() else {}


def links(markdown: str) -> list[tuple[str, str]]:
    """Return the links of a text to the glossary: id of the term and words of the link."""
    return [(term, words) for words, _, term in LINK.findall(markdown)]


def renders(words: str, forms: tuple[str, ...]) -> bool:
    """Tell whether the words of a link are one of the accepted forms, in any number or gender."""
    given = _stems(words)
    return any(_contains(given, _stems(form)) for form in forms)


def _stems(words: str) -> list[str]:
    # A form such as "personas desplazadas internamente (PDI)" is also right without its acronym.
    plain = re.sub(r"\([^)]*\)", " ", words)
    plain = unicodedata.normalize("NFD", plain.lower() if plain.strip() else words.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in JOINING]
    return [_stem(word) for word in found]


def _stem(word: str) -> str:
    for ending in ("es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] in "aeo" else word


def _contains(given: list[str], form: list[str]) -> bool:
    width = len(form)
    return any(given[start : start + width] == form for start in range(len(given) - width + 1)) if form else False
