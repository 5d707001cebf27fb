"""The control of the lesson on an office's own data: one column of dates, read in three ways."""

import pandas as pd

from ruta import messages
from ruta.exchange.own_measures import by_month, read_as
from ruta.figures import INK, RUST, SKY, Shown, new_figure, synthetic_note

_LOOK = {"day-first": (INK, "-", "o"), "month-first": (SKY, ":", "s"), "cell-by-cell": (RUST, "--", "^")}


def reading_view(cells: "pd.Series[str]", *, year: int, language: str, way: str = "day-first") -> Shown:
    """Draw how many rows fall into each month of a year, for one way of reading their dates beside the office's.

    Parameters
    ----------
    cells
        Dates as the office wrote them: day first, as it told us. None blank.
    year
        Year of the figure.
    language
        Language of the labels.
    way
        One of `ruta.exchange.own_measures.WAYS`.
    """
    counts = {each: _of_year(cells, each, year) for each in dict.fromkeys(("day-first", way))}
    figure, axes = new_figure(7, 3.6)
    for each, months in counts.items():
        colour, style, marker = _LOOK[each]
        label = _text(f"way-{each}", language)
        axes.plot(range(1, 13), months, color=colour, linestyle=style, marker=marker, markersize=4, label=label)
    axes.set_xticks(range(1, 13))
    axes.set_xlabel(_text("axis-month", language, year=year))
    axes.set_ylabel(_text("axis-rows", language))
    axes.set_ylim(0, 1.35 * max(max(months) for months in counts.values()) + 1)
    axes.legend(loc="upper left", frameon=False)
    days, right = read_as(cells, way), read_as(cells, "day-first")
    moved = int((days.notna() & (days != right)).sum())
    said = {
        "way": _text(f"way-{way}", language), "year": year, "rows": sum(counts[way]), "right": sum(counts["day-first"]),
        "lost": int(days.isna().sum()), "moved": moved, "all": len(cells),
    }  # fmt: skip
    reading = _text("reading", language, **said)
    listed = ", ".join(f"{month}: {count}" for month, count in enumerate(counts[way], start=1))
    alt = _text("alt", language, year=year, way=said["way"], counts=listed)
    return Shown(figure=figure, alt=alt, text=f"{reading} {synthetic_note(language)}")


def _of_year(cells: "pd.Series[str]", way: str, year: int) -> list[int]:
    counts = by_month(read_as(cells, way))
    return [int(counts.get(pd.Period(f"{year}-{month:02d}"), 0)) for month in range(1, 13)]


def _text(name: str, language: str, **params: object) -> str:
    return messages.text(f"own-data.{name}", language=language, **params)
