"""What the register knows: declarations with their flaws, and the yearly stocks that it publishes."""

import numpy as np
import pandas as pd

from ruta.datasets import draws, frames
from ruta.datasets.countries import Country
from ruta.datasets.draws import Whole
from ruta.datasets.movements import KIND, NOWHERE, Events
from ruta.datasets.municipalities import Places
from ruta.datasets.people import Population
from ruta.datasets.schema_people import CAUSES
from ruta.datasets.tables import given_names, surnames
from ruta.datasets.timeline import END, dates

DECLARED, TWICE, METHOD_YEAR = 0.62, 0.09, 2025
DELAYS = (0, 1, 3, 7, 14, 25, 45, 90, 180, 420, 1100)
ACCENTS = str.maketrans("áéíóúüÁÉÍÓÚÜ", "aeiouuAEIOUU")


def _reports(rng: np.random.Generator, people: Population, happened: Events) -> tuple[Whole, Whole, int]:
    """Draw which displacements are declared and when; the last ones, as many as the number says, are repeats."""
    kinds = [KIND[name] for name in ("displacement", "re-entry", "second-displacement")]
    event = np.flatnonzero(np.isin(happened.kind, kinds))
    event = event[rng.random(len(event)) < DECLARED].astype(np.int64)
    delay = draws.quantile(rng.random(len(event)), points=DELAYS).astype(np.int64)
    repeat = rng.random(len(event)) < TWICE
    later = delay[repeat] + draws.whole(rng, low=5, high=240, size=int(repeat.sum()))
    events = np.concatenate([event, event[repeat]])
    declared = happened.day[events] + np.concatenate([delay, later])
    last = np.minimum(people.fates.death, people.fates.departure)[happened.person[events]]
    kept = declared < np.minimum(last, END + 1)
    return events[kept], declared[kept], int(kept[len(event) :].sum())


def _flaws(rng: np.random.Generator, table: pd.DataFrame, repeated: "pd.Series[bool]") -> None:
    """Write names down as offices do: accents lost, surnames swapped, cells left blank; more so in repeats."""
    chance = {name: pd.Series(rng.random(len(table))) for name in ("accents", "swap", "day", *table.columns)}
    plain = chance["accents"] < repeated.map({True: 0.45, False: 0.12})
    for name in ("given_names", "surname_1", "surname_2"):
        table.loc[plain, name] = table.loc[plain, name].map(lambda text: text.translate(ACCENTS))
    swapped = chance["swap"] < repeated.map({True: 0.15, False: 0.01})
    table.loc[swapped, ["surname_1", "surname_2"]] = table.loc[swapped, ["surname_2", "surname_1"]].to_numpy()
    shortened = chance["given_names"] < repeated.map({True: 0.35, False: 0.06})
    table.loc[shortened, "given_names"] = table.loc[shortened, "given_names"].map(lambda text: text.split()[0])
    table.loc[(chance["day"] < 0.06) & repeated, "birth_date"] += pd.Timedelta(days=1)
    for name, share in {"surname_2": 0.05, "birth_date": 0.04, "sex": 0.01, "cause": 0.03, "event_date": 0.03}.items():
        table.loc[chance[name] < share, name] = pd.NaT if name.endswith("date") else pd.NA


def declarations(
    country: Country, seed: int, places: Places, people: Population, happened: Events
) -> tuple[pd.DataFrame, Whole]:
    """Return the table of declarations, in the order of their days, and the person whom each is about.

    Parameters
    ----------
    country, seed
        What the declarations are drawn for.
    places, people, happened
        The municipalities, the population and its events.
    """
    rng = draws.generator(seed=seed, country=country.iso3, name="declarations")
    event, declared, repeats = _reports(rng, people, happened)
    count = len(event)
    repeated = np.arange(count) >= count - repeats
    who = happened.person[event]
    persons = people.persons
    elsewhere = draws.whole(rng, low=0, high=len(places.code), size=count)
    taken_at = np.where(rng.random(count) < np.where(repeated, 0.5, 0.1), elsewhere, happened.destination[event])
    # An event date remembered some days off is common, and more so when told a second time.
    off = draws.whole(rng, low=-3, high=4, size=count) * (rng.random(count) < np.where(repeated, 0.4, 0.15))
    codes = np.asarray([*places.code, None], dtype=object)
    table = pd.DataFrame(
        {
            "declared_on": dates(declared),
            "event_date": dates(np.minimum(happened.day[event] + off, declared)),
            "given_names": pd.Series(given_names(persons, who), dtype="str"),
            "surname_1": pd.Series(surnames(persons.surname_1[who]), dtype="str"),
            "surname_2": pd.Series(surnames(persons.surname_2[who]), dtype="str"),
            "sex": pd.Series(np.where(persons.woman[who], "F", "M"), dtype="str"),
            "birth_date": dates(persons.born[who]),
            "cause": pd.Series(np.asarray([*CAUSES, None], dtype=object)[happened.cause[event]], dtype="str"),
            "from_municipality": codes[np.where(rng.random(count) < 0.03, NOWHERE, happened.origin[event])],
            "municipality": codes[taken_at],
        }
    )
    _flaws(rng, table, pd.Series(repeated))
    order = np.lexsort((who, declared))
    table = table.iloc[order].reset_index(drop=True)
    table["declaration_id"] = frames.ids(country.iso2, "D", count)
    return frames.conform(table, "declarations"), who[order]


def stocks(country: Country, seed: int, groups: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the stocks as published and the revision that sets them apart from the true ones.

    In the last year the register changed its method (duplicates found and removed): the published stock of A1 fell by
    more than the movements explain, and nobody returned or overcame anything by it.
    """
    rng = draws.generator(seed=seed, country=country.iso3, name="stocks")
    published = groups.copy()
    changed = (published["year"] == METHOD_YEAR) & (published["group"] == "A1")
    true = int(published.loc[changed, "persons"].iloc[0])
    revision = -(true * int(draws.whole(rng, low=9, high=17, size=1)[0]) // 100)
    published.loc[changed, "persons"] = true + revision
    residual = frames.conform({"year": [METHOD_YEAR], "persons": [revision]}, "revision")
    return published, residual
