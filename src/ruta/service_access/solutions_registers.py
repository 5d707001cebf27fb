"""Invented registers beside the panel, linked by a pseudonym: who is registered, on the poverty list, and paid.

A pseudonym stands in place of a name; only the office that holds the key could lead it back to a person. Here there is
nobody behind it. Built in on purpose: some households are in neither register, and part of what the displacement
budget pays had been paid by the ordinary transfer the year before.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.datasets import draws
from ruta.service_access.solutions_panel import DISPLACED

OTHERS = 900
"""Households of the municipality on the poverty list that are not in the panel."""
AMOUNT = 600
"""What a household is paid in a year by either line, in the invented currency."""
ORDINARY, RESPONSE = "ordinary", "response"
YEARS = (2024, 2025)


def registers(*, country: str, seed: int) -> dict[str, pd.DataFrame]:
    """Return the tables that three offices hold, and the key of the panel.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it only changes the draw.
    seed
        Seed of the draw.

    Returns
    -------
    dict of pandas.DataFrame
        ``key``: ``household`` of the panel and its ``pseudonym``. ``displaced_register``: ``pseudonym``.
        ``poverty_list``: ``pseudonym`` and ``eligible`` (boolean). ``payments``: ``year``, ``pseudonym``, ``line``
        (ordinary transfer or displacement response) and ``amount`` (int64).
    """
    rng = draws.generator(seed=seed, country=country, name="solutions-registers")
    codes = np.array(_pseudonyms(rng, size=DISPLACED + OTHERS))
    ours, others = codes[:DISPLACED], codes[DISPLACED:]
    registered = rng.random(DISPLACED) < 0.62
    listed = rng.random(DISPLACED) < 0.58  # the list was last visited before many of them arrived
    eligible = rng.random(DISPLACED) < 0.66
    poverty_list = pd.DataFrame({
        "pseudonym": np.concatenate([ours[listed], others]),
        "eligible": np.concatenate([eligible[listed], rng.random(OTHERS) < 0.45]),
    })  # fmt: skip
    names = [f"D{row + 1:03d}" for row in range(DISPLACED)]
    return {
        "key": pd.DataFrame({"household": names, "pseudonym": ours}),
        "displaced_register": pd.DataFrame({"pseudonym": np.sort(ours[registered])}),
        "poverty_list": poverty_list.sort_values("pseudonym", ignore_index=True),
        "payments": _payments(rng, ours, registered=registered, entitled=listed & eligible),
    }


def _pseudonyms(rng: np.random.Generator, *, size: int) -> list[str]:
    """Draw codes of eight signs, none of them twice: the first four count them, in an order drawn by lot."""
    order = draws.lot(rng, size=size)
    tails = draws.whole(rng, low=0, high=16**4, size=size)
    return [f"{(place * 47 + 4099) % 65536:04x}{tail:04x}" for place, tail in zip(order, tails, strict=True)]


def _payments(
    rng: np.random.Generator, codes: "npt.NDArray[np.str_]", *,
    registered: draws.Flag, entitled: draws.Flag,
) -> pd.DataFrame:  # fmt: skip
    """Pay the ordinary transfer in both years, and move part of it to the displacement line in the second."""
    before = entitled & (rng.random(len(codes)) < 0.85)
    response = registered & (rng.random(len(codes)) < 0.7)
    kept = rng.random(len(codes)) < 0.25
    after = before & (~response | kept)
    paid = ((YEARS[0], ORDINARY, before), (YEARS[1], ORDINARY, after), (YEARS[1], RESPONSE, response))
    rows = [
        pd.DataFrame({"year": np.int64(year), "pseudonym": np.sort(codes[who]), "line": line})
        for year, line, who in paid
    ]
    return pd.concat(rows, ignore_index=True).assign(amount=np.int64(AMOUNT))
