"""Who is counted, in which group: the decision table applied to people; what is unknown is asked, not guessed."""

import itertools
from functools import cache

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.statistics.decision_table import (
    ANY,
    CONDITIONS,
    NO_RULE,
    PLACES,
    check_values,
    combinations,
    first_fit,
    rules,
    uncovered,
    unreachable,
)

__all__ = [
    "ANY",
    "ASK",
    "CONDITIONS",
    "FACTS",
    "GROUPS",
    "MONTHS_ABROAD",
    "NO_RULE",
    "PLACES",
    "STOCK",
    "UNKNOWN",
    "classify",
    "combinations",
    "conditions",
    "first_fit",
    "in_stock",
    "rules",
    "uncovered",
    "unreachable",
]

FACTS = tuple("months_abroad" if name == "long_abroad" else name for name in CONDITIONS)
"""What is asked about a person, in the order of the table."""
GROUPS = ("A1", "A2", "A3", "B", "C", "out")
STOCK = ("A1", "A2", "A3")
"""The groups that are in the stock of internally displaced persons."""
UNKNOWN, ASK = "unknown", "ask"
MONTHS_ABROAD = 12
"""An absence of so many months or more takes a person out."""

Outcomes = dict[tuple[str, ...], tuple[str, str]]
"""Rule and group by the values of all conditions."""


def conditions(people: pd.DataFrame, *, months: int = MONTHS_ABROAD) -> pd.DataFrame:
    """Turn the facts of people into the conditions of the table: months abroad become a yes, a no or an unknown.

    Parameters
    ----------
    people
        One row a person, with the columns `FACTS`. ``months_abroad`` counts from the latest forced departure; it is
        0 for a person who never left the country and blank where nobody knows.
    months
        An absence of so many months or more is a long one.

    Raises
    ------
    InputError
        Where a column is missing, a fact has a value that it cannot have, or the months are below zero.
    """
    absent = [name for name in FACTS if name not in people]
    if absent:
        raise InputError("classification.missing-column", found=", ".join(absent), expected=", ".join(FACTS))
    away = pd.to_numeric(people["months_abroad"]).astype("Int64")
    below = people.index[(away < 0).fillna(False)]
    if len(below):
        raise InputError("classification.months", row=below[0], found=away[below[0]])
    long_abroad = np.where(away.isna(), UNKNOWN, np.where((away >= months).fillna(False), "yes", "no"))
    facts = people.assign(long_abroad=long_abroad)[list(CONDITIONS)]
    check_values(facts, extra=(UNKNOWN,), code="classification.fact-value")
    return facts


def classify(people: pd.DataFrame, table: pd.DataFrame | None = None, *, months: int = MONTHS_ABROAD) -> pd.DataFrame:
    """Place each person in a group, or say what to ask first; an unknown fact is never guessed.

    An unknown fact is tried with every answer that it can have. Where all of them lead to one group, the group is
    certain and nothing needs to be asked. Where not, the group is ``ask``.

    Parameters
    ----------
    people
        As in `conditions`.
    table
        The decision table; `rules` where none is given.
    months
        As in `conditions`.

    Returns
    -------
    DataFrame
        With the index of ``people``: ``group`` (one of `GROUPS`, ``ask`` or ``no-rule``), ``rule`` (the rule or rules
        that may fire), ``possible`` (the groups that the person may belong to) and ``ask`` (the facts that decide
        among them, empty where nothing needs to be asked).
    """
    facts = conditions(people, months=months)
    outcome = _shipped() if table is None else _outcomes(table)
    answer = cache(lambda known: _place(known, outcome))
    rows = [answer(known) for known in facts.itertuples(index=False, name=None)]
    return pd.DataFrame(rows, index=people.index, columns=["group", "rule", "possible", "ask"], dtype="str")


def _outcomes(table: pd.DataFrame) -> Outcomes:
    decided = first_fit(table).set_index(list(CONDITIONS))
    return {key: (str(rule), str(group)) for key, rule, group in decided.itertuples(name=None)}


@cache
def _shipped() -> Outcomes:
    """Return the outcomes of the shipped table, worked out once."""
    return _outcomes(rules())


def in_stock(result: pd.DataFrame) -> pd.DataFrame:
    """Tell who is in the stock for certain, and who may be.

    Parameters
    ----------
    result
        As returned by `classify`.

    Returns
    -------
    DataFrame
        ``certain``: whatever the missing answers, the person is in A1, A2 or A3; ``perhaps``: in or out, depending on
        them. The stock lies between the sum of the first and the sum of both.
    """
    possible = {text: {group in STOCK for group in text.split(", ")} for text in result["possible"].unique()}
    answers = result["possible"].map(possible)
    return pd.DataFrame({"certain": answers.map(lambda seen: seen == {True}), "perhaps": answers.map(len) == 2})


def _place(known: tuple[str, ...], outcome: Outcomes) -> tuple[str, str, str, str]:
    """Try every answer of the unknown facts of one person."""
    values = [CONDITIONS[name] if value == UNKNOWN else (value,) for name, value in zip(CONDITIONS, known, strict=True)]
    tried = {key: outcome[key] for key in itertools.product(*values)}
    fired = list(dict.fromkeys(rule for rule, _ in tried.values()))
    groups = sorted({group for _, group in tried.values()})
    if len(groups) == 1:
        return groups[0], ", ".join(fired), groups[0], ""
    return ASK, ", ".join(fired), ", ".join(groups), ", ".join(_decisive(values, tried))


def _decisive(values: list[tuple[str, ...]], tried: Outcomes) -> list[str]:
    """Return the unknown facts of which some answer, all else equal, changes the group."""
    found = []
    for place, fact in enumerate(FACTS):
        others: dict[tuple[str, ...], set[str]] = {}
        for key, (_, group) in tried.items():
            others.setdefault(key[:place] + key[place + 1 :], set()).add(group)
        if len(values[place]) > 1 and any(len(groups) > 1 for groups in others.values()):
            found.append(fact)
    return found
