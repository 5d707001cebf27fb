"""The control of the lesson on who is left behind: move the ages of the displaced children, and nothing else."""

import numpy as np
import pandas as pd

from ruta.figures import INK, RUST, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.service_access.school_survey import BANDS
from ruta.service_access.standardisation import standardise

MIXES = range(20, 81)
"""Children aged 6 to 11 of each 100 displaced children that the control can take."""


def crude_at(rates: "pd.Series[float]", *, mix: "pd.Series[float]", youngest: float) -> float:
    """Return the crude share of a group if its youngest band had another weight, the older ones keeping their ratio.

    Parameters
    ----------
    rates
        Share attending in each band of `BANDS`.
    mix
        Share of the group's children in each band; only the ratio between the two older bands is used.
    youngest
        Share of the group's children in the youngest band, 0 to 1.
    """
    older = mix.drop(BANDS[0])
    weights = older / older.sum() * (1 - youngest)
    return float(youngest * rates[BANDS[0]] + (weights * rates[older.index]).sum())


def shift_mix(children: pd.DataFrame, *, language: str, youngest: int) -> Shown:
    """Draw the crude share of displaced children for every age mix: it moves, though no child's attendance does.

    Parameters
    ----------
    children
        From `ruta.service_access.school_survey.school_survey`.
    language
        Language of the labels.
    youngest
        Of each 100 displaced children, how many are aged 6 to 11.
    """
    table = children.groupby(["group", "age_band"])["attends"].agg(["sum", "size"])
    displaced, host = table.loc["displaced"], table.loc["host"]
    rates = displaced["sum"] / displaced["size"]
    mix = displaced["size"] / displaced["size"].sum()
    pooled = displaced["size"] + host["size"]
    levels = {
        "host": 100 * float(host["sum"].sum() / host["size"].sum()),
        "standard": 100 * standardise(displaced["sum"], people=displaced["size"], standard=pooled).rate,
        "host-standard": 100 * standardise(host["sum"], people=host["size"], standard=pooled).rate,
    }
    chosen = 100 * crude_at(rates, mix=mix, youngest=youngest / 100)

    figure, axes = new_figure(height=4.2)
    line = [100 * crude_at(rates, mix=mix, youngest=place / 100) for place in MIXES]
    axes.plot(np.array(MIXES), line, color=INK, linestyle="-", label=text("equity.line-displaced", language=language))
    for name, colour, style in (
        ("host", RUST, "-."), ("host-standard", RUST, ":"), ("standard", INK, "--"),
    ):  # fmt: skip
        label = text(f"equity.line-{name}", language=language)
        axes.axhline(levels[name], color=colour, linestyle=style, linewidth=1.3, label=label)
    axes.plot([youngest], [chosen], marker="o", markersize=9, color=INK, linestyle="none")
    axes.set_xlim(MIXES[0] - 1, MIXES[-1] + 1)
    axes.set_ylim(60, 100)
    axes.set_xlabel(text("equity.axis-youngest", language=language))
    axes.set_ylabel(text("equity.axis-attends", language=language))
    axes.legend(loc="upper left", frameon=False, fontsize=9)
    said = {name.replace("-", "_"): f"{level:.1f}" for name, level in levels.items()}
    said |= {"youngest": str(youngest), "crude": f"{chosen:.1f}"}
    return Shown(
        figure=figure,
        alt=text("equity.mix-alt", language=language, **said),
        text=f"{text('equity.mix-text', language=language, **said)} {synthetic_note(language)}",
    )
