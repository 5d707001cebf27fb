"""Repeated surveys and estimates against the truth, as pictures that grey print keeps apart."""

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure


def repeated(surveys: pd.DataFrame, *, truth: float, title: str, language: str) -> Shown:
    """Draw the same survey taken many times, each with two intervals, against the true total.

    Parameters
    ----------
    surveys
        One row per survey: ``value``, and the ends of two 95 per cent intervals, ``naive_low``, ``naive_high`` (as if
        persons had been drawn one by one) and ``low``, ``high`` (by the design), all in persons. Drawn from the
        smallest value to the largest.
    truth
        True total, persons.
    title
        What is drawn.
    language
        Language of labels, text alternative and reading.
    """
    ordered = surveys.sort_values("value").reset_index(drop=True)
    hit = {
        name: int(((ordered[f"{part}low"] <= truth) & (truth <= ordered[f"{part}high"])).sum())
        for name, part in (("naive", "naive_"), ("design", ""))
    }
    text = {key: messages.text(f"statistics.repeated.{key}", language=language) for key in ("naive", "design", "truth")}
    figure, axes = new_figure(7.0, 4.4)
    wide = min(3.2, 360 / len(ordered))  # so that neighbours do not run into each other
    axes.vlines(ordered.index, ordered["low"], ordered["high"], color=SAND, linewidth=0.5 * wide, label=text["design"])
    axes.vlines(
        ordered.index, ordered["naive_low"], ordered["naive_high"], color=INK, linewidth=wide, label=text["naive"]
    )
    axes.axhline(truth, color=RUST, linestyle="--", label=text["truth"])
    axes.set_ylim(bottom=0)
    axes.set_xlim(-1.5, len(ordered) + 0.5)
    axes.set_xlabel(messages.text("statistics.repeated.axis", language=language))
    axes.set_ylabel(messages.text("statistics.axis-total", language=language))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    said = messages.text(
        "statistics.repeated.text", language=language, count=len(ordered), truth=f"{truth:,.0f}",
        naive=hit["naive"], design=hit["design"],
    )  # fmt: skip
    spread = f"{ordered['value'].min():,.0f}–{ordered['value'].max():,.0f}"
    alt = messages.text("statistics.repeated.alt", language=language, title=title, spread=spread, text=said)
    return Shown(figure=figure, alt=alt, text=said)


def against_truth(rows: pd.DataFrame, *, truth: float, title: str, axis: str, language: str) -> Shown:
    """Draw estimates with their intervals, one below the other, against the true value.

    Parameters
    ----------
    rows
        One row per estimate, its name as index: ``value``, ``low``, ``high``, in the unit of the axis.
    truth
        True value, in the same unit.
    title, axis
        What is drawn, and what the axis counts, in the reader's language.
    language
        Language of the legend and of the text alternative.
    """
    figure, axes = new_figure(7.0, 0.5 * len(rows) + 1.7)
    places = range(len(rows))
    axes.hlines(places, rows["low"], rows["high"], color=SKY, linewidth=3)
    axes.plot(rows["value"], places, marker="o", markersize=8, linestyle="none", color=INK)
    label = messages.text("statistics.repeated.truth", language=language)
    axes.axvline(truth, color=RUST, linestyle="--", label=label)
    axes.set_yticks(places, [str(name) for name in rows.index])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(left=0, right=1.08 * max(rows["high"].max(), truth))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel(axis)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center")
    said = [
        f"{name}: {row.value:,.0f} ({row.low:,.0f}–{row.high:,.0f})"
        for name, row in zip(rows.index, rows.itertuples(), strict=True)
    ]
    alt = messages.text(
        "statistics.against.alt", language=language, title=title, truth=f"{truth:,.0f}", values="; ".join(said)
    )
    return Shown(figure=figure, alt=alt)
