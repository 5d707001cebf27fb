"""Invented figures and actions for the exercise on comparing countries: one fault each, the seed decides where.

Countries A to D are invented. Each card of `drawn_cards` differs from the first in at most one condition (a running
total also in its period), so that each known mistake lets in a different set of figures; see the tests.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from ruta.exchange.cards import COUNTRIES, span
from ruta.exchange.comparing import CONDITIONS
from ruta.exchange.speaking import states
from ruta.messages import text

INVENTED = ("A", "B", "C", "D")
YEARS = range(2013, 2026)
FAULTS = ("", "", "owner", "indicator", "baseline", "two-readings", "country-twice")
"""What is wrong with each of the drawn actions; two have no fault."""
_BASE = {
    "event": "living-displaced", "unit": "persons", "kind": "stock", "period": "2025-12-31", "coverage": "country",
    "means": "register", "per": "none", "release": "3",
}  # fmt: skip
_CHANGES: tuple[dict[str, str], ...] = (
    {}, {}, {"means": ""}, {"unit": "families"}, {"kind": "cumulative", "period": "2010/2025"},
    {"period": "2023-12-31"}, {"coverage": "attended"}, {"release": "1"},
)  # fmt: skip
_OTHERWISE = {
    "event": "asked-help", "unit": "families", "kind": "flow", "period": "2024", "coverage": "attended",
    "means": "survey", "release": "1",
}  # fmt: skip


def _draw(country: str, seed: int, what: int) -> np.random.Generator:
    return np.random.default_rng([seed, COUNTRIES.index(country), what])


def _words(card: dict[str, str], language: str) -> dict[str, str]:
    found = {
        "period": span(card["period"], language),
        "release": text("comparing.bulletin", language=language, edition=card["release"]),
    }
    for condition in ("event", "unit", "kind", "coverage", "means", "per"):
        code = card[condition]
        found[condition] = text(f"comparing.{condition}-{code}", language=language) if code else ""
    return {condition: found[condition] for condition in CONDITIONS}


def drawn_cards(country: str, *, seed: int, language: str) -> pd.DataFrame:
    """Return nine cards of invented countries, F1 first; two of the others may stand beside it without a note.

    Returns
    -------
    DataFrame
        ``id``, ``country`` (A to D), ``value`` (int64), the columns of `ruta.exchange.comparing.CONDITIONS` in words.
    """
    draw = _draw(country, seed, 1)
    means = str(draw.choice(["register", "survey", "census"]))
    order = draw.permutation(len(_CHANGES))
    rows = [_BASE | {"means": means}, *(_BASE | {"means": means} | _CHANGES[place] for place in order)]
    values = draw.integers(30, 400, len(rows)) * 250
    return pd.DataFrame([
        {"id": f"F{number}", "country": INVENTED[(number - 1) % 4], "value": int(value), **_words(row, language)}
        for number, (row, value) in enumerate(zip(rows, values, strict=True), start=1)
    ])  # fmt: skip


def drawn_pair(country: str, *, seed: int, language: str) -> pd.DataFrame:
    """Return two cards that differ in two or three conditions and leave one blank."""
    draw = _draw(country, seed, 2)
    blank = str(draw.choice(["means", "coverage"]))
    may = [name for name in _OTHERWISE if name != blank]
    changed = [str(name) for name in draw.choice(may, int(draw.integers(2, 4)), replace=False)]
    second = _BASE | {name: _OTHERWISE[name] for name in changed} | {blank: ""}
    rows = [("G1", "A", _BASE), ("G2", "B", second)]
    return pd.DataFrame([{"id": name, "country": where, **_words(row, language)} for name, where, row in rows])


def drawn_series(country: str, *, seed: int) -> pd.DataFrame:
    """Return a series of four invented countries, 2013 to 2025, with blanks, a zero and repeated figures.

    In country C the counts of new, repeated, zero and silent years are four different numbers; in at least one year a
    zero is printed and the other three countries have a figure.
    """
    draw = _draw(country, seed, 3)
    years = pd.Index(YEARS, name="year")
    while True:
        values = pd.DataFrame(draw.integers(20, 90, (len(years), 4)) * 100.0, index=years, columns=list(INVENTED))
        for column in INVENTED:
            for year in draw.choice(list(YEARS)[1:], int(draw.integers(2, 5)), replace=False):
                values.loc[year, column] = values.loc[year - 1, column]
            values.loc[draw.choice(list(YEARS), int(draw.integers(1, 4)), replace=False), column] = np.nan
        values.loc[draw.choice(list(YEARS)), "B"] = 0.0
        counts = states(values)["C"].value_counts()
        numbers = [int(counts.get(state, 0)) for state in ("new", "repeated", "zero", "silent")]
        whole = values.notna().all(axis=1)
        if len(set(numbers)) == 4 and (whole & (values == 0).any(axis=1)).any():
            return values.astype("Int64")


def drawn_population(country: str, *, seed: int) -> pd.DataFrame:
    """Return, for invented country A, one year's displaced persons, their movements, and two populations."""
    draw = _draw(country, seed, 4)
    persons = int(draw.integers(40, 120)) * 125
    movements = int(persons * draw.uniform(1.3, 1.6))
    now = int(draw.integers(4_000, 9_000)) * 1_000
    before = int(now / draw.uniform(1.1, 1.22))
    return pd.DataFrame({
        "what": ["persons", "movements", "population-census", "population"],
        "year": [2025, 2025, 2012, 2025],
        "value": [persons, movements, before, now],
    })  # fmt: skip


def drawn_actions(country: str, *, seed: int) -> pd.DataFrame:
    """Return seven invented candidate actions, as `ruta.exchange.actions.examine` reads them; two have no fault."""
    draw = _draw(country, seed, 5)
    table = pd.read_csv(Path(__file__).with_name("case-actions.csv"), dtype=str, keep_default_na=False)
    table = table.iloc[draw.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "id", [f"P{number}" for number in range(1, len(table) + 1)])
    for row, place in enumerate(draw.permutation(len(FAULTS))):
        others = [code for code in COUNTRIES if code != country]
        table.loc[row, "countries"] = f"{country} {draw.choice(others)}"
        table.loc[row, "due"] = f"2027-{int(draw.integers(6, 13)):02d}-{int(draw.integers(13, 29)):02d}"
        _spoil(table, row, FAULTS[place], country, draw)
    return table


def _spoil(table: pd.DataFrame, row: int, fault: str, country: str, draw: np.random.Generator) -> None:
    if fault in ("owner", "indicator"):
        table.loc[row, [f"{fault}_en", f"{fault}_es"]] = ""
    elif fault == "baseline":
        table.loc[row, ["baseline", "baseline_on"]] = ""
    elif fault == "two-readings":
        day, month = draw.choice(range(6, 13), 2, replace=False)
        table.loc[row, "due"] = f"{day:02d}/{month:02d}/2027"
    elif fault == "country-twice":
        table.loc[row, "countries"] = f"{country} {country}"
