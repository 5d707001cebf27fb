"""Every table of a synthetic country by its name, for a seed and a size."""

from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from ruta.datasets import incidents, movements, service_requests, tables
from ruta.datasets.countries import DEFAULT_SEED, check_seed, find, households_of
from ruta.datasets.own import tables as own
from ruta.datasets.schemas import TABLES, TRUTHS, check_name
from ruta.datasets.synthetic import Synthetic

KEPT_HOUSEHOLDS = 5_000
"""Countries up to this size stay in memory, so that a lesson that asks for six tables makes its people once."""

Maker = Callable[[Synthetic], pd.DataFrame]
TABLE_MAKERS: dict[str, Maker] = {
    "municipalities": lambda made: tables.municipalities(made.country, made.places),
    "households": lambda made: tables.households(made.country, made.places, made.homes),
    "persons": lambda made: tables.persons(made.country, made.people),
    "movements": lambda made: movements.frame(made.country, made.places, made.person_ids, made.happened),
    "declarations": lambda made: made.declared[0],
    "stocks": lambda made: made.stocks[0],
    "weekly-incidents": Synthetic.weekly_incidents,
    "weekly-schools": Synthetic.weekly_schools,
    "service-requests": Synthetic.requests,
}
TRUTH_MAKERS: dict[str, Maker] = {
    "onsets": lambda made: incidents.onsets_frame(made.places, made.onsets),
    "gaps": lambda made: incidents.gaps_frame(made.places, made.silent),
    "declaration-links": Synthetic.declaration_links,
    "waits": lambda made: service_requests.waits(made.country, made.asked),
    "groups": lambda made: made.groups,
    "revision": lambda made: made.stocks[1],
}

_kept = lru_cache(maxsize=8)(Synthetic)


def _synthetic(country: str, seed: int, size: str | int) -> Synthetic:
    find(country)
    count = households_of(size)
    maker = _kept if count <= KEPT_HOUSEHOLDS else Synthetic
    return maker(country, check_seed(seed), count)


def table(name: str, *, country: str, seed: int = DEFAULT_SEED, size: str | int = "small") -> pd.DataFrame:
    """Return a table of a synthetic country: the same values for the same country, seed and size, everywhere.

    Where ``ruta own run`` runs a lesson on an office's data, the table is the office's, whatever the seed and size.

    Parameters
    ----------
    name
        One of the tables of `ruta.datasets.TABLES`, such as ``"movements"``.
    country
        ISO 3166-1 alpha-3 code, one of `ruta.datasets.COUNTRIES`.
    seed
        Whole number from 0; another seed gives another country of the same kind.
    size
        ``"small"`` (500 households, about 2,000 persons) or a number of households. Weekly tables do not depend on it.

    Raises
    ------
    InputError
        For an unknown table or country, a negative seed or a size that is no whole number from 1; where an office's
        data are in use and this table is not among them.
    """
    check_name(name, tuple(TABLES))
    theirs = own.given(name, country=country)
    if theirs is not None:
        return theirs
    return TABLE_MAKERS[name](_synthetic(country, seed, size)).copy()


def truth(name: str, *, country: str, seed: int = DEFAULT_SEED, size: str | int = "small") -> pd.DataFrame:
    """Return what a method tries to find out about a synthetic country, and no office would know.

    Parameters
    ----------
    name
        One of the tables of `ruta.datasets.TRUTHS`, such as ``"onsets"``.
    country, seed, size
        As for `table`.

    Raises
    ------
    InputError
        As for `table`; and where an office's data are in use, for no office knows the truth.
    """
    check_name(name, tuple(TRUTHS))
    own.refuse_truth(name)
    return TRUTH_MAKERS[name](_synthetic(country, seed, size)).copy()
