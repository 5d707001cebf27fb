"""Two forms of equal difficulty, from any bank; and what is wrong with a bank is named."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.practice import bank, pillar_test


def side(key: str, number: int) -> dict:
    wording = {"stem": f"Question {number}{key}?", "options": {x: f"Option {x}" for x in "abcd"}, "because": "So."}
    mistakes = dict(zip([x for x in "abcd" if x != key], ("one", "two"), strict=False))
    return {"key": key, "mistakes": mistakes, "en": wording, "es": wording}


def entry(number: int) -> dict:
    outcome, difficulty = number % 4 + 1, number % 3 + 1
    return {"id": f"p{number}", "outcome": outcome, "difficulty": difficulty,
            "first": side("a", number), "second": side("b", number)}  # fmt: skip


def made(monkeypatch: pytest.MonkeyPatch, folder: Path, counts: list[int]) -> None:
    items = folder / "items" / "toy"
    items.mkdir(parents=True)
    for number, count in enumerate(counts, start=1):
        lesson = f"{number:02}-toy"
        content = {"lesson": f"toy/{lesson}", "pairs": [entry(place) for place in range(count)]}
        (items / f"{lesson}.json").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(bank, "files", lambda package: folder)


@given(
    seed=st.integers(0, 10_000),
    counts=st.lists(st.integers(1, 6), min_size=4, max_size=9).filter(lambda c: sum(c) >= 20),
)
def test_the_forms_are_parallel_and_share_no_item(tmp_path_factory, seed, counts):
    with pytest.MonkeyPatch.context() as monkeypatch:
        made(monkeypatch, tmp_path_factory.mktemp("bank"), counts)
        test = pillar_test.draw("toy", seed=seed)
    assert len(test.before) == len(test.after) == pillar_test.LENGTH
    for before, after in zip(test.before, test.after, strict=True):
        assert before.id.rpartition("/")[0] == after.id.rpartition("/")[0]
        assert (before.lesson, before.outcome, before.difficulty) == (after.lesson, after.outcome, after.difficulty)
    assert len({item.id for item in (*test.before, *test.after)}) == 2 * pillar_test.LENGTH


def test_lessons_with_enough_pairs_differ_by_one_at_most(monkeypatch, tmp_path):
    made(monkeypatch, tmp_path, [6] * 8)
    counts = Counter(item.lesson for item in pillar_test.draw("toy").before)
    assert sorted(counts.values()) == [2] * 4 + [3] * 4


def test_another_seed_draws_another_test_and_the_same_seed_the_same(monkeypatch, tmp_path):
    made(monkeypatch, tmp_path, [6] * 8)
    assert pillar_test.draw("toy", seed=1) == pillar_test.draw("toy", seed=1)
    drawn = {tuple(item.id for item in pillar_test.draw("toy", seed=seed).before) for seed in range(10)}
    assert len(drawn) == 10


def test_the_sides_go_either_way(monkeypatch, tmp_path):
    made(monkeypatch, tmp_path, [6] * 8)
    sides = Counter(item.id.rpartition("/")[2] for item in pillar_test.draw("toy").before)
    assert min(sides.values()) >= 4


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda content: content["pairs"].__delitem__(slice(1, None)), "20"),
        (lambda content: content.update(lesson="toy/02-other"), "toy/02-other"),
        (lambda content: content["pairs"][0].pop("outcome"), "outcome"),
        (lambda content: content["pairs"][0].update(difficulty=4), "4"),
        (lambda content: content["pairs"][0]["first"].update(key="e"), "e"),
        (lambda content: content["pairs"][0]["first"].update(mistakes={"b": "one"}), "p0/first"),
        (lambda content: content["pairs"][0]["first"].update(mistakes={"a": "one", "b": "two"}), "p0/first"),
        (lambda content: content["pairs"][0]["second"]["es"]["options"].pop("d"), "p0/second"),
        (lambda content: content["pairs"][0]["second"].pop("es"), "es"),
    ],
)  # fmt: skip
def test_each_mistake_of_a_bank_is_named(monkeypatch, tmp_path, change, named):
    made(monkeypatch, tmp_path, [20])
    path = tmp_path / "items" / "toy" / "01-toy.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        pillar_test.draw("toy")
    for language in LANGUAGES:
        assert named in caught.value.sentence(language)


def test_no_bank_no_json_and_no_such_form_are_named(monkeypatch, tmp_path):
    made(monkeypatch, tmp_path, [20])
    with pytest.raises(InputError, match="none-such"):
        pillar_test.draw("none-such")
    with pytest.raises(InputError, match="midway"):
        pillar_test.draw("toy").form("midway")
    (tmp_path / "items" / "toy" / "01-toy.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"01-toy\.json"):
        pillar_test.draw("toy")
