"""At least k of n signals: the chance that it happens for nothing, and the vote, with the unknown kept unknown."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ruta.datasets.draws import Flag
from ruta.errors import InputError


def at_least(k: int, chances: Sequence[float]) -> float:
    """Return the chance that k signals or more ring, if each rings independently of the others.

    Parameters
    ----------
    k
        Signals that must ring, from 0 to their number.
    chances
        Chance of each signal to ring, 0 to 1; they need not be equal.

    Returns
    -------
    float
        Upper tail of the Poisson binomial distribution. With equal chances it is the binomial one.

    Raises
    ------
    InputError
        ``k`` or a chance is out of range.

    Notes
    -----
    The distribution is built up one signal at a time (recursion of Barlow and Heidtmann 1984 for k-out-of-n systems,
    *IEEE Transactions on Reliability* R-33). It holds only if the signals are independent: a common cause, such as a
    holiday or a harvest, makes the true chance of two together larger, often several times.
    """
    if not 0 <= k <= len(chances):
        raise InputError("school-alerts.k-out-of-range", found=k, signals=len(chances))
    exactly = np.ones(1)
    for place, chance in enumerate(chances, 1):
        if not 0 <= chance <= 1:
            raise InputError("school-alerts.chance-out-of-range", found=chance, place=place)
        exactly = np.append(exactly * (1 - chance), 0.0) + np.append(0.0, exactly * chance)
    return float(exactly[k:].sum())


def vote(rings: Mapping[str, pd.DataFrame], k: int) -> pd.DataFrame:
    """Return where at least k of the signals ring, where not, and where it cannot be told.

    Parameters
    ----------
    rings
        Grids of the same labels, ``boolean``: ring, no ring, <NA> cannot tell.
    k
        Signals that must ring, from 1 to their number.

    Returns
    -------
    pandas.DataFrame
        ``boolean``. True where k ring already; False where even the unknown ones could not make up k; <NA> between.
        With every signal unknown the answer is <NA>: silence is never "no".

    Raises
    ------
    InputError
        ``k`` is out of range or the labels differ.
    """
    grids = list(rings.values())
    if not 1 <= k <= len(grids):
        raise InputError("school-alerts.k-out-of-range", found=k, signals=len(grids))
    for name, grid in rings.items():
        if not (grid.index.equals(grids[0].index) and grid.columns.equals(grids[0].columns)):
            raise InputError("school-alerts.labels-differ", signal=name)
    known = [grid.to_numpy(dtype="float64", na_value=np.nan) for grid in grids]
    sure = np.sum([values == 1 for values in known], axis=0)
    open_ = np.sum([np.isnan(values) for values in known], axis=0)
    return rung(pd.DataFrame(sure, index=grids[0].index, columns=grids[0].columns) >= k,
                unknown=(sure < k) & (sure + open_ >= k))  # fmt: skip


def rung(yes: pd.DataFrame, *, unknown: Flag) -> pd.DataFrame:
    """Return a grid of ring, no ring, cannot tell: ``boolean``, <NA> where unknown.

    Parameters
    ----------
    yes
        True where it rings, of type bool.
    unknown
        True where it cannot be told, of the same shape.
    """
    # Column by column: `DataFrame.mask` on this type takes ten times as long, which a slider feels.
    columns = [
        pd.arrays.BooleanArray(yes.iloc[:, place].to_numpy(copy=True), unknown[:, place].copy())
        for place in range(yes.shape[1])
    ]
    result = pd.DataFrame(dict(enumerate(columns)), index=yes.index)
    result.columns = yes.columns
    return result
