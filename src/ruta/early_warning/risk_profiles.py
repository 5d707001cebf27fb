"""Invented indicators of vulnerability and capacity for the synthetic municipalities. They describe no real place."""

import numpy as np
import pandas as pd

from ruta.datasets import draws

HOSTED, OUT_OF_SCHOOL, HOURS = (2.0, 45.0), (6.0, 34.0), (0.3, 6.5)
PEOPLE_PER_FOCAL_POINT = (6_000, 40_000)


def profiles(municipalities: pd.DataFrame, *, country: str, seed: int) -> pd.DataFrame:
    """Return four invented indicators for each municipality, the same for the same country and seed.

    Parameters
    ----------
    municipalities
        Table ``municipalities`` of the synthetic country: columns ``municipality`` and ``population``.
    country
        ISO 3166-1 alpha-3 code.
    seed
        Seed of the draws.

    Returns
    -------
    pandas.DataFrame
        By municipality: ``hosted`` (displaced people living there), ``out_of_school`` (of 100 aged 10 to 17),
        ``focal_points`` (trained persons who can pass on a warning; more is better) and ``hours`` (to the nearest
        office that receives declarations).
    """
    rng = draws.generator(seed=seed, country=country, name="risk-profiles")
    people = municipalities["population"].to_numpy(dtype="int64")
    count = len(people)
    per_thousand = draws.between(rng, low=HOSTED[0], high=HOSTED[1], size=count)
    low, high = PEOPLE_PER_FOCAL_POINT
    return pd.DataFrame(
        {
            "hosted": np.floor(people * per_thousand / 1_000).astype("int64"),
            "out_of_school": np.round(draws.between(rng, low=OUT_OF_SCHOOL[0], high=OUT_OF_SCHOOL[1], size=count), 1),
            "focal_points": people // draws.whole(rng, low=low, high=high, size=count),
            "hours": np.round(draws.between(rng, low=HOURS[0], high=HOURS[1], size=count), 1),
        },
        index=pd.Index(municipalities["municipality"].astype("object"), name="municipality"),
    )
