"""The figures of the lesson on land, housing and property: evidence, decisions and possession, rules, bounds."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure
from ruta.messages import text
from ruta.service_access import land_evidence, land_stages
from ruta.service_access.land_kinds import ELEMENTS

MONTH = 365.25 / 12
READ_AT = 1095
"""Day at which the figure of decisions and possession is read: three years after the claim."""
_MARKS = ((0, "white", ""), (1, SAND, "...."), (2, SKY, "//"), (3, INK, ""))


def gap_figure(table: pd.DataFrame, *, language: str, say_numbers: bool = True) -> Shown:
    """Draw, for each element, how many of each 100 files have nothing, the place only, a voice or a document.

    Parameters
    ----------
    table
        From `ruta.service_access.land_evidence.matrix`.
    language
        Language of the labels.
    say_numbers
        Whether the text alternative gives every number; an exercise that asks for one gives bounds of ten instead.
    """
    counts = 100 * land_evidence.gap_counts(table) / len(table)
    figure, axes = new_figure(height=3.6)
    places = np.arange(len(ELEMENTS))[::-1]
    start = np.zeros(len(ELEMENTS))
    for mark, colour, hatch in _MARKS:
        values = counts[mark].to_numpy()
        label = text(f"land.mark-{mark}", language=language)
        axes.barh(places, values, left=start, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.8, label=label)
        start = start + values
    axes.set_yticks(places, [text(f"land.element-{element}", language=language) for element in ELEMENTS])
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 10))
    axes.set_xlabel(text("land.axis-files", language=language))
    figure.legend(loc="outside upper center", ncols=2, frameon=False, fontsize=9)

    def said(number: float) -> str:
        low = min(10 * int(number // 10), 90)
        return f"{number:.0f}" if say_numbers else f"{low}–{low + 10}"

    rows = " ".join(
        text(
            "land.gap-row", language=language, element=text(f"land.element-{element}", language=language),
            **{f"m{mark}": said(float(counts[mark][element])) for mark, _, _ in _MARKS},
        )
        for element in ELEMENTS
    )  # fmt: skip
    return Shown(figure=figure, alt=text("land.gap-alt", language=language, files=len(table), rows=rows))


def ends_figure(files: pd.DataFrame, *, cut_off: pd.Timestamp | str, language: str) -> Shown:
    """Draw how many of each 100 files have a decision to restore, and how many of them the property, month by month.

    Parameters
    ----------
    files
        Files whose dates can be used.
    cut_off
        Last day for which the list is complete.
    language
        Language of the labels.
    """
    decisions = land_stages.cumulative_decisions(files, cut_off=cut_off)
    ends = land_stages.cumulative_ends(files, cut_off=cut_off)
    decided, ended = decisions["restore"], ends["restored"]
    figure, axes = new_figure(height=4.2)
    days = np.arange(0, 1170, 3)
    heights = {}
    for name, steps, colour, style in (("decided", decided, RUST, "--"), ("held", ended, INK, "-")):
        place = steps.index.searchsorted(days, side="right")
        heights[name] = 100 * np.concatenate([[0.0], steps.to_numpy()])[place]
        label = text(f"land.line-{name}", language=language)
        axes.plot(days / MONTH, heights[name], color=colour, linestyle=style, drawstyle="steps-post", label=label)
    label = text("land.paper", language=language)
    axes.fill_between(days / MONTH, heights["held"], heights["decided"], step="post", facecolor="white",
                      edgecolor=SAND, hatch="//", linewidth=0, label=label)  # fmt: skip
    axes.set_xlim(0, 38)  # further on few files are left, and each step is one or two of them
    axes.set_ylim(0, 70)
    axes.set_xlabel(text("land.axis-months", language=language))
    axes.set_ylabel(text("land.axis-files", language=language))
    axes.legend(loc="upper left", frameon=False)
    at = {
        "decided": f"{100 * land_stages.share_by(decisions, end='restore', day=READ_AT):.0f}",
        "held": f"{100 * land_stages.share_by(ends, end='restored', day=READ_AT):.0f}",
        "months": round(READ_AT / MONTH),
    }  # fmt: skip
    return Shown(
        figure=figure,
        alt=text("land.ends-alt", language=language, **at),
        text=text("land.ends-text", language=language, **at),
    )


def often_figure(often: "pd.Series[float]", *, places: int, language: str) -> Shown:
    """Draw the files from the one that most rules take up to those that none does.

    Parameters
    ----------
    often
        From `ruta.service_access.priority.how_often`.
    places
        How many files can be taken up.
    language
        Language of the labels.
    """
    ranked = 100 * np.sort(often.to_numpy())[::-1]
    always, never = int((often == 1).sum()), int((often == 0).sum())
    sometimes = len(often) - always - never
    figure, axes = new_figure(height=3.8)
    axes.step(np.arange(1, len(ranked) + 1), ranked, where="mid", color=INK)
    axes.axvspan(always + 0.5, always + sometimes + 0.5, facecolor="none", edgecolor=SAND, hatch="//", linewidth=0,
                 label=text("land.depends", language=language))  # fmt: skip
    axes.axvline(places, color=RUST, linestyle="--", label=text("land.places", language=language, places=places))
    axes.set_xlim(0, len(ranked) + 1)
    axes.set_ylim(0, 103)
    axes.set_xlabel(text("land.axis-ranked", language=language))
    axes.set_ylabel(text("land.axis-rules", language=language))
    axes.legend(loc="upper right", frameon=True, framealpha=1)
    params = {"always": always, "never": never, "sometimes": sometimes, "files": len(often), "places": places}
    return Shown(
        figure=figure,
        alt=text("land.often-alt", language=language, **params),
        text=text("land.often-text", language=language, **params),
    )


def bounds_figure(rows: Sequence[tuple[str, float, float]], *, language: str) -> Shown:
    """Draw intervals of a share, one under the other; a point where both ends are the same.

    Parameters
    ----------
    rows
        Key of the label (``land.bound-…``), smallest and largest share, 0 to 1.
    language
        Language of the labels.
    """
    figure, axes = new_figure(height=3.4)
    places = np.arange(len(rows))[::-1]
    said = []
    for place, (name, low, high) in zip(places, rows, strict=True):
        label = text(f"land.bound-{name}", language=language)
        if high > low:
            axes.plot([100 * low, 100 * high], [place, place], color=INK, linestyle="-", linewidth=6,
                      solid_capstyle="butt")  # fmt: skip
            found = f"{100 * low:.0f}–{100 * high:.0f}"
        else:
            axes.plot([100 * low], [place], marker="x", markersize=9, color=RUST, linestyle="none", markeredgewidth=2)
            found = f"{100 * low:.0f}"
        axes.annotate(found, (100 * high, place), xytext=(8, 0), textcoords="offset points", va="center")
        said.append(f"{label}: {found}.")
    axes.set_yticks(places, [text(f"land.bound-{name}", language=language) for name, _, _ in rows])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlim(0, 112)
    axes.set_xticks(range(0, 101, 20))
    axes.set_xlabel(text("land.axis-taken", language=language))
    return Shown(figure=figure, alt=text("land.bounds-alt", language=language, rows=" ".join(said)))
