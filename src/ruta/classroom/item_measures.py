"""How a test measured: difficulty and discrimination of its items, and the agreement of all of them.

Every function takes the marks of a class as a table, one row for each person and one column for each item. Whoever
left an item open has a 0 there. All variances have the number of persons below them (population variance), on both
sides of each formula: with n − 1 on one side only, KR-20 and alpha would no longer agree.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ruta.errors import InputError

GROUP_SHARE = 0.27
"""Share of the class in each of the two groups of `discrimination`.

Source: T. L. Kelley (1939), *The selection of upper and lower groups for the validation of test items*, Journal of
Educational Psychology 30, 17-24."""

Marks = Sequence[Sequence[float]] | NDArray[np.float64] | NDArray[np.int64]


def difficulty(*, right: int, answered: int) -> float:
    """Return the share of those who answered an item that answered it well, 0 to 1; a high p is an easy item.

    Parameters
    ----------
    right
        Persons with the right answer.
    answered
        Persons who gave any answer to this item; who left it open is not among them.

    Returns
    -------
    float
        right / answered; ``nan`` where nobody answered.

    Raises
    ------
    InputError
        Where more are right than answered, or a count is negative.

    Source: F. M. Lord and M. R. Novick (1968), *Statistical Theories of Mental Test Scores*, chapter 15.
    """
    if not 0 <= right <= answered:
        raise InputError("classroom.bad-counts", right=right, answered=answered)
    return right / answered if answered else math.nan


def discrimination(marks: Marks, *, share: float = GROUP_SHARE) -> NDArray[np.float64]:
    """Return D of each item: how many more of the upper group than of the lower have it right, as a share of a group.

    Parameters
    ----------
    marks
        Marks of 0 and 1, persons in rows, items in columns.
    share
        Share of the class in each group, above 0 and at most 0.5. A group has at least one person.

    Returns
    -------
    numpy.ndarray
        D = (R_U − R_L) / (T / 2) for each item, −1 to 1, with R right answers of the group and T the persons of
        **both** groups. Persons with the same total at the edge of a group belong to it in equal parts, so that D does
        not depend on the order of the files. ``nan`` where there are fewer than two persons.

    Raises
    ------
    InputError
        Where the marks are no table or the share is no such share.

    Source: R. L. Ebel (1954), *Procedures for the analysis of classroom tests*, Educational and Psychological
    Measurement 14, 352-364; the groups of 27 % from Kelley (1939).
    """
    table = _table(marks)
    if not 0 < share <= 0.5:
        raise InputError("classroom.bad-share", found=share)
    persons, items = table.shape
    if persons < 2:
        return np.full(items, np.nan)
    size = max(1, math.floor(share * persons + 0.5)) if share < 0.5 else persons // 2
    totals = table.sum(axis=1)
    upper, lower = _members(totals, size), _members(-totals, size)
    together = 2 * size
    return np.asarray((upper @ table - lower @ table) / (together / 2))


def _members(totals: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return how much each person belongs to the group of the highest totals: 1, 0, or an equal part at the edge."""
    edge = np.sort(totals)[::-1][size - 1]
    above, at = totals > edge, totals == edge
    return np.asarray(above + at * (size - above.sum()) / at.sum())


def rest_correlation(marks: Marks) -> NDArray[np.float64]:
    """Return the corrected item-total correlation of each item: with the total of all the **other** items.

    Parameters
    ----------
    marks
        Marks, persons in rows, items in columns.

    Returns
    -------
    numpy.ndarray
        Pearson's r, −1 to 1; ``nan`` for an item that all had right or all wrong, and where the rest does not vary.

    Raises
    ------
    InputError
        Where the marks are no table.

    Source: S. Henrysson (1963), *Correction of item-total correlations in item analysis*, Psychometrika 28, 211-218.
    """
    table = _table(marks)
    rest = table.sum(axis=1, keepdims=True) - table
    item_off, rest_off = (each - each.mean(axis=0) for each in (table, rest))
    below = np.sqrt((item_off**2).sum(axis=0) * (rest_off**2).sum(axis=0))
    # A constant column may keep a rounding error of the mean, which is no variance.
    varies = (np.ptp(table, axis=0) > 0) & (np.ptp(rest, axis=0) > 0)
    result = np.full(table.shape[1], np.nan)
    result[varies] = (item_off * rest_off).sum(axis=0)[varies] / below[varies]
    return np.clip(result, -1, 1)


def kr20(marks: Marks) -> float:
    """Return Kuder and Richardson's formula 20, the internal consistency of a test marked 0 or 1.

    Parameters
    ----------
    marks
        Marks of 0 and 1, persons in rows, items in columns.

    Returns
    -------
    float
        k / (k − 1) × (1 − Σ p q / σ²), at most 1 and possibly negative; k items, p the share of **all** persons with
        the item right, q = 1 − p, σ² the population variance of the totals. ``nan`` with fewer than two items or
        totals that do not vary.

    Raises
    ------
    InputError
        Where the marks are no table or hold anything but 0 and 1.

    Source: G. F. Kuder and M. W. Richardson (1937), *The theory of the estimation of test reliability*,
    Psychometrika 2, 151-160, formula 20.
    """
    table = _table(marks)
    if not np.isin(table, (0, 1)).all():
        raise InputError("classroom.not-marks")
    p = table.mean(axis=0)
    return _consistency(table, float((p * (1 - p)).sum()))


def alpha(marks: Marks) -> float:
    """Return Cronbach's alpha, which is KR-20 for any marks.

    Parameters
    ----------
    marks
        Marks of any size, persons in rows, items in columns.

    Returns
    -------
    float
        k / (k − 1) × (1 − Σ σ²ᵢ / σ²), with population variances of the items and of the totals; ``nan`` as `kr20`.

    Raises
    ------
    InputError
        Where the marks are no table.

    Source: L. J. Cronbach (1951), *Coefficient alpha and the internal structure of tests*, Psychometrika 16, 297-334.
    """
    table = _table(marks)
    return _consistency(table, float(table.var(axis=0, ddof=0).sum()))


def _consistency(table: NDArray[np.float64], of_items: float) -> float:
    items = table.shape[1]
    totals = table.sum(axis=1)
    if items < 2 or np.ptp(totals) == 0:
        return math.nan
    return items / (items - 1) * (1 - of_items / float(totals.var(ddof=0)))


def _table(marks: Marks) -> NDArray[np.float64]:
    try:
        table = np.asarray(marks, dtype="float64")
    except ValueError as error:
        raise InputError("classroom.not-a-table") from error
    if table.ndim != 2 or 0 in table.shape or not np.isfinite(table).all():
        raise InputError("classroom.not-a-table")
    return table
