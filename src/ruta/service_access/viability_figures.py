"""Figures of the lesson on return and relocation: rates per resident, and the assessment."""

import numpy as np
import pandas as pd

from ruta.figures import INK, RUST, SAND, Shown, new_figure
from ruta.messages import text
from ruta.ranges import Range
from ruta.service_access import persistence

PALE = "#ececec"
TILES = {
    "met": (PALE, "", INK), "expired": ("white", "////", INK), "unknown": (SAND, "", INK),
    "not-met": (INK, "", "white"),
}  # fmt: skip
"""Colour, hatch and colour of the letter of each state: what is lacking stands out."""


def quarters(months: pd.DataFrame) -> pd.DataFrame:
    """Return the rate of one neighbourhood by quarter, with its exact limits.

    Parameters
    ----------
    months
        Rows of one neighbourhood: ``month``, ``incidents``, ``residents``, ``least`` and ``most``.

    Returns
    -------
    pandas.DataFrame
        One row a quarter, by its first day: ``incidents`` (int64), ``residents`` (resident-months), ``rate``, ``low``
        and ``high`` (per 1,000 residents and month, the error of the residents included).
    """
    columns = ["incidents", "residents", "least", "most"]
    return persistence.with_rates(months.set_index("month")[columns].resample("QS").sum())


def rates(months: pd.DataFrame, *, level: float, language: str) -> Shown:
    """Draw the rate of one neighbourhood by quarter, with its limits and the level declared beforehand."""
    table = quarters(months)
    figure, axes = new_figure()
    places = np.arange(len(table))
    errors = np.vstack([table["rate"] - table["low"], table["high"] - table["rate"]])
    axes.errorbar(places, table["rate"], yerr=errors, fmt="o", color=INK, capsize=4,
                  label=text("viability.label-rate", language=language))  # fmt: skip
    axes.axhline(level, color=RUST, linestyle="--", label=text("viability.label-level", language=language))
    names = [text("viability.quarter", language=language, n=day.quarter, year=day.year) for day in table.index]
    axes.set_xticks(places, [name if place % 2 == 0 else "" for place, name in zip(places, names, strict=True)])
    axes.set_ylim(0, 1.25 * float(table["high"].max()))
    axes.set_ylabel(text("viability.axis-rate", language=language))
    axes.legend(loc="upper left", ncols=2, frameon=False, fontsize=9)
    words = [
        persistence.against_level(Range(low=low, high=high), level=level)
        for low, high in table[["low", "high"]].to_numpy()
    ]
    params = {
        "first": f"{table['rate'].iloc[0]:.2f}", "last": f"{table['rate'].iloc[-1]:.2f}", "level": level,
        "low": f"{table['low'].iloc[-1]:.2f}", "high": f"{table['high'].iloc[-1]:.2f}", "quarters": len(table),
        **{word: words.count(word) for word in persistence.WORDS},
    }  # fmt: skip
    return Shown(
        figure=figure,
        alt=text("viability.rates-alt", language=language, **params),
        text=text("viability.rates-text", language=language, **params),
    )


def assessment(found: pd.DataFrame, criteria: pd.DataFrame, *, language: str) -> Shown:
    """Draw an assessment: one row a criterion, one column a neighbourhood, a letter and a pattern for each state."""
    from matplotlib.patches import Patch, Rectangle

    figure, axes = new_figure(width=6.2, height=5.8)
    letters = {state: text(f"viability.letter-{state}", language=language) for state in TILES}
    for row, criterion in enumerate(criteria.index):
        for column, place in enumerate(found.index):
            face, hatch, ink = TILES[found.loc[place, criterion]]
            axes.add_patch(
                Rectangle((column, row), 1, 1, facecolor=face, hatch=hatch, edgecolor="#8a8a8a", linewidth=0.8)
            )
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0} if hatch else None
            axes.text(column + 0.5, row + 0.5, letters[found.loc[place, criterion]], color=ink, ha="center",
                      va="center", fontsize=10, bbox=box)  # fmt: skip
    names = [text(f"viability.criterion-{name}", language=language) for name in criteria.index]
    axes.set_yticks(np.arange(len(names)) + 0.5, names, fontsize=10)
    axes.set_xticks(np.arange(len(found)) + 0.5, list(found.index))
    axes.set_xlim(0, len(found))
    axes.set_ylim(len(criteria), 0)
    start = int((criteria["stage"] == "start").sum())
    axes.axhline(start, color=RUST, linewidth=2.5)
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    handles = [
        Patch(facecolor=face, hatch=hatch, edgecolor="#8a8a8a",
              label=f"{letters[state]} {text(f'viability.state-{state}', language=language)}")
        for state, (face, hatch, _) in TILES.items()
    ]  # fmt: skip
    figure.legend(handles=handles, loc="outside lower center", ncols=4, fontsize=9, frameon=False)
    said = "; ".join(f"{place}: {_lacking(found.loc[place], language=language)}" for place in found.index)
    return Shown(figure=figure, alt=text("viability.assessment-alt", language=language, places=said))


def _lacking(states: "pd.Series[str]", *, language: str) -> str:
    names = {
        code: text(f"viability.{code}", language=language)
        for name, state in states.items()
        for code in (f"criterion-{name}", f"state-{state}")
    }
    rows = [
        f"{names[f'criterion-{name}']} ({names[f'state-{state}']})" for name, state in states.items() if state != "met"
    ]
    return ", ".join(rows) or "-"
