"""A seasonal percentile: each week against the same weeks of earlier years."""

from typing import Literal

import numpy as np
import pandas as pd

from ruta.early_warning.weeks import Floats, as_array
from ruta.errors import InputError

WEEKS_IN_YEAR = 52
Definition = Literal["linear", "weibull"]


def percentile(values: Floats, q: float, *, definition: Definition = "linear") -> Floats:
    """Return the q-quantile over the first axis, leaving NaN out.

    Parameters
    ----------
    values
        Numbers, NaN where unknown.
    q
        Between 0 and 1.
    definition
        Which of the quantile definitions of Hyndman and Fan (1996): ``"linear"`` is their type 7, the default of
        pandas, numpy and R; ``"weibull"`` their type 6. On five numbers they can differ by a factor of two: state it.

    Returns
    -------
    numpy.ndarray
        One quantile per column; NaN where nothing is known.
    """
    # Many short sorts are quick only where the values of each lie side by side.
    side_by_side = np.ascontiguousarray(np.moveaxis(np.asarray(values, dtype="float64"), 0, -1))
    ordered = np.sort(side_by_side, axis=-1)  # NaN goes to the end
    n = (~np.isnan(ordered)).sum(axis=-1)
    last = np.maximum(n - 1, 0)
    place = q * (n - 1) if definition == "linear" else q * (n + 1) - 1
    place = np.clip(place, 0, last)
    below = np.floor(place).astype("int64")
    above = np.minimum(below + 1, last)
    low = np.take_along_axis(ordered, below[..., None], axis=-1)[..., 0]
    high = np.take_along_axis(ordered, above[..., None], axis=-1)[..., 0]
    result: Floats = low + (high - low) * (place - below)
    return result


def seasonal_limit(
    counts: pd.DataFrame,
    *,
    q: float,
    years: int,
    spread: int = 1,
    minimum: int = 6,
    definition: Definition = "linear",
) -> pd.DataFrame:
    """Return the percentile of the same weeks of earlier years, the limit of a seasonal threshold.

    Parameters
    ----------
    counts
        Weeks by municipalities (counts or rates), NaN where no report arrived. Set past events to NaN first if they
        should not raise the limit of the years after them.
    q
        Quantile: 0.75 is the third quartile.
    years
        Earlier years used.
    spread
        Neighbouring weeks taken on each side of the week, so that few years give enough values.
    minimum
        Values below which the limit is undefined (of ``years * (2 * spread + 1)``).
    definition
        Quantile definition, see `percentile`.

    Returns
    -------
    pandas.DataFrame
        Limit shaped as ``counts``; NaN where there are too few earlier values. The alarm is a value strictly above it.

    Notes
    -----
    Source of the idea: the epidemic thresholds of malaria surveillance, such as the third quartile of the same month
    over five years, compared by Teklehaimanot et al. (2004), *Emerging Infectious Diseases* 10(7). A year is taken
    as 52 weeks: over five years the calendar drifts by less than a week, which the spread absorbs.
    """
    if years < 1 or not 0 <= spread < WEEKS_IN_YEAR or not 0 < q < 1 or not 1 <= minimum <= years * (2 * spread + 1):
        raise InputError("early-warning.seasonal-settings", years=years, spread=spread, minimum=minimum)
    values = as_array(counts)
    lags = [WEEKS_IN_YEAR * year + step for year in range(1, years + 1) for step in range(-spread, spread + 1)]
    result = np.full(values.shape, np.nan)
    for start in range(WEEKS_IN_YEAR - spread, len(values), WEEKS_IN_YEAR):  # a year at a time, to spare memory
        stop = min(start + WEEKS_IN_YEAR, len(values))
        past = np.full((len(lags), stop - start, values.shape[1]), np.nan)
        for row, lag in enumerate(lags):
            first = max(start, lag)
            if first < stop:
                past[row, first - start :] = values[first - lag : stop - lag]
        found = (~np.isnan(past)).sum(axis=0)
        result[start:stop] = np.where(found >= minimum, percentile(past, q, definition=definition), np.nan)
    return pd.DataFrame(result, index=counts.index, columns=counts.columns)
