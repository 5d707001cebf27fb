"""The pieces of a report as HTML: headings, paragraphs, lists, tables and figures, every text escaped."""

import html
import re
from collections.abc import Iterable, Sequence

from ruta.figures import Shown, figure_html

MIME = "text/html"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def heading(text: str, level: int = 2) -> str:
    """Return a heading; those of the second level carry an id by which the contents of the page find them."""
    place = f' id="{slug(text)}"' if level == 2 else ""
    return f"<h{level}{place}>{html.escape(text)}</h{level}>"


def slug(text: str) -> str:
    """Return the id of a heading: its letters and digits, joined by hyphens."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def paragraph(text: str, *, kind: str = "") -> str:
    """Return a paragraph; ``kind`` is its class."""
    named = f' class="{kind}"' if kind else ""
    return f"<p{named}>{html.escape(text)}</p>"


def listing(texts: Iterable[str]) -> str:
    """Return a list of sentences."""
    return f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in texts)}</ul>"


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, notes: Sequence[str] = (), words: int = 1
) -> str:
    """Return a table with its caption, and the lines that belong under it.

    Parameters
    ----------
    columns
        Headings, the first one that of the names of the rows.
    rows
        Cells as they are to be read, as many as there are columns. The first names its row.
    caption
        What the table shows: of whom, where, when.
    notes
        Lines under the table: source and date, rules.
    words
        How many columns from the left hold words; the others hold numbers and stand to the right.
    """
    head = "".join(_cell("th", name, place, words, ' scope="col"') for place, name in enumerate(columns))
    body = "".join(f"<tr>{_row(row, words)}</tr>" for row in rows)
    below = "".join(paragraph(note, kind="source") for note in notes)
    # The box can be reached by the keyboard, so that a wide table can be moved without a mouse.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{html.escape(caption, quote=True)}"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{below}"
    )


def _row(row: Sequence[str], words: int) -> str:
    first = _cell("th", row[0], 0, words, ' scope="row"')
    return first + "".join(_cell("td", text, place, words) for place, text in enumerate(row[1:], start=1))


def _cell(tag: str, text: str, place: int, words: int, more: str = "") -> str:
    # A day is not broken at its hyphens.
    kind = ("d" if _DAY.fullmatch(text) else "") if place < words else "n"
    side = f' class="{kind}"' if kind else ""
    return f"<{tag}{more}{side}>{html.escape(text)}</{tag}>"


def figure(shown: Shown, *, note: str) -> str:
    """Return a figure with its reading and the line of its source as caption."""
    return figure_html(shown.figure, alt=shown.alt, caption=f"{shown.text} {note}".strip())


def show(*pieces: str) -> None:
    """Display pieces in a notebook, as one output that the page of the report takes over."""
    from IPython.display import display

    whole = "\n".join(pieces)
    text = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r'alt="([^"]*)"[^>]*>', r">[\1] ", whole))))
    display({MIME: whole, "text/plain": text.strip()}, raw=True)
