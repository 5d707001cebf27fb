"""The control of the lesson on comparing countries: two cards, eight conditions, a verdict, the tempting number."""

import textwrap

import pandas as pd

from ruta.errors import InputError
from ruta.exchange import comparing
from ruta.exchange.comparing_view import SIGNS
from ruta.figures import INK, RUST, Shown, new_figure
from ruta.messages import text


def _say(key: str, language: str, **params: object) -> str:
    return text(f"comparing.{key}", language=language, **params)


def conditions(names: list[str], language: str) -> str:
    """Return conditions in words, joined by commas."""
    return ", ".join(_say(f"condition-{name}", language) for name in names)


def caption(sheet: pd.DataFrame, *, language: str) -> str:
    """Return the line that belongs beneath a chart of these figures; empty where everything is stated.

    Parameters
    ----------
    sheet
        From `ruta.exchange.comparing.compare`.
    language
        Language of the sentence.

    Raises
    ------
    InputError
        Where the figures may not share a chart.
    """
    if comparing.verdict(sheet) == comparing.APART:
        raise InputError("comparing.no-chart", different=conditions(comparing.reasons(sheet), language))
    silent = comparing.reasons(sheet, comparing.NOT_STATED)
    return _say("caption", language, silent=conditions(silent, language)) if silent else ""


def note(sheet: pd.DataFrame, *, language: str) -> str:
    """Return the verdict as a sentence: in one chart, in one chart with a note, or not.

    Parameters
    ----------
    sheet
        From `ruta.exchange.comparing.compare`.
    language
        Language of the sentence.
    """
    different = conditions(comparing.reasons(sheet), language)
    silent = conditions(comparing.reasons(sheet, comparing.NOT_STATED), language)
    return _say(f"verdict-{comparing.verdict(sheet)}", language, different=different, silent=silent)


def two_cards(cards: pd.DataFrame, *, language: str, first: str, second: str) -> Shown:
    """Show the sheet of two figures, its verdict, and the multiple that a hurried note would publish.

    Parameters
    ----------
    cards
        From `ruta.exchange.cards.cards`.
    language
        Language of the labels.
    first, second
        Names of two cards, as in the column ``name``.

    Raises
    ------
    InputError
        Where a name is unknown, and where both are the same card.
    """
    if first == second:
        raise InputError("comparing.twice", found=first)
    for name in (first, second):
        if name not in set(cards["name"]):
            raise InputError("comparing.unknown-card", found=name, expected=", ".join(cards["name"]))
    pair = pd.concat([cards[cards["name"] == name] for name in (first, second)])
    sheet = comparing.compare(pair)
    figure = _drawn(sheet, [first, second], language)
    values = pair["value"].tolist()
    tempting = _say("tempting", language, first=first, second=second, one=_number(values[0]), other=_number(values[1]),
                    times=f"{max(values) / min(values):,.1f}" if min(values) > 0 else "-")  # fmt: skip
    lines = [
        _say("row-said", language, condition=_say(f"condition-{name}", language),
             found=_say(f"found-{row['found']}", language),
             one=row.iloc[0] or _say("blank", language), other=row.iloc[1] or _say("blank", language))
        for name, row in sheet.iterrows()
    ]  # fmt: skip
    alt = _say("sheet-alt", language, first=first, second=second, rows=" ".join(lines))
    return Shown(figure=figure, alt=alt, text=f"{note(sheet, language=language)} {tempting}")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _drawn(sheet: pd.DataFrame, names: list[str], language: str):  # type: ignore[no-untyped-def]
    cells = [[_fold(str(cell)) or _say("blank", language) for cell in row[:2]] for row in sheet.to_numpy().tolist()]
    tall = [max(cell.count("\n") for cell in row) + 1.6 for row in cells]
    heads = [_fold(name) for name in names]
    top = max(head.count("\n") for head in heads) + 2.0
    figure, axes = new_figure(7.0, 0.19 * (sum(tall) + top) + 0.1)
    axes.set_axis_off()
    axes.set(xlim=(0, 100), ylim=(sum(tall) + top, 0))
    for left, head in zip((27, 64), heads, strict=True):
        axes.text(left, 0.2, head, va="top", fontweight="bold", fontsize=9.5)
    at = top
    for name, found, row, height in zip(sheet.index, sheet["found"], cells, tall, strict=True):
        axes.axhline(at - 0.4, color="#bbbbbb", linewidth=0.8)
        colour = RUST if found == comparing.DIFFERENT else INK
        axes.text(0, at, SIGNS[found], va="top", fontsize=12, fontweight="bold", color=colour)
        axes.text(5, at, _say(f"condition-{name}", language), va="top", fontsize=9.5)
        for left, cell in zip((27, 64), row, strict=True):
            axes.text(left, at, cell, va="top", fontsize=9.5, linespacing=1.15)
        at += height
    return figure


def _fold(words: str) -> str:
    return "\n".join(textwrap.wrap(words, 34))
