"""Measure twice, and those who began high come down by themselves: regression to the mean.

Whoever is chosen because a measure was high on one day is partly chosen for that day's bad luck. On another day the
mean of the same people is nearer the mean of all, without any care.

Source: A. G. Barnett, J. C. van der Pols and A. J. Dobson (2005), "Regression to the mean: what it is and how to deal
with it", International Journal of Epidemiology 34, 215-220 (to confirm: not read; the tests prove the rule by drawing).
"""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.errors import InputError


def expected_change(*, mean_chosen: float, mean_all: float, agreement: float) -> float:
    """Return by how much the mean of the chosen moves at a second measure if nothing at all happens to anybody.

    Parameters
    ----------
    mean_chosen, mean_all
        First measure, mean of the people chosen for it and mean of everybody; in points.
    agreement
        Correlation of two measures of the same people when nothing changes, 0 to 1.

    Returns
    -------
    float
        Points; (agreement − 1) × (mean_chosen − mean_all), so negative where the chosen began high.

    Raises
    ------
    InputError
        Where the agreement is not between 0 and 1.
    """
    if not 0 <= agreement <= 1:
        raise InputError("psychosocial.bad-agreement", found=agreement)
    return (agreement - 1) * (mean_chosen - mean_all)


def two_measures(*, country: str, seed: int, people: int = 4_000, agreement: float = 0.6) -> pd.DataFrame:
    """Return two invented measures of the same people, in whom nothing changes between the two.

    The points (mean about 50, standard deviation about 10) are those of no instrument; higher is worse.

    Parameters
    ----------
    country, seed
        Of the draw.
    people
        How many.
    agreement
        Correlation of the two measures.

    Returns
    -------
    DataFrame
        ``first`` and ``second``, points.
    """
    rng = draws.generator(seed=seed, country=country, name="two-measures")
    level = 50 + 10 * float(np.sqrt(agreement)) * _bell(rng, people)
    noise = 10 * float(np.sqrt(1 - agreement))
    return pd.DataFrame({"first": level + noise * _bell(rng, people), "second": level + noise * _bell(rng, people)})


def _bell(rng: np.random.Generator, size: int) -> draws.Real:
    """Draw numbers of mean 0 and variance 1, shaped like a bell: twelve draws added up."""
    total: draws.Real = rng.random((size, 12)).sum(axis=1) - 6.0
    return total
