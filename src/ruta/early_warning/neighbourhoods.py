"""An invented city of six neighbourhoods with the traces that four risks leave in its records. It is no real place."""

from dataclasses import dataclass

import pandas as pd

from ruta.datasets import draws

LETTERS = ("A", "B", "C", "D", "E", "F")
HALVES = ("before", "after")
TRACES = (
    "complaints", "calls", "shops_closed", "routes_suspended", "absent_days", "empty_dwellings", "property_requests",
)  # fmt: skip
"""What is counted in each half-year."""
_WOBBLE = 0.02  # small on purpose: the story must be seen; real series are rougher


@dataclass(frozen=True, kw_only=True)
class _Story:
    """What happens in one neighbourhood; factors are after divided by before."""

    traders: int
    people: int
    demands: float
    """Demands for money per trader and half-year, before."""
    share: float
    """Share of the demands that becomes a complaint, before."""
    risk: float = 1.0
    reporting: float = 1.0
    office: bool = False
    calls: float = 1.0
    absence: float = 1.0
    empty: float = 1.0
    property: float = 1.0
    within_city: float = 0.8


_STORIES = {
    "office": _Story(traders=1500, people=21_000, demands=2.4, share=0.020, reporting=1.5, office=True, calls=1.25),
    "office-and-risk": _Story(traders=1350, people=17_000, demands=2.75, share=0.021, risk=1.5, office=True),
    "silent": _Story(traders=1450, people=19_000, demands=2.85, share=0.020, risk=1.5, reporting=0.55),
    "crowded": _Story(traders=820, people=31_000, demands=2.2, share=0.023, absence=1.6),
    "leaving": _Story(traders=1600, people=15_000, demands=2.1, share=0.025, empty=1.7, property=1.4),
    "market": _Story(traders=3100, people=8_000, demands=1.4, share=0.028),
}


@dataclass(frozen=True, kw_only=True)
class City:
    """Three tables of one invented city."""

    places: pd.DataFrame
    """By neighbourhood: who lives and works there, what can be counted, and whether the office opened."""
    counts: pd.DataFrame
    """By neighbourhood and half-year: what was counted (`TRACES`)."""
    truth: pd.DataFrame
    """By neighbourhood and half-year: the ``demands`` for money that happened. No office has this table."""


def make(*, country: str, seed: int, name: str = "neighbourhoods") -> City:
    """Return the city of a country and a seed, the same for the same three arguments.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    seed
        Seed of the draws.
    name
        Another name gives another city: an exercise has its own.
    """
    rng = draws.generator(seed=seed, country=country, name=name)
    stories = list(_STORIES)
    order = [stories[place] for place in draws.lot(rng, size=len(stories))]
    places, counts, truth = [], [], []
    for letter, story in zip(LETTERS, order, strict=True):
        own = _STORIES[story]
        size = float(draws.between(rng, low=0.9, high=1.1, size=1)[0])
        place = _place(own, size=size, draw=draws.between(rng, low=0.0, high=1.0, size=4).tolist())
        places.append({"neighbourhood": letter, "story": story} | place)
        for half in HALVES:
            wobble = draws.between(rng, low=1 - _WOBBLE, high=1 + _WOBBLE, size=1 + len(TRACES)).tolist()
            made = _counted(own, place, after=half == "after", wobble=wobble)
            truth.append({"neighbourhood": letter, "half": half, "demands": made.pop("demands")})
            counts.append({"neighbourhood": letter, "half": half} | made)
    return City(
        places=pd.DataFrame(places).set_index("neighbourhood"),
        counts=pd.DataFrame(counts).set_index(["neighbourhood", "half"]),
        truth=pd.DataFrame(truth).set_index(["neighbourhood", "half"]),
    )


def _place(own: _Story, *, size: float, draw: list[float]) -> dict[str, int | bool]:
    people = round(own.people * size)
    households = people // 4
    adolescents = round(people * (0.13 + 0.06 * draw[0]))
    left = round(households * (0.03 + 0.03 * draw[3]))
    return {
        "people": people, "adolescents": adolescents, "households": households,
        "tenure_households": round(households * (0.45 + 0.35 * draw[1])),
        "traders": round(own.traders * size), "shops": round(own.traders * size * 0.7),
        "route_days": 180 * (4 + int(4 * draw[2])), "school_days": 100 * round(adolescents * 0.8),
        "households_left": left, "left_within_city": round(left * own.within_city), "office": own.office,
    }  # fmt: skip


def _counted(own: _Story, place: dict[str, int | bool], *, after: bool, wobble: list[float]) -> dict[str, int]:
    def grown(factor: float) -> float:
        return factor if after else 1.0

    demands = place["traders"] * own.demands * grown(own.risk) * wobble[0]
    means = {
        "demands": demands,
        "complaints": demands * own.share * grown(own.reporting),
        "calls": demands * 0.06 * grown(own.calls),
        "shops_closed": place["shops"] * 0.06 * grown(own.risk),
        "routes_suspended": place["route_days"] * 0.05 * grown(own.risk),
        "absent_days": place["school_days"] * 0.06 * grown(own.absence),
        "empty_dwellings": place["households"] * 0.04 * grown(own.empty),
        "property_requests": place["tenure_households"] * 0.02 * grown(own.property),
    }
    # The demands carry their own wobble; each trace one of its own.
    return {trace: round(mean * (wobble[at] if at else 1.0)) for at, (trace, mean) in enumerate(means.items())}


def service(*, country: str, seed: int, name: str = "survivor-service") -> pd.DataFrame:
    """Return what a service for survivors of gender-based violence in the city counted: no case, no neighbourhood.

    Parameters
    ----------
    country, seed, name
        As in `make`.

    Returns
    -------
    pandas.DataFrame
        By half-year: ``doors`` (places that attend), ``days_open`` (of all doors together), ``attended`` (persons, for
        the first time). The service was full in both halves, so that the number attended follows the days open.
    """
    rng = draws.generator(seed=seed, country=country, name=name)
    days = int(draws.whole(rng, low=112, high=128, size=1)[0])
    a_day = draws.between(rng, low=3.6, high=4.4, size=1) * draws.between(rng, low=0.99, high=1.01, size=2)
    rows = {
        half: {"doors": doors, "days_open": opened, "attended": round(opened * float(each))}
        for half, doors, opened, each in zip(HALVES, (1, 2), (days, days * 3 // 2), a_day, strict=True)
    }
    return pd.DataFrame(rows).T.rename_axis("half")
