"""From counts to rates: a division that a population of zero would turn into an infinite alarm."""

import numpy as np
import pandas as pd

from ruta.early_warning.weeks import as_array, week_name
from ruta.errors import InputError

PER = 100_000


def weekly_rates(
    counts: pd.DataFrame, population: "pd.Series[float] | pd.DataFrame", *, per: int = PER
) -> pd.DataFrame:
    """Return the counts of each week per so many inhabitants.

    Parameters
    ----------
    counts
        Weeks by municipalities, NaN where no report arrived; it stays NaN.
    population
        Inhabitants, above zero: one per municipality, or weeks by municipalities where the figure changes. Matched by
        label, never by place.
    per
        Inhabitants to which the rate refers.

    Returns
    -------
    pandas.DataFrame
        Rates per ``per`` inhabitants and week, shaped as ``counts``.

    Raises
    ------
    InputError
        The population of a municipality is missing, zero or negative, in the week that is named (the first one, where
        one figure serves for all); as in `weeks.as_array` for the counts.
    """
    values = as_array(counts)
    if isinstance(population, pd.DataFrame):
        known = population.reindex(index=counts.index, columns=counts.columns)
    else:
        known = population.reindex(counts.columns).to_frame().T
    people = known.to_numpy(dtype="float64", na_value=np.nan)
    wrong = ~(people > 0) | np.isinf(people)
    if wrong.any() and len(counts):
        week, place = (int(found[0]) for found in wrong.nonzero())
        raise InputError(
            "early-warning.population-not-positive", municipality=counts.columns[place],
            week=week_name(counts.index[week]), found=people[week, place],
        )  # fmt: skip
    return pd.DataFrame(values / people * per, index=counts.index, columns=counts.columns)
