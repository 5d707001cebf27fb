"""HXL: a row of hashtags under the header, by which a table means the same whatever its headings are called."""

from typing import Any

import pandas as pd

from ruta.datasets.schemas import EVERY, check_name


def with_hxl(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table as text with its HXL hashtags as the first row, ready for ``to_csv(index=False)``.

    Parameters
    ----------
    frame
        A table of the course or some of its columns, in any order; an ``iso3`` column is known in all of them.
    name
        Which table it is, such as ``"weekly-incidents"``.

    Returns
    -------
    DataFrame of text: hashtags, then the rows with ISO dates and empty cells for what is missing.

    Raises
    ------
    InputError
        Where no table has that name.
    """
    check_name(name, tuple(EVERY))
    tags = {"iso3": "#country+code"} | {field.name: field.hxl for field in EVERY[name].fields}
    columns = {heading: [tags.get(heading, ""), *_as_text(frame[heading])] for heading in frame.columns}
    return pd.DataFrame(columns, dtype="str")


def _as_text(column: "pd.Series[Any]") -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return ["" if pd.isna(value) else str(value) for value in column]
