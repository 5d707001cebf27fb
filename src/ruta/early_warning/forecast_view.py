"""The figure behind the lesson's sliders: what a miss costs moves the threshold, and the threshold makes the work."""

import pandas as pd

from ruta import figures, messages
from ruta.early_warning.expense import expense, expense_curve, without_forecast
from ruta.early_warning.paired import zero_or_one


def cost_view(
    miss_cost: float,
    officers: int,
    *,
    forecasts: "pd.Series[float]",
    events: "pd.Series[bool]",
    weeks: int,
    language: str,
) -> figures.Shown:
    """Return the cost of acting at each threshold, and what the threshold ``1 / miss_cost`` asks of the team.

    Parameters
    ----------
    miss_cost
        Visits that one missed onset is worth.
    officers
        People who make the visits.
    forecasts, events
        Probability and outcome of each case.
    weeks
        Weeks of calendar that the cases cover.
    language
        Language of the figure, its alternative and its reading.

    Returns
    -------
    ruta.figures.Shown
        The curve of cost against threshold with the two rules that need no forecast; the reading gives visits for each
        officer and week, onsets reached and missed, visits that find nothing, and the saving.
    """
    curve = expense_curve(forecasts, events, miss_cost=miss_cost)
    act = 1 / miss_cost
    cost = expense(forecasts, events, threshold=act, miss_cost=miss_cost)
    other = without_forecast(events, miss_cost=miss_cost)
    happened, visit = zero_or_one(events, name="event"), forecasts.to_numpy() >= act
    hits, alerts = int((happened & visit).sum()), int(visit.sum())
    cheapest = float(curve["threshold"].to_numpy()[int(curve["cost"].to_numpy().argmin())])
    figure, axes = figures.new_figure(7.0, 3.8)
    axes.plot(curve["threshold"] * 100, curve["cost"], color=figures.INK, label=_text("curve", language))
    for name, value, colour, style in (
        ("nobody", miss_cost * happened.sum(), figures.RUST, "--"),
        ("everybody", len(happened), figures.SKY, ":"),
    ):
        axes.axhline(value, color=colour, linestyle=style, label=_text(name, language))
    axes.plot([act * 100], [cost], "D", color=figures.RUST, markersize=8, label=_text("act", language), zorder=4)
    axes.set_xscale("log")
    ticks = [1, 2, 5, 10, 20, 50]
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.minorticks_off()
    axes.set_xlim(1, 60)
    axes.set_ylim(0, 1.15 * max(len(happened), miss_cost * int(happened.sum())))
    axes.set_xlabel(_text("threshold", language))
    axes.set_ylabel(_text("cost", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.2), ncols=2, fontsize=8, frameon=False)
    values = {
        "miss_cost": f"{miss_cost:g}", "officers": officers, "act": f"{act:.1%}",
        "each": f"{alerts / weeks / officers:.1f}", "hits": hits, "onsets": int(happened.sum()),
        "empty": f"{1 - hits / alerts:.0%}" if alerts else "-", "cost": f"{cost:,.0f}", "other": f"{other:,.0f}",
        "cheapest": f"{cheapest:.1%}",
    }  # fmt: skip
    verdict = _text("saves" if cost < other else "saves-nothing", language, saving=f"{abs(1 - cost / other):.0%}")
    return figures.Shown(
        figure=figure,
        alt=_text("alt", language, **values),
        text=f"{_text('reading', language, **values)} {verdict} {figures.synthetic_note(language)}",
    )


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"forecast.view.{key}", language=language, **params)
