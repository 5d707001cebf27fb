"""Indicators on one scale: from 0 (least risk) to 10 (most), with the range of the scale declared.

Source of the three normalisations: OECD and JRC, Handbook on Constructing Composite Indicators, 2008.
"""

import numpy as np
import pandas as pd

from ruta.errors import InputError

TOP = 10.0
"""Upper end of the scale of every score; the lower end is 0."""
WIDEST = 3.0
"""Standard deviations above or below the mean at which a z-score reaches an end of the scale."""


def reference_range(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the least and the greatest value of each indicator in a reference period.

    Parameters
    ----------
    indicators
        Places (or places and years) down, indicators across, in their own units. All the rows of the period that the
        scale is to hold for: to compare years, all those years, or one year that then stays fixed.

    Returns
    -------
    pandas.DataFrame
        Columns ``low`` and ``high``, one row per indicator: keep it with the index, and publish it.

    Raises
    ------
    InputError
        An indicator has the same value everywhere (or none): it cannot tell places apart.
    """
    found = pd.DataFrame({"low": indicators.min(), "high": indicators.max()}).astype("float64")
    flat = found.index[~(found["high"] > found["low"])]
    if len(flat):
        raise InputError("risk-index.flat", indicator=flat[0])
    return found


def min_max(indicators: pd.DataFrame, *, reference: pd.DataFrame) -> pd.DataFrame:
    """Return scores by min-max: 0 at the low end of the reference range, 10 at its high end.

    Parameters
    ----------
    indicators
        Places down, indicators across, in their own units; NaN where unknown.
    reference
        Range of each indicator, from `reference_range`. It is an argument on purpose: a range taken anew from each
        year's values makes the years incomparable.

    Returns
    -------
    pandas.DataFrame
        Scores from 0 to 10. A value outside the range is held at the end that it passed.
    """
    absent = [name for name in indicators.columns if name not in reference.index]
    if absent:
        raise InputError("risk-index.no-range", indicator=absent[0])
    low, high = (reference.loc[indicators.columns, end] for end in ("low", "high"))
    scores: pd.DataFrame = ((indicators - low) / (high - low) * TOP).clip(0.0, TOP)
    return scores


def z_score(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return standard deviations above the mean, with the divisor n - 1; no ends, mean 0.

    Raises
    ------
    InputError
        An indicator has the same value everywhere.
    """
    reference_range(indicators)
    return (indicators - indicators.mean()) / indicators.std()


def z_scale(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return z-scores on the scale from 0 to 10: the mean is 5, three deviations above it 10; beyond, held there."""
    scores: pd.DataFrame = (TOP / 2 + z_score(indicators) / WIDEST * TOP / 2).clip(0.0, TOP)
    return scores


def percentile_rank(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return ranks on the scale from 0 (lowest) to 10 (highest); places that tie share the middle of their ranks.

    Outliers lose their pull, and distances are lost: first and second are as far apart as any two neighbours.

    Raises
    ------
    InputError
        An indicator has the same value everywhere.
    """
    reference_range(indicators)
    known = indicators.notna().sum()
    return (indicators.rank() - 1) / (known - 1) * TOP


def reverse(scores: pd.DataFrame, *, names: tuple[str, ...] | list[str]) -> pd.DataFrame:
    """Return scores in which the named indicators are turned round, so that high means more risk everywhere.

    Parameters
    ----------
    scores
        Scores from 0 to 10.
    names
        Indicators of which more is better, such as focal points per inhabitant.

    Raises
    ------
    InputError
        A name is no column, or a score lies outside 0 to 10.
    """
    check_scale(scores)
    for name in names:
        if name not in scores.columns:
            raise InputError("risk-index.column-missing", column=name, found=", ".join(map(str, scores.columns)))
    turned = scores.copy()
    turned[list(names)] = TOP - turned[list(names)]
    return turned


def check_scale(scores: pd.DataFrame) -> None:
    """Refuse scores outside 0 to 10, naming the first cell."""
    values = scores.to_numpy(dtype="float64", na_value=np.nan)
    # A hair beyond the ends is the rounding of a sum, not a score.
    beyond = np.argwhere((values < -1e-9) | (values > TOP + 1e-9))
    if beyond.size:
        row, column = beyond[0]
        raise InputError(
            "risk-index.score", row=scores.index[row], indicator=scores.columns[column],
            found=f"{values[row, column]:g}",
        )  # fmt: skip
