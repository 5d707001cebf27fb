"""Domains under a declared rule: which coefficient of variation allows a figure, as a picture."""

import math

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, Shown, new_figure

PUBLISH, CAUTION, WITHHOLD = "publish", "caution", "withhold"
MARKS = {PUBLISH: ("o", INK), CAUTION: ("D", SAND), WITHHOLD: ("s", "white")}


def verdicts(domains: pd.DataFrame, *, publish_to: float, caution_to: float, clusters: int) -> pd.Series:
    """Return what a declared rule says of each domain: ``publish``, ``caution`` or ``withhold``.

    Parameters
    ----------
    domains
        One row per domain, with ``cv`` (a share; blank where nothing was found) and ``clusters`` that hold cases.
    publish_to, caution_to
        Largest coefficients of variation (shares) of the first two; such limits are national conventions.
    clusters
        Fewest clusters with rows of the domain: under it the coefficient of variation itself is not known well.
    """
    said = pd.Series(WITHHOLD, index=domains.index)
    enough = domains["clusters"] >= clusters
    said[enough & (domains["cv"] <= caution_to)] = CAUTION
    said[enough & (domains["cv"] <= publish_to)] = PUBLISH
    return said


def domains(table: pd.DataFrame, *, publish_to: float, caution_to: float, title: str, language: str) -> Shown:
    """Draw the coefficient of variation of each domain with the limits of the rule.

    Parameters
    ----------
    table
        One row per domain, its name as index: ``cv`` (a share) and ``verdict``, from `verdicts`. A blank has no mark.
    publish_to, caution_to
        The limits, as shares.
    title
        What is drawn.
    language
        Language of labels and text alternative.
    """
    shown = table[::-1]
    place = pd.Series(range(len(shown)), index=shown.index)
    figure, axes = new_figure(7.0, 0.3 * len(shown) + 1.9)
    axes.hlines(place, 0, 100 * shown["cv"], color=INK, linewidth=0.8)
    names = {key: messages.text(f"statistics.domain.{key}", language=language) for key in MARKS}
    for key, (marker, fill) in MARKS.items():
        part = shown[(shown["verdict"] == key) & shown["cv"].notna()]
        axes.plot(
            100 * part["cv"], place[part.index], marker=marker, markersize=8, linestyle="none", color=INK,
            markerfacecolor=fill, label=names[key],
        )  # fmt: skip
    for limit, style in ((publish_to, "--"), (caution_to, ":")):
        axes.axvline(100 * limit, color=RUST, linestyle=style)
    axes.set_yticks(place, [str(name) for name in shown.index])
    axes.set_xlim(left=0)
    axes.set_xlabel(messages.text("statistics.domain.axis", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=3)
    said = [
        f"{name} {'–' if math.isnan(cv) else f'{100 * cv:.0f} %'} ({names[verdict]})"
        for name, cv, verdict in zip(table.index, table["cv"].astype(float), table["verdict"].astype(str), strict=True)
    ]
    alt = messages.text(
        "statistics.domain.alt", language=language, title=title, first=f"{100 * publish_to:.0f}",
        second=f"{100 * caution_to:.0f}", values="; ".join(said),
    )  # fmt: skip
    return Shown(figure=figure, alt=alt)


def one_rule(cv: pd.Series, *, limit: float, title: str, language: str) -> Shown:
    """Draw the coefficient of variation of each place with one limit, and leave the verdict to the reader.

    Parameters
    ----------
    cv
        Coefficients of variation (shares) by the name of the place.
    limit
        Largest that the rule allows, as a share.
    title
        What is drawn.
    language
        Language of labels and text alternative.
    """
    shown = 100 * cv[::-1]
    figure, axes = new_figure(7.0, 0.32 * len(shown) + 1.3)
    axes.hlines(range(len(shown)), 0, shown, color=INK, linewidth=0.8)
    axes.plot(shown, range(len(shown)), marker="o", markersize=8, linestyle="none", color=INK)
    for row, value in enumerate(shown):
        axes.annotate(
            f"{value:.1f}", (value, row), xytext=(9, 0), textcoords="offset points", va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip
    axes.margins(x=0.12)
    axes.axvline(100 * limit, color=RUST, linestyle="--")
    axes.set_yticks(range(len(shown)), [str(name) for name in shown.index])
    axes.set_xlim(left=0)
    axes.set_xlabel(messages.text("statistics.domain.axis-one", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    values = "; ".join(f"{name} {100 * value:.1f} %" for name, value in cv.items())
    alt = messages.text(
        "statistics.domain.alt-one", language=language, title=title, limit=f"{100 * limit:.1f}", values=values
    )
    return Shown(figure=figure, alt=alt)
