"""Formulas as MathML, made when the book is built: no script, no font from elsewhere, read aloud by screen readers."""

import html

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def formula(latex: str, *, display: str) -> str:
    """Return a formula as a ``<math>`` element that carries its LaTeX as a text alternative.

    Parameters
    ----------
    latex
        The formula, without dollars.
    display
        ``"inline"`` or ``"block"``.
    """
    markup = str(convert(latex, display=display))
    return markup.replace("<math ", f'<math aria-label="{html.escape(latex, quote=True)}" ', 1)


def _inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(formula(node.astext(), display="inline"))
    raise nodes.SkipNode


def _block(translator: HTML5Translator, node: nodes.math_block) -> None:
    # One line of LaTeX a formula; an environment of several is one formula too.
    translator.body.append(f'<div class="math">{formula(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer under the name ``mathml``."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
