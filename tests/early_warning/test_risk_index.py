"""The index against published values of INFORM, and what must hold for any scores and weights."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ruta.early_warning import risk_scores
from ruta.early_warning.inform import CLASS_LIMITS, inform_dimension, inform_risk
from ruta.early_warning.risk_index import MEANS, aggregate, check_weights, classes
from ruta.errors import InputError

# INFORM 2020, v0.4.0: hazard and exposure, vulnerability, lack of coping capacity, published index and class.
PUBLISHED = {
    "Colombia": (6.9, 6.0, 3.8, 5.4, 3),
    "El Salvador": (5.3, 2.7, 4.6, 4.0, 2),
    "Guatemala": (5.8, 5.8, 5.5, 5.7, 3),
    "Honduras": (5.3, 5.4, 5.2, 5.3, 3),
    "Mexico": (8.1, 3.7, 4.5, 5.1, 3),
    "Afghanistan": (8.8, 8.2, 7.2, 8.0, 4),
}
DIMENSIONS = pd.DataFrame({name: row[:3] for name, row in PUBLISHED.items()}, index=["HE", "V", "LCC"]).T
THIRDS = dict.fromkeys(DIMENSIONS.columns, 1 / 3)
NAMES = ["a", "b", "c"]


@st.composite
def scored(draw, lowest=0.0):
    cell = st.floats(lowest, 10, allow_nan=False)
    rows = draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=2, max_size=6))
    raw = draw(st.lists(st.integers(0, 20), min_size=3, max_size=3))
    assume(sum(raw) > 0)
    return pd.DataFrame(rows, columns=NAMES), {name: part / sum(raw) for name, part in zip(NAMES, raw, strict=True)}


def refusal(call):
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.sentence("en") != caught.value.sentence("es")
    return caught.value.code.removeprefix("risk-index."), caught.value.sentence("en")


def test_the_published_index_of_2020_comes_out_to_one_decimal():
    found = inform_risk(DIMENSIONS)
    assert found.round(1).to_dict() == {name: row[3] for name, row in PUBLISHED.items()}
    assert found["Honduras"] == pytest.approx(5.299, abs=5e-4)
    assert found["Mexico"] == pytest.approx(5.128, abs=5e-4)


def test_the_published_classes_come_out():
    assert classes(inform_risk(DIMENSIONS).round(1), limits=CLASS_LIMITS).to_dict() == {
        name: row[4] for name, row in PUBLISHED.items()
    }


def test_mexico_passes_honduras_under_the_arithmetic_mean_only():
    plain = aggregate(DIMENSIONS, weights=THIRDS)
    assert plain[["Mexico", "Honduras"]].tolist() == pytest.approx([5.43, 5.30], abs=5e-3)
    assert plain["Mexico"] > plain["Honduras"]
    geometric = inform_risk(DIMENSIONS)
    assert geometric["Mexico"] < geometric["Honduras"]


@pytest.mark.parametrize(("parts", "expected"), [((6.8, 9.0), 8.094), ((3.6, 7.7), 6.049)])
def test_the_inverted_mean_gives_the_published_dimensions(parts, expected):
    found = inform_dimension(pd.DataFrame([parts], columns=["first", "second"]))
    assert found[0] == pytest.approx(expected, abs=5e-4)
    # It pulls towards the worse one: above the plain mean, below the worst.
    assert np.mean(parts) < found[0] < max(parts)


def test_a_value_on_a_limit_is_in_the_class_above_and_an_unknown_one_in_none():
    found = classes(pd.Series([1.99, 2.0, 6.5, np.nan]), limits=CLASS_LIMITS)
    assert found.tolist()[:3] == [0, 1, 4]
    assert found.isna().tolist() == [False, False, False, True]
    assert refusal(lambda: classes(pd.Series([1.0]), limits=(2, 2)))[0] == "limits"


@settings(max_examples=60, deadline=None)
@given(case=scored(), mean=st.sampled_from(MEANS))
def test_the_index_lies_between_the_scores_it_is_made_of(case, mean):
    scores, weights = case
    index = aggregate(scores, weights=weights, mean=mean, zero="shift")
    used = scores[[name for name in NAMES if weights[name] > 0]]
    assert (index >= used.min(axis=1) - 1e-9).all()
    assert (index <= used.max(axis=1) + 1e-9).all()


@settings(max_examples=60, deadline=None)
@given(case=scored(), mean=st.sampled_from(MEANS), name=st.sampled_from(NAMES), up=st.floats(0, 10))
def test_a_higher_score_never_lowers_the_index(case, mean, name, up):
    scores, weights = case
    higher = scores.assign(**{name: np.minimum(scores[name] + up, 10)})
    before, after = (aggregate(table, weights=weights, mean=mean, zero="shift") for table in (scores, higher))
    assert (after >= before - 1e-9).all()


@pytest.mark.parametrize("mean", MEANS)
@settings(max_examples=30, deadline=None)
@given(case=scored(), name=st.sampled_from(NAMES))
def test_the_whole_weight_on_one_indicator_is_that_indicator(mean, case, name):
    scores, _ = case
    alone = {other: float(other == name) for other in NAMES}
    np.testing.assert_allclose(aggregate(scores, weights=alone, mean=mean, zero="shift"), scores[name], atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(case=scored(lowest=0.01))
def test_the_geometric_mean_is_never_above_the_arithmetic_one(case):
    scores, weights = case
    plain = aggregate(scores, weights=weights)
    for zero in ("refuse", "shift"):
        assert (aggregate(scores, weights=weights, mean="geometric", zero=zero) <= plain + 1e-9).all()


def test_a_zero_in_a_geometric_mean_is_refused_or_shifted_as_declared():
    scores = pd.DataFrame({"a": [9.0, 0.0], "b": [9.0, 9.0]}, index=["P", "Q"])
    half = {"a": 0.5, "b": 0.5}
    code, sentence = refusal(lambda: aggregate(scores, weights=half, mean="geometric"))
    assert code == "zero"
    assert "Q" in sentence
    # On 1-10 the pair is 1 and 9.1; its mean is 3.0166, back on 0-10: 2.2407.
    assert aggregate(scores, weights=half, mean="geometric", zero="shift")["Q"] == pytest.approx(2.2407, abs=1e-4)
    # A zero without weight does no harm.
    assert aggregate(scores, weights={"a": 0, "b": 1}, mean="geometric")["Q"] == pytest.approx(9)


def test_an_unknown_score_gives_no_index_unless_it_has_no_weight():
    scores = pd.DataFrame({"a": [np.nan], "b": [4.0]})
    for mean in MEANS:
        assert aggregate(scores, weights={"a": 0.1, "b": 0.9}, mean=mean, zero="shift").isna().all()
        assert aggregate(scores, weights={"a": 0, "b": 1}, mean=mean)[0] == pytest.approx(4)


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"a": 0.5, "b": 0.4}, "weight-sum"),
        ({"a": 1.5, "b": -0.5}, "weight-negative"),
        ({"a": float("nan"), "b": 1}, "weight-negative"),
        ({"a": 1.0}, "weight-names"),
        ({"a": 0.5, "b": 0.4, "c": 0.1}, "weight-names"),
    ],
)
def test_weights_that_cannot_be_used_are_refused(weights, code):
    assert refusal(lambda: check_weights(weights, ["a", "b"]))[0] == code


def test_scores_off_the_scale_and_unknown_means_are_refused():
    weights = {"a": 1.0}
    code, sentence = refusal(lambda: aggregate(pd.DataFrame({"a": [3, 11]}, index=["P", "Q"]), weights=weights))
    assert (code, "Q" in sentence, "11" in sentence) == ("score", True, True)
    assert refusal(lambda: aggregate(pd.DataFrame({"a": [3]}), weights=weights, mean="median"))[0] == "unknown-mean"


# Min-max over time: A, B, C are 10, 20, 30 in one year and 15, 20, 60 in the next.
YEARS = [pd.DataFrame({"x": values}, index=list("ABC"), dtype="float64") for values in ((10, 20, 30), (15, 20, 60))]


def test_a_range_refitted_each_year_moves_a_place_that_did_not_change():
    refitted = [
        risk_scores.min_max(year, reference=risk_scores.reference_range(year)).loc["B", "x"] / 10 for year in YEARS
    ]
    assert refitted == pytest.approx([0.50, 0.111], abs=1e-3)
    both = risk_scores.reference_range(pd.concat(YEARS))
    assert [risk_scores.min_max(year, reference=both).loc["B", "x"] / 10 for year in YEARS] == pytest.approx([0.2, 0.2])


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.integers(-50, 1000), min_size=3, max_size=8),
    scale=st.integers(1, 1000),
    shift=st.integers(-100, 100),
)
def test_the_unit_of_an_indicator_does_not_matter(values, scale, shift):
    assume(len(set(values)) > 1)
    plain = pd.DataFrame({"x": values}, dtype="float64")
    other = plain * scale + shift
    for method in (
        lambda table: risk_scores.min_max(table, reference=risk_scores.reference_range(table)),
        risk_scores.z_scale,
        risk_scores.percentile_rank,
    ):
        found = method(plain)
        np.testing.assert_allclose(method(other), found, atol=1e-9)
        assert found["x"].between(0, 10).all()


def test_z_scores_ranks_and_reversal_by_hand():
    table = pd.DataFrame({"x": [1.0, 2.0, 3.0, 10.0]})
    # Mean 4, standard deviation (n - 1) the root of 50 / 3.
    assert risk_scores.z_score(table)["x"].tolist() == pytest.approx(((table["x"] - 4) / (50 / 3) ** 0.5).tolist())
    assert risk_scores.percentile_rank(table)["x"].tolist() == pytest.approx([0, 10 / 3, 20 / 3, 10])
    ties = pd.DataFrame({"x": [1.0, 1.0, 5.0]})
    assert risk_scores.percentile_rank(ties)["x"].tolist() == pytest.approx([2.5, 2.5, 10])
    turned = risk_scores.reverse(risk_scores.percentile_rank(table), names=["x"])
    assert turned["x"].tolist() == pytest.approx([10, 20 / 3, 10 / 3, 0])


def test_values_beyond_the_reference_are_held_and_flat_indicators_refused():
    range_ = pd.DataFrame({"low": [10.0], "high": [20.0]}, index=["x"])
    held = risk_scores.min_max(pd.DataFrame({"x": [5.0, 15.0, 90.0]}), reference=range_)
    assert held["x"].tolist() == [0, 5, 10]
    flat = pd.DataFrame({"x": [3.0, 3.0]})
    for call in (risk_scores.reference_range, risk_scores.z_score, risk_scores.percentile_rank):
        assert refusal(lambda call=call: call(flat))[0] == "flat"
    assert refusal(lambda: risk_scores.min_max(pd.DataFrame({"y": [1.0]}), reference=range_))[0] == "no-range"
    assert refusal(lambda: risk_scores.reverse(held, names=["y"]))[0] == "column-missing"
