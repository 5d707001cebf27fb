"""The invented recommendations have what the lesson and the report speak of, for every country and seed."""

import pytest

from ruta.datasets import COUNTRIES
from ruta.errors import InputError
from ruta.exchange import example_recommendations as examples
from ruta.exchange import standing
from ruta.messages import LANGUAGES

AREAS = ("One", "Two", "Three")


@pytest.mark.parametrize("areas", [("",), AREAS])
@pytest.mark.parametrize("country", COUNTRIES)
def test_nothing_of_which_the_lesson_speaks_is_missing(country: str, areas: tuple[str, ...]) -> None:
    for seed in (0, 1, 2026, *range(100, 110)):
        table = examples.example(country=country, seed=seed, language="en", areas=areas)
        found = standing.follow_up(table, on=examples.ON)
        assert found.all == 12 * len(areas)
        assert min(found.counts.values()) > 0
        assert found.moved >= 2
        assert (table["due"] == examples.ON).any()
        assert found.shown < found.said < 1
        assert found.with_evidence > found.counts["done"]
        moved = table[standing.moved(table)]
        assert (standing.progress(moved, baseline="baseline_now") > standing.progress(moved)).all(), (
            "a worse start flatters"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_do_not_depend_on_the_language(language: str) -> None:
    table = examples.example(country="HND", seed=2026, language=language)
    other = examples.example(country="HND", seed=2026, language="en")
    same = ["id", "baseline", "baseline_now", "target", "latest", "agreed", "due", "state", "evidence"]
    assert table[same].equals(other[same])
    assert table[["recommendation", "owner", "indicator"]].notna().all().all()


def test_countries_and_seeds_differ_and_bad_ones_are_refused() -> None:
    drawn = [
        examples.example(country=c, seed=s, language="en")["due"].tolist()
        for c, s in (("HND", 1), ("SLV", 1), ("HND", 2))
    ]
    assert drawn[0] != drawn[1] != drawn[2] != drawn[0]
    for country, seed in (("ITA", 1), ("HND", -1)):
        with pytest.raises(InputError):
            examples.example(country=country, seed=seed, language="en")
