"""Every measure that scikit-learn has too gives its number, to the last digits, with ties and with anything drawn."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import calibration, metrics

from ruta.early_warning.contingency import contingency
from ruta.early_warning.probability_scores import brier_parts, brier_score, brier_skill, log_loss, reliability_table
from ruta.early_warning.ranking_scores import average_precision, precision_recall, roc_auc

EXACT = {"rel": 1e-12, "abs": 1e-14}
few = settings(deadline=None, max_examples=40)
# Few distinct values, so that ties are the rule and not the exception.
probability = st.one_of(st.sampled_from([0.0, 0.05, 0.25, 0.5, 0.75, 1.0]), st.floats(0, 1))


@st.composite
def judged(draw):
    """Scores and outcomes, at least one of each kind."""
    rows = draw(st.lists(st.tuples(probability, st.booleans()), max_size=40))
    rows += [(draw(probability), True), (draw(probability), False)]
    return np.array([score for score, _ in rows]), np.array([event for _, event in rows])


@few
@given(case=judged())
def test_brier_score_and_its_skill(case):
    p, y = case
    assert brier_score(p, y) == pytest.approx(metrics.brier_score_loss(y, p), **EXACT)
    parts = brier_parts(p, y)
    constant = np.full(len(y), y.mean())
    assert parts.uncertainty == pytest.approx(metrics.brier_score_loss(y, constant), **EXACT)
    expected = 1 - metrics.brier_score_loss(y, p) / metrics.brier_score_loss(y, constant)
    assert brier_skill(p, y) == pytest.approx(expected, rel=1e-11, abs=1e-12)


@few
@given(case=judged())
def test_log_loss(case):
    p, y = case
    p = 0.001 + 0.998 * p  # a certain forecast that was wrong costs without limit here; theirs cuts it off
    assert log_loss(p, y) == pytest.approx(metrics.log_loss(y, p), rel=1e-12, abs=1e-14)


def test_certain_and_wrong_costs_without_limit():
    assert log_loss([1.0, 0.0, 0.5], [0, 0, 1]) == np.inf
    assert log_loss([1.0, 0.0], [1, 0]) == 0


@few
@given(case=judged())
def test_average_precision(case):
    p, y = case
    assert average_precision(p, y) == pytest.approx(metrics.average_precision_score(y, p), **EXACT)


@few
@given(case=judged())
def test_area_under_the_roc_curve(case):
    p, y = case
    assert roc_auc(p, y) == pytest.approx(metrics.roc_auc_score(y, p), **EXACT)


@few
@given(case=judged())
def test_precision_and_recall_at_every_threshold(case):
    p, y = case
    precision, recall, thresholds = metrics.precision_recall_curve(y, p)
    curve = precision_recall(p, y)[::-1]  # theirs runs upwards and ends with a point of no alarm
    assert curve["threshold"].tolist() == thresholds.tolist()
    assert curve["precision"].tolist() == pytest.approx(precision[:-1].tolist(), **EXACT)
    assert curve["recall"].tolist() == pytest.approx(recall[:-1].tolist(), **EXACT)


@few
@given(case=judged())
def test_the_alarms_of_the_roc_curve(case):
    p, y = case
    wrong, right, thresholds = metrics.roc_curve(y, p, drop_intermediate=False)
    curve = precision_recall(p, y)
    quiet = (~y).sum()
    assert curve["threshold"].tolist() == thresholds[1:].tolist()  # their first point is no alarm at all
    assert curve["recall"].tolist() == pytest.approx(right[1:].tolist(), **EXACT)
    false = (curve["alarms"] - curve["hits"]) / quiet
    assert false.tolist() == pytest.approx(wrong[1:].tolist(), **EXACT)


@few
@given(case=judged(), bins=st.sampled_from([2, 4, 5, 8, 10]))
def test_the_calibration_curve(case, bins):
    p, y = case
    edges = np.linspace(0, 1, bins + 1)
    # A value on an edge: ours goes up, theirs down. Both are a convention; only the values between are compared.
    inside = ~np.isin(p, edges[1:-1])
    p, y = p[inside], y[inside]
    if not y.any() or y.all():
        return
    observed, said = calibration.calibration_curve(y, p, n_bins=bins)
    table = reliability_table(p, y, edges=edges.tolist())
    filled = table[table["cases"] > 0]
    assert filled["observed"].tolist() == pytest.approx(observed.tolist(), **EXACT)
    assert filled["forecast"].tolist() == pytest.approx(said.tolist(), **EXACT)


def test_edges_go_up_here_and_down_there():
    observed, _ = calibration.calibration_curve([0, 1, 1], [0.2, 0.5, 0.8], n_bins=2)
    assert observed.tolist() == [0.5, 1.0]
    assert reliability_table([0.2, 0.5, 0.8], [0, 1, 1], edges=(0, 0.5, 1))["observed"].tolist() == [0.0, 1.0]


@few
@given(case=judged(), threshold=probability)
def test_the_four_counts_and_what_is_made_of_them(case, threshold):
    p, y = case
    alarm = p >= threshold
    table = contingency(alarm, y)
    matrix = metrics.confusion_matrix(y, alarm, labels=[True, False])
    assert matrix.ravel().tolist() == [table.hits, table.misses, table.false_alarms, table.correct_negatives]
    assert table.accuracy == pytest.approx(metrics.accuracy_score(y, alarm), **EXACT)
    assert table.pod == pytest.approx(metrics.recall_score(y, alarm), **EXACT)
    assert table.f1 == pytest.approx(metrics.f1_score(y, alarm), **EXACT)
    assert table.csi == pytest.approx(metrics.jaccard_score(y, alarm), **EXACT)
    assert table.pss == pytest.approx(metrics.balanced_accuracy_score(y, alarm, adjusted=True), **EXACT)
    assert 1 - table.pofd == pytest.approx(metrics.recall_score(y, alarm, pos_label=False), **EXACT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no alarm at all: they say 0, we say that there is no such share
        precision = metrics.precision_score(y, alarm, zero_division=np.nan)
        kappa = metrics.cohen_kappa_score(y, alarm)
    assert table.precision == pytest.approx(precision, nan_ok=True, **EXACT)
    assert table.hss == pytest.approx(kappa, rel=1e-11, abs=1e-12)
