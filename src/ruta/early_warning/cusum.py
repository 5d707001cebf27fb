"""One-sided CUSUM: small excesses that last add up until they speak."""

import numpy as np
import pandas as pd

from ruta.early_warning.weeks import Floats, as_array
from ruta.errors import InputError

K, H = 1.04, 2.26


def cusum(counts: pd.DataFrame, *, expected: pd.Series, k: float = K) -> pd.DataFrame:
    """Return the cumulative sum C(t) = max(0, C(t-1) + (Y - m) / sqrt(m) - k), starting from 0.

    Parameters
    ----------
    counts
        Weeks by municipalities, NaN where no report arrived.
    expected
        Expected count per week m of each municipality (above 0), from earlier weeks than those judged.
    k
        Excess per week that is forgiven, in standard deviations of a Poisson count.

    Returns
    -------
    pandas.DataFrame
        The sum after each week. NaN in a week without a report; the sum waits, unchanged, for the next report: the
        silent week neither adds nor forgives. Alarm where it reaches `H`: ``alarms(..., threshold=H, or_equal=True)``.

    Raises
    ------
    InputError
        An expected count is missing, zero or negative.

    Notes
    -----
    Source: ``algo.cusum`` of R *surveillance* 1.26.0 (standardisation "standard", k = 1.04, h = 2.26 by default).
    As there, the sum is not set back to zero after an alarm, so a large event keeps it high for a long time.
    """
    values = as_array(counts)
    m = expected.reindex(counts.columns).to_numpy(dtype="float64", na_value=np.nan)
    wrong = ~(m > 0)
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        raise InputError("early-warning.expected-not-positive", municipality=counts.columns[place], found=m[place])
    steps = (values - m) / np.sqrt(m) - k
    reported = ~np.isnan(values)
    result = np.full(values.shape, np.nan)
    running: Floats = np.zeros(values.shape[1])
    for week in range(len(values)):
        running = np.where(reported[week], np.maximum(0.0, running + steps[week]), running)
        result[week] = np.where(reported[week], running, np.nan)
    return pd.DataFrame(result, index=counts.index, columns=counts.columns)
