"""Shares of people, compared: the interval of one share, and the ratio of two with its interval.

Sources: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212 (one share); D. Katz,
J. Baptista, S. P. Azen and M. C. Pike (1978), Biometrics 34, 469-474, method C (the ratio). To confirm: only
their use in libraries was read. The tests hold them against statsmodels and SciPy.
"""

import math
from typing import NamedTuple

from ruta.errors import InputError

NORMAL_975 = 1.959963984540054
"""97.5 % point of the standard normal distribution: standard errors to each side of an interval of 95 %."""


class Ratio(NamedTuple):
    """A risk ratio with its 95 % interval; blank (``nan``) where a count of zero leaves it without a value."""

    ratio: float
    low: float
    high: float


def share(cases: int, people: int) -> float:
    """Return cases / people, 0 to 1.

    Raises
    ------
    InputError
        Where there is nobody, or there are more cases than people.
    """
    if people < 1 or not 0 <= cases <= people:
        raise InputError("shares.bad-counts", cases=cases, people=people)
    return float(cases / people)


def risk_ratio(
    *, cases: int, size: int, benchmark_cases: int, benchmark_size: int, design_effect: float = 1.0
) -> Ratio:
    """Compare two shares as a ratio: 2 means twice as often.

    Parameters
    ----------
    cases, size
        Persons with the result and all persons, in the group.
    benchmark_cases, benchmark_size
        The same in the population to compare with.
    design_effect
        How many times larger the variance is than with persons drawn one by one.

    Returns
    -------
    Ratio
        Ratio of the shares and its interval on the logarithm: ln(ratio) ± 1.96 √(1/a − 1/n + 1/b − 1/m), with the
        variance times the design effect.

    Raises
    ------
    InputError
        Where a size is not positive or there are more cases than persons.

    Source: Katz, Baptista, Azen and Pike (1978), method C.
    """
    mine, beside = share(cases, size), share(benchmark_cases, benchmark_size)
    if cases == 0 or benchmark_cases == 0:
        return Ratio(0.0 if benchmark_cases else math.nan, math.nan, math.nan)
    ratio = mine / beside
    variance = design_effect * (1 / cases - 1 / size + 1 / benchmark_cases - 1 / benchmark_size)
    reach = math.exp(NORMAL_975 * math.sqrt(variance))
    return Ratio(ratio, ratio / reach, ratio * reach)


def difference_margin(*, share: float, people: float, other: float, others: float) -> float:
    """Return half the width of the 95 % interval of the difference of two independent shares (Cochran 1977, chapter 3).

    Parameters
    ----------
    share, people
        The one share, 0 to 1, and how many it is of.
    other, others
        The same of the other.
    """
    return NORMAL_975 * math.sqrt(share * (1 - share) / people + other * (1 - other) / others)


def wilson(cases: int, people: int) -> tuple[float, float]:
    """Return the 95 % interval of one share; it stays between 0 and 1 also where few people were asked.

    Parameters
    ----------
    cases
        People with the result.
    people
        All people asked.

    Raises
    ------
    InputError
        Where nobody was asked, or there are more cases than people.
    """
    found = share(cases, people)
    shrink = 1 + NORMAL_975**2 / people
    middle = (found + NORMAL_975**2 / (2 * people)) / shrink
    spread = NORMAL_975 * math.sqrt(found * (1 - found) / people + NORMAL_975**2 / (4 * people**2)) / shrink
    # At 0 and at 1 the formula gives the end itself, but for the last digit of the computer.
    return (0.0 if cases == 0 else middle - spread), (1.0 if cases == people else middle + spread)
