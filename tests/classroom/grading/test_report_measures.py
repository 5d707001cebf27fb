"""The measures of an exercise: those of `item_measures`, of one notebook for each person."""

import math
from collections import Counter

import numpy as np
import pytest

from ruta.classroom import item_measures
from ruta.classroom.class_results import ENOUGH, SMALLEST
from ruta.classroom.grading import people
from ruta.classroom.grading.class_figure import class_figure
from ruta.classroom.grading.class_measures import exercise_result, group_of, kind
from ruta.classroom.grading.record import Judged
from ruta.messages import LANGUAGES
from tests.classroom.grading.made_records import QUESTIONS, a_class, graded, judged
from tests.classroom.lsat6 import MARKS

FIRST = QUESTIONS[0]


def one_question(*codes):
    return exercise_result([graded(f"p{n}", [judged(FIRST, code)]) for n, code in enumerate(codes)])


def test_kr20_of_a_published_test():
    """The five items and 1,000 persons of Bock and Lieberman (1970), whose KR-20 is 0.295."""
    records = [
        graded(f"p{n}", [Judged(id=f"q{place}", kind="choose", held=bool(mark), code=("wrong-value", "correct")[mark])
                         for place, mark in enumerate(marks)])
        for n, marks in enumerate(MARKS)
    ]  # fmt: skip
    found = exercise_result(records)
    assert found.kr20 == pytest.approx(0.295, abs=0.0005)
    assert found.kr20 == pytest.approx(item_measures.alpha(MARKS))
    assert [round(question.difficulty, 3) for question in found.questions] == [0.924, 0.709, 0.553, 0.763, 0.870]


def test_an_open_question_is_no_answer_in_p_and_a_zero_elsewhere():
    (question,) = one_question("correct", "correct", "blank", "missing", "raises").questions
    assert (question.right, question.answered) == (2, 3)
    assert question.difficulty == pytest.approx(2 / 3)


@pytest.mark.parametrize("persons", [SMALLEST - 1, SMALLEST, ENOUGH - 1, ENOUGH])
def test_few_persons_have_no_measures(persons):
    found = exercise_result(a_class(persons))
    assert [math.isnan(each.difficulty) for each in found.questions] == [persons < SMALLEST] * len(QUESTIONS)
    assert all(math.isnan(each.discrimination) for each in found.questions) is (persons < ENOUGH)
    assert math.isnan(found.kr20) is (persons < ENOUGH)


def test_the_measures_are_those_of_the_marks():
    records = a_class(40)
    marks = np.array([[int(each.held) for each in record.questions] for record in records])
    found = exercise_result(records)
    assert [each.discrimination for each in found.questions] == pytest.approx(item_measures.discrimination(marks))
    assert [each.rest_correlation for each in found.questions] == pytest.approx(item_measures.rest_correlation(marks))


def test_a_notebook_that_lacks_a_question_left_it_open():
    records = [graded("a"), graded("b", [judged(name) for name in QUESTIONS[1:]])]
    first = exercise_result(records).questions[0]
    assert (first.id, first.right, first.answered) == (FIRST, 1, 1)


def test_each_answer_is_of_one_kind():
    codes = {"correct": "computed", "blank": "open", "missing": "open", "wrong-type": "wrong", "wrong-shape": "wrong",
             "wrong-value": "wrong", "raises": "stopped", "exits": "stopped", "endless": "stopped", "died": "stopped",
             "memory": "stopped", "output": "stopped", "differs": "stopped"}  # fmt: skip
    for code, expected in codes.items():
        assert kind(judged(FIRST, code)) == expected
    assert kind(judged(FIRST, "misconception", reason="other-curve")) == "mistake"
    assert kind(judged(FIRST, hard_coded=True)) == "typed"


def test_what_to_discuss_are_the_three_commonest_mistakes():
    made = {QUESTIONS[0]: ("other-curve", 1), QUESTIONS[1]: ("withdrawn", 3), QUESTIONS[3]: ("attended-median", 2),
            QUESTIONS[6]: ("attended-only", 2)}  # fmt: skip
    records = [
        graded(f"p{n}", [judged(name, "misconception", reason=made[name][0]) if n < made.get(name, ("", 0))[1]
                         else judged(name) for name in QUESTIONS])
        for n in range(5)
    ]  # fmt: skip
    found = [(question.id, mistake, count) for question, mistake, count in exercise_result(records).to_discuss()]
    assert found == [
        (QUESTIONS[1], "withdrawn", 3),
        (QUESTIONS[3], "attended-median", 2),
        (QUESTIONS[6], "attended-only", 2),
    ]


def test_the_group_is_that_of_the_list_or_the_country():
    record = graded("Ñandú  7", parameters={"country": "MEX"})
    assert group_of(record, {}, "es") == "México"
    assert group_of(record, {"x": "", "y": ""}, "en") == "Mexico"
    assert group_of(record, {"ñandú 7": "norte"}, "es") == "norte"
    assert group_of(record, {"x": "norte"}, "es") == "sin grupo"


def test_of_two_notebooks_of_a_person_the_better_one_counts():
    better, worse = graded("a", file="2.ipynb"), graded("a", [judged(FIRST, "blank")], file="1.ipynb")
    (records,) = people.by_exercise([worse, better]).values()
    assert records == [better]
    assert people.not_counted([worse, better]) == [worse]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_alternative_has_every_number_of_the_figure(language):
    result = exercise_result(a_class(12))
    alt = class_figure(result, language).alt
    assert "12" in alt
    parts = alt.split(". ", 1)[1]
    for question in result.questions:
        counts = Counter(number for number in question.kinds.values() if number)
        assert sum(question.kinds.values()) == 12
        assert all(f" {number}" in parts for number in counts)
