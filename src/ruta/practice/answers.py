"""The kinds of answer that a question can ask for, and how each one reads what a trainee gave.

A kind turns what was given into a plain value (`read`), refusing it with a `Misfit` that says why, and tells
whether two values are the same for the purpose of the question (`same`). It never says what the right value is.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any, ClassVar, Protocol

import pandas as pd

Data = Mapping[str, pd.DataFrame]


class Misfit(Exception):
    """An answer that cannot be compared: of the wrong type, or of the wrong shape.

    Parameters
    ----------
    rung
        ``"wrong-type"`` or ``"wrong-shape"``.
    reason
        Last part of the message id, ``practice.<rung>.<reason>``.
    details
        Values that the message names.
    """

    def __init__(self, rung: str, reason: str, **details: str) -> None:
        super().__init__(reason)
        self.rung = rung
        self.reason = reason
        self.details = details


class Answer(Protocol):
    """What every kind of answer can do."""

    name: ClassVar[str]

    def read(self, given: object, *, labels: tuple[str, ...]) -> Any:
        """Return what was given as a plain value, or raise `Misfit`."""

    def same(self, left: Any, right: Any) -> bool:
        """Tell whether two plain values count as the same answer."""


def is_blank(given: object) -> bool:
    """Tell whether an answer cell was left as it came: ``...``, ``None`` or empty text."""
    return given is ... or given is None or (isinstance(given, str) and not given.strip())


def _only_item(given: object) -> object:
    """Unwrap a one-element array, column or list: people often leave a number inside one."""
    if isinstance(given, pd.DataFrame) and given.size == 1:
        return given.iloc[0, 0]
    if isinstance(given, list | tuple | pd.Series | pd.Index) and len(given) == 1:
        return next(iter(given))
    size = getattr(given, "size", None)
    if size == 1 and hasattr(given, "item"):
        return given.item()
    return given


def _is_missing(value: object) -> bool:
    return value is pd.NA or value is pd.NaT or (isinstance(value, Real) and math.isnan(_as_float(value)))


def _number(given: object) -> float:
    given = _only_item(given)
    if _is_missing(given):
        raise Misfit("wrong-type", "missing-value")
    if isinstance(given, pd.Timedelta):
        raise Misfit("wrong-type", "duration")
    if isinstance(given, str):
        raise Misfit("wrong-type", "text")
    if callable(given):
        raise Misfit("wrong-type", "function")
    if isinstance(given, pd.Series | pd.DataFrame | pd.Index | list | tuple | dict | set):
        raise Misfit("wrong-type", "many", found=type(given).__name__)
    if isinstance(given, bool) or not isinstance(given, Real | Decimal | Fraction):
        raise Misfit("wrong-type", "number", found=type(given).__name__)
    return _as_float(given)


def _as_float(value: Real | Decimal | Fraction) -> float:
    try:
        return float(value)
    # A whole number of hundreds of digits.
    except OverflowError:
        return math.copysign(math.inf, value)


def _close(left: float, right: float, *, tolerance: float, relative: float) -> bool:
    # 1e-9 forgives the last digits of floating-point sums taken in another order.
    return abs(left - right) <= max(tolerance, max(relative, 1e-9) * abs(right), 1e-12)


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number with a unit."""

    name: ClassVar[str] = "number"
    unit: str
    """Unit of the value, for the reader of the code."""
    tolerance: float = 0.0
    """Largest absolute difference that still counts as the same, in the unit."""
    relative: float = 0.0
    """Largest difference as a share of the right value."""
    minimum: float | None = None
    """Smallest value that is possible at all."""
    maximum: float | None = None
    """Largest value that is possible at all."""

    def read(self, given: object, *, labels: tuple[str, ...] = ()) -> float:
        """Return the number, unwrapped from an array or column of one element."""
        return _number(given)

    def same(self, left: float, right: float) -> bool:
        """Tell whether two numbers agree within the tolerance."""
        return _close(left, right, tolerance=self.tolerance, relative=self.relative)

    def possible(self, value: float) -> bool:
        """Tell whether a value lies in the range that the quantity can have."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option of a few, named by its letter."""

    name: ClassVar[str] = "choice"
    options: tuple[str, ...] = ("a", "b", "c", "d")
    """Letters of the options."""

    def read(self, given: object, *, labels: tuple[str, ...] = ()) -> str:
        """Return the letter in lower case."""
        given = _only_item(given)
        if not isinstance(given, str):
            raise Misfit("wrong-type", "letter", found=type(given).__name__)
        letter = given.strip().strip(").").lower()
        if letter not in self.options:
            raise Misfit("wrong-shape", "letter", found=given.strip()[:20], options=", ".join(self.options))
        return letter

    def same(self, left: str, right: str) -> bool:
        """Tell whether two letters are one."""
        return left == right


@dataclass(frozen=True, kw_only=True)
class Labels:
    """A set of labels out of those that exist, in any order."""

    name: ClassVar[str] = "labels"
    options: tuple[str, ...] | Callable[[Data, Any], Iterable[object]]
    """Labels that exist, or a function of data and parameters that lists them."""

    def read(self, given: object, *, labels: tuple[str, ...]) -> frozenset[str]:
        """Return the labels as a set of texts."""
        if isinstance(given, str):
            given = [given]
        if isinstance(given, pd.DataFrame | dict) or not isinstance(given, Iterable):
            raise Misfit("wrong-type", "labels", found=type(given).__name__)
        found = frozenset(str(label).strip() for label in given)
        unknown = sorted(found - set(labels))
        if unknown:
            raise Misfit("wrong-shape", "unknown-labels", found=", ".join(unknown[:5]))
        return found

    def same(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Tell whether two sets hold the same labels."""
        return left == right


@dataclass(frozen=True, kw_only=True)
class Column:
    """One number for each of some labels: a column with an index."""

    name: ClassVar[str] = "column"
    unit: str
    """Unit of the value, for the reader of the code."""
    index: Callable[[Data, Any], Iterable[object]]
    """Function of data and parameters that lists the labels."""
    tolerance: float = 0.0
    """Largest absolute difference that still counts as the same, in the unit."""
    relative: float = 0.0
    """Largest difference as a share of the right value."""

    def read(self, given: object, *, labels: tuple[str, ...]) -> dict[str, float]:
        """Return label and number as a dictionary; a blank number stays a NaN."""
        if isinstance(given, pd.DataFrame):
            if given.shape[1] != 1:
                raise Misfit("wrong-shape", "one-column", found=str(given.shape[1]))
            given = given.iloc[:, 0]
        if not isinstance(given, pd.Series | dict):
            raise Misfit("wrong-type", "column", found=type(given).__name__)
        values = {str(label): _blank_or_number(value) for label, value in given.items()}
        absent = [label for label in labels if label not in values]
        unknown = [label for label in values if label not in labels]
        if absent:
            raise Misfit("wrong-shape", "absent-labels", found=", ".join(absent[:5]))
        if unknown:
            raise Misfit("wrong-shape", "unknown-labels", found=", ".join(unknown[:5]))
        return values

    def same(self, left: dict[str, float], right: dict[str, float]) -> bool:
        """Tell whether every label has the same number, blanks being equal to blanks only."""
        return left.keys() == right.keys() and all(self._same_cell(left[label], right[label]) for label in right)

    def _same_cell(self, left: float, right: float) -> bool:
        if math.isnan(left) or math.isnan(right):
            return math.isnan(left) and math.isnan(right)
        return _close(left, right, tolerance=self.tolerance, relative=self.relative)


def _blank_or_number(value: object) -> float:
    return math.nan if _is_missing(value) else _number(value)
