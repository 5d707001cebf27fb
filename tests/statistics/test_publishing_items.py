"""The pairs of items about publishing: every side is whole in both languages and says one right answer."""

import json
from pathlib import Path

import pytest

import ruta
from ruta.practice import registry

LESSON = "statistics/08-publishing-without-harm"
ITEMS = json.loads((Path(ruta.__file__).parent / "practice" / "items" / f"{LESSON}.json").read_text(encoding="utf-8"))


def test_the_pairs_measure_outcomes_that_the_exercise_asks_for():
    assert ITEMS["lesson"] == LESSON
    outcomes = {question.outcome for question in registry.find(LESSON).questions}
    assert {pair["outcome"] for pair in ITEMS["pairs"]} <= outcomes
    assert len({pair["outcome"] for pair in ITEMS["pairs"]}) == 3


@pytest.mark.parametrize("pair", ITEMS["pairs"], ids=lambda pair: pair["id"])
def test_both_sides_are_whole(pair):
    assert pair["first"]["key"] != pair["second"]["key"]
    assert sorted(pair["first"]["mistakes"].values()) == sorted(pair["second"]["mistakes"].values())
    for side in (pair["first"], pair["second"]):
        assert set(side["mistakes"]) == {"a", "b", "c", "d"} - {side["key"]}
        for language in ("en", "es"):
            options = side[language]["options"]
            assert list(options) == ["a", "b", "c", "d"]
            assert len(set(options.values())) == 4
            assert side[language]["stem"]
            assert side[language]["because"]
            # The right one does not stand out by its length.
            longest = max(len(text) for key, text in options.items() if key != side["key"])
            assert len(options[side["key"]]) <= 1.1 * longest
