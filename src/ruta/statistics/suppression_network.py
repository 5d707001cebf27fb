"""A two-way table as a network: what moves between hidden cells without changing anything that was published.

A table with its totals is a circulation: every row, every column, the row of totals and the column of totals is a node,
and every cell an arc. Two tables with the same published cells differ by flows around closed loops of hidden cells; so
the largest and the smallest value that a hidden cell can take come from a maximum flow, exactly and in whole numbers
(Cox 1995, section on network models for two-dimensional tables; Ford and Fulkerson 1962, chapter I).
"""

import heapq
import itertools
from collections import deque
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Flag = npt.NDArray[np.bool_]
Cell = tuple[int, int]
Node = int
Capacities = dict[Node, dict[Node, int]]

ENDLESS = 2**62
"""Stands for a capacity without limit."""


def ends_of(cell: Cell, shape: tuple[int, ...]) -> tuple[Node, Node]:
    """Return the tail and the head of a cell's arc; the last row and the last column of the shape are the totals."""
    row, column = cell[0], shape[0] + cell[1]
    # An arc of totals runs against the others, so that at every node what comes in equals what goes out.
    is_total = (cell[0] == shape[0] - 1) != (cell[1] == shape[1] - 1)
    return (column, row) if is_total else (row, column)


def capacities(values: Whole, usable: Flag, *, without: Cell, least: int) -> Capacities:
    """Return how much each usable cell can go up (without limit) and down (to `least`), all but one cell.

    Parameters
    ----------
    values
        Persons in each cell, totals in the last row and column.
    usable
        Which cells may change.
    without
        The cell that is looked at: its own arc is left out.
    least
        Smallest value that a hidden cell is known to have.
    """
    found: Capacities = {node: {} for node in range(sum(values.shape))}
    for row, column in np.argwhere(usable):
        cell = (int(row), int(column))
        if cell != without:
            tail, head = ends_of(cell, values.shape)
            found[tail][head] = ENDLESS
            found[head][tail] = int(values[cell]) - least
    return found


def push(room: Capacities, *, start: Node, end: Node, wanted: int) -> int:
    """Send flow from one node to another until `wanted` is reached or nothing more fits; `room` keeps what is left.

    Returns
    -------
    int
        What was sent: `wanted` or less.
    """
    sent = 0
    while sent < wanted:
        path = cheapest_path(room, start=start, end=end, cost=None)
        if not path:
            break
        steps = list(itertools.pairwise(path))
        amount = min(wanted - sent, *(room[one][two] for one, two in steps))
        for one, two in steps:
            # Without limit less something is still without limit.
            room[one][two] -= amount if room[one][two] < ENDLESS else 0
            room[two][one] += amount if room[two][one] < ENDLESS else 0
        sent += amount
    return sent


def cheapest_path(room: Capacities, *, start: Node, end: Node, cost: Callable[[Node, Node], int] | None) -> list[Node]:
    """Return the nodes of the path with room that costs least, or has fewest arcs without `cost`; empty if none."""
    if cost is None:
        return _shortest(room, start, end)
    best, came_from = {start: 0}, {start: start}
    waiting = [(0, start)]
    while waiting:
        spent, node = heapq.heappop(waiting)
        if node == end:
            return _walk_back(came_from, start, end)
        if spent > best[node]:
            continue
        for other, left in room[node].items():
            total = spent + cost(node, other)
            if left > 0 and total < best.get(other, ENDLESS):
                best[other], came_from[other] = total, node
                heapq.heappush(waiting, (total, other))
    return []


def _shortest(room: Capacities, start: Node, end: Node) -> list[Node]:
    came_from, waiting = {start: start}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other, left in room[node].items():
            if left > 0 and other not in came_from:
                came_from[other] = node
                if other == end:
                    return _walk_back(came_from, start, end)
                waiting.append(other)
    return []


def _walk_back(came_from: dict[Node, Node], start: Node, end: Node) -> list[Node]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
