"""What changed between two tests, of the persons who took both."""

import math
from collections.abc import Sequence
from statistics import fmean, stdev
from typing import NamedTuple

from ruta.errors import InputError
from ruta.statistics.student import t_quantile

LOW, HIGH = 0.3, 0.7
"""Edges of Hake's bands: low below 0.3, high from 0.7, medium between."""


class Change(NamedTuple):
    """A mean difference with its 95 % interval, in the unit of the scores; the interval is ``nan`` for one person."""

    mean: float
    low: float
    high: float


def normalised_gain(before: float, after: float) -> float:
    """Return the gain as a part of what was left to gain; negative where less is known afterwards.

    Parameters
    ----------
    before, after
        Scores in per cent, 0 to 100, of one person or means of one class.

    Returns
    -------
    float
        (after − before) / (100 − before), at most 1; ``nan`` at before = 100, where nothing was left to gain.

    Raises
    ------
    InputError
        Where a score is no per cent.

    Source: R. R. Hake (1998), *Interactive-engagement versus traditional methods*, American Journal of Physics 66,
    64-74, section II.
    """
    for score in (before, after):
        if not 0 <= score <= 100:
            raise InputError("classroom.not-per-cent", found=score)
    return math.nan if before == 100 else (after - before) / (100 - before)


def class_gain(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the gain of a class, of its mean scores; this is the g that Hake's bands are for.

    Parameters
    ----------
    before, after
        Scores in per cent of the same persons in the same order. Only persons who took both tests: whoever stays away
        from the second is often the weaker, and would raise its mean.

    Returns
    -------
    float
        As `normalised_gain`; ``nan`` for nobody.

    Raises
    ------
    InputError
        Where the two differ in length or a score is no per cent.

    Source: Hake (1998), section II.
    """
    _check_pairs(before, after)
    return normalised_gain(fmean(before), fmean(after)) if before else math.nan


def mean_of_gains(before: Sequence[float], after: Sequence[float]) -> tuple[float, int]:
    """Return the mean of the persons' own gains, and of how many it is.

    Parameters
    ----------
    before, after
        As for `class_gain`. Who had everything right before has no gain of their own and is left out.

    Returns
    -------
    tuple[float, int]
        The mean, ``nan`` for nobody, and the persons in it. A few who knew nearly everything before can move it
        far, so it stands beside `class_gain`, not in its place.

    Raises
    ------
    InputError
        As `class_gain`.
    """
    _check_pairs(before, after)
    gains = [normalised_gain(*pair) for pair in zip(before, after, strict=True) if pair[0] != 100]
    return (fmean(gains) if gains else math.nan), len(gains)


def band(gain: float) -> str:
    """Return the band of a gain: ``"low"``, ``"medium"``, ``"high"``, or ``"none"`` where it is undefined.

    Source: Hake (1998), section II. The bands describe courses in physics; elsewhere they are names only.
    """
    if math.isnan(gain):
        return "none"
    return "low" if gain < LOW else "medium" if gain < HIGH else "high"


def mean_change(before: Sequence[float], after: Sequence[float]) -> Change:
    """Return the mean of the differences of the same persons, with Student's interval of 95 %.

    Parameters
    ----------
    before, after
        Scores of the same persons in the same order, in one unit of any kind.

    Returns
    -------
    Change
        In the same unit: mean ± t(n − 1) × s / √n, with s the standard deviation of the differences (n − 1 below it,
        for it estimates that of many more persons).

    Raises
    ------
    InputError
        Where the two differ in length.

    Source: Student (1908), *The probable error of a mean*, Biometrika 6, 1-25.
    """
    _check_pairs(before, after)
    differences = [late - early for early, late in zip(before, after, strict=True)]
    if not differences:
        return Change(math.nan, math.nan, math.nan)
    mean = fmean(differences)
    if len(differences) == 1:
        return Change(mean, math.nan, math.nan)
    reach = t_quantile(degrees=len(differences) - 1) * stdev(differences) / math.sqrt(len(differences))
    return Change(mean, mean - reach, mean + reach)


def _check_pairs(before: Sequence[float], after: Sequence[float]) -> None:
    if len(before) != len(after):
        raise InputError("classroom.not-pairs", before=len(before), after=len(after))
