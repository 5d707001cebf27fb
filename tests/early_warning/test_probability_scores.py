"""Brier score, ranking scores and the alert budget: published vectors, brute force, and what must hold for any data.

The examples that scikit-learn publishes stand here as numbers; where it is installed, its scores stand beside ours.
"""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ruta.early_warning.decisions import alert_budget
from ruta.early_warning.probability_scores import TENTHS, brier_parts, brier_score, brier_skill, reliability_table
from ruta.early_warning.ranking_scores import average_precision, precision_recall, roc_auc
from ruta.errors import InputError

CONSTRUCTED = [0.1] * 5 + [0.7] * 5, [1, 0, 0, 0, 0, 1, 1, 1, 0, 0]
probability = st.one_of(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), st.floats(0, 1))


@st.composite
def forecasts(draw):
    rows = draw(st.lists(st.tuples(probability, st.booleans()), max_size=40))
    rows += [(draw(probability), True), (draw(probability), False)]
    return [p for p, _ in rows], [y for _, y in rows]


def test_published_brier_scores():
    assert brier_score([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]) == pytest.approx(0.0375, abs=1e-12)
    assert brier_score([0.1, 0.7, 0.9], [0, 1, 1]) == pytest.approx(float(Fraction(11, 300)), abs=1e-12)


def test_the_constructed_decomposition():
    parts = brier_parts(*CONSTRUCTED)
    found = (parts.score, parts.reliability, parts.resolution, parts.uncertainty, parts.skill, parts.within)
    assert found == pytest.approx((0.21, 0.01, 0.04, 0.24, 0.125, 0), abs=1e-12)
    assert brier_skill(*CONSTRUCTED) == pytest.approx(0.125, abs=1e-12)


@settings(deadline=None)
@given(case=forecasts(), edges=st.sampled_from([None, TENTHS, (0.0, 0.3, 1.0), (0.0, 1.0)]))
def test_the_parts_add_up(case, edges):
    parts = brier_parts(*case, edges=edges)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert parts.score == pytest.approx(brier_score(*case), abs=1e-12)
    assert total == pytest.approx(parts.score, abs=1e-12)
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0
    assert parts.skill == pytest.approx(brier_skill(*case), abs=1e-9)


@settings(deadline=None)
@given(case=forecasts(), data=st.data())
def test_order_does_not_matter(case, data):
    rows = list(zip(*case, strict=True))
    moved = tuple(list(column) for column in zip(*data.draw(st.permutations(rows)), strict=True))
    for score in (brier_score, average_precision, roc_auc, lambda *pair: brier_parts(*pair).resolution):
        assert score(*moved) == pytest.approx(score(*case), abs=1e-12)


@settings(deadline=None)
@given(events=st.lists(st.booleans(), max_size=30))
def test_a_perfect_forecast(events):
    events = [*events, True, False]
    said = [float(event) for event in events]
    assert brier_score(said, events) == 0
    assert (brier_skill(said, events), average_precision(said, events), roc_auc(said, events)) == (1, 1, 1)
    parts = brier_parts(said, events)
    assert parts.reliability == 0
    assert parts.resolution == pytest.approx(parts.uncertainty)


@settings(deadline=None)
@given(events=st.lists(st.booleans(), max_size=30), same=probability)
def test_a_constant_score_gives_the_baselines(events, same):
    events = [*events, True, False]
    constant = [same] * len(events)
    assert average_precision(constant, events) == pytest.approx(np.mean(events))
    assert roc_auc(constant, events) == 0.5
    assert brier_parts(constant, events).resolution == pytest.approx(0, abs=1e-12)
    assert brier_skill([np.mean(events)] * len(events), events) == pytest.approx(0, abs=1e-12)


def test_skill_against_another_reference():
    said, events = CONSTRUCTED
    assert brier_skill(said, events, reference=[0.5] * 10) == pytest.approx(1 - 0.21 / 0.25)
    assert brier_skill(said, events, reference=said) == 0


def test_published_ranking_scores():
    events, scores = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]
    assert average_precision(scores, events) == pytest.approx(5 / 6, abs=1e-12)
    assert roc_auc(scores, events) == pytest.approx(0.75, abs=1e-12)
    curve = precision_recall(
        scores, events
    )  # the help page lists it from the lowest threshold, with a last point (1, 0)
    assert curve["threshold"].tolist() == [0.8, 0.4, 0.35, 0.1]
    assert curve["precision"].tolist() == pytest.approx([1, 0.5, 2 / 3, 0.5])
    assert curve["recall"].tolist() == pytest.approx([0.5, 0.5, 1, 1])
    assert curve["alarms"].tolist() == [1, 2, 3, 4]


@settings(deadline=None)
@given(case=forecasts())
def test_auc_is_the_share_of_pairs_in_the_right_order(case):
    scores, events = np.array(case[0]), np.array(case[1])
    pairs = np.sign(np.subtract.outer(scores[events], scores[~events]))
    assert roc_auc(*case) == pytest.approx(((pairs + 1) / 2).mean(), abs=1e-12)


@settings(deadline=None)
@given(case=forecasts())
def test_auc_agrees_with_the_rank_test_of_scipy(case):
    stats = pytest.importorskip("scipy.stats")
    scores, events = np.array(case[0]), np.array(case[1])
    u = stats.mannwhitneyu(scores[events], scores[~events], method="asymptotic").statistic
    assert roc_auc(*case) == pytest.approx(u / (events.sum() * (~events).sum()), abs=1e-12)


@settings(deadline=None)
@given(case=forecasts())
def test_the_scores_of_scikit_learn(case):
    metrics = pytest.importorskip("sklearn.metrics")
    scores, events = case
    assert average_precision(scores, events) == pytest.approx(metrics.average_precision_score(events, scores))
    assert roc_auc(scores, events) == pytest.approx(metrics.roc_auc_score(events, scores))
    assert brier_score(scores, events) == pytest.approx(metrics.brier_score_loss(events, scores), abs=1e-12)


@settings(deadline=None)
@given(case=forecasts())
def test_average_precision_by_counting_each_threshold(case):
    scores, events = np.array(case[0]), np.array(case[1])
    total, before = 0.0, 0.0
    for threshold in sorted(set(case[0]), reverse=True):
        alarm = scores >= threshold
        recall = events[alarm].sum() / events.sum()
        total += (recall - before) * events[alarm].mean()
        before = recall
    assert average_precision(*case) == pytest.approx(total, abs=1e-12)


@settings(deadline=None)
@given(case=forecasts())
def test_only_the_ranks_count(case):
    assume(len({p / 2 + 0.25 for p in case[0]}) == len(set(case[0])))  # rounding may make neighbours equal
    squeezed = [p / 2 + 0.25 for p in case[0]]
    assert average_precision(squeezed, case[1]) == average_precision(*case)
    assert roc_auc(squeezed, case[1]) == roc_auc(*case)


def test_rare_events_look_well_in_roc_and_bad_in_precision():
    events = [True] * 10 + [False] * 990
    scores = [0.9] * 10 + [0.95] * 40 + [0.1] * 950
    assert roc_auc(scores, events) > 0.95
    assert average_precision(scores, events) == pytest.approx(0.2)


def test_reliability_table_shows_counts_and_empty_bins():
    table = reliability_table(*CONSTRUCTED)
    assert len(table) == 10
    assert table.loc[[1, 7], "cases"].tolist() == [5, 5]
    assert table.loc[[1, 7], "events"].tolist() == [1, 3]
    assert table.loc[[1, 7], "observed"].tolist() == pytest.approx([0.2, 0.6])
    assert table.loc[[1, 7], "forecast"].tolist() == pytest.approx([0.1, 0.7])
    assert table.drop(index=[1, 7])[["forecast", "observed"]].isna().all().all()


@settings(deadline=None)
@given(case=forecasts())
def test_every_case_lands_in_the_bin_that_holds_it(case):
    table = reliability_table(*case)
    assert table["cases"].sum() == len(case[0])
    assert table["events"].sum() == sum(case[1])
    filled = table[table["cases"] > 0]
    assert (filled["forecast"] >= filled["low"] - 1e-12).all()
    assert (filled["forecast"] <= filled["high"] + 1e-12).all()


def test_edges_belong_to_the_bin_above_and_one_to_the_last():
    table = reliability_table([0.0, 0.5, 1.0], [0, 1, 1], edges=(0, 0.5, 1))
    assert table["cases"].tolist() == [1, 2]


def test_the_budget_lists_the_highest_scores_of_each_month():
    scores = [0.9, 0.8, 0.1, 0.2, 0.7, 0.6, 0.5]
    events = [1, 0, 1, 0, 0, 0, 0]
    found = alert_budget(scores, events, periods=["01", "01", "01", "01", "02", "02", "02"], k=2)
    assert found["alerts"].tolist() == [2, 2]
    assert found["hits"].tolist() == [1, 0]
    assert found["precision"].tolist() == [0.5, 0]
    assert found["recall"].iloc[0] == 0.5
    assert np.isnan(found["recall"].iloc[1])
    assert found["tied"].tolist() == [0, 0]


def test_ties_at_the_cut_are_drawn_by_lot():
    found = alert_budget([3, 1, 1, 1, 1, 0], [0, 1, 0, 0, 0, 1], periods=[1] * 6, k=3).loc[1]
    assert found["tied"] == 4
    assert found["hits"] == 0.5  # two of four places, one event among the four
    assert alert_budget([2, 1], [1, 0], periods=[1, 1], k=5)["alerts"].tolist() == [2]


@settings(deadline=None)
@given(case=forecasts(), k=st.integers(1, 8), data=st.data())
def test_the_budget_is_kept_and_blind_to_order(case, k, data):
    months = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=len(case[0]), max_size=len(case[0])))
    rows = data.draw(st.permutations(list(zip(*case, months, strict=True))))
    found = alert_budget(*case, periods=months, k=k)
    moved = alert_budget([r[0] for r in rows], [r[1] for r in rows], periods=[r[2] for r in rows], k=k)
    pd.testing.assert_frame_equal(found, moved)
    assert (found["alerts"] == found["cases"].clip(upper=k)).all()
    assert (found["hits"] <= found[["alerts", "events"]].min(axis="columns") + 1e-12).all()
    assert found["cases"].sum() == len(case[0])


REFUSED = {
    "probability-outside": lambda: brier_score([30, 0.2], [1, 0]),
    "forecast-blank": lambda: brier_score([np.nan, 0.2], [1, 0]),
    "lengths-differ": lambda: roc_auc([], []),
    "no-events": lambda: average_precision([0.1, 0.2], [0, 0]),
    "only-events": lambda: brier_parts([0.1, 0.2], [1, 1]),
    "not-zero-or-one": lambda: roc_auc([0.1, 0.2], [2, 0]),
    "reference-perfect": lambda: brier_skill([0.1, 0.2], [0, 1], reference=[0, 1]),
    "bin-edges": lambda: reliability_table([0.1, 0.2], [0, 1], edges=(0, 0.7, 0.5, 1)),
    "budget": lambda: alert_budget([0.1, 0.2], [0, 1], periods=[1, 1], k=0),
}


@pytest.mark.parametrize("key", REFUSED)
def test_bad_input_is_one_sentence(key):
    with pytest.raises(InputError) as caught:
        REFUSED[key]()
    assert caught.value.code == f"early-warning.{key}"
    assert caught.value.sentence("en") != caught.value.sentence("es")


def test_a_score_without_events_still_has_a_brier_score():
    assert brier_score([0.1, 0.1], [0, 0]) == pytest.approx(0.01)
