"""Values on their way out of the sandbox: plain JSON, never pickle.

``encode`` runs inside, beside code that we do not trust; ``decode`` runs on our side and trusts nothing: it builds only
numbers, texts, lists, columns and tables of a bounded size. What it cannot build becomes a stand-in with the name of
its kind, which is all that a verdict on a wrong kind of answer needs.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pandas as pd

from ruta.errors import InputError

MOST_PARTS = 20_000
LONGEST_TEXT = 10_000
LONGEST_NUMBER = 300
DEEPEST = 6
Coded = dict[str, Any]


class Malformed(InputError):
    """Something that `encode` never writes."""

    def __init__(self, found: object) -> None:
        super().__init__("grading.malformed", found=repr(found)[:60])


class _Budget:
    def __init__(self) -> None:
        self.left = MOST_PARTS

    def take(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise OverflowError


def encode(value: object) -> Coded:
    """Return a value as JSON can hold it; one that is too large or of another kind, as the name of its kind."""
    try:
        return _encode(value, _Budget(), 0)
    except (OverflowError, RecursionError):
        return _other(value)


def _encode(value: object, budget: _Budget, depth: int) -> Coded:
    budget.take(1)
    if depth > DEEPEST:
        raise OverflowError
    scalar = _scalar(value)
    if scalar is not None:
        return scalar
    match value:
        case pd.DataFrame():
            budget.take(value.size)
            columns = [_encode(label, budget, depth + 1) for label in value.columns]
            rows = value.itertuples(index=False, name=None)
            return {"is": "table", "columns": columns, "labels": _items(value.index, budget, depth),
                    "rows": [_items(row, budget, depth) for row in rows]}  # fmt: skip
        case pd.Series():
            budget.take(len(value))
            return {"is": "column", "labels": _items(value.index, budget, depth), "items": _items(value, budget, depth)}
        case np.ndarray():
            budget.take(value.size)
            return {"is": "array", "shape": list(value.shape), "items": _items(value.ravel(), budget, depth)}
        case dict():
            budget.take(len(value))
            return {"is": "dict", "labels": _items(value.keys(), budget, depth),
                    "items": _items(value.values(), budget, depth)}  # fmt: skip
        case list() | tuple() | set() | frozenset() | pd.Index():
            budget.take(len(value))
            name = next(each for each in _SEVERAL if isinstance(value, _SEVERAL[each]))
            return {"is": name, "items": _items(value, budget, depth)}
    return _other(value)


def _items(values: Any, budget: _Budget, depth: int) -> list[Coded]:
    return [_encode(value, budget, depth + 1) for value in values]


def _scalar(value: object) -> Coded | None:
    if value is None or value is ... or value is pd.NA or value is pd.NaT:
        return {"is": "nothing", "which": _NOTHING_NAMES[id(value)]}
    match value:
        case bool() | np.bool_():
            return {"is": "truth", "value": bool(value)}
        case int() | np.integer() | float() | np.floating() | Decimal() | Fraction():
            kind = "whole" if isinstance(value, int | np.integer) else type(value).__name__.lower()
            kind = kind if kind in _NUMBERS else "float"
            text = repr(float(value)) if kind == "float" else str(int(value) if kind == "whole" else value)
            return {"is": kind, "value": text} if len(text) <= LONGEST_NUMBER else _other(value)
        case str():
            return {"is": "text", "value": str(value)[:LONGEST_TEXT]}
        case pd.Timedelta() | np.timedelta64():
            return {"is": "duration", "value": str(pd.Timedelta(value).value)}
        case pd.Timestamp():
            return {"is": "moment", "value": value.isoformat()}
        case date():
            return {"is": "day", "value": value.isoformat()[:10]}
    return None


def _other(value: object) -> Coded:
    kind = "function" if callable(value) else "other"
    return {"is": kind, "name": type(value).__name__[:60], "text": "" if callable(value) else _label(value)}


def _label(value: object) -> str:
    """Return the text of an odd label, such as a period or an interval."""
    try:
        return str(value)[:200] if isinstance(value, pd.Period | pd.Interval) else ""
    except ValueError:
        return ""


_NOTHINGS: Final = {"none": None, "dots": ..., "na": pd.NA, "nat": pd.NaT}
_NOTHING_NAMES: Final = {id(value): name for name, value in _NOTHINGS.items()}
_SEVERAL: Final[dict[str, Any]] = {
    "list": list, "tuple": tuple, "set": set, "frozenset": frozenset, "index": pd.Index,
}  # fmt: skip
_NUMBERS: Final[dict[str, Any]] = {"whole": int, "float": float, "decimal": Decimal, "fraction": Fraction}


def decode(coded: object) -> Any:
    """Return the value that was encoded.

    Raises
    ------
    Malformed
        Where `encode` never wrote it: the code in the sandbox meddled with what it tells us.
    """
    try:
        return _decode(coded, _Budget(), 0)
    except Malformed:
        raise
    except (KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise Malformed(type(error).__name__) from error


def _decode(coded: Any, budget: _Budget, depth: int) -> Any:
    budget.take(1)
    if not isinstance(coded, dict) or depth > DEEPEST + 1:
        raise Malformed(coded)
    kind = coded["is"]
    if kind in _PLAIN:
        return _PLAIN[kind](coded)
    if kind == "table":
        columns, labels = _parts(coded["columns"], budget, depth), _parts(coded["labels"], budget, depth)
        rows = [_parts(row, budget, depth) for row in coded["rows"]]
        return pd.DataFrame(_square(rows, len(labels), len(columns)), index=_index(labels), columns=_index(columns))
    items = _parts(coded["items"], budget, depth)
    if kind in ("column", "dict"):
        labels = _parts(coded["labels"], budget, depth)
        if len(labels) != len(items):
            raise Malformed(len(labels))
        return pd.Series(items, index=_index(labels), dtype=object) if kind == "column" else _pairs(labels, items)
    if kind == "array":
        flat = np.empty(len(items), dtype=object)
        flat[:] = items
        return flat.reshape([int(length) for length in coded["shape"]])
    if kind not in _SEVERAL:
        raise Malformed(kind)
    return _index(items) if kind == "index" else _SEVERAL[kind](items)


def _parts(coded: Any, budget: _Budget, depth: int) -> list[Any]:
    if not isinstance(coded, list):
        raise Malformed(coded)
    return [_decode(part, budget, depth + 1) for part in coded]


def _index(labels: list[Any]) -> pd.Index:
    whole = np.empty(len(labels), dtype=object)
    whole[:] = labels
    index: pd.Index = pd.Index(whole, dtype=object)
    return index


def _square(rows: list[list[Any]], height: int, width: int) -> Any:
    if len(rows) != height or any(len(row) != width for row in rows):
        raise Malformed(height)
    whole = np.empty((height, width), dtype=object)
    for place, row in enumerate(rows):
        whole[place, :] = row
    return whole


def _pairs(labels: list[Any], items: list[Any]) -> dict[Any, Any]:
    return {
        str(label) if isinstance(label, list | dict | set) else label: item
        for label, item in zip(labels, items, strict=True)
    }


def _number(coded: Coded) -> Any:
    text = coded["value"]
    if not isinstance(text, str) or len(text) > LONGEST_NUMBER:
        raise Malformed(text)
    return _NUMBERS[coded["is"]](text)


def _text(coded: Coded) -> str:
    text = coded["value"]
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise Malformed(text)
    return text


def _stand_in(coded: Coded) -> object:
    name, text = coded["name"], coded["text"]
    if not isinstance(name, str) or not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise Malformed(name)
    # A period or an interval is only ever a label, and labels are compared as texts.
    if text:
        return text
    return type(name if name.isidentifier() and len(name) <= 60 else "object", (), {})()


def _function(coded: Coded) -> object:
    return _text


_PLAIN: Final[dict[str, Any]] = {
    **dict.fromkeys(_NUMBERS, _number),
    "nothing": lambda coded: _NOTHINGS[coded["which"]],
    "truth": lambda coded: coded["value"] is True,
    "text": _text,
    "duration": lambda coded: pd.Timedelta(int(_text(coded)), unit="ns"),
    "moment": lambda coded: pd.Timestamp(_text(coded)),
    "day": lambda coded: date.fromisoformat(_text(coded)),
    "other": _stand_in,
    "function": _function,
}
