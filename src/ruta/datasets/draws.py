"""Random draws that give the same numbers on a laptop and in the browser.

Only ``Generator.random`` is used, with additions, multiplications and divisions on its results: these are exact under
IEEE 754 on every platform, while ``exp`` and ``log`` come from the platform's own library and may differ in a last bit.
"""

import zlib
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ruta.errors import InputError

Drawn = TypeVar("Drawn")
Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Flag = npt.NDArray[np.bool_]

HALVINGS = 10
TRIES = 400
"""Draws after which `until` gives up."""


def generator(*, seed: int, country: str, name: str) -> np.random.Generator:
    """Return the generator of one table of one country: no table's numbers depend on another's having been made."""
    return np.random.default_rng(
        np.random.SeedSequence([seed, zlib.crc32(country.encode()), zlib.crc32(name.encode())])
    )


def whole(rng: np.random.Generator, *, low: int, high: int, size: int) -> Whole:
    """Draw whole numbers from low to high - 1, each as likely."""
    return low + np.floor(rng.random(size) * (high - low)).astype(np.int64)


def between(rng: np.random.Generator, *, low: float, high: float, size: int) -> Real:
    """Draw real numbers from low to high."""
    return low + rng.random(size) * (high - low)


def pick(rng: np.random.Generator, *, shares: Sequence[float] | Real | Whole, size: int) -> Whole:
    """Draw positions in a list of shares (which need not add up to one)."""
    steps = np.cumsum(np.asarray(shares, dtype=np.float64))
    places: Whole = np.searchsorted(steps[:-1], rng.random(size) * steps[-1], side="right").astype(np.int64)
    return places


def lot(rng: np.random.Generator, *, size: int) -> Whole:
    """Draw an order of the positions 0 to size - 1 by lot."""
    return np.argsort(rng.random(size), kind="stable").astype(np.int64)


def quantile(chance: Real, *, points: Sequence[float]) -> Real:
    """Read a distribution, given by equally spaced quantiles from the least to the greatest, at chances below 1."""
    values = np.asarray(points, dtype=np.float64)
    place = chance * (len(values) - 1)
    below = np.floor(place).astype(np.int64)
    return values[below] + (values[below + 1] - values[below]) * (place - below)


def exponential_decay(x: Real) -> Real:
    """Return exp(-x) for x in [0, 700) by Taylor's series of x / 1024, squared ten times."""
    y = x / 2**HALVINGS
    value: Real = np.ones_like(y)
    for term in range(14, 0, -1):
        value = 1.0 - value * y / term
    for _ in range(HALVINGS):
        value = value * value
    return value


def poisson(rng: np.random.Generator, *, mean: Real) -> Whole:
    """Draw Poisson counts of given means (under 700 each) by inversion of the distribution."""
    chance = rng.random(mean.shape)
    weight = exponential_decay(mean)
    reached = weight.copy()
    count = np.zeros(mean.shape, dtype=np.int64)
    # Past three times the largest mean and sixty, what is left is under the resolution of the draw.
    for value in range(1, int(3 * mean.max(initial=0.0)) + 60):
        above = chance >= reached
        if not above.any():
            break
        count += above
        weight = weight * mean / value
        reached = reached + weight
    return count


def until(draw: Callable[[], Drawn], *, holds: Callable[[Drawn], bool]) -> Drawn:
    """Draw again until what was drawn has the property that a lesson speaks of.

    Parameters
    ----------
    draw
        Makes one draw; called up to `TRIES` times.
    holds
        Tells whether a draw has the property.

    Raises
    ------
    InputError
        Where none of the draws has it: better no table than one of which the lesson would say something false.
    """
    for _ in range(TRIES):
        drawn = draw()
        if holds(drawn):
            return drawn
    raise InputError("datasets.no-draw", tries=TRIES)
