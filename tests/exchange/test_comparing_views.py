"""Where a series speaks; the figures and the control of the lesson; the invented cases of its exercise."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import actions, cards, comparing, comparing_cases, comparing_view, sheet_view, speaking
from ruta.messages import LANGUAGES

FIGURES = pd.DataFrame(
    {"A": [5.0, 5.0, np.nan, 5.0, 0.0, 0.0], "B": [71_500, 71_501, 71_500, 71_500, 9, 8]},
    index=[2018, 2019, 2020, 2021, 2022, 2023],
)


def test_the_four_states_by_hand() -> None:
    found = speaking.states(FIGURES)
    assert list(found["A"]) == ["new", "repeated", "silent", "new", "zero", "zero"]
    assert list(found["B"]) == ["new", "repeated", "repeated", "repeated", "new", "repeated"]
    assert list(speaking.states(FIGURES, within=0)["B"]) == ["new", "new", "new", "repeated", "new", "new"]
    assert speaking.years_for_all(found) == [2018, 2019, 2021, 2022, 2023]


def test_a_year_without_a_row_is_silent() -> None:
    found = speaking.states(FIGURES.drop(index=2021))
    assert list(found.loc[2021]) == ["silent", "silent"]
    assert found.loc[2022, "B"] == "new"  # nothing in the year before to repeat


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 4).map(lambda n: 10.0 * n)), min_size=1, max_size=8)


@given(VALUES)
@settings(max_examples=30)
def test_states_follow_their_definition(values: list[float | None]) -> None:
    table = pd.DataFrame({"A": pd.Series(values, index=range(2000, 2000 + len(values)), dtype="float64")})
    found = list(speaking.states(table)["A"])
    for place, value in enumerate(values):
        if value is None:
            assert found[place] == "silent"
        elif value == 0:
            assert found[place] == "zero"
        else:
            assert found[place] == ("repeated" if place and values[place - 1] == value else "new")


def test_a_table_without_figures_and_a_year_twice_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        speaking.states(FIGURES.iloc[:0])
    assert "no figures" in refused.value.sentence("en")
    with pytest.raises(InputError) as refused:
        speaking.states(pd.concat([FIGURES, FIGURES.iloc[:1]]))
    assert "2018 stands twice" in refused.value.sentence("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_grid_draws_every_mark_and_says_it(language: str) -> None:
    shown = comparing_view.grid(speaking.states(FIGURES), title="T", language=language)
    lines = {line.get_label(): line for line in shown.figure.axes[0].lines}
    assert [len(line.get_xdata()) for line in lines.values()] == [4, 5, 2, 1]
    assert len(set(lines)) == 4
    assert "2018" in shown.alt
    assert "2023" in shown.alt


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("country", cards.COUNTRIES)
def test_the_panels_begin_with_the_chosen_country(country: str, shared: bool) -> None:
    series = {iso3: pd.Series([n, 10.0 * n], index=[2010, 2012]) for n, iso3 in enumerate(cards.COUNTRIES, start=1)}
    shown = comparing_view.panels(series, country=country, title="T", shared=shared, decimals=1, language="en")
    axes = shown.figure.axes
    assert axes[0].get_title(loc="left") == comparing_view.place(country, "en")
    tops = {round(ax.get_ylim()[1], 6) for ax in axes}
    assert len(tops) == (1 if shared else 4)
    assert all(len(ax.lines[0].get_xdata()) == 3 for ax in axes)  # 2011 is a gap, not a point between
    assert all(np.isnan(ax.lines[0].get_ydata()[1]) for ax in axes)
    assert ("must not be compared" in shown.alt) is (not shared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_shows_verdict_and_tempting_number(language: str) -> None:
    table = cards.cards("HND", language=language)
    names = table["name"]
    shown = sheet_view.two_cards(
        table, language=language, first=names["mex-envipe-2020"], second=names["hnd-conadeh-2022"]
    )
    assert "911,914" in shown.text
    assert "736.0" in shown.text  # 911,914 / 1,239
    sheet = comparing.compare(table.loc[["mex-envipe-2020", "hnd-conadeh-2022"]])
    assert shown.text.startswith(sheet_view.note(sheet, language=language))
    for name in comparing.CONDITIONS:
        assert sheet_view.conditions([name], language) in shown.alt


def test_the_control_refuses_one_card_twice_and_an_unknown_one() -> None:
    table = cards.cards("HND", language="en")
    name = table["name"].iloc[0]
    with pytest.raises(InputError) as refused:
        sheet_view.two_cards(table, language="en", first=name, second=name)
    assert "stands twice" in refused.value.sentence("en")
    with pytest.raises(InputError) as refused:
        sheet_view.two_cards(table, language="en", first=name, second="Nobody")
    assert "no figure called Nobody" in refused.value.sentence("en")


def test_a_chart_that_may_not_be_drawn_has_no_caption() -> None:
    table = cards.cards("HND", language="en")
    with pytest.raises(InputError) as refused:
        sheet_view.caption(comparing.compare(table.loc[["slv-profile", "hnd-profile"]]), language="en")
    assert "may not share a chart" in refused.value.sentence("en")
    assert "unit" in refused.value.sentence("en")
    may = comparing.compare(table.loc[["slv-homicide-2015", "hnd-homicide-2015"]])
    assert sheet_view.caption(may, language="en") == "Not stated by our copy of the source: how it was found."


@pytest.mark.parametrize("country", cards.COUNTRIES)
@pytest.mark.parametrize("seed", [1, 7, 2026])
def test_the_invented_cases_have_what_the_questions_speak_of(country: str, seed: int) -> None:
    sheets = comparing_cases.drawn_cards(country, seed=seed, language="en")
    found = comparing.beside(sheets, of="F1").value_counts()
    assert found.to_dict() == {"apart": 5, "together": 2, "note": 1}

    pair = comparing.compare(comparing_cases.drawn_pair(country, seed=seed, language="en"))
    assert len(comparing.reasons(pair)) in (2, 3)
    assert len(comparing.reasons(pair, "not-stated")) == 1

    series = comparing_cases.drawn_series(country, seed=seed)
    states = speaking.states(series)
    assert states["C"].value_counts().nunique() == states["C"].nunique()
    assert 0 < len(speaking.years_for_all(states)) < len(series)

    drawn = comparing_cases.drawn_actions(country, seed=seed)
    result = actions.examine(drawn, evidence=cards.card_ids(), language="en")
    assert (result["status"] == "ready").sum() == 2
    assert result.loc[result["status"] == "refused", "why"].str.replace(r"\d \(P\d\)", "", regex=True).nunique() == 5


def test_the_cases_follow_country_and_seed() -> None:
    draws = [
        comparing_cases.drawn_population(country, seed=seed)["value"].tolist()
        for country, seed in (("HND", 1), ("HND", 1), ("HND", 2), ("MEX", 1))
    ]
    assert draws[0] == draws[1]
    assert draws[0] != draws[2]
    assert draws[0] != draws[3]
