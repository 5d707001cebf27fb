"""Shorter rules that offices really use in place of the decision table, and what each of them would publish."""

from collections.abc import Callable

import pandas as pd

from ruta.statistics.classification import in_stock

Rule = Callable[[pd.DataFrame, pd.Series, pd.Series], pd.Series]


def _distance(people: pd.DataFrame, stock: pd.Series, group: pd.Series) -> pd.Series:
    # What a census sees that asks those who changed municipality for the cause.
    asked = people[["here", "moved", "forced", "other_municipality"]]
    return (asked == "yes").all(axis="columns")


NAIVE: dict[str, Rule] = {
    "distance": _distance,
    "register": lambda people, stock, group: people["registered"] == "yes",
    "label": lambda people, stock, group: people["says_displaced"] == "yes",
    "return-exit": lambda people, stock, group: stock & (people["place"] != "return"),
    "children-in": lambda people, stock, group: stock | (group == "C"),
}
"""By name: people who changed municipality because of danger; people in the register; people who call themselves
displaced; the table without those who returned; the table with the related population added."""


def counted(people: pd.DataFrame, result: pd.DataFrame) -> pd.DataFrame:
    """Tell whom the decision table and each shorter rule would count.

    Parameters
    ----------
    people
        One row a person: the facts of `ruta.statistics.classification.FACTS`, and ``other_municipality``,
        ``registered`` and ``says_displaced``, each ``yes``, ``no`` or ``unknown``.
    result
        What `ruta.statistics.classification.classify` returns for them.

    Returns
    -------
    DataFrame
        With the index of ``people``, true where a rule counts the person: ``table``, then each of `NAIVE`. A person
        of whom it is not certain that they are in the stock is in none of the rules that start from the table.
    """
    stock = in_stock(result)["certain"]
    rules = {name: rule(people, stock, result["group"]) for name, rule in NAIVE.items()}
    return pd.DataFrame({"table": stock, **rules}).astype(bool)


def compare(marks: pd.DataFrame) -> pd.DataFrame:
    """Compare each rule with the decision table, person by person.

    Parameters
    ----------
    marks
        As returned by `counted`.

    Returns
    -------
    DataFrame
        One row a rule, in persons (int64): ``counted``; ``both``, whom the table counts too; ``left_out``, whom only
        the table counts; ``added``, whom only the rule counts. Two rules may publish one total and agree on few.
    """
    table = marks["table"]
    rows = {
        name: {
            "counted": int(mark.sum()),
            "both": int((mark & table).sum()),
            "left_out": int((table & ~mark).sum()),
            "added": int((mark & ~table).sum()),
        }
        for name, mark in marks.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").astype("int64")
