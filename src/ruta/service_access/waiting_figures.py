"""The two figures of the lesson on waiting: one line per person, and the curve of each group."""

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.figures import INK, RUST, Shown, new_figure
from ruta.messages import text
from ruta.service_access.waiting import SERVED, WAITING, WITHDRAWN
from ruta.survival import kaplan_meier, median_wait, still_waiting_at

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GROUPS = ("displaced", "host")
READ_AT = 180  # days; half a year is a delay that everybody can picture
ENDINGS = {SERVED: ("o", INK), WITHDRAWN: ("x", INK), WAITING: (">", RUST)}


def person_lines(waits: pd.DataFrame, *, cut_off: pd.Timestamp | str, language: str) -> Shown:
    """Draw one line per request, from its date to its end or to the cut-off date.

    Parameters
    ----------
    waits
        A few rows of `ruta.service_access.waiting.durations`; twenty are easy to read.
    cut_off
        The cut-off date, drawn as a vertical line.
    language
        Language of the labels.
    """
    rows = waits.sort_values("requested_on", kind="stable")
    starts = pd.to_datetime(rows["requested_on"])
    ends = starts + pd.to_timedelta(rows["days"], unit="D")
    figure, axes = new_figure(height=4.5)
    places = np.arange(len(rows))
    axes.hlines(places, starts.to_numpy(), ends.to_numpy(), color=INK, linestyle="-", linewidth=1)
    for status, (marker, colour) in ENDINGS.items():
        here = (rows["status"] == status).to_numpy()
        label = text(f"service-access.status-{status}", language=language)
        axes.plot(ends[here].to_numpy(), places[here], marker=marker, color=colour, linestyle="none", label=label)
    day = pd.Timestamp(cut_off)
    axes.axvline(day, color=RUST, linestyle="--", linewidth=1)  # type: ignore[arg-type]
    axes.set_yticks([])
    axes.set_xlabel(text("service-access.axis-date", language=language))
    axes.set_ylabel(text("service-access.axis-requests", language=language))
    axes.tick_params(axis="x", rotation=30)
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    counts = {status: int((rows["status"] == status).sum()) for status in ENDINGS}
    alt = text("service-access.lines-alt", language=language, total=len(rows), cut_off=day.date(), **counts)
    return Shown(figure=figure, alt=alt)


def group_curves(
    waits: pd.DataFrame,
    *,
    language: str,
    read_at: int = READ_AT,
    last_day: int | None = None,
    say_median: bool = True,
) -> Shown:
    """Draw the share still waiting, day by day, for displaced people and for the host community.

    Parameters
    ----------
    waits
        From `ruta.service_access.waiting.durations`, with ``group``.
    language
        Language of the labels.
    read_at
        Day at which the text alternative reads both curves.
    last_day
        Where the day axis ends; without it, at the longest wait seen.
    say_median
        Whether the text alternative names the medians; an exercise that asks for them leaves them out.

    Raises
    ------
    InputError
        Where one of the two groups has no row.
    """
    figure, axes = new_figure()
    read: dict[str, str] = {}
    for group, style, colour in zip(GROUPS, ("-", "--"), (INK, RUST), strict=True):
        inside = waits[waits["group"] == group]
        if inside.empty:
            raise InputError("service-access.one-group", group=group)
        table = kaplan_meier(inside["days"], served=inside["status"] == SERVED)
        label = text(f"service-access.group-{group}", language=language)
        _steps(axes, table, longest=int(inside["days"].max()), style=style, colour=colour, label=label)
        _ticks(axes, table, inside.loc[inside["status"] != SERVED, "days"], colour=colour)
        read[f"{group}_median"] = days_text(median_wait(table), language=language)
        read[f"{group}_share"] = f"{100 * still_waiting_at(table, read_at):.0f}"
    axes.axhline(50, color=INK, linestyle=":", linewidth=1)
    axes.set_ylim(0, 103)
    axes.set_xlim(0, last_day)
    axes.set_xlabel(text("service-access.axis-days", language=language))
    axes.set_ylabel(text("service-access.axis-waiting", language=language))
    axes.legend(loc="upper right", frameon=False)
    return Shown(
        figure=figure,
        alt=text(
            "service-access.curves-alt" + ("" if say_median else "-heights"), language=language, day=read_at, **read
        ),
        text=text("service-access.curves-text", language=language, day=read_at, **read),
    )


def days_text(days: float, *, language: str) -> str:
    """Return a number of days in words, or say that it was not reached."""
    if math.isnan(days):
        return text("service-access.not-reached", language=language)
    return text("service-access.days", language=language, days=f"{days:.0f}")


def _steps(axes: "Axes", table: pd.DataFrame, *, longest: int, style: str, colour: str, label: str) -> None:
    """Draw the curve from 100 % on day 0 to the longest wait seen, and not beyond."""
    days = [0.0, *table.index.astype(float), float(longest)]
    shares = [1.0, *table["still_waiting"]]
    axes.step(days, [100 * share for share in (*shares, shares[-1])], where="post", ls=style, color=colour, label=label)


def _ticks(axes: "Axes", table: pd.DataFrame, censored: "pd.Series[int]", *, colour: str) -> None:
    """Mark on the curve where a censored wait leaves it."""
    heights = [100 * still_waiting_at(table, day) for day in censored]
    axes.plot(censored, heights, marker="|", linestyle="none", color=colour, markersize=5, alpha=0.7)
