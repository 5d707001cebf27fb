"""Requests for services: the steps of the route, waits still open at the cut-off, and the waits in truth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import draws, frames
from ruta.datasets.countries import Country
from ruta.datasets.draws import Flag, Real, Whole
from ruta.datasets.movements import Events
from ruta.datasets.municipalities import Places
from ruta.datasets.people import Population
from ruta.datasets.schema_weekly import SERVICES
from ruta.datasets.timeline import END, NEVER, dates, day

FIRST, LAST, SLOW_FROM = day("2023-01-01"), day("2025-12-20"), day("2025-01-01")
PER_HOUSEHOLD = 1.2
SERVICE_SHARES = (0.34, 0.14, 0.20, 0.18, 0.14)
# Waits of a host person in a usual year: deciles in days, and how many times as long each service takes.
WAIT_DECILES = (1, 12, 22, 33, 46, 62, 84, 115, 165, 260, 700)
SERVICE_TIMES = (1.0, 0.8, 0.5, 0.9, 3.2)
DISPLACED_TIMES, WITHDRAWING = 1.6, 0.18
# In the last year part of the requests stall and the easy ones go ahead: those attended look quick, all wait longer.
STALLED, STALLED_TIMES, EASY_TIMES = 0.45, 5.0, 0.85


@dataclass(frozen=True, kw_only=True)
class Requests:
    """Requests as parallel arrays, in the order of their days."""

    person: Whole
    day: Whole
    displaced: Flag
    service: Whole
    place: Whole
    wait: Whole
    """Days from request to service, however long."""


def place_on(people: Population, happened: Events, person: Whole, date: Whole) -> Whole:
    """Return in which municipality persons lived on given days, from their last event until then."""
    order = np.lexsort((happened.day, happened.person))
    span = END + 2
    keys = happened.person[order] * span + happened.day[order]
    last = np.searchsorted(keys, person * span + date, side="right") - 1
    known = (
        (last >= 0) & (happened.person[order][np.maximum(last, 0)] == person)
        if len(keys)
        else np.zeros(len(person), bool)
    )
    home = people.home_of(person)
    return np.where(known, happened.destination[order][np.maximum(last, 0)], home) if len(keys) else home


def _asking(rng: np.random.Generator, people: Population, wanted: int) -> tuple[Whole, Whole, Flag]:
    """Draw who asks and when: persons in group A, and persons never displaced until then, about half and half."""
    tries = 4 * wanted + 20
    person = draws.whole(rng, low=0, high=len(people.persons.born), size=tries)
    date = draws.whole(rng, low=FIRST, high=LAST + 1, size=tries)
    displaced = people.fates.displaced_on(date, person)
    apart = (people.persons.mother[person] >= 0) | people.households.abroad[people.persons.household[person]]
    host = (people.fates.first[person] > date) & ~apart & (rng.random(tries) < 0.6)
    born = people.persons.born[person] < date
    kept = np.flatnonzero(born & (displaced | host))[:wanted]
    kept = kept[np.lexsort((person[kept], date[kept]))]
    return person[kept], date[kept], displaced[kept]


def make(country: Country, seed: int, places: Places, people: Population, happened: Events) -> Requests:
    """Draw the requests of a country with their true waits."""
    rng = draws.generator(seed=seed, country=country.iso3, name="service-requests")
    person, date, displaced = _asking(rng, people, round(PER_HOUSEHOLD * len(people.households)))
    count = len(person)
    service = draws.pick(rng, shares=SERVICE_SHARES, size=count)
    by_place = draws.between(rng, low=0.8, high=1.25, size=len(set(places.area)))
    place = place_on(people, happened, person, date)
    area_number = np.unique(np.asarray(places.area), return_inverse=True)[1]
    usual: Real = draws.quantile(rng.random(count), points=WAIT_DECILES)
    times = np.asarray(SERVICE_TIMES)[service] * by_place[area_number[place]]
    lately = np.where(rng.random(count) < STALLED, STALLED_TIMES, EASY_TIMES)
    times = times * np.where(displaced, DISPLACED_TIMES, 1.0) * np.where(date >= SLOW_FROM, lately, 1.0)
    return Requests(
        person=person,
        day=date,
        displaced=displaced,
        service=service,
        place=place,
        wait=1 + np.floor(usual * times).astype(np.int64),
    )


def frame(
    country: Country, seed: int, places: Places, people: Population, person_ids: list[str], asked: Requests
) -> pd.DataFrame:
    """Return the table of requests as the file shows it on the day of the cut-off."""
    rng = draws.generator(seed=seed, country=country.iso3, name="service-steps")
    count = len(asked.day)
    referral = np.floor(asked.wait * draws.between(rng, low=0.02, high=0.3, size=count)).astype(np.int64)
    acceptance = referral + np.floor(
        (asked.wait - referral) * draws.between(rng, low=0.2, high=0.8, size=count)
    ).astype(np.int64)
    patience = np.where(rng.random(count) < WITHDRAWING, draws.whole(rng, low=20, high=300, size=count), NEVER)
    withdrawn = np.where(patience < asked.wait, asked.day + patience, NEVER)

    def seen(after: Whole) -> Whole:
        reached = asked.day + after
        return np.where(reached < withdrawn, reached, NEVER)

    ids = np.asarray(person_ids, dtype=object)
    return frames.conform(
        {
            "request_id": frames.ids(country.iso2, "R", count),
            "person_id": ids[asked.person],
            "service": np.asarray(SERVICES, dtype=object)[asked.service],
            "requested_on": dates(asked.day),
            "sex": np.where(people.persons.woman[asked.person], "F", "M"),
            "group": np.where(asked.displaced, "displaced", "host"),
            "area": np.asarray(places.area, dtype=object)[asked.place],
            "referred_on": dates(seen(referral)),
            "accepted_on": dates(seen(acceptance)),
            "served_on": dates(seen(asked.wait)),
            "withdrawn_on": dates(withdrawn),
            "cut_off": dates(np.full(count, END, dtype=np.int64)),
        },
        "service-requests",
    )


def waits(country: Country, asked: Requests) -> pd.DataFrame:
    """Return the truth about waits."""
    ids = frames.ids(country.iso2, "R", len(asked.day))
    return frames.conform({"request_id": ids, "true_wait_days": asked.wait}, "waits")
