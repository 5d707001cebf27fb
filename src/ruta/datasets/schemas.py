"""The schema of every table, by name."""

from typing import Any

from ruta.datasets import schema_people as people
from ruta.datasets import schema_truth as true
from ruta.datasets import schema_weekly as weekly
from ruta.datasets.fields import Schema
from ruta.errors import InputError

TABLES: dict[str, Schema] = {
    "municipalities": people.MUNICIPALITIES,
    "households": people.HOUSEHOLDS,
    "persons": people.PERSONS,
    "movements": people.MOVEMENTS,
    "declarations": people.DECLARATIONS,
    "stocks": people.STOCKS,
    "weekly-incidents": weekly.INCIDENTS,
    "weekly-schools": weekly.SCHOOLS,
    "service-requests": weekly.REQUESTS,
}
TRUTHS: dict[str, Schema] = {
    "onsets": true.ONSETS,
    "gaps": true.GAPS,
    "declaration-links": true.LINKS,
    "waits": true.WAITS,
    "groups": true.GROUPS,
    "revision": true.REVISION,
}
FACTS: dict[str, Schema] = {"published-figures": true.PUBLISHED, "iso3166-2": true.AREAS}
EVERY = TABLES | TRUTHS | FACTS


def schema(name: str) -> dict[str, Any]:
    """Return the Frictionless table schema of a table, a table of truth or a table of facts.

    Each field carries its meaning in English (``description``) and Spanish (``description_es``) and its HXL hashtag
    (``hxl``).

    Parameters
    ----------
    name
        Such as ``"persons"``, ``"onsets"`` or ``"published-figures"``.

    Raises
    ------
    InputError
        Where no table has that name.
    """
    check_name(name, tuple(EVERY))
    return EVERY[name].frictionless(name)


def check_name(name: str, known: tuple[str, ...]) -> None:
    """Refuse a name that is not among the known ones, with an InputError that lists them."""
    if name not in known:
        raise InputError("datasets.unknown-table", found=name, expected=", ".join(known))
