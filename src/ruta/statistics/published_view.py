"""Pictures of published figures in which a blank, a repeated value, a jump and a revision look different."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure, real_note
from ruta.statistics import published as figures_of
from ruta.statistics.account import published_series
from ruta.statistics.published_text import moment, when

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import MaxNLocator

# Colour, line and mark say the same thing three times, so that one survives any printer.
LOOKS = ((INK, "-", "o"), (RUST, "--", "s"), (SKY, "-.", "^"), (SAND, ":", "D"))
HATCHES = {"stock": "", "flow": "//", "cumulative": "xx"}
SAME = 1
"""A difference of one person, as between 71,500 and 71,501, is no new figure."""


def series(stocks: Mapping[str, pd.Series], *, title: str, share: float, language: str) -> Shown:
    """Draw published stocks by year: line broken at blanks, repeated figures hollow, jumps marked and not smoothed.

    Parameters
    ----------
    stocks
        Persons (Int64) on 31 December by year, by the name that the legend gives.
    title
        Place and release.
    share
        Share of the earlier figure above which a change is marked, as in `ruta.statistics.published.suspected_breaks`.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(7.0, 4.4)
    said, marks = [], []
    for number, ((name, values), look) in enumerate(zip(stocks.items(), LOOKS, strict=False)):
        years = pd.RangeIndex(int(values.index.min()), int(values.index.max()) + 1)
        stock = values.astype("Int64").reindex(years)
        again = figures_of.repeated(stock, within=SAME)
        jumps = figures_of.suspected_breaks(stock, share=share).index
        _line(axes, stock, again, look, name, size=max(10 - 4 * number, 3))
        for year in jumps:
            axes.axvline(year - 0.5, color=look[0], linestyle=":", linewidth=1.2)
        words = {True: _text("series.again", language), False: ""}, {True: _text("series.jump", language), False: ""}
        notes = {y: ", ".join(filter(None, (words[0][bool(again[y])], words[1][y in jumps]))) for y in years}
        known = stock.dropna()
        listed = (f"{y}: {known[y]:,}" + (f" ({notes[y]})" if notes[y] else "") for y in years if y in known.index)
        said.append(messages.text("published.series.said", language=language, name=name, values="; ".join(listed)))
        marked = ", ".join(str(year) for year in jumps) or _text("series.none", language)
        marks.append(messages.text("published.series.marks", language=language, name=name, years=marked))
    _key(axes, language)
    _dress(axes, _text("series.axis", language))
    axes.set_ylim(bottom=0)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    reading = messages.text(
        "published.series.reading", language=language, percent=f"{100 * share:g}", marks=" ".join(marks)
    )
    alt = messages.text("published.series.alt", language=language, title=title, series=" ".join(said))
    return Shown(figure=figure, alt=f"{alt} {reading}", text=reading)


def releases(triangle: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw a revision triangle: one mark a year and release, so that a revised year shows two heights.

    Parameters
    ----------
    triangle
        As returned by `ruta.statistics.published.vintages`.
    title
        Place, figure and source.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(7.0, 4.2)
    said = []
    for number, (released, look) in enumerate(zip(triangle.columns, LOOKS[::-1], strict=False)):
        known = triangle[released].dropna()
        words = moment(str(released), language=language)
        name = messages.text("published.releases.of", language=language, released=words)
        # Older releases larger and hollow: a newer mark that agrees sits inside.
        fill = look[0] if number == triangle.shape[1] - 1 else "none"
        axes.plot(
            known.index, known.astype(float), linestyle="none", marker=look[2], color=look[0],
            markersize=13 - 3 * number, markerfacecolor=fill, markeredgewidth=1.6, label=name,
        )  # fmt: skip
        values = "; ".join(f"{year}: {value:,}" for year, value in known.items())
        said.append(messages.text("published.series.said", language=language, name=name, values=values))
    _dress(axes, _text("releases.axis", language))
    axes.set_ylim(bottom=0)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=2)
    alt = messages.text("published.releases.alt", language=language, title=title, series=" ".join(said))
    return Shown(figure=figure, alt=alt)


def beside(rows: pd.DataFrame, names: Mapping[str, str], *, title: str, language: str) -> Shown:
    """Draw figures of one place and year as bars, each with its kind, so that none is read for another.

    Parameters
    ----------
    rows
        Rows of the published figures, one a bar, from top to bottom.
    names
        Name of each bar, by ``indicator``.
    title
        Place and year.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(7.0, 1.4 + 0.75 * len(rows))
    bars = []
    for place, (_, row) in enumerate(rows.iterrows()):
        kind = str(row["kind"])
        unit, about = _text(f"unit-{row['unit']}", language), _text(f"kind-{kind}", language)
        dated = when(str(row["reference"]), language=language)
        axes.barh(place, int(row["value"]), height=0.6, color="white", edgecolor=INK, hatch=HATCHES[kind])
        number = f"{int(row['value']):,} {unit} {dated}"
        axes.annotate(
            f"{number}\n{about}", (0, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=8.5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
        name = " ".join(names[str(row["indicator"])].split())
        bars.append(f"{name}: {number} ({about}).")
    axes.set_yticks(range(len(rows)), [names[str(indicator)] for indicator in rows["indicator"]])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(_few())
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel(_text("beside.axis", language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Shown(
        figure=figure, alt=messages.text("published.beside.alt", language=language, title=title, bars=" ".join(bars))
    )


def stocks_of(published: pd.DataFrame, *, iso3: str, language: str) -> dict[str, pd.Series]:
    """Return the published stocks of a country (IDMC, UNHCR) by name; a source without a figure is left out."""
    known = {"name-idmc": "idp_stock_conflict_idmc", "name-unhcr": "idp_stock_unhcr"}
    found = {
        _text(key, language): published_series(published, iso3=iso3, indicator=indicator)
        for key, indicator in known.items()
    }
    return {name: values for name, values in found.items() if len(values)}


def marker(published: pd.DataFrame, *, language: str) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: the stocks of a country with the years that a rule marks.

    Parameters
    ----------
    published
        As returned by ``ruta.datasets.published()``, one release each.
    language
        Language of what is shown.
    """

    def mark(*, place: str, percent: int) -> Shown:
        return mark_a_series(published, place=place, percent=percent, language=language)

    return mark


def mark_a_series(published: pd.DataFrame, *, place: str, percent: int, language: str) -> Shown:
    """Draw the stocks of a country and say which years a rule of so many per cent marks.

    Parameters
    ----------
    published
        As in `marker`.
    place
        ISO 3166-1 alpha-3 code of the country.
    percent
        Change from one year to the next (% of the earlier figure) above which a year is marked.
    language
        Language of what is shown.
    """
    country = _text(f"place-{place}", language)
    title = messages.text("published.explore.title", language=language, place=country)
    stocks = stocks_of(published, iso3=place, language=language)
    shown = series(stocks, title=title, share=percent / 100, language=language)
    source = f"{_text('explore.source', language)} {real_note(language)}"
    return Shown(figure=shown.figure, alt=shown.alt, text=f"{shown.text} {source}")


def _text(key: str, language: str) -> str:
    return messages.text(f"published.{key}", language=language)


def _few() -> "MaxNLocator":
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(4)


def _line(
    axes: "Axes", stock: pd.Series, again: pd.Series, look: tuple[str, str, str], name: str, *, size: int
) -> None:
    colour, style, mark = look
    # A blank becomes a NaN, at which the line is broken.
    axes.plot(stock.index, stock.astype("Float64").to_numpy(float, na_value=float("nan")), style, color=colour)
    for part, fill, label in ((stock[~again], colour, name), (stock[again], "white", "")):
        known = part.dropna()
        axes.plot(
            known.index, known.astype(float), marker=mark, markersize=size, linestyle="none", color=colour,
            markerfacecolor=fill, label=label or None,
        )  # fmt: skip


def _key(axes: "Axes", language: str) -> None:
    for fill, key in ((INK, "series.new"), ("white", "series.repeated")):
        axes.plot([], [], marker="o", linestyle="none", color=INK, markerfacecolor=fill, label=_text(key, language))
    axes.plot([], [], linestyle=":", color=INK, label=_text("series.break", language))


def _dress(axes: "Axes", label: str) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_ylabel(label)
