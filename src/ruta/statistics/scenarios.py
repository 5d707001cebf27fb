"""Planning scenarios: the population account written forward under declared assumptions. Not forecasts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ruta.errors import InputError
from ruta.statistics import account as acc


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Assumptions for every year of a plan; kinds of movement are those of `account.ROLES`."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    """Persons a year, by kind: what does not depend on how many are displaced already, such as new displacement."""
    rates: Mapping[str, float] = field(default_factory=dict)
    """Part of the opening stock of each year (0 to 1), by kind: deaths, departures, exits, returns."""


def project(scenario: Scenario, *, opening: int, years: range) -> pd.DataFrame:
    """Write the account of A forward: each year opens with the stock at which the one before closed.

    Parameters
    ----------
    scenario
        The assumptions.
    opening
        Persons in A on 31 December before the first year.
    years
        Calendar years of the plan.

    Returns
    -------
    DataFrame
        By year (int64): ``opening``, one column per kind assumed, ``closing``. Persons are rounded half up, once a
        kind and year. Internal flows are shown and change nothing, as in `account.account`.

    Raises
    ------
    InputError
        Where a kind is unknown or belongs to the account of C, a rate is not between 0 and 1, a number is negative or
        more persons would leave than there are.
    """
    _check(scenario)
    rows, stock = [], opening
    for year in years:
        flows = {kind: int(count) for kind, count in scenario.numbers.items()}
        flows |= {kind: int(stock * rate + 0.5) for kind, rate in scenario.rates.items()}
        closing = stock + sum(acc.EFFECT_ON["A"][kind] * persons for kind, persons in flows.items())
        if closing < 0:
            raise InputError("statistics.scenario.below-zero", year=year, found=closing)
        rows.append({"year": year, "opening": stock, **flows, "closing": closing})
        stock = closing
    return pd.DataFrame(rows).set_index("year").astype("int64")


def places(projection: pd.DataFrame) -> pd.Series:
    """Return how many persons a plan must be ready for in each year: the larger of opening and closing stock."""
    return projection[["opening", "closing"]].max(axis="columns").rename("places")


def yearly_rate(*, share: float, years: float) -> float:
    """Return a rough yearly rate for a share that was reached over some years: share ÷ years.

    A share measured on one day has grown over all the years since the displacement; used as a yearly rate it would
    empty the stock. The division assumes the same pace in every year, which is an assumption and is printed as one.

    Parameters
    ----------
    share
        Part of the stock that passes on the day of the survey, 0 to 1.
    years
        Mean time since displacement (years, above 0).
    """
    if not 0 <= share <= 1 or years <= 0:
        raise InputError("statistics.scenario.bad-rate", kind="exit-overcame", found=f"{share} / {years}")
    return share / years


def _check(scenario: Scenario) -> None:
    for kind in (*scenario.numbers, *scenario.rates):
        if kind not in acc.EFFECT_ON["A"]:
            expected = ", ".join(acc.EFFECT_ON["A"])
            raise InputError("statistics.scenario.not-of-a", found=kind, expected=expected)
    both = [kind for kind in scenario.numbers if kind in scenario.rates]
    if both:
        raise InputError("statistics.scenario.twice", kind=both[0])
    for kind, rate in scenario.rates.items():
        if not 0 <= rate <= 1:
            raise InputError("statistics.scenario.bad-rate", kind=kind, found=rate)
    for kind, count in scenario.numbers.items():
        if count < 0:
            raise InputError("statistics.scenario.negative", kind=kind, found=count)
