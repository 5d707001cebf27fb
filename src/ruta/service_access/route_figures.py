"""The figures of the route of care: one funnel, the funnels of several rights, and the stages of coverage."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ruta import messages
from ruta.figures import STYLE, Shown, new_figure
from ruta.service_access import reach

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DARK, MIDDLE, LINE = "#3c3c3c", "#b8b8b8", "#3c3c3c"
# Grey and hatching say the same thing twice, so that a photocopy still shows it.
PARTS: dict[str, dict[str, Any]] = {
    "reached": {"color": DARK},
    "left": {"facecolor": "white", "edgecolor": LINE, "hatch": "////"},
    "late": {"color": MIDDLE},
    "not_yet": {"facecolor": "white", "edgecolor": LINE, "hatch": "...."},
}


def funnel_figure(table: pd.DataFrame, *, language: str, title: str) -> Shown:
    """Draw a funnel: at each step, of those who reached the one before, who reached it, who left and who is open.

    Parameters
    ----------
    table
        From `ruta.service_access.funnel.funnel`.
    language
        Language of the labels.
    title
        Whose funnel it is, with the cohort and the window.
    """
    figure, axes = new_figure(7.0, 0.62 * len(table) + 1.5)
    draw_funnel(axes, table, language=language)
    figure.suptitle(title, fontsize=10, x=0.01, ha="left")
    axes.set_xlabel(say("axis-people", language))
    shown = [part for part in PARTS if part == "reached" or table[part].any()]
    drawn, named = axes.get_legend_handles_labels()
    handles = [handle for handle, part in zip(drawn, named, strict=True) if part in shown]
    labels = [say(f"part-{part}", language) for part in shown]
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=9)
    return Shown(figure=figure, alt=funnel_alt(table, language=language, title=title))


def draw_funnel(axes: "Axes", table: pd.DataFrame, *, language: str, size: float = 9.0) -> None:
    """Draw the bars of a funnel on given axes; the number of each step stands beside its name."""
    start = pd.Series(0, index=table.index, dtype="int64")
    places = list(range(len(table)))
    for part, look in PARTS.items():
        axes.barh(places, table[part], left=start, linewidth=0.8, label=part, **look)
        start = start + table[part]
    names = [f"{step_name(str(step), language)}: {count:,}" for step, count in table["reached"].items()]
    axes.set_yticks(places, names, fontsize=size)
    for place, (_, row) in zip(places, table.iterrows(), strict=True):
        if row["left"]:
            axes.text(start.iloc[place], place, f" −{row['left']:,.0f}", va="center", fontsize=size)
    axes.set_xlim(0, 1.12 * max(1, int(table["reached"].iloc[0])))
    axes.invert_yaxis()


def funnel_alt(table: pd.DataFrame, *, language: str, title: str) -> str:
    """Return a funnel in words, step by step."""
    lines = [
        say("funnel-line", language, step=step_name(str(step), language), reached=f"{row['reached']:,.0f}",
            left=f"{row['left']:,.0f}", open=f"{row['late'] + row['not_yet']:,.0f}")
        for step, row in table.iterrows()
    ]  # fmt: skip
    return " ".join([f"{title}.", *lines])


def funnels_by_right(tables: Mapping[str, pd.DataFrame], *, language: str) -> Shown:
    """Draw a small funnel for each right, in people of each 100 who asked; the step with the largest loss is hatched.

    Parameters
    ----------
    tables
        For each right, its table from `ruta.service_access.funnel.funnel`.
    language
        Language of the labels.
    """
    bars, marked, titles = {}, {}, {}
    for right, table in tables.items():
        bars[right] = (100 * table["of_first"]).rename(lambda step: step_name(str(step), language))
        marked[right] = step_name(str(table["left"].idxmax()), language)
        titles[right] = f"{right_name(right, language)} (n = {table['reached'].iloc[0]:,})"
    return _by_right(bars, marked=marked, titles=titles, begin=say("funnels-alt", language), language=language)


def stages_by_right(people: Mapping[str, "pd.Series[int]"], *, language: str) -> Shown:
    """Draw Tanahashi's stages for each right, in people of each 100 in need; the bottleneck is hatched.

    Parameters
    ----------
    people
        For each right, its counts from `ruta.service_access.reach.stages`.
    language
        Language of the labels.
    """
    bars, marked, titles = {}, {}, {}
    for right, counts in people.items():
        bars[right] = (100 * counts / counts.iloc[0]).rename(lambda stage: say(f"stage-{stage}", language))
        marked[right] = say(f"stage-{reach.bottleneck(counts)}", language)
        titles[right] = f"{right_name(right, language)} (N ≈ {counts.iloc[0]:,})"
    return _by_right(bars, marked=marked, titles=titles, begin=say("stages-alt", language), language=language)


def _by_right(
    bars: Mapping[str, "pd.Series[float]"], *, marked: Mapping[str, str], titles: Mapping[str, str], begin: str,
    language: str,
) -> Shown:  # fmt: skip
    lines = [
        say("small-line", language, right=right_name(right, language),
            bars=", ".join(f"{name} {value:.0f}" for name, value in values.items()), marked=marked[right])
        for right, values in bars.items()
    ]  # fmt: skip
    return Shown(figure=small_bars(bars, marked=marked, titles=titles), alt=" ".join([begin, *lines]))


def small_bars(
    bars: Mapping[str, "pd.Series[float]"], *, marked: Mapping[str, str], titles: Mapping[str, str]
) -> "Figure":
    """Return small panels of horizontal bars from 0 to 100, two to a row, one bar of each hatched."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows = (len(bars) + 1) // 2
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 2.0 * rows), layout="constrained")
        panels = figure.subplots(rows, 2, squeeze=False).ravel()
    for axes in panels[len(bars) :]:
        axes.set_axis_off()
    for axes, (key, values) in zip(panels, bars.items(), strict=False):
        for place, (name, value) in enumerate(values.items()):
            look = PARTS["left"] if name == marked[key] else PARTS["reached"]
            axes.barh(place, value, linewidth=0.8, **look)
            axes.text(value + 2, place, f"{value:.0f}", va="center", fontsize=8)
        axes.set_yticks(range(len(values)), [str(name) for name in values.index], fontsize=8)
        axes.set_title(titles[key], fontsize=9, loc="left")
        axes.set_xlim(0, 112)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        axes.invert_yaxis()
    return figure


def step_name(step: str, language: str) -> str:
    """Return the name of a step of the route."""
    return say("step-" + step.replace("_", "-"), language)


def right_name(right: str, language: str) -> str:
    """Return the name of a right."""
    return say(f"right-{right}", language)


def say(key: str, language: str, **values: object) -> str:
    """Return a text of the route of care."""
    return messages.text(f"service-route.{key}", language=language, **values)
