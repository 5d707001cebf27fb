"""The control of the lesson on the route of care: another right, other months, a longer or shorter window."""

import pandas as pd

from ruta.figures import Shown, synthetic_note
from ruta.service_access.funnel import cohort, funnel
from ruta.service_access.route_figures import funnel_figure, right_name, say, step_name

EVERY = "every"
COHORTS = {
    "2024-1": ("2024-01-01", "2024-06-30"),
    "2024-2": ("2024-07-01", "2024-12-31"),
    "2025-1": ("2025-01-01", "2025-06-30"),
    "2025-2": ("2025-07-01", "2025-12-31"),
}
"""First and last day of entry of the half-years that can be chosen."""


def funnel_view(
    right: str, half_year: str, window: int, *, cases: pd.DataFrame, cut_off: pd.Timestamp, language: str
) -> Shown:
    """Show the funnel of one right, of those who asked in one half-year, within so many days of their own request.

    Parameters
    ----------
    right
        A right, or `EVERY`.
    half_year
        A key of `COHORTS`.
    window
        Days that everybody is given.
    cases
        One row per request, as `ruta.service_access.example_route.Route.cases`.
    cut_off
        Last day for which the register is complete.
    language
        Language of the figure and of its reading.
    """
    chosen = cases if right == EVERY else cases[cases["right"] == right]
    first, last = COHORTS[half_year]
    people = cohort(chosen, first=first, last=last)
    table = funnel(people, window=window, cut_off=cut_off, allow_unfinished=True)
    name = say("every-right", language) if right == EVERY else right_name(right, language)
    title = say("view-title", language, right=name, first=first, last=last, window=window)
    shown = funnel_figure(table, language=language, title=title)
    last_step = table.iloc[-1]
    values = {
        "asked": f"{table['reached'].iloc[0]:,}",
        "served": f"{table['reached'].loc['served_on']:,}",
        "finished": f"{last_step['reached']:,.0f}",
        "left": f"{table['left'].sum():,}",
        "late": f"{table['late'].sum():,}",
        "not_yet": f"{table['not_yet'].sum():,}",
        "window": window,
    }
    lines = [say("view-text", language, **values)]
    if table["left"].any():
        step = str(table["left"].idxmax())
        lines.append(say("view-loss", language, step=step_name(step, language), left=f"{table['left'].loc[step]:,}"))
    if table["not_yet"].any():
        lines.append(say("view-not-yet", language, not_yet=values["not_yet"], cut_off=pd.Timestamp(cut_off).date()))
    lines.append(synthetic_note(language))
    return Shown(figure=shown.figure, alt=shown.alt, text=" ".join(lines))
