"""Tables in one form: the columns, the order and the types that the schema says, and one way to write them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ruta.datasets.schemas import EVERY

PANDAS_TYPES = {"text": "str", "whole": "int64", "real": "float64", "date": "datetime64[us]", "yes-no": "bool"}


def conform(columns: Mapping[str, Any] | pd.DataFrame, name: str) -> pd.DataFrame:
    """Return columns as a frame with the order and the types of a table's schema.

    Text cells (from a CSV) are turned into the type of the column; missing cells stay missing.
    """
    frame: dict[str, pd.Series[Any]] = {}
    for field in EVERY[name].fields:
        values = pd.Series(columns[field.name]).reset_index(drop=True)
        if field.kind == "yes-no" and values.dtype != bool:
            values = values == "True"
        # Only pandas' own whole numbers can be missing.
        kind: Any = "Int64" if field.kind == "whole" and field.blank else PANDAS_TYPES[field.kind]
        frame[field.name] = values.astype(kind)
    return pd.DataFrame(frame)


def to_csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV: ISO dates, empty cells for what is missing, one newline a row."""
    return frame.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")


def ids(prefix: str, letter: str, count: int) -> list[str]:
    """Return ids such as HN-P00001, as wide as the count needs and five digits at least."""
    width = max(5, len(str(count)))
    return [f"{prefix}-{letter}{number:0{width}d}" for number in range(1, count + 1)]
