"""EARS C1, C2 and C3: each week of a municipality against its own last weeks.

Sources: Hutwagner, Thompson, Seeman and Treadwell (2003), *Journal of Urban Health* 80 (Suppl 1), who describe the
Early Aberration Reporting System; formulas and defaults from the help page of ``earsC`` in the R package
*surveillance* 1.26.0 (Salmon, Schumacher and Hoehle 2016, section on EARS).

A gap stays a gap. The rule here, which the sources leave open because they assume complete series:

* the baseline is always the same seven calendar weeks; a missing week among them is left out and the window is not
  stretched further back to replace it;
* the baseline is undefined where fewer than ``minimum`` of its weeks were reported;
* a week without a report has no statistic and no alarm: the answer is "cannot tell" (NaN, <NA>), never "calm".
"""

from statistics import NormalDist

import numpy as np
import pandas as pd

from ruta.early_warning.weeks import Floats, as_array
from ruta.errors import InputError

LENGTH = 7
MINIMUM = 5
LAG = 2
"""Weeks between the baseline of C2 and the week under judgement: the guard band."""
BLOCK = 16
"""Weeks of a table that are worked on at a time; only the speed depends on it."""


def normal_threshold(alpha: float) -> float:
    """Return the number of standard deviations that a normal value passes with probability alpha.

    The defaults of R *surveillance* 1.26.0 are alpha 0.001 for C1 and C2 (3.09) and 0.025 for C3 (1.96).
    """
    return NormalDist().inv_cdf(1 - alpha)


def baseline(
    counts: pd.DataFrame, *, guard: int = 0, length: int = LENGTH, minimum: int = MINIMUM, min_sigma: float = 0.0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the mean and the standard deviation of the weeks before each week.

    Parameters
    ----------
    counts
        Weeks by municipalities, one row per week without holes, NaN where no report arrived.
    guard
        Weeks left out between the baseline and the week under judgement: 0 for C1, 2 for C2 and C3.
    length
        Weeks in the baseline; three at least.
    minimum
        Reported weeks below which the baseline is undefined.
    min_sigma
        Smallest standard deviation allowed, in the unit of ``counts``. With sparse counts 0.5 or 1 keeps one incident
        after seven quiet weeks from raising an alarm (help page of ``earsC``, argument ``minSigma``).

    Returns
    -------
    tuple of two pandas.DataFrame
        Mean and standard deviation (divisor n - 1), shaped as ``counts``. The week itself is never in them.

    Raises
    ------
    InputError
        The lengths do not make sense or a week is missing from the rows.
    """
    if not 3 <= minimum <= length or guard < 0 or min_sigma < 0:
        raise InputError("early-warning.baseline-settings", length=length, minimum=minimum, guard=guard)
    values = as_array(counts)
    mean = np.full(values.shape, np.nan)
    sd = np.full(values.shape, np.nan)
    first = length + guard
    for start in range(first, len(values), BLOCK):  # all series at once, some weeks at a time: they stay in the cache
        stop = min(start + BLOCK, len(values))
        mean[start:stop], sd[start:stop] = _moments(values[start - first : stop - guard - 1], length, minimum)
    sd = np.maximum(sd, min_sigma)
    return (
        pd.DataFrame(mean, index=counts.index, columns=counts.columns),
        pd.DataFrame(sd, index=counts.index, columns=counts.columns),
    )


def _moments(values: Floats, length: int, minimum: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation (n - 1) of each run of ``length`` rows, NaN under the minimum of reported values."""
    runs = len(values) - length + 1
    reported = ~np.isnan(values)
    there, known = reported.astype("float64"), np.where(reported, values, 0.0)
    n, total, squares, work = (np.zeros((runs, values.shape[1])) for _ in range(4))
    low, high = values[:runs].copy(), values[:runs].copy()
    for row in range(length):
        n += there[row : row + runs]
        total += known[row : row + runs]
        np.fmin(low, values[row : row + runs], out=low)
        np.fmax(high, values[row : row + runs], out=high)
    enough = n >= minimum
    count: Floats = np.where(enough, n, minimum)
    mean = total / count
    for row in range(length):
        np.subtract(known[row : row + runs], mean, out=work)
        work *= there[row : row + runs]
        work *= work
        squares += work
    sd = np.sqrt(squares / (count - 1))
    # A flat baseline has a standard deviation of exactly zero, whatever rounding says: rates are not whole numbers.
    flat = low == high
    mean, sd = np.where(flat, low, mean), np.where(flat, 0.0, sd)
    return np.where(enough, mean, np.nan), np.where(enough, sd, np.nan)


def limit(
    counts: pd.DataFrame,
    *,
    threshold: float,
    guard: int = 0,
    length: int = LENGTH,
    minimum: int = MINIMUM,
    min_sigma: float = 0.0,
) -> pd.DataFrame:
    """Return the count above which C1 (guard 0) or C2 (guard 2) raises an alarm: mean + threshold x sd.

    Parameters are those of `baseline`, and the threshold in standard deviations. Undefined (NaN) with the baseline.
    """
    mean, sd = baseline(counts, guard=guard, length=length, minimum=minimum, min_sigma=min_sigma)
    return mean + threshold * sd


def _standardised(counts: pd.DataFrame, mean: pd.DataFrame, sd: pd.DataFrame) -> pd.DataFrame:
    excess = as_array(counts) - mean.to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = excess / sd.to_numpy()
    # Zero over zero: the week equals a baseline that never moved, so it is no excess at all.
    statistic = np.where((excess == 0) & (sd.to_numpy() == 0), 0.0, statistic)
    return pd.DataFrame(statistic, index=counts.index, columns=counts.columns)


def c1(counts: pd.DataFrame, *, length: int = LENGTH, minimum: int = MINIMUM, min_sigma: float = 0.0) -> pd.DataFrame:
    """Return EARS C1: (Y - mean) / sd, baseline the seven weeks t-7 to t-1.

    Parameters are those of `baseline`. Where the baseline never moved and ``min_sigma`` is 0, any excess is infinite.

    Returns
    -------
    pandas.DataFrame
        Standard deviations above the baseline, shaped as ``counts``; NaN where it cannot be told.
    """
    return _standardised(counts, *baseline(counts, guard=0, length=length, minimum=minimum, min_sigma=min_sigma))


def c2(counts: pd.DataFrame, *, length: int = LENGTH, minimum: int = MINIMUM, min_sigma: float = 0.0) -> pd.DataFrame:
    """Return EARS C2: as C1 with a guard band of two weeks, baseline t-9 to t-3.

    The guard band keeps a rise that lasts from entering its own baseline. Parameters and result as in `c1`.
    """
    return _standardised(counts, *baseline(counts, guard=LAG, length=length, minimum=minimum, min_sigma=min_sigma))


def c3(counts: pd.DataFrame, *, length: int = LENGTH, minimum: int = MINIMUM, min_sigma: float = 0.0) -> pd.DataFrame:
    """Return EARS C3: the sum over the week and the two before it of max(0, C2 - 1).

    This is the statistic of the help page of ``earsC``. It is undefined unless C2 is defined in all three weeks: to
    let a missing week add nothing would read silence as calm. Parameters as in `c1`. The package's code derives its
    upper bound of C3 from the two earlier weeks only, so its alarms can differ from those of this statistic.
    """
    over = (c2(counts, length=length, minimum=minimum, min_sigma=min_sigma) - 1).clip(lower=0)
    return over + over.shift(1) + over.shift(2)


def alarms(statistic: pd.DataFrame, *, threshold: float, or_equal: bool = False) -> pd.DataFrame:
    """Return, for each week and municipality, alarm, no alarm or cannot tell.

    Parameters
    ----------
    statistic
        Weeks by municipalities, from `c1`, `c2`, `c3` or `ruta.early_warning.cusum.cusum`; NaN where undefined.
    threshold
        Value to pass. EARS: strictly above, as the code of R *surveillance* does (its help page writes "or equal").
    or_equal
        True for CUSUM, whose alarm starts at the value itself.

    Returns
    -------
    pandas.DataFrame
        ``boolean``: True, False, or <NA> where the statistic is undefined.
    """
    above = statistic >= threshold if or_equal else statistic > threshold
    return above.astype("boolean").mask(statistic.isna())
