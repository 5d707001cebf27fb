"""The register of the lesson on linkage: declarations as many offices write them, some with an identity number.

The numbers belong to no country: an X, eight digits and a check digit, with the rule of the Salvadoran DUI. So no
invented person can carry a real person's number.
"""

import numpy as np
import pandas as pd

from ruta import datasets, own_data
from ruta.datasets import draws
from ruta.statistics.identity import dui_digit

LONG_FORMS = {"Cruz": "de la Cruz", "León": "de León", "Ríos": "de los Ríos", "Santos": "de los Santos"}
FLAWS = ("long", "enye", "short", "capitals", "letter", "year", "no-date", "spaces")
KNOWN, WRITTEN, MISTYPED = 0.8, 0.75, 0.06
"""Shares: persons who have a number, declarations of theirs on which it was written, numbers with one wrong digit."""


def register(*, country: str, seed: int) -> pd.DataFrame:
    """Return the declarations of an invented country with names as offices write them and a column ``number``.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    seed
        Seed of the invented country.

    Returns
    -------
    DataFrame
        The columns of the table ``declarations`` that say who a person is, and ``number`` (text, blank for many).
        The rows and their order are those of the table. An office's own table is given as the office wrote it, without
        numbers: the table of the course has no column for them.
    """
    columns = ["declaration_id", "given_names", "surname_1", "surname_2", "sex", "birth_date", "municipality", "number"]
    table = datasets.table("declarations", country=country, seed=seed)
    if own_data.folder() is not None:
        return table.assign(number=pd.Series(None, index=table.index, dtype="str"))[columns]
    rng = draws.generator(seed=seed, country=country, name="linkage-register")
    table["number"] = _numbers(rng, true_persons(country=country, seed=seed))
    _as_written(rng, table)
    return table[columns]


def true_persons(*, country: str, seed: int) -> "pd.Series[str]":
    """Return the person behind each declaration, in the order of `register`: no office has this column."""
    declarations = datasets.table("declarations", country=country, seed=seed)["declaration_id"]
    links = datasets.truth("declaration-links", country=country, seed=seed).set_index("declaration_id")["person_id"]
    return links.reindex(declarations).reset_index(drop=True)


def _numbers(rng: np.random.Generator, persons: "pd.Series[str]") -> "pd.Series[str]":
    code, unique = pd.factorize(persons)
    base = 10_000_000 + 61_803 * draws.lot(rng, size=len(unique)) + draws.whole(rng, low=0, high=61_803, size=1)
    known = rng.random(len(unique)) < KNOWN
    written = (rng.random(len(code)) < WRITTEN) & known[code]
    mistyped = rng.random(len(code)) < MISTYPED
    place = draws.whole(rng, low=0, high=8, size=len(code))
    shift = draws.whole(rng, low=1, high=10, size=len(code))
    numbers: list[str | None] = []
    for row, person in enumerate(code):
        digits = f"{base[person]:08d}"
        end = dui_digit(digits)
        if mistyped[row]:
            wrong = str((int(digits[place[row]]) + int(shift[row])) % 10)
            digits = digits[: place[row]] + wrong + digits[place[row] + 1 :]
        numbers.append(f"X{digits}-{end}" if written[row] else None)
    return pd.Series(numbers, dtype="str")


def _as_written(rng: np.random.Generator, table: pd.DataFrame) -> None:
    """Write down as offices do: particles, capitals, short forms, no Ñ, a letter left out, only a year of birth."""
    chance = {name: rng.random(len(table)) for name in FLAWS}
    surnames = ["surname_1", "surname_2"]
    for name in surnames:
        long = (chance["long"] < 0.35) & table[name].isin(list(LONG_FORMS))
        table.loc[long, name] = table.loc[long, name].map(LONG_FORMS)
        plain = chance["enye"] < 0.25
        table.loc[plain, name] = table.loc[plain, name].str.replace("ñ", "n")
    short = chance["short"] < 0.35
    given = table.loc[short, "given_names"].str.replace(r"\bMar[íi]a\b", "Ma.", regex=True)
    table.loc[short, "given_names"] = given.str.replace(r"\bJos[ée]\b", "J.", regex=True)
    capitals = chance["capitals"] < 0.15
    for name in ("given_names", *surnames):
        table.loc[capitals, name] = table.loc[capitals, name].str.upper()
    misspelt = chance["letter"] < 0.05
    table.loc[misspelt, "given_names"] = table.loc[misspelt, "given_names"].map(_one_letter_less)
    year_only = (chance["year"] < 0.06) & table["birth_date"].notna()
    first_day = pd.to_datetime(table.loc[year_only, "birth_date"].dt.year.astype(str) + "-01-01")
    table.loc[year_only, "birth_date"] = first_day.astype(table["birth_date"].dtype)
    table.loc[chance["no-date"] < 0.08, "birth_date"] = pd.NaT
    spaced = chance["spaces"] < 0.04
    table.loc[spaced, "given_names"] = table.loc[spaced, "given_names"].str.replace(" ", "  ") + " "


def _one_letter_less(name: str) -> str:
    """Leave out the third letter of a first given name of four letters or more."""
    first, _, rest = name.partition(" ")
    return f"{first[:2]}{first[3:]} {rest}".strip() if len(first) >= 4 else name
