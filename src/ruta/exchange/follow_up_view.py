"""The control of the lesson on the closing report: another day, another way of counting, the same recommendations."""

from typing import Any, Literal

import pandas as pd

from ruta.exchange.report_figures import standing_bars
from ruta.exchange.report_words import percent, say
from ruta.exchange.standing import FollowUp, follow_up
from ruta.figures import INK, SAND, Shown, new_figure, synthetic_note

Rule = Literal["shown", "said", "with-evidence", "without-closed"]
RULES: tuple[Rule, ...] = ("shown", "said", "with-evidence", "without-closed")
"""Done and shown of all; called done of all; done of those with evidence; done when the closed ones are left out."""


def share_by(found: FollowUp, rule: Rule) -> float:
    """Return the share done by one way of counting, 0 to 1."""
    shares: dict[Rule, float] = {
        "shown": found.shown, "said": found.said, "with-evidence": found.of_those_with_evidence,
        "without-closed": found.without_closed,
    }  # fmt: skip
    return shares[rule]


def report_day(
    table: pd.DataFrame, *, on: pd.Timestamp, language: str, months_later: int = 0, rule: Rule = "shown"
) -> Shown:
    """Draw how the recommendations stand some months later, if nobody does anything more.

    Parameters
    ----------
    table
        From `ruta.exchange.recommendations`.
    on
        Day of the report.
    language
        Language of the labels.
    months_later
        By how many months the day moves; the table stays as it is.
    rule
        How the share done is counted.
    """
    day = on + pd.DateOffset(months=months_later)
    found = follow_up(table, on=day)
    bars = standing_bars(found, on=f"{day.date()}", language=language)
    params: dict[str, Any] = {
        "day": day.date(), "overdue": found.counts["overdue"], "all": found.all,
        "rule": say(f"rule-{rule}", language), "share": percent(share_by(found, rule)),
    }  # fmt: skip
    return Shown(
        figure=bars.figure, alt=bars.alt, text=f"{say('view-text', language, **params)} {synthetic_note(language)}"
    )


def progress_pairs(progress: pd.DataFrame, *, language: str) -> Shown:
    """Draw, for each recommendation whose baseline moved, the progress from the agreed one and from the one of today.

    Parameters
    ----------
    progress
        Index id; ``agreed`` and ``now``, shares of the way from the baseline to the target.
    language
        Language of the labels.
    """
    figure, axes = new_figure(7.0, 0.45 * len(progress) + 1.9)
    places = list(range(len(progress)))
    agreed, now = (100 * progress[name].astype("float64") for name in ("agreed", "now"))
    axes.hlines(places, agreed, now, color=INK, linewidth=1)
    axes.plot(agreed, places, "o", color=INK, label=say("progress-agreed", language))
    axes.plot(now, places, "D", color=SAND, markeredgecolor=INK, label=say("progress-now", language))
    axes.set_yticks(places, [str(name) for name in progress.index])
    axes.set_ylim(len(progress) - 0.5, -0.5)
    axes.set_xlim(min(0.0, float(agreed.min())) - 3, 103)
    axes.set_xlabel(say("axis-progress", language))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    lines = "; ".join(
        say("alt-progress-line", language, id=name, agreed=percent(row["agreed"]), now=percent(row["now"]))
        for name, row in progress.iterrows()
    )
    return Shown(figure=figure, alt=say("alt-progress", language, lines=lines))
