"""Onset forecasts of every calm municipality, made as they would have been: from a moving date, with a gap."""

import numpy as np
import pandas as pd

from ruta.early_warning.forecast_cases import FEATURES
from ruta.early_warning.logistic import fit_logistic
from ruta.early_warning.rolling_origin import rolling_origin

ONSET_COLUMNS = tuple(name for name in FEATURES if name != "displaced_now")
"""Columns of the onset model; in a calm place there is no displacement now."""


def onset_forecasts(
    cases: pd.DataFrame, *, first_test: str, horizon: int = 4, delay: int = 4, every: int = 1, ridge: float = 1.0
) -> pd.DataFrame:
    """Return the probability of an onset for each calm case of the test.

    Parameters
    ----------
    cases
        From `ruta.early_warning.forecast_cases.forecast_cases`; only calm ones are used.
    first_test
        First date to forecast.
    horizon, delay, every
        As in `ruta.early_warning.rolling_origin.rolling_origin`.
    ridge
        Penalty, as in `ruta.early_warning.logistic.fit_logistic`.

    Returns
    -------
    pandas.DataFrame
        ``origin``, ``municipality``, ``probability`` and ``coming`` (bool), one row per calm case of the test.

    Raises
    ------
    InputError
        As the two functions above.
    """
    calm = cases[cases["calm"]].reset_index(drop=True)
    said = pd.Series(np.nan, index=calm.index)
    for split in rolling_origin(calm["origin"], first_test=first_test, horizon=horizon, delay=delay, every=every):
        learnt = calm.iloc[split.train]
        model = fit_logistic(learnt, learnt["coming"], columns=ONSET_COLUMNS, ridge=ridge)
        said.iloc[split.test] = model.predict(calm.iloc[split.test])
    table = calm.assign(probability=said)[["origin", "municipality", "probability", "coming"]]
    return table[table["probability"].notna()].reset_index(drop=True)
