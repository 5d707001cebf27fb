"""A published series as a picture in which a blank, a repeated value and a zero look different."""

import pandas as pd

from ruta import messages
from ruta.figures import INK, SAND, Shown, new_figure

NAMES = ("new", "repeated", "again", "inflow")


def repeated(stock: pd.Series) -> pd.Series:
    """Tell, year by year, whether a published stock is the figure of the year before carried forward.

    Parameters
    ----------
    stock
        Persons (Int64) by year; a year without a figure is blank and is never a repetition.
    """
    return (stock == stock.shift(1)).fillna(False).astype(bool).rename("repeated")


def published(table: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw a published stock and the published inflow by year.

    A new figure is a full mark, a figure carried forward is a hollow one, and a year without a figure has no mark: a
    blank is not drawn as zero.

    Parameters
    ----------
    table
        As returned by `ruta.statistics.account.series_account`.
    title
        Country, source and release.
    language
        Language of the labels and of the text alternative.
    """
    from matplotlib.ticker import MaxNLocator

    stock = table["closing"].dropna()
    inflow = table["inflow"].dropna()
    again = repeated(table["closing"])[stock.index]
    name = {key: messages.text(f"statistics.series.{key}", language=language) for key in NAMES}
    figure, axes = new_figure(7.0, 4.2)
    axes.bar(inflow.index, inflow.astype(float), width=0.5, color=SAND, edgecolor=INK, hatch="..", label=name["inflow"])
    for part, fill, key in ((stock[~again], INK, "new"), (stock[again], "white", "repeated")):
        axes.plot(
            part.index, part.astype(float), marker="o", markersize=8, linestyle="none",
            color=INK, markerfacecolor=fill, label=name[key],
        )  # fmt: skip
    axes.set_xlim(table.index.min() - 0.6, table.index.max() + 0.6)
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_ylabel(messages.text("statistics.series.axis", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    marks = again.map({True: f" ({name['again']})", False: ""})
    said = [f"{year}: {value:,}{mark}" for year, value, mark in zip(stock.index, stock, marks, strict=True)]
    bars = [f"{year}: {value:,}" for year, value in inflow.items()]
    alt = messages.text(
        "statistics.series.alt", language=language, title=title, stock="; ".join(said), inflow="; ".join(bars) or "–"
    )
    return Shown(figure=figure, alt=alt)
