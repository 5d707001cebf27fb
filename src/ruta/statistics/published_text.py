"""The sentence under a chart, filled from the row of the figure itself, and the footnote of a break.

A figure carries five things: the population that it counts, its reference day or period, its definition, its source
and its release. Where one is missing there is no sentence, because a reader could not tell what the number says.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ruta import messages
from ruta.errors import InputError

Row = Mapping[Any, Any] | pd.Series
# Population and definition are said by the place, the unit and the definition; the release by its name and its date.
NEEDED = ("iso3", "value", "unit", "kind", "reference", "definition", "source", "release", "released")


def moment(date: str, *, language: str) -> str:
    """Return a year, a month or a day in words: 2021, May 2021, 31 December 2021.

    Parameters
    ----------
    date
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    language
        ``"en"`` or ``"es"``.
    """
    year, *rest = date.split("-")
    if not rest:
        return year
    month = messages.text(f"published.month-{int(rest[0])}", language=language)
    if len(rest) == 1:
        return messages.text("published.month-of", language=language, month=month, year=year)
    return messages.text("published.day-of", language=language, day=int(rest[1]), month=month, year=year)


def when(reference: str, *, language: str) -> str:
    """Return a reference day or period in words, with its preposition: on 31 December 2021; from 2004 to 2014.

    Parameters
    ----------
    reference
        As in the column ``reference`` of the published figures; a slash parts beginning and end.
    language
        ``"en"`` or ``"es"``.
    """
    start, _, end = reference.partition("/")
    shape = "day" if start.count("-") == 2 else "period"
    if not end:
        return messages.text(f"published.when-{shape}", language=language, start=moment(start, language=language))
    last = "day" if end.count("-") == 2 else "period"
    start, end = moment(start, language=language), moment(end, language=language)
    return messages.text(f"published.when-until-{last}", language=language, start=start, end=end)


def release(row: Row, *, language: str) -> str:
    """Return the release of a row in words: its name, and its date where the name does not say it.

    Parameters
    ----------
    row
        With ``release`` and ``released``.
    language
        ``"en"`` or ``"es"``.
    """
    # What stands in brackets in a name repeats the date, in English.
    name, date = str(row["release"]).split(" (")[0], str(row["released"])
    words = moment(date, language=language)
    return words if date.startswith(name) else name if name.endswith((date, date[:4])) else f"{name}, {words}"


def complete(row: Row, *, language: str) -> dict[str, str]:
    """Return what a row says, in words, by name; refuse a row that lacks one of the five things.

    Parameters
    ----------
    row
        A row of ``ruta.datasets.published("every")``, or a dictionary with the same names.
    language
        ``"en"`` or ``"es"``.

    Raises
    ------
    InputError
        Where a cell is absent or blank: it names the cell, the place and the year.
    """
    own = {"es": {"source": "source_es", "definition": "definition_es"}}.get(language, {})
    said: dict[str, str] = {}
    for name in NEEDED:
        cell = own.get(name, name)
        value = row.get(cell)
        if value is None or pd.isna(value) or not str(value).strip():
            raise InputError("published.missing", cell=cell, iso3=row.get("iso3", "?"), year=row.get("year", "?"))
        said[name] = str(value)
    return {
        "place": messages.text(f"published.place-{said['iso3']}", language=language),
        "value": f"{int(said['value']):,}",
        "unit": messages.text(f"published.unit-{said['unit']}", language=language),
        "kind": messages.text(f"published.kind-{said['kind']}", language=language),
        "when": when(said["reference"], language=language),
        "definition": said["definition"],
        "source": said["source"],
        "release": release(row, language=language),
    }


def sentence(row: Row, *, language: str) -> str:
    """Return the sentence that goes under a figure, filled from its row.

    Parameters
    ----------
    row, language
        As in `complete`.

    Raises
    ------
    InputError
        As in `complete`: a figure without source, reference, definition or release gets no sentence.
    """
    return messages.text("published.sentence", language=language, **complete(row, language=language))


def break_note(before: Row, after: Row, *, language: str, cause: str = "") -> str:
    """Return the footnote of a break between two figures of one series.

    Parameters
    ----------
    before, after
        Rows of one place and one indicator, the earlier year first.
    language
        ``"en"`` or ``"es"``.
    cause
        What a document says of the cause, with the document, as a sentence; empty where none was found, which the note
        then says.

    Raises
    ------
    InputError
        Where the rows are not of one series in order, or a row is not complete.
    """
    if any(before[name] != after[name] for name in ("iso3", "indicator")) or before["year"] >= after["year"]:
        found = ", ".join(f"{row['iso3']} {row['indicator']} {row['year']}" for row in (before, after))
        raise InputError("published.not-one-series", found=found)
    old, new = complete(before, language=language), complete(after, language=language)
    return messages.text(
        "published.break-note", language=language, place=old["place"], old=old["value"], old_when=old["when"],
        new=new["value"], new_when=new["when"], cause=cause or messages.text("published.no-cause", language=language),
    )  # fmt: skip
