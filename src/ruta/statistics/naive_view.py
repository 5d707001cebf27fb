"""What shorter rules would publish, as bars: found rightly, added wrongly, left out."""

from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SKY, Shown, new_figure

PARTS = ("left_out", "both", "added")


def rule_name(rule: str, *, language: str) -> str:
    """Return the name of the decision table (``table``) or of a shorter rule."""
    return messages.text(f"classification.naive.{rule}", language=language)


def rivals(comparison: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw, for each rule, whom it counts and whom it leaves out, against the decision table.

    To the left of zero: people whom the table counts and the rule leaves out. To the right: first those whom both
    count, then those whom only the rule counts.

    Parameters
    ----------
    comparison
        As returned by `ruta.statistics.naive.compare`.
    title
        Whose population it is.
    language
        Language of the labels and of the text alternative.
    """
    names = [rule_name(str(rule), language=language) for rule in comparison.index]
    part = {key: messages.text(f"classification.part.{key}", language=language) for key in PARTS}
    rows = range(len(comparison))
    figure, axes = new_figure(7.0, 0.55 * len(comparison) + 1.7)
    looks: tuple[tuple[str, pd.Series, pd.Series | int, dict[str, Any]], ...] = (
        ("left_out", -comparison["left_out"], 0, {"facecolor": "white", "hatch": "////"}),
        ("both", comparison["both"], 0, {"facecolor": SKY}),
        ("added", comparison["added"], comparison["both"], {"facecolor": RUST, "hatch": ".."}),
    )
    for key, width, left, look in looks:
        axes.barh(rows, width, left=left, height=0.6, edgecolor=INK, label=part[key], **look)
    for row, (left_out, both, added) in enumerate(comparison[list(PARTS)].itertuples(index=False, name=None)):
        for text, end, shift, side in (
            (f"{left_out:,}", -left_out, -5, "right"),
            (f"{both:,} + {added:,}", both + added, 5, "left"),
        ):
            axes.annotate(text, (end, row), xytext=(shift, 0), textcoords="offset points", va="center", ha=side)
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(rows, names)
    axes.invert_yaxis()
    # Bars pin the axis to their ends unless told otherwise, and the numbers beside them would be cut.
    axes.use_sticky_edges = False
    axes.margins(x=0.28)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):,.0f}")
    axes.set_xlabel(messages.text("classification.axis-persons", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    said = []
    for label, (left_out, both, added) in zip(names, comparison[list(PARTS)].itertuples(index=False), strict=True):
        said.append(f"{label}: {part['both']} {both:,}, {part['added']} {added:,}, {part['left_out']} {left_out:,}")
    alt = messages.text("classification.alt-groups", language=language, title=title, values="; ".join(said))
    return Shown(figure=figure, alt=alt)
