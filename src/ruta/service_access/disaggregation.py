"""A table by group with its intervals, and without the rows that are too small to publish.

The floor here is a simple one, for one list of rows with a published total. Tables that share rows with other tables
need more: see the lesson on publishing without harm.

Source: European statistical disclosure control tools project, *Handbook on Statistical Disclosure Control*, chapter on
frequency tables (minimum frequency; secondary suppression).
"""

from collections.abc import Sequence

import pandas as pd

from ruta.errors import InputError
from ruta.shares import wilson

FLOOR = 10
"""Fewest people of a row that is published; offices choose their own, often between 3 and 30."""


def hidden(people: "pd.Series[int]", *, floor: int = FLOOR) -> "pd.Series[bool]":
    """Tell which rows of a table with a published total are left out.

    Rows with fewer people than the floor are left out. Where that is one row only, it could be found by subtracting
    the others from the total: then the smallest of the others is left out too.

    Parameters
    ----------
    people
        People in each row.
    floor
        Fewest people that a published row has.

    Raises
    ------
    InputError
        Where a count is blank or negative.
    """
    wrong = ~(people >= 0)
    if wrong.any():
        place = int(wrong.to_numpy().argmax())
        raise InputError("equity.bad-row", row=people.index[place], found=people.iloc[place])
    # A row with nobody in it shows nobody: it needs no cover and gives none.
    small = (people > 0) & (people < floor)
    others = people[(people >= floor)]
    if small.sum() == 1 and len(others):
        small = small | (people.index == others.idxmin())
    return small


def disaggregate(people: pd.DataFrame, *, by: Sequence[str], of: str, floor: int = FLOOR) -> pd.DataFrame:
    """Return the share with a result in each group, with its interval; groups that are too small are blank.

    Parameters
    ----------
    people
        One row per person.
    by
        Columns that make the groups.
    of
        Column that is true where a person has the result.
    floor
        As in `hidden`.

    Returns
    -------
    DataFrame
        One row per group: ``people`` and ``cases`` (Int64), ``share``, ``low`` and ``high`` (0 to 1; the 95 % interval
        of Wilson), all blank where the group is left out, and ``shown``.

    Raises
    ------
    InputError
        Where a column is missing, or the result of somebody is blank.
    """
    for column in (*by, of):
        if column not in people:
            raise InputError("equity.no-column", column=column, columns=", ".join(map(str, people.columns)))
        if people[column].isna().any():
            raise InputError("equity.blank", column=column, row=int(people[column].isna().to_numpy().argmax()) + 1)
    result = people[of].astype(bool)
    groups = result.groupby([people[column] for column in by])
    table = pd.DataFrame({"people": groups.size(), "cases": groups.sum()}).astype("Int64")
    shown = ~hidden(table["people"], floor=floor)
    table["share"] = (table["cases"] / table["people"]).astype("float64")
    ends = [wilson(int(cases), int(size)) for cases, size in zip(table["cases"], table["people"], strict=True)]
    table["low"], table["high"] = [low for low, _ in ends], [high for _, high in ends]
    return table.where(shown).assign(shown=shown)
