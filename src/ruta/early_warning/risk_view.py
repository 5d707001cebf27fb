"""Figures of a ranking of places: how far each rank may move, and how it moves when weights do."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from ruta import figures, messages
from ruta.early_warning.risk_index import aggregate
from ruta.early_warning.risk_ranks import ranks

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def rank_ranges(table: pd.DataFrame, *, first: int, language: str) -> figures.Shown:
    """Return the declared rank of each place with the ranks between which 90 of 100 draws lie.

    Parameters
    ----------
    table
        From `ruta.early_warning.risk_ranks.summary`, in the order of the declared rank.
    first
        Number of places that can be served: a line is drawn after it.
    language
        Language of the labels and the text alternative.
    """
    figure, axes = figures.new_figure(7.0, 4.6)
    rows = range(len(table))
    axes.hlines(rows, table["best"], table["worst"], color=figures.SAND, linewidth=2, label=_text("all", language))
    axes.hlines(rows, table["low"], table["high"], color=figures.SKY, linewidth=7, label=_text("most", language))
    axes.plot(table["rank"], rows, "o", color=figures.INK, markersize=6, label=_text("declared", language))
    for row, share in zip(rows, table["among_first"], strict=True):
        axes.text(len(table) + 0.7, row, f"{share:.0%}", va="center", ha="left", fontsize=9)
    axes.text(len(table) + 0.7, -0.9, _text("among", language, first=first), va="center", ha="left", fontsize=8)
    axes.axvline(first + 0.5, color=figures.RUST, linestyle="--", linewidth=1)
    axes.set_yticks(list(rows), list(table.index), fontsize=9)
    axes.set_ylim(len(table) - 0.5, -1.3)
    axes.set_xlim(0.5, len(table) + 2.2)
    axes.set_xticks(range(1, len(table) + 1))
    axes.set_xlabel(_text("rank", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.13), ncols=3, fontsize=8, frameon=False)
    listed = "; ".join(
        _text(
            "alt-place", language, place=place, rank=row.rank, low=f"{row.low:.0f}", high=f"{row.high:.0f}",
            share=f"{row.among_first:.0%}",
        )
        for place, row in zip(table.index, table.itertuples(), strict=True)
    )  # fmt: skip
    return figures.Shown(figure=figure, alt=_text("alt-ranges", language, first=first, places=listed))


def weights_view(
    threat: int,
    vulnerability: int,
    capacity: int,
    mean: str,
    *,
    scores: pd.DataFrame,
    dimensions: Mapping[str, Sequence[str]],
    first: int,
    language: str,
) -> figures.Shown:
    """Return how ranks move from equal weights and the arithmetic mean to the weights and the mean that are chosen.

    Parameters
    ----------
    threat, vulnerability, capacity
        Points given to each dimension, from 0; only their proportions count. All zero counts as equal.
    mean
        ``"arithmetic"`` or ``"geometric"`` (zeros shifted).
    scores
        Places down, indicators across, from 0 to 10, high meaning more risk.
    dimensions
        Indicators of ``threat``, ``vulnerability`` and ``capacity``.
    first
        Number of places that can be served.
    language
        Language of the figure, its alternative and its reading.
    """
    points = {"threat": threat, "vulnerability": vulnerability, "capacity": capacity}
    weights = spread(points, dimensions)
    before = ranks(aggregate(scores, weights=spread(dict.fromkeys(dimensions, 1), dimensions)))
    after = ranks(aggregate(scores, weights=weights, mean=mean, zero="shift"))
    figure, axes = figures.new_figure(7.0, 4.6)
    _slopes(axes, before, after, first)
    axes.set_xticks([0, 1], [_text("before", language), _text("after", language)])
    share = {name: sum(weights[one] for one in dimensions[name]) for name in dimensions}
    axes.set_title(_text("title", language, mean=_text(mean, language), **{k: f"{v:.0%}" for k, v in share.items()}))
    moved = (after - before).abs()
    values = {
        "first": first,
        "now": ", ".join(_first(after, first)),
        "before": ", ".join(_first(before, first)),
        "moved": int((moved > 0).sum()),
        "places": len(after),
        "most": int(moved.max()),
    }
    reading = f"{_text('reading', language, **values)} {figures.synthetic_note(language)}"
    return figures.Shown(figure=figure, alt=_text("alt-weights", language, **values), text=reading)


def spread(points: Mapping[str, float], dimensions: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return the weight of each indicator: the share of its dimension's points, in equal parts.

    Parameters
    ----------
    points
        Points of each dimension, none below zero; all zero counts as equal.
    dimensions
        Indicators of each dimension.
    """
    total = sum(points.values())
    share = {name: value / total if total else 1 / len(points) for name, value in points.items()}
    return {one: share[name] / len(inside) for name, inside in dimensions.items() for one in inside}


def _first(order: "pd.Series[float]", first: int) -> list[str]:
    return list(order[order <= first].sort_values(kind="stable").index)


def _slopes(axes: "Axes", before: "pd.Series[float]", after: "pd.Series[float]", first: int) -> None:
    """Draw one line per place, strong where it is among the first after the change."""
    left = before.rank(method="first")
    right = after.rank(method="first")
    for place in before.index:
        strong = after[place] <= first
        colour, width = (figures.INK, 2.4) if strong else (figures.SAND, 1.2)
        axes.plot([0, 1], [left[place], right[place]], color=colour, linewidth=width, marker="o", linestyle="-")
        axes.text(-0.04, left[place], place, ha="right", va="center", fontsize=8)
        axes.text(1.04, right[place], place, ha="left", va="center", fontsize=8, weight="bold" if strong else "normal")
    axes.axhline(first + 0.5, color=figures.RUST, linestyle="--", linewidth=1)
    axes.set_xlim(-0.55, 1.55)
    axes.set_ylim(len(before) + 0.7, 0.3)
    axes.set_yticks(range(1, len(before) + 1), [str(number) for number in range(1, len(before) + 1)], fontsize=8)


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"risk-index.view-{key}", language=language, **params)
