"""The one-page brief: a table, a chart, three sentences and the notes without which no figure goes out.

The page is plain HTML that opens anywhere, prints on one sheet and can be read aloud by a screen reader: the table has
headings, the picture has its text, a hidden cell has a letter and not a colour.
"""

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from ruta import messages
from ruta.statistics.disclosure import TOTAL, Protected
from ruta.statistics.exports import HIDDEN_MARK

STYLE = (
    "body{font-family:sans-serif;max-width:46em;margin:1em auto;padding:0 1em;line-height:1.35}"
    "table{border-collapse:collapse;font-size:.85em}td,th{border:1px solid #999;padding:.1em .5em;text-align:right}"
    "th{text-align:left}caption{text-align:left}"
)


def table_html(protected: Protected, *, names: Mapping[str, str], caption: str, language: str) -> str:
    """Return a protected table as an HTML table with ``c`` in its hidden cells and the meaning of the marks under it.

    Parameters
    ----------
    protected
        From `ruta.statistics.disclosure.protect`.
    names
        What columns and rows are called, by label; a label without a name stands for itself.
    caption
        What the table shows, with its reference date and source.
    language
        Language of the marks.
    """
    called = {TOTAL: messages.text("release.total", language=language), **names}
    heads = [messages.text("release.rows", language=language)]
    heads += [called.get(str(name), str(name)) for name in protected.table.columns]
    top = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in heads)
    lines = [f"<tr>{top}</tr>"]
    for label, row in protected.table.iterrows():
        cells = "".join(f"<td>{HIDDEN_MARK if pd.isna(value) else f'{int(value):,}'}</td>" for value in row)
        lines.append(f'<tr><th scope="row">{html.escape(called.get(str(label), str(label)))}</th>{cells}</tr>')
    marks = "; ".join(messages.text(f"release.note-{mark}", language=language) for mark in ("hidden", "zero"))
    said = f"<caption>{html.escape(caption)}</caption>"
    return f"<table>{said}{''.join(lines)}</table><p>{html.escape(marks)}.</p>"


def brief_html(
    *, title: str, sentences: Sequence[str], table: str, picture: str, notes: Sequence[str], language: str
) -> str:
    """Return the body of the brief.

    Parameters
    ----------
    title
        What it is about, with place and reference date.
    sentences
        What the figures say; each can be read alone.
    table
        From `table_html`.
    picture
        From `ruta.figures.figure_html`.
    notes
        Definition, source, threshold, what is not in the figures, whom to ask.
    language
        Language of the heading of the notes.
    """
    said = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    small = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    heading = messages.text("release.notes", language=language)
    return f"<h3>{html.escape(title)}</h3>{said}{table}{picture}<h4>{heading}</h4><ul>{small}</ul>"


def page(body: str, *, title: str, language: str) -> str:
    """Return the brief as a whole HTML page, to save and send.

    Parameters
    ----------
    body
        From `brief_html`.
    title
        Title of the window.
    language
        Language of the text, which a screen reader needs.
    """
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>\n"
    )
