"""An invented survey of school attendance, in which the age mix of two groups differs on purpose.

Displaced children attend less at every age; but more of them are of primary-school age, when nearly everybody attends.
So both groups look alike as a whole. The sizes of the cells are computed, not drawn: the paradox is there for every
country and seed. Nothing in it describes a real country.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.countries import Country, check_seed, find

BANDS = ("06-11", "12-14", "15-17")
GROUPS = ("displaced", "host")
DISTRICTS = tuple(f"D{number}" for number in range(1, 9))
EACH = 1200
"""Children asked in each group."""
_AGES = ((6, 12), (12, 15), (15, 18))
_WEALTH = {"displaced": (0.34, 0.27, 0.19, 0.12, 0.08), "host": (0.14, 0.19, 0.22, 0.24, 0.21)}
_DISABILITY = 0.06
_PLAIN = ("no-group", "not-stated")
# By how much each barrier raises the chance of not attending; a school within reach lowers it.
_DISABLED, _NAMED_GROUP, _WEALTH_STEP, _SUPPLY_STEP = 0.25, 0.14, 0.05, 0.035


def school_survey(*, country: str, seed: int, name: str = "school-survey") -> pd.DataFrame:
    """Return an invented survey extract of 2,400 children aged 6 to 17.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it chooses the categories of ethnicity and changes the draw.
    seed
        Seed of the draw.
    name
        Name of the draw: an exercise takes another than its lesson.

    Returns
    -------
    DataFrame
        One row per child: ``child_id``, ``group`` (displaced, host), ``district``, ``sex`` (F, M), ``age`` (int64,
        completed years), ``age_band`` (of `BANDS`), ``disability`` (yes, no), ``ethnicity`` (categories of the
        country), ``wealth`` (int64, 1 poorest to 5 best-off group of households) and ``attends`` (bool).

    Raises
    ------
    InputError
        For an unknown country or a seed that is no whole number from 0.
    """
    place = find(country)
    rng = draws.generator(seed=check_seed(seed), country=country, name=name)
    cells = _cells(rng)
    parts = [
        _children(rng, group=str(group), band=int(band), size=int(size), attending=int(attending), place=place)
        for group, band, size, attending in cells
    ]
    children = pd.concat(parts, ignore_index=True)
    children = children.iloc[draws.lot(rng, size=len(children)).astype(np.intp)].reset_index(drop=True)
    ids = [f"{place.iso2}-N{number:04d}" for number in range(1, len(children) + 1)]
    children.insert(0, "child_id", ids)
    return children


def _cells(rng: np.random.Generator) -> list[tuple[str, int, int, int]]:
    """Return group, band, children and children attending, so that both groups are nearly equal as a whole."""

    def one(low: float, high: float) -> float:
        return float(draws.between(rng, low=low, high=high, size=1)[0])

    host_mix = [one(0.34, 0.37), one(0.28, 0.30)]
    host_mix.append(1 - sum(host_mix))
    host = [one(0.955, 0.965), one(0.870, 0.885), one(0.67, 0.70)]
    displaced = [host[0] - one(0.035, 0.045), host[1] - one(0.070, 0.085), host[2] - one(0.12, 0.14)]
    crude = sum(share * rate for share, rate in zip(host_mix, host, strict=True)) + one(0.003, 0.008)
    older = 0.6 * displaced[1] + 0.4 * displaced[2]
    youngest = (crude - older) / (displaced[0] - older)  # the mix that hides the gap
    displaced_mix = [youngest, 0.6 * (1 - youngest), 0.4 * (1 - youngest)]
    cells = []
    for group, mix, rates in (("displaced", displaced_mix, displaced), ("host", host_mix, host)):
        sizes = [int(EACH * share + 0.5) for share in mix[:2]]
        sizes.append(EACH - sum(sizes))
        cells += [(group, band, size, int(size * rates[band] + 0.5)) for band, size in enumerate(sizes)]
    return cells


def _children(
    rng: np.random.Generator, *, group: str, band: int, size: int, attending: int, place: Country
) -> pd.DataFrame:
    """Return the children of one cell; who of them does not attend depends on the barriers of each."""
    low, high = _AGES[band]
    named = list(place.ethnicity)
    shares = list(place.ethnicity.values())
    steps = np.arange(1, len(DISTRICTS) + 1)
    district = draws.pick(rng, shares=steps if group == "displaced" else steps[::-1], size=size)
    people = draws.pick(rng, shares=shares, size=size)
    wealth = 1 + draws.pick(rng, shares=_WEALTH[group], size=size)
    disabled = rng.random(size) < _DISABILITY
    in_named = np.array([name not in _PLAIN for name in named])[people.astype(np.intp)]
    score: npt.NDArray[np.float64] = rng.random(size)
    score = score - _DISABLED * disabled - _NAMED_GROUP * in_named + _WEALTH_STEP * (wealth - 3)
    score = score + _SUPPLY_STEP * district
    order = np.argsort(score, kind="stable").astype(np.intp)
    attends = np.ones(size, dtype=bool)
    attends[order[: size - attending]] = False
    return pd.DataFrame({
        "group": group,
        "district": [DISTRICTS[number] for number in district],
        "sex": np.where(rng.random(size) < 0.5, "F", "M"),
        "age": draws.whole(rng, low=low, high=high, size=size),
        "age_band": BANDS[band],
        "disability": np.where(disabled, "yes", "no"),
        "ethnicity": [named[number] for number in people],
        "wealth": wealth.astype("int64"),
        "attends": attends,
    })  # fmt: skip
