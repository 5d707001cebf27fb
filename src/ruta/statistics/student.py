"""Student's t distribution for whole degrees of freedom, without a compiled library."""

import math

from ruta.errors import InputError


def t_probability(t: float, degrees: int) -> float:
    """Return the probability that a Student variable lies between -t and t.

    Parameters
    ----------
    t
        Zero or more.
    degrees
        Degrees of freedom, a whole number from 1.

    Notes
    -----
    The finite sums of Abramowitz and Stegun (1964), formulas 26.7.3 and 26.7.4.
    """
    angle = math.atan2(t, math.sqrt(degrees))
    cosine_2 = math.cos(angle) ** 2
    odd = degrees % 2 == 1
    term, total = (math.cos(angle) if odd else 1.0), 0.0
    for step in range(degrees // 2):
        total += term
        upper, lower = (2 * step + 2, 2 * step + 3) if odd else (2 * step + 1, 2 * step + 2)
        term *= cosine_2 * upper / lower
    if odd:
        return 2 / math.pi * (angle + math.sin(angle) * total)
    return math.sin(angle) * total


def t_quantile(*, degrees: int, confidence: float = 0.95) -> float:
    """Return how many standard errors an interval reaches to each side.

    Parameters
    ----------
    degrees
        Degrees of freedom of the standard error, a whole number from 1: clusters less strata.
    confidence
        Share of samples whose interval is to hold the true value, above 0 and below 1.

    Returns
    -------
    float
        The t with ``t_probability(t, degrees) == confidence``, found by halving; 1.96 for very many degrees.

    Raises
    ------
    InputError
        For degrees below 1 or a confidence that is no share.
    """
    if degrees < 1:
        raise InputError("statistics.degrees-of-freedom", found=degrees)
    if not 0 < confidence < 1:
        raise InputError("statistics.confidence", found=confidence)
    low, high = 0.0, 1.0
    while t_probability(high, degrees) < confidence:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if t_probability(middle, degrees) < confidence else (low, middle)
    return high
