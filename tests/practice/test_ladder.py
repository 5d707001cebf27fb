"""Each rung of the ladder, for each kind of answer, and the forms in which people really give an answer."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta import messages
from ruta.errors import InputError
from ruta.practice import MISSING, Params, check


@pytest.fixture
def judge(toy, params):
    data = toy.load(params)
    return lambda name, answer: check(toy, name, answer, data=data, params=params)


@pytest.mark.parametrize("name", ["mean", "pick", "late", "each"])
@pytest.mark.parametrize("blank", [..., None, "", "   "])
def test_an_untouched_cell_is_blank(judge, name, blank):
    assert judge(name, blank).code == "blank"


@pytest.mark.parametrize("name", ["mean", "pick", "late", "each"])
def test_a_variable_that_does_not_exist_is_missing(judge, name):
    assert judge(name, MISSING).code == "missing"


@pytest.mark.parametrize(
    "answer",
    [
        30,
        30.0,
        30.4,
        np.float64(30),
        np.int32(30),
        Decimal("30.1"),
        Fraction(60, 2),
        pd.Series([30]),
        [30.0],
        np.array([30.0]),
        np.array(30.0),
        pd.DataFrame({"x": [30]}),
    ],
)
def test_a_number_is_accepted_in_the_forms_that_pandas_and_people_give(judge, answer):
    assert judge("mean", answer).code == "correct"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("30", "text"),
        (True, "number"),
        (pd.NA, "missing-value"),
        (float("nan"), "missing-value"),
        (print, "function"),
        (pd.Series([1, 2]), "many"),
        ([1, 2], "many"),
        (pd.Timedelta(days=30), "duration"),
        (object(), "number"),
        (1j, "number"),
    ],
)
def test_a_number_of_the_wrong_type_says_which(judge, answer, reason):
    verdict = judge("mean", answer)
    assert (verdict.code, verdict.reason) == ("wrong-type", reason)


@pytest.mark.parametrize(("answer", "name"), [(20, "m1"), (45.2, "m2")])
def test_a_known_mistake_is_named(judge, answer, name):
    verdict = judge("mean", answer)
    assert (verdict.code, verdict.reason) == ("misconception", name)


def test_an_impossible_value_is_told_from_a_wrong_one(judge):
    assert judge("mean", 31.0).reason == "number"
    assert judge("mean", 4000).reason == "impossible"


@pytest.mark.parametrize("answer", ["b", " B ", "b)", ["b"], pd.Series(["b"])])
def test_a_letter_is_accepted_as_people_write_it(judge, answer):
    assert judge("pick", answer).code == "correct"


@pytest.mark.parametrize(
    ("answer", "code"), [(2, "wrong-type"), ("z", "wrong-shape"), ("a", "misconception"), ("d", "wrong-value")]
)
def test_letters_climb_the_ladder(judge, answer, code):
    assert judge("pick", answer).code == code


@pytest.mark.parametrize("answer", [["C", "B"], {"B", "C"}, ("B", "C"), pd.Series(["B", "C"]), pd.Index(["C", "B"])])
def test_labels_are_accepted_in_any_order(judge, answer):
    assert judge("late", answer).code == "correct"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (3, "wrong-type"),
        ({"B": 1}, "wrong-type"),
        (["X"], "wrong-shape"),
        ("C", "misconception"),
        (["A"], "wrong-value"),
    ],
)
def test_labels_climb_the_ladder(judge, answer, code):
    assert judge("late", answer).code == code


def test_a_column_keeps_blank_apart_from_zero(judge):
    assert judge("each", pd.Series({"C": 3, "A": 1.05, "B": pd.NA}, dtype="Float64")).code == "correct"
    assert judge("each", {"A": 1, "B": 0, "C": 3}).reason == "m1"
    assert judge("each", pd.DataFrame({"v": [1, None, 3]}, index=["A", "B", "C"])).code == "correct"


@pytest.mark.parametrize(
    ("answer", "code", "reason"),
    [
        ([1, 2, 3], "wrong-type", "column"),
        ({"A": 1}, "wrong-shape", "absent-labels"),
        ({"A": 1, "B": 2, "C": 3, "D": 4}, "wrong-shape", "unknown-labels"),
        (pd.DataFrame({"a": [1], "b": [2]}), "wrong-shape", "one-column"),
        ({"A": 9, "B": 9, "C": 9}, "wrong-value", "column"),
    ],
)
def test_columns_climb_the_ladder(judge, answer, code, reason):
    verdict = judge("each", answer)
    assert (verdict.code, verdict.reason) == (code, reason)


def test_an_unknown_question_is_refused_with_the_ones_that_exist(judge):
    with pytest.raises(InputError, match="mean, pick"):
        judge("median", 1)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_reason_has_a_sentence_in_every_language(toy, language):
    params = Params(country="HND", seed=1, language=language)
    answers = ["30", True, pd.NA, print, [1, 2], pd.Timedelta(days=1), ..., MISSING, 4000, 31]
    verdicts = [check(toy, "mean", answer, data=toy.load(params), params=params) for answer in answers]
    verdicts += [check(toy, "pick", answer, data=toy.load(params), params=params) for answer in (2, "z", "d")]
    verdicts += [check(toy, "late", answer, data=toy.load(params), params=params) for answer in (3, ["X"], ["A"])]
    verdicts += [
        check(toy, "each", answer, data=toy.load(params), params=params)
        for answer in (
            [1],
            {"A": 1},
            dict.fromkeys("ABCD", 1),
            pd.DataFrame({"a": [1], "b": [2]}),
            dict.fromkeys("ABC", 9),
        )
    ]
    for verdict in verdicts:
        assert verdict.headline() in verdict.as_html()
        assert "{" not in verdict.sentence()


@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.binary(),
        st.dates(),
        st.lists(st.integers()),
        st.dictionaries(st.text(), st.floats()),
        st.sets(st.text()),
    )
)
def test_no_answer_whatever_breaks_the_check(answer):
    from ruta.practice import Choice, Column, Exercise, Labels, Number
    from tests.practice.conftest import load, question

    kinds = (
        question("n", Number(unit="days"), 1.25),
        question("c", Choice(), "a"),
        question("l", Labels(options=("A",)), {"A"}),
        question("k", Column(unit="days", index=lambda data, params: ["A"]), {"A": 1.25}),
    )
    exercise = Exercise(id="toy/01-toy", domain="toy", load=load, questions=kinds)
    params = Params(country="HND", seed=1, language="en")
    for kind in kinds:
        verdict = check(exercise, kind.id, answer, data={}, params=params)
        assert verdict.as_json()["code"] == verdict.code
