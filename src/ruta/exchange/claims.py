"""Which claims a report may make: what each rests on, checked by the same questions, and what follows.

A figure needs its definition and its release beside it (OECD, Data and Metadata Reporting and Presentation Handbook,
2007); a cell of few persons is not shown (threshold rule, OECD Glossary of Statistical Terms); a difference whose
interval holds zero is not shown to be one; where a part is unknown, only bounds are known (Manski 2003, chapter 1).
That a fault of form leaves a claim out, and one of evidence asks for other words, is a rule of this course.
"""

import pandas as pd

from ruta.errors import InputError

COLUMNS = ("claim", "definition", "release", "smallest", "low", "high", "repeated", "broken", "unknown")
FAULTS = (
    "no-definition", "no-release", "small-cell", "no-difference", "same-estimate", "broken-series", "part-unknown",
)  # fmt: skip
"""The first three leave a claim out until they are mended; the others ask for other words."""
LEAVE_OUT = FAULTS[:3]
AS_IT_IS, OTHER_WORDS, LEFT_OUT = "as-it-is", "other-words", "left-out"
VERDICTS = (AS_IT_IS, OTHER_WORDS, LEFT_OUT)


def faults(claims: pd.DataFrame, *, threshold: int) -> pd.DataFrame:
    """Tell what is wrong with each claim.

    Parameters
    ----------
    claims
        One row per claim: ``definition`` and ``release`` (texts, blank where nobody can say); ``smallest`` (persons in
        the smallest cell that it shows, ``<NA>`` where it shows none); ``low`` and ``high`` (interval of the difference
        that it claims, ``<NA>`` where it claims none); ``repeated`` (it claims a change, and the figure is that of the
        year before) and ``broken`` (it compares two methods); ``unknown`` (share of what it counts of which nothing is
        known, 0 to 1).
    threshold
        Persons from which a cell may be shown.

    Returns
    -------
    DataFrame
        Rows as in ``claims``, one column (bool) for each of `FAULTS`. A cell of zero persons is no small cell.

    Raises
    ------
    InputError
        A column is absent; an interval has its ends the wrong way round or only one of them; a share is outside 0 to 1.
    """
    _check(claims)
    blank = {name: claims[name].fillna("").astype(str).str.strip() == "" for name in ("definition", "release")}
    found = {
        "no-definition": blank["definition"],
        "no-release": blank["release"],
        "small-cell": (claims["smallest"] > 0) & (claims["smallest"] < threshold),
        "no-difference": (claims["low"] <= 0) & (claims["high"] >= 0),
        "same-estimate": claims["repeated"],
        "broken-series": claims["broken"],
        "part-unknown": claims["unknown"] > 0,
    }
    return pd.DataFrame({name: found[name].fillna(False).astype(bool) for name in FAULTS})


def verdicts(found: pd.DataFrame) -> "pd.Series[str]":
    """Return what may be done with each claim: one of `VERDICTS`.

    Parameters
    ----------
    found
        From `faults`.
    """
    words = pd.Series(AS_IT_IS, index=found.index, name="verdict", dtype=object)
    words[found.any(axis="columns")] = OTHER_WORDS
    words[found[list(LEAVE_OUT)].any(axis="columns")] = LEFT_OUT
    return words


def _check(claims: pd.DataFrame) -> None:
    for column in COLUMNS:
        if column not in claims.columns:
            raise InputError("report.claim-column", column=column)
    for _, row in claims.iterrows():
        low, high = row["low"], row["high"]
        if pd.isna(low) != pd.isna(high) or (not pd.isna(low) and low > high):
            raise InputError("report.claim-interval", claim=row["claim"], low=low, high=high)
        if not 0 <= row["unknown"] <= 1:
            raise InputError("report.claim-unknown", claim=row["claim"], found=row["unknown"])
