"""Totals, means and ratios from a weighted sample, with standard errors that respect the design.

Every estimate is linearised: each row gets a score, scores are added up within a cluster, and the variance is that
of the cluster totals within each stratum. This is the ultimate-cluster method for a stratified multi-stage sample
taken as if the clusters were drawn with replacement (Hansen, Hurwitz and Madow 1953; Wolter 2007, chapter 6). Where
clusters were drawn without replacement and no sampling fraction is given, it is a little too large, never too small
by that reason.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError
from ruta.statistics.student import t_quantile

Real = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """An estimate with what a reader needs to judge it."""

    value: float
    """The estimate, in the unit of the variable."""
    std_error: float
    """Standard error by the design, in the same unit."""
    clusters: int
    """Clusters that hold at least one row of the domain."""
    degrees: int
    """Degrees of freedom: those clusters less their strata."""

    @property
    def cv(self) -> float:
        """Coefficient of variation, standard error divided by estimate (a share); not a number where that is zero."""
        return self.std_error / abs(self.value) if self.value else math.nan

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Return the ends of a confidence interval; not a number where no degree of freedom is left."""
        if self.degrees < 1:
            return math.nan, math.nan
        reach = t_quantile(degrees=self.degrees, confidence=confidence) * self.std_error
        return self.value - reach, self.value + reach


def total(sample: pd.DataFrame, variable: str, *, domain: "pd.Series[bool] | None" = None,
          in_frame: Mapping[str, int] | None = None) -> Estimate:  # fmt: skip
    """Estimate the total of a variable in the country or in a domain.

    Parameters
    ----------
    sample
        One row per unit that answered, whole survey: ``weight`` (units of the country that the row stands for),
        ``stratum``, ``cluster``, and the variable.
    variable
        Column to add up, in its own unit per row.
    domain
        True for the rows of the domain. The other rows stay in the sample, with the value zero: cutting them away
        would forget the clusters in which the domain might have been found and was not.
    in_frame
        Clusters that each stratum has in the frame, where clusters were drawn without replacement and with equal
        chances; the variance is then multiplied by 1 - drawn / in frame. Leave out for chances proportional to size.

    Raises
    ------
    InputError
        Where a column is absent or blank, a weight is not above zero, or a stratum has one cluster only.
    """
    inside = _inside(sample, domain)
    check(sample, variable)
    scores = sample["weight"].to_numpy(float) * sample[variable].to_numpy(float) * inside
    return _estimate(sample, float(scores.sum()), scores, inside, in_frame)


def ratio(sample: pd.DataFrame, numerator: str, denominator: str, *, domain: "pd.Series[bool] | None" = None,
          in_frame: Mapping[str, int] | None = None) -> Estimate:  # fmt: skip
    """Estimate the ratio of two totals, such as displaced persons per person.

    Parameters
    ----------
    sample, domain, in_frame
        As for `total`.
    numerator, denominator
        Columns whose weighted totals are divided.

    Raises
    ------
    InputError
        As for `total`, and where the denominator adds up to zero.
    """
    inside = _inside(sample, domain)
    check(sample, numerator, denominator)
    weight = sample["weight"].to_numpy(float) * inside
    above, below = sample[numerator].to_numpy(float), sample[denominator].to_numpy(float)
    base = float((weight * below).sum())
    if base == 0:
        raise InputError("statistics.empty-denominator", column=denominator)
    value = float((weight * above).sum()) / base
    return _estimate(sample, value, weight * (above - value * below) / base, inside, in_frame)


def mean(sample: pd.DataFrame, variable: str, *, domain: "pd.Series[bool] | None" = None,
         in_frame: Mapping[str, int] | None = None) -> Estimate:  # fmt: skip
    """Estimate the mean of a variable per row, such as members per household; arguments as for `total`."""
    return ratio(sample.assign(_one=1.0), variable, "_one", domain=domain, in_frame=in_frame)


def check(sample: pd.DataFrame, *variables: str) -> None:
    """Raise an InputError, which names column and row, where a sample cannot be used for an estimate."""
    for column in ("weight", "stratum", "cluster", *variables):
        if column not in sample:
            raise InputError("statistics.no-column", column=column, expected=", ".join(map(str, sample.columns)))
        blank = sample[column].isna()
        if blank.any():
            raise InputError("statistics.blank-value", column=column, row=blank.idxmax())
    bad = ~(sample["weight"] > 0)
    if bad.any():
        raise InputError("statistics.weight", row=bad.idxmax(), found=sample.loc[bad, "weight"].iloc[0])


def _inside(sample: pd.DataFrame, domain: "pd.Series[bool] | None") -> Real:
    if domain is None:
        return np.ones(len(sample))
    return domain.reindex(sample.index).to_numpy().astype(np.float64)


def _estimate(
    sample: pd.DataFrame, value: float, scores: Real, inside: Real, in_frame: Mapping[str, int] | None
) -> Estimate:
    rows = pd.DataFrame({"score": scores, "inside": inside}, index=sample.index)
    by_cluster = rows.groupby([sample["stratum"], sample["cluster"]], observed=True).sum()
    variance = 0.0
    for stratum, clusters in by_cluster.groupby(level=0, observed=True):
        drawn = len(clusters)
        if drawn < 2:
            raise InputError("statistics.one-cluster", stratum=stratum)
        left = 1 - drawn / in_frame[str(stratum)] if in_frame else 1.0
        variance += left * drawn * float(clusters["score"].var())
    seen = by_cluster[by_cluster["inside"] > 0]
    strata = seen.index.get_level_values(0).nunique()
    error = math.sqrt(max(variance, 0.0))
    return Estimate(value=value, std_error=error, clusters=len(seen), degrees=len(seen) - strata)
