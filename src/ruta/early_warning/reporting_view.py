"""The figures of reporting: what the reports allow, what changed beside them, and where reporting explains it all."""

from typing import TYPE_CHECKING

import pandas as pd

from ruta import exact_limits, figures, messages
from ruta.early_warning import reporting
from ruta.early_warning.neighbourhoods import HALVES
from ruta.ranges import Range

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIGNS = {"complaints": "o", "calls": "s", "shops_closed": "^", "routes_suspended": "D"}
"""Traces in the figure of changes, told apart by their mark and not by colour alone."""
_FILLS = {"complaints": figures.INK, "calls": "white", "shops_closed": "#8a8a8a", "routes_suspended": "white"}
LARGEST = 6.0
"""Largest share of the events, in per cent, on the axes of the control."""


def ranges_figure(rates: "pd.Series[float]", *, share: Range, language: str) -> figures.Shown:
    """Return, for each neighbourhood, the events per 100 exposed people that its reports can stand for.

    Parameters
    ----------
    rates
        Reports per 100 exposed people, by neighbourhood.
    share
        Lowest and highest share reported.
    language
        Language of the labels, the text alternative and the reading.
    """
    figure, axes = figures.new_figure(7.0, 3.4)
    lines, found = [], {}
    for place, (name, rate) in enumerate(rates.items()):
        events = found[name] = reporting.events_between(float(rate), share=share)
        axes.plot([events.low, events.high], [place, place], color=figures.INK, linestyle="-", linewidth=5)
        axes.plot([rate], [place], marker="o", color=figures.RUST, linestyle="none")
        lines.append(_text("ranges-line", language, name=name, rate=_short(rate), low=_short(events.low),
                           high=_short(events.high)))  # fmt: skip
    axes.set_xscale("log")
    lowest, highest = float(rates.min()), max(events.high for events in found.values())
    _ticks(axes, [tick for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
                  if lowest / 2 <= tick <= highest * 2])  # fmt: skip
    axes.set_yticks(range(len(rates)), [str(name) for name in rates.index])
    axes.invert_yaxis()
    axes.set_xlabel(_text("ranges-axis", language))
    axes.set_title(_text("ranges-title", language, low=_percent(share.low), high=_percent(share.high)))
    sure = sum(one.surely_above(other) for one in found.values() for other in found.values())
    pairs = len(found) * (len(found) - 1) // 2
    reading = _text("ranges-reading", language, sure=sure, pairs=pairs)
    return figures.Shown(figure=figure, alt=" ".join([_text("ranges-alt", language), *lines]), text=reading)


def changes_figure(counts: pd.DataFrame, *, offices: "pd.Series[bool]", language: str) -> figures.Shown:
    """Return, for each neighbourhood, by what factor the complaints and the signs beside them changed.

    Parameters
    ----------
    counts
        By neighbourhood and half-year, as in `neighbourhoods.City`.
    offices
        By neighbourhood: whether an office opened there.
    language
        Language of the labels, the text alternative and the reading.
    """
    figure, axes = figures.new_figure(7.0, 4.8)
    wide = counts[list(SIGNS)].unstack("half")
    lines = []
    # The signs stand a little under the complaints: where nothing changed, all four would lie on one another.
    for place, (name, row) in enumerate(wide.iterrows()):
        label = _text("with-office" if offices[name] else "without-office", language, name=name)
        chance = exact_limits.ratio_limits(int(row["complaints", "after"]), int(row["complaints", "before"]))
        axes.plot([chance.low, chance.high], [place, place], color="#8a8a8a", linestyle="-", linewidth=2, zorder=1)
        values = {}
        for step, (sign, mark) in enumerate(SIGNS.items()):
            values[sign] = row[sign, "after"] / row[sign, "before"]
            axes.plot(
                [values[sign]], [place + 0.19 * step], marker=mark, markersize=8, linestyle="none",
                color=_FILLS[sign], markeredgecolor=figures.INK,
                label=_text(sign, language) if place == 0 else None,
            )  # fmt: skip
        told = "; ".join(f"{_text(sign, language)} {value:.2f}" for sign, value in values.items())
        lines.append(_text("changes-line", language, label=label, told=told, low=f"{chance.low:.2f}",
                           high=f"{chance.high:.2f}"))  # fmt: skip
    axes.axvline(1, color=figures.INK, linewidth=0.8, linestyle=":")
    axes.set_xscale("log")
    _ticks(axes, [0.5, 0.75, 1, 1.5, 2])
    axes.set_yticks(
        range(len(wide)),
        [_text("with-office" if offices[name] else "without-office", language, name=name) for name in wide.index],
    )
    axes.invert_yaxis()
    axes.set_xlabel(_text("changes-axis", language))
    axes.set_title(_text("changes-title", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.16), ncols=2, fontsize=9, frameon=False)
    return figures.Shown(
        figure=figure, alt=" ".join([_text("changes-alt", language), *lines]), text=_text("changes-reading", language)
    )


def tipping_view(
    neighbourhood: str, before: float, after: float, *, counts: pd.DataFrame, language: str
) -> figures.Shown:
    """Return which change of the risk is left, for a share reported before and one afterwards.

    Parameters
    ----------
    neighbourhood
        One of the first level of ``counts``.
    before, after
        Share of the events that is reported in the two half-years, in per cent, above 0.
    counts
        By neighbourhood and half-year, with the column ``complaints``.
    language
        Language of the figure, its alternative and its reading.
    """
    complaints = counts["complaints"].xs(neighbourhood, level="neighbourhood")
    reports = {half: int(complaints[half]) for half in HALVES}
    ratio = reports["after"] / reports["before"]
    chance = exact_limits.ratio_limits(reports["after"], reports["before"])
    events = {
        "before": reporting.events_between(reports["before"], share=_exactly(before)).low,
        "after": reporting.events_between(reports["after"], share=_exactly(after)).low,
    }
    # The chance in the reports, carried over to the events: the shares are taken as given here.
    left = Range(low=chance.low * before / after, high=chance.high * before / after)
    figure, axes = figures.new_figure(7.0, 4.2)
    line = [0, LARGEST]
    axes.plot(line, [ratio * share for share in line], color=figures.INK, linestyle="-")
    for bound in (chance.low, chance.high):
        axes.plot(line, [bound * share for share in line], color="#8a8a8a", linestyle="--", linewidth=1)
    axes.plot([before], [after], marker="o", markersize=10, color=figures.RUST, linestyle="none")
    axes.set_xlim(0, LARGEST)
    axes.set_ylim(0, LARGEST)
    axes.text(0.03, 0.95, _text("tipping-above", language), transform=axes.transAxes, va="top")
    axes.text(0.97, 0.05, _text("tipping-below", language), transform=axes.transAxes, ha="right")
    axes.set_xlabel(_text("tipping-x", language))
    axes.set_ylabel(_text("tipping-y", language))
    axes.set_title(_text("tipping-title", language, name=neighbourhood))
    verdict = "rose" if left.low > 1 else "fell" if left.high < 1 else "open"
    values = {
        "name": neighbourhood, "reports_before": reports["before"], "reports_after": reports["after"],
        "ratio": f"{ratio:.2f}", "before": f"{before:g}", "after": f"{after:g}",
        "tip": f"{100 * reporting.tipping_share(before / 100, ratio=ratio):.1f}",
        "events_before": f"{events['before']:,.0f}", "events_after": f"{events['after']:,.0f}",
        "factor": f"{events['after'] / events['before']:.2f}", "low": f"{left.low:.2f}", "high": f"{left.high:.2f}",
    }  # fmt: skip
    reading = " ".join([
        _text("tipping-reading", language, **values), _text(f"tipping-{verdict}", language),
        figures.synthetic_note(language),
    ])  # fmt: skip
    return figures.Shown(figure=figure, alt=_text("tipping-alt", language, **values), text=reading)


def _exactly(percent: float) -> Range:
    return Range(low=percent / 100, high=percent / 100)


def _ticks(axes: "Axes", ticks: list[float]) -> None:
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def _percent(share: float) -> str:
    return f"{100 * share:g}%"


def _text(key: str, language: str, **values: object) -> str:
    return messages.text(f"reporting.{key}", language=language, **values)
