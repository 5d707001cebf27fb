"""The exercise on the closing report: on other seeds, too, no mistake is right by chance."""

import itertools

import pytest

from ruta.datasets import COUNTRIES
from ruta.exchange import claims, closing_exercise
from ruta.practice import Params, registry


@pytest.mark.parametrize("country", COUNTRIES)
def test_right_answers_and_mistakes_are_all_different(country: str) -> None:
    exercise = registry.find("exchange/04-closing-report")
    for seed in (0, 101, 102, 103):
        params = Params(country=country, seed=seed, language="es")
        data = exercise.load(params)
        for question in exercise.questions:
            labels = question.labels(data, params)
            given = [question.expected(data, params), *(one.answer(data, params) for one in question.misconceptions)]
            values = [question.answer.read(value, labels=labels) for value in given]
            assert not any(question.answer.same(one, two) for one, two in itertools.combinations(values, 2)), (
                question.id
            )


def test_the_slips_and_claims_are_those_described() -> None:
    data = closing_exercise.tables(country="HND", seed=1, language="en")
    assert len(closing_exercise.overdue(data["slips"])) == 3
    assert len(closing_exercise.overdue_with(data["slips"], kind="all-late")) == 6
    assert len(closing_exercise.publishable(data["claims"])) == 2
    found = claims.faults(data["claims"], threshold=closing_exercise.THRESHOLD)
    assert found.sum(axis="columns").tolist().count(1) == 6, "six claims with one fault each"
