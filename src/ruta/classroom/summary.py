"""What the answers of a workshop say: by form, question, lesson and mistake, of the group and not of persons.

What is too little to be said is not computed at all, so that no page and no file can show it by accident.
"""

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from ruta.classroom import gain, item_measures
from ruta.classroom.class_results import (
    ENOUGH,
    SMALLEST,
    ChangeResult,
    FormResult,
    ItemResult,
    LessonResult,
    MistakeResult,
)
from ruta.classroom.saved_answers import Saved
from ruta.classroom.workshop import Group
from ruta.practice.bank import LETTERS, Item


def form_result(group: Group, form: str) -> FormResult:
    """Return how a form was answered, by everybody who took it."""
    items, saved = group.test.form(form), group.form(form)
    persons = len(saved)
    many, enough = persons >= SMALLEST, persons >= ENOUGH
    marks = np.array([_marks(each, items) for each in saved]).reshape(persons, len(items))
    nothing = np.full(len(items), math.nan)
    d = item_measures.discrimination(marks) if enough else nothing
    r = item_measures.rest_correlation(marks) if enough else nothing
    results = tuple(
        ItemResult(
            item=item,
            number=place + 1,
            chosen={letter: sum(each.answers[item.id] == letter for each in saved) for letter in LETTERS},
            left_open=sum(each.answers[item.id] is None for each in saved),
            discrimination=float(d[place]),
            rest_correlation=float(r[place]),
        )
        for place, item in enumerate(items)
    )
    return FormResult(
        form=form,
        persons=persons,
        mean=float(marks.sum(axis=1).mean()) if many else math.nan,
        kr20=item_measures.kr20(marks) if enough else math.nan,
        items=results if many else (),
    )


def lessons(result: FormResult) -> tuple[LessonResult, ...]:
    """Return a form's results by lesson, in the order of the form; empty below `SMALLEST` persons."""
    found: dict[str, list[ItemResult]] = {}
    for each in result.items:
        found.setdefault(each.item.lesson, []).append(each)
    return tuple(
        LessonResult(lesson=lesson, right=sum(x.right for x in items), answered=sum(x.answered for x in items))
        for lesson, items in found.items()
    )


def mistakes(result: FormResult) -> dict[tuple[str, str], MistakeResult]:
    """Return a form's results by lesson and named mistake, in the order of the form; empty below `SMALLEST` persons."""
    found: dict[tuple[str, str], MistakeResult] = {}
    for each in result.items:
        for mistake in sorted(set(each.item.mistakes.values())):
            key = each.item.lesson, mistake
            before = found.get(key, MistakeResult(chosen=0, answered=0, example=each.item))
            mine = sum(each.chosen[letter] for letter, name in each.item.mistakes.items() if name == mistake)
            found[key] = replace(before, chosen=before.chosen + mine, answered=before.answered + each.answered)
    return found


def change_result(group: Group) -> ChangeResult:
    """Return what changed, of the persons who took both tests."""
    early, late = (
        [right_answers(pair[place], group.test.form(form)) for pair in group.matched]
        for place, form in enumerate(("before", "after"))
    )
    persons, items = len(early), len(group.test.before)
    if persons < SMALLEST:
        nothing = gain.Change(math.nan, math.nan, math.nan)
        return ChangeResult(persons=persons, before=math.nan, after=math.nan, change=nothing, class_gain=math.nan,
                            mean_of_gains=math.nan, persons_with_gain=0)  # fmt: skip
    before, after = ([100 * right / items for right in scores] for scores in (early, late))
    of_persons, counted = gain.mean_of_gains(before, after)
    return ChangeResult(
        persons=persons,
        before=sum(early) / persons,
        after=sum(late) / persons,
        change=gain.mean_change(early, late),
        class_gain=gain.class_gain(before, after),
        mean_of_gains=of_persons,
        persons_with_gain=counted,
    )


def right_answers(saved: Saved, items: Iterable[Item]) -> int:
    """Return how many items a person had right."""
    return sum(_marks(saved, items))


def _marks(saved: Saved, items: Iterable[Item]) -> list[int]:
    return [int(saved.answers[item.id] == item.key) for item in items]
