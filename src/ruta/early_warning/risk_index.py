"""Several scores made one: weights, the arithmetic and the geometric mean, classes."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ruta.early_warning.risk_scores import TOP, check_scale
from ruta.errors import InputError

MEANS = ("arithmetic", "geometric")


def check_weights(weights: Mapping[str, float], names: Sequence[str]) -> pd.Series:
    """Return the weights in the order of the indicators.

    Parameters
    ----------
    weights
        Weight of each indicator: none below zero, together one.
    names
        The indicators, all of which need a weight (zero is a weight).

    Raises
    ------
    InputError
        An indicator has no weight, a weight has no indicator, one is negative or blank, or they do not sum to one.
    """
    lone = sorted(set(map(str, weights)) ^ set(map(str, names)))
    if lone:
        raise InputError("risk-index.weight-names", name=lone[0])
    found = pd.Series({name: float(weights[name]) for name in names}, dtype="float64")
    wrong = found.index[~(found >= 0)]
    if len(wrong):
        raise InputError("risk-index.weight-negative", name=wrong[0], found=f"{found[wrong[0]]:g}")
    if abs(found.sum() - 1) > 1e-6:
        raise InputError("risk-index.weight-sum", found=f"{found.sum():.4g}")
    return found


def aggregate(
    scores: pd.DataFrame, *, weights: Mapping[str, float], mean: str = "arithmetic", zero: str = "refuse"
) -> pd.Series:
    """Return one index by place from its scores.

    Parameters
    ----------
    scores
        Places down, indicators across, from 0 to 10, high meaning more risk. A place with an unknown score of an
        indicator that has weight gets no index: the rest would be another index under the same name.
    weights
        As for `check_weights`.
    mean
        ``"arithmetic"``, in which a high score makes up for a low one, or ``"geometric"``, which is pulled towards
        the low ones.
    zero
        What the geometric mean does with a score of zero, which would make the whole index zero: ``"refuse"`` it, or
        ``"shift"`` all scores from 0-10 to 1-10 before the mean and back after it. Say which when you publish.

    Returns
    -------
    pandas.Series
        The index, from 0 to 10.

    Raises
    ------
    InputError
        Weights or scores that cannot be used, an unknown mean, or a zero in a geometric mean that refuses it.

    Notes
    -----
    OECD and JRC, Handbook on Constructing Composite Indicators, 2008, on aggregation. The shift is that of INFORM's
    inverted mean, see `ruta.early_warning.inform`.
    """
    if mean not in MEANS or zero not in ("refuse", "shift"):
        raise InputError("risk-index.unknown-mean", mean=mean, zero=zero)
    share = check_weights(weights, list(scores.columns))
    check_scale(scores)
    used = scores.loc[:, share > 0].astype("float64")
    share = share[share > 0]
    if mean == "arithmetic":
        return (used * share).sum(axis=1, skipna=False)
    if zero == "refuse":
        _refuse_zero(used)
        return _geometric(used, share)
    return from_one(_geometric(to_one(used), share))


def _geometric(values: pd.DataFrame, share: pd.Series) -> pd.Series:
    means: pd.Series = np.exp((np.log(values) * share).sum(axis=1, skipna=False))
    return means


def to_one(scores: pd.DataFrame) -> pd.DataFrame:
    """Return scores moved from the scale 0-10 to 1-10, on which no score is zero."""
    return scores.clip(0.0, TOP) * (TOP - 1) / TOP + 1


def from_one(scores: pd.Series) -> pd.Series:
    """Return scores moved back from the scale 1-10 to 0-10."""
    moved: pd.Series = ((scores - 1) / (TOP - 1) * TOP).clip(0.0, TOP)
    return moved


def _refuse_zero(scores: pd.DataFrame) -> None:
    places = np.argwhere(scores.to_numpy() <= 0)
    if places.size:
        row, column = places[0]
        raise InputError("risk-index.zero", row=scores.index[row], indicator=scores.columns[column])


def classes(index: pd.Series, *, limits: Sequence[float]) -> pd.Series:
    """Return the class of each place, from 0 (lowest); a value on a limit belongs to the class above it.

    Parameters
    ----------
    index
        The index; NaN gives a missing class.
    limits
        Lower ends of all classes but the first, rising.

    Raises
    ------
    InputError
        The limits do not rise.
    """
    ends = np.asarray(limits, dtype="float64")
    if not (np.diff(ends) > 0).all():
        raise InputError("risk-index.limits", found=", ".join(f"{end:g}" for end in ends))
    found = pd.Series(np.searchsorted(ends, index.to_numpy(dtype="float64"), side="right"), index=index.index)
    return found.astype("Int64").mask(index.isna())
