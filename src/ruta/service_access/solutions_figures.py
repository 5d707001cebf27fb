"""The time line of the lesson: humanitarian aid, solutions and development plans in one picture."""

from typing import TYPE_CHECKING

import pandas as pd

from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure
from ruta.messages import text
from ruta.service_access.solutions_calendar import LINES, MONTHS, SUBSISTENCE, uncovered

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = dict(zip(LINES, (RUST, SKY, SAND, INK), strict=True))


def time_line(items: pd.DataFrame, *, language: str, say_gap: bool = True) -> Shown:
    """Draw a calendar, one bar for each item: full where it has a budget, hatched where it is only planned.

    Parameters
    ----------
    items
        From `ruta.service_access.solutions_calendar.calendar`.
    language
        Language of the labels.
    say_gap
        Whether the months in which nobody pays for subsistence are shaded and named; an exercise that asks for them
        leaves them out.
    """
    figure, axes = new_figure(width=7.4, height=5.2)
    rows = items.to_dict("records")
    for place, row in enumerate(rows):
        colour = COLOURS[row["line"]]
        axes.barh(
            place, row["ends"] - row["starts"], left=row["starts"], height=0.62,
            facecolor=colour if row["paid"] else "white", edgecolor=colour, hatch="" if row["paid"] else "////",
        )  # fmt: skip
    months = uncovered(items, need=SUBSISTENCE, first=0, last=MONTHS - 1)
    if say_gap:
        for month in months:
            axes.axvspan(month, month + 1, color="#d9d9d9", zorder=0, linewidth=0)
    _labels(axes, items, language=language)
    _legend(axes, language=language, gap=say_gap)
    said_rows = "; ".join(
        text(
            "aid-to-solutions.line-row" if row["paid"] else "aid-to-solutions.line-row-unpaid", language=language,
            item=text(f"aid-to-solutions.item-{row['item']}", language=language),
            starts=row["starts"], last=row["ends"] - 1,
        )
        for row in rows
    )  # fmt: skip
    said = text("aid-to-solutions.line-gap", language=language, count=len(months), months=spans(months))
    alt = text("aid-to-solutions.line-alt", language=language, rows=said_rows)
    return Shown(figure=figure, alt=f"{alt} {said}" if say_gap else alt, text=said if say_gap else "")


def spans(months: list[int]) -> str:
    """Return months in short: ``2-3, 19-25``; a dash for none."""
    parts: list[list[int]] = []
    for month in months:
        if parts and month == parts[-1][-1] + 1:
            parts[-1].append(month)
        else:
            parts.append([month])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in parts) or "-"


def _labels(axes: "Axes", items: pd.DataFrame, *, language: str) -> None:
    names = [text(f"aid-to-solutions.item-{item}", language=language) for item in items["item"]]
    axes.set_yticks(range(len(items)), names, fontsize=9)
    axes.invert_yaxis()
    axes.set_xlim(0, MONTHS)
    axes.set_xticks(range(0, MONTHS + 1, 6))
    axes.set_xticks(range(MONTHS + 1), minor=True)
    axes.grid(axis="x", which="major", color="#bbbbbb", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(text("aid-to-solutions.axis-months", language=language))


def _legend(axes: "Axes", *, language: str, gap: bool) -> None:
    from matplotlib.patches import Patch

    kinds = {
        "paid": {"facecolor": "#666666"},
        "unpaid": {"facecolor": "white", "edgecolor": "#666666", "hatch": "////"},
    }
    if gap:
        kinds["gap"] = {"facecolor": "#d9d9d9"}
    patches = [
        Patch(label=text(f"aid-to-solutions.legend-{name}", language=language), **style)  # type: ignore[arg-type]
        for name, style in kinds.items()
    ]
    axes.legend(handles=patches, loc="upper center", bbox_to_anchor=(0.35, -0.13), ncols=3, fontsize=9, frameon=False)
