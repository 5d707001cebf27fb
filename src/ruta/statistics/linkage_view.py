"""The figures of the lesson on linkage and its control: match weights, and persons counted at each threshold."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.figures import INK, RUST, SKY, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.statistics import linkage_persons as lp

BIN = 2.0
FARTHEST = -24.0
"""Pairs under this weight are told and not drawn: they would push together those where something is decided."""
THRESHOLDS = np.arange(-10.0, 21.0)


def histogram(
    weights: "pd.Series[float]", same: npt.ArrayLike, *, threshold: float, title: str, language: str
) -> Shown:
    """Draw how many candidate pairs have each match weight, those of one person apart from the others.

    Parameters
    ----------
    weights
        Match weight of each candidate pair.
    same
        Whether each pair is truly of one person: known because the data are invented.
    threshold
        Match weight from which a pair is linked.
    title
        What is drawn.
    language
        Language of the labels.
    """
    value, one = weights.to_numpy(), np.asarray(same, dtype=bool)
    low, high = max(BIN * np.floor(value.min() / BIN), FARTHEST), BIN * np.ceil((value.max() + 0.01) / BIN)
    edges = np.arange(low, high + BIN, BIN)
    different, _ = np.histogram(value[~one], edges)
    equal, _ = np.histogram(value[one], edges)
    figure, axes = new_figure(7.0, 4.0)
    place = edges[:-1] + BIN / 2
    said = {name: text(f"linkage.pairs-{name}", language=language) for name in ("different", "same", "threshold")}
    axes.bar(place, different, width=0.9 * BIN, facecolor="white", edgecolor=RUST, hatch="///", label=said["different"])
    axes.bar(place, equal, width=0.9 * BIN, bottom=different, color=SKY, edgecolor=INK, label=said["same"])
    axes.axvline(threshold, color=INK, linestyle="--", label=said["threshold"])
    axes.set_ylim(0, 1.45 * max(int((different + equal).max(initial=1)), 1))  # room for the legend above the bars
    axes.set_xlabel(text("linkage.axis-weight", language=language))
    axes.set_ylabel(text("linkage.axis-pairs", language=language))
    axes.legend(loc="upper left", frameon=False)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    above = value >= threshold
    reading = text(
        "linkage.histogram-text", language=language, threshold=signed(threshold), linked=int(above.sum()),
        false=int((above & ~one).sum()), missed=int((~above & one).sum()),
        far=int((value < low).sum()),
    )  # fmt: skip
    shared = [f"{_number(start)}: {a + b} ({b})" for start, a, b in zip(edges, different, equal, strict=False) if a + b]
    alt = text("linkage.histogram-alt", language=language, title=title, values="; ".join(shared), reading=reading)
    return Shown(figure=figure, alt=alt, text=reading)


def counts(table: pd.DataFrame, *, threshold: float, title: str, language: str) -> Shown:
    """Draw the persons counted at each threshold, with the true number as a line and one threshold marked.

    Parameters
    ----------
    table
        As returned by `ruta.statistics.linkage_persons.by_threshold`; holds the threshold that is marked.
    threshold
        Threshold to mark and read.
    title
        What is drawn.
    language
        Language of the labels.
    """
    figure, axes = new_figure(7.0, 4.0)
    row: dict[Any, Any] = table.loc[threshold].to_dict()
    label = text("linkage.counted", language=language)
    axes.step(table.index, table["counted"], where="mid", color=SKY, label=label)
    axes.axhline(row["true"], color=RUST, linestyle="--", label=text("linkage.truth", language=language))
    axes.plot([threshold], [row["counted"]], marker="D", color=INK, markersize=8)
    axes.annotate(
        f"{int(row['counted']):,}",
        (threshold, row["counted"]),
        xytext=(0, -18),
        textcoords="offset points",
        ha="center",
    )
    axes.set_xlabel(text("linkage.axis-threshold", language=language))
    axes.set_ylabel(text("linkage.axis-persons", language=language))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.margins(y=0.12)
    axes.legend(loc="upper left", frameon=False)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    reading = reading_at(table, threshold=threshold, language=language)
    some = table.iloc[:: max(len(table) // 8, 1)]
    values = "; ".join(f"{_number(at)}: {int(persons):,}" for at, persons in some["counted"].items())
    alt = text("linkage.counts-alt", language=language, title=title, values=values, reading=reading)
    return Shown(figure=figure, alt=alt, text=reading)


def reading_at(table: pd.DataFrame, *, threshold: float, language: str) -> str:
    """Return one sentence on a threshold: the count, and whom each kind of error touches."""
    row: dict[Any, Any] = table.loc[threshold].to_dict()
    return text(
        "linkage.reading", language=language, threshold=signed(threshold),
        precision=f"{100 * row['precision']:.1f}", recall=f"{100 * row['recall']:.1f}",
        **{name: f"{int(row[name]):,}" for name in ("counted", "true", "extra", "erased")},
    )  # fmt: skip


def threshold_mover(
    pairs: pd.DataFrame, weights: "pd.Series[float]", truth: npt.ArrayLike, *, title: str, language: str
) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: the threshold is moved and the persons are counted again.

    Parameters
    ----------
    pairs, weights, truth
        As for `ruta.statistics.linkage_persons.by_threshold`.
    title
        What is drawn.
    language
        Language of what is shown.

    Returns
    -------
    Callable
        ``move(threshold)``, a whole number from −10 to 20.
    """
    table = lp.by_threshold(pairs, weights, truth, thresholds=THRESHOLDS)

    def move(*, threshold: int) -> Shown:
        return move_threshold(table, threshold=threshold, title=title, language=language)

    return move


def move_threshold(table: pd.DataFrame, *, threshold: float, title: str, language: str) -> Shown:
    """Mark a threshold on the curve of persons counted and say what it does, beside the note on synthetic data."""
    shown = counts(table, threshold=threshold, title=title, language=language)
    return Shown(figure=shown.figure, alt=shown.alt, text=f"{shown.text} {synthetic_note(language)}")


def signed(value: float) -> str:
    """Return a match weight with its sign, without decimals where it is whole."""
    return f"−{_number(abs(value))}" if value < 0 else f"+{_number(value)}" if value else "0"


def _number(value: object) -> str:
    return f"{float(value):g}".replace("-", "−")  # type: ignore[arg-type]
