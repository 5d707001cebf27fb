"""An invented city that asks whether families may return: neighbourhoods, households, earlier returns, the truth apart.

Nothing in it describes a country: neighbourhoods, people and numbers are drawn by lot, the same for a country and a
seed.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import countries, draws
from ruta.service_access import example_evidence, example_households
from ruta.service_access import example_return_draws as shapes
from ruta.service_access.example_return_draws import MONTHS, SHAPES

FIRST_MONTH, CUT_OFF = pd.Timestamp("2023-01-01"), pd.Timestamp("2025-12-31")
ON = pd.Timestamp("2026-01-15")
"""Day of the assessment."""
ASKED = "emptied"
"""Kind of the neighbourhood that the municipality asks about."""


@dataclass(frozen=True, kw_only=True)
class City:
    """The tables of the invented city."""

    asked: str
    """Code of the neighbourhood that the municipality asks about."""
    months: pd.DataFrame
    """One row a neighbourhood and month: ``place``, ``month`` (its first day), ``incidents`` (reported, int64),
    ``residents`` (estimated, int64) and its ``least`` and ``most``."""
    survey: pd.DataFrame
    """One row a neighbourhood and year: households with an incident that were ``asked``, and of those ``told`` (told an
    office about it)."""
    evidence: pd.DataFrame
    """The municipality's file, with the columns of `ruta.service_access.viability.COLUMNS`."""
    households: pd.DataFrame
    """One row a household that had to leave the neighbourhood asked about; see
    `ruta.service_access.example_households`."""
    returns: pd.DataFrame
    """One row a household that returned somewhere in the city since 2023; see `example_households`."""
    truth: pd.DataFrame
    """What no office knows, by neighbourhood and month: ``events`` and ``true_residents``."""
    true_days: pd.DataFrame
    """What no office knows, by household of ``returns``: ``true_days`` until it moves again (Int64, <NA> = never)."""
    kinds: "pd.Series[str]"
    """What is built into each neighbourhood: its key in `SHAPES`, by code."""


def example_return(*, country: str, seed: int) -> City:
    """Return the invented city of a country.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it changes the draw and the first letters of the ids.
    seed
        Seed of the draw.
    """
    found = countries.find(country)
    rng = draws.generator(seed=seed, country=country, name="return-and-relocation")
    order = draws.lot(rng, size=len(SHAPES))
    codes = dict(zip(SHAPES, (f"N{1 + int(place)}" for place in order), strict=True))
    courses = {kind: shapes.course(rng, shape) for kind, shape in SHAPES.items()}
    survey = [
        {"place": codes[kind], "year": 2023 + month // 12, "asked": asked,
         "told": shapes.survey(rng, shape, month=month, households=asked)}
        for kind, shape in SHAPES.items() for month, asked in ((6, 120), (30, 120))
    ]  # fmt: skip
    evidence = example_evidence.evidence(rng, codes, on=ON)
    households = example_households.households(rng, iso2=found.iso2)
    returns, days = example_households.returns(rng, iso2=found.iso2, cut_off=CUT_OFF)
    by_code = sorted(codes, key=codes.__getitem__)
    dates = pd.date_range(FIRST_MONTH, periods=MONTHS, freq="MS")
    months = pd.concat([_months(codes[kind], courses[kind], dates) for kind in by_code], ignore_index=True)
    truth = months[["place", "month"]].assign(
        events=np.concatenate([courses[kind].events for kind in by_code]),
        true_residents=np.concatenate([courses[kind].true_residents for kind in by_code]),
    )
    return City(
        asked=codes[ASKED], months=months,
        survey=pd.DataFrame(survey).sort_values(["place", "year"]).reset_index(drop=True),
        evidence=evidence, households=households, returns=returns, truth=truth, true_days=days,
        kinds=pd.Series({codes[kind]: kind for kind in by_code}, name="kind"),
    )  # fmt: skip


def _months(place: str, course: shapes.Course, dates: pd.DatetimeIndex) -> pd.DataFrame:
    residents = course.residents
    low, high = ((residents * (1 + side * shapes.POPULATION_ERROR)).round().astype("int64") for side in (-1, 1))
    return pd.DataFrame({
        "place": place, "month": dates, "incidents": course.reported, "residents": residents, "least": low,
        "most": high,
    })  # fmt: skip
