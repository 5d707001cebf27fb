"""Events of persons, and the groups that they are in at the end of a day."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import frames
from ruta.datasets.countries import Country
from ruta.datasets.draws import Whole
from ruta.datasets.municipalities import Places
from ruta.datasets.people import Population
from ruta.datasets.schema_people import CAUSES, GROUPS, KINDS
from ruta.datasets.timeline import END, NEVER, YEARS, dates, day

NOWHERE = -1
NO_CAUSE = len(CAUSES)
KIND = {kind: number for number, kind in enumerate(KINDS)}
OUT = len(GROUPS)
GROUP_AFTER = {
    **dict.fromkeys(("displacement", "re-entry", "returned-from-abroad", "second-displacement"), "A1"),
    **{"return": "A2", "settlement": "A3", "birth": "C"},
}
# Position in GROUPS after an event of each kind; OUT where the person is in none of them any more.
_AFTER = np.asarray([GROUPS.index(GROUP_AFTER[kind]) if kind in GROUP_AFTER else OUT for kind in KINDS], dtype=np.int64)


@dataclass(frozen=True, kw_only=True)
class Events:
    """Events as parallel arrays, in the order of day and person."""

    person: Whole
    day: Whole
    kind: Whole
    cause: Whole
    origin: Whole
    destination: Whole


def events(people: Population) -> Events:
    """Return all events of a population up to the last day of the data."""
    fates, homes = people.fates, people.households
    household = fates.household
    one, two = homes.first, homes.second
    home = homes.home[household]
    count = len(household)
    constant = {kind: np.full(count, number, dtype=np.int64) for kind, number in KIND.items()}
    nowhere, no_cause = np.full(count, NOWHERE, dtype=np.int64), np.full(count, NO_CAUSE, dtype=np.int64)

    place_1 = one.to[household]
    place_2 = np.where(fates.onward < NEVER, one.moved_to[household], place_1)
    place_3 = two.to[household]
    moved_2 = two.moved_to[household]
    abroad = homes.abroad[household]
    first_kind = np.where(abroad, KIND["returned-from-abroad"], KIND["displacement"])
    again = np.where(fates.exit < fates.second, KIND["re-entry"], KIND["second-displacement"])
    onward, onward_2 = (np.where(s.returned[household], KIND["return"], KIND["settlement"]) for s in (one, two))

    last_day = np.minimum(fates.death, fates.departure)
    last_place = np.where(
        fates.onward_2 < last_day,
        moved_2,
        np.where(fates.second < last_day, place_3, np.where(fates.onward < last_day, place_2, place_1)),
    )
    exit_2_place = np.where(fates.onward_2 < NEVER, moved_2, place_3)
    child_place = _child_place(people)
    parts = [
        (
            fates.first,
            first_kind,
            np.where(abroad, NO_CAUSE, one.cause[household]),
            np.where(abroad, NOWHERE, home),
            place_1,
        ),
        (fates.onward, onward, no_cause, place_1, place_2),
        (fates.exit, constant["exit-overcame"], no_cause, place_2, place_2),
        (fates.second, again, two.cause[household], place_2, place_3),
        (fates.onward_2, onward_2, no_cause, place_3, moved_2),
        (fates.exit_2, constant["exit-overcame"], no_cause, exit_2_place, exit_2_place),
        (fates.death, constant["death"], no_cause, last_place, nowhere),
        (fates.departure, constant["exit-abroad"], no_cause, last_place, nowhere),
        (
            np.where(people.persons.mother >= 0, people.persons.born, NEVER),
            constant["birth"],
            no_cause,
            nowhere,
            child_place,
        ),
        (people.child_death, constant["related-death"], no_cause, child_place, nowhere),
        (people.child_departure, constant["related-departure"], no_cause, child_place, nowhere),
    ]
    return _ordered(parts)


def _child_place(people: Population) -> Whole:
    """Return where the family of each child of group C lived when the child was born."""
    fates, homes = people.fates, people.households
    mother = np.maximum(people.persons.mother, 0)
    household, born = fates.household[mother], people.persons.born
    place = np.where(fates.onward[mother] <= born, homes.first.moved_to[household], homes.first.to[household])
    place = np.where(fates.second[mother] <= born, homes.second.to[household], place)
    return np.where(fates.onward_2[mother] <= born, homes.second.moved_to[household], place)


def _ordered(parts: list[tuple[Whole, Whole, Whole, Whole, Whole]]) -> Events:
    person = np.arange(len(parts[0][0]), dtype=np.int64)
    kept = [days <= END for days, *_ in parts]
    columns = [np.concatenate([part[i][keep] for part, keep in zip(parts, kept, strict=True)]) for i in range(5)]
    who = np.concatenate([person[keep] for keep in kept])
    days, kind, cause, origin, destination = columns
    order = np.lexsort((who, days))
    return Events(
        person=who[order],
        day=days[order],
        kind=kind[order],
        cause=cause[order],
        origin=origin[order],
        destination=destination[order],
    )


def frame(country: Country, places: Places, person_ids: list[str], happened: Events) -> pd.DataFrame:
    """Return the table of movements."""
    codes = np.asarray([*places.code, None], dtype=object)
    return frames.conform(
        {
            "movement_id": frames.ids(country.iso2, "M", len(happened.day)),
            "person_id": np.asarray(person_ids, dtype=object)[happened.person],
            "date": dates(happened.day),
            "kind": np.asarray(KINDS, dtype=object)[happened.kind],
            "cause": np.asarray([*CAUSES, None], dtype=object)[happened.cause],
            "from_municipality": codes[happened.origin],
            "to_municipality": codes[happened.destination],
        },
        "movements",
    )


def groups(happened: Events) -> pd.DataFrame:
    """Return the true stocks: persons by group on 31 December of each year, from the last event of each person."""
    rows = []
    for year in YEARS:
        until = happened.day <= day(f"{year}-12-31")
        # Events are in the order of days, so that a later one overwrites an earlier one.
        after = np.full(int(happened.person.max(initial=-1)) + 1, OUT, dtype=np.int64)
        after[happened.person[until]] = _AFTER[happened.kind[until]]
        counts = np.bincount(after.astype(np.intp), minlength=OUT + 1)
        rows += [(year, group, int(counts[place])) for place, group in enumerate(GROUPS)]
    years, names, persons = zip(*rows, strict=True)
    return frames.conform({"year": years, "group": names, "persons": persons}, "groups")
