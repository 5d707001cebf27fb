"""Whether violence persists in a neighbourhood whose population changes: exact rates per resident, held to a level.

Incidents that come one by one are read as Poisson counts. A half-empty neighbourhood has fewer of them without being
safer, so each count is divided by the resident-months in which it arose, and the error of that population is kept.

The limits are those of `ruta.service_access.exact_limits`; the ratio of two counts is read as a share, as in
J. Przyborowski and H. Wilenski (1940), Biometrika 31, 313-323.
"""

import math

import pandas as pd

from ruta.errors import InputError
from ruta.service_access.exact_limits import Limits, count_limits, share_limits

PER = 1_000
"""Residents to which a rate refers; the time is a month."""
WORDS = ("below", "unclear", "above")


def rate_limits(
    count: float, *, resident_months: float, least: float | None = None, most: float | None = None,
    confidence: float = 0.95,
) -> Limits:  # fmt: skip
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
    return Limits(low=PER * limits.low / high_people, high=PER * limits.high / low_people)


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


def ratio_limits(now: int, before: int, *, exposure: float, confidence: float = 0.95) -> Limits:
    """Return the exact limits of the ratio of two rates.

    Given their sum, the first count is binomial; the limits of its share become those of the ratio
    (Przyborowski and Wilenski 1940).

    Parameters
    ----------
    now, before
        Incidents of the two periods.
    exposure
        Resident-months of the first divided by those of the second, above zero.
    confidence
        Between 0 and 1.

    Returns
    -------
    Limits
        Of the rate now divided by the rate before; infinite above where there was nothing before.

    Raises
    ------
    InputError
        Where both counts are zero, a count is no whole number of incidents, or the exposure is not above zero.
    """
    if now + before == 0 or not 0 < exposure < math.inf:
        raise InputError("viability.ratio", now=now, before=before, exposure=exposure)
    share = share_limits(now, before, confidence=confidence)
    return Limits(
        low=share.low / (1 - share.low) / exposure,
        high=math.inf if share.high == 1 else share.high / (1 - share.high) / exposure,
    )


def against_level(limits: Limits, *, level: float) -> str:
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
