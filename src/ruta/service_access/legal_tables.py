"""Tables of legal facts as people read them: in words, with the dates as they were found."""

import pandas as pd

from ruta.messages import text
from ruta.service_access.legal_days import MILESTONES, NOT_FOUND
from ruta.service_access.legal_facts import rights_of


def facts_table(facts: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return facts in words: who, what, since when, with which source and mark.

    Parameters
    ----------
    facts
        From `ruta.service_access.legal_facts.facts`.
    language
        Language of the words.
    """
    rows = [row for _, row in facts.iterrows()]
    columns = {
        "instrument": [f"{_text('kind-' + row['kind'], language)}: {_titled(row)}" for row in rows],
        "rights": [f"{_rights(row, language)}. {row['institution']}" for row in rows],
        "dates": [dates(row, language=language) for row in rows],
        "says": [row["says"] for row in rows],
        "source": [_read_in(row, language) for row in rows],
    }
    said = {_text(f"heading-{name}", language): values for name, values in columns.items()}
    return pd.DataFrame(said, index=list(facts["fact"]))


def dates(row: "pd.Series[str]", *, language: str) -> str:
    """Return the dates of a fact in words; a blank is left out."""
    said = [
        f"{_text(f'line-{name}', language)}: {_day(row[column], language)}"
        for name, column in zip(("adopted", "published", "in-force", "ended"), MILESTONES, strict=True)
        if row[column]
    ]
    if row["said_on"]:
        key = "line-missing" if row["standing"] == "missing" else "line-said"
        said.append(f"{_text(key, language)}: {_day(row['said_on'], language)}")
    return "; ".join(said)


def texts_table(drawn: pd.DataFrame, *, kind: str, language: str) -> pd.DataFrame:
    """Return drawn cases or cards with their texts.

    Parameters
    ----------
    drawn
        From `ruta.service_access.legal_case.drawn`.
    kind
        ``case`` or ``card``.
    language
        Language of the texts.
    """
    said = [text(f"legal-case.{kind}-{row['kind']}-{row['variant']}", language=language) for _, row in drawn.iterrows()]
    return pd.DataFrame({_text(f"heading-{kind}", language): said}, index=list(drawn["code"]))


def days_table(instruments: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return the milestones of instruments; a dash where there is none, words where a day was not found."""
    columns = {
        _text(f"line-{name}", language): [_day(found, language) or "—" for found in instruments[column]]
        for name, column in zip(("adopted", "published", "in-force", "ended"), MILESTONES, strict=True)
    }
    return pd.DataFrame(columns, index=list(instruments["fact"]))


def extract_table(extract: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return the invented extract in words; a dash where a cell is blank."""
    columns = {
        "kind": [_text(f"kind-{kind}", language) for kind in extract["kind"]],
        "right": [_rights(row, language) for _, row in extract.iterrows()],
        "institution": [_coded("institution", code, language) for code in extract["institution"]],
        "dates": [dates(row, language=language) or "—" for _, row in extract.iterrows()],
        "read-in": [_coded("source", code, language) for code in extract["source"]],
        "mark": [_text(f"mark-{mark}", language) for mark in extract["mark"]],
    }
    said = {_text(f"heading-{name}", language): values for name, values in columns.items()}
    return pd.DataFrame(said, index=list(extract["fact"]))


def _titled(row: "pd.Series[str]") -> str:
    return f"{row['instrument']} ({row['place']})" if row["place"] else str(row["instrument"])


def _read_in(row: "pd.Series[str]", language: str) -> str:
    return f"{row['cited']} ({_text('mark-' + row['mark'], language)}; {row['checked_on']})"


def _coded(name: str, code: str, language: str) -> str:
    return text(f"legal-case.{name}-{code}", language=language) if code else "—"


def _rights(row: "pd.Series[str]", language: str) -> str:
    return "; ".join(_text(f"right-{right}", language) for right in rights_of(row))


def _day(found: str, language: str) -> str:
    if found == NOT_FOUND:
        return _text("date-not-found", language)
    first, _, last = found.partition("/")
    return _text("date-between", language, first=first, last=last) if last else first


def _text(key: str, language: str, **values: object) -> str:
    return text(f"legal.{key}", language=language, **values)
