"""A plan as a Gantt figure that can be printed in grey: sure is dark, proposed is dotted, ambiguous is hatched.

What is unknown is a word in its line and never a bar: an empty line would look like "nothing happens then".
"""

import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any

from ruta.exchange import plan_words as words
from ruta.exchange.plan import Entry, Plan, day_after
from ruta.exchange.plan_words import say
from ruta.figures import INK, RUST, Shown, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Dark, dotted and hatched stay apart in grey; the edge keeps a single day visible on an axis of a year.
LOOK: dict[str, dict[str, Any]] = {
    "fixed": {"facecolor": INK, "edgecolor": INK, "linewidth": 1.5},
    "tentative": {"facecolor": "white", "edgecolor": INK, "hatch": "....", "linewidth": 1.5},
    "legible": {"facecolor": INK, "edgecolor": INK, "linewidth": 1.0},
    "ambiguous": {"facecolor": "white", "edgecolor": "#6b6b6b", "hatch": "/////", "linewidth": 0.8},
}
LABEL_WIDTH, LABEL_LINES, MOST_TICKS = 40, 3, 16


def plan_figure(plan: Plan, *, language: str) -> Shown:
    """Draw a plan over its months.

    Parameters
    ----------
    plan
        From `ruta.exchange.plan`.
    language
        Language of the labels and the text alternative.

    Returns
    -------
    ruta.figures.Shown
        The alternative says every line: what, when and how sure.
    """
    lines = plan.lines()
    labels = ["\n".join(_wrapped(line[0].title(language))) for line in lines]
    height = 1.3 + 0.18 * sum(1.0 + label.count("\n") for label in labels) + 0.14 * len(lines)
    figure, axes = new_figure(7.0, min(height, 200.0))
    places, edge = _places(labels)
    _months(axes, plan, language)
    for place, line in zip(places, lines, strict=True):
        _line(axes, place, line, language)
    axes.set_yticks(places, labels, fontsize=8)
    axes.set_ylim(edge, 0.0)
    axes.tick_params(axis="y", length=0)
    # A title may hold a dollar sign, which is no formula.
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    _legend(axes, lines, language)
    title = figure.suptitle(words.title(plan, language), x=0.01, ha="left", fontsize=11)
    title.set_parse_math(False)
    return Shown(figure=figure, alt=_alt(plan, language), text=words.left_out(plan, language))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder=" …")


def _places(labels: list[str]) -> tuple[list[float], float]:
    """Return where the middle of each line stands, and where the last ends: three lines of text have room for three."""
    places, edge = [], 0.0
    for label in labels:
        half = 0.85 + label.count("\n") / 2
        places.append(edge + half)
        edge += 2 * half
    return places, edge


def _number(day: date) -> float:
    """Return a day as matplotlib counts them: days since 1 January 1970."""
    return float((day - date(1970, 1, 1)).days)


def _months(axes: "Axes", plan: Plan, language: str) -> None:
    shown = plan.shown()
    if shown is None:
        axes.set_xticks([])
        axes.set_xlim(0, 1)
        return
    months, day = [], shown[0].replace(day=1)
    while day <= shown[1]:
        months.append(day)
        day = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
    starts = [_number(month) for month in months]
    axes.set_xlim(_number(shown[0]), _number(day_after(shown[1])))
    for start in starts[1:]:
        axes.axvline(start, color="#cccccc", linewidth=0.6, zorder=0)
    step = -(-len(months) // MOST_TICKS)
    named = months[::step]
    middles = [_number(month) + 15 for month in named]
    axes.set_xticks(middles, [_month_label(month, number, language) for number, month in enumerate(named)], fontsize=7)
    axes.tick_params(axis="x", length=0)


def _month_label(month: date, number: int, language: str) -> str:
    """Return the name of a month, under it the year where it is the first that is named of its year."""
    name = say(f"month-{month.month}", language)
    return f"{name}\n{month.year}" if number == 0 or month.month == 1 else name


def _line(axes: "Axes", place: float, line: list[Entry], language: str) -> None:
    for entry in line:
        if entry.first and entry.last:
            start, end = _number(entry.first), _number(day_after(entry.last))
            axes.barh(place, end - start, left=start, height=0.9, **LOOK[entry.certainty])
    if all(entry.first is None for entry in line):
        # Right of the months: within them the word would seem to belong to one.
        right = axes.get_xlim()[1]
        text = f"  {say('when-unknown', language)}"
        axes.text(right, place, text, va="center", fontsize=8, style="italic", color=RUST)


def _legend(axes: "Axes", lines: list[list[Entry]], language: str) -> None:
    from matplotlib.patches import Patch

    seen = {entry.certainty for line in lines for entry in line}
    patches: list[Any] = [
        Patch(label=words.certainty(name, language), **look) for name, look in LOOK.items() if name in seen
    ]
    if "unknown" in seen:
        label = say("legend-unknown", language, word=say("when-unknown", language))
        patches.append(Patch(facecolor="none", edgecolor="none", label=label))
    axes.legend(handles=patches, loc="upper right", bbox_to_anchor=(1.0, -0.09), fontsize=8, frameon=False)


def _alt(plan: Plan, language: str) -> str:
    said = []
    for line in plan.lines():
        marks = ", ".join(words.when(entry, language) for entry in line)
        known = dict.fromkeys(words.certainty(entry.certainty, language) for entry in line if entry.first)
        sure = f" ({'; '.join(known)})" if known else ""
        said.append(f"{line[0].title(language)}: {marks}{sure}")
    return say("alt", language, title=words.title(plan, language), lines="; ".join(said))
