"""The control of the lesson on comparing countries: two cards, eight conditions, a verdict, the tempting number."""

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from ruta.errors import InputError
from ruta.exchange import comparing
from ruta.exchange.comparing_view import SIGNS
from ruta.figures import INK, RUST, Shown, new_figure
from ruta.messages import text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


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


def _drawn(sheet: pd.DataFrame, names: list[str], language: str) -> "Figure":
    """Draw the sheet narrow, so that it can be read on a telephone: the condition above, its two cells below."""
    figure, axes = new_figure(5.4, 1.0)
    axes.set_axis_off()
    at = _two(axes, 0.0, [_fold(name) for name in names], bold=True) + 0.5
    for name, row in sheet.iterrows():
        found = row["found"]
        axes.axhline(at, color="#bbbbbb", linewidth=0.8)
        colour = RUST if found == comparing.DIFFERENT else INK
        head = f"{SIGNS[found]}  {_say(f'condition-{name}', language)}"
        axes.text(0, at + 0.25, head, va="top", fontsize=9.5, fontweight="bold", color=colour)
        at = _two(axes, at + 1.35, [_fold(str(cell)) or _say("blank", language) for cell in row.iloc[:2]]) + 0.25
    axes.set(xlim=(0, 100), ylim=(at, 0))
    figure.set_figheight(0.185 * at + 0.1)
    return figure


def _two(axes: "Axes", at: float, cells: list[str], *, bold: bool = False) -> float:
    """Write two cells beside each other; return where the longer one ends."""
    for left, cell in zip((0, 51), cells, strict=True):
        weight = "bold" if bold else "normal"
        axes.text(left, at, cell, va="top", fontsize=9.5, fontweight=weight, linespacing=1.15)
    return at + 1.0 + max(cell.count("\n") for cell in cells)


def _fold(words: str) -> str:
    return "\n".join(textwrap.wrap(words, 31))
