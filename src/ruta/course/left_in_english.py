"""Find what was left in English in a Spanish text, by the small words that no sentence does without."""

import re
from collections.abc import Iterator

# Words that are frequent in one language and no word of the other. Left out on purpose: "a", "no", "has", "he",
# "sin", "son", "me", "once", "come", which are words of both.
_ENGLISH = (
    "the of and to in is are was were that this these those it its for with on as by from at be been not or which "
    "who whom what when where why how each every than then there their they them you your we our can may must "
    "should would will do does did have had into only but if because between after before without more most less "
    "an any all both same other such"
)
_SPANISH = (
    "el la los las un una unos unas de del al y o u que en es son fue era para por con como se su sus lo le les "
    "más menos pero si cuando donde quien cual cada entre sobre desde hasta ya está están ser hay esta este esto "
    "estos estas ese esa eso usted ustedes sin no ni también muy qué cómo cuál cuánto después antes porque todo "
    "toda todos todas otro otra"
)
ENGLISH = frozenset(_ENGLISH.split())
SPANISH = frozenset(_SPANISH.split())
SHORTEST = 5
FEWEST = 3

_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_ROLE = re.compile(r"\{[\w:-]+\}")
_TARGET = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+")
_QUOTED = re.compile(r"\*[^*\n]+\*|_[^_\n]+_")
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")


def passages(markdown: str) -> Iterator[str]:
    """Yield the English passages of a Spanish text, one paragraph, list item or table row at a time.

    Code, formulas, addresses and what stands in italics (titles of works) are set aside. A passage without a blank in
    it is a name (``early-warning/01-what-an-ewrs-is``), not a sentence.
    """
    plain = _QUOTED.sub(" ", _TARGET.sub("]", _ROLE.sub(" ", _MATH.sub(" ", _CODE.sub(" ", markdown)))))
    for passage in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+|#]|\d+\.)\s?)", plain):
        if len(passage.split()) > 1 and is_english(passage):
            yield " ".join(passage.split())


def is_english(text: str) -> bool:
    """Tell whether a text reads as English: small words of English in it, and more of them than of Spanish."""
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in ENGLISH for word in words)
    spanish = sum(word in SPANISH for word in words)
    return len(words) >= SHORTEST and english >= FEWEST and english > spanish


def has_prose(text: str) -> bool:
    """Tell whether a text has enough words of its own that a translation of it must differ."""
    plain = _TARGET.sub("]", _ROLE.sub(" ", _MATH.sub(" ", _CODE.sub(" ", text))))
    words = [word.lower() for word in _WORD.findall(plain)]
    return len(words) >= SHORTEST and any(word in ENGLISH for word in words)
