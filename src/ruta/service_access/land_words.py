"""The words of the case list in the reader's language, for the tables and sentences that a person reads."""

from collections.abc import Hashable

import pandas as pd

from ruta.messages import has, text


def word(code: str, *, language: str) -> str:
    """Return the reader's word for a code of the list (a column, a tenure, a state …); the code where there is none."""
    name = f"land.word-{code}"
    return text(name, language=language) if has(name, language=language) else code


def in_words(table: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return a table to look at: its labels and its cells in the reader's words, days as days, blanks as blanks.

    Parameters
    ----------
    table
        Any table of the unit. It is not changed: the computations go on with the codes.
    language
        Language of the reader.
    """

    def said(value: object) -> object:
        return word(value, language=language) if isinstance(value, str) else value

    def label(value: Hashable) -> Hashable:
        return word(value, language=language) if isinstance(value, str) else value

    shown = table.copy()
    for column in shown.columns:
        if pd.api.types.is_datetime64_any_dtype(shown[column]):
            shown[column] = shown[column].dt.strftime("%Y-%m-%d").astype(object)
            shown[column] = shown[column].where(shown[column].notna(), "")
        elif shown[column].dtype == object or pd.api.types.is_string_dtype(shown[column]):
            shown[column] = shown[column].map(said)
    return shown.rename(index=label, columns=label).rename_axis(index=label, columns=label)
