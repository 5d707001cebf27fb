"""The board, the figures of the route of care and its control: what they show, in both languages."""

import pandas as pd
import pytest

from ruta import figures
from ruta.service_access import board, board_figure, reach, route_figures, route_view
from ruta.service_access.example_route import CUT_OFF, RIGHTS, STEPS, example_route
from ruta.service_access.funnel import cohort, funnel

MONTHS = {"first": "2025-01-01", "last": "2025-06-30"}


@pytest.fixture(scope="module")
def route():
    return example_route(country="HND", seed=2026)


@pytest.fixture(scope="module")
def found(route):
    return board.board(route.cases, route.deliveries, route.need, cut_off=CUT_OFF, window=180, **MONTHS)


def test_the_board_gives_the_counts_of_the_tables(route, found):
    year = route.deliveries[route.deliveries["delivered_on"].dt.year == 2025]
    assert found.persons["persons"]["all"] == found.coverage["served"]["any"] == year["person_id"].nunique()
    assert list(found.persons.index) == [*RIGHTS, "all"]
    assert (found.coverage["least"] < found.coverage["share"]).all()
    assert (found.coverage["share"] < found.coverage["most"]).all()
    unfinished = route.cases["finished_on"].isna() & route.cases["closed_on"].isna()
    assert found.open_ages.sum() == unfinished.sum()
    people = cohort(route.cases, **MONTHS)
    assert found.opinion["people"].sum() == len(people)
    assert found.opinion["asked"]["open"] == 0
    assert (found.opinion["satisfied"] <= found.opinion["asked"]).all()


def test_the_range_of_the_satisfied_holds_the_truth(route, found):
    people = cohort(route.cases, **MONTHS).merge(route.truth, on="case_id")
    low, high = board.satisfied_range(found.opinion)
    true_share = people["would_be_satisfied"].mean()
    assert low < true_share < high
    finished = found.opinion.loc["finished"]
    assert finished["satisfied"] / finished["asked"] > high + 0.1  # asked only of those who finished


def test_the_range_by_hand():
    table = pd.DataFrame(
        {"people": [50, 40, 10], "asked": [50, 8, 0], "satisfied": [40, 2, 0]}, index=["finished", "left", "open"]
    )
    assert board.satisfied_range(table) == pytest.approx((0.5, 0.6))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_board_is_one_page_with_what_is_not_known(found, language):
    shown = board_figure.board_figure(found, language=language, note=figures.synthetic_note(language))
    assert len(shown.figure.axes) == 6
    width, height = shown.figure.get_size_inches()
    assert 1.2 < height / width < 1.45  # a sheet of paper, upright
    assert {"en": "NOT KNOWN", "es": "NO SE SABE"}[language] in shown.alt
    assert figures.synthetic_note(language) in shown.alt
    assert f"{found.persons['persons']['all']:,}" in shown.alt
    # Every bar is black, grey or white: a copy in grey loses nothing.
    for axes in shown.figure.axes:
        for bar in axes.patches:
            red, green, blue, _ = bar.get_facecolor()
            assert red == green == blue


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_drawn_funnel_is_the_table(route, language):
    table = funnel(cohort(route.cases, **MONTHS), window=180, cut_off=CUT_OFF)
    shown = route_figures.funnel_figure(table, language=language, title="T")
    bars = shown.figure.axes[0].containers
    assert [bar.get_width() for bar in bars[0]] == table["reached"].tolist()
    assert [bar.get_width() for bar in bars[1]] == table["left"].tolist()
    for count in table["reached"]:
        assert f"{count:,}" in shown.alt
    assert len(shown.figure.legends[0].get_texts()) == 3  # nobody's window is open here


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_small_panels_hatch_the_step_and_the_stage_that_lose_most(route, language):
    people = cohort(route.cases, **MONTHS)
    tables = {right: funnel(people[people["right"] == right], window=180, cut_off=CUT_OFF) for right in RIGHTS}
    shown = route_figures.funnels_by_right(tables, language=language)
    for axes, table in zip(shown.figure.axes, tables.values(), strict=True):
        hatched = [place for place, bar in enumerate(axes.patches) if bar.get_hatch()]
        assert hatched == [list(STEPS).index(table["left"].idxmax())]
    counts = reach.stages(route.need.loc["health"], contact=200, effective=50)
    shown = route_figures.stages_by_right({"health": counts}, language=language)
    hatched = [place for place, bar in enumerate(shown.figure.axes[0].patches) if bar.get_hatch()]
    assert hatched == [list(reach.STAGES).index(reach.bottleneck(counts))]
    assert route_figures.right_name("health", language) in shown.alt


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("half_year", route_view.COHORTS)
def test_the_control_says_when_the_window_is_not_over(route, language, half_year):
    shown = route_view.funnel_view("land", half_year, 180, cases=route.cases, cut_off=CUT_OFF, language=language)
    first, last = route_view.COHORTS[half_year]
    people = cohort(route.cases[route.cases["right"] == "land"], first=first, last=last)
    table = funnel(people, window=180, cut_off=CUT_OFF, allow_unfinished=True)
    assert figures.synthetic_note(language) in shown.text
    assert f"{table['reached']['served_on']:,}" in shown.text
    assert (str(CUT_OFF.date()) in shown.text) == bool(table["not_yet"].sum()) == (half_year == "2025-2")


def test_the_control_takes_all_the_rights_together_and_a_short_window(route):
    shown = route_view.funnel_view(route_view.EVERY, "2024-1", 30, cases=route.cases, cut_off=CUT_OFF, language="es")
    people = cohort(route.cases, first="2024-01-01", last="2024-06-30")
    assert f"De {len(people):,} solicitudes" in shown.text
