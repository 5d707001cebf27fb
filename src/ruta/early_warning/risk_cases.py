"""Small cases for practising with reports, made so that no usual mistake gives the right answer by chance. Invented."""

import pandas as pd

from ruta.datasets import draws
from ruta.early_warning.neighbourhoods import LETTERS

RANGE_FACTORS = (0.5, 1.0, 1.6, 2.4, 3.7, 4.8)
"""Complaints per 100 traders as a multiple of the neighbourhood asked about (the second)."""
RANGE_TRADERS = (4000, 1500, 700, 1800, 600, 900)


def ranges_case(*, country: str, seed: int) -> pd.DataFrame:
    """Return complaints and traders of six neighbourhoods, one of them marked.

    Parameters
    ----------
    country, seed
        As in `neighbourhoods.make`.

    Returns
    -------
    pandas.DataFrame
        By neighbourhood: ``complaints``, ``traders``, ``per_100`` (complaints per 100 traders) and ``asked`` (True for
        one). With shares reported from 1% to 3%, two of the six lie surely above the marked one, and two more seem to.
    """
    rng = draws.generator(seed=seed, country=country, name="ranges-case")
    order = draws.lot(rng, size=len(LETTERS))
    base = float(draws.between(rng, low=2.0, high=2.6, size=1)[0])
    rows = []
    for letter, place in zip(LETTERS, order, strict=True):
        traders = RANGE_TRADERS[place]
        complaints = round(traders * base * RANGE_FACTORS[place] / 100)
        rows.append({
            "neighbourhood": letter, "complaints": complaints, "traders": traders,
            "per_100": 100 * complaints / traders, "asked": bool(place == 1),
        })  # fmt: skip
    return pd.DataFrame(rows).set_index("neighbourhood")


def bounds_case(*, country: str, seed: int) -> pd.DataFrame:
    """Return one row: ``complaints``, and the lowest and highest share reported, ``lowest`` and ``highest``."""
    rng = draws.generator(seed=seed, country=country, name="bounds-case")
    complaints = int(draws.whole(rng, low=40, high=90, size=1)[0])
    lowest = int(draws.whole(rng, low=10, high=16, size=1)[0]) / 1000
    highest = int(draws.whole(rng, low=25, high=31, size=1)[0]) / 1000
    return pd.DataFrame({"complaints": [complaints], "lowest": [lowest], "highest": [highest]})


def tipping_case(*, country: str, seed: int) -> pd.DataFrame:
    """Return one row: complaints ``before`` and ``after``, and the share reported before, ``share``, in per cent."""
    rng = draws.generator(seed=seed, country=country, name="tipping-case")
    before = int(draws.whole(rng, low=40, high=81, size=1)[0])
    after = round(before * float(draws.between(rng, low=1.35, high=1.85, size=1)[0]))
    share = int(draws.whole(rng, low=17, high=29, size=1)[0]) / 10
    return pd.DataFrame({"before": [before], "after": [after], "share": [share]})


def asked_place(*, country: str, seed: int, name: str) -> str:
    """Return the letter of one neighbourhood, drawn by lot."""
    rng = draws.generator(seed=seed, country=country, name=name)
    return LETTERS[int(draws.whole(rng, low=0, high=len(LETTERS), size=1)[0])]
