"""The control of the lesson on money and service points: how many points, by which rule, and who is left without."""

from typing import TYPE_CHECKING

import pandas as pd

from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.service_access.siting import Siting, best_of_all

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LARGEST = 650.0
"""Area of the circle of the place with most people in need, in square points."""


def points_view(
    points: int,
    rule: str,
    *,
    places: pd.DataFrame,
    roads: pd.DataFrame,
    minutes: pd.DataFrame,
    limit: int,
    language: str,
) -> Shown:
    """Place the points by a rule, draw the map and say who is left without.

    Parameters
    ----------
    points
        How many service points there is money for.
    rule
        One of `ruta.service_access.siting.RULES`.
    places, roads
        From `ruta.service_access.municipal_example`.
    minutes
        From `ruta.service_access.travel.travel_minutes`.
    limit
        Longest acceptable way, in minutes.
    language
        Language of the labels.
    """
    people = places.set_index("place")["displaced"]
    chosen = best_of_all(minutes, people=people, points=points, limit=limit, rule=rule)
    shown = points_map(places, roads=roads, chosen=chosen, limit=limit, language=language)
    name = _text(f"rule-{rule}", language, limit=limit)
    reading = f"{_text('view-rule', language, rule=name)} {read(chosen, people=people, limit=limit, language=language)}"
    return Shown(figure=shown.figure, alt=f"{shown.alt} {reading}", text=f"{reading} {synthetic_note(language)}")


def read(chosen: Siting, *, people: "pd.Series[int]", limit: int, language: str) -> str:
    """Return what a choice of points means, in one or two sentences that name who is left out."""
    out = people.reindex(list(chosen.left_out))
    named = ", ".join(f"{place} ({count:,})" for place, count in out.sort_values(ascending=False).items())
    params = {
        "points": ", ".join(chosen.points), "share": f"{100 * chosen.people / people.sum():.0f}", "limit": limit,
        "mean": f"{chosen.mean_minutes:.0f}", "worst": f"{chosen.worst_minutes:.0f}",
        "left": f"{int(out.sum()):,}", "named": named,
    }  # fmt: skip
    return _text("view-read" if len(out) else "view-read-all", language, **params)


def points_map(places: pd.DataFrame, *, roads: pd.DataFrame, chosen: Siting | None, limit: int, language: str) -> Shown:
    """Draw the places, the roads, the unsafe stretch and, where points were chosen, who is within reach of them.

    Parameters
    ----------
    places, roads
        From `ruta.service_access.municipal_example`.
    chosen
        The points and who is left out; None for a map before any choice.
    limit
        Longest acceptable way, in minutes.
    language
        Language of the labels.
    """
    figure, axes = new_figure(height=4.6)
    spots = places.set_index("place")
    _roads(axes, spots, roads, language)
    size = LARGEST * spots["displaced"] / spots["displaced"].max()
    out = spots.index.isin(chosen.left_out if chosen else ())
    looks = ((~out, SKY, INK, "-", "in-reach"), (out, "white", RUST, "--", "out-of-reach"))
    for mask, face, edge, style, key in looks if chosen else ((~out, "white", INK, "-", "people"),):
        axes.scatter(
            spots.loc[mask, "km_east"], spots.loc[mask, "km_north"], s=size[mask], facecolor=face, edgecolor=edge,
            linestyle=style, linewidth=1.6, zorder=2,
        )  # fmt: skip
        # The legend's circles have one size: those on the map mean numbers of people.
        axes.scatter([], [], s=90, facecolor=face, edgecolor=edge, linestyle=style, label=_text(key, language))
    if chosen:
        here = spots.loc[list(chosen.points)]
        label = _text("point", language)
        axes.scatter(here["km_east"], here["km_north"], marker="s", s=70, color=INK, zorder=3, label=label)
    _letters(axes, spots, size)
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    unsafe = roads[roads["unsafe"]]
    params: dict[str, object] = {
        "places": len(places),
        "unsafe": "; ".join(unsafe["from_place"] + "-" + unsafe["to_place"]),
    }
    if not chosen:
        return Shown(figure=figure, alt=_text("map-alt-plain", language, **params))
    params |= {"points": ", ".join(chosen.points), "limit": limit, "inside": (~out).sum(), "outside": out.sum()}
    return Shown(figure=figure, alt=_text("map-alt", language, **params))


def _letters(axes: "Axes", spots: pd.DataFrame, size: "pd.Series[float]") -> None:
    """Write each letter just above its circle."""
    for place, east, north, area in zip(spots.index, spots["km_east"], spots["km_north"], size, strict=True):
        axes.annotate(
            place, (east, north), xytext=(0, area**0.5 / 2 + 5), textcoords="offset points", ha="center", zorder=4,
            fontweight="bold", bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "linewidth": 0, "alpha": 0.8},
        )  # fmt: skip
    axes.set_xlim(-3, 115)
    axes.set_ylim(-4, 66)
    axes.set_aspect("equal")


def _roads(axes: "Axes", spots: pd.DataFrame, roads: pd.DataFrame, language: str) -> None:
    axes.set_xlabel(_text("axis-east", language))
    axes.set_ylabel(_text("axis-north", language))
    for start, end, unsafe in zip(roads["from_place"], roads["to_place"], roads["unsafe"], strict=True):
        ends = spots.loc[[start, end]]
        colour, style, width = (RUST, ":", 2.5) if unsafe else (SAND, "-", 1.5)
        axes.plot(ends["km_east"], ends["km_north"], color=colour, linestyle=style, linewidth=width, zorder=1)
        if unsafe:
            axes.plot(
                ends["km_east"].mean(), ends["km_north"].mean(), marker="x", markersize=11, markeredgewidth=2.5,
                color=RUST, linestyle="none", zorder=3, label=_text("unsafe", language),
            )  # fmt: skip


def _text(key: str, language: str, **params: object) -> str:
    return text(f"sharing.{key}", language=language, **params)
