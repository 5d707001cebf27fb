"""What acting costs: by hand, against the cost-loss value, and the figure that shows it in both languages."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import figures, messages
from ruta.early_warning.contingency import contingency
from ruta.early_warning.decisions import cost_loss_value
from ruta.early_warning.expense import expense, expense_curve, without_forecast
from ruta.early_warning.forecast_view import cost_view
from ruta.errors import InputError

mpl.use("Agg")
SAID, SEEN = [0.9, 0.6, 0.6, 0.2, 0.1, 0.1], [1, 0, 1, 0, 1, 0]
probability = st.one_of(st.sampled_from([0.0, 0.1, 0.5, 1.0]), st.floats(0, 1))


@st.composite
def judged(draw):
    rows = draw(st.lists(st.tuples(probability, st.booleans()), max_size=40))
    rows += [(draw(probability), True), (draw(probability), False)]
    return [p for p, _ in rows], [y for _, y in rows]


def test_by_hand():
    assert expense(SAID, SEEN, threshold=0.5, miss_cost=10) == 3 + 10
    assert expense(SAID, SEEN, threshold=0.1, miss_cost=10) == 6
    assert expense(SAID, SEEN, threshold=1, miss_cost=10) == 30
    assert without_forecast(SEEN, miss_cost=10) == 6
    assert without_forecast(SEEN, miss_cost=1.5) == 4.5


def test_the_curve_by_hand():
    curve = expense_curve(SAID, SEEN, miss_cost=10)
    assert curve["threshold"].tolist() == [0.9, 0.6, 0.2, 0.1]
    assert curve["alerts"].tolist() == [1, 3, 4, 6]
    assert curve["hits"].tolist() == [1, 2, 2, 3]
    assert curve["cost"].tolist() == [21, 13, 14, 6]


@settings(deadline=None, max_examples=50)
@given(case=judged(), miss_cost=st.floats(1.1, 100), threshold=st.floats(0, 1))
def test_the_value_of_richardson(case, miss_cost, threshold):
    said, seen = case
    table = contingency([p >= threshold for p in said], seen)
    perfect = sum(seen)
    climate = without_forecast(seen, miss_cost=miss_cost)
    if abs(climate - perfect) < 1e-6:
        return
    value = (climate - expense(said, seen, threshold=threshold, miss_cost=miss_cost)) / (climate - perfect)
    assert value == pytest.approx(cost_loss_value(table, 1 / miss_cost), rel=1e-6, abs=1e-6)


@settings(deadline=None, max_examples=50)
@given(case=judged(), miss_cost=st.floats(1.1, 100))
def test_the_curve_is_the_expense_at_each_threshold(case, miss_cost):
    curve = expense_curve(*case, miss_cost=miss_cost)
    for row in curve.itertuples():
        assert row.cost == pytest.approx(expense(*case, threshold=row.threshold, miss_cost=miss_cost))


@settings(deadline=None, max_examples=50)
@given(tenths=st.lists(st.integers(1, 9), min_size=1, max_size=5), miss_cost=st.floats(1.1, 50))
def test_calibrated_probabilities_are_cheapest_from_cost_over_loss(tenths, miss_cost):
    """Ten cases of each probability, of which that many tenths happen: no threshold beats 1 / miss_cost."""
    said = [n / 10 for n in tenths for _ in range(10)]
    seen = [place < n for n in tenths for place in range(10)]
    best = min(expense_curve(said, seen, miss_cost=miss_cost)["cost"].min(), miss_cost * sum(seen))
    assert expense(said, seen, threshold=1 / miss_cost, miss_cost=miss_cost) == pytest.approx(best)


def test_a_miss_costs_more_than_a_visit():
    for miss_cost in (1, 0, float("nan")):
        with pytest.raises(InputError) as caught:
            expense(SAID, SEEN, threshold=0.5, miss_cost=miss_cost)
        assert caught.value.code == "forecast.miss-cost"


@pytest.fixture(scope="module")
def place():
    rng = np.random.default_rng(3)
    p = pd.Series(rng.random(800) ** 6)
    return p, pd.Series(rng.random(800) < p)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("miss_cost", [2, 20, 60])
@pytest.mark.parametrize("officers", [1, 4])
def test_the_reading_is_the_expense(place, language, miss_cost, officers):
    said, seen = place
    shown = cost_view(miss_cost, officers, forecasts=said, events=seen, weeks=40, language=language)
    visits = said >= 1 / miss_cost
    assert f"{expense(said, seen, threshold=1 / miss_cost, miss_cost=miss_cost):,.0f}" in shown.alt
    assert f" {visits.sum() / 40 / officers:.1f} " in shown.text
    assert f"{(visits & seen).sum()} " in shown.text
    assert figures.synthetic_note(language) in shown.text
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


def test_when_nothing_is_saved_the_reading_says_so():
    said, seen = pd.Series([0.9, 0.9, 0.9, 0.1]), pd.Series([False, False, False, True])
    texts = {
        language: cost_view(2, 1, forecasts=said, events=seen, weeks=4, language=language).text
        for language in messages.LANGUAGES
    }
    assert "saves nothing" in texts["en"]
    assert "no ahorra nada" in texts["es"]
