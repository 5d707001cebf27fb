"""The figure behind the lesson's slider: move the threshold, see misses and false alarms change places."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ruta import figures, messages
from ruta.early_warning import detection, scoring

if TYPE_CHECKING:
    from matplotlib.axes import Axes

METHODS = ("C1", "C2", "C3")
_HALF_ROW = 0.38


def threshold_view(
    threshold: float,
    method: str,
    *,
    statistics: Mapping[str, pd.DataFrame],
    onsets: pd.DataFrame,
    language: str,
    within: int = scoring.WITHIN,
) -> figures.Shown:
    """Return the alarms that a threshold would have raised, beside what is known to have happened.

    Parameters
    ----------
    threshold
        Standard deviations; the alarm is strictly above.
    method
        Key of ``statistics``.
    statistics
        Weeks by municipalities for each method, NaN where it cannot be told; computed once, outside, so that the
        slider moves quickly.
    onsets
        Columns ``municipality``, ``onset_week``, ``end_week``.
    language
        Language of the figure, its alternative and its reading.
    within
        Weeks after which an alarm is too late.

    Returns
    -------
    ruta.figures.Shown
        One row per municipality, one column per week; the reading counts onsets found and missed, false alarms a
        year, calls a week and weeks lost.
    """
    alarms = detection.alarms(statistics[method], threshold=threshold)
    outcomes = scoring.onset_outcomes(alarms, onsets, within=within)
    found = scoring.score(alarms, onsets, within=within)
    figure, axes = figures.new_figure(7.0, 4.8)
    _draw_known(axes, alarms, onsets, language)
    _draw_alarms(axes, alarms, onsets, outcomes, language)
    axes.set_yticks(range(len(alarms.columns)), list(alarms.columns), fontsize=8)
    axes.set_ylim(len(alarms.columns) - 0.4, -0.6)
    axes.set_title(_text("title", language, method=method, threshold=f"{threshold:.1f}"))
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.07), ncols=3, fontsize=8, frameon=False)
    values = {
        "method": method,
        "threshold": f"{threshold:.1f}",
        "onsets": found.hits + found.misses + found.unwatched,
        "hits": found.hits,
        "misses": found.misses,
        "unwatched": found.unwatched,
        "false_alarms": f"{found.false_alarms_per_year:.0f}",
        "calls": f"{found.alarms_per_week:.1f}",
        "lost": f"{found.mean_weeks_lost:.1f}",
        "within": within,
    }
    reading = _text("reading", language, **values)
    return figures.Shown(
        figure=figure, alt=_text("alt", language, **values), text=f"{reading} {figures.synthetic_note(language)}"
    )


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"early-warning.view.{key}", language=language, **params)


def _draw_known(axes: "Axes", alarms: pd.DataFrame, onsets: pd.DataFrame, language: str) -> None:
    """Draw the known events as bands and the weeks that cannot be judged as hatching."""
    from matplotlib.dates import date2num

    inside = scoring.event_weeks(alarms, onsets)
    unknown = alarms.isna()
    for row, name in enumerate(alarms.columns):
        for mask, face, hatch in ((inside[name], figures.SAND, ""), (unknown[name], "none", "////")):
            days = [(date2num(week), 7.0) for week in alarms.index[mask]]  # type: ignore[no-untyped-call]
            place = (row - _HALF_ROW, 2 * _HALF_ROW)
            axes.broken_barh(days, place, facecolors=face, hatch=hatch, edgecolor="#8a8a8a", linewidth=0)
    axes.xaxis_date()
    axes.fill_between([], [], color=figures.SAND, label=_text("event", language))
    axes.fill_between(
        [], [], facecolor="none", hatch="////", edgecolor="#8a8a8a", label=_text("silent", language), linewidth=0
    )


def _draw_alarms(
    axes: "Axes", alarms: pd.DataFrame, onsets: pd.DataFrame, outcomes: pd.DataFrame, language: str
) -> None:
    """Draw each alarm, right or false, and each onset that had none in time; the shape says it, not the colour."""
    raised = alarms.fillna(False).astype(bool)
    inside = scoring.event_weeks(alarms, onsets)
    middle = pd.Timedelta(days=3)
    for mask, marker, colour, label in (
        (raised & inside, "o", figures.INK, "right"),
        (raised & ~inside, "x", figures.RUST, "false"),
    ):
        cells = [(week + middle, row) for row, name in enumerate(mask.columns) for week in mask.index[mask[name]]]
        axes.scatter(
            [week for week, _ in cells], [row for _, row in cells], marker=marker, s=16, color=colour, linewidths=1.2,
            label=_text(label, language), zorder=3,
        )  # fmt: skip
    missed = outcomes[outcomes["outcome"] != "hit"]
    rows = [list(alarms.columns).index(name) for name in missed["municipality"]]
    axes.scatter(
        list(missed["onset_week"]), rows, marker="D", s=44, facecolors="white", edgecolors=figures.INK, linewidths=1.4,
        label=_text("missed", language), zorder=4,
    )  # fmt: skip
