"""A two-way table as a picture in which a reader of a grey print sees which cells are hidden."""

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, Shown, new_figure
from ruta.statistics.disclosure import PRIMARY, PUBLISHED, SECONDARY, TOTAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIDDEN = "hidden"
# Lines, dots and crosses stay apart in grey; the light grounds keep a number legible on them.
LOOK: dict[str, dict[str, Any]] = {
    PRIMARY: {"facecolor": "#e8d9b5", "hatch": "////"},
    SECONDARY: {"facecolor": "#dfe8ee", "hatch": "...."},
    HIDDEN: {"facecolor": "#e6e6e6", "hatch": "xxxx"},
}


def table_figure(
    table: pd.DataFrame,
    marks: pd.DataFrame,
    *,
    title: str,
    names: Mapping[str, str],
    reading: str,
    language: str,
    numbers: bool = True,
) -> Shown:
    """Draw a table with its marked cells hatched.

    Parameters
    ----------
    table
        Persons; ``<NA>`` where a value is not shown.
    marks
        ``published``, ``primary``, ``secondary`` or ``hidden`` for each cell; same labels.
    title
        What is drawn.
    names
        What columns and rows are called, by label; a label without a name stands for itself.
    reading
        The sentence that reads the figure.
    language
        Language of the legend and the text alternative.
    numbers
        Whether to write the values in the cells.
    """
    called = {TOTAL: messages.text("release.total", language=language), **names}
    rows, columns = ([called.get(str(label), str(label)) for label in axis] for axis in (table.index, table.columns))
    figure, axes = new_figure(7.0, 0.29 * len(rows) + 1.6)
    seen = _cells(axes, table, marks, numbers=numbers)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows), 0)
    axes.set_yticks([place + 0.5 for place in range(len(rows))], rows)
    wrapped = ["\n".join(textwrap.wrap(name, 13)) for name in columns]
    axes.set_xticks([place + 0.5 for place in range(len(columns))], wrapped)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _legend(axes, seen, language)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Shown(figure=figure, alt=_alt(table, marks, rows, columns, title, reading, language), text=reading)


def _cells(axes: "Axes", table: pd.DataFrame, marks: pd.DataFrame, *, numbers: bool) -> list[str]:
    from matplotlib.patches import Rectangle

    seen = []
    for row in range(table.shape[0]):
        for column in range(table.shape[1]):
            mark = str(marks.iat[row, column])
            value: Any = table.iat[row, column]
            look: dict[str, Any] = LOOK.get(mark, {"facecolor": "white", "hatch": ""})
            axes.add_patch(Rectangle((column, row), 1, 1, edgecolor="#8a8a8a", linewidth=0.6, **look))
            if mark in LOOK and mark not in seen:
                seen.append(mark)
            if numbers and pd.notna(value):
                ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.0} if mark in LOOK else None
                at: dict[str, Any] = {"ha": "center", "va": "center", "color": INK, "fontsize": 9}
                axes.text(column + 0.5, row + 0.5, f"{int(value):,}", bbox=ground, **at)
    return seen


def _legend(axes: "Axes", seen: list[str], language: str) -> None:
    from matplotlib.patches import Patch

    if seen:
        known = [mark for mark in LOOK if mark in seen]
        said = [messages.text(f"release.mark-{mark}", language=language) for mark in known]
        patches = [Patch(edgecolor="#8a8a8a", label=name, **LOOK[mark]) for mark, name in zip(known, said, strict=True)]
        axes.legend(handles=patches, loc="upper left", bbox_to_anchor=(0, -0.01), ncols=1, fontsize=9)


def _alt(
    table: pd.DataFrame,
    marks: pd.DataFrame,
    rows: list[str],
    columns: list[str],
    title: str,
    reading: str,
    language: str,
) -> str:
    lines = []
    for place, name in enumerate(rows):
        values = []
        for number, column in enumerate(columns):
            mark = str(marks.iat[place, number])
            value: Any = table.iat[place, number]
            said = "" if pd.isna(value) else f"{int(value):,}"
            if mark != PUBLISHED:
                said = f"{said} ({messages.text(f'release.short-{mark}', language=language)})".strip()
            values.append(f"{column} {said}")
        lines.append(f"{name}: {', '.join(values)}")
    return messages.text("release.alt-table", language=language, title=title, lines="; ".join(lines), reading=reading)
