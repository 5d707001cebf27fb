"""Figures and control of the lesson on good practices: what sources give, and conditions one by one."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ruta.exchange import matching, practices
from ruta.figures import INK, SAND, SKY, Shown, new_figure
from ruta.messages import text

ALL = "all"
READINGS = ("unknown", "yes", "no")
"""How to read what nobody has looked up: as what it is, as a yes, or as a no."""
TILES = {"met": ("#ececec", "", INK), "unknown": (SAND, "", INK), "not-met": (INK, "", "white")}


def what_sources_give(
    catalogue: pd.DataFrame, *, language: str, fields: tuple[str, ...] = practices.FIELDS, say_counts: bool = True
) -> Shown:
    """Draw for each field how many sources give it, and how many do not say.

    Parameters
    ----------
    catalogue
        One row per practice, with a column for each field; blank = the source does not say.
    language
        Language of the labels.
    fields
        Fields to show, from the top.
    say_counts
        Whether the numbers stand beside the bars; without them the figure is to be read by eye.
    """
    there = practices.given(catalogue, fields=fields)
    counts = there.sum().astype("int64")
    names = [text(f"practices.field-{field}", language=language) for field in counts.index]
    figure, axes = new_figure(height=3.8)
    places = np.arange(len(counts))
    axes.barh(places, counts, color=SKY, edgecolor=INK, label=text("practices.label-given", language=language))
    axes.barh(
        places, len(there) - counts, left=counts, color="white", edgecolor=INK, hatch="////",
        label=text("practices.label-blank", language=language),
    )  # fmt: skip
    for place, count in enumerate(counts if say_counts else []):
        axes.text(
            len(there) + 0.3, place, text("practices.of", language=language, n=count, all=len(there)), va="center"
        )
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.set_xlim(0, len(there) * 1.16)
    axes.set_xlabel(text("practices.axis-practices", language=language))
    figure.legend(loc="outside lower center", ncols=2)
    if not say_counts:
        axes.set_xticks(np.arange(0, len(there) + 1, 2))
        axes.grid(axis="x", color="#8a8a8a", linewidth=0.5)
    said = "; ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))
    return Shown(figure=figure, alt=text("practices.given-alt", language=language, n=len(there), fields=said))


def conditions_met(
    catalogue: pd.DataFrame, office: Mapping[str, str], *, language: str, need: str = ALL, reading: str = "unknown"
) -> Shown:
    """Draw every practice against every condition, and say how many stand in each group.

    Parameters
    ----------
    catalogue
        Practices of other countries.
    office
        Condition and one of `ruta.exchange.matching.ANSWERS`.
    language
        Language of the labels.
    need
        One of the needs of the catalogue, or `ALL`.
    reading
        One of `READINGS`; the last two are the mistakes that the control lets a reader make.
    """
    read = {condition: reading if answer == "unknown" else answer for condition, answer in office.items()}
    listed = matching.shortlist(catalogue, read, need=None if need == ALL else need)
    rows = catalogue.set_index("practice").loc[list(listed["practice"])]
    states = matching.conditions(rows.reset_index(), read).set_index(["practice", "condition"])["state"]
    columns = [*practices.CONDITIONS, matching.NONE_NAMED]

    figure, axes = new_figure(width=7.6, height=2.4 + 0.27 * len(listed))
    for row, practice in enumerate(listed["practice"]):
        for column, condition in enumerate(columns):
            state = states.get((practice, condition))
            if state is not None:
                _tile(axes, row, column, state, language)
    groups = [text(f"practices.group-short-{name}", language=language) for name in listed["group"]]
    names = [f"{name} ({country})" for name, country in zip(rows["short"], rows["country"], strict=True)]
    axes.set_yticks(np.arange(len(listed)) + 0.5, names, fontsize=9)
    for row, name in enumerate(groups):
        axes.text(len(columns) + 0.2, row + 0.5, name, va="center", fontsize=9)
    for edge in np.flatnonzero(listed["group"].to_numpy()[1:] != listed["group"].to_numpy()[:-1]):
        axes.axhline(edge + 1, color=INK, linewidth=1.5)
    labels = [text(f"practices.condition-short-{name}", language=language) for name in columns]
    axes.set_xticks(np.arange(len(columns)) + 0.5, labels, rotation=40, ha="left", rotation_mode="anchor", fontsize=9)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(0, len(columns) + 2.4)
    axes.set_ylim(max(len(listed), 1), 0)
    _legend(figure, language)
    return Shown(figure=figure, **_words(listed, rows, language=language, reading=reading))


def _words(listed: pd.DataFrame, rows: pd.DataFrame, *, language: str, reading: str) -> dict[str, str]:
    counts = {name.replace("-", "_"): int((listed["group"] == name).sum()) for name in matching.GROUPS}
    ready = ", ".join(rows.loc[list(listed.loc[listed["group"] == "met", "practice"]), "short"])
    none = text("practices.nobody", language=language)
    line = text("practices.groups-text", language=language, n=len(listed), **counts, names=ready or none)
    warning = "" if reading == "unknown" else " " + text(f"practices.reading-{reading}", language=language)
    alt = text("practices.groups-alt", language=language, n=len(listed), **counts)
    return {"alt": alt, "text": f"{line}{warning} {text('practices.office-note', language=language)}"}


def _tile(axes: object, row: int, column: int, state: str, language: str) -> None:
    from matplotlib.patches import Rectangle

    face, hatch, ink = TILES[state]
    axes.add_patch(  # type: ignore[attr-defined]
        Rectangle((column, row), 1, 1, facecolor=face, hatch=hatch, edgecolor="#8a8a8a", linewidth=0.8)
    )
    letter = text(f"practices.letter-{state}", language=language)
    axes.text(column + 0.5, row + 0.5, letter, color=ink, ha="center", va="center")  # type: ignore[attr-defined]


def _legend(figure: object, language: str) -> None:
    from matplotlib.patches import Patch

    handles = [
        Patch(
            facecolor=face, hatch=hatch, edgecolor="#8a8a8a",
            label=" ".join(text(f"practices.{kind}-{state}", language=language) for kind in ("letter", "state")),
        )
        for state, (face, hatch, _) in TILES.items()
    ]  # fmt: skip
    figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=9)  # type: ignore[attr-defined]
