"""An invented log of a route of care for six rights: requests, deliveries, a survey of need, and the truth apart.

Nothing in it describes a country: people, offices and numbers are drawn by lot, the same for a country and a seed.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import countries, draws, frames
from ruta.service_access import example_route_draws as shapes
from ruta.service_access.example_route_draws import NEVER, SHAPES, Fates, Needs
from ruta.service_access.funnel import ROUTE

RIGHTS = tuple(SHAPES)
STEPS = ROUTE
"""The columns of the steps, in order; each holds the day on which a person reached it."""
SERVICES = {
    "documentation": ("identity-document", "birth-certificate"),
    "education": ("school-enrolment", "levelling-class"),
    "livelihoods": ("job-training", "seed-capital"),
    "land": ("legal-advice", "land-claim"),
    "humanitarian": ("food-kit", "rent-support"),
    "health": ("medical-visit", "psychosocial-session"),
}
"""The catalogue: which services belong to which right."""
FIRST_DAY, CUT_OFF = pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-31")
REASONS = {"no-place": "availability", "too-far": "accessibility", "cost": "accessibility", "papers": "accessibility",
           "not-safe": "acceptability", "treatment": "acceptability"}  # fmt: skip
"""Why people say that they stopped, and Tanahashi's stage of each reason."""
_REASON_SHARES = ((8, 8, 12, 60, 6, 6), (30, 10, 10, 40, 5, 5), (8, 46, 18, 10, 14, 4), (56, 8, 8, 8, 8, 12),
                  (12, 12, 22, 4, 14, 36))  # fmt: skip
CALLED, CLOSING, CALL_BACK = 6, "closing", "call-back"
SURVEY_ERROR = 0.10
SURVEYED = ("in_need", "eligible", "available", "accessible", "acceptable")
ANY = "any"
"""Last row of the survey: people who need at least one of the rights, each counted once."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """The four tables of an invented route of care."""

    cases: pd.DataFrame
    """One row a request: ``case_id``, ``person_id``, ``right``, the steps (`STEPS`; NaT = not by the cut-off date),
    ``answered_on`` (the receiving office told the sender what became of the referral), ``closed_on`` and ``closed_as``
    (``"withdrew"`` or ``"not-eligible"``), ``asked`` (who asked for an opinion: ``"closing"``, ``"call-back"``,
    ``""``), ``satisfied`` (boolean, <NA> where nobody asked) and ``reason`` (a key of `REASONS`, from call-backs)."""
    deliveries: pd.DataFrame
    """One row a delivery: ``delivery_id``, ``case_id``, ``person_id``, ``right``, ``service``, ``delivered_on``."""
    need: pd.DataFrame
    """One row a right and a last row `ANY`, from an invented survey on 2025 (persons, int64): ``in_need`` with
    ``low`` and ``high``, and of those ``eligible``, ``available``, ``accessible`` and ``acceptable``."""
    truth: pd.DataFrame
    """What no office knows: days from the request to each step, ``left_after``, ``noted`` and ``would_be_satisfied``;
    Int64, <NA> where it never happens."""


def example_route(*, country: str, seed: int) -> Route:
    """Return the invented log of a country: requests of 2024 and 2025, read on 31 December 2025.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it changes the draw and the first letters of the ids.
    seed
        Seed of the draw.
    """
    found = countries.find(country)
    rng = draws.generator(seed=seed, country=found.iso3, name="route-of-care")
    parts, survey = [], []
    anybody: dict[str, draws.Flag] = {name: np.zeros(shapes.PEOPLE, dtype=bool) for name in SURVEYED}
    for right, shape in SHAPES.items():
        needs = shapes.needs(rng, shape)
        asks = needs.asked < NEVER
        asked = needs.asked[asks]
        fates = shapes.fates(rng, shape, asked=asked, eligible=needs.eligible[asks])
        parts.append(_cases(rng, right, person=needs.person[asks], asked=asked, fates=fates))
        flags = _in_need(needs, asks=asks, fates=fates)
        survey.append(_survey(rng, right, flags))
        for name, flag in flags.items():
            anybody[name][needs.person[flag].astype(np.intp)] = True
    survey.append(_survey(rng, ANY, anybody))
    whole = pd.concat(parts).sort_values(["requested_on", "person_id", "right"], kind="stable").reset_index(drop=True)
    whole.insert(0, "case_id", frames.ids(found.iso2, "C", len(whole)))
    whole["person_id"] = np.asarray(frames.ids(found.iso2, "S", shapes.PEOPLE), dtype=object)[whole["person_id"]]
    deliveries = _deliveries(rng, whole, iso2=found.iso2)
    truth = whole[["case_id", *_TRUTH]].rename(columns={f"after_{step}": f"{step}_after" for step in STEPS[1:]})
    return Route(
        cases=whole.drop(columns=[*_TRUTH, "spacing", "made"]),
        deliveries=deliveries,
        need=pd.DataFrame(survey).set_index("right"),
        truth=truth,
    )


_TRUTH = [*(f"after_{step}" for step in STEPS[1:]), "left_after", "noted", "would_be_satisfied"]


def _cases(
    rng: np.random.Generator, right: str, *, person: draws.Whole, asked: draws.Whole, fates: Fates
) -> pd.DataFrame:
    count = len(person)
    table: dict[str, object] = {"person_id": person.astype(np.intp), "right": right, STEPS[0]: _dates(asked)}
    for place, step in enumerate(STEPS[1:]):
        table[step] = _dates(asked + fates.steps[:, place])
    received, referred = fates.steps[:, 2], fates.steps[:, 1]
    came = received < NEVER
    told = (referred < NEVER) & (rng.random(count) < np.where(came, 0.5, 0.08))
    answer = np.where(came, received, referred) + draws.whole(rng, low=1, high=30, size=count)
    table["answered_on"] = _dates(asked + np.where(told, answer, NEVER))
    closed = asked + np.where(fates.noted, fates.left, NEVER)
    table["closed_on"] = _dates(closed)
    stage = (fates.steps < NEVER).sum(axis=1)
    seen = closed <= shapes.LAST_DAY
    refused = seen & (stage == 0) & (rng.random(count) < 0.75)
    table["closed_as"] = np.select([refused, seen], ["not-eligible", "withdrew"], "")

    finished = asked + fates.steps[:, 4] <= shapes.LAST_DAY
    called = seen & ~refused & (draws.whole(rng, low=0, high=CALLED, size=count) == 0)
    likes = rng.random(count) < np.where(fates.left < NEVER, 0.30, 0.86)
    table["asked"] = np.select([finished, called], [CLOSING, CALL_BACK], "")
    table["satisfied"] = pd.array(likes, dtype="boolean")
    shares = np.asarray(_REASON_SHARES, dtype=np.float64)[np.minimum(stage, 4).astype(np.intp)].cumsum(axis=1)
    draw = (rng.random(count) * 100)[:, None]
    said = np.asarray(tuple(REASONS), dtype=object)[(draw >= shares[:, :-1]).sum(axis=1).astype(np.intp)]
    table["reason"] = np.where(called, said, "")
    for place, step in enumerate(STEPS[1:]):
        table[f"after_{step}"] = _days(fates.steps[:, place])
    frame = pd.DataFrame(
        table | {"left_after": _days(fates.left), "noted": fates.noted, "would_be_satisfied": likes,
                 "spacing": fates.spacing, "made": fates.deliveries}
    )  # fmt: skip
    frame["satisfied"] = frame["satisfied"].mask(frame["asked"] == "")
    return frame


def _in_need(needs: Needs, *, asks: draws.Flag, fates: Fates) -> dict[str, draws.Flag]:
    """Tell who needed the right on some day of the last year, and what stood in the way."""
    done = np.full(len(needs.person), NEVER, dtype=np.int64)
    done[asks] = needs.asked[asks] + fates.steps[:, 4]
    inside = done >= shapes.THIS_YEAR
    return {"in_need": inside} | {name: inside & getattr(needs, name) for name in SURVEYED[1:]}


def _survey(rng: np.random.Generator, right: str, flags: dict[str, draws.Flag]) -> dict[str, object]:
    """Count as a survey that is a little off would, to the nearest ten."""
    off = float(draws.between(rng, low=0.96, high=1.05, size=1)[0])
    row: dict[str, object] = {name: 10 * round(int(flag.sum()) * off / 10) for name, flag in flags.items()}
    many = int(flags["in_need"].sum()) * off
    low, high = (10 * round(many * side / 10) for side in (1 - SURVEY_ERROR, 1 + SURVEY_ERROR))
    return {"right": right, **row, "low": low, "high": high}


def _deliveries(rng: np.random.Generator, whole: pd.DataFrame, *, iso2: str) -> pd.DataFrame:
    rows = np.repeat(np.arange(len(whole)), whole["made"].to_numpy(np.intp)).astype(np.intp)
    kept = ["case_id", "person_id", "right", STEPS[0], "after_served_on", "spacing"]
    made = whole[kept].iloc[rows].reset_index(drop=True)
    number = made.groupby("case_id").cumcount()
    after = made["after_served_on"].astype("int64") + number * made["spacing"]
    made["delivered_on"] = made[STEPS[0]] + pd.to_timedelta(after, unit="D")
    second = ((number > 0) & (rng.random(len(made)) < 0.4)).astype("int64")
    made["service"] = [SERVICES[right][place] for right, place in zip(made["right"], second, strict=True)]
    made = made[made["delivered_on"] <= CUT_OFF].sort_values(["delivered_on", "case_id"], kind="stable")
    table = made[["case_id", "person_id", "right", "service", "delivered_on"]].reset_index(drop=True)
    table.insert(0, "delivery_id", frames.ids(iso2, "D", len(table)))
    return table


def _dates(day: draws.Whole) -> pd.Series:
    """Return days of the log as dates; blank after the cut-off date."""
    seen = day <= shapes.LAST_DAY
    return pd.Series(FIRST_DAY + pd.to_timedelta(np.where(seen, day, 0), unit="D")).where(pd.Series(seen))


def _days(after: draws.Whole) -> "pd.Series[int]":
    """Return days after the request; <NA> for what never happens."""
    return pd.Series(after, dtype="Int64").mask(pd.Series(after >= NEVER))
