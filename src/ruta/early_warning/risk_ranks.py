"""Ranks, and how far they move: over draws of a sensitivity analysis, and with one indicator left out.

Source: OECD and JRC, Handbook on Constructing Composite Indicators, 2008, on robustness and sensitivity.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from ruta.early_warning.risk_index import aggregate, check_weights, classes
from ruta.errors import InputError


def ranks(index: pd.Series) -> pd.Series:
    """Return ranks, 1 for the highest risk; places that tie share the better rank."""
    return index.rank(ascending=False, method="min")


def summary(drawn: pd.DataFrame, *, base: pd.Series, first: int, limits: Sequence[float] | None = None) -> pd.DataFrame:
    """Return how each place fares over the draws, in the order of the declared index.

    Parameters
    ----------
    drawn
        From `ruta.early_warning.risk_sensitivity.sensitivity`.
    base
        The declared index, by place.
    first
        Number of places that can be served.
    limits
        Class limits of `ruta.early_warning.risk_index.classes`; without them no column about classes.

    Returns
    -------
    pandas.DataFrame
        ``rank`` of the declared index; ``best`` and ``worst`` rank, and ``low`` and ``high``, between which 90 of 100
        draws lie; ``among_first``, the share of draws (0 to 1) in which the place is among the first; ``other_class``,
        the share in which its class is not the declared one.

    Raises
    ------
    InputError
        A place has no declared index.
    """
    without = base.index[base.isna().to_numpy()]
    if len(without):
        raise InputError("risk-index.no-index", row=without[0])
    places = drawn.rank(axis=1, ascending=False, method="min")
    table = pd.DataFrame(
        {
            "rank": ranks(base).astype("int64"),
            "best": places.min().astype("int64"),
            "low": places.quantile(0.05),
            "high": places.quantile(0.95),
            "worst": places.max().astype("int64"),
            "among_first": (places <= first).mean(),
        }
    )
    if limits is not None:
        declared = classes(base, limits=limits)
        changed = {name: (classes(drawn[name], limits=limits) != declared[name]).mean() for name in drawn.columns}
        table["other_class"] = pd.Series(changed, dtype="float64")
    return table.sort_values("rank", kind="stable")


def drop_one(scores: pd.DataFrame, *, weights: Mapping[str, float], mean: str = "arithmetic") -> pd.DataFrame:
    """Return the ranks of the places with each indicator left out in turn, the others' weights raised to sum to one.

    Parameters
    ----------
    scores
        As for `ruta.early_warning.risk_index.aggregate`; a geometric mean shifts zeros.
    weights
        Declared weights; none may be the whole of the index.

    Returns
    -------
    pandas.DataFrame
        Places down; one column for each indicator left out.
    """
    share = check_weights(weights, list(scores.columns))
    found = {}
    for name in scores.columns:
        rest = share.drop(name)
        if rest.sum() <= 0:
            raise InputError("risk-index.weight-alone", name=name)
        found[name] = ranks(
            aggregate(scores.drop(columns=name), weights=dict(rest / rest.sum()), mean=mean, zero="shift")
        )
    return pd.DataFrame(found)
