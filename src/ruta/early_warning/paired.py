"""Forecasts beside what happened: the checks that every measure needs before it counts anything."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.early_warning.weeks import Floats
from ruta.errors import InputError

Column = pd.Series | npt.NDArray[np.generic] | Sequence[float | bool | None]
"""One value per case, in the order of the cases."""


def rows_of(values: Column) -> list[object]:
    """Return the name of each row: its label in a Series, else its number from 0."""
    return list(values.index) if isinstance(values, pd.Series) else list(range(len(values)))


def same_rows(forecasts: Column, outcomes: Column) -> None:
    """Refuse columns that cannot be paired.

    Raises
    ------
    InputError
        No cases, other lengths, or two Series whose labels are not the same in the same order: to pair them by place
        would set the forecast of one municipality beside the outcome of another.
    """
    if len(forecasts) != len(outcomes) or len(forecasts) == 0:
        raise InputError("early-warning.lengths-differ", forecasts=len(forecasts), outcomes=len(outcomes))
    if isinstance(forecasts, pd.Series) and isinstance(outcomes, pd.Series):
        for row, (left, right) in enumerate(zip(forecasts.index, outcomes.index, strict=True)):
            if left != right:
                raise InputError("early-warning.rows-differ", row=row, forecast=left, outcome=right)


def numbers(values: Column, *, name: str) -> Floats:
    """Return a column as float64; a blank is refused, never read as zero.

    Parameters
    ----------
    values
        Numbers or truth values.
    name
        Name of the column in the sentence of an error.
    """
    column = pd.Series(values)
    blank = column.isna().to_numpy()
    if blank.any():
        raise InputError("early-warning.forecast-blank", column=name, row=rows_of(values)[int(blank.argmax())])
    try:
        return column.to_numpy(dtype="float64")
    except (TypeError, ValueError):
        wrong = int(pd.to_numeric(column, errors="coerce").isna().to_numpy().argmax())
        raise InputError(
            "early-warning.forecast-no-number", column=name, row=rows_of(values)[wrong], found=column.iloc[wrong]
        ) from None


def zero_or_one(values: Column, *, name: str) -> npt.NDArray[np.bool_]:
    """Return a column of truth values, given as such or as 0 and 1; anything else is refused with its row."""
    found = numbers(values, name=name)
    wrong = (found != 0) & (found != 1)
    if wrong.any():
        place = int(wrong.argmax())
        raise InputError("early-warning.not-zero-or-one", column=name, row=rows_of(values)[place], found=found[place])
    result: npt.NDArray[np.bool_] = found == 1
    return result


def both_kinds(outcomes: npt.NDArray[np.bool_]) -> None:
    """Refuse outcomes without an event, or with nothing else.

    Raises
    ------
    InputError
        No event: nothing can be found or missed. Only events: nothing can be a false alarm.
    """
    if not outcomes.any():
        raise InputError("early-warning.no-events", cases=len(outcomes))
    if outcomes.all():
        raise InputError("early-warning.only-events", cases=len(outcomes))


def probabilities(values: Column, *, name: str = "probability") -> Floats:
    """Return a column of probabilities; one outside 0 to 1 (a percentage, often) is refused with its row."""
    found = numbers(values, name=name)
    wrong = ~((found >= 0) & (found <= 1))
    if wrong.any():
        place = int(wrong.argmax())
        raise InputError(
            "early-warning.probability-outside", column=name, row=rows_of(values)[place], found=found[place]
        )
    return found
