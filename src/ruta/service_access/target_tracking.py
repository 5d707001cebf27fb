"""Is a target on track? The change with its margin of sampling error, held against the path to the target.

In the same people each changes by 1, 0 or -1, and the margin is that of the mean of these; in two independent samples
the variances of the two shares are added. Textbooks: A. Agresti (2002), Categorical Data Analysis; W. G. Cochran
(1977), Sampling Techniques. Simple random samples are supposed; a clustered design has a wider margin.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError
from ruta.shares import NORMAL_975, difference_margin

STATUSES = ("worse", "late", "unclear", "reached", "on-track")
BETTER = {"up": 1, "down": -1}


@dataclass(frozen=True, kw_only=True)
class Change:
    """How much a share changed between two rounds, in percentage points."""

    points: float
    """Later less earlier share."""
    margin: float
    """Half the width of its interval of 95 %."""


def change_same(before: "pd.Series[bool]", after: "pd.Series[bool]") -> Change:
    """Return the change of a share among the same households, asked twice.

    Parameters
    ----------
    before, after
        Whether each household met it; the same households in the same order, none of them blank.

    Raises
    ------
    InputError
        Where the two have different lengths, none, or a blank.
    """
    if len(before) != len(after) or len(before) == 0:
        raise InputError("aid-to-solutions.not-the-same", before=len(before), after=len(after))
    _no_blank(before)
    _no_blank(after)
    difference: npt.NDArray[np.float64] = after.to_numpy(dtype="float64") - before.to_numpy(dtype="float64")
    mean = float(difference.mean())
    error = math.sqrt(float((difference**2).mean() - mean**2) / len(difference))
    return Change(points=100 * mean, margin=100 * NORMAL_975 * error)


def change_apart(*, before: float, before_size: int, after: float, after_size: int) -> Change:
    """Return the change of a share between two independent samples.

    Parameters
    ----------
    before, after
        Shares, 0 to 1.
    before_size, after_size
        Households asked in each round.

    Raises
    ------
    InputError
        Where a share is not between 0 and 1, or a sample is empty.
    """
    for share, size in ((before, before_size), (after, after_size)):
        if not (0 <= share <= 1 and size > 0):
            raise InputError("aid-to-solutions.bad-share", share=share, size=size)
    margin = difference_margin(share=before, people=before_size, other=after, others=after_size)
    return Change(points=100 * (after - before), margin=100 * margin)


def needed(*, baseline: float, target: float, elapsed: float) -> float:
    """Return the change that a straight path would have brought by now.

    Parameters
    ----------
    baseline, target
        In the unit of the indicator.
    elapsed
        Part of the time between the two dates that has gone by; under 0 counts as 0, over 1 as 1.
    """
    return (target - baseline) * min(1.0, max(0.0, elapsed))


def elapsed_share(baseline_on: pd.Timestamp, target_on: pd.Timestamp, now: pd.Timestamp) -> float:
    """Return which part of the time between baseline and target has gone by (under 0 before, over 1 after it)."""
    if not baseline_on < target_on:
        raise InputError("aid-to-solutions.bad-dates", baseline=baseline_on.date(), target=target_on.date())
    return (now - baseline_on) / (target_on - baseline_on)


def status(change: Change, *, baseline: float, target: float, elapsed: float, better: str) -> str:
    """Return how a target stands, judged by the whole interval of the change and not by its middle.

    Parameters
    ----------
    change
        From `change_same` or `change_apart`, in the unit of baseline and target.
    baseline, target
        Values of the indicator.
    elapsed
        From `elapsed_share`.
    better
        ``"up"`` or ``"down"``: the direction in which the indicator improves.

    Returns
    -------
    str
        ``worse`` (the whole interval lies on the wrong side of no change), ``late`` (even its best end falls short of
        the path), ``unclear`` (it contains no change), ``reached`` (even its worst end is at the target) or
        ``on-track``; the first that holds, in this order.

    Raises
    ------
    InputError
        Where the direction is neither, or the target lies on the wrong side of the baseline.
    """
    if better not in BETTER:
        raise InputError("aid-to-solutions.bad-direction", found=better, expected=", ".join(BETTER))
    sign = BETTER[better]
    whole = sign * (target - baseline)
    if whole <= 0:
        raise InputError("aid-to-solutions.bad-target", baseline=baseline, target=target, better=better)
    low, high = sign * change.points - change.margin, sign * change.points + change.margin
    path = sign * needed(baseline=baseline, target=target, elapsed=elapsed)
    holds = (high < 0, high < path, low <= 0, low >= whole, True)
    return next(name for name, true in zip(STATUSES, holds, strict=True) if true)


def _no_blank(values: "pd.Series[bool]") -> None:
    blank = values.isna().to_numpy()
    if blank.any():
        raise InputError("aid-to-solutions.blank-share", row=int(blank.argmax()) + 1)
