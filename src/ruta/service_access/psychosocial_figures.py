"""The figures of the lesson on psychosocial care: three counts of one log, how accompaniment ends, the districts."""

from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, SKY, STYLE, Shown, new_figure
from ruta.service_access.endings import AGREED, GOING_ON, LOST, share_at, shares_by_day

HORIZON = 360
NAMED = ("safe", "not-marked", "municipal-office", "community-group", "health-centre", "by-name")
FORM_COLUMNS = ("kind", "role", "layer", "asked_of", "service", "needed_for", "number")
FILL: dict[str, dict[str, Any]] = {
    LOST: {"facecolor": INK},
    AGREED: {"facecolor": SAND, "edgecolor": INK, "hatch": "//"},
    GOING_ON: {"facecolor": "#ececec"},
}


def three_counts_figure(counts: pd.DataFrame, *, language: str) -> Shown:
    """Draw sessions, people and kept contacts of the years of one log, side by side.

    Parameters
    ----------
    counts
        Index: years; ``sessions`` and ``people`` (int64) and ``kept`` (of each 100 contacts that fell due).
    language
        Language of the labels.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 3.2), layout="constrained")
        panels = figure.subplots(1, 3)
    for axes, name in zip(panels, ("sessions", "people", "kept"), strict=True):
        values = counts[name]
        for place, value in enumerate(values):
            hatch = "" if place else "//"
            axes.bar(place, value, color=SKY if place else "white", edgecolor=INK, hatch=hatch, width=0.6)
            shown = f"{value:.0f}" if name == "kept" else f"{value:,.0f}"
            axes.text(place, value, shown, ha="center", va="bottom", fontsize=10)
        axes.set_xticks(range(len(values)), [str(year) for year in values.index])
        axes.set_title(say(f"count-{name}", language), fontsize=10)
        axes.set_ylim(0, 100 if name == "kept" else 1.15 * float(values.max()))
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
    parts = [
        say("counts-line", language, year=year, sessions=f"{row['sessions']:,.0f}", people=f"{row['people']:,.0f}",
            kept=f"{row['kept']:.0f}")
        for year, row in counts.iterrows()
    ]  # fmt: skip
    return Shown(figure=figure, alt=" ".join([say("counts-alt", language), *parts]))


def endings_figure(found: pd.DataFrame, *, language: str, horizon: int = HORIZON) -> Shown:
    """Draw how the accompaniment of a cohort ends, as three areas that fill 100 from bottom to top.

    Parameters
    ----------
    found
        From `ruta.service_access.endings.endings`.
    language
        Language of the labels.
    horizon
        Days to show.
    """
    table = shares_by_day(found)
    table = table[table.index <= horizon]
    start = pd.DataFrame({LOST: [0.0], AGREED: [0.0], GOING_ON: [1.0]}, index=[0.0])
    end = pd.DataFrame({how: [share_at(table, horizon, how=how)] for how in (LOST, AGREED, GOING_ON)}, index=[horizon])
    steps = 100 * pd.concat([start, table[[LOST, AGREED, GOING_ON]], end])
    figure, axes = new_figure(7.0, 4.2)
    floor = pd.Series(0.0, index=steps.index)
    for how in (GOING_ON, AGREED, LOST):
        top = floor + steps[how]
        axes.fill_between(
            steps.index, floor, top, step="post", linewidth=0.6, label=say(f"how-{how}", language), **FILL[how]
        )
        floor = top
    axes.set_xlim(0, horizon)
    axes.set_ylim(0, 100)
    axes.set_xticks(range(0, horizon + 1, 60))
    axes.set_yticks(range(0, 101, 10))
    axes.grid(axis="both", color="white", linewidth=0.6, alpha=0.5)
    axes.set_xlabel(say("axis-days", language))
    axes.set_ylabel(say("axis-of-100", language))
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    lines = [
        say("endings-line", language, day=day,
            **{how: f"{100 * share_at(table, day, how=how):.0f}" for how in (LOST, AGREED, GOING_ON)})
        for day in (60, 180, horizon)
    ]  # fmt: skip
    return Shown(figure=figure, alt=" ".join([say("endings-alt", language), *lines]))


def districts_figure(districts: pd.DataFrame, *, language: str) -> Shown:
    """Draw the districts by their sessions and their continuity, each with what is missing there.

    Parameters
    ----------
    districts
        One row a district: ``sessions``, ``share``, ``low``, ``high`` (0 to 1), ``not_kept`` (contacts) and
        ``waiting`` (people).
    language
        Language of the labels.
    """
    figure, axes = new_figure(7.0, 4.2)
    most = float(districts["sessions"].max())
    ceiling = 200.0  # of the next label on the left side, so that no two lie on each other
    districts = districts.sort_values("share", ascending=False)
    for name, row in districts.iterrows():
        low, high = 100 * row["low"], 100 * row["high"]
        axes.plot([row["sessions"]] * 2, [low, high], color=INK, linewidth=1.5, linestyle="-")
        axes.plot([row["sessions"]], [100 * row["share"]], color=RUST, marker="o", markersize=8, linestyle="none")
        right = row["sessions"] > 0.6 * most
        words = say("district-point", language, district=name, not_kept=f"{row['not_kept']:,.0f}",
                    waiting=f"{row['waiting']:,.0f}")  # fmt: skip
        height = 100 * row["share"] if right else min(100 * row["share"], ceiling - 11)
        ceiling = ceiling if right else height
        axes.text(row["sessions"] + (-1 if right else 1) * 0.025 * most, height, words, fontsize=9,
                  va="center", ha="right" if right else "left")  # fmt: skip
    axes.set_xlim(0, 1.05 * most)
    axes.set_ylim(0, 100)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel(say("axis-sessions", language))
    axes.set_ylabel(say("axis-kept", language))
    lines = [
        say("district-line", language, district=name, sessions=f"{row['sessions']:,.0f}",
            kept=f"{100 * row['share']:.0f}", not_kept=f"{row['not_kept']:,.0f}", waiting=f"{row['waiting']:,.0f}")
        for name, row in districts.sort_index().iterrows()
    ]  # fmt: skip
    return Shown(figure=figure, alt=" ".join([say("districts-alt", language), *lines]))


def form_in_words(form: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return a form in the reader's language, with one column for what stands behind each question.

    Parameters
    ----------
    form
        As in `ruta.service_access.form_check.findings`; other columns come first and stay as they are.
    language
        Language of the columns and of the values that have a name; free text stays as it is.
    """
    shown = form.set_index("row").rename_axis(None)
    for column in FORM_COLUMNS[:4]:
        shown[column] = [say(f"form-{value}", language) for value in shown[column]]
    parts = [shown.pop(column) for column in FORM_COLUMNS[4:]]
    shown["behind"] = [
        "; ".join(say(f"form-{value}", language) if value in NAMED else value for value in row if value)
        for row in zip(*parts, strict=True)
    ]
    names = {column: say(f"column-{column}", language) for column in (*FORM_COLUMNS[:4], "behind")}
    return shown.rename(columns=names)


def say(key: str, language: str, **values: object) -> str:
    """Return a text of the lesson on psychosocial care."""
    return messages.text(f"psychosocial.{key}", language=language, **values)
