"""Invented people whose facts and whose text agree, for any country and seed: a larger population, and cards to read.

The shares are invented for teaching and say nothing about a country.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ruta import messages
from ruta.datasets.draws import generator, pick
from ruta.statistics.classification import FACTS, PLACES

WORDED = {"MEX": "state"}
"""How a text names the first-level area; ``department`` for the other countries."""
PLAIN = {"here": "yes", "moved": "yes", "forced": "yes", "habitual": "yes", "protection": "no", "overcame": "no"}
STAYED = {"moved": "no", "forced": "no", "habitual": "no", "place": "unknown"}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of case: what is the same for all its people, and how often the rest holds."""

    share: int
    """Of each 1,000 people."""
    facts: dict[str, str] = field(default_factory=dict)
    """Facts that differ from a plain displacement."""
    cause: str = "violence"
    """Why the person moved, for tables by cause."""
    months: tuple[int, int] | None = (0, 0)
    """Fewest and most months abroad; ``None`` where nobody knows."""
    far: float = 0.6
    """Chance of having gone to another municipality."""
    registered: float = 0.45
    """Chance of being in the register."""
    says: float = 0.3
    """Chance of calling oneself displaced."""


KINDS: dict[str, Kind] = {
    "threat": Kind(share=240, far=0.6),
    "flood": Kind(share=60, cause="disaster", far=0.2, registered=0.6, says=0.1),
    "evacuated": Kind(share=25, cause="disaster", far=0.4, registered=0.3, says=0.05),
    "work-and-threat": Kind(share=40, far=0.7, registered=0.15, says=0.1),
    "carried": Kind(share=70, facts={"family": "yes"}, far=0.6, says=0.2),
    "returned": Kind(share=70, facts={"place": "return"}, registered=0.5, says=0.1),
    "settled": Kind(share=70, facts={"place": "elsewhere"}, far=0.9, registered=0.4, says=0.25),
    "returned-overcame": Kind(share=35, facts={"place": "return", "overcame": "yes"}, registered=0.6, says=0.05),
    "settled-overcame": Kind(share=35, facts={"place": "elsewhere", "overcame": "yes"}, far=0.9, registered=0.6),
    "abroad-short": Kind(share=25, months=(1, 11), far=0.7, registered=0.2),
    "abroad-long": Kind(share=20, months=(12, 30), facts={"place": "elsewhere"}, far=0.7, registered=0.2),
    "abroad-protection": Kind(share=15, months=(1, 11), facts={"protection": "yes"}, far=0.7, registered=0.3),
    "born-after": Kind(share=60, facts={**STAYED, "family": "yes"}, cause="none", far=0.0, registered=0.5, says=0.3),
    "joined": Kind(share=20, facts={"forced": "no", "family": "yes"}, cause="family", registered=0.15, says=0.1),
    "work": Kind(share=80, facts={"forced": "no", "place": "elsewhere"}, cause="economic", registered=0.02, says=0.03),
    "study": Kind(share=25, facts={"forced": "no", "place": "elsewhere"}, cause="study", registered=0.0, says=0.0),
    "contract": Kind(share=20, facts={"forced": "no"}, cause="housing", far=0.2, registered=0.02, says=0.1),
    "at-risk": Kind(share=30, facts=STAYED, far=0.0, registered=0.35, says=0.3),
    "confined": Kind(share=15, facts=STAYED, far=0.0, registered=0.2, says=0.4),
    "left-country": Kind(share=15, facts={"here": "no"}, months=(3, 30), registered=0.8, says=0.5),
    "cause-unknown": Kind(share=15, facts={"forced": "unknown"}, cause="unknown", registered=0.1, says=0.1),
    "months-unknown": Kind(share=10, facts={"place": "elsewhere"}, months=None, registered=0.2),
    "place-unknown": Kind(share=5, facts={"place": "unknown"}, registered=0.3),
}


def people(*, country: str, seed: int, size: int, every_kind: int = 0) -> pd.DataFrame:
    """Return invented people.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; another country has other people.
    seed
        Seed.
    size
        How many.
    every_kind
        How many of each kind there are at least.

    Returns
    -------
    DataFrame
        Indexed by ``person`` (P001 …): ``kind``, the facts of `ruta.statistics.classification.FACTS`, ``cause``,
        ``other_municipality``, ``registered`` and ``says_displaced``.
    """
    rng = generator(seed=seed, country=country, name="who-is-counted")
    names = list(KINDS)
    drawn = pick(rng, shares=[kind.share for kind in KINDS.values()], size=size)
    fixed = np.repeat(np.arange(len(names)), every_kind)[:size]
    drawn[: len(fixed)] = fixed
    chance = rng.random((size, 5))
    rows = [_person(names[place], luck) for place, luck in zip(drawn, chance, strict=True)]
    table = pd.DataFrame(rows).iloc[np.argsort(chance[:, 4], kind="stable")]
    table.index = pd.Index([f"P{number:03}" for number in range(1, size + 1)], name="person")
    return table.astype({"months_abroad": "Int64"})


def _person(name: str, luck: Any) -> dict[str, Any]:
    kind = KINDS[name]
    flags = ("other_municipality", "registered", "says_displaced")
    chances = zip(flags, luck, (kind.far, kind.registered, kind.says), strict=False)
    drawn = {flag: "yes" if dice < chance else "no" for flag, dice, chance in chances}
    months: Any = pd.NA
    if kind.months is not None:
        low, high = kind.months
        months = low + int(luck[3] * (high - low + 1))
    facts = {**PLAIN, "family": "no", "place": PLACES[0], "months_abroad": months, **kind.facts}
    return {"kind": name, **{fact: facts[fact] for fact in FACTS}, "cause": kind.cause, **drawn}


def describe(person: pd.Series, *, country: str, language: str) -> str:
    """Return the text of one person: short sentences that say the facts, and none that is not in them.

    Parameters
    ----------
    person
        A row of `people`.
    country, language
        How the text names the areas, and its language.
    """
    near = "far" if person["other_municipality"] == "yes" else "near"
    area = messages.text(f"classification.area.{WORDED.get(country, 'department')}", language=language)
    where = messages.text(f"classification.where.{near}", language=language, area=area)
    months = "" if pd.isna(person["months_abroad"]) else int(person["months_abroad"])
    told = messages.text(f"classification.case.{person['kind']}", language=language, where=where, months=months)
    register = messages.text(f"classification.register.{person['registered']}", language=language)
    return f"{told} {register}"
