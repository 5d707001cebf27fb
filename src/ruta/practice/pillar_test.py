"""Two tests of equal difficulty, drawn from the bank of a pillar: one for before the module, one for after.

Both forms take one side each of the same pairs, so they have the same outcomes and the same difficulties, as judged by
the authors. (Parallel forms: AERA, APA and NCME, *Standards for Educational and Psychological Testing*, 2014, chapter
5.) Whether the sides are equally hard in fact only the answers of a class can tell.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from ruta.errors import InputError
from ruta.practice.bank import Item, Pair, load

LENGTH = 20
FORMS = ("before", "after")
DEFAULT_SEED = 2026


@dataclass(frozen=True, kw_only=True)
class PillarTest:
    """The two forms of a pillar's test."""

    pillar: str
    """Name of the pillar's folder."""
    seed: int
    """Seed of the draw."""
    before: tuple[Item, ...]
    """Items of the form for before the module, lesson by lesson."""
    after: tuple[Item, ...]
    """Items of the form for after it; the n-th is the other side of the n-th before."""

    def form(self, name: str) -> tuple[Item, ...]:
        """Return the items of a form, ``"before"`` or ``"after"``.

        Raises
        ------
        InputError
            For any other name.
        """
        if name not in FORMS:
            raise InputError("practice.bank.unknown-form", found=name, known=", ".join(FORMS))
        return self.before if name == "before" else self.after


def draw(pillar: str, *, seed: int = DEFAULT_SEED, length: int = LENGTH) -> PillarTest:
    """Draw both forms of a pillar's test.

    Every lesson gets the same number of pairs, and the rest go one each to lessons that have more.

    Parameters
    ----------
    pillar
        Name of the pillar's folder.
    seed
        Whole number; the same seed gives the same forms everywhere.
    length
        Items in each form.

    Raises
    ------
    InputError
        Where the bank has fewer pairs than the test has items.
    """
    pairs = load(pillar)
    if len(pairs) < length:
        raise InputError("practice.bank.too-few", pillar=pillar, found=len(pairs), expected=length)
    shuffled = [
        sorted(group, key=lambda pair: _chance(seed, pair.id)) for _, group in groupby(pairs, attrgetter("lesson"))
    ]
    chosen = sorted(_in_turn(shuffled, length, seed), key=pairs.index)
    sides = [pair.items[:: 1 if _chance(seed, "side", pair.id) % 2 else -1] for pair in chosen]
    return PillarTest(
        pillar=pillar, seed=seed, before=tuple(side[0] for side in sides), after=tuple(side[1] for side in sides)
    )


def _in_turn(lessons: Sequence[Sequence[Pair]], length: int, seed: int) -> list[Pair]:
    """Take one pair of each lesson in turn until there are enough; the last round begins with a lesson by chance."""
    chosen: list[Pair] = []
    for round_ in range(max(map(len, lessons))):
        offered = [lesson[round_] for lesson in lessons if len(lesson) > round_]
        offered.sort(key=lambda pair: _chance(seed, "round", pair.id))
        chosen += offered[: length - len(chosen)]
    return chosen


def _chance(seed: int, *words: str) -> int:
    """Return a large number by chance, the same on every machine and in every version of Python."""
    return int.from_bytes(hashlib.sha256(":".join([str(seed), *words]).encode()).digest())
