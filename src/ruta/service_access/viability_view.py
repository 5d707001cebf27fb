"""The control of the lesson: change the rule, or how long evidence counts, and see which neighbourhoods it opens."""

import math

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.figures import INK, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.service_access import viability
from ruta.service_access.viability_figures import TILES

RULES = ("all", "points")
PASS_MARK = 75.0
"""Points from which the rival rule opens a neighbourhood."""
_STATES = ("met", "expired", "unknown", "not-met")


def opened(
    evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp, rule: str = "all", validity: float = 1.0
) -> "pd.Series[bool]":
    """Tell which neighbourhoods a rule opens for return or relocation.

    Parameters
    ----------
    evidence, criteria
        As in `ruta.service_access.viability.states`.
    on
        Day of the assessment.
    rule
        ``"all"``: every criterion to start is met; ``"points"``: at least `PASS_MARK` of 100, whichever are lacking.
    validity
        Times as long as the framework says; ``inf`` for evidence that never expires.

    Raises
    ------
    InputError
        Where the rule is none of `RULES`.
    """
    found = viability.states(evidence, criteria, on=on, validity=validity)
    if rule == "all":
        return viability.viable(found, criteria, stage="start")
    if rule == "points":
        return viability.points(found) >= PASS_MARK
    raise InputError("viability.rule", found=rule, expected=", ".join(RULES))


def show_rule(
    evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp, language: str, rule: str = "all",
    percent: int = 100,
) -> Shown:  # fmt: skip
    """Draw how each neighbourhood stands and name those that the rule opens, and what is lacking in them today.

    Parameters
    ----------
    evidence, criteria, on, rule
        As in `opened`.
    language
        Language of the labels.
    percent
        How long evidence counts, in percent of the framework's own validity; 0 for "it never expires".
    """
    validity = percent / 100 if percent else math.inf
    found = viability.states(evidence, criteria, on=on, validity=validity)
    open_now = opened(evidence, criteria, on=on, rule=rule, validity=validity)
    today = viability.missing(viability.states(evidence, criteria, on=on), criteria, stage="start").sum(axis="columns")

    figure, axes = new_figure(height=3.8)
    rows, left = np.arange(len(found)), np.zeros(len(found))
    for state in _STATES:
        face, hatch, _ = TILES[state]
        count = (found == state).sum(axis="columns").to_numpy()
        label = text(f"viability.state-{state}", language=language)
        axes.barh(rows, count, left=left, height=0.62, facecolor=face, hatch=hatch, edgecolor=INK, label=label)
        left = left + count
    for row, place in enumerate(found.index):
        if open_now[place]:
            axes.text(len(criteria) + 0.2, row, text("viability.opened", language=language), va="center", fontsize=9)
    axes.set_yticks(rows, list(found.index))
    axes.invert_yaxis()
    axes.set_xlim(0, len(criteria) + 2.6)
    axes.set_xticks(range(0, len(criteria) + 1, 2))
    axes.set_xlabel(text("viability.axis-criteria", language=language, count=len(criteria)))
    figure.legend(loc="outside lower center", ncols=4, fontsize=9, frameon=False)

    names = list(open_now.index[open_now])
    blind = [name for name in names if today[name] > 0]
    said = "; ".join(
        text("viability.place-row", language=language, place=place,
             **{state.replace("-", "_"): int((found.loc[place] == state).sum()) for state in _STATES})
        for place in found.index
    )  # fmt: skip
    params = {
        "rule": text(f"viability.rule-{rule}", language=language, mark=f"{PASS_MARK:.0f}"),
        "validity": text("viability.validity-never" if not percent else "viability.validity-percent",
                         language=language, percent=percent),
        "opened": ", ".join(names) or "-", "blind": ", ".join(blind) or "-", "count": len(names),
        "blind_count": len(blind),
    }  # fmt: skip
    line = text("viability.rule-text", language=language, **params)
    alt = text("viability.rule-alt", language=language, places=said, **params)
    return Shown(figure=figure, alt=alt, text=f"{line} {synthetic_note(language)}")
