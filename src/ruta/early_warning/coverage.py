"""How much of a canvas is written, by stage and by element: a grid in which what nobody thought of stands out."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ruta import figures, messages
from ruta.early_warning.canvas import Canvas
from ruta.early_warning.canvas_form import ELEMENTS, SHEETS, STAGES, SYSTEM

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Dark is what is written: black on white print keeps the order.
_EMPTY, _PART, _FULL = "white", "#c9c9c9", "#3a3a3a"


def questions(canvas: Canvas) -> pd.DataFrame:
    """Return every question of the form and whether the canvas answers it.

    Returns
    -------
    DataFrame
        One row for each item of the system and each column of the other sheets: ``sheet``, ``question``, ``stage``,
        ``element`` and ``answered`` (True where every row has something written, and there is a row).
    """
    found = []
    for sheet, cells in SHEETS.items():
        table = canvas.sheets[sheet]
        for cell in cells:
            written = bool(canvas.answer(cell.name)) if sheet == SYSTEM else bool(len(table) and table[cell.name].all())
            found.append((sheet, cell.name, cell.stage, cell.element, written))
    return pd.DataFrame(found, columns=["sheet", "question", "stage", "element", "answered"])


def grid(canvas: Canvas, *, value: str = "share") -> pd.DataFrame:
    """Return stages (rows) by elements (columns).

    Parameters
    ----------
    canvas
        The canvas.
    value
        ``"answered"`` or ``"asked"`` for numbers of questions, ``"share"`` for answered / asked; NaN where the form
        asks nothing.
    """
    groups = questions(canvas).groupby(["stage", "element"])["answered"]
    counted = {"answered": groups.sum(), "asked": groups.size(), "share": groups.mean()}[value]
    table: pd.DataFrame = counted.unstack("element").reindex(index=list(STAGES), columns=list(ELEMENTS))
    return table.astype("float64")


def coverage_figure(canvas: Canvas, *, title: str, language: str) -> figures.Shown:
    """Return the grid as a picture: each square says in figures how many of its questions are answered.

    Parameters
    ----------
    canvas
        The canvas.
    title
        What system it is.
    language
        Language of the labels, the text alternative and the reading.
    """
    answered, asked = grid(canvas, value="answered"), grid(canvas, value="asked")
    rows = [_text(f"stage-{name}", language) for name in STAGES]
    columns = [_text(f"element-{name}", language) for name in ELEMENTS]
    figure, axes = figures.new_figure(7.0, 3.7)
    _squares(axes, answered, asked)
    axes.set_xlim(-0.02, len(columns) + 0.02)
    axes.set_ylim(len(rows) + 0.02, -0.02)
    axes.set_xticks([place + 0.5 for place in range(len(columns))], columns)
    axes.set_yticks([place + 0.5 for place in range(len(rows))], rows)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    lines = [
        f"{row}: " + ", ".join(f"{column} {_said(answered, asked, i, j)}" for j, column in enumerate(columns))
        for i, row in enumerate(rows)
    ]
    bare = [row for row, name in zip(rows, STAGES, strict=True) if answered.loc[name].sum() == 0]
    values = {
        "answered": int(answered.sum().sum()),
        "asked": int(asked.sum().sum()),
        "bare": "; ".join(bare) or _text("none", language),
    }
    alt = " ".join([title + ".", _text("alt", language), "; ".join(lines) + "."]).replace("\n", " ")
    return figures.Shown(figure=figure, alt=alt, text=_text("reading", language, **values).replace("\n", " "))


def _squares(axes: "Axes", answered: pd.DataFrame, asked: pd.DataFrame) -> None:
    from matplotlib.patches import Rectangle

    have, want = answered.to_numpy(dtype="float64"), asked.to_numpy(dtype="float64")
    for row, column in np.ndindex(have.shape):
        empty = bool(np.isnan(want[row, column]))
        share = 0.0 if empty else have[row, column] / want[row, column]
        face = _EMPTY if share == 0 else _FULL if share == 1 else _PART
        axes.add_patch(
            Rectangle((column, row), 1, 1, facecolor=face, hatch="////" if empty else "", edgecolor="#8a8a8a")
        )
        colour = "white" if face == _FULL else figures.INK
        said = "" if empty else _said(answered, asked, row, column)
        axes.text(column + 0.5, row + 0.5, said, ha="center", va="center", color=colour, fontsize=11)


def _said(answered: pd.DataFrame, asked: pd.DataFrame, row: int, column: int) -> str:
    have, want = (table.to_numpy(dtype="float64")[row, column] for table in (answered, asked))
    return "-" if np.isnan(want) else f"{int(have)}/{int(want)}"


def _text(key: str, language: str, **values: object) -> str:
    return messages.text(f"ewrs.coverage-{key}", language=language, **values)
