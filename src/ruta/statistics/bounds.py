"""What separate shares say about the share that has everything at once, and what they cannot say."""

from collections.abc import Sequence
from typing import NamedTuple

from ruta.errors import InputError


class Bounds(NamedTuple):
    """The least and the greatest share that is possible (0 to 1)."""

    least: float
    greatest: float


def frechet(shares: Sequence[float]) -> Bounds:
    """Return between which shares the part of a population that meets every condition must lie.

    Parameters
    ----------
    shares
        Part of one and the same population that meets each condition, 0 to 1.

    Returns
    -------
    Bounds
        Least: max(0, sum − (n − 1)), where the failures of the conditions fall on as many different people as they
        can. Greatest: the smallest share, where they fall on the same people. Both can happen; nothing between them
        can be ruled out without the joint data.

    Raises
    ------
    InputError
        Where no share is given or one is not between 0 and 1.

    Source: Fréchet (1951), for two conditions; for n, by induction (Boole's inequality on the failures).
    """
    if not shares:
        raise InputError("statistics.bounds.no-share")
    for place, share in enumerate(shares, start=1):
        if not 0 <= share <= 1:
            raise InputError("statistics.bounds.bad-share", place=place, found=share)
    return Bounds(max(0.0, sum(shares) - (len(shares) - 1)), min(shares))
