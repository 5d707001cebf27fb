"""The plan of a visit and the form of its review as one page to print: no address, no script, nothing to download."""

import html
from collections.abc import Iterable, Mapping

import pandas as pd

from ruta.exchange import after_action, visits
from ruta.messages import text

STYLE = (
    ".ruta-visit{font:11pt/1.35 sans-serif;color:#1b1b1b;background:#fff;max-width:48em}"
    # The theme's own colours are meant for its own background.
    ".ruta-visit :is(h3,h4,p,li,th,td){color:inherit}"
    ".ruta-visit table{border-collapse:collapse;width:100%;margin:.6em 0;table-layout:fixed}"
    ".ruta-visit th,.ruta-visit td{border:1px solid #555;padding:.3em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere;white-space:normal}"
    ".ruta-visit .empty td{height:3.2em}"
    ".ruta-visit .asked th:nth-child(1){width:22%}.ruta-visit .asked th:nth-child(2){width:40%}"
    "@media print{.ruta-visit .review{break-before:page}.ruta-visit tr{break-inside:avoid}}"
)
EMPTY_ROWS = 5


def page(plan: Mapping[str, str], asked: pd.DataFrame, *, practice: str, language: str) -> str:
    """Return the page: the plan, the questions with room for answers, the rules, and an empty review.

    Parameters
    ----------
    plan
        Item of `ruta.exchange.visits.PLAN` and what is agreed; a blank one leaves room to write.
    asked
        The questions of the visit.
    practice
        Name of the practice, in the language of the page.
    language
        Language of the page.
    """
    said = {"practice": practice, **{item: plan.get(item, "") for item in visits.PLAN if item != "practice"}}
    items = [(_say(f"field-{item}", language), value) for item, value in said.items()]
    rows = [
        (_say(f"role-{line['asked_of']}", language), line["question"], "")
        for line in asked.to_dict("records")
        if line["asked_of"] not in visits.NOT_ASKED and line["own_story"] == "no"
    ]
    heads = [_say(f"page-{name}", language) for name in ("role", "question", "answer")]
    columns = [_say(f"column-{name}", language) for name in after_action.COLUMNS]
    rules = "".join(f"<li>{html.escape(_say(f'rule-{number}', language))}</li>" for number in range(1, 7))
    parts = (
        f"<h3>{html.escape(_say('page-title', language))}</h3>",
        _table([_say("page-item", language), _say("page-agreed", language)], items),
        f"<h4>{html.escape(_say('page-rules', language))}</h4><ol>{rules}</ol>",
        f"<h4>{html.escape(_say('page-questions', language))}</h4>",
        _table(heads, rows, kind="asked"),
        f'<h4 class="review">{html.escape(_say("page-review", language))}</h4>',
        _table(columns, [[""] * len(columns)] * EMPTY_ROWS, kind="empty"),
        f"<p>{html.escape(_say('page-note', language))}</p>",
    )
    return f'<style>{STYLE}</style><div class="ruta-visit" lang="{language}">{"".join(parts)}</div>'


def _say(code: str, language: str) -> str:
    return text(f"practices.{code}", language=language)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], *, kind: str = "filled") -> str:
    top = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="{kind}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
