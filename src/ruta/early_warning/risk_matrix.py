"""A matrix of risks as data: one row says who is exposed, how one would notice, what misleads, and who does what."""

import pandas as pd

from ruta import messages
from ruta.early_warning.cap_blocks import NOBODY
from ruta.errors import InputError

RISKS = ("recruitment", "dispossession", "gender-based-violence", "extortion")
SURVIVOR_CENTRED = ("recruitment", "gender-based-violence")
"""Risks whose single cases stay with the service that cares for the person."""
COLUMNS = ("risk", "group", "indicator", "denominator", "source", "bias", "remedy", "measure", "authority")
CASE = "case"
"""Value of the column ``unit`` for an indicator that holds one row for each person."""
# What must be filled in, and the name of the gap where it is not.
_NEEDED = {
    "group": "no-group", "indicator": "no-indicator", "denominator": "no-denominator", "source": "no-source",
    "bias": "no-bias", "remedy": "no-remedy", "measure": "no-measure", "authority": "no-authority",
}  # fmt: skip


def gaps(matrix: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return what is missing in a matrix of risks.

    Parameters
    ----------
    matrix
        One row for each indicator: the columns of `COLUMNS` as texts (an empty text or a blank is a gap), ``unit``
        (what one row of the data behind it is: ``count``, ``share`` or ``case``) and ``needs_report`` (True where the
        indicator moves only if a victim speaks). The index names the rows.
    language
        Language of the sentences.

    Returns
    -------
    pandas.DataFrame
        One row for each gap: ``row`` (or the risk, where the gap is of a whole risk), ``gap``, ``sentence``.

    Raises
    ------
    InputError
        A column is missing, or a risk is not one of `RISKS`.
    """
    for column in (*COLUMNS, "unit", "needs_report"):
        if column not in matrix:
            raise InputError("reporting.no-column", column=column)
    for name, risk in matrix["risk"].items():
        if risk not in RISKS:
            raise InputError("reporting.unknown-risk", row=name, found=risk, known=", ".join(RISKS))
    found = [*_of_rows(matrix), *_of_risks(matrix)]
    rows = [(place, gap, messages.text(f"reporting.gap.{gap}", language=language)) for place, gap in found]
    return pd.DataFrame(rows, columns=["row", "gap", "sentence"])


def _of_rows(matrix: pd.DataFrame) -> list[tuple[str, str]]:
    found = []
    for name, row in matrix.iterrows():
        for column, gap in _NEEDED.items():
            text = "" if pd.isna(row[column]) else str(row[column]).strip()
            # "The competent authorities" is nobody's desk: a measure with that owner has none.
            if not text or (column == "authority" and text.rstrip(".").lower() in NOBODY):
                found.append((str(name), gap))
        if row["risk"] in SURVIVOR_CENTRED and row["unit"] == CASE:
            found.append((str(name), "case-data"))
    return found


def _of_risks(matrix: pd.DataFrame) -> list[tuple[str, str]]:
    """Risks without a row, and risks that would fall silent with their victims."""
    found = []
    for risk in RISKS:
        own = matrix[matrix["risk"] == risk]
        if own.empty:
            found.append((risk, "no-row"))
        elif own["needs_report"].all():
            found.append((risk, "only-reports"))
    return found
