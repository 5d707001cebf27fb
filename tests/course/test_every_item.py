"""What holds for every item of every bank, and for the test of every pillar that has one."""

from collections import Counter
from pathlib import Path

import pytest

from ruta.course import catalogue, notebooks, paths, skeleton
from ruta.course.catalogue import Pillar
from ruta.course.left_in_english import is_english
from ruta.messages import LANGUAGES
from ruta.practice import bank, pillar_test
from ruta.practice.bank import LETTERS, Item

TREE = paths.find_tree(Path(__file__).parent)
PILLARS = catalogue.load(TREE).pillars
TESTED = [pillar for pillar in PILLARS if pillar.tested]
# A bank is held to the rules from its first pair on, long before it is large enough for a test.
BANKS = [pillar.id for pillar in PILLARS if (Path(bank.__file__).parent / "items" / pillar.id).is_dir()]
PAIRS = [pair for pillar in BANKS for pair in bank.load(pillar)]
ITEMS = [item for pair in PAIRS for item in pair.items]

each_pillar = pytest.mark.parametrize("pillar", TESTED, ids=lambda pillar: pillar.id)
each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)


@each_pillar
def test_every_lesson_has_items_on_more_than_one_outcome(pillar: Pillar) -> None:
    for lesson in pillar.lessons:
        own = [pair.items[0] for pair in PAIRS if pair.lesson == lesson.id]
        promised = len(skeleton.outcomes(notebooks.read(TREE.lesson(lesson.id, "en"))))
        assert len(own) >= 3, lesson.id
        assert len({item.outcome for item in own}) >= 2, lesson.id
        assert {item.outcome for item in own} <= set(range(1, promised + 1)), lesson.id


def test_every_bank_is_of_a_lesson_that_exists() -> None:
    assert {pillar.id for pillar in TESTED} <= set(BANKS)
    assert {pair.lesson for pair in PAIRS} <= {lesson.id for pillar in PILLARS for lesson in pillar.lessons}


@each_pillar
def test_both_forms_have_twenty_items_and_cover_every_lesson(pillar: Pillar) -> None:
    test = pillar_test.draw(pillar.id)
    for form in pillar_test.FORMS:
        items = test.form(form)
        assert len(items) == 20
        assert {item.lesson for item in items} == {lesson.id for lesson in pillar.lessons}
        # Whoever always chooses one letter gets no more than chance and a little.
        assert max(Counter(item.key for item in items).values()) <= 8
        assert {item.difficulty for item in items} == set(bank.DIFFICULTIES)


@each_item
def test_the_texts_are_whole_in_both_languages(item: Item) -> None:
    english, spanish = (item.wording[language] for language in LANGUAGES)
    for wording in (english, spanish):
        assert all(text.strip() == text and text for text in (wording.stem, wording.because, *wording.options.values()))
        assert len(wording.because) > 20
    assert not any(map(is_english, (spanish.stem, spanish.because, *spanish.options.values())))
    assert english.stem != spanish.stem


@each_item
def test_the_right_option_does_not_stand_out_by_its_length(item: Item) -> None:
    for language in LANGUAGES:
        options = item.wording[language].options
        others = [len(options[letter]) for letter in LETTERS if letter != item.key]
        assert min(others) * 0.5 <= len(options[item.key]) <= max(others) * 1.25, (language, options)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_the_two_sides_are_two_situations_with_different_keys(pair: bank.Pair) -> None:
    first, second = pair.items
    assert first.key != second.key
    for language in LANGUAGES:
        assert first.wording[language].stem != second.wording[language].stem


def test_the_keys_are_spread_over_the_letters() -> None:
    counts = Counter(item.key for item in ITEMS)
    assert set(counts) == set(LETTERS)
    assert max(counts.values()) <= 0.4 * len(ITEMS)
