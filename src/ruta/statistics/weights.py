"""Sampling weights: from the probabilities of the draw, corrected for non-response, fitted to known totals."""

from collections.abc import Mapping

import pandas as pd

from ruta.errors import InputError


def design_weight(p1: float, p2: float) -> float:
    """Return how many units of the country one drawn unit stands for, 1 / (p1 p2).

    Parameters
    ----------
    p1, p2
        Probability that the segment was drawn, and that the household was drawn within it; above 0, at most 1.

    Raises
    ------
    InputError
        Where one of them is no such probability.
    """
    for chance in (p1, p2):
        if not 0 < chance <= 1:
            raise InputError("statistics.probability", found=chance)
    return 1 / (p1 * p2)


def adjust_for_non_response(
    weight: "pd.Series[float]", *, answered: "pd.Series[bool]", by: "pd.Series[str]"
) -> "pd.Series[float]":
    """Let those who answered stand for those of the same class who did not.

    Parameters
    ----------
    weight
        Weight of every unit drawn, whether it answered or not.
    answered
        Whether each answered; same rows.
    by
        Class of each, known also for those who did not answer (department, kind of dwelling).

    Returns
    -------
    Series
        Weights of those who answered only; in each class they add up to what all the class added up to.

    Raises
    ------
    InputError
        Where nobody of a class answered, or the class of a unit is blank.
    """
    if by.isna().any():
        raise InputError("statistics.blank-value", column=by.name, row=by.isna().idxmax())
    drawn = weight.groupby(by).sum()
    kept = weight.where(answered, 0.0).groupby(by).sum()
    empty = kept.index[kept == 0]
    if len(empty):
        raise InputError("statistics.silent-class", found=empty[0])
    return (weight * by.map(drawn / kept))[answered]


def post_stratify(
    weight: "pd.Series[float]",
    *,
    by: "pd.Series[str]",
    known: Mapping[str, float],
    units: "pd.Series[float] | None" = None,
) -> "pd.Series[float]":
    """Multiply the weights of each group by one number, so that the group adds up to a total known from elsewhere.

    Parameters
    ----------
    weight
        One weight per row.
    by
        Group of each row, such as the department.
    known
        Total of each group from a census or projection, at the same date and with the same definition.
    units
        Units of that total in each row, such as persons of the household; left out, each row counts once.

    Raises
    ------
    InputError
        Where a group of the sample has no known total, or a known group is absent from the sample.
    """
    amounts = (weight if units is None else weight * units).groupby(by).sum()
    for group in sorted(set(known) ^ set(amounts.index)):
        raise InputError("statistics.group-without-total", found=group)
    return weight * by.map(pd.Series(dict(known)) / amounts)


def weighting_loss(weight: "pd.Series[float]") -> float:
    """Return the design effect of unequal weights that have nothing to do with the variable, 1 + CV² (Kish 1965)."""
    return float(len(weight) * (weight**2).sum() / weight.sum() ** 2)
