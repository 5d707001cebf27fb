"""Logistic regression in a few lines of numpy: a probability from some columns, in the browser as on a laptop.

Newton's method (iteratively reweighted least squares) with a ridge penalty, as in Hastie, Tibshirani and Friedman
(2009), *The Elements of Statistical Learning*, section 4.4. The penalty is that of scikit-learn's
``LogisticRegression`` with ``C = 1 / ridge``: half the ridge times the squared coefficients, the constant left free.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.early_warning.paired import Column, both_kinds, numbers, same_rows, zero_or_one
from ruta.early_warning.weeks import Floats
from ruta.errors import InputError

STEPS = 50
CERTAIN = 30.0
"""Log-odds beyond which a fit without penalty has run away: the columns separate the cases without error."""


@dataclass(frozen=True, kw_only=True)
class Logistic:
    """A fitted model, with the scale of the rows that it was fitted on."""

    columns: tuple[str, ...]
    """Names of the columns, in the order of the coefficients."""
    mean: Floats
    """Mean of each column among the rows of the fit."""
    scale: Floats
    """Standard deviation (divisor n) of each column among the rows of the fit; 1 for a column that never changes."""
    constant: float
    """Log-odds of a case at the mean of every column."""
    coefficients: Floats
    """Change of the log-odds for one standard deviation."""
    ridge: float
    """Penalty."""

    def predict(self, table: pd.DataFrame) -> "pd.Series[float]":
        """Return the probability of each row, on the scale of the rows of the fit.

        Parameters
        ----------
        table
            One row per case, with the columns of the fit; others are ignored.

        Raises
        ------
        InputError
            A column is missing, a cell is blank or no number.
        """
        values = (_matrix(table, self.columns) - self.mean) / self.scale
        return pd.Series(_chance(self.constant + values @ self.coefficients), index=table.index, name="probability")

    def per_unit(self) -> "pd.Series[float]":
        """Return constant and coefficients in the units of the columns, as a printed table gives them."""
        slopes = self.coefficients / self.scale
        constant = self.constant - float(slopes @ self.mean)
        return pd.Series([constant, *slopes], index=["constant", *self.columns], name="coefficient")

    def odds_ratios(self) -> "pd.Series[float]":
        """Return by what the odds are multiplied when a column is one standard deviation higher."""
        return pd.Series(np.exp(self.coefficients), index=list(self.columns), name="odds_ratio")


def fit_logistic(table: pd.DataFrame, events: Column, *, columns: Sequence[str], ridge: float = 1.0) -> Logistic:
    """Return the logistic regression of events on some columns.

    Parameters
    ----------
    table
        One row per case of the **training** part only: mean and scale are taken from these rows.
    events
        1 or True where it happened, the cases in the same order.
    columns
        Columns to use.
    ridge
        Penalty on the squared coefficients of the standardised columns; 0 for none.

    Raises
    ------
    InputError
        Lengths or labels differ; a column is missing; a blank; an outcome that is not 0 or 1; no events or only events;
        a negative penalty; without penalty, columns that separate the cases without error or repeat each other.
    """
    if not ridge >= 0:
        raise InputError("forecast.ridge", found=ridge)
    same_rows(pd.Series(0, index=table.index), events)
    happened = zero_or_one(events, name="event")
    both_kinds(happened)
    values = _matrix(table, columns)
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 1e-12 * np.maximum(np.abs(mean), 1), scale, 1.0)
    found = _newton((values - mean) / scale, happened.astype("float64"), ridge)
    return Logistic(
        columns=tuple(columns), mean=mean, scale=scale, constant=float(found[0]), coefficients=found[1:], ridge=ridge
    )


def _matrix(table: pd.DataFrame, columns: Sequence[str]) -> Floats:
    for column in columns:
        if column not in table.columns:
            raise InputError(
                "early-warning.column-missing", column=column, found=", ".join(str(name) for name in table.columns)
            )
    return np.column_stack([numbers(table[column], name=column) for column in columns])


def _chance(log_odds: Floats) -> Floats:
    """Probability of log-odds, without overflow at either end."""
    small = np.exp(-np.abs(log_odds))
    return np.where(log_odds >= 0, 1 / (1 + small), small / (1 + small))


def _loss(beta: Floats, x: Floats, y: Floats, penalty: Floats) -> float:
    log_odds = x @ beta
    return float((np.logaddexp(0, log_odds) - y * log_odds).sum() + (penalty * beta**2).sum() / 2)


def _newton(values: Floats, y: Floats, ridge: float) -> Floats:
    """Minimise the penalised log-loss; each step is halved until the loss does not rise."""
    x = np.column_stack([np.ones(len(values)), values])
    penalty = np.array([0.0] + [ridge] * values.shape[1])
    beta: Floats = np.zeros(x.shape[1])
    beta[0] = np.log(y.mean() / (1 - y.mean()))
    loss = _loss(beta, x, y, penalty)
    for _ in range(STEPS):
        p = _chance(x @ beta)
        slope = x.T @ (p - y) + penalty * beta
        curve = (x.T * (p * (1 - p))) @ x + np.diag(penalty)
        if np.linalg.cond(curve) > 1e14 or (ridge == 0 and np.abs(x @ beta).min() > CERTAIN / 2):
            raise InputError("forecast.no-single-answer")
        step = np.linalg.solve(curve, slope)
        for _ in range(STEPS):
            tried = _loss(beta - step, x, y, penalty)
            if tried <= loss + 1e-12 * (1 + abs(loss)):
                break
            step = step / 2
        beta, loss = beta - step, tried
        if np.abs(step).max() < 1e-10:
            return beta
    raise InputError("forecast.no-single-answer")
