"""Direct standardisation: what the rate of a group would be with an agreed mix of ages (or of any strata).

Source: C. T. Le, *Introductory Biostatistics*, section 1.3.3 and table 1.8 (the rate); the variance is the sum of those
of the strata, each times its squared weight.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.shares import NORMAL_975

SHARE, RATE = "share", "rate"


@dataclass(frozen=True, kw_only=True)
class Standardised:
    """A rate with an agreed mix, and how sure it is."""

    rate: float
    """The standardised rate or share, in the unit of cases per person."""
    variance: float
    """Its variance, in that unit squared."""

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.rate - NORMAL_975 * math.sqrt(self.variance)

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.rate + NORMAL_975 * math.sqrt(self.variance)


def standardise(
    cases: "pd.Series[float]", *, people: "pd.Series[float]", standard: "pd.Series[float]", of: str = SHARE
) -> Standardised:
    """Return the rate that a group would have with the mix of the standard.

    Two groups can be compared only where both were given the same standard.

    Parameters
    ----------
    cases
        People (or events) with the result in each stratum; the index names the strata.
    people
        People (or person-years) in each stratum, with the same labels.
    standard
        Size of each stratum in the standard population: counts or shares, with the same labels.
    of
        ``"share"`` where each person either has the result or not (binomial variance), ``"rate"`` where events are
        counted over time (Poisson variance, the sum of w² d / n²).

    Raises
    ------
    InputError
        Where the strata differ, a number is missing or negative, a stratum that has weight has no people, or a share
        has more cases than people.
    """
    if of not in (SHARE, RATE):
        raise InputError("equity.bad-kind", found=of, expected=f"{SHARE}, {RATE}")
    table = _table(cases, people, standard)
    table = table[table["standard"] > 0]
    for stratum, row in table.iterrows():
        if row["people"] <= 0 or (of == SHARE and row["cases"] > row["people"]):
            raise InputError("equity.bad-stratum", stratum=stratum, cases=row["cases"], people=row["people"])
    weight = table["standard"] / table["standard"].sum()
    rate = table["cases"] / table["people"]
    each = rate * (1 - rate) / table["people"] if of == SHARE else table["cases"] / table["people"] ** 2
    return Standardised(rate=float((weight * rate).sum()), variance=float((weight**2 * each).sum()))


def _table(cases: "pd.Series[float]", people: "pd.Series[float]", standard: "pd.Series[float]") -> pd.DataFrame:
    """Return the three columns side by side, or say which stratum is missing or is no number."""
    columns = {"cases": cases, "people": people, "standard": standard}
    for name, column in columns.items():
        if set(column.index) != set(standard.index) or not column.index.is_unique:
            found, expected = (", ".join(map(str, index)) for index in (column.index, standard.index))
            raise InputError("equity.strata-differ", column=name, found=found, expected=expected)
        number = column.astype("float64")
        wrong = ~((number >= 0) & (number < np.inf))  # a blank is neither
        if wrong.any():
            place = int(wrong.to_numpy().argmax())
            raise InputError("equity.bad-number", column=name, stratum=column.index[place], found=column.iloc[place])
    table = pd.DataFrame(columns).astype("float64")
    if table["standard"].sum() <= 0:
        raise InputError("equity.no-standard")
    return table
