"""An invented table of powers with holes in it. It is the law of no country."""

import numpy as np
import pandas as pd

from ruta.datasets import draws

DUTIES = (
    "declaration", "immediate-aid", "shelter", "documents", "school-place", "psychosocial", "register", "livelihood",
)  # fmt: skip
_SOUND = (
    ("norm", "ministry", "first"), ("finance", "treasury", "first"), ("delivery", "municipality", "first"),
    ("oversight", "ombudsman", "first"),
)  # fmt: skip
FAULTS = ("none", "subsidiary", "zero-budget", "zero-budget", "no-payer", "nobody-delivers", "two-first", "own-judge")
"""One for each duty."""


def example_powers(*, country: str, seed: int, part: str = "lesson") -> pd.DataFrame:
    """Return who holds which power over eight duties, as `ruta.service_access.powers.holes` reads it.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it only changes the draw.
    seed
        Seed of the draw: which duty has which hole.
    part
        ``lesson`` or ``exercise``.

    Returns
    -------
    DataFrame
        ``code`` (D1 to D8), ``duty``, ``power``, ``holder``, ``order`` and ``budget`` (units a year).
    """
    rng = draws.generator(seed=seed, country=country, name=f"example-powers-{part}")
    order = draws.lot(rng, size=len(DUTIES))
    budgets = 1000 * draws.whole(rng, low=40, high=400, size=len(DUTIES))
    rows = [
        (f"D{number + 1}", duty, *line)
        for number, duty in enumerate(DUTIES)
        for line in _rows(FAULTS[order[number]], float(budgets[number]))
    ]
    return pd.DataFrame(rows, columns=["code", "duty", "power", "holder", "order", "budget"])


def _rows(fault: str, budget: float) -> list[tuple[str, str | None, str, float]]:
    rows: list[tuple[str, str | None, str, float]] = []
    for power, holder, order in _SOUND:
        named: str | None = holder
        if power == "delivery" and fault == "nobody-delivers":
            named = None
        if power == "oversight" and fault == "own-judge":
            named = "municipality"
        if power == "finance" and fault == "no-payer":
            continue
        amount = np.nan if power != "finance" else 0.0 if fault == "zero-budget" else budget
        rows.append((power, named, order, amount))
    if fault in ("subsidiary", "two-first"):
        rows.append(("delivery", "vice-ministry", "subsidiary" if fault == "subsidiary" else "first", np.nan))
    return rows
