"""Draws that are repeated until they have what a lesson speaks of."""

import pytest

from ruta.datasets import draws
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.service_access import example_return_draws, land_exercise


def test_the_first_draw_that_holds_is_taken_and_no_other_is_made() -> None:
    made = iter(range(100))
    assert draws.until(lambda: next(made), holds=lambda number: number >= 7) == 7
    assert next(made) == 8


def test_a_seed_without_such_a_draw_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "TRIES", 5)
    with pytest.raises(InputError) as caught:
        draws.until(lambda: 1, holds=lambda _: False)
    assert all("5" in caught.value.sentence(language) for language in LANGUAGES)


def test_no_table_is_made_that_the_lesson_would_speak_falsely_of(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = draws.generator(seed=1, country="HND", name="test")
    monkeypatch.setattr(draws, "TRIES", 0)
    shape = example_return_draws.SHAPES["quiet"]
    for make in (
        lambda: land_exercise.candidates(rng),
        lambda: example_return_draws.course(rng, shape),
        lambda: example_return_draws.survey(rng, shape, month=6, households=120),
    ):
        with pytest.raises(InputError) as caught:
            make()
        assert caught.value.code == "datasets.no-draw"
