"""The figures and the control of the lesson: what they show, in both languages."""

import re

import pandas as pd
import pytest

from ruta.service_access import land_evidence, land_figures, land_stages, land_view, priority
from ruta.service_access.land_unit import CUT_OFF, land_unit

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def files():
    return land_unit(country="HND", seed=2026, faults=False).files


@pytest.fixture(scope="module")
def matrix(files):
    return land_evidence.matrix(files, land_unit(country="HND", seed=2026, faults=False).evidence)


@pytest.fixture(scope="module")
def criteria(files, matrix):
    left = (files["protect_by"] - CUT_OFF).dt.days
    return pd.DataFrame({
        "urgency": priority.urgency(left, asked=files["asked_on"].notna()).to_numpy(),
        "vulnerability": (files["conditions"] / 3).to_numpy(), "evidence": land_evidence.shown(matrix).to_numpy(),
    }, index=files["file_id"])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_add_up_to_all_files_and_an_exercise_hides_the_numbers(matrix, language):
    shown = land_figures.gap_figure(matrix, language=language)
    widths = [bar.get_width() for bar in shown.figure.axes[0].patches]
    assert sum(widths) == pytest.approx(400)
    nothing = 100 * (matrix["link"] == 0).mean()
    assert f"{nothing:.0f}" in shown.alt
    assert len({bar.get_hatch() for bar in shown.figure.axes[0].patches}) > 2  # told apart without colour
    hidden = land_figures.gap_figure(matrix, language=language, say_numbers=False).alt
    assert len(re.findall(r"\d*0–\d*0", hidden)) == 16
    alone = re.findall(r"(?<![\d–])\d+(?![\d–])", hidden)
    assert set(alone) == {"100", f"{len(matrix)}"}  # no number that answers the question


@pytest.mark.parametrize("language", LANGUAGES)
def test_fewer_hold_their_property_than_have_a_decision(files, language):
    shown = land_figures.ends_figure(files, cut_off=CUT_OFF, language=language)
    decided, held = (line.get_ydata() for line in shown.figure.axes[0].lines)
    assert (held <= decided + 1e-9).all()
    table = land_stages.cumulative_ends(files, cut_off=CUT_OFF)
    height = 100 * land_stages.share_by(table, end="restored", day=land_figures.READ_AT)
    assert f"{height:.0f}" in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_rules_counts_every_file(criteria, language):
    often = priority.how_often(criteria, places=60)
    shown = land_figures.often_figure(often, places=60, language=language)
    for number in ((often == 1).sum(), (often == 0).sum(), ((often > 0) & (often < 1)).sum(), len(often)):
        assert f"{number}" in shown.alt
    heights = shown.figure.axes[0].lines[0].get_ydata()
    assert (heights[1:] <= heights[:-1]).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interval_is_a_bar_and_a_claim_is_a_cross(language):
    rows = [("nothing", 0.1, 0.9), ("known", 0.4, 0.4)]
    shown = land_figures.bounds_figure(rows, language=language)
    bar, cross = shown.figure.axes[0].lines
    assert list(bar.get_xdata()) == [10, 90]
    assert (cross.get_marker(), list(cross.get_xdata())) == ("x", [40])
    assert "10–90" in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_says_who_leaves(criteria, language):
    shown = land_view.move_rule(criteria, language=language, urgency=0, vulnerability=0, evidence=5, places=60)
    table = land_view.compare(criteria, weights={"urgency": 0, "vulnerability": 0, "evidence": 1}, places=60)
    counts = table["fate"].value_counts()
    assert counts["leaves"] == counts["enters"] > 0
    assert f"{counts['leaves']}" in shown.text
    points = [line for line in shown.figure.axes[0].lines if len(line.get_xdata()) not in (0, 2)]
    assert sum(len(line.get_xdata()) for line in points) == len(criteria)


def test_with_equal_weights_and_more_places_nobody_leaves(criteria):
    equal = dict.fromkeys(priority.CRITERIA, 1.0)
    fates = land_view.compare(criteria, weights=equal, places=80)["fate"].value_counts()
    assert "leaves" not in fates
    assert (fates["stays"], fates["enters"]) == (60, 20)
    none = land_view.move_rule(criteria, language="en", urgency=0, vulnerability=0, evidence=0)
    assert none.text == land_view.move_rule(criteria, language="en").text  # no weight at all is no rule
