"""Planning a sample: design effect, effective number of persons, margin of error (Kish 1965; United Nations 2008)."""

import math

from ruta.errors import InputError
from ruta.shares import NORMAL_975

"""Standard errors on each side of a 95 per cent interval where degrees of freedom are many."""


def expected_persons(*, households: int, response: float, members: float, share: float) -> float:
    """Return how many persons of a rare population a survey expects to find.

    Parameters
    ----------
    households
        Households to visit.
    response
        Share of them that answer.
    members
        Persons in a household, on average.
    share
        Share of persons who belong to the rare population.
    """
    return _share(response) * _share(share) * households * members


def cluster_effect(*, size: float, rho: float) -> float:
    """Return the design effect of clusters of one size, 1 + (b - 1) rho.

    Parameters
    ----------
    size
        Units interviewed in a cluster (b), 1 or more: persons of a household, households of a segment.
    rho
        How much alike the units of a cluster are: 0 not at all, 1 entirely.

    Raises
    ------
    InputError
        Where rho is outside 0 to 1.
    """
    return 1 + (size - 1) * _share(rho)


def design_effect(*, std_error: float, share: float, persons: float) -> float:
    """Return how many times larger the variance of a share is than in a simple random sample of as many persons.

    Parameters
    ----------
    std_error
        Standard error of the share by the design (a share, not per cent).
    share
        The share itself, above 0 and below 1.
    persons
        Persons in the sample.
    """
    return std_error**2 / (share * (1 - share) / persons)


def effective(persons: float, *, effect: float) -> float:
    """Return how many persons of a simple random sample would tell as much: persons / design effect."""
    return persons / effect


def margin(*, share: float, persons: float, effect: float = 1.0) -> float:
    """Return the margin of error of a share: half of its 95 per cent interval, as a share.

    Parameters
    ----------
    share
        The share expected; 0.5 is the least favourable.
    persons
        Persons in the sample.
    effect
        Design effect.
    """
    return NORMAL_975 * math.sqrt(_share(share) * (1 - share) * effect / persons)


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise InputError("statistics.share", found=value)
    return value
