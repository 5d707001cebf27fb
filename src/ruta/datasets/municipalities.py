"""Synthetic municipalities inside real first-level areas."""

from dataclasses import dataclass

import numpy as np

from ruta.datasets import draws, files, names
from ruta.datasets.countries import Country
from ruta.datasets.draws import Whole

AREAS, PER_AREA = 4, 3
# One under 30,000 and one over 300,000 whatever is drawn: rates of small places jump about, those of large ones do not.
TYPICAL_POPULATION = (18, 36, 44, 55, 68, 84, 105, 130, 165, 205, 250, 430)


@dataclass(frozen=True, kw_only=True)
class Places:
    """The municipalities of a country, as parallel arrays."""

    area: list[str]
    area_name: list[str]
    code: list[str]
    name: list[str]
    population: Whole
    schools: Whole

    def by_size(self) -> Whole:
        """Return positions from the smallest to the largest population."""
        return np.argsort(self.population, kind="stable").astype(np.int64)


def make(country: Country, seed: int) -> Places:
    """Return the municipalities of a country; which areas they lie in is drawn by lot, so that it says nothing."""
    rng = draws.generator(seed=seed, country=country.iso3, name="municipalities")
    areas = [(code, name) for iso3, code, name, _ in files.areas() if iso3 == country.iso3]
    chosen = [areas[place] for place in sorted(draws.lot(rng, size=len(areas))[:AREAS])]
    count = AREAS * PER_AREA
    thousands = np.asarray(TYPICAL_POPULATION, dtype=np.int64)[draws.lot(rng, size=count)]
    population = thousands * draws.whole(rng, low=900, high=1100, size=count)
    stems, tails = draws.lot(rng, size=len(names.PLACE_STEMS)), draws.lot(rng, size=len(names.PLACE_TAILS))
    return Places(
        area=[code for code, _ in chosen for _ in range(PER_AREA)],
        area_name=[name for _, name in chosen for _ in range(PER_AREA)],
        code=[f"{code}-{number:02d}" for code, _ in chosen for number in range(1, PER_AREA + 1)],
        name=[f"{names.PLACE_STEMS[stems[i]]} {names.PLACE_TAILS[tails[i]]}" for i in range(count)],
        population=population,
        schools=population // draws.whole(rng, low=1200, high=1900, size=count) + 2,
    )
