"""Pairs of answers that are alike: independent classes list almost none, copies are listed, order changes nothing."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.classroom.grading import alike
from ruta.classroom.grading.answer_form import is_computed, normalised
from tests.classroom.grading.made_records import QUESTIONS, a_class, graded, judged


def listed(records):
    return [(pair.first.pseudonym, pair.second.pseudonym) for pair in alike.pairs(records)]


def copied(records, number, seed=0):
    """The second person takes so many answers of the first."""
    taken = set(random.Random(seed).sample(range(len(QUESTIONS)), number))
    first, second, *rest = records
    answers = [(first if place in taken else second).questions[place] for place in range(len(QUESTIONS))]
    return [first, replace(second, questions=tuple(answers)), *rest]


def alone(number, wrong=0):
    """A person of whom every answer is one's own."""
    answers = [
        judged(name, "wrong-value" if place < wrong else "correct", answer=f"x = work{number}({place})")
        for place, name in enumerate(QUESTIONS)
    ]
    return graded(f"p{number:02}", answers)


@pytest.mark.parametrize("persons", [3, 8, 20])
def test_a_class_of_independent_persons_lists_almost_no_pair(persons):
    with_a_pair = sum(bool(alike.pairs(a_class(persons, seed=seed))) for seed in range(20))
    assert with_a_pair <= 20 * alike.LEVEL


def test_able_and_less_able_persons_are_not_alike_for_that():
    # All the able write the one usual line; all the others make the one usual mistake, on paper.
    able = [graded(f"a{n}", [judged(name, answer="x = usual(1)") for name in QUESTIONS]) for n in range(8)]
    less = [graded(f"b{n}", [judged(name, "wrong-value", answer="x = 3") for name in QUESTIONS]) for n in range(8)]
    assert listed([*able, *less]) == []


@pytest.mark.parametrize("wrong", [0, 7])
def test_who_shares_every_unusual_answer_is_listed(wrong):
    records = [alone(number, wrong) for number in range(12)]
    records[1] = replace(records[1], questions=records[0].questions)
    (pair,) = alike.pairs(records)
    assert (pair.first.pseudonym, pair.second.pseudonym) == ("p00", "p01")
    assert [same.question for same in pair.same] == QUESTIONS
    assert {(same.wrong, same.others, same.side) for same in pair.same} == {(wrong == 7, 0, 12)}
    # One of the eleven others for each of seven questions, and 66 pairs.
    assert pair.chance == pytest.approx(66 / 11**7)


def test_the_chance_is_that_of_all_patterns_as_rare(monkeypatch):
    monkeypatch.setattr(alike, "LEVEL", 100)
    records = [alone(number) for number in range(4)]
    # On the first two questions, the first person's answer is that of the second; on the third, that of the last.
    for place, taker in ((0, 1), (1, 1), (2, 3)):
        answers = list(records[taker].questions)
        answers[place] = records[0].questions[place]
        records[taker] = replace(records[taker], questions=tuple(answers))
    (chance,) = (pair.chance for pair in alike.pairs(records) if pair.second.pseudonym == "p01")
    # Six pairs; two or three of three answers alike, each with a chance of 1/3.
    assert chance == pytest.approx(6 * (3 * (1 / 9) * (2 / 3) + 1 / 27))


def test_most_of_those_who_copy_nearly_everything_unusual_are_listed():
    found = sum(bool(alike.pairs(copied([alone(n, n % 4) for n in range(20)], 5, seed))) for seed in range(10))
    assert found >= 8


def test_a_usual_answer_says_nothing():
    assert listed([graded(f"p{n}", [judged(name, answer="x = f(1)") for name in QUESTIONS]) for n in range(9)]) == []


def test_a_right_value_that_is_written_down_says_nothing():
    records = [alone(number) for number in range(12)]
    typed = tuple(judged(name, answer="x = 41.7", hard_coded=True) for name in QUESTIONS)
    records[:2] = [replace(record, questions=typed) for record in records[:2]]
    assert listed(records) == []


def test_what_was_left_open_says_nothing():
    records = [alone(number) for number in range(12)]
    left = tuple(judged(name, "blank", answer="") for name in QUESTIONS)
    records[:2] = [replace(record, questions=left) for record in records[:2]]
    assert listed(records) == []


@pytest.mark.parametrize("persons", [0, 1, 2])
def test_nobody_to_compare_with_is_nothing_to_say(persons):
    records = [replace(alone(0), pseudonym=f"p{number}") for number in range(persons)]
    assert listed(records) == []


@settings(max_examples=20)
@given(st.permutations(range(8)), st.integers(0, 3))
def test_the_order_of_the_files_changes_nothing(order, seed):
    records = copied([alone(number) for number in range(8)], 7, seed)
    names = [set(pair) for pair in listed([records[number] for number in order])]
    assert names == [{"p00", "p01"}]


def test_a_light_disguise_changes_nothing():
    one = "total = 0\nfor row in rows:\n    total = total + row\nanswer = total / len(rows)"
    other = "# mine\nsum_all=0\nfor each in rows :\n  sum_all = sum_all+each  # add\n\nanswer=sum_all/len( rows )"
    assert normalised(one) == normalised(other)
    assert normalised(one) != normalised(one.replace("+", "-"))
    assert normalised(one) != normalised(one.replace("0", "1"))


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_source_has_a_form(source):
    assert normalised(source) == normalised(source)
    assert is_computed(source) in (True, False)


@pytest.mark.parametrize(
    ("source", "computed"),
    [("x = 41.7", False), ("x = -2", False), ("x = [1, 'a']", False), ("'b'", False), ("x = {'a': 1}", False),
     ("x = 40 + 1.7", True), ("x = f()", True), ("x = y", True), ("import os\nx = 1", True), ("x = (", True)],
)  # fmt: skip
def test_a_value_that_is_written_down_is_no_computation(source, computed):
    assert is_computed(source) is computed
