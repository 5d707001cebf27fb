"""What the pictures of published figures say to somebody who cannot see them, and what they draw."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.messages import LANGUAGES
from ruta.statistics import published as pub
from ruta.statistics import published_view as view


def xs(axes, marker: str, *, hollow: bool) -> list[int]:
    """Years drawn with a mark that is hollow or full."""
    lines = [line for line in axes.get_lines() if line.get_marker() == marker and len(line.get_xdata())]
    return [
        int(x)
        for line in lines
        if (line.get_markerfacecolor() in ("white", "none")) == hollow
        for x in line.get_xdata()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_breaks_the_line_and_a_repeated_figure_is_hollow(language: str) -> None:
    stock = pd.Series({2014: 100, 2015: 101, 2018: 300, 2019: 300}, dtype="Int64")
    shown = view.series({"IDMC": stock}, title="t", share=0.5, language=language)
    axes = shown.figure.axes[0]
    assert xs(axes, "o", hollow=True) == [2015, 2019]
    assert xs(axes, "o", hollow=False) == [2014, 2018]
    joined = next(line for line in axes.get_lines() if line.get_linestyle() == "-" and len(line.get_xdata()) > 2)
    assert list(pd.isna(joined.get_ydata())) == [False, False, True, True, False, False]
    assert "2016" not in shown.alt
    assert "2017" not in shown.alt
    # 100 to 300 stands beside a blank: the rule does not judge it.
    assert shown.text == view.messages.text(
        "published.series.reading",
        language=language,
        percent="50",
        marks=f"IDMC: {view._text('series.none', language)}.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", datasets.COUNTRIES)
@pytest.mark.parametrize("percent", [5, 10, 60])
def test_the_control_marks_what_the_rule_marks(country: str, percent: int, language: str) -> None:
    published = datasets.published()
    shown = view.marker(published, language=language)(place=country, percent=percent)
    stocks = view.stocks_of(published, iso3=country, language=language)
    marked = [year for stock in stocks.values() for year in pub.suspected_breaks(stock, share=percent / 100).index]
    dotted = [
        line for line in shown.figure.axes[0].get_lines() if line.get_linestyle() == ":" and len(line.get_xdata())
    ]
    assert sorted(line.get_xdata()[0] + 0.5 for line in dotted) == sorted(marked)
    for year in marked:
        assert str(year) in shown.text
    assert view._text("explore.source", language) in shown.text
    for stock in stocks.values():
        for value in stock:
            assert f"{value:,}" in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_revised_year_has_two_heights(language: str) -> None:
    triangle = pub.vintages(datasets.published("every"), iso3="COL", indicator="new_displacements_conflict_idmc")
    shown = view.releases(triangle, title="Colombia", language=language)
    at_2022 = [
        float(y)
        for line in shown.figure.axes[0].get_lines()
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
        if x == 2022
    ]
    assert sorted(at_2022) == [338_665, 391_099]
    for part in ("2022: 338,665", "2022: 391,099", "2018", "2025"):
        assert part in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bar_says_its_kind_and_its_day(language: str) -> None:
    rows = datasets.published("latest").query("iso3 == 'COL' and year == 2021")
    rows = rows[rows["indicator"].isin(["displaced_ruv", "idp_stock_unhcr"])]
    names = {"displaced_ruv": "RUV", "idp_stock_unhcr": "UNHCR"}
    shown = view.beside(rows, names, title="Colombia 2021", language=language)
    for part in ("8,219,403", "6,766,002", "1985", "RUV", view._text("kind-cumulative", language)):
        assert part in shown.alt
    assert [bar.get_width() for bar in shown.figure.axes[0].patches] == rows["value"].astype(float).tolist()
    assert len({bar.get_hatch() for bar in shown.figure.axes[0].patches}) == 2
