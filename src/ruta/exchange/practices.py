"""The catalogue of practices: what its sources say of each one, and what they do not say.

A field that the source read for this course does not give is blank, and is shown as such: a blank is neither a no nor
a zero. The fields are those of the template for good practices of the Food and Agriculture Organization (FAO, 2015),
shortened, with two more that a reader in another country needs: what it rested on, and what failed.
"""

from importlib import resources

import pandas as pd

from ruta.errors import InputError
from ruta.messages import text

EVIDENCE = ("described", "monitored", "compared", "evaluated")
"""What stands behind a practice: words only; counts of what it did; set against something else; examined by others."""
NEEDS = ("count", "warn", "school", "land", "local", "care")
CONDITIONS = (
    "law", "body", "committee", "municipality", "statistics", "survey", "register", "link", "staff", "civil", "partner",
)  # fmt: skip
"""What a practice was seen to rest on; whether it could do without, no source says."""
FIELDS = ("year", "who", "problem", "done", "rests_on", "results", "failed", "cost")
"""Fields that a source may or may not give, in the order of a description."""
TEXTS = ("short", "name", "who", "problem", "done", "results", "failed", "unknown")
"""Columns written in two languages."""
CODES = ("practice", "country", "year", "needs", "rests_on", "evidence", "cost", "ended", "read_in", "mark", "sources")


def catalogue(*, language: str) -> pd.DataFrame:
    """Return the documented practices, one row each, in one language.

    Parameters
    ----------
    language
        Language of the texts.

    Returns
    -------
    pandas.DataFrame
        `CODES` and `TEXTS` as text, blank = the source read does not say. ``needs`` and ``rests_on`` hold codes of
        `NEEDS` and `CONDITIONS` between spaces, ``sources`` keys of the course's list of references, ``read_in`` what
        kind of document was read (``official``, ``agency``, ``press`` or ``copy``) and ``mark`` whether it was seen
        (``V``) or is general knowledge to confirm (``K``).
    """
    with (resources.files("ruta.exchange") / "practices.csv").open(encoding="utf-8") as opened:
        table = pd.read_csv(opened, dtype=str, keep_default_na=False)
    chosen = table.rename(columns={f"{name}_{language}": name for name in TEXTS})
    return chosen[[*CODES, *TEXTS]]


def codes(cell: str) -> tuple[str, ...]:
    """Return the codes of a cell that holds several between spaces; none where it is blank."""
    return tuple(cell.split())


def find(practices: pd.DataFrame, practice: str) -> "pd.Series[str]":
    """Return one practice of a catalogue.

    Raises
    ------
    InputError
        Where the catalogue has no practice of that id.
    """
    rows = practices[practices["practice"] == practice]
    if len(rows) != 1:
        known = ", ".join(practices["practice"])
        raise InputError("practices.unknown-practice", found=practice, known=known)
    return rows.iloc[0]


def given(practices: pd.DataFrame, *, fields: tuple[str, ...] = FIELDS) -> pd.DataFrame:
    """Return for each practice which fields its source gives.

    Parameters
    ----------
    practices
        Rows with ``practice`` and the fields as text.
    fields
        Fields to look at.

    Returns
    -------
    pandas.DataFrame
        One row per practice (index ``practice``), one column per field: True = given, False = the source does not say.
    """
    need(practices, ("practice", *fields))
    written = {field: practices[field].str.strip() != "" for field in fields}
    return pd.DataFrame(written).set_axis(pd.Index(practices["practice"], name="practice"))


def need(table: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Stop where a table lacks a column; the sentence names it."""
    absent = [column for column in columns if column not in table]
    if absent:
        raise InputError("practices.no-column", column=absent[0], columns=", ".join(map(str, table.columns)))


def says(cell: str, *, language: str) -> str:
    """Return a cell as it is shown: a blank reads "the source does not say"."""
    return cell.strip() or text("practices.not-said", language=language)


def sheet(practice: "pd.Series[str]", *, language: str) -> "pd.Series[str]":
    """Return one practice as a sheet to read: name of the field, and what the source says.

    Parameters
    ----------
    practice
        One row of a catalogue.
    language
        Language of the names.
    """
    rows = {"country": text(f"practices.country-{practice['country']}", language=language), "name": practice["name"]}
    rows |= {field: practice[field] for field in FIELDS}
    rests_on = [text(f"practices.condition-{code}", language=language) for code in codes(practice["rests_on"])]
    rows["rests_on"] = "; ".join(rests_on)
    rows["evidence"] = text(f"practices.evidence-{practice['evidence']}", language=language)
    rows["unknown"] = practice["unknown"]
    said = {
        text(f"practices.field-{field}", language=language): says(cell, language=language)
        for field, cell in rows.items()
    }
    return pd.Series(said, name=practice["practice"])
