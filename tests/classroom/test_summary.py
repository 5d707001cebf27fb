"""What a class's answers are summed up to, and what is not said where persons are few."""

import math

import numpy as np
import pytest

from ruta.classroom import item_measures, summary, workshop
from tests.classroom.conftest import saved


def group(folder):
    return workshop.read(folder).groups[0]


def test_the_numbers_of_a_class_by_hand(a_class, folder):
    a_class([(4, 12), (8, 14), (10, 10), (12, 20), (6, 14)])
    found = summary.change_result(group(folder))
    assert (found.persons, found.before, found.after) == (5, 8, 14)
    assert found.change.mean == 6
    assert found.class_gain == pytest.approx(0.5)
    assert found.mean_of_gains == pytest.approx((8 / 16 + 6 / 12 + 0 + 8 / 8 + 8 / 14) / 5)
    before = summary.form_result(group(folder), "before")
    # The first four have it all; the questions after the twelfth nobody.
    assert [item.right for item in before.items] == [5] * 4 + [4] * 2 + [3] * 2 + [2] * 2 + [1] * 2 + [0] * 8
    assert before.items[0].commonest_mistake is None
    assert before.items[-1].commonest_mistake == min(before.items[-1].item.mistakes)
    assert before.items[-1].chosen[before.items[-1].commonest_mistake] == 5
    assert sum(lesson.right for lesson in summary.lessons(before)) == 40
    assert sum(lesson.answered for lesson in summary.lessons(before)) == 100


def test_only_persons_who_took_both_count_for_the_change(a_class, put, folder):
    a_class([(10, 15)] * 6)
    put("gone.json", saved("before", "gone", 0))
    put("late.json", saved("after", "late", 20))
    found = summary.change_result(group(folder))
    assert (found.persons, found.before, found.after) == (6, 10, 15)
    assert summary.form_result(group(folder), "before").persons == 7


def test_an_open_question_is_not_right_and_not_answered(put, folder):
    for number in range(5):
        content = saved("before", f"p{number}", 20)
        if number:
            content["answers"][next(iter(content["answers"]))] = None
        put(f"{number}.json", content)
    found = summary.form_result(group(folder), "before")
    first = found.items[0]
    assert (first.right, first.answered, first.left_open, first.difficulty) == (1, 1, 4, 1.0)
    assert found.mean == pytest.approx(19.2)


@pytest.mark.parametrize(("persons", "shares", "reliable"), [(4, False, False), (5, True, False), (29, True, False),
                                                              (30, True, True)])  # fmt: skip
def test_what_few_persons_cannot_show_is_not_computed(a_class, folder, persons, shares, reliable):
    a_class([(number % 15, 5 + number % 15) for number in range(persons)])
    found = summary.form_result(group(folder), "before")
    assert bool(found.items) is shares
    assert math.isnan(found.mean) is not shares
    assert math.isnan(found.kr20) is not reliable
    assert any(not math.isnan(item.discrimination) for item in found.items) is reliable
    assert math.isnan(summary.change_result(group(folder)).class_gain) is not shares


def test_the_measures_are_those_of_the_marks(a_class, folder):
    a_class([(number % 15, 5 + number % 15) for number in range(30)])
    found = summary.form_result(group(folder), "after")
    marks = np.array([[place < 5 + number % 15 for place in range(20)] for number in range(30)], dtype=int)
    assert found.kr20 == pytest.approx(item_measures.kr20(marks))
    d = item_measures.discrimination(marks)
    assert [item.discrimination for item in found.items] == pytest.approx(d.tolist())


def test_a_class_that_knew_everything_has_no_gain(a_class, folder):
    a_class([(20, 20)] * 6)
    found = summary.change_result(group(folder))
    assert math.isnan(found.class_gain)
    assert (found.persons_with_gain, found.change.mean) == (0, 0)


def test_a_form_that_nobody_took_is_empty(put, folder):
    put("1.json", saved("after", "x"))
    found = summary.form_result(group(folder), "before")
    assert (found.persons, found.items) == (0, ())


def test_mistakes_are_counted_by_lesson_and_name(a_class, folder):
    a_class([(19, 20)] * 5)
    found = summary.form_result(group(folder), "before")
    last = found.items[-1].item
    chosen = {key: result for key, result in summary.mistakes(found).items() if result.chosen}
    ((lesson, mistake),) = chosen
    assert (lesson, mistake) == (last.lesson, last.mistakes[min(last.mistakes)])
    assert chosen[lesson, mistake].chosen == 5
    assert chosen[lesson, mistake].answered % 5 == 0
    assert chosen[lesson, mistake].example is last
