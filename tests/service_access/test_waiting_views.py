"""The figures of the lesson and its control: what they show, in both languages, and what they refuse."""

import pandas as pd
import pytest

from ruta import datasets, survival
from ruta.errors import InputError
from ruta.service_access import waiting, waiting_figures, waiting_view

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module", params=datasets.COUNTRIES)
def documents(request):
    every = datasets.table("service-requests", country=request.param)
    rows = every[every["service"] == "identity-document"].merge(
        datasets.truth("waits", country=request.param), on="request_id"
    )
    return waiting.durations(rows, cut_off=rows["cut_off"].iloc[0])


@pytest.fixture
def last_year(documents):
    return documents[documents["requested_on"].dt.year == 2024]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_line_per_request_and_every_state_is_counted(documents, language):
    some = documents.tail(20)
    shown = waiting_figures.person_lines(some, cut_off="2025-12-31", language=language)
    lines = shown.figure.axes[0].collections[0].get_segments()
    assert len(lines) == 20
    assert str((some["status"] == "waiting").sum()) in shown.alt
    assert len(shown.figure.legends[0].get_texts()) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_alternative_reads_the_curves(documents, language):
    shown = waiting_figures.group_curves(documents, language=language)
    for group in waiting_figures.GROUPS:
        inside = documents[documents["group"] == group]
        table = survival.kaplan_meier(inside["days"], served=inside["status"] == "served")
        assert waiting_figures.days_text(survival.median_wait(table), language=language) in shown.alt
        assert f"{100 * survival.still_waiting_at(table, 180):.0f}" in shown.alt


def test_the_drawn_curve_is_the_table(documents):
    axes = waiting_figures.group_curves(documents, language="en").figure.axes[0]
    inside = documents[documents["group"] == "displaced"]
    table = survival.kaplan_meier(inside["days"], served=inside["status"] == "served")
    drawn = pd.Series(axes.lines[0].get_ydata(), index=axes.lines[0].get_xdata())
    assert drawn.iloc[0] == 100
    assert drawn.iloc[1:-1].tolist() == pytest.approx((100 * table["still_waiting"]).tolist())
    assert drawn.index[-1] == inside["days"].max()
    assert {line.get_linestyle() for line in axes.lines[:3:2]} == {"-", "--"}  # told apart without colour


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exercise_can_keep_the_median_to_itself(documents, language):
    shown = waiting_figures.group_curves(documents, language=language, read_at=60, say_median=False)
    assert "median" not in shown.alt.lower()
    assert "60" in shown.alt


def test_a_missing_group_is_named(documents):
    with pytest.raises(InputError) as refused:
        waiting_figures.group_curves(documents[documents["group"] == "host"], language="es")
    assert "displaced" in refused.value.sentence("es")


def test_a_median_that_is_not_reached_is_said_in_words():
    assert waiting_figures.days_text(float("nan"), language="es") == "aún no se alcanza"
    assert waiting_figures.days_text(41.0, language="en") == "41 days"


def test_closing_the_register_earlier_hides_long_waits_and_moves_the_truth_nowhere(last_year):
    cut_off = last_year["cut_off"].iloc[0]
    now, then = (
        waiting_view.measures_at(last_year, cut_off=cut_off - pd.DateOffset(months=months)) for months in (0, 12)
    )
    true_days = last_year["true_wait_days"]
    assert then["requests"] == now["requests"] == len(last_year)
    assert then["attended_mean"] < now["attended_mean"] < true_days.mean()
    assert then["median"] == pytest.approx(true_days.median(), rel=0.2)
    assert now["median"] == pytest.approx(true_days.median(), rel=0.1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("months", [0, 6, 12])
def test_the_control_draws_one_point_per_month_and_says_the_truth(last_year, language, months):
    cut_off = last_year["cut_off"].iloc[0]
    shown = waiting_view.move_cut_off(
        last_year, last_year["true_wait_days"], cut_off=cut_off, language=language, months_earlier=months
    )
    axes = shown.figure.axes[0]
    assert len(axes.lines[0].get_xdata()) == months + 1
    assert f"{last_year['true_wait_days'].mean():.0f}" in shown.alt
    assert str((cut_off - pd.DateOffset(months=months)).date()) in shown.text


def test_the_control_refuses_requests_made_after_its_date(documents):
    cut_off = documents["cut_off"].iloc[0]
    with pytest.raises(InputError) as refused:
        waiting_view.move_cut_off(
            documents, documents["true_wait_days"], cut_off=cut_off, language="es", months_earlier=12
        )
    assert refused.value.code == "service-access.cohort"
    assert "2024-12-31" in refused.value.sentence("es")
