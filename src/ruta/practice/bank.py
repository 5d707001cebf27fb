"""The bank of test items: multiple-choice questions in parallel pairs, each with the outcome that it measures.

A pair measures one outcome of one lesson twice, with the same reasoning and the same difficulty in two situations: one
side goes into the test before, the other into the test after. Each lesson has a file of its own,
``items/<pillar>/<lesson>.json``, with both languages side by side, so that whoever writes a pair sees all of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ruta.errors import InputError
from ruta.messages import LANGUAGES

LETTERS = ("a", "b", "c", "d")
SIDES = ("first", "second")
DIFFICULTIES = (1, 2, 3)
"""1: recall of a rule; 2: the rule applied to a case; 3: a judgement between statements that look defensible."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """An item in one language."""

    stem: str
    """The situation and the question."""
    options: dict[str, str]
    """The options by letter."""
    because: str
    """Why the right option is right; shown after the test only."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One side of a pair."""

    id: str
    """``<pillar>/<lesson>/<pair>/<side>``."""
    lesson: str
    """Id of the lesson whose outcome it measures."""
    outcome: int
    """Number of that outcome in the lesson."""
    difficulty: int
    """One of `DIFFICULTIES`, as its authors judged it."""
    key: str
    """Letter of the right option."""
    mistakes: dict[str, str]
    """Name of the mistake that an option stands for, by letter."""
    wording: dict[str, Wording]
    """The texts by language."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two items that can stand for each other."""

    id: str
    """``<pillar>/<lesson>/<pair>``."""
    lesson: str
    """Id of the lesson."""
    items: tuple[Item, Item]
    """The first and the second side."""


def load(pillar: str) -> tuple[Pair, ...]:
    """Return the bank of a pillar, lesson by lesson.

    Parameters
    ----------
    pillar
        Name of the pillar's folder, such as ``"statistics"``.

    Raises
    ------
    InputError
        Where the pillar has no bank, or a file of it is not as described above; names file and pair.
    """
    folder = files("ruta.practice").joinpath("items", pillar)
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".json")), key=lambda path: path.name) \
        if folder.is_dir() else []  # fmt: skip
    if not found:
        raise InputError("practice.bank.none", pillar=pillar)
    return tuple(pair for path in found for pair in _file(path, pillar))


def _file(path: Traversable, pillar: str) -> list[Pair]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        lesson = f"{pillar}/{path.name.removesuffix('.json')}"
        if content["lesson"] != lesson:
            raise InputError("practice.bank.wrong", file=path.name, pair="-", found=content["lesson"], expected=lesson)
        return [_pair(entry, lesson, path.name) for entry in content["pairs"]]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("practice.bank.unreadable", file=path.name, reason=repr(error)) from error


def _pair(entry: Mapping[str, Any], lesson: str, file: str) -> Pair:
    name = f"{lesson}/{entry['id']}"
    first, second = (
        Item(
            id=f"{name}/{side}",
            lesson=lesson,
            outcome=int(entry["outcome"]),
            difficulty=int(entry["difficulty"]),
            key=entry[side]["key"],
            mistakes=dict(entry[side]["mistakes"]),
            wording={language: Wording(**entry[side][language]) for language in LANGUAGES},
        )
        for side in SIDES
    )
    for item in (first, second):
        _check(item, file)
    return Pair(id=name, lesson=lesson, items=(first, second))


def _check(item: Item, file: str) -> None:
    """Refuse an item that could not be answered, or not be told apart from its mistakes."""

    def wrong(found: object, expected: object) -> InputError:
        return InputError("practice.bank.wrong", file=file, pair=item.id, found=found, expected=expected)

    if item.difficulty not in DIFFICULTIES:
        raise wrong(item.difficulty, DIFFICULTIES)
    if item.key not in LETTERS:
        raise wrong(item.key, LETTERS)
    if len(item.mistakes) < 2 or not set(item.mistakes) <= set(LETTERS) - {item.key}:
        raise wrong(item.mistakes, sorted(set(LETTERS) - {item.key}))
    for wording in item.wording.values():
        if tuple(sorted(wording.options)) != LETTERS or len(set(wording.options.values())) != len(LETTERS):
            raise wrong(sorted(wording.options), LETTERS)
