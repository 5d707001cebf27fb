"""The figures of the warning-response gap: where the days go, and what a deadline that is kept would change."""

import pandas as pd

from ruta import figures, messages
from ruta.early_warning import response_gap
from ruta.early_warning.response_gap import HORIZON, LEGS, STEPS

_SHADES = {"passed": "#4a4a4a", "stopped": "white"}


def days_figure(log: pd.DataFrame, *, language: str, horizon: int = HORIZON) -> figures.Shown:
    """Return the mean days that a signal spends in each leg, split by whether it got through that leg.

    Parameters
    ----------
    log
        From `ruta.early_warning.response_log.make`, or of the same form.
    language
        Language of the labels, the text alternative and the reading.
    horizon
        Days for which every signal was followed.
    """
    spent, gone = response_gap.days_spent(log, horizon=horizon), response_gap.leg_days(log)
    passed = spent.where(gone.notna(), 0.0).mean()
    stopped = spent.where(gone.isna(), 0.0).mean()
    figure, axes = figures.new_figure(7.0, 3.2)
    names = [_text(f"leg-{leg}", language) for leg in LEGS]
    axes.barh(names, passed, color=_SHADES["passed"], label=_text("passed", language))
    axes.barh(
        names, stopped, left=passed, color=_SHADES["stopped"], hatch="////", edgecolor="#4a4a4a",
        label=_text("stopped", language),
    )  # fmt: skip
    for place, leg in enumerate(LEGS):
        axes.text(passed[leg] + stopped[leg] + 0.3, place, f"{passed[leg] + stopped[leg]:.1f}", va="center")
    axes.invert_yaxis()
    axes.set_xlabel(_text("days-axis", language, horizon=horizon))
    axes.set_title(_text("days-title", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.2), ncols=2, fontsize=9, frameon=False)
    total = passed + stopped
    lines = [
        _text("days-line", language, leg=name, days=f"{total[leg]:.1f}", passed=f"{passed[leg]:.1f}",
              stopped=f"{stopped[leg]:.1f}")
        for leg, name in zip(LEGS, names, strict=True)
    ]  # fmt: skip
    longest = _text(f"leg-{total.idxmax()}", language)
    reading = _text(
        "days-reading", language, leg=longest, days=f"{total.max():.0f}", total=f"{total.sum():.0f}", horizon=horizon
    )
    return figures.Shown(figure=figure, alt=" ".join([_text("days-title", language) + ".", *lines]), text=reading)


def gap_view(leg: str, at_most: int, extra: int, *, log: pd.DataFrame, language: str) -> figures.Shown:
    """Return how many signals have reached each step by each day, if one leg took no longer than so many days.

    Parameters
    ----------
    leg
        One of `ruta.early_warning.response_gap.LEGS`.
    at_most
        Days that a signal may stay in that leg; those that stopped in it are not moved.
    extra
        Days by which every window is longer.
    log
        As for `days_figure`.
    language
        Language of the figure, its alternative and its reading.
    """
    shorter = response_gap.shorten(log, leg, at_most=at_most)
    before, after = response_gap.in_time(log), response_gap.in_time(shorter, extra=extra)
    span = list(range(61))
    figure, axes = figures.new_figure(7.0, 4.0)
    for step in STEPS:
        curve = [100 * response_gap.reached(shorter, step, within=day) for day in span]
        axes.step(span, curve, where="post", label=_text(f"step-{step}", language))
    old = [100 * response_gap.reached(log, "acted", within=day) for day in span]
    axes.step(span, old, where="post", color="#9a9a9a", linestyle="-", linewidth=1, label=_text("as-it-was", language))
    window = float(log["window_days"].median()) + extra
    axes.axvline(window, color=figures.INK, linewidth=0.8, linestyle=":")
    axes.text(window, 101, _text("window", language, days=f"{window:.0f}"), ha="center", va="bottom", fontsize=9)
    axes.set_ylim(0, 100)
    axes.set_xlim(0, 60)
    axes.set_xlabel(_text("day-axis", language))
    axes.set_ylabel(_text("share-axis", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.16), ncols=3, fontsize=9, frameon=False)
    # Those that stopped keep their reason: the text names how many, because no deadline moves them.
    values = {
        "leg": _text(f"leg-{leg}", language),
        "at_most": at_most,
        "extra": extra,
        "before": int(before.sum()),
        "after": int(after.sum()),
        "signals": len(log),
        "stopped": int(log["acted"].isna().sum()),
        "within": f"{100 * response_gap.reached(shorter, 'acted', within=30):.0f}",
        "issued": f"{100 * response_gap.reached(shorter, 'issued', within=30):.0f}",
    }
    reading = f"{_text('reading', language, **values)} {figures.synthetic_note(language)}"
    return figures.Shown(figure=figure, alt=_text("alt", language, **values), text=reading)


def _text(key: str, language: str, **values: object) -> str:
    return messages.text(f"ewrs.gap-{key}", language=language, **values)
