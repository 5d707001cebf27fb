"""How many had answered by each day: with the unanswered kept in, and as it looks when they are dropped."""

import pandas as pd

from ruta import figures, messages
from ruta.early_warning.follow_up import answered_by, median_days

LAST_DAY = 40


def answer_figure(table: pd.DataFrame, *, language: str) -> figures.Shown:
    """Return the share answered by day as two staircases: all recommendations, and the answered ones alone.

    Parameters
    ----------
    table
        From `ruta.early_warning.follow_up.waits`.
    language
        Language of the labels.
    """
    answered = table[table["answered"]]
    kept, dropped = answered_by(table), answered_by(answered)
    figure, axes = figures.new_figure(7.0, 3.8)
    for steps, key, style, colour in (
        (kept, "kept", "-", figures.INK), (dropped, "dropped", "--", figures.RUST),
    ):  # fmt: skip
        days = [0.0, *steps.index, LAST_DAY]
        shares = [0.0, *(100 * steps["share"]), 100 * steps["share"].iloc[-1]]
        axes.step(days, shares, where="post", linestyle=style, color=colour, label=_text(key, language))
    axes.axhline(50, color="#8a8a8a", linewidth=0.8, linestyle=":")
    axes.set_xlim(0, LAST_DAY)
    axes.set_ylim(0, 104)
    axes.set_xlabel(_text("days", language))
    axes.set_ylabel(_text("share", language))
    axes.set_title(_text("title", language))
    axes.legend(loc="lower right", frameon=False)
    middle = median_days(table)
    values = {
        "all": len(table), "open": len(table) - len(answered), "final": f"{100 * kept['share'].iloc[-1]:.0f}",
        "median": f"{middle:.1f}" if middle == middle else _text("never", language),
        "short": f"{median_days(answered):.1f}",
    }  # fmt: skip
    return figures.Shown(figure=figure, alt=_text("alt", language, **values), text=_text("reading", language, **values))


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"alerting.answers.{key}", language=language, **params)
