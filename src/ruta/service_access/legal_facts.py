"""Legal and institutional frameworks as data: one row a fact, with its instrument, its dates and its source.

"There is a law" is not one fact but up to four: a **law** obliges, a **regulation** says how, a **budget** line pays,
a **service** point receives people. A ruling, a bill and a body are facts of their own and none of the four.
"""

from importlib import resources

import pandas as pd

from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.service_access import legal_days

KINDS = ("ruling", "bill", "body", "law", "regulation", "budget", "service")
FOUR = ("law", "regulation", "budget", "service")
"""The four facts that a right needs."""
RIGHTS = ("recognition", "protection", "aid", "documents", "education", "health", "property", "solutions")
STANDINGS = ("exists", "missing")
"""``missing``: a source says that it did not exist on the day of `said_on`. What no source speaks of has no row."""
MARKS = ("verified", "press", "to-confirm")
LEVELS = ("national", "federal", "state")
DATES = (*legal_days.MILESTONES, "said_on", "checked_on")
WORDS = {"kind": KINDS, "standing": STANDINGS, "mark": MARKS, "level": LEVELS}
COLUMNS = (
    "fact", "country", "level", "place", "kind", "rights", "standing", *legal_days.MILESTONES, "replaced_by", "said_on",
    "institution", "instrument", "says", "source", "cited", "mark", "checked_on",
)  # fmt: skip
SPOKEN = ("institution", "instrument", "says")
FRAMES = (("SLV", "national"), ("HND", "national"), ("MEX", "federal"), ("MEX", "state"), ("COL", "national"))
"""Country and level of each framework, in the order of the work plan."""


def facts(*, language: str) -> pd.DataFrame:
    """Return the facts of the four countries that the course found, in a language.

    Parameters
    ----------
    language
        Of the columns `SPOKEN`.

    Returns
    -------
    DataFrame
        One row a fact, with `COLUMNS`; all are texts, and a blank is an empty text.

    Raises
    ------
    InputError
        Where the language is not one of the course's.
    """
    if language not in LANGUAGES:
        raise InputError("practice.unknown-language", found=language, known=", ".join(LANGUAGES))
    path = resources.files("ruta.service_access") / "legal-facts.csv"
    with path.open(encoding="utf-8") as opened:
        table = pd.read_csv(opened, dtype=str, keep_default_na=False)
    return checked(table.rename(columns={f"{name}_{language}": name for name in SPOKEN}))


def checked(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of facts with its cells read as texts, or say which cell cannot be read.

    Parameters
    ----------
    table
        With `COLUMNS`; dates as for `ruta.service_access.legal_days.span`; several rights with a semicolon between.

    Raises
    ------
    InputError
        Where a column is absent, a fact has no name or a name that occurs twice, a word is unknown, a date cannot be
        read, or ``replaced_by`` names no row.
    """
    absent = [name for name in COLUMNS if name not in table]
    if absent:
        raise InputError("legal.no-column", column=absent[0], expected=", ".join(COLUMNS))
    rows = table[list(COLUMNS)].reset_index(drop=True).fillna("").astype(str)
    for name in COLUMNS:
        rows[name] = rows[name].str.strip()
    wrong = ((rows["fact"] == "") | rows["fact"].duplicated()).to_numpy()
    if wrong.any():
        place = int(wrong.argmax())
        raise InputError("legal.bad-name", row=place + 1, found=rows["fact"].iloc[place] or "-")
    for _, row in rows.iterrows():
        _check(row, set(rows["fact"]))
    return rows


def rights_of(row: "pd.Series[str]") -> list[str]:
    """Return the rights that a fact is about."""
    return [right.strip() for right in str(row["rights"]).split(";") if right.strip()]


def _check(row: "pd.Series[str]", names: set[str]) -> None:
    words = [(name, row[name], known) for name, known in WORDS.items()]
    words += [("rights", right, RIGHTS) for right in rights_of(row)]
    words += [("replaced_by", row["replaced_by"], tuple(names))] if row["replaced_by"] else []
    for column, found, known in words:
        if found not in known:
            expected = ", ".join(sorted(known))
            raise InputError(
                "legal.unknown-word", fact=row["fact"], column=column, found=found or "-", expected=expected
            )
    for column in DATES:
        try:
            legal_days.span(row[column])
        except InputError:
            raise InputError("legal.bad-cell", fact=row["fact"], column=column, found=row[column]) from None
