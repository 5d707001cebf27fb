"""Do two groups wait equally long? The log-rank test, which uses the open waits too.

Source: V. Bewick, L. Cheek and J. Ball (2004), Critical Care 8, 389-394; the test is by N. Mantel (1966) and by R. Peto
and J. Peto (1972).
"""

import math
from dataclasses import dataclass

import pandas as pd

from ruta.errors import InputError
from ruta.survival import checked


@dataclass(frozen=True, kw_only=True)
class LogRank:
    """Result of a log-rank test of one group against the rest."""

    observed: int
    """Services seen in the group."""
    expected: float
    """Services that the group would have had, were it served as fast as everybody together."""
    variance: float
    """Variance of the difference between the two (hypergeometric)."""

    @property
    def chi_square(self) -> float:
        """Squared difference over its variance; one degree of freedom."""
        return (self.observed - self.expected) ** 2 / self.variance

    @property
    def p_value(self) -> float:
        """How often chance alone would give so large a difference between equally fast groups."""
        return math.erfc(math.sqrt(self.chi_square / 2))


def log_rank(days: "pd.Series[int]", *, served: "pd.Series[bool]", group: pd.Series, of: object) -> LogRank:
    """Compare the waits of one group with those of everybody else by the log-rank test.

    Parameters
    ----------
    days, served
        As in `ruta.survival.kaplan_meier`.
    group
        Group of each row.
    of
        The group whose services are counted.

    Raises
    ------
    InputError
        Where a wait cannot be used, or there are not two groups to compare.
    """
    waits = checked(days, served).assign(inside=(group == of).to_numpy(dtype=bool))
    if waits["inside"].all() or not waits["inside"].any():
        raise InputError("service-access.one-group", group=of)

    inside = waits["inside"]
    per_day = pd.DataFrame(
        {
            "served": waits["served"].groupby(waits["day"]).sum(),
            "served_inside": (waits["served"] & inside).groupby(waits["day"]).sum(),
            "leave": waits["day"].groupby(waits["day"]).size(),
            "leave_inside": inside.groupby(waits["day"]).sum(),
        }
    ).astype("int64")
    at_risk = len(waits) - per_day["leave"].cumsum().shift(fill_value=0)
    at_risk_inside = int(inside.sum()) - per_day["leave_inside"].cumsum().shift(fill_value=0)

    share_inside = at_risk_inside / at_risk
    expected = per_day["served"] * share_inside
    # With one person left there is nothing to vary: the clip keeps 0/0 out.
    variance = expected * (1 - share_inside) * (at_risk - per_day["served"]) / (at_risk - 1).clip(lower=1)
    return LogRank(
        observed=int(per_day["served_inside"].sum()),
        expected=float(expected.sum()),
        variance=float(variance.sum()),
    )
