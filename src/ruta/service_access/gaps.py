"""The gap between two groups, told in both ways: in points and as a ratio, each with its interval.

Sources: D. Katz, J. Baptista, S. P. Azen and M. C. Pike (1978), Biometrics 34, 469-474 (the interval of a ratio, on the
logarithmic scale); E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212 (of one share).
"""

import math
from dataclasses import dataclass

from ruta.errors import InputError

Z95 = 1.959963984540054
"""Standard errors to each side of a 95 % interval."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Two shares and the distance between them."""

    share: float
    """Share with the result in the group, 0 to 1."""
    reference: float
    """The same in the group that it is compared with."""
    difference: float
    """Share less reference: the absolute gap. Times 100 it is in points."""
    difference_low: float
    """Lower end of its 95 % interval."""
    difference_high: float
    """Upper end."""
    ratio: float
    """Share over reference: the relative gap, called risk ratio; nan where the reference is 0."""
    ratio_low: float
    """Lower end of its 95 % interval; nan where one of the groups has no case."""
    ratio_high: float
    """Upper end."""


def compare(*, cases: int, people: int, reference_cases: int, reference_people: int) -> Gap:
    """Compare the share of people with a result in one group with the share in another.

    Each person is taken as drawn on their own: in a survey of clusters the true intervals are wider.

    Parameters
    ----------
    cases, people
        People with the result, and all people, of the group.
    reference_cases, reference_people
        The same of the group that it is compared with.

    Returns
    -------
    Gap
        Both shares, their difference and their ratio, with 95 % intervals.

    Raises
    ------
    InputError
        Where a group has nobody, or more cases than people.
    """
    share = _share(cases, people)
    reference = _share(reference_cases, reference_people)
    spread = Z95 * math.sqrt(share * (1 - share) / people + reference * (1 - reference) / reference_people)
    ratio, low, high = math.nan, math.nan, math.nan
    if reference_cases:
        ratio = share / reference
    if cases and reference_cases:
        log_error = math.sqrt(1 / cases - 1 / people + 1 / reference_cases - 1 / reference_people)
        low, high = ratio * math.exp(-Z95 * log_error), ratio * math.exp(Z95 * log_error)
    difference = share - reference
    return Gap(
        share=share, reference=reference, difference=difference, difference_low=difference - spread,
        difference_high=difference + spread, ratio=ratio, ratio_low=low, ratio_high=high,
    )  # fmt: skip


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
    share = _share(cases, people)
    shrink = 1 + Z95**2 / people
    middle = (share + Z95**2 / (2 * people)) / shrink
    spread = Z95 * math.sqrt(share * (1 - share) / people + Z95**2 / (4 * people**2)) / shrink
    # At 0 and at 1 the formula gives the end itself, but for the last digit of the computer.
    return (0.0 if cases == 0 else middle - spread), (1.0 if cases == people else middle + spread)


def _share(cases: int, people: int) -> float:
    if people < 1 or not 0 <= cases <= people:
        raise InputError("equity.bad-counts", cases=cases, people=people)
    return float(cases / people)
