"""Whether violence persists in a neighbourhood whose population changes: exact rates per resident, held to a level.

Incidents that come one by one are read as Poisson counts. A half-empty neighbourhood has fewer of them without being
safer, so each count is divided by the resident-months in which it arose, and the error of that population is kept.

The limits are those of `ruta.exact_limits`.
"""

import math

import pandas as pd

from ruta.errors import InputError
from ruta.exact_limits import count_limits
from ruta.ranges import Range

PER = 1_000
"""Residents to which a rate refers; the time is a month."""
WORDS = ("below", "unclear", "above")


def rate_limits(
    count: float, *, resident_months: float, least: float | None = None, most: float | None = None,
    confidence: float = 0.95,
) -> Range:  # fmt: skip
    """Return the limits of a rate per 1,000 residents and month.

    Parameters
    ----------
    count
        Incidents counted.
    resident_months
        Residents summed over the months of the count, above zero.
    least, most
        Lowest and highest value that the resident-months may have. The lower limit of the rate then takes the most
        residents and the upper one the fewest: wider than either error alone, and on the careful side.
    confidence
        Between 0 and 1; that of the count.

    Raises
    ------
    InputError
        Where nobody lived there, or the three values of the population are out of order; as in `count_limits`.
    """
    low_people = resident_months if least is None else least
    high_people = resident_months if most is None else most
    if not 0 < low_people <= resident_months <= high_people < math.inf:
        raise InputError("viability.residents", least=low_people, found=resident_months, most=high_people)
    limits = count_limits(count, confidence=confidence)
    return Range(low=PER * limits.low / high_people, high=PER * limits.high / low_people)


def with_rates(totals: pd.DataFrame) -> pd.DataFrame:
    """Return counts with their rate and its limits, the error of the residents included.

    Parameters
    ----------
    totals
        One row a place or period: ``incidents``, and the resident-months ``residents``, ``least`` and ``most``.

    Returns
    -------
    pandas.DataFrame
        ``incidents`` and ``residents`` as they came, and ``rate``, ``low`` and ``high`` per 1,000 residents and month.
    """
    columns = ["incidents", "residents", "least", "most"]
    limits = [
        rate_limits(count, resident_months=people, least=least, most=most)
        for count, people, least, most in totals[columns].astype("float64").to_numpy()
    ]
    return totals[columns[:2]].assign(
        rate=PER * totals["incidents"] / totals["residents"],
        low=[found.low for found in limits],
        high=[found.high for found in limits],
    )


def against_level(limits: Range, *, level: float) -> str:
    """Say where a rate stands against a level that was declared beforehand.

    Returns
    -------
    str
        ``"below"`` or ``"above"`` where the whole interval lies on one side, else ``"unclear"``. Only the first counts
        as met: a count too small to tell is unknown, and what is unknown is not met.
    """
    if limits.high < level:
        return "below"
    return "above" if limits.low > level else "unclear"
