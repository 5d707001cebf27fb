"""The table of powers as people read it: one row per duty, one column per power, in the reader's language."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from ruta.messages import text
from ruta.service_access.powers import POWERS


def powers_table(powers: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return the invented table of powers with one row per duty and one column per power.

    Parameters
    ----------
    powers
        From `ruta.service_access.powers_example.example_powers`.
    language
        Language of the words.

    Returns
    -------
    DataFrame
        Index: the codes of the duties; a dash where nobody holds a power, the budget beside who pays.
    """
    rows = {}
    for code, of_duty in powers.groupby("code", sort=True):
        duty = of_duty["duty"].iloc[0]
        cells = {_text("column-duty", language): _text(f"duty-{duty}", language)}
        for power in POWERS:
            lines = of_duty[(of_duty["power"] == power) & of_duty["holder"].notna()]
            said = [_holder(line, language) for line in lines.to_dict("records")]
            cells[_text(f"power-{power}", language)] = "; ".join(said) or "—"
        rows[code] = cells
    return pd.DataFrame.from_dict(rows, orient="index")


def holes_table(found: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return the findings of `ruta.service_access.powers.holes` in words, one row each, by duty."""
    columns = ("duty", "power", "finding")
    words = {
        _text(f"column-{column}", language): [_text(f"{column}-{word}", language) for word in found[column]]
        for column in columns
    }
    holders = [
        ", ".join(_text(f"holder-{name}", language) for name in each.split(", ") if name) for each in found["holders"]
    ]
    table = pd.DataFrame(words | {_text("column-holders", language): holders})
    return table.set_index(_text("column-duty", language))


def _holder(line: "dict[Hashable, Any]", language: str) -> str:
    said = _text(f"holder-{line['holder']}", language)
    if line["power"] == "finance":
        budget = line["budget"]
        said += f": {budget:,.0f}" if budget == budget else ""
    return said + (f" ({_text('order-subsidiary', language)})" if line["order"] == "subsidiary" else "")


def _text(key: str, language: str) -> str:
    return text(f"sharing.{key}", language=language)
