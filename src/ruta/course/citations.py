"""A Sphinx extension: citations and bibliography in the language of the book.

sphinxcontrib-bibtex writes "and" between two authors whatever the language. Sphinx's catalogues do not reach that word,
so the styles are made here, once the language is known. Choose them with ``bibtex_reference_style = "ruta"`` and
``bibtex_default_style = "ruta"``.
"""

from dataclasses import dataclass, field

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.template import Node, names, sentence
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

AND = {"en": " and ", "es": " y "}


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")")


def register_styles(_app: Sphinx, config: Config) -> None:
    """Make both styles for the language of the book."""
    between = AND.get(config.language, AND["en"])

    @dataclass
    class ReferenceStyle(AuthorYearReferenceStyle):
        """In the text: (Kaplan and Meier, 1958)."""

        bracket_textual: BracketStyle = field(default_factory=_round)
        bracket_parenthetical: BracketStyle = field(default_factory=_round)
        person: PersonStyle = field(default_factory=lambda: PersonStyle(sep2=between, last_sep=between))

    class BibliographyStyle(PlainStyle):
        """In the list: by author, all authors named."""

        def format_names(self, role: str, as_sentence: bool = True) -> Node:
            listed = names(role, sep=", ", sep2=between, last_sep=between)
            finished: Node = sentence[listed] if as_sentence else listed
            return finished

    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", "ruta", ReferenceStyle)
    pybtex.plugin.register_plugin("pybtex.style.formatting", "ruta", BibliographyStyle)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("config-inited", register_styles, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
