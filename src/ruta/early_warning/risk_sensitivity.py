"""How sure a ranking is: the same places under other weights, scales and means.

Source: OECD and JRC, Handbook on Constructing Composite Indicators, 2008, on robustness and sensitivity.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.early_warning import risk_scores
from ruta.early_warning.risk_index import MEANS, check_weights
from ruta.early_warning.risk_scores import TOP
from ruta.errors import InputError

DRAWS = 300
TRUST = 60.0
"""How closely drawn weights keep to the declared ones. With six equal weights their standard deviation is 0.05."""

Floats = npt.NDArray[np.float64]
Scale = Callable[[pd.DataFrame], pd.DataFrame]
SCALES: dict[str, Scale] = {
    "min-max": lambda table: risk_scores.min_max(table, reference=risk_scores.reference_range(table)),
    "z-score": risk_scores.z_scale,
    "percentile-rank": risk_scores.percentile_rank,
}


def draw_weights(weights: Mapping[str, float], *, draws: int = DRAWS, seed: int, trust: float = TRUST) -> Floats:
    """Return weights drawn around the declared ones from a Dirichlet distribution, one row per draw, each summing to 1.

    Parameters
    ----------
    weights
        Declared weights, all above zero.
    draws
        Number of rows.
    seed
        Seed of the draws: the same seed gives the same rows.
    trust
        Concentration. 1 for each indicator (6 with six) and equal weights: any weights are as likely. Larger: closer.

    Raises
    ------
    InputError
        A weight is zero, or as for `check_weights`.
    """
    share = check_weights(weights, list(weights))
    if not (share > 0).all():
        raise InputError("risk-index.weight-zero", name=share.index[~(share > 0)][0])
    return np.random.default_rng(seed).dirichlet(share.to_numpy() * trust, size=draws)


def sensitivity(
    indicators: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    reversed_names: Sequence[str] = (),
    scales: Sequence[str] = tuple(SCALES),
    means: Sequence[str] = MEANS,
    draws: int = DRAWS,
    seed: int,
    trust: float = TRUST,
) -> pd.DataFrame:
    """Return the index of each place in each draw: weights drawn, scale and mean taken in turn.

    Parameters
    ----------
    indicators
        Places down, indicators across, in their own units and all known.
    weights
        Declared weights, around which the draws are made.
    reversed_names
        Indicators of which more is better.
    scales, means
        What to vary; one of each holds it fixed. A geometric mean shifts zeros.
    draws, seed, trust
        As for `draw_weights`.

    Returns
    -------
    pandas.DataFrame
        Draws down, places across, from 0 to 10. The scale and the mean of a draw are the columns ``scale`` and
        ``mean`` of its row index, so that one can ask which choice moved a place.

    Raises
    ------
    InputError
        An indicator of a place is unknown or the same everywhere; as for `draw_weights`.
    """
    unknown = np.argwhere(indicators.isna().to_numpy())
    if unknown.size:
        row, column = unknown[0]
        raise InputError("risk-index.unknown", row=indicators.index[row], indicator=indicators.columns[column])
    drawn = draw_weights({str(name): weights[name] for name in indicators.columns}, draws=draws, seed=seed, trust=trust)
    ways = [(scale, mean) for scale in scales for mean in means]
    found = np.empty((draws, len(indicators)))
    for turn, (scale, mean) in enumerate(ways):
        scores = risk_scores.reverse(SCALES[scale](indicators), names=list(reversed_names)).to_numpy()
        found[turn :: len(ways)] = _indices(scores, drawn[turn :: len(ways)], mean)
    labels = [(number, *ways[number % len(ways)]) for number in range(draws)]
    index = pd.MultiIndex.from_tuples(labels, names=["draw", "scale", "mean"])
    return pd.DataFrame(found, index=index, columns=indicators.index)


def _indices(scores: Floats, weights: Floats, mean: str) -> Floats:
    """The index of `aggregate` for many weights at once: draws down, places across."""
    if mean == "arithmetic":
        return weights @ scores.T
    shifted = np.log(scores * (TOP - 1) / TOP + 1)
    moved: Floats = (np.exp(weights @ shifted.T) - 1) / (TOP - 1) * TOP
    return moved
