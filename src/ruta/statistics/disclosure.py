"""Protecting a two-way table of persons: the threshold rule, complementary suppression and the attack on the result.

The rule: a cell with 1 to ``threshold − 1`` persons is sensitive (OECD glossary, threshold rule). The threshold is the
office's own choice, declared beside the table. A sensitive cell is hidden (primary suppression), and others are hidden
with it so that it cannot be recovered from the totals (complementary suppression). A zero is published as zero: nobody
is there to be found.

Everything here is about *one* table with its totals. A second table of the same people, last month's table or what a
person in the table knows of herself are outside the audit.
"""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.statistics.suppression_network import ENDLESS, Cell, Flag, Whole, capacities, cheapest_path, ends_of, push

TOTAL = "total"
LEAST = 1
"""A hidden cell is known to hold at least one person, because zeros are never hidden."""
PUBLISHED, PRIMARY, SECONDARY = "published", "primary", "secondary"


@dataclass(frozen=True, kw_only=True)
class Protected:
    """A table that may go out, and what the office keeps about how it was made."""

    table: pd.DataFrame
    """What goes out: persons (Int64) with a last row and a last column of totals, ``<NA>`` where a cell is hidden."""
    hidden: pd.DataFrame
    """Whether each cell of `table` is hidden. Goes out too; the reader sees one kind of mark."""
    reason: pd.DataFrame
    """``published``, ``primary`` or ``secondary``. **Stays inside**: it tells which cells are the small ones."""
    audit: pd.DataFrame
    """What an attacker can learn of each hidden cell, from `audit`. **Stays inside.**"""
    threshold: int
    """Persons from which a cell may be shown."""


def with_totals(counts: pd.DataFrame) -> pd.DataFrame:
    """Return whole counts (int64) with a last row and a last column of totals.

    Parameters
    ----------
    counts
        Persons by row and column, without totals.

    Raises
    ------
    InputError
        Where the table is empty, a label stands twice, a row or column is called ``total``, or a cell is blank,
        negative or no whole number: a table with blanks has no totals to protect.
    """
    _check(counts)
    table = counts.astype("int64")
    table[TOTAL] = table.sum(axis="columns")
    table.loc[TOTAL] = table.sum(axis="index")
    return table


def sensitive(table: pd.DataFrame, *, threshold: int) -> pd.DataFrame:
    """Return which cells hold 1 to ``threshold − 1`` persons.

    Parameters
    ----------
    table
        Persons by row and column, with or without totals.
    threshold
        Persons from which a cell may be shown; the office's rule.

    Raises
    ------
    InputError
        Where the threshold is no whole number from 1.
    """
    return (table > 0) & (table < _checked(threshold))


def audit(table: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Attack a table: for each hidden cell, the smallest and the largest value that the published ones allow.

    The interval is exact, in whole numbers. It depends on the published cells alone: any other table with the same
    published cells gives the same one (Cox 1995). The attacker is taken to know that no zero is hidden.

    Parameters
    ----------
    table
        True persons, totals in the last row and column, as from `with_totals`.
    hidden
        Which cells are not published; same labels.

    Returns
    -------
    DataFrame
        One line for each hidden cell: ``row``, ``column``, ``low``, ``high`` (Int64, persons; ``high`` is ``<NA>``
        where nothing published limits it) and ``recovered``, true where both are one value.
    """
    values, mask = table.to_numpy(dtype="int64"), hidden.to_numpy(dtype=bool)
    lines = []
    for row, column in np.argwhere(mask):
        cell = (int(row), int(column))
        value = int(values[cell])
        up, down = _room(values, mask, cell, ENDLESS, ENDLESS)
        high = pd.NA if up >= ENDLESS else value + up
        low = value - min(down, value - LEAST)
        recovered = high is not pd.NA and low == high
        lines.append((table.index[row], table.columns[column], low, high, recovered))
    found = pd.DataFrame(lines, columns=["row", "column", "low", "high", "recovered"])
    return found.astype({"low": "Int64", "high": "Int64", "recovered": "bool"})


def protect(table: pd.DataFrame, *, threshold: int) -> Protected:
    """Hide the sensitive cells of a table, and enough others that no sensitive one can be narrowed down.

    After it, for each sensitive cell the published numbers allow every value from the smallest that the rule itself
    reveals (1; for a total, its number of cells that are not zero) up to the threshold at least: nobody can even tell
    that it is small. Cells are added one path at a time, cheapest first, and the result is attacked again until it
    holds. **It is not the smallest possible set of cells**, and it protects this one table only.

    Parameters
    ----------
    table
        Persons by row and column, without totals.
    threshold
        Persons from which a cell may be shown; the office's rule.

    Raises
    ------
    InputError
        As `with_totals` and `sensitive`.
    """
    full = with_totals(table)
    values = full.to_numpy()
    primary = sensitive(full, threshold=threshold).to_numpy()
    mask = primary.copy()
    # The smallest cells first: they need the most room. Cells hidden for one serve the next.
    order = sorted((int(values[row, column]), int(row), int(column)) for row, column in np.argwhere(primary))
    for value, row, column in order:
        _make_room(values, mask, (row, column), up=threshold - value, down=value - _least(values, (row, column)))
    hidden = pd.DataFrame(mask, index=full.index, columns=full.columns)
    reason = np.where(primary, PRIMARY, np.where(mask, SECONDARY, PUBLISHED))
    return Protected(
        table=full.astype("Int64").mask(hidden),
        hidden=hidden,
        reason=pd.DataFrame(reason, index=full.index, columns=full.columns),
        audit=audit(full, hidden),
        threshold=threshold,
    )


def _least(values: Whole, cell: Cell) -> int:
    """Return the smallest value that a cell can have when every cell that is not zero holds one person at least."""
    row, column = cell
    cells = values[:-1, :-1]
    if row == values.shape[0] - 1 and column == values.shape[1] - 1:
        return int((cells > 0).sum())
    if row == values.shape[0] - 1:
        return int((cells[:, column] > 0).sum())
    return int((cells[row] > 0).sum()) if column == values.shape[1] - 1 else LEAST


def _room(values: Whole, mask: Flag, cell: Cell, up: int, down: int) -> tuple[int, int]:
    """Return how far a cell can rise and fall while published cells stay as they are."""
    tail, head = ends_of(cell, values.shape)
    rise = push(capacities(values, mask, without=cell, least=LEAST), start=head, end=tail, wanted=up)
    fall = push(capacities(values, mask, without=cell, least=LEAST), start=tail, end=head, wanted=down)
    return rise, fall


def _make_room(values: Whole, mask: Flag, cell: Cell, *, up: int, down: int) -> None:
    """Hide more cells, in `mask` itself, until a cell can rise and fall as far as it needs."""
    tail, head = ends_of(cell, values.shape)
    for start, end, wanted in ((head, tail, up), (tail, head, down)):
        while True:
            room = capacities(values, mask, without=cell, least=LEAST)
            left = wanted - push(room, start=start, end=end, wanted=wanted)
            if left <= 0:
                break
            _hide_path(values, mask, cell, room, start, end)


def _hide_path(values: Whole, mask: Flag, cell: Cell, room: dict[int, dict[int, int]], start: int, end: int) -> None:
    """Hide the published cells of the cheapest path on which the flow that is missing could go."""
    whole = capacities(values, values > 0, without=cell, least=LEAST)
    grand = int(values[-1, -1]) + 1
    price: dict[frozenset[int], int] = {}
    arcs: dict[frozenset[int], Cell] = {}
    for row, column in np.argwhere((values > 0) & ~mask):
        one = (int(row), int(column))
        pair = frozenset(ends_of(one, values.shape))
        arcs[pair] = one
        # Few cells and small ones; a total only where there is no other way.
        is_total = row == values.shape[0] - 1 or column == values.shape[1] - 1
        price[pair] = grand * (1000 if is_total else 1) + int(values[one])
    for node, others in whole.items():
        for other, capacity in others.items():
            if frozenset((node, other)) in arcs:
                room[node][other] = capacity
    path = cheapest_path(room, start=start, end=end, cost=lambda one, two: price.get(frozenset((one, two)), 0))
    for pair in map(frozenset, itertools.pairwise(path)):
        if pair in arcs:
            mask[arcs[pair]] = True


def _checked(threshold: int) -> int:
    if isinstance(threshold, bool) or not isinstance(threshold, int | np.integer) or threshold < 1:
        raise InputError("statistics.bad-threshold", found=repr(threshold))
    return int(threshold)


def _check(counts: pd.DataFrame) -> None:
    if counts.empty:
        raise InputError("statistics.empty-table")
    for labels in (counts.index, counts.columns):
        twice = labels[labels.duplicated()]
        if len(twice) or TOTAL in labels:
            raise InputError("statistics.label-twice", found=twice[0] if len(twice) else TOTAL)
    for row, line in counts.iterrows():
        for column, value in line.items():
            if pd.isna(value) or value < 0 or value != int(value):
                raise InputError("statistics.not-a-count", row=row, column=column, found=value)
