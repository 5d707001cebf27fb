"""Two figures of the lesson on money and service points: what each rule pays, and what one more point brings."""

import numpy as np
import pandas as pd

from ruta.figures import INK, RUST, SKY, Shown, new_figure
from ruta.messages import text

RULES = ("heads", "need", "equalised")
_MARKS = (("o", INK), ("s", SKY), ("D", RUST))


def paid_figure(paid: pd.DataFrame, *, language: str) -> Shown:
    """Draw for each municipality how much of the cost of its duty is paid for, under each way of sharing.

    Parameters
    ----------
    paid
        Index: places, in the order from the top; columns `RULES`; percentages of the cost.
    language
        Language of the labels.
    """
    figure, axes = new_figure(height=5.0)
    rows = np.arange(len(paid))
    axes.hlines(rows, paid.min(axis=1), paid.max(axis=1), color="#cccccc", linestyle="-", linewidth=2, zorder=1)
    for rule, (marker, colour) in zip(RULES, _MARKS, strict=True):
        label = _text(f"way-{rule}", language)
        face = "white" if rule == "heads" else colour
        axes.plot(
            paid[rule], rows, marker=marker, color=colour, markerfacecolor=face, linestyle="none", markersize=8,
            label=label, zorder=2,
        )  # fmt: skip
    axes.axvline(100, color=INK, linestyle=":", linewidth=1)
    axes.set_yticks(rows, paid.index)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel(_text("axis-paid", language))
    axes.set_ylabel(_text("axis-place", language))
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    params: dict[str, object] = {"places": len(paid)}
    for rule in RULES:
        params |= {f"{rule}_place": str(paid[rule].idxmin()), f"{rule}_least": f"{paid[rule].min():.0f}"}
    return Shown(figure=figure, alt=_text("paid-alt", language, **params))


def points_figure(shares: pd.DataFrame, *, limit: int, language: str, read_at: int | None = None) -> Shown:
    """Draw the share of people within reach against the number of points.

    Parameters
    ----------
    shares
        Index: number of points; column ``road`` (best by safe road) and, where wanted, ``bound`` (no choice covers
        more) and ``straight`` (what the map in a straight line promises); of each 100 people.
    limit
        Longest acceptable way, in minutes.
    language
        Language of the labels.
    read_at
        Number of points at which the text alternative reads the lines; without it, at every number for ``road``.
    """
    figure, axes = new_figure()
    looks = {"road": ("-", "s", INK), "bound": (":", "^", SKY), "straight": ("--", "o", RUST)}
    for line in shares.columns:
        style, marker, colour = looks[line]
        axes.plot(
            shares.index,
            shares[line],
            linestyle=style,
            marker=marker,
            color=colour,
            label=_text(f"line-{line}", language),
        )
    axes.set_ylim(0, 105)
    axes.set_xticks(list(shares.index))
    axes.grid(axis="y", color="#dddddd", linewidth=0.8)
    axes.set_xlabel(_text("axis-points", language))
    axes.set_ylabel(_text("axis-reach", language, limit=limit))
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    at = list(shares.index) if read_at is None else [read_at]
    said = "; ".join(
        f"{_text(f'line-{line!s}', language)}: " + ", ".join(f"{number}: {values[number]:.0f}" for number in at)
        for line, values in shares.items()
    )
    return Shown(figure=figure, alt=_text("points-alt", language, limit=limit, said=said))


def _text(key: str, language: str, **params: object) -> str:
    return text(f"sharing.{key}", language=language, **params)
