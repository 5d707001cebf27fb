"""Choosing a source: hand-computed scorecards, exact shares of weights, and what must hold for any scorecard."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import scorecard as card

FACTS = pd.DataFrame({"municipalities": [12, 0, 9], "delay": [18, 3, 1]}, index=["census", "survey", "operational"])
NEEDS = pd.DataFrame({"rule": ["at-least", "at-most"], "value": [9, 6]}, index=["municipalities", "delay"])


def table(rows: list[list[int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=[f"s{number}" for number in range(len(rows))], columns=list("pqr")[: len(rows[0])])


HOLED = table([[1, 2], [3, 4]]).replace(4, np.nan)
tables = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=5).map(table)
weightings = (
    st.lists(st.integers(0, 10), min_size=3, max_size=3).filter(any).map(lambda w: pd.Series(w, index=list("pqr")))
)


def test_conditions_are_read_one_by_one() -> None:
    failed = card.failures(FACTS, NEEDS)
    assert failed.loc["census"].tolist() == [False, True]
    assert failed.loc["survey"].tolist() == [True, False]
    assert card.kept(FACTS, NEEDS) == ["operational"]  # nine of at least nine is enough


def test_no_source_may_be_left() -> None:
    needs = NEEDS.copy()
    needs.loc["delay", "value"] = 0
    assert card.kept(FACTS, needs) == []
    scores = pd.DataFrame({"accuracy": [5, 4, 3]}, index=FACTS.index)
    assert card.first(scores, pd.Series({"accuracy": 1}), among=[]) == []
    assert card.share_won(scores, among=[]).sum() == 0


def test_a_weighted_score_by_hand() -> None:
    scores = pd.DataFrame({"accuracy": [4, 2], "timeliness": [1, 5]}, index=["census", "events"])
    score = card.weighted(scores, pd.Series({"accuracy": 75, "timeliness": 25}))
    assert score.tolist() == [(4 * 75 + 1 * 25) / 100, (2 * 75 + 5 * 25) / 100]
    assert card.first(scores, pd.Series({"accuracy": 75, "timeliness": 25}), among=["census", "events"]) == ["census"]
    assert card.first(scores, pd.Series({"accuracy": 25, "timeliness": 75}), among=["census", "events"]) == ["events"]


def test_a_tie_names_both() -> None:
    scores = pd.DataFrame({"accuracy": [4, 2], "timeliness": [1, 3]}, index=["census", "events"])
    assert card.first(scores, pd.Series({"accuracy": 1, "timeliness": 1}), among=list(scores.index)) == [
        "census",
        "events",
    ]


def test_every_weight_is_every_way_to_share_the_parts() -> None:
    ways = card.every_weight(3, parts=4)
    by_hand = {way for way in itertools.product(range(5), repeat=3) if sum(way) == 4}
    # Four parts and three halves: each row times 5.5, less a half, is a way to share four parts.
    assert {tuple(round(float(part) * 5.5 - 0.5) for part in way) for way in ways} == by_hand
    assert len(ways) == len(by_hand) == 15
    assert len(card.every_weight(5)) == 10_626
    floored = card.every_weight(3, parts=4, floor=0.1)
    assert floored.min() > 0.1
    assert np.allclose(ways.sum(axis=1), 1)
    assert np.allclose(floored.sum(axis=1), 1)


def test_shares_counted_by_hand() -> None:
    # Two criteria in ten parts: eleven rows, weights 0.5/11, 1.5/11 ... 10.5/11. The census is ahead where its weight
    # is above 3/5: rows 7.5/11 and on, four of eleven.
    scores = pd.DataFrame({"accuracy": [4, 2], "timeliness": [1, 4]}, index=["census", "events"])
    share = card.share_won(scores, among=["census", "events"], parts=10)
    assert share.to_dict() == pytest.approx({"census": 4 / 11, "events": 7 / 11})
    # Ahead above 1/2, where one row is a tie: half of it each.
    even = pd.DataFrame({"accuracy": [4, 2], "timeliness": [2, 4]}, index=["census", "events"])
    assert card.share_won(even, among=["census", "events"], parts=10)["census"] == pytest.approx(5.5 / 11)


def test_an_even_grid_comes_near_the_exact_share() -> None:
    # (2, 0, 0) against (0, 1, 1): the first is ahead where its weight is above 1/3, (2/3)^2 of the triangle of weights.
    scores = pd.DataFrame([[2, 0, 0], [0, 1, 1]], index=["one", "two"], columns=list("pqr"))
    assert card.share_won(scores, among=["one", "two"], parts=100)["one"] == pytest.approx(4 / 9, abs=0.003)
    # Five criteria, difference (1, 0, -1, -1, -3): even weights are exponential ones divided by their sum, and
    # P(X1 > X3 + X4 + 3 X5) = 1/2 * 1/2 * 1/4.
    five = pd.DataFrame([[5, 4, 2, 3, 2], [4, 4, 3, 4, 5]], index=["profiling", "survey"], columns=card.QUALITIES)
    assert card.share_won(five, among=["profiling", "survey"])["profiling"] == pytest.approx(1 / 16, abs=0.002)


def test_the_grid_agrees_with_random_weights() -> None:
    scores = pd.DataFrame([[4, 3, 3, 2], [4, 2, 4, 4], [1, 5, 2, 3]], index=list("abc"), columns=list("wxyz"))
    random = np.random.default_rng(3).dirichlet(np.ones(4), size=100_000)
    winners = (random @ scores.to_numpy().T).argmax(axis=1)
    expected = np.bincount(winners, minlength=3) / len(random)
    found = card.share_won(scores, among=list("abc"), parts=30)
    assert np.allclose(found.to_numpy(), expected, atol=0.005)


@given(tables, weightings, st.data())
@settings(max_examples=60, deadline=None)
def test_a_knocked_out_source_never_wins(scores: pd.DataFrame, weights: pd.Series, data: st.DataObject) -> None:
    out = data.draw(st.sampled_from(list(scores.index)))
    scores.loc[out] = 5  # however good it is
    among = [name for name in scores.index if name != out]
    assert out not in card.first(scores, weights, among=among)
    share = card.share_won(scores, among=among, parts=6)
    assert share[out] == 0
    assert share.sum() == pytest.approx(1)


@given(tables, weightings, st.data())
@settings(max_examples=60, deadline=None)
def test_a_better_score_never_costs_the_first_place(
    scores: pd.DataFrame, weights: pd.Series, data: st.DataObject
) -> None:
    name, column = data.draw(st.sampled_from(list(scores.index))), data.draw(st.sampled_from(list("pqr")))
    better = scores.copy()
    better.loc[name, column] += 1
    among = list(scores.index)
    if name in card.first(scores, weights, among=among):
        assert name in card.first(better, weights, among=among)
    before, after = (card.share_won(points, among=among, parts=6)[name] for points in (scores, better))
    assert after >= before - 1e-12


@given(tables)
@settings(max_examples=60, deadline=None)
def test_a_source_that_is_behind_everywhere_never_wins(scores: pd.DataFrame) -> None:
    worse = pd.concat([scores, (scores.iloc[[0]] - 1).set_axis(["worse"])])
    assert card.share_won(worse, among=list(worse.index), parts=6)["worse"] == 0


@given(tables, weightings, st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_only_the_proportions_of_the_weights_count(scores: pd.DataFrame, weights: pd.Series, times: int) -> None:
    pd.testing.assert_series_equal(card.weighted(scores, weights), card.weighted(scores, weights * times))


@given(tables)
@settings(max_examples=40, deadline=None)
def test_the_order_of_sources_and_criteria_does_not_matter(scores: pd.DataFrame) -> None:
    among = list(scores.index)
    turned = scores.iloc[::-1, ::-1]
    pd.testing.assert_series_equal(
        card.share_won(scores, among=among, parts=6), card.share_won(turned, among=among[::-1], parts=6)[among]
    )


def test_one_weight_is_set_and_the_others_keep_their_proportions() -> None:
    weights = card.with_weight(pd.Series({"p": 20, "q": 30, "r": 50}), "r", 0.25)
    assert weights.to_dict() == pytest.approx({"p": 0.3, "q": 0.45, "r": 0.25})


@pytest.mark.parametrize(
    ("call", "code", "named"),
    [
        (lambda: card.failures(FACTS.astype("Float64").replace(18, pd.NA), NEEDS), "blank-fact", "census"),
        (lambda: card.failures(FACTS.drop(columns="delay"), NEEDS), "blank-fact", "delay"),
        (lambda: card.failures(FACTS, NEEDS.assign(rule="about")), "unknown-rule", "about"),
        (lambda: card.weighted(table([[1, 2], [3, 4]]), pd.Series({"p": 1})), "no-weight", "q"),
        (lambda: card.weighted(table([[1, 2], [3, 4]]), pd.Series({"p": 1, "q": -1})), "bad-weights", "-1"),
        (lambda: card.weighted(table([[1, 2], [3, 4]]), pd.Series({"p": 0, "q": 0})), "bad-weights", "0"),
        (lambda: card.weighted(HOLED, pd.Series({"p": 1, "q": 1})), "blank-score", "s1"),
        (lambda: card.share_won(HOLED, among=["s0"]), "blank-score", "q"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_one_sentence(call, code: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.code == f"statistics.{code}"
    for language in ("en", "es"):
        assert named in caught.value.sentence(language)
