"""Logistic regression: a published fit, scikit-learn with the same penalty, and what must hold for any data."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from ruta.early_warning.logistic import fit_logistic
from ruta.errors import InputError

# Launch temperatures (Fahrenheit) of 23 shuttle flights and whether an O-ring was damaged. R: glm(Fail > 0 ~ Temp,
# family = binomial) prints 15.0429 and -0.2322 (BYU-Idaho, Math 325 notebook, example "challengerLogisticReg").
TEMPERATURE = [53, 57, 58, 63, 66, 67, 67, 67, 68, 69, 70, 70, 70, 70, 72, 73, 75, 75, 76, 76, 78, 79, 81]
DAMAGED = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def drawn(seed, *, rows=300, columns=3, rare=2.0):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.normal(size=(rows, columns)), columns=[f"x{n}" for n in range(columns)])
    table["x0"] = 40 + 9 * table["x0"]  # another scale: what is standardised must not matter
    slopes = rng.normal(size=columns) / [9, *[1] * (columns - 1)]
    odds = (table - table.mean()) @ slopes - rare
    events = rng.random(rows) < 1 / (1 + np.exp(-odds))
    return table, events


def test_the_published_fit():
    model = fit_logistic(pd.DataFrame({"temp": TEMPERATURE}), DAMAGED, columns=["temp"], ridge=0)
    assert model.per_unit()["constant"] == pytest.approx(15.0429, abs=5e-5)
    assert model.per_unit()["temp"] == pytest.approx(-0.2322, abs=5e-5)


@pytest.mark.parametrize("ridge", [0.1, 1.0, 25.0])
@pytest.mark.parametrize("seed", range(4))
def test_scikit_learn_with_the_same_penalty(ridge, seed):
    table, events = drawn(seed)
    model = fit_logistic(table, events, columns=list(table), ridge=ridge)
    scaled = (table - table.mean()) / table.std(ddof=0)
    theirs = LogisticRegression(C=1 / ridge, tol=1e-12, max_iter=1000, solver="newton-cholesky")
    theirs.fit(scaled, events)
    assert model.constant == pytest.approx(theirs.intercept_[0], rel=1e-8, abs=1e-9)
    assert model.coefficients.tolist() == pytest.approx(theirs.coef_[0].tolist(), rel=1e-8, abs=1e-9)
    assert model.predict(table).tolist() == pytest.approx(theirs.predict_proba(scaled)[:, 1].tolist(), abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_scikit_learn_without_penalty(seed):
    table, events = drawn(seed)
    model = fit_logistic(table, events, columns=list(table), ridge=0)
    scaled = (table - table.mean()) / table.std(ddof=0)
    theirs = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000, solver="newton-cholesky")
    theirs.fit(scaled, events)
    assert model.coefficients.tolist() == pytest.approx(theirs.coef_[0].tolist(), rel=1e-7, abs=1e-8)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), ridge=st.sampled_from([0.5, 1.0, 10.0]))
def test_the_mean_probability_is_the_share_of_events(seed, ridge):
    table, events = drawn(seed, rows=80)
    assume(0 < events.sum() < len(events))
    model = fit_logistic(table, events, columns=list(table), ridge=ridge)
    p = model.predict(table)
    assert p.mean() == pytest.approx(events.mean(), abs=1e-9)  # the constant is not penalised
    assert ((p > 0) & (p < 1)).all()


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), factor=st.floats(0.01, 1000), shift=st.floats(-50, 50))
def test_units_do_not_matter(seed, factor, shift):
    table, events = drawn(seed, rows=80)
    assume(0 < events.sum() < len(events))
    other = table.assign(x1=table["x1"] * factor + shift)
    mine, theirs = (fit_logistic(one, events, columns=list(table)).predict(one) for one in (table, other))
    assert mine.tolist() == pytest.approx(theirs.tolist(), abs=1e-7)


def test_a_heavier_penalty_shrinks():
    table, events = drawn(3)
    sizes = [
        np.abs(fit_logistic(table, events, columns=list(table), ridge=r).coefficients).sum() for r in (0.1, 10, 1000)
    ]
    assert sizes == sorted(sizes, reverse=True)


def test_scale_is_that_of_the_training_rows_alone():
    table, events = drawn(5)
    model = fit_logistic(table, events, columns=list(table))
    later = table.head(3).assign(x1=1e6)
    assert model.mean.tolist() == pytest.approx(table.mean().tolist())
    assert model.scale.tolist() == pytest.approx(table.std(ddof=0).tolist())
    model.predict(later)
    assert model.mean.tolist() == pytest.approx(table.mean().tolist())
    alone = model.predict(table.head(1)).iloc[0]
    assert alone == model.predict(table).iloc[0]  # a row's probability does not depend on the rows beside it


def test_a_column_that_never_changes_says_nothing():
    table, events = drawn(1)
    model = fit_logistic(table.assign(same=0.1), events, columns=[*table, "same"])
    assert model.coefficients[-1] == pytest.approx(0, abs=1e-12)
    assert model.odds_ratios()["same"] == pytest.approx(1, abs=1e-12)


def test_far_away_no_overflow():
    table, events = drawn(1)
    model = fit_logistic(table, events, columns=list(table))
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        p = model.predict(pd.DataFrame({"x0": [1e5, -1e5], "x1": [0.0, 0.0], "x2": [0.0, 0.0]}))
    assert sorted(p.round(6).tolist()) == [0.0, 1.0]


REFUSED = {
    "forecast.ridge": lambda t: fit_logistic(t, [0, 1, 0, 1], columns=["x"], ridge=-1),
    "forecast.no-single-answer": lambda t: fit_logistic(t, [0, 0, 1, 1], columns=["x"], ridge=0),
    "early-warning.column-missing": lambda t: fit_logistic(t, [0, 1, 0, 1], columns=["y"]),
    "early-warning.forecast-blank": lambda t: fit_logistic(t.assign(x=[1, None, 2, 3]), [0, 1, 0, 1], columns=["x"]),
    "early-warning.no-events": lambda t: fit_logistic(t, [0, 0, 0, 0], columns=["x"]),
    "early-warning.lengths-differ": lambda t: fit_logistic(t, [0, 1], columns=["x"]),
}


@pytest.mark.parametrize("code", REFUSED)
def test_bad_input_is_one_sentence(code):
    with pytest.raises(InputError) as caught:
        REFUSED[code](pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0]}))
    assert caught.value.code == code
    assert caught.value.sentence("en") != caught.value.sentence("es")


def test_columns_that_repeat_each_other_are_refused_without_penalty():
    table, events = drawn(2)
    with pytest.raises(InputError) as caught:
        fit_logistic(table.assign(again=table["x1"] * 2), events, columns=[*table, "again"], ridge=0)
    assert caught.value.code == "forecast.no-single-answer"
