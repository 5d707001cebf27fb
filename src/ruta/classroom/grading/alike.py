"""Answers that are suspiciously alike: a list to look at, never a verdict.

For each question on which two persons are **both wrong**, or both right by a computation, ask how rare it is that they
gave the same answer. If answers were given independently, the answers of the others who were wrong (or right) on this
question might as well have been handed out among them by lot; then somebody meets a given person's answer with
probability K / N, where N is the number of those others and K how many of them gave that answer. That is a permutation
test, one for each question, and an answer that many gave weighs little, one that nobody else gave weighs most.

The questions are put together by the sum of −ln(K / N) over those answered alike. Its distribution is exact: every
pattern of alike and not alike is weighed with its probability. A pair is listed where the chance of a sum as large,
times the number of pairs (Bonferroni), stays below `LEVEL`: a class of independent persons lists a pair about once in
twenty classes, or less often.

To look only at answers on the same side (both wrong, both right) takes away what two strong, or two weak, persons share
for that reason alone, as W. H. Angoff (1974), *The development of statistical indices for detecting cheaters*, Journal
of the American Statistical Association 69, 44-49, does with the number of answers that both have wrong. The sum over
questions with their own probabilities, and the correction for the number of pairs, follow G. O. Wesolowsky (2000),
*Detecting excessive similarity in answers on multiple choice exams*, Journal of Applied Statistics 27, 909-921.
Taking the answers of the others as they are, in place of a model of ability, is ours: a class is too small for a model.

What it cannot tell: whether two persons worked together as they were asked to, who wrote first, whether both copied
from a third source such as a hint, or anything of a pair of which one side is too small. Two persons who learned the
same unusual way from the same colleague look like two who copied.
"""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruta.classroom.grading.answer_form import is_computed, normalised
from ruta.classroom.grading.class_measures import OPEN
from ruta.classroom.grading.record import Graded, Judged

LEVEL = 0.05
"""Chance, of a class of independent persons, that any pair at all is listed."""
_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Same:
    """One question that two persons answered alike."""

    question: str
    """Its id."""
    wrong: bool
    """Whether both were wrong; else both were right by a computation."""
    others: int
    """How many further persons gave this answer."""
    side: int
    """How many persons were wrong (or right by a computation) on it, these two among them."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two persons whose answers are alike beyond what independent work explains."""

    first: Graded
    """One notebook."""
    second: Graded
    """The other one."""
    same: tuple[Same, ...]
    """The questions that they answered alike, in the order of the exercise."""
    chance: float
    """Chance of a pair at least so alike anywhere in a class of independent persons, below `LEVEL`."""


def pairs(records: Sequence[Graded]) -> list[Pair]:
    """Return the pairs of a class whose answers are suspiciously alike, the most alike first.

    Parameters
    ----------
    records
        One notebook for each person, all of one exercise.

    Returns
    -------
    list[Pair]
        Empty for fewer than three persons: there is nobody to compare a pair with.

    Source of the method: see the head of this module.
    """
    given = [_forms(record) for record in records]
    counts = Counter((*place, form) for forms in given for place, form in forms.items())
    sides = Counter(place for forms in given for place in forms)
    tests = len(records) * (len(records) - 1) // 2
    found = []
    for one, other in sorted(_candidates(given, counts, sides)):
        chance = tests * max(
            _chance(given[one], given[other], counts, sides), _chance(given[other], given[one], counts, sides)
        )
        if chance < LEVEL:
            same = tuple(_same(given[one], given[other], counts, sides))
            found.append(Pair(first=records[one], second=records[other], same=same, chance=chance))
    return sorted(found, key=lambda pair: (pair.chance, pair.first.file, pair.second.file))


Forms = dict[tuple[str, bool], str]
"""Form of an answer by question and side; the side is whether it is wrong."""
Counts = Counter[tuple[str, bool, str]]


def _forms(record: Graded) -> Forms:
    return {(judged.id, not judged.held): form for judged in record.questions if (form := _form(judged))}


def _form(judged: Judged) -> str:
    """Return what makes an answer the same as another one; empty where it can tell nothing."""
    if judged.code in OPEN or not judged.answer:
        return ""
    if is_computed(judged.answer):
        return normalised(judged.answer)
    if judged.held:
        # A right value written down is the same for everybody with the same data.
        return ""
    # So is a known mistake worked out on paper, whatever the data.
    return f"mistake {judged.reason}" if judged.code == "misconception" else normalised(judged.answer)


def _candidates(given: Sequence[Forms], counts: Counts, sides: Counter[tuple[str, bool]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share an answer which at most half of their side gave: no other pair can be listed."""
    members: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for number, forms in enumerate(given):
        for place, form in forms.items():
            if 2 * (counts[*place, form] - 1) <= sides[place] - 1:
                members[*place, form].append(number)
    tests = len(given) * (len(given) - 1) / 2
    yield from {
        pair
        for group in members.values()
        for pair in itertools.combinations(group, 2)
        # The chance of a sum as large is at least that of all these answers alike.
        if tests * math.prod(_shares(given[pair[0]], given[pair[1]], counts, sides)) < LEVEL
    }


def _same(one: Forms, other: Forms, counts: Counts, sides: Counter[tuple[str, bool]]) -> Iterator[Same]:
    for place, form in one.items():
        if other.get(place) == form:
            yield Same(question=place[0], wrong=place[1], others=counts[*place, form] - 2, side=sides[place])


def _shares(one: Forms, other: Forms, counts: Counts, sides: Counter[tuple[str, bool]]) -> list[float]:
    """Return K / N of each answer alike."""
    return [(same.others + 1) / (same.side - 1) for same in _same(one, other, counts, sides)]


def _chance(one: Forms, other: Forms, counts: Counts, sides: Counter[tuple[str, bool]]) -> float:
    """Return the chance of a sum of −ln(K / N) at least as large as found, given the answers of the first person."""
    found = sum(-math.log(share) for share in _shares(one, other, counts, sides))
    common = [place for place in one if place in other]
    possible = [share for place in common if (share := (counts[*place, one[place]] - 1) / (sides[place] - 1))]
    # What everybody on this side gave is alike for certain and says nothing.
    return _tail([share for share in possible if share < 1], found - _ROUNDING)


def _tail(shares: Sequence[float], least: float) -> float:
    """Return the chance that the weights −ln(share) of those that come true, each with its share, reach a sum."""
    if least <= 0:
        return 1.0
    if -sum(map(math.log, shares)) < least:
        return 0.0
    first, rest = shares[0], shares[1:]
    return first * _tail(rest, least + math.log(first)) + (1 - first) * _tail(rest, least)
