"""A plan as a table: one line for each thing that takes place, with how sure its dates are."""

import html
from collections.abc import Iterable

import pandas as pd

from ruta.exchange import plan_words as words
from ruta.exchange.plan import Entry, Plan
from ruta.exchange.plan_words import say

# On a telephone the first columns are seen without scrolling.
COLUMNS = ("order", "what", "when", "certainty", "modality", "block")


def plan_table(plan: Plan, *, language: str) -> pd.DataFrame:
    """Return a plan as a table.

    Parameters
    ----------
    plan
        From `ruta.exchange.plan`.
    language
        Language of headings and cells.

    Returns
    -------
    pandas.DataFrame
        One row a line of the plan, all cells text: place in the order, what, when, how sure, kind of activity, part.
        An order or a date that is not known says so.
    """
    headings = [say(f"column-{name}", language) for name in COLUMNS]
    return pd.DataFrame([_cells(line, language) for line in plan.lines()], columns=headings)


def table_html(plan: Plan, *, language: str) -> str:
    """Return the table as HTML with a caption and headings of rows and columns; every text of the plan is escaped."""
    table = plan_table(plan, language=language)
    head = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in table.columns)
    lines = []
    for cells in table.itertuples(index=False, name=None):
        order, what, *rest = (html.escape(str(cell)) for cell in cells)
        others = "".join(f"<td>{cell}</td>" for cell in rest)
        lines.append(f'<tr><td>{order}</td><th scope="row">{what}</th>{others}</tr>')
    caption = html.escape(words.title(plan, language))
    return (
        f'<table class="table ruta-plan"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _cells(line: list[Entry], language: str) -> list[str]:
    first = line[0]
    orders = sorted({entry.order for entry in line if entry.order})
    return [
        ", ".join(map(str, orders)) or say("order-unknown", language),
        first.title(language),
        ", ".join(words.when(entry, language) for entry in line),
        _once(words.certainty(entry.certainty, language) for entry in line),
        _once(words.modality(entry.modality, language) for entry in line),
        words.block(first.block, language),
    ]


def _once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
