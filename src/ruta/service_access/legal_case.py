"""Invented tables of the exercise: cases, cards, instruments with their days, versions of a rule, a faulty extract."""

from collections.abc import Mapping

import pandas as pd

from ruta.datasets import draws
from ruta.service_access import legal_facts
from ruta.service_access.legal_days import MILESTONES

CASES = {"violence": (3, 2), "disaster": (2, 1), "unregistered": (2, 1), "border": (3, 2), "chosen": (3, 2)}
"""Kind of case: how many are written, and how many are drawn."""
DISPLACED = ("violence", "disaster", "unregistered")
CARDS = {
    "budget": (3, 2), "promise": (3, 2), "draft": (2, 1), "project": (2, 1), "regulation": (2, 1), "service": (2, 1),
}  # fmt: skip
VERSIONS = ("A", "B", "C", "D")
FAULTS = ("no-date", "no-institution", "no-source", "unpublished")
HONEST = ("honest-date", "honest-missing")
SOUND = ("sound-law", "sound-service", "sound-regulation")
_START = pd.Timestamp("2022-02-01")


def drawn(kinds: Mapping[str, tuple[int, int]], *, letter: str, country: str, seed: int) -> pd.DataFrame:
    """Return texts drawn by lot, some of each kind, in an order drawn by lot.

    Parameters
    ----------
    kinds
        `CASES` or `CARDS`.
    letter
        Beginning of the codes.
    country, seed
        Of the draw.

    Returns
    -------
    DataFrame
        ``code``, ``kind`` and ``variant`` (the number of the text, from 1; int64).
    """
    rng = draws.generator(seed=seed, country=country, name=f"legal-{letter}")
    chosen = [
        (kind, int(variant) + 1)
        for kind, (written, wanted) in kinds.items()
        for variant in draws.lot(rng, size=written)[:wanted]
    ]
    order = draws.lot(rng, size=len(chosen))
    rows = [(f"{letter}{place}", *chosen[number]) for place, number in enumerate(order, start=1)]
    return pd.DataFrame(rows, columns=["code", "kind", "variant"]).astype({"variant": "int64"})


def instruments(*, country: str, seed: int) -> tuple[pd.DataFrame, pd.Timestamp]:
    """Return twelve invented instruments with their milestones, and the day that is asked about.

    On that day some are surely in force, some have ended, some are adopted or published only, and of some the dates do
    not tell. How many there are of each is drawn so that no common mistake gives the right count.
    """
    rng = draws.generator(seed=seed, country=country, name="legal-instruments")
    sure, ended, passed = (
        int(draws.whole(rng, low=low, high=high, size=1)[0]) for low, high in ((2, 6), (1, 3), (2, 4))
    )
    unsure = 3 - ended
    kinds = ["sure"] * sure + ["ended"] * ended + ["unsure"] * unsure + ["passed"] * passed
    kinds += ["future"] * (12 - len(kinds))
    day = _START + pd.Timedelta(days=int(draws.whole(rng, low=0, high=300, size=1)[0]))
    ages = draws.whole(rng, low=400, high=1500, size=12)
    rows = [_milestones(kind, number, day=day, age=int(ages[number])) for number, kind in enumerate(kinds)]
    order = draws.lot(rng, size=12)
    table = pd.DataFrame(
        [rows[number] for number in order], columns=["adopted_on", "published_on", "in_force_on", "ended_on"]
    )
    table.insert(0, "fact", [f"I{place}" for place in range(1, 13)])
    return table, day


def versions(*, country: str, seed: int) -> tuple[pd.DataFrame, pd.Timestamp]:
    """Return four invented versions of one rule, in an order drawn by lot, and a day.

    On that day the next version is published already and not in force yet.

    Returns
    -------
    tuple of DataFrame and Timestamp
        ``fact`` (A to D), the milestones, ``replaced_by`` and ``place`` (0 = the first version; int64).
    """
    rng = draws.generator(seed=seed, country=country, name="legal-versions")
    names = [VERSIONS[number] for number in draws.lot(rng, size=4)]
    gaps = draws.whole(rng, low=500, high=1100, size=4)
    starts = [_START - pd.Timedelta(days=4000) + pd.Timedelta(days=int(gaps[: place + 1].sum())) for place in range(4)]
    asked = 1 + int(draws.whole(rng, low=0, high=2, size=1)[0])
    rows = [
        (
            name, _iso(start - pd.Timedelta(days=75)), _iso(start - pd.Timedelta(days=60)), _iso(start),
            _iso(starts[place + 1]) if place < 3 else "", names[place + 1] if place < 3 else "", place,
        )
        for place, (name, start) in enumerate(zip(names, starts, strict=True))
    ]  # fmt: skip
    columns = ["fact", *MILESTONES, "replaced_by", "place"]
    table = pd.DataFrame(rows, columns=columns).sort_values("fact", ignore_index=True).astype({"place": "int64"})
    return table, starts[asked + 1] - pd.Timedelta(days=30)


def extract(*, country: str, seed: int) -> pd.DataFrame:
    """Return eight invented rows of a framework: sound ones, honest ones that say what is uncertain, and faulty ones.

    Returns
    -------
    DataFrame
        As `ruta.service_access.legal_facts.checked`; institution and source are codes. ``sort`` says what the row is.
    """
    rng = draws.generator(seed=seed, country=country, name="legal-extract")
    left_out = FAULTS[int(draws.whole(rng, low=0, high=2, size=1)[0])]
    sorts = [sort for sort in (*FAULTS, *HONEST, *SOUND) if sort != left_out]
    order = draws.lot(rng, size=len(sorts))
    rows = [_row(sorts[number], f"E{place}") for place, number in enumerate(order, start=1)]
    table = legal_facts.checked(pd.DataFrame(rows))
    return table.assign(sort=[sorts[number] for number in order])


def _row(sort: str, fact: str) -> dict[str, str]:
    """Return a row of the extract: a sound one, changed in the cells that make it what it is."""
    row = dict.fromkeys(legal_facts.COLUMNS, "") | {
        "fact": fact, "country": "XXX", "level": "national", "kind": "regulation", "rights": "education",
        "standing": "exists", "adopted_on": "2021-03-04", "published_on": "2021-03-20", "in_force_on": "2021-04-01",
        "institution": "education", "source": "gazette", "mark": "verified", "checked_on": "2024-05-02",
    }  # fmt: skip
    stated = {"adopted_on": "", "published_on": "", "in_force_on": ""}
    changes: dict[str, dict[str, str]] = {
        "no-date": {"kind": "law", "rights": "health", "institution": "health", **stated},
        "no-institution": {"kind": "law", "rights": "documents", "institution": ""},
        "no-source": {"kind": "service", "rights": "aid", "institution": "mayor", "source": "", **stated,
                      "said_on": "2023-10"},
        "unpublished": {"rights": "property", "institution": "land", "published_on": ""},
        "honest-date": {"rights": "aid", "institution": "mayor", "mark": "to-confirm", "adopted_on": "n.d.",
                        "published_on": "n.d.", "in_force_on": "", "source": "press"},
        "honest-missing": {"kind": "budget", "rights": "health", "institution": "finance", "standing": "missing",
                           "said_on": "2023-11-15", "source": "press", "mark": "press", **stated},
        "sound-law": {"kind": "law", "rights": "aid; education", "institution": "interior"},
        "sound-service": {"kind": "service", "rights": "documents", "institution": "registry", **stated,
                          "said_on": "2024-02"},
        "sound-regulation": {},
    }  # fmt: skip
    return row | changes[sort]


def _milestones(kind: str, number: int, *, day: pd.Timestamp, age: int) -> tuple[str, str, str, str]:
    """Return adopted, published, in force and ended for one kind of instrument, as seen from a day."""

    def at(days: int) -> str:
        return _iso(day + pd.Timedelta(days=days))

    if kind == "future":
        return at(40 + number), at(70 + number), at(100 + number), ""
    if kind == "passed":
        return (
            (at(-20 - number), "", "", "") if number % 2 else (at(-50 - number), at(-15 - number), at(45 + number), "")
        )
    if kind == "unsure":  # in force some day of the year asked about, or on a day that was not found
        return at(-age), at(-age + 40), f"{day.year}" if number % 2 else "n.d.", ""
    return at(-age), at(-age + 30), at(-age + 60), at(-20 - number) if kind == "ended" else ""


def _iso(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"
