"""The time line of instruments: when each was adopted and published, and how long it stood."""

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from ruta.figures import INK, RUST, SAND, Shown, new_figure
from ruta.messages import text
from ruta.service_access.legal_days import NOT_FOUND, Span, span

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DRAWN = ("adopted", "published", "ended")


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
    figure, axes = new_figure(width=6.6, height=1.4 + 0.42 * len(facts))
    rows = [row for _, row in facts.iterrows()]
    for place, row in enumerate(rows):
        _life(axes, row, place=place, until=until)
    axes.set_yticks(range(len(rows)), [_name(row, language=language) for row in rows], fontsize=8)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    known = [days.first for row in rows for name in DRAWN if (days := span(row[f"{name}_on"])) is not None]
    axes.set_xlim(_year(min(known, default=until)) - 0.7, _year(until) + 0.5)
    axes.locator_params(axis="x", integer=True)
    axes.grid(axis="x", color="#cccccc", linewidth=0.6)
    axes.set_axisbelow(True)
    _legend(axes, ends=any(_over(row, until) for row in rows), language=language)
    said = "; ".join(_said(row, language=language) for row in rows)
    return Shown(figure=figure, alt=_text("line-alt", language, rows=said))


def _life(axes: "Axes", row: "pd.Series[str]", *, place: int, until: pd.Timestamp) -> None:
    """Draw one instrument: a bar as long as it stood, hatched where its end is not known to the day."""
    adopted, published = (span(row[f"{name}_on"]) for name in DRAWN[:2])
    start = published or (adopted if row["kind"] in ("ruling", "body") else None)
    over = _over(row, until)
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
            axes.plot([_year(days.first), _year(days.last)], [place, place], color=INK, linewidth=1.5, linestyle="-")
            axes.plot(_middle(days), place, marker, color=INK, markerfacecolor=fill, markersize=6)


def _where(row: "pd.Series[str]", *, language: str) -> str:
    country = _text(f"country-{row['country'].lower()}", language)
    return f"{country} ({row['place']})" if row["place"] else country


def _name(row: "pd.Series[str]", *, language: str) -> str:
    return textwrap.fill(f"{_where(row, language=language)} · {row['instrument']}", width=32)


def _said(row: "pd.Series[str]", *, language: str) -> str:
    dates = {name: row[f"{name}_on"] for name in DRAWN}
    parts = [
        f"{_text(f'line-{name}', language)} {_text('date-not-found', language) if found == NOT_FOUND else found}"
        for name, found in dates.items() if found
    ]  # fmt: skip
    return f"{_where(row, language=language)}, {row['instrument']}: {', '.join(parts)}"


def _legend(axes: "Axes", *, ends: bool, language: str) -> None:
    axes.plot([], [], "o", color=INK, markerfacecolor="white", label=_text("line-adopted", language))
    axes.plot([], [], "s", color=INK, label=_text("line-published", language))
    axes.barh([-9], [0], color=SAND, label=_text("line-stands", language))
    if ends:
        unsure = _text("line-unsure", language)
        axes.barh([-9], [0], color="white", edgecolor=SAND, hatch="////", linewidth=0, label=unsure)
        axes.plot([], [], "X", linestyle="", color=RUST, label=_text("line-ended", language))
    axes.figure.legend(loc="outside lower center", ncols=3, fontsize=8, frameon=False)


def _over(row: "pd.Series[str]", until: pd.Timestamp) -> Span | None:
    """Return the days on which the instrument may have ended, if it ended by the right end of the drawing."""
    ended = span(row["ended_on"])
    return ended if ended and ended.first < until else None


def _year(day: pd.Timestamp) -> float:
    return day.year + (day.day_of_year - 1) / 365.25


def _middle(days: Span) -> float:
    return (_year(days.first) + _year(days.last)) / 2


def _text(key: str, language: str, **values: object) -> str:
    return text(f"legal.{key}", language=language, **values)
