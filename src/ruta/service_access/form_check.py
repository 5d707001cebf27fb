"""Read a form before anybody fills it in: what is asked, by whom, of whom, and what service stands behind the answer.

The five rules are this course's own reading of "do no harm"; they replace neither a protocol nor a professional. A row
holds the kind of a question, never a question of an instrument.
"""

import pandas as pd

from ruta import messages
from ruta.errors import InputError

COLUMNS = {
    "kind": ("practical", "wellbeing", "clinical", "identifying", "call-back"),
    "role": ("facilitator", "registrar", "coordinator", "specialist"),
    "layer": ("basic", "community", "focused", "specialised"),
    "asked_of": ("everyone", "who-agreed", "who-was-referred"),
    "number": ("", "safe", "not-marked"),
}
"""The values that a form's columns may have; ``number`` is of call-backs only."""
SPECIALISTS = ("specialist",)
ABOUT_A_NEED = ("practical", "wellbeing", "clinical")
RULES = ("clinical-role", "clinical-everyone", "no-service", "not-needed", "not-safe")


def findings(form: pd.DataFrame) -> pd.DataFrame:
    """Return what a form should not do, one row per finding, in the order of the form.

    Parameters
    ----------
    form
        One row per question: ``row`` (its name), ``kind``, ``role`` (who asks), ``layer`` (where), ``asked_of``,
        ``service`` (to which an answer leads; blank = none), ``needed_for`` (what an identifying detail is used for;
        blank = nothing) and ``number`` (of a call-back: ``"safe"`` where the person marked it so).

    Returns
    -------
    DataFrame
        ``row`` and ``rule`` (one of `RULES`): a clinical question asked by somebody who is no specialist; one asked of
        everybody; a question about a need with no service behind it; an identifying detail that nothing needs; a call
        to a number that nobody marked as safe.

    Raises
    ------
    InputError
        Where a column is missing, or a cell holds a value that the check does not know.
    """
    for column in ("row", *COLUMNS, "service", "needed_for"):
        if column not in form:
            raise InputError("psychosocial.no-column", column=column, columns=", ".join(map(str, form.columns)))
    text = form.fillna("").astype(str).apply(lambda column: column.str.strip())
    for column, known in COLUMNS.items():
        unknown = ~text[column].isin(known)
        if unknown.any():
            row = text[unknown].iloc[0]
            raise InputError(
                "psychosocial.unknown-value", row=row["row"], column=column, found=row[column],
                known=", ".join(value for value in known if value),
            )  # fmt: skip
    clinical = text["kind"] == "clinical"
    broken = pd.DataFrame({
        "clinical-role": clinical & ~text["role"].isin(SPECIALISTS),
        "clinical-everyone": clinical & (text["asked_of"] == "everyone"),
        "no-service": text["kind"].isin(ABOUT_A_NEED) & (text["service"] == ""),
        "not-needed": (text["kind"] == "identifying") & (text["needed_for"] == ""),
        "not-safe": (text["kind"] == "call-back") & (text["number"] != "safe"),
    })  # fmt: skip
    pairs = [
        (text["row"].iloc[place], rule) for place in range(len(text)) for rule in RULES if broken[rule].iloc[place]
    ]
    return pd.DataFrame(pairs, columns=["row", "rule"], dtype=object)


def sentences(form: pd.DataFrame, *, language: str) -> list[str]:
    """Return each finding of a form as one sentence that names the row.

    Parameters
    ----------
    form
        As in `findings`.
    language
        Language of the sentences.
    """
    return [
        messages.text(f"psychosocial.finding-{rule}", language=language, row=row)
        for row, rule in findings(form).itertuples(index=False)
    ]
