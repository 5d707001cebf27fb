"""Rounding a table to a base, in place of hiding cells: what it protects, and what it does to the totals.

Deterministic rounding takes every count to the nearest multiple of the base; random rounding takes it up or down with
chances that leave the expected value as it was (Willenborg and de Waal 2001, chapter on rounding).
"""

import numpy as np
import pandas as pd

from ruta.errors import InputError


def round_to_base(table: pd.DataFrame, *, base: int = 5) -> pd.DataFrame:
    """Return each count as the nearest multiple of the base; a half goes up.

    Parameters
    ----------
    table
        Persons (whole numbers from 0) by row and column, with or without totals. Totals are rounded like any cell, so
        they need not be the sum of the rounded cells.
    base
        Whole number from 1.

    Raises
    ------
    InputError
        Where the base is no whole number from 1.
    """
    counts, base = table.astype("int64"), _checked(base)
    # Whole numbers throughout: round(2.5) of Python goes to the even neighbour.
    return (2 * counts + base) // (2 * base) * base


def round_at_random(table: pd.DataFrame, *, base: int = 5, seed: int) -> pd.DataFrame:
    """Return each count as the multiple of the base below or above it, by chance, without bias.

    A count that lies r above the multiple below it goes up with probability r / base; a multiple of the base stays.
    The same seed gives the same table: a new draw for each release would let a reader average the noise away.

    Parameters
    ----------
    table
        As in `round_to_base`.
    base
        Whole number from 1.
    seed
        Whole number from 0, kept by the office and never published.

    Raises
    ------
    InputError
        Where the base is no whole number from 1.
    """
    counts, base = table.to_numpy(dtype="int64"), _checked(base)
    over = counts % base
    # Only Generator.random: it gives the same numbers on a laptop and in the browser.
    up = np.random.default_rng(seed).random(counts.shape) * base < over
    return pd.DataFrame(counts - over + base * up.astype("int64"), index=table.index, columns=table.columns)


def _checked(base: int) -> int:
    if isinstance(base, bool) or not isinstance(base, int | np.integer) or base < 1:
        raise InputError("statistics.bad-base", found=repr(base))
    return int(base)
