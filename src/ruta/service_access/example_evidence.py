"""The municipality's invented file of evidence on six neighbourhoods: findings with a day and a source, old and new."""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.service_access import viability

SOURCES = {
    "choice": "forms", "informed": "meeting", "options": "office", "opinion": "committee", "violence": "bulletin",
    "corridors": "walk", "housing": "inspection", "services": "inspection", "documents": "registry", "calm": "bulletin",
    "income": "survey", "tenure": "registry", "participation": "survey",
}  # fmt: skip
"""Who says so in the neighbourhood asked about, by criterion; the names of the sources are in the catalogues."""
_ELSEWHERE = SOURCES | {"choice": "interviews", "violence": "rates"}
# What keeps each kind of neighbourhood from being viable: criterion, state and how its age is drawn.
_HOLDS_BACK = {
    "emptied": {"informed": ("unknown", "fresh"), "opinion": ("met", "old"), "corridors": ("not-met", "fresh")},
    "silent": {"violence": ("unknown", "fresh")},
    "calmer": {},
    "steady": {"violence": ("not-met", "fresh"), "opinion": ("not-met", "fresh"), "corridors": ("not-met", "fresh"),
               "calm": ("not-met", "fresh")},
    "quiet": {},
    "relapse": {"opinion": ("met", "old"), "violence": ("met", "old"), "calm": ("not-met", "fresh")},
}  # fmt: skip
_AGES = {"fresh": (0.05, 0.75), "old": (1.2, 2.4)}
"""Age in parts of the validity."""
_LATER = ("income", "tenure", "participation")


def evidence(rng: np.random.Generator, codes: dict[str, str], *, on: pd.Timestamp) -> pd.DataFrame:
    """Draw the file: a finding for every neighbourhood and nearly every criterion.

    Parameters
    ----------
    rng
        Of the city.
    codes
        Code of each kind of neighbourhood.
    on
        Day of the assessment.

    Returns
    -------
    pandas.DataFrame
        With the columns of `ruta.service_access.viability.COLUMNS`, by neighbourhood and criterion.
    """
    criteria = viability.framework()
    rows = []
    for kind, code in codes.items():
        sources = SOURCES if kind == "emptied" else _ELSEWHERE
        weak = _LATER[int(draws.whole(rng, low=0, high=len(_LATER), size=1)[0])]
        no_row = kind not in {"emptied", "steady"} or weak == "income"
        for name, valid in criteria["valid_days"].items():
            state, age = _HOLDS_BACK[kind].get(str(name), ("met", "fresh"))
            if name == weak:
                if no_row:
                    continue  # nothing in the file: not known
                state = "not-met"
            low, high = _AGES[age]
            days = int(valid * float(draws.between(rng, low=low, high=high, size=1)[0]))
            rows.append((code, str(name), state, on - pd.Timedelta(days=1 + days), sources[str(name)]))
    table = pd.DataFrame(rows, columns=list(viability.COLUMNS))
    place = table["criterion"].map({name: number for number, name in enumerate(criteria.index)})
    return table.assign(_o=place).sort_values(["place", "_o"]).drop(columns="_o").reset_index(drop=True)
