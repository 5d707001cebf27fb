"""The matrix of the frameworks and the time line of instruments: what stands, what is missing, what is not known."""

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from ruta.figures import INK, RUST, SAND, STYLE, Shown, new_figure
from ruta.messages import text
from ruta.service_access.legal_days import NOT_FOUND, Span, span
from ruta.service_access.legal_facts import FOUR, FRAMES, RIGHTS
from ruta.service_access.legal_matrix import STATES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DRAWN = ("adopted", "published", "ended")
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
        figure = Figure(figsize=(7.4, 9.0), layout="constrained")
        panels = figure.subplots(3, 2).flat
    said = []
    for axes, frame in zip(panels, FRAMES, strict=False):
        here = cells[(cells["country"] == frame[0]) & (cells["level"] == frame[1])]
        grid = here.pivot(index="right", columns="kind", values="state").loc[list(RIGHTS), list(FOUR)]
        places = here.pivot(index="right", columns="kind", values="places").loc[list(RIGHTS), list(FOUR)]
        name = frame_name(*frame, language=language)
        draw_grid(axes, grid, places=places, language=language)
        axes.set_yticks(range(len(RIGHTS)), [_text(f"right-{right}", language) for right in RIGHTS], fontsize=8)
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
    axes.set_xticks(range(len(FOUR)), [_text(f"short-{kind}", language) for kind in FOUR], fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def key(axes: "Axes", *, states: tuple[str, ...], language: str) -> None:
    """Draw the key of the states in axes of its own."""
    from matplotlib.patches import Rectangle

    for row, state in enumerate(states):
        shade, ink, sign = LOOKS[state]
        axes.add_patch(Rectangle((0, row - 0.35), 0.7, 0.7, facecolor=shade, edgecolor="#555555"))
        axes.text(0.35, row, sign, color=ink, ha="center", va="center", fontsize=9)
        axes.text(0.9, row, _text(f"key-{state}", language), va="center", fontsize=8)
    axes.text(0, len(states), _text("key-number", language), va="center", fontsize=8)
    axes.set_xlim(0, 6)
    axes.set_ylim(len(states) + 0.6, -0.8)
    axes.axis("off")


def time_line(facts: pd.DataFrame, *, until: pd.Timestamp, language: str) -> Shown:
    """Draw instruments over the years: adopted, published, and how long each stood.

    Parameters
    ----------
    facts
        Rows of `ruta.service_access.legal_facts.facts`, in the order in which they are drawn, from the top.
    until
        Right end of the drawing: the day to which the course's facts reach.
    language
        Language of the labels.
    """
    figure, axes = new_figure(width=7.4, height=1.4 + 0.36 * len(facts))
    rows = [row for _, row in facts.iterrows()]
    for place, row in enumerate(rows):
        _life(axes, row, place=place, until=until)
    axes.set_yticks(range(len(rows)), [_name(row) for row in rows], fontsize=8)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    known = [days.first for row in rows for name in DRAWN if (days := span(row[f"{name}_on"])) is not None]
    axes.set_xlim(_year(min(known)) - 0.7, _year(until) + 0.5)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.grid(axis="x", color="#cccccc", linewidth=0.6)
    axes.set_axisbelow(True)
    _legend(axes, language=language)
    said = "; ".join(_said(row, language=language) for row in rows)
    return Shown(figure=figure, alt=_text("line-alt", language, rows=said))


def note(language: str) -> str:
    """Return the sentence that stands beside every figure of these facts."""
    return _text("note", language)


def frame_name(country: str, level: str, *, language: str) -> str:
    """Return the name of a framework: the country, and the level in a federation."""
    return _text(f"frame-{country.lower()}-{level}", language)


def _life(axes: "Axes", row: "pd.Series[str]", *, place: int, until: pd.Timestamp) -> None:
    """Draw one instrument: a bar as long as it stood, hatched where its end is not known to the day."""
    adopted, published, ended = (span(row[f"{name}_on"]) for name in DRAWN)
    start = published or (adopted if row["kind"] in ("ruling", "body") else None)
    over = ended if ended and ended.first < until else None
    if start:
        begin, last = _year(start.last), _year(over.first if over else until)
        axes.barh(place, last - begin, left=begin, height=0.34, color=SAND)
        if not over:
            axes.plot(_year(until), place, ">", color=SAND, markersize=6)
    if over:
        end = _year(min(over.last, until))
        begin = _year(over.first)
        axes.barh(place, end - begin, left=begin, height=0.34, color="white", edgecolor=SAND, hatch="////", linewidth=0)
        axes.plot(end, place, "X", color=RUST, markersize=7)
    for days, marker, fill in ((adopted, "o", "white"), (published, "s", INK)):
        if days:
            axes.plot([_year(days.first), _year(days.last)], [place, place], color=INK, linewidth=1.5)
            axes.plot(_middle(days), place, marker, color=INK, markerfacecolor=fill, markersize=6)


def _name(row: "pd.Series[str]") -> str:
    where = f"{row['country']} ({row['place']})" if row["place"] else row["country"]
    return textwrap.fill(f"{where} · {row['instrument']}", width=40)


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


def _said(row: "pd.Series[str]", *, language: str) -> str:
    dates = {name: row[f"{name}_on"] for name in DRAWN}
    parts = [
        f"{_text(f'line-{name}', language)} {_text('date-not-found', language) if found == NOT_FOUND else found}"
        for name, found in dates.items() if found
    ]  # fmt: skip
    return f"{row['country']}, {row['instrument']}: {', '.join(parts)}"


def _legend(axes: "Axes", *, language: str) -> None:
    axes.plot([], [], "o", color=INK, markerfacecolor="white", label=_text("line-adopted", language))
    axes.plot([], [], "s", color=INK, label=_text("line-published", language))
    axes.barh([-9], [0], color=SAND, label=_text("line-stands", language))
    axes.plot([], [], "X", linestyle="", color=RUST, label=_text("line-ended", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.06), ncols=4, fontsize=8, frameon=False)


def _year(day: pd.Timestamp) -> float:
    return day.year + (day.dayofyear - 1) / 365.25


def _middle(days: Span) -> float:
    return (_year(days.first) + _year(days.last)) / 2


def _text(key: str, language: str, **values: object) -> str:
    return text(f"legal.{key}", language=language, **values)
