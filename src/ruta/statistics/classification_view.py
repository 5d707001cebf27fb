"""The groups as bars, and the control of the lesson: change the table or leave a question out, and see who moves."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, SAND, SKY, Shown, new_figure, synthetic_note
from ruta.statistics import classification as cls

SHOWN = (*cls.GROUPS, cls.ASK, cls.NO_RULE)
NOTHING = "nothing"
"""The choice of the control that changes nothing."""


def name(kind: str, key: str, *, language: str) -> str:
    """Return the words for a fact, a group, a rule or the reason of a rule.

    Parameters
    ----------
    kind
        ``fact``, ``group``, ``reason`` or ``value``.
    key
        Which one, such as ``months_abroad`` or ``A1``.
    language
        Language of the words.
    """
    return messages.text(f"classification.{kind}.{key}", language=language)


def groups(counts: pd.Series, *, title: str, language: str, before: pd.Series | None = None) -> Shown:
    """Draw how many people there are in each group.

    Parameters
    ----------
    counts
        Persons (int64) by group; a group that is absent has none.
    title
        What is drawn.
    language
        Language of the labels and of the text alternative.
    before
        Counts before a change, drawn as hollow diamonds beside the bars.
    """
    shown = [group for group in SHOWN if group in cls.GROUPS or _any(group, counts, before)]
    after = counts.reindex(shown, fill_value=0)
    labels = [name("group", group, language=language) for group in shown]
    figure, axes = new_figure(7.0, 0.45 * len(shown) + 1.3)
    for row, (group, persons) in enumerate(after.items()):
        axes.barh(row, persons, height=0.6, edgecolor=INK, **_look(str(group)))
        end = persons if before is None else max(persons, before.get(group, 0))
        axes.annotate(f"{persons:,}", (end, row), xytext=(9, 0), textcoords="offset points", va="center")
    if before is not None:
        old = before.reindex(shown, fill_value=0)
        label = messages.text("classification.before", language=language)
        axes.plot(old, range(len(shown)), "D", color=INK, markerfacecolor="white", linestyle="none", label=label)
        figure.legend(loc="outside lower right")
    axes.set_yticks(range(len(shown)), labels)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel(messages.text("classification.axis-persons", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    values = "; ".join(f"{label}: {persons:,}" for label, persons in zip(labels, after, strict=True))
    alt = messages.text("classification.alt-groups", language=language, title=title, values=values)
    return Shown(figure=figure, alt=alt)


def _look(group: str) -> dict[str, Any]:
    if group in (cls.ASK, cls.NO_RULE):
        return {"facecolor": "white", "hatch": "////"}
    return {"facecolor": SKY if group in cls.STOCK else SAND if group == "C" else "white"}


def switcher(people: pd.DataFrame, *, title: str, language: str) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: see `switch`.

    Parameters
    ----------
    people
        Facts of people, as `ruta.statistics.classification.classify` wants them.
    title
        Whose facts they are.
    language
        Language of what is shown.
    """
    first = cls.classify(people)

    def change(*, rule: str, months: int, fact: str) -> Shown:
        return switch(people, first, rule=rule, months=months, fact=fact, title=title, language=language)

    return change


def switch(
    people: pd.DataFrame, first: pd.DataFrame, *, rule: str, months: int, fact: str, title: str, language: str
) -> Shown:
    """Switch a rule off, move the limit of months abroad or leave a question out, and show who changes group.

    Parameters
    ----------
    people
        Their facts.
    first
        What `ruta.statistics.classification.classify` gave before the change.
    rule
        Rule to switch off; `NOTHING` for none.
    months
        Limit of the absence abroad, in months.
    fact
        Fact that is not asked, so that it is unknown for everybody; `NOTHING` for none.
    title, language
        As for `switcher`.
    """
    asked = people.copy()
    if fact != NOTHING:
        asked[fact] = pd.NA if fact == "months_abroad" else cls.UNKNOWN
    table = cls.rules().drop(index=[] if rule == NOTHING else [rule])
    after = cls.classify(asked, table, months=months)
    old, new = first["group"], after["group"]
    shown = groups(new.value_counts(), title=title, language=language, before=old.value_counts())
    said = [_moves(old, new, language), _stock(first, after, language), synthetic_note(language)]
    text = " ".join(said)
    return Shown(figure=shown.figure, alt=f"{shown.alt} {text}", text=text)


def _moves(old: pd.Series, new: pd.Series, language: str) -> str:
    moved = pd.DataFrame({"old": old, "new": new})[old != new].value_counts()
    if moved.empty:
        return messages.text("classification.nobody-moves", language=language)
    words = {group: messages.text(f"classification.short.{group}", language=language) for group in SHOWN}
    pairs: dict[Any, int] = moved.to_dict()
    steps = "; ".join(f"{words[left]} → {words[right]}: {persons:,}" for (left, right), persons in pairs.items())
    return messages.text("classification.moves", language=language, persons=f"{moved.sum():,}", steps=steps)


def _stock(first: pd.DataFrame, after: pd.DataFrame, language: str) -> str:
    before = int(cls.in_stock(first)["certain"].sum())
    sums = cls.in_stock(after).sum()
    return messages.text(
        "classification.stock", language=language, before=f"{before:,}", certain=f"{sums['certain']:,}",
        most=f"{sums['certain'] + sums['perhaps']:,}",
    )  # fmt: skip


def _any(group: str, counts: pd.Series, before: pd.Series | None) -> bool:
    return bool(counts.get(group, 0)) or (before is not None and bool(before.get(group, 0)))
