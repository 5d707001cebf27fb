"""Figures with a text alternative, readable in greyscale, the same in JupyterLab, on the page and in the browser."""

import base64
import html
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruta import messages, own_data

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Dark, middle and light stay apart when printed in grey; line styles say the same thing a second time.
INK, RUST, SKY, SAND = "#1b1b1b", "#7a2b00", "#3a7299", "#a88f55"
STYLE = {
    "axes.prop_cycle": f"cycler(color=['{INK}', '{RUST}', '{SKY}', '{SAND}'], linestyle=['-', '--', '-.', ':'])",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "figure.facecolor": "white",
    "font.size": 10,
    "legend.frameon": False,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a control shows: a figure, its text alternative and one line that reads it."""

    figure: "Figure"
    """The picture."""
    alt: str
    """What a person who cannot see the picture needs to know."""
    text: str = ""
    """The reading of the figure, under it."""


def new_figure(width: float = 7.0, height: float = 4.0) -> "tuple[Figure, Axes]":
    """Return an empty figure and its axes in the course's style.

    Parameters
    ----------
    width, height
        Size in inches; 7 by 4 fills a column of the book and is still legible on a telephone.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        return figure, figure.subplots()


def synthetic_note(language: str) -> str:
    """Return the sentence that stands beside every figure of synthetic data.

    Where a lesson runs on an office's own data it says that instead: it must never call them invented.
    """
    if own_data.folder() is not None:
        return messages.text("own.note", language=language)
    return messages.text("figures.synthetic", language=language)


def real_note(language: str) -> str:
    """Return the sentence that stands beside a figure of real data, with their source and release."""
    return messages.text("figures.real", language=language)


def figure_html(figure: "Figure", *, alt: str, caption: str = "") -> str:
    """Return a figure as HTML that carries its picture and its text alternative.

    Parameters
    ----------
    figure
        The picture.
    alt
        Text alternative.
    caption
        Line under the figure; empty for none.
    """
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=110)
    data = base64.b64encode(picture.getvalue()).decode()
    below = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    return (
        '<figure class="ruta-figure" style="margin:0.5em 0">'
        f'<img src="data:image/png;base64,{data}" alt="{html.escape(alt, quote=True)}" '
        'style="max-width:100%;height:auto;background:#fff">'
        f"{below}</figure>"
    )


def show(figure: "Figure", *, alt: str, caption: str = "") -> None:
    """Display a figure in a notebook with its text alternative and a caption.

    Parameters
    ----------
    figure
        The picture, from `new_figure`.
    alt
        What a person who cannot see the picture needs to know, in the reader's language.
    caption
        Line under the figure; for synthetic data, `synthetic_note`.
    """
    from IPython.display import display

    bundle = {"text/html": figure_html(figure, alt=alt, caption=caption), "text/plain": f"[{alt}] {caption}".strip()}
    display(bundle, raw=True)
