"""Figures that put countries beside each other without ranking them: one place a country, one's own first."""

import textwrap
from collections.abc import Mapping

import pandas as pd

from ruta.exchange import comparing
from ruta.exchange.cards import in_order
from ruta.exchange.speaking import NEW, REPEATED, SILENT, STATES, ZERO
from ruta.figures import INK, RUST, SKY, Shown, new_figure
from ruta.messages import text

MARKS = {NEW: ("o", INK), REPEATED: ("o", "white"), ZERO: ("D", SKY), SILENT: ("x", INK)}
"""Shape and filling of each state: shape and hollowness survive any printer."""
WIDE = 56
"""Letters in a line of a title: the figures are narrow, so that a telephone can show them."""
SIGNS = {comparing.SAME: "=", comparing.DIFFERENT: "≠", comparing.NOT_STATED: "?"}


def _say(key: str, language: str, **params: object) -> str:
    return text(f"comparing.{key}", language=language, **params)


def place(name: str, language: str) -> str:
    """Return the name of a country, or an invented name as it is."""
    return _say(f"place-{name}", language) if name in ("SLV", "HND", "MEX", "COL") else name


def grid(found: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw where a series speaks: one row a country, one mark a year; a cross for silence.

    Parameters
    ----------
    found
        From `ruta.exchange.speaking.states`; its columns from top to bottom.
    title
        Which series and release.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(5.6, 1.9 + 0.45 * found.shape[1])
    names = [place(str(column), language) for column in found.columns]
    for state in STATES:
        marker, filling = MARKS[state]
        spots = [
            (year, row) for row, column in enumerate(found.columns) for year in found.index[found[column] == state]
        ]
        axes.plot(
            [year for year, _ in spots], [row for _, row in spots], linestyle="none", color=INK, markersize=8,
            label=_say(f"state-{state}", language), marker=marker, markerfacecolor=filling,
        )  # fmt: skip
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    step = max(1, -(-len(found) // 9))  # at most nine years on the axis, so that a telephone can show them
    axes.set_xticks(list(found.index)[::step])
    axes.set_xlim(found.index[0] - 0.6, found.index[-1] + 0.6)
    figure.suptitle(textwrap.fill(title, WIDE), x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=2)
    said = [
        _say("grid-said", language, place=name, **{state: int((found[column] == state).sum()) for state in STATES})
        for name, column in zip(names, found.columns, strict=True)
    ]
    span = {"first": found.index[0], "last": found.index[-1]}
    return Shown(figure=figure, alt=_say("grid-alt", language, title=title, said=" ".join(said), **span))


def panels(
    figures: Mapping[str, pd.Series], *, country: str, title: str, shared: bool, decimals: int, language: str
) -> Shown:
    """Draw one panel a country, one's own first: where levels may be compared, on one scale; else each on its own.

    Parameters
    ----------
    figures
        Figure by year, by country code; blank years break the line.
    country
        Which country comes first.
    title
        Series and release.
    shared
        Whether the panels share their scale: only where the figures may stand in one chart.
    decimals
        Digits after the point in the text alternative.
    language
        Language of the labels and of the text alternative.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    from ruta.figures import STYLE

    order = [iso3 for iso3 in in_order(country) if iso3 in figures]
    every_year = [int(year) for iso3 in order for year in figures[iso3].index]
    first, last = min(every_year), max(every_year)
    highest = max(float(figures[iso3].max()) for iso3 in order)
    said = []
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(5.6, 4.8), layout="constrained")
        for axes, iso3 in zip(figure.subplots(2, 2, sharex=True).flat, order, strict=False):
            values = figures[iso3].astype("float64").reindex(range(first, last + 1))
            own = iso3 == country
            # Levels of unlike origin are dots: a line between them would look like a measured path.
            axes.plot(values.index, values, color=INK if own else RUST, linestyle="-" if shared else "none",
                      marker="o" if own else "s", markersize=4)  # fmt: skip
            axes.set_ylim(0, 1.15 * (highest if shared else float(values.max())))
            axes.set_xlim(first - 0.5, last + 0.5)
            axes.set_title(place(iso3, language), fontsize=10, fontweight="bold" if own else "normal")
            axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axes.yaxis.set_major_locator(MaxNLocator(4))
            axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
            known = values.dropna()
            listed = "; ".join(f"{year}: {value:,.{decimals}f}" for year, value in known.items())
            said.append(_say("panel-said", language, place=place(iso3, language), values=listed))
        figure.suptitle(textwrap.fill(title, WIDE), x=0.01, ha="left", fontsize=11)
    scale = _say("panels-shared" if shared else "panels-own", language)
    return Shown(figure=figure, alt=_say("panels-alt", language, title=title, scale=scale, said=" ".join(said)))
