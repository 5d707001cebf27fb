"""The matrix of the frameworks: what stands, what a source says is missing, and what nobody found."""

from typing import TYPE_CHECKING

import pandas as pd

from ruta.figures import STYLE, Shown
from ruta.messages import text
from ruta.service_access.legal_facts import FOUR, FRAMES, RIGHTS
from ruta.service_access.legal_matrix import STATES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Each state has a shade and a sign: either is enough.
LOOKS = {
    "stands": ("#303030", "white", "●"), "reported": ("#8f8f8f", "black", "◐"), "missing": ("white", "black", "✕"),
    "passed": ("#dddddd", "black", "→"), "maybe": ("#dddddd", "black", "~"), "ended": ("#dddddd", "black", "–"),
    "not-found": ("white", "#555555", "?"),
}  # fmt: skip


def matrix_figure(cells: pd.DataFrame, *, language: str) -> Shown:
    """Draw the matrix of every framework, one panel each: rights by the four facts.

    Parameters
    ----------
    cells
        From `ruta.service_access.legal_matrix.cells`.
    language
        Language of the labels.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.6, 9.2), layout="constrained")
        panels = figure.subplots(3, 2).flat
    said = []
    for place, (axes, frame) in enumerate(zip(panels, FRAMES, strict=False)):
        here = cells[(cells["country"] == frame[0]) & (cells["level"] == frame[1])]
        grid = here.pivot(index="right", columns="kind", values="state").loc[list(RIGHTS), list(FOUR)]
        places = here.pivot(index="right", columns="kind", values="places").loc[list(RIGHTS), list(FOUR)]
        name = frame_name(*frame, language=language)
        draw_grid(axes, grid, places=places, language=language)
        # The panels of the right column read the names of the left one.
        names = [_text(f"right-{right}", language) if place % 2 == 0 else "" for right in RIGHTS]
        axes.set_yticks(range(len(RIGHTS)), names, fontsize=9)
        axes.set_title(name, loc="left")
        said.append(_text("matrix-alt-frame", language, frame=name, rows=_rows(grid, language=language)))
    key(panels[len(FRAMES)], states=STATES, language=language)
    return Shown(figure=figure, alt=_text("matrix-alt", language, frames=" ".join(said)))


def draw_grid(axes: "Axes", grid: pd.DataFrame, *, places: pd.DataFrame, language: str) -> None:
    """Draw states as cells, one column for each of the four facts; in a federation, with the number of states."""
    from matplotlib.patches import Rectangle

    for row, (_, states) in enumerate(grid.iterrows()):
        for column, kind in enumerate(FOUR):
            state = states[kind]
            shade, ink, sign = LOOKS[state]
            cell = Rectangle((column - 0.46, row - 0.42), 0.92, 0.84, facecolor=shade, edgecolor="#555555")
            if state == "missing":
                cell.set_linewidth(2.2)
                cell.set_edgecolor("black")
            if state == "not-found":
                cell.set_linestyle(":")
            axes.add_patch(cell)
            count = int(places.iloc[row][kind])
            axes.text(column, row, str(count) if count else sign, color=ink, ha="center", va="center", fontsize=9)
    axes.set_xlim(-0.55, len(FOUR) - 0.45)
    axes.set_ylim(len(grid) - 0.45, -0.55)
    axes.set_xticks(range(len(FOUR)), [_text(f"axis-{kind}", language) for kind in FOUR], fontsize=9)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def key(axes: "Axes", *, states: tuple[str, ...], language: str) -> None:
    """Draw the key of the states in axes of its own."""
    from matplotlib.patches import Rectangle

    for row, state in enumerate(states):
        shade, ink, sign = LOOKS[state]
        axes.add_patch(Rectangle((0, row - 0.35), 0.7, 0.7, facecolor=shade, edgecolor="#555555"))
        axes.text(0.35, row, sign, color=ink, ha="center", va="center", fontsize=9)
        axes.text(0.9, row, _text(f"key-{state}", language), va="center", fontsize=9)
    axes.text(0, len(states), _text("key-number", language), va="center", fontsize=9)
    axes.set_xlim(0, 5)
    axes.set_ylim(len(states) + 0.6, -0.8)
    axes.axis("off")


def note(language: str) -> str:
    """Return the sentence that stands beside every figure of these facts."""
    return _text("note", language)


def frame_name(country: str, level: str, *, language: str) -> str:
    """Return the name of a framework: the country, and the level in a federation."""
    return _text(f"frame-{country.lower()}-{level}", language)


def state_name(state: str, *, language: str) -> str:
    """Return a state of a cell in words."""
    return _text(f"state-{state}", language)


def _rows(grid: pd.DataFrame, *, language: str) -> str:
    """Return the cells of a panel that are not silent, in words."""
    said = []
    for right, states in grid.iterrows():
        cells = [
            f"{_text(f'short-{kind}', language)}: {_text(f'state-{states[kind]}', language)}"
            for kind in FOUR if states[kind] != "not-found"
        ]  # fmt: skip
        if cells:
            said.append(f"{_text(f'right-{right}', language)} ({', '.join(cells)})")
    return "; ".join(said) or "-"


def _text(key: str, language: str, **values: object) -> str:
    return text(f"legal.{key}", language=language, **values)
