"""Views of the lesson on publishing: the table before and after, what a threshold costs, and the chart of the brief."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SKY, Shown, new_figure, synthetic_note
from ruta.statistics.disclosure import PRIMARY, SECONDARY, TOTAL, Protected, audit, protect, sensitive, with_totals
from ruta.statistics.table_figure import HIDDEN, table_figure


def percent(part: float, whole: float) -> str:
    """Return a share as a percentage with one decimal; a dash where there is nothing to take a share of."""
    return f"{100 * part / whole:.1f}%" if whole else "–"


def before(counts: pd.DataFrame, *, threshold: int, title: str, names: Mapping[str, str], language: str) -> Shown:
    """Draw the true table with its sensitive cells hatched. For inside the office.

    Parameters
    ----------
    counts
        Persons, without totals.
    threshold
        Persons from which a cell may be shown.
    title
        What is drawn.
    names
        What columns and rows are called, by label.
    language
        Language of the figure.
    """
    full = with_totals(counts)
    small = sensitive(full, threshold=threshold)
    marks = small.replace({True: PRIMARY, False: "published"})
    said = {"cells": int(small.to_numpy().sum()), "filled": int((full > 0).to_numpy().sum()), "threshold": threshold}
    reading = messages.text("release.read-before", language=language, **said)
    return table_figure(full, marks, title=title, names=names, reading=reading, language=language)


def after(protected: Protected, *, title: str, names: Mapping[str, str], language: str) -> Shown:
    """Draw the table as it goes out: one mark for every hidden cell, whatever the reason.

    Parameters
    ----------
    protected
        From `ruta.statistics.disclosure.protect`.
    title, names, language
        As in `before`.
    """
    marks = protected.hidden.replace({True: HIDDEN, False: "published"})
    said = {"cells": int(protected.hidden.to_numpy().sum()), "threshold": protected.threshold}
    reading = messages.text("release.read-after", language=language, **said)
    return table_figure(protected.table, marks, title=title, names=names, reading=reading, language=language)


def cost(counts: pd.DataFrame, *, threshold: int) -> dict[str, int]:
    """Count what a threshold hides in a table, and what it leaves in sight.

    Parameters
    ----------
    counts
        Persons, without totals.
    threshold
        Persons from which a cell may be shown.

    Returns
    -------
    dict
        Cells, totals left aside: ``filled`` (not zero), ``primary``, ``secondary``; ``read-off``, the primary ones
        that could be read off the totals if only they were hidden; ``alone``, persons alone in a cell that is shown;
        ``hidden-persons`` and ``persons``. ``totals`` counts the hidden totals.
    """
    protected = protect(counts, threshold=threshold)
    full = with_totals(counts)
    inner = protected.reason.iloc[:-1, :-1]
    naive = audit(full, sensitive(full, threshold=threshold))
    shown = counts.where(inner == "published")
    return {
        "filled": int((counts > 0).to_numpy().sum()),
        "primary": int((inner == PRIMARY).to_numpy().sum()),
        "secondary": int((inner == SECONDARY).to_numpy().sum()),
        "read-off": int((naive["recovered"] & (naive["row"] != TOTAL) & (naive["column"] != TOTAL)).sum()),
        "alone": int((shown == 1).to_numpy().sum()),
        "hidden-persons": int(counts.where(inner != "published", 0).to_numpy().sum()),
        "persons": int(counts.to_numpy().sum()),
        "totals": int(protected.hidden.to_numpy().sum() - protected.hidden.iloc[:-1, :-1].to_numpy().sum()),
    }


def trade_off(counts: pd.DataFrame, *, thresholds: Sequence[int], title: str, language: str) -> Shown:
    """Draw what each threshold hides: cells by the rule alone, cells in all, and persons.

    Parameters
    ----------
    counts
        Persons, without totals.
    thresholds
        The thresholds to compare, in order.
    title, language
        As in `before`.
    """
    found = pd.DataFrame([cost(counts, threshold=threshold) for threshold in thresholds], index=list(thresholds))
    lines = {
        "primary": 100 * found["primary"] / found["filled"],
        "all": 100 * (found["primary"] + found["secondary"]) / found["filled"],
        "persons": 100 * found["hidden-persons"] / found["persons"],
    }
    looks = {"primary": (RUST, "--", "s"), "all": (INK, "-", "o"), "persons": (SKY, ":", "^")}
    figure, axes = new_figure(7.0, 3.6)
    for name, values in lines.items():
        colour, style, marker = looks[name]
        label = messages.text(f"release.line-{name}", language=language)
        axes.plot(values.index, values, color=colour, linestyle=style, marker=marker, markersize=5, label=label)
    axes.set_xlabel(messages.text("release.axis-threshold", language=language))
    axes.set_ylabel(messages.text("release.axis-percent", language=language))
    axes.set_xticks(list(thresholds))
    axes.set_ylim(bottom=0)
    axes.legend(loc="upper left", fontsize=9)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    said = []
    for threshold in thresholds:
        at = {key: f"{line[threshold]:.0f}" for key, line in lines.items()}
        said.append(messages.text("release.alt-line", language=language, threshold=threshold, **at))
    alt = messages.text("release.alt-cost", language=language, title=title, lines="; ".join(said))
    return Shown(figure=figure, alt=alt)


def threshold_mover(
    tables: Mapping[str, pd.DataFrame], *, titles: Mapping[str, str], names: Mapping[str, str], language: str
) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: another threshold, another table, drawn and counted again.

    Parameters
    ----------
    tables
        Persons by row and column, without totals, by a short name.
    titles
        Title of each table.
    names
        What columns and rows are called, by label.
    language
        Language of what is shown.

    Returns
    -------
    Callable
        ``move(table, threshold)``: see `move_the_threshold`.
    """

    def move(*, table: str, threshold: int) -> Shown:
        return move_the_threshold(
            tables[table], threshold=threshold, title=titles[table], names=names, language=language
        )

    return move


def move_the_threshold(
    counts: pd.DataFrame, *, threshold: int, title: str, names: Mapping[str, str], language: str
) -> Shown:
    """Protect a table with a threshold and show, for inside the office, which cells are hidden and why.

    Parameters
    ----------
    counts
        Persons, without totals.
    threshold, title, names, language
        As in `before`.
    """
    protected, found = protect(counts, threshold=threshold), cost(counts, threshold=threshold)
    reading = messages.text(
        "release.read-threshold",
        language=language,
        threshold=threshold,
        cells=percent(found["primary"] + found["secondary"], found["filled"]),
        people=percent(found["hidden-persons"], found["persons"]),
        read_off=found["read-off"],
        **{key: found[key] for key in ("primary", "secondary", "alone", "totals")},
    )
    table = with_totals(counts)
    shown = table_figure(table, protected.reason, title=title, names=names, reading=reading, language=language)
    return Shown(figure=shown.figure, alt=shown.alt, text=f"{reading} {synthetic_note(language)}")


def bars(values: pd.Series, *, title: str, names: Mapping[str, str], language: str) -> Shown:
    """Draw the chart of the brief: a bar for each published number, an empty hatched one where it is hidden.

    Parameters
    ----------
    values
        Persons (Int64), ``<NA>`` where hidden.
    title, names, language
        As in `before`.
    """
    figure, axes = new_figure(7.0, 0.4 * len(values) + 1.0)
    labels = [names.get(str(label), str(label)) for label in values.index]
    largest = int(values.max()) if values.notna().any() else 1
    said = []
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        hidden = pd.isna(value)
        look: dict[str, Any] = {"facecolor": "white", "hatch": "xxxx"} if hidden else {"facecolor": SKY}
        text = messages.text("release.short-hidden", language=language) if hidden else f"{int(value):,}"
        axes.barh(place, 0.08 * largest if hidden else int(value), height=0.65, edgecolor=INK, linewidth=0.8, **look)
        end = 0.08 * largest if hidden else int(value)
        axes.annotate(text, (end, place), xytext=(4, 0), textcoords="offset points", va="center")
        said.append(f"{label} {text}")
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.15 * largest)
    axes.set_xlabel(messages.text("release.OBS_VALUE", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Shown(
        figure=figure, alt=messages.text("release.alt-bars", language=language, title=title, values="; ".join(said))
    )
