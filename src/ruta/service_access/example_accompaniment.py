"""An invented log of accompaniment: people, sessions with the next contact agreed, referrals, and the truth apart.

Nothing in it describes a country, a service or a person: all is drawn by lot, the same for a country and a seed. There
is no clinical content in it, and there must be none.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import countries, draws, frames
from ruta.service_access import example_accompaniment_draws as shapes
from ruta.service_access.example_accompaniment_draws import LAST_DAY, NEVER, REASONS, SHAPES

FIRST_DAY, CUT_OFF = pd.Timestamp("2023-04-01"), pd.Timestamp("2025-12-31")
LAYERS = ("basic", "community", "focused", "specialised")
"""The four layers of support of the Inter-Agency Standing Committee (2007); a person may have several."""
DISTRICTS = ("D1", "D2", "D3", "D4")
AGREED = "agreed"
ENDINGS = (AGREED, *REASONS)
PEOPLE = 3_300


@dataclass(frozen=True, kw_only=True)
class Accompaniment:
    """The four tables of an invented log of accompaniment."""

    cases: pd.DataFrame
    """One row a person: ``person_id``, ``district``, ``opened_on``, ``ended_on`` (NaT = open), ``ended_as`` (one of
    `ENDINGS`, ``""`` = open), ``safe_number`` (boolean: a telephone number that the person said is safe to call) and
    one boolean column for each of `LAYERS`."""
    sessions: pd.DataFrame
    """One row a session of a person (a meeting of ten people would be ten rows):
    ``session_id``, ``person_id``, ``district``, ``layer``, ``facilitator``,
    ``held_on`` and ``next_planned_on`` (the day agreed for the next contact in that layer; NaT = none agreed)."""
    referrals: pd.DataFrame
    """One row a referral inside the system: ``referral_id``, ``person_id``, ``to_layer``, ``sent_on``,
    ``accepted_on``, ``arrived_on`` and ``answered_on`` (the sender was told what became of it); NaT = not seen."""
    truth: pd.DataFrame
    """What no office knows: ``person_id``, ``left_on`` (the agreed day after which nobody saw the person again) and
    ``role`` (what was built into the district, a key of `SHAPES`)."""


def example_accompaniment(*, country: str, seed: int) -> Accompaniment:
    """Return the invented log of a country, from April 2023 to 31 December 2025.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it changes the draw and the first letters of the ids.
    seed
        Seed of the draw, which also deals out what is built into which district.
    """
    found = countries.find(country)
    rng = draws.generator(seed=seed, country=found.iso3, name="accompaniment")
    roles, order = list(SHAPES), draws.lot(rng, size=len(SHAPES))
    people, sessions, first = [], [], 0
    for place, name in enumerate(DISTRICTS):
        role = roles[int(order[place])]
        own, held = _district(rng, SHAPES[role], first=first)
        people.append(own.assign(district=name, role=role))
        sessions.append(held.assign(district=name))
        first += len(own)
    whole, log = pd.concat(people, ignore_index=True), pd.concat(sessions, ignore_index=True)
    ids = np.asarray(frames.ids(found.iso2, "A", len(whole)), dtype=object)
    whole.insert(0, "person_id", pd.Series(ids))
    log = log.drop_duplicates(["person", "held", "facilitator"]).sort_values(["held", "person", "layer"], kind="stable")
    log["facilitator"] = log["district"] + "-F" + (log["facilitator"] + 1).astype(str).str.zfill(2)
    table = pd.DataFrame({
        "session_id": frames.ids(found.iso2, "S", len(log)),
        "person_id": ids[log["person"].to_numpy(np.intp)],
        "district": log["district"].to_numpy(), "layer": log["layer"].to_numpy(),
        "facilitator": log["facilitator"].to_numpy(),
        "held_on": _dates(log["held"]), "next_planned_on": _dates(log["planned"], until=NEVER),
    })  # fmt: skip
    referrals = _referrals(rng, whole)
    arrived = referrals.loc[referrals["arrived_on"].notna(), ["person_id", "to_layer"]]
    for layer in LAYERS:
        had = set(table.loc[table["layer"] == layer, "person_id"])
        had |= set(arrived.loc[arrived["to_layer"] == layer, "person_id"])
        whole[layer] = whole["person_id"].isin(had) | (whole["basic_from_start"] & (layer == "basic"))
    referrals.insert(0, "referral_id", frames.ids(found.iso2, "R", len(referrals)))
    cases = whole[["person_id", "district", "opened_on", "ended_on", "ended_as", "safe_number", *LAYERS]]
    truth = pd.DataFrame({
        "person_id": ids, "left_on": _dates(whole["left"], until=NEVER), "role": whole["role"],
    })  # fmt: skip
    return Accompaniment(cases=cases, sessions=table, referrals=referrals, truth=truth)


def _district(rng: np.random.Generator, shape: shapes.Shape, *, first: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the people and the sessions of one district; people are numbered from ``first``."""
    count = round(PEOPLE * shape.people)
    opened = draws.whole(rng, low=0, high=LAST_DAY - 20, size=count)
    # In every second case the later of two days: more people come from year to year.
    other = draws.whole(rng, low=0, high=LAST_DAY - 20, size=count)
    opened = np.where(rng.random(count) < 0.5, np.maximum(opened, other), opened)
    # Whoever waits has asked in the last months; the others were seen within three weeks.
    waits = rng.random(count) < shape.waiting * np.where(opened > LAST_DAY - 420, 1.0, 0.35)
    start = np.where(waits, NEVER, opened + draws.whole(rng, low=1, high=21, size=count))
    interval = 7 * draws.whole(rng, low=2, high=5, size=count)
    line = shapes.line(
        rng, start=start, agreed=draws.whole(rng, low=4, high=11, size=count),
        kept=np.repeat(np.asarray(shape.kept)[:, None], np.intp(count), axis=1),
        lost=np.repeat(np.asarray(shape.lost)[:, None], np.intp(count), axis=1), interval=interval,
    )  # fmt: skip
    group = rng.random(count) < 0.25
    whose = line.person.astype(np.intp)
    own = draws.whole(rng, low=0, high=shape.facilitators[0], size=count)
    who = shapes.facilitators(rng, own=own[whose], held=line.held, usual=shape.usual, many=shape.facilitators)
    main = pd.DataFrame({
        "person": line.person, "held": line.held, "planned": line.planned, "facilitator": who,
        "layer": np.where(group[whose], "community", "focused"),
    })  # fmt: skip
    extra = _open_meetings(rng, main, shape)
    sessions = pd.concat([main, extra], ignore_index=True)
    sessions = sessions[sessions["held"] <= LAST_DAY]
    sessions["person"] += first

    noted = line.left + draws.whole(rng, low=15, high=61, size=count)
    noted = np.where((line.left < NEVER) & (rng.random(count) < 0.82), noted, NEVER)
    ended = np.minimum(line.closed, noted)
    closing = rng.random(count) < np.where(noted >= shapes.THIS_YEAR, shape.closings, 0.05)
    usual = draws.pick(rng, shares=(34, 46, 20), size=count)
    reason = np.where(closing, 3, usual)
    seen = ended <= LAST_DAY
    ended_as = np.where(line.closed <= LAST_DAY, AGREED, np.asarray(REASONS, dtype=object)[reason.astype(np.intp)])
    people = pd.DataFrame({
        "opened_on": _dates(pd.Series(opened)), "ended_on": _dates(pd.Series(ended)),
        "ended_as": np.where(seen, ended_as, ""), "safe_number": rng.random(count) < 0.62,
        "basic_from_start": rng.random(count) < 0.4, "left": line.left, "start": start, "end": ended,
    })  # fmt: skip
    return people, sessions


def _open_meetings(rng: np.random.Generator, main: pd.DataFrame, shape: shapes.Shape) -> pd.DataFrame:
    """Return the open meetings of people who have a facilitator: nobody is expected on a day, so none is planned."""
    going_on = main[(main["layer"] == "focused") & (main["planned"] < NEVER)]
    year = (going_on["held"].to_numpy() >= shapes.THIS_YEAR).astype(np.intp)
    mean = np.asarray(shape.open_groups, dtype=np.float64)[year]
    many = np.floor(rng.random(len(going_on)) * (2 * mean + 1)).astype(np.intp)
    rows = going_on.iloc[np.repeat(np.arange(len(going_on)), many).astype(np.intp)].reset_index(drop=True)
    held = rows["held"] + draws.whole(rng, low=1, high=14, size=len(rows))
    who = shapes.facilitators(
        rng, own=np.zeros(len(rows), dtype=np.int64), held=held.to_numpy(), usual=(0.0, 0.0), many=shape.facilitators
    )
    return rows.assign(held=held, planned=NEVER, facilitator=who, layer="community")


def _referrals(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Return what became of the referrals of about every second person."""
    start = people["start"].to_numpy()
    sent = start + draws.whole(rng, low=0, high=40, size=len(people))
    rows = np.flatnonzero((rng.random(len(people)) < 0.5) & (sent <= np.minimum(LAST_DAY, people["end"].to_numpy())))
    sent, count = sent[rows], len(rows)
    to = draws.pick(rng, shares=(45, 20, 35), size=count).astype(np.intp)
    taken = rng.random(count) < 0.82
    came = taken & (rng.random(count) < np.asarray((0.78, 0.80, 0.58))[to])
    told = rng.random(count) < np.where(came, 0.56, np.where(taken, 0.18, 0.35))
    accepted = np.where(taken, sent + draws.whole(rng, low=1, high=15, size=count), NEVER)
    arrived = np.where(came, accepted + draws.whole(rng, low=1, high=31, size=count), NEVER)
    last = np.where(came, arrived, np.where(taken, accepted, sent))
    answered = np.where(told, last + draws.whole(rng, low=1, high=31, size=count), NEVER)
    return pd.DataFrame({
        "person_id": people["person_id"].to_numpy()[rows],
        "to_layer": np.asarray(("basic", "community", "specialised"), dtype=object)[to],
        "sent_on": _dates(pd.Series(sent)), "accepted_on": _dates(pd.Series(accepted)),
        "arrived_on": _dates(pd.Series(arrived)), "answered_on": _dates(pd.Series(answered)),
    })  # fmt: skip


def _dates(day: pd.Series, *, until: int = LAST_DAY + 1) -> pd.Series:
    """Return days of the log as dates; blank from ``until`` on."""
    number = day.reset_index(drop=True)
    seen = number < until
    return (FIRST_DAY + pd.to_timedelta(number.where(seen, 0), unit="D")).where(seen)
