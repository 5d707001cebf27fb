"""Drawing a sample in two stages: segments with probability proportional to size, then households by lot."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError

Real = npt.NDArray[np.float64]


def inclusion(sizes: Real, *, count: int, stratum: str = "") -> Real:
    """Return the probability of each cluster to be drawn, proportional to its size.

    Parameters
    ----------
    sizes
        Measure of size of each cluster of a stratum (households in the census), above zero.
    count
        Clusters to draw.
    stratum
        Name of the stratum, for the message.

    Raises
    ------
    InputError
        Where a size is not above zero, or a cluster is so large that it would be drawn with certainty.
    """
    if not (sizes > 0).all():
        raise InputError("statistics.size-of-cluster", stratum=stratum, found=float(sizes.min()))
    chances: Real = count * sizes / sizes.sum()
    if chances.max() >= 1:
        raise InputError("statistics.certain-cluster", stratum=stratum, count=count)
    return chances


def systematic(chances: Real, rng: np.random.Generator) -> npt.NDArray[np.intp]:
    """Draw clusters systematically: chances are laid end to end and every whole step from a random start is taken.

    Parameters
    ----------
    chances
        Probability of each cluster; they add up to a whole number, the clusters to draw.
    rng
        Generator of the random start.

    Returns
    -------
    array
        Positions of the clusters drawn, as many as the chances add up to (Madow 1949).
    """
    ends = np.cumsum(chances)
    count = round(float(ends[-1]))
    marks = rng.random() + np.arange(count)
    return np.minimum(np.searchsorted(ends, marks, side="right"), len(chances) - 1)


def two_stage(frame: pd.DataFrame, *, segments: int, households: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw a two-stage sample: in each area some segments, in each of them some households.

    Parameters
    ----------
    frame
        One row per household, as returned by `ruta.statistics.survey_frame.make`.
    segments
        Segments to draw in each area, with probability proportional to ``census_households``; systematically, in an
        order by lot.
    households
        Households to draw by lot in each segment, from the list made on the spot; all of them where there are fewer.
    rng
        Generator of the draw.

    Returns
    -------
    DataFrame
        The rows drawn, with ``stratum`` (the area), ``cluster`` (the segment), ``p1`` and ``p2``, the probabilities
        of the two stages, and ``weight``, one over their product: households that the row stands for.

    Raises
    ------
    InputError
        As for `inclusion`.
    """
    segment, names = pd.factorize(frame["segment"])
    found = np.bincount(segment)
    first = np.unique(segment, return_index=True)[1]
    area = frame["area"].to_numpy()[first]
    size = frame["census_households"].to_numpy(float)[first]
    p1 = np.zeros(len(names))
    for name in sorted(set(area)):
        order = rng.permutation(np.flatnonzero(area == name))
        chances = inclusion(size[order], count=segments, stratum=str(name))
        taken = systematic(chances, rng)
        p1[order[taken]] = chances[taken]
    # The households of each segment in an order by lot; the first ones of a segment that was drawn are interviewed.
    by_lot = np.lexsort((rng.random(len(frame)), segment))
    place = np.arange(len(frame)) - np.repeat(np.cumsum(found) - found, found)
    rows = np.sort(by_lot[(place < households) & (p1[segment[by_lot]] > 0)])
    chosen = segment[rows]
    p2 = np.minimum(households / found[chosen], 1)
    sample = frame.iloc[rows].reset_index(drop=True)
    return sample.assign(
        stratum=sample["area"], cluster=sample["segment"], p1=p1[chosen], p2=p2, weight=1 / (p1[chosen] * p2)
    )


def listing(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the segments of a frame: ``area``, ``segment``, ``census_households`` and ``found``, households today."""
    return frame.groupby(["area", "segment"], as_index=False).agg(
        census_households=("census_households", "first"), found=("census_households", "size")
    )


def expected_error(frame: pd.DataFrame, variable: str, *, segments: int, households: int) -> float:
    """Return the standard error that a two-stage design would have, computed from the whole frame.

    Only an invented country allows it; an office estimates it from an earlier survey.

    Parameters
    ----------
    frame, segments, households
        As for `two_stage`; segments are taken as drawn with replacement.
    variable
        Column whose total is to be estimated.

    Returns
    -------
    float
        In the unit of the variable: the square root of the variance between segments plus the one between the
        households of a segment (Cochran 1977, section 11.9).
    """
    by_segment = frame.groupby(["area", "segment"]).agg(
        size=("census_households", "first"), found=(variable, "size"), total=(variable, "sum"), spread=(variable, "var")
    )
    variance = 0.0
    for area, clusters in by_segment.groupby(level=0):
        share = inclusion(clusters["size"].to_numpy(float), count=segments, stratum=str(area)) / segments
        total, found = clusters["total"].to_numpy(float), clusters["found"].to_numpy(float)
        asked = np.minimum(households, found)
        between = (share * (total / share - total.sum()) ** 2).sum()
        within = (found**2 * (1 - asked / found) * clusters["spread"].fillna(0.0).to_numpy(float) / asked / share).sum()
        variance += (between + within) / segments
    return float(np.sqrt(variance))
