"""An invented register of schools by fortnight, with what is behind it kept apart.

Nothing in it describes a real school or place. Built in on purpose: the season of the school year, the harvest, moves
of an ordinary kind, disturbances that move several figures at once, displacement that is mostly coded as something
else, reports that do not arrive, and schools that go quiet when it begins.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.countries import find
from ruta.datasets.draws import Flag, Real, Whole
from ruta.early_warning import school_calendar
from ruta.early_warning.school_calendar import FORTNIGHTS, YEARS, season
from ruta.early_warning.school_truth import CODES, Truth, draw_truth

SECTORS, EACH = 8, 6
SIZES = (80.0, 130.0, 190.0, 270.0, 390.0, 560.0, 900.0)
_RATES = {"transfers": 1.1, "insecurity": 0.2, "residence": 1.2, "work": 0.6, "other": 1.5}
"""Usual leavings per 1,000 pupils enrolled and full fortnight, invented."""
_SEASONS = {
    "transfers": season({range(1, 2): 6.0, range(2, 3): 4.0, range(3, 4): 2.5, range(11, 13): 1.6}),
    "insecurity": season({}),
    "residence": season({range(1, 2): 2.4, range(2, 3): 1.8, range(11, 13): 1.5}),
    "work": season({}),
    "other": season({range(11, 13): 1.5, range(17, 21): 1.8}),
}
_TEACHERS = 0.012
"""Requests to be moved, per post and full fortnight."""


@dataclass(frozen=True, kw_only=True)
class Schools:
    """A register and, apart from it, what nobody knows when the register is read."""

    register: pd.DataFrame
    """One row per school and fortnight; counts blank where no report came."""
    calendar: pd.DataFrame
    """One row per fortnight, from `school_calendar.calendar`."""
    onsets: pd.DataFrame
    """Truth: when threats began near a school, when most families left, and whether the school went quiet."""
    disturbances: pd.DataFrame
    """Truth: what moved the figures of a sector without anybody being forced out."""
    forced: pd.DataFrame
    """Truth: forced leavings by the code under which they were entered, reported or not."""


def example_schools(*, country: str, seed: int) -> Schools:
    """Return 48 schools in 8 sectors of one invented city, over five school years of 20 fortnights.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code: school calendar and harvest follow it; everything else is only drawn anew.
    seed
        Seed of the draw.

    Returns
    -------
    Schools
        ``register``: ``school``, ``sector``, ``year``, ``fortnight``, ``start`` (Monday), ``days_open``, ``enrolled``
        and ``posts`` at the start, then the counts of the fortnight: ``absent_days`` (pupil-days without a known
        reason), ``transfers``, the withdrawals by reason ``insecurity``, ``residence``, ``work``, ``other``, and
        ``teacher_requests``.
    """
    calendar = school_calendar.calendar(country, seed=seed)
    rng = draws.generator(seed=seed, country=country, name="example-schools")
    truth = draw_truth(rng, calendar, schools=SECTORS * EACH, each=EACH)
    shape = (SECTORS * EACH, len(YEARS), FORTNIGHTS)
    in_harvest = (np.arange(shape[0]) // EACH >= SECTORS // 2)[:, None, None] & np.isin(
        np.arange(1, FORTNIGHTS + 1), list(find(country).harvest)
    )
    size = draws.quantile(rng.random(shape[0]), points=SIZES)
    grown = draws.between(rng, low=0.95, high=1.08, size=shape[0] * len(YEARS)).reshape(shape[:2])
    begin = np.floor(size[:, None] * grown)[..., None]
    days = np.maximum(calendar["days_open"].to_numpy().reshape(shape[1:]) - truth.days_lost, 0)
    exposed = begin * days / school_calendar.DAYS
    counts, forced = _leavings(rng, truth, exposed, in_harvest)
    left = np.cumsum(np.sum(list(counts.values()), axis=0), axis=2)
    before = np.concatenate([np.zeros((*shape[:2], 1)), left[..., :-1]], axis=2)
    enrolled: Whole = np.maximum(begin - before, 20.0).astype(np.int64)
    posts = np.maximum(begin // 27, 3).astype(np.int64)
    usual_absence = draws.between(rng, low=0.035, high=0.06, size=shape[0])[:, None, None]
    absence = usual_absence * truth.factors["absence"] * np.where(in_harvest, 1.5, 1.0)
    counts["absent_days"] = _absent(rng, enrolled, days, absence)
    counts["teacher_requests"] = _counts(
        rng, _TEACHERS * posts * days / school_calendar.DAYS * truth.factors["teachers"]
    )
    closed, quiet = days == 0, truth.quiet | (rng.random(shape) < 0.03)
    return Schools(
        register=_table(calendar, days, enrolled, np.broadcast_to(posts, shape), counts, closed | quiet),
        calendar=calendar, onsets=truth.onsets, disturbances=truth.disturbances,
        forced=pd.DataFrame({"code": list(forced), "pupils": [int(table.sum()) for table in forced.values()]}),
    )  # fmt: skip


def _counts(rng: np.random.Generator, mean: Real) -> Whole:
    return draws.poisson(rng, mean=mean.ravel()).reshape(mean.shape)


def _leavings(
    rng: np.random.Generator, truth: Truth, exposed: Real, in_harvest: Flag
) -> tuple[dict[str, Whole], dict[str, Whole]]:
    """All leavings by code, and the forced ones among them."""
    schools = len(exposed)
    level = {code: draws.between(rng, low=0.6, high=1.5, size=schools)[:, None, None] for code in CODES}
    counts = {}
    for code in CODES:
        usual = _RATES[code] / 1000 * level[code] * _SEASONS[code] * truth.factors[code]
        if code == "work":
            usual = usual * np.where(in_harvest, 6.0, 1.0)
        counts[code] = _counts(rng, exposed * usual)
    forced = {code: _counts(rng, exposed * truth.forced_rate * share / 1000) for code, share in truth.coded.items()}
    for code, extra in forced.items():
        counts[code] = counts[code] + extra
    return counts, forced


def _absent(rng: np.random.Generator, enrolled: Whole, days: Whole, rate: Real) -> Whole:
    """Pupil-days of absence: they come in clusters, the wider the smaller the school."""
    noise = rng.random((3, *enrolled.shape)).sum(axis=0) - 1.5
    spread = np.minimum(0.35 * np.sqrt(250 / enrolled), 0.6)
    absent: Whole = np.floor(enrolled * days * np.minimum(rate, 0.6) * (1 + spread * noise) + 0.5).astype(np.int64)
    return absent


def _table(
    calendar: pd.DataFrame, days: Whole, enrolled: Whole, posts: Whole,
    counts: dict[str, Whole], blank: Flag,
) -> pd.DataFrame:  # fmt: skip
    schools, times = enrolled.shape[0], len(calendar)
    number = np.repeat(np.arange(schools, dtype=np.intp), times)
    when = calendar.iloc[np.tile(np.arange(times, dtype=np.intp), schools)].reset_index()
    table = pd.DataFrame({
        "school": [school_name(one) for one in number], "sector": [sector_name(one // EACH) for one in number],
        "year": when["year"], "fortnight": when["fortnight"], "start": when["start"],
        "days_open": days.ravel(), "enrolled": enrolled.ravel(), "posts": posts.ravel(),
    })  # fmt: skip
    for name in ("absent_days", "transfers", "insecurity", "residence", "work", "other", "teacher_requests"):
        table[name] = pd.Series(counts[name].ravel(), dtype="Int64").mask(pd.Series(blank.ravel()))
    return table


def school_name(number: int) -> str:
    """Return the code of a school, by its place from 0."""
    return f"E-{number + 1:02d}"


def sector_name(number: int) -> str:
    """Return the letter of a sector, by its place from 0."""
    return "ABCDEFGH"[number]
