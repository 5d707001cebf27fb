"""The counts of one municipality beside the limits that judge them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ruta import figures, messages


def limits_figure(
    observed: pd.Series,
    limits: Mapping[str, pd.Series],
    *,
    title: str,
    language: str,
    onset: pd.Timestamp | None = None,
) -> figures.Shown:
    """Return weekly counts as bars and each limit as a line; a week without a report is marked, not drawn as zero.

    Parameters
    ----------
    observed
        Counts by week (Mondays), NaN where no report arrived.
    limits
        Limit by week for each method, by its name; NaN where undefined.
    title
        What the counts are, in the reader's language.
    language
        Language of the labels and the text alternative.
    onset
        Monday of a known onset to mark.

    Returns
    -------
    ruta.figures.Shown
        The alternative lists the weeks in which the count passes each limit.
    """
    from matplotlib.dates import date2num

    figure, axes = figures.new_figure(7.0, 3.8)
    axes.bar(observed.index, observed, width=5.5, color=figures.SAND, label=_text("counts", language))
    for name, line in limits.items():
        axes.plot(line.index, line, label=_text("limit", language, method=name))
    silent = observed.index[observed.isna()]
    if len(silent):
        axes.plot(silent, [0] * len(silent), "x", color=figures.RUST, label=_text("no-report", language))
    if onset is not None:
        # Half a bar to the left: the line stands before the first week of the event, not inside it.
        day = date2num(onset)  # type: ignore[no-untyped-call]
        axes.axvline(day - 3.5, color=figures.INK, linewidth=0.8, linestyle=":")
        axes.text(day - 5, axes.get_ylim()[1], _text("onset", language), va="top", ha="right")
    axes.set_ylim(bottom=0)
    ticks = list(observed.index[::5])
    axes.set_xticks(ticks, [_day(week) for week in ticks])
    axes.set_ylabel(_text("axis", language))
    axes.set_title(title)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=4, fontsize=9, frameon=False)
    return figures.Shown(figure=figure, alt=_alternative(observed, limits, title, language, onset))


def _alternative(
    observed: pd.Series, limits: Mapping[str, pd.Series], title: str, language: str, onset: pd.Timestamp | None
) -> str:
    parts = [
        _text(
            "alt", language, title=title, first=_day(observed.index[0]), last=_day(observed.index[-1]),
            highest=f"{observed.max():.0f}", week=_day(observed.idxmax()), silent=int(observed.isna().sum()),
        )
    ]  # fmt: skip
    for name, line in limits.items():
        above = [_day(week) for week in observed.index[observed > line.reindex(observed.index)]]
        weeks = ", ".join(above) or _text("never", language)
        parts.append(_text("alt-limit", language, method=name, weeks=weeks, highest=f"{line.max():.1f}"))
    if onset is not None:
        parts.append(_text("alt-onset", language, week=_day(onset)))
    return " ".join(parts)


def _day(week: Any) -> str:
    return f"{week:%Y-%m-%d}"


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"early-warning.limits.{key}", language=language, **params)
