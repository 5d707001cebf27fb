"""The monitoring board as one page that can be printed in grey: six panels, and under them what is not known."""

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from ruta.figures import STYLE, Shown
from ruta.service_access.board import Board, satisfied_range
from ruta.service_access.route_figures import DARK, MIDDLE, draw_funnel, funnel_alt, right_name, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def board_figure(found: Board, *, language: str, note: str) -> Shown:
    """Draw the board on one upright page.

    Parameters
    ----------
    found
        From `ruta.service_access.board.board`.
    language
        Language of the labels.
    note
        Where the data come from; for invented data, `ruta.figures.synthetic_note`.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.0, 9.2))
        panels = figure.subplots(3, 2).ravel()
    # A fixed layout: a page that is printed every month should look the same every month.
    figure.subplots_adjust(left=0.245, right=0.985, top=0.925, bottom=0.235, wspace=0.78, hspace=0.28)
    draws = (_persons, _coverage, _funnel, _open, _referrals, _opinion)
    lines = []
    for number, (axes, draw) in enumerate(zip(panels, draws, strict=True), 1):
        title, line = draw(axes, found, language)
        axes.set_title(f"{number}. {title}", fontsize=8.5, fontweight="bold", loc="left", x=-0.84)
        axes.tick_params(axis="both", labelsize=8)
        axes.spines["bottom"].set_visible(False)
        lines.append(f"{number}. {line}")
    head = say("board-title", language, cut_off=found.cut_off.date())
    figure.text(0.02, 0.965, head, fontsize=12, fontweight="bold")
    under = [*_definitions(found, language), note]
    wrapped = "\n".join("\n".join(textwrap.wrap(line, 118)) for line in under)
    figure.text(0.02, 0.212, wrapped, va="top", fontsize=7.8, linespacing=1.35)
    return Shown(figure=figure, alt=" ".join([f"{head}.", *lines, *under]))


def _definitions(found: Board, language: str) -> list[str]:
    dates = {"first": found.first.date(), "last": found.last.date(), "window": found.window, "year": found.cut_off.year}
    lines = [say(f"board-foot-{number}", language, **dates) for number in range(1, 5)]
    low, high = satisfied_range(found.opinion)
    unknown = say("board-unknown", language, open=f"{found.opinion['people'].loc['open']:,}",
                  low=f"{100 * low:.0f}", high=f"{100 * high:.0f}", old=f"{found.open_ages.iloc[-1]:,}",
                  silent=f"{found.referrals['sent'] - found.referrals['answered']:,}")  # fmt: skip
    return [*lines, unknown]


def _bars(axes: "Axes", values: "pd.Series[float] | pd.Series[int]", texts: list[str]) -> None:
    places = list(range(len(values)))
    axes.barh(places, values, color=DARK)
    for place, (value, said) in enumerate(zip(values, texts, strict=True)):
        axes.text(float(value), place, f" {said}", va="center", fontsize=7.5)
    axes.set_yticks(places, [str(name) for name in values.index])
    axes.set_xticks([])
    axes.set_xlim(0, 1.5 * max(float(values.max()), 1e-9))
    axes.invert_yaxis()


def _persons(axes: "Axes", found: Board, language: str) -> tuple[str, str]:
    table = found.persons
    names = [_name(str(key), language) for key in table.index]
    places = list(range(len(table)))
    axes.barh([p - 0.2 for p in places], table["deliveries"], height=0.38, color=MIDDLE)
    axes.barh([p + 0.2 for p in places], table["persons"], height=0.38, color=DARK)
    for place, (_, row) in zip(places, table.iterrows(), strict=True):
        axes.text(row["deliveries"], place - 0.2, f" {row['deliveries']:,.0f}", va="center", fontsize=7)
        axes.text(row["persons"], place + 0.2, f" {row['persons']:,.0f}", va="center", fontsize=7)
    axes.set_yticks(places, names)
    axes.set_xticks([])
    axes.set_xlim(0, 1.25 * int(table["deliveries"].max()))
    axes.invert_yaxis()
    title = say("board-persons", language, year=found.cut_off.year)
    every = table.loc["all"]
    return title, say("board-persons-alt", language, title=title, deliveries=f"{every['deliveries']:,.0f}",
               persons=f"{every['persons']:,.0f}")  # fmt: skip


def _coverage(axes: "Axes", found: Board, language: str) -> tuple[str, str]:
    table = found.coverage
    shares = (100 * table["share"]).rename(lambda key: _name(str(key), language))
    texts = [f"{row['served']:,.0f} / {row['in_need']:,.0f} = {100 * row['share']:.0f}" for _, row in table.iterrows()]
    _bars(axes, shares, [""] * len(shares))
    most = 100 * table["most"]
    for place, said in enumerate(texts):
        axes.text(float(most.iloc[place]), place, f"  {said}", va="center", fontsize=7)
    below = (100 * (table["share"] - table["least"])).to_numpy()
    above = (100 * (table["most"] - table["share"])).to_numpy()
    axes.errorbar(
        shares, range(len(shares)), xerr=[below, above],
        fmt="none", ecolor="#8a8a8a", capsize=2, linewidth=1.2,
    )  # fmt: skip
    axes.set_xlim(0, 2.2 * float(most.max()))
    title = say("board-coverage", language, year=found.cut_off.year)
    lines = [f"{name}: {said}" for name, said in zip(shares.index, texts, strict=True)]
    return title, f"{title}. {'; '.join(lines)}."


def _funnel(axes: "Axes", found: Board, language: str) -> tuple[str, str]:
    draw_funnel(axes, found.route, language=language, size=7.5)
    axes.set_xticks([])
    title = say("board-funnel", language, window=found.window)
    return title, funnel_alt(found.route, language=language, title=title)


def _open(axes: "Axes", found: Board, language: str) -> tuple[str, str]:
    counts = found.open_ages.rename(lambda key: say(f"board-{key}", language))
    _bars(axes, counts, [f"{count:,}" for count in counts])
    title = say("board-open", language, count=f"{counts.sum():,}")
    return title, f"{title}. {'; '.join(f'{name}: {count:,}' for name, count in counts.items())}."


def _referrals(axes: "Axes", found: Board, language: str) -> tuple[str, str]:
    sent = int(found.referrals["sent"])
    counts = found.referrals.rename(lambda key: say(f"board-{key}", language))
    texts = [f"{sent:,}", *(f"{count:,} / {sent:,} = {100 * count / sent:.0f}" for count in counts.iloc[1:])]
    _bars(axes, counts, texts)
    title = say("board-referrals", language)
    return title, f"{title}. {'; '.join(f'{name}: {said}' for name, said in zip(counts.index, texts, strict=True))}."


def _opinion(axes: "Axes", found: Board, language: str) -> tuple[str, str]:
    table = found.opinion.rename(index=lambda key: say(f"board-state-{key}", language))
    shares = (100 * table["satisfied"] / table["asked"].where(table["asked"] > 0)).fillna(0.0)
    texts = [
        say("board-asked", language, satisfied=f"{row['satisfied']:,}", asked=f"{row['asked']:,}",
            share=f"{100 * row['satisfied'] / row['asked']:.0f}", people=f"{row['people']:,}")
        if row["asked"] else say("board-not-asked", language, people=f"{row['people']:,}")
        for _, row in table.iterrows()
    ]  # fmt: skip
    _bars(axes, shares, texts)
    axes.set_xlim(0, 440)
    title = say("board-opinion", language)
    return title, f"{title}. {'; '.join(f'{name}: {said}' for name, said in zip(table.index, texts, strict=True))}."


def _name(key: str, language: str) -> str:
    return say("all-rights", language) if key in ("all", "any") else right_name(key, language)
