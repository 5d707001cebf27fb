"""A profile as a picture: each group beside its neighbours, sorted by the gap, small cells not drawn."""

from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, SAND, Shown, new_figure
from ruta.statistics.profiles import AGE_BANDS


def cell_name(key: tuple[object, ...], *, language: str) -> str:
    """Return the name of a cell, such as "women 15–59", from its values after the group."""
    said = [str(part) for part in key[1:]]
    young = next(iter(AGE_BANDS)) in said
    names = {part: f"statistics.profile.cell.{part}{'-young' if young else ''}" for part in ("F", "M")}
    return " ".join(messages.text(names[part], language=language) if part in names else part for part in said)


def dots(table: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw the displaced and the host share of each cell on one line, the largest gap on top.

    A cell that is not readable keeps its row and its number of respondents, and has no marks: a reader should see that
    somebody was asked, and not be tempted to read what chance wrote.

    Parameters
    ----------
    table
        As returned by `ruta.statistics.profiles.profile`, by sex and age.
    title
        What is drawn.
    language
        Language of the labels and of the text alternative.
    """
    rows = pd.concat(
        [table[table["readable"]].sort_values("gap", ascending=False, kind="stable"), table[~table["readable"]]]
    )
    figure, axes = new_figure(5.8, 0.3 * len(rows) + 1.6)
    names, read, hidden = [], [], []
    for place, (key, row) in enumerate(rows.iterrows()):
        name = _row_name(key, row, language)  # type: ignore[arg-type]
        names.append(name)
        if not row["readable"]:
            note = messages.text("statistics.profile.not-read", language=language)
            axes.annotate(note, (0.02, place), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=INK)
            hidden.append(name)
            continue
        axes.plot(
            [row["benchmark_share"], row["share"]], [place, place], color=SAND, linestyle="-", linewidth=3, zorder=1
        )
        axes.plot(row["benchmark_share"], place, marker="o", color=INK, markerfacecolor="white", markersize=7)
        axes.plot(row["share"], place, marker="o", color=INK, markersize=7)
        read.append(_said(name, row, language))
    _keys(axes, language)
    axes.set_yticks(range(len(rows)), names, fontsize=9)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(left=0)
    axes.set_xlabel(messages.text("statistics.profile.axis", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    none = messages.text("statistics.profile.none", language=language)
    alt = messages.text(
        "statistics.profile.alt", language=language, title=title,
        rows="; ".join(read) or none, hidden="; ".join(hidden) or none,
    )  # fmt: skip
    return Shown(figure=figure, alt=alt)


def _row_name(key: tuple[object, ...], row: Any, language: str) -> str:
    sizes = f"{int(row['respondents'])}; {int(row['benchmark_respondents'])}"
    return f"{key[0]}, {cell_name(key, language=language)} ({sizes})"


def _said(name: str, row: Any, language: str) -> str:
    return messages.text(
        "statistics.profile.alt-row", language=language, name=name,
        share=f"{row['share']:.0f}", beside=f"{row['benchmark_share']:.0f}",
    )  # fmt: skip


def _keys(axes: Any, language: str) -> None:
    for key, fill in (("displaced", INK), ("beside", "white")):
        label = messages.text(f"statistics.profile.{key}", language=language)
        axes.plot([], [], marker="o", linestyle="none", color=INK, markerfacecolor=fill, markersize=7, label=label)
