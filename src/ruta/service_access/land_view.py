"""The control of the lesson on land, housing and property: move weights or places, and see who leaves the list."""

import numpy as np
import pandas as pd

from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.service_access.priority import CRITERIA, order

PLACES = 60
"""Files that the officers of the lesson can take up in a quarter."""
_MARKS = {
    "stays": ("o", INK), "enters": ("^", SKY), "leaves": ("x", RUST), "out": (".", SAND),
}  # fmt: skip


def compare(criteria: pd.DataFrame, *, weights: dict[str, float], places: int, start: int = PLACES) -> pd.DataFrame:
    """Return where each file stands by equal weights and by others, and what becomes of it.

    Parameters
    ----------
    criteria
        As in `ruta.service_access.priority.order`.
    weights
        The other weights.
    places
        How many files the officers can take up by them.
    start
        How many they can take up by equal weights.

    Returns
    -------
    DataFrame
        Index of ``criteria``; ``equal`` and ``chosen`` (places, int64) and ``fate``: ``"stays"``, ``"enters"``,
        ``"leaves"`` or ``"out"``.
    """
    equal = order(criteria, weights=dict.fromkeys(criteria.columns, 1.0))["place"].reindex(criteria.index)
    chosen = order(criteria, weights=weights)["place"].reindex(criteria.index)
    before, after = (equal <= start).to_numpy(), (chosen <= places).to_numpy()
    fate = np.select([before & after, after, before], ["stays", "enters", "leaves"], "out")
    return pd.DataFrame({"equal": equal, "chosen": chosen, "fate": fate})


def move_rule(
    criteria: pd.DataFrame,
    *,
    language: str,
    urgency: int = 1,
    vulnerability: int = 1,
    evidence: int = 1,
    places: int = PLACES,
) -> Shown:
    """Draw each file by its place under equal weights and under the chosen ones: who stays, who enters, who leaves.

    Where all three weights are zero there is no rule; they are then taken as equal.

    Parameters
    ----------
    criteria
        Columns `CRITERIA`, 0 to 1.
    language
        Language of the labels.
    urgency, vulnerability, evidence
        Weights from 0; only their ratios count.
    places
        How many files the officers can take up.
    """
    given = {"urgency": urgency, "vulnerability": vulnerability, "evidence": evidence}
    weights = {name: float(given[name]) for name in CRITERIA} if any(given.values()) else dict.fromkeys(CRITERIA, 1.0)
    table = compare(criteria, weights=weights, places=places)
    counts = {fate: int((table["fate"] == fate).sum()) for fate in _MARKS}

    figure, axes = new_figure(height=4.6)
    for fate, (marker, colour) in _MARKS.items():
        here = table[table["fate"] == fate]
        label = text(f"land.fate-{fate}", language=language, count=counts[fate])
        axes.plot(
            here["equal"], here["chosen"], marker=marker, color=colour, linestyle="none", markersize=5, label=label
        )
    axes.axvline(PLACES + 0.5, color=INK, linestyle=":", linewidth=1)
    axes.axhline(places + 0.5, color=RUST, linestyle="--", linewidth=1)
    axes.set_xlim(0, len(table) + 1)
    axes.set_ylim(len(table) + 1, 0)  # the first place stands on top
    axes.set_xlabel(text("land.axis-equal", language=language))
    axes.set_ylabel(text("land.axis-chosen", language=language))
    figure.legend(loc="outside upper center", ncols=2, frameon=False, fontsize=9)
    params = {**counts, "places": places, "start": PLACES, "rule": _rule(weights, language=language)}
    return Shown(
        figure=figure,
        alt=text("land.rule-alt", language=language, **params),
        text=f"{text('land.rule-text', language=language, **params)} {synthetic_note(language)}",
    )


def _rule(weights: dict[str, float], *, language: str) -> str:
    whole = sum(weights.values())
    return ", ".join(
        f"{text(f'land.criterion-{name}', language=language)} {100 * weight / whole:.0f}"
        for name, weight in weights.items()
    )
