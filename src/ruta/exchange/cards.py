"""The cards of published figures of the four countries, and the homicide rates that the lesson restates.

A card joins a published figure with what its source says about four conditions that the table of figures has no column
for: event, coverage, means, base of the rate. What our copy of the source does not state stays blank.
"""

from collections.abc import Hashable, Mapping
from pathlib import Path

import pandas as pd

from ruta import datasets
from ruta.datasets import countries
from ruta.messages import text

_HERE = Path(__file__).parent
COUNTRIES = ("SLV", "HND", "MEX", "COL")


def in_order(country: str) -> list[str]:
    """Return the four countries with one of them first and the others in the order of the book.

    Raises
    ------
    InputError
        For another country.
    """
    first = countries.find(country).iso3
    return [first, *(other for other in COUNTRIES if other != first)]


def homicides() -> pd.DataFrame:
    """Return published homicide counts, rates and the populations behind them, each row with source and definition.

    Returns
    -------
    DataFrame
        Columns as in ``ruta.datasets.published`` and ``per``, what a rate is divided by (blank for a count); ``value``
        as float, because rates have decimals. A blank ``release``: our copy does not name one.
    """
    table = pd.read_csv(_HERE / "homicide-figures.csv", dtype=str, keep_default_na=False)
    return table.astype({"year": "int64", "value": "float64"})


def card_ids() -> list[str]:
    """Return the ids of all cards."""
    return list(pd.read_csv(_HERE / "series-cards.csv", dtype=str)["id"])


def cards(country: str, *, language: str) -> pd.DataFrame:
    """Return one card for each of the figures that the lesson compares, one country's first.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code of the country that comes first.
    language
        Language of the words; the conditions hold words, so that they can be read and compared alike.

    Returns
    -------
    DataFrame
        By ``id``: ``name`` (what, where, when), ``iso3``, ``value``, the columns of
        `ruta.exchange.comparing.CONDITIONS` as words (blank: not stated) and ``source_key``, the reference in the
        book's bibliography.
    """
    about = pd.read_csv(_HERE / "series-cards.csv", dtype=str, keep_default_na=False).astype({"year": "int64"})
    keys = ["iso3", "indicator", "year", "release"]
    figures = pd.concat([datasets.published("every"), homicides()[homicides()["per"] != ""]])
    figures = figures[[*keys, "value", "unit", "kind", "reference", "source", "source_es"]].astype({"value": "float64"})
    joined = about.merge(figures, on=keys, how="left", validate="one_to_one")
    order = {iso3: place for place, iso3 in enumerate(in_order(country))}
    joined = joined.sort_values("iso3", key=lambda codes: codes.map(order), kind="stable")
    source = joined["source_es" if language == "es" else "source"]
    table = pd.DataFrame({
        "id": joined["id"],
        "name": [_name(row, language) for row in joined.to_dict("records")],
        "iso3": joined["iso3"],
        "value": joined["value"],
        "period": [span(written, language) for written in joined["reference"]],
        "release": [_edition(*pair, language) for pair in zip(source, joined["release"], strict=True)],
        "source_key": joined["source_key"],
    })  # fmt: skip
    for condition in ("event", "unit", "kind", "coverage", "means", "per"):
        table[condition] = [_word(condition, str(code), language) for code in joined[condition]]
    return table.set_index("id")


def span(written: str, language: str) -> str:
    """Return a day, a year or a period in words: ``2004/2014`` as "2004 to 2014"."""
    first, slash, last = written.partition("/")
    return text("comparing.span", language=language, first=first, last=last) if slash else written


def _edition(source: str, release: str, language: str) -> str:
    if source.endswith(release):
        return source  # the source names its edition already
    return f"{source}, {release.replace('June', text('comparing.june', language=language))}"


def _word(condition: str, code: str, language: str) -> str:
    return text(f"comparing.{condition}-{code}", language=language) if code else ""


def _name(row: Mapping[Hashable, object], language: str) -> str:
    place = text(f"comparing.place-{row['iso3']}", language=language)
    what = text(f"comparing.name-{row['indicator']}", language=language)
    return text("comparing.name", language=language, place=place, what=what, year=row["year"])
