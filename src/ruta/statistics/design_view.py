"""The control of the lesson on samples: another design for the same country, and what its interview is worth."""

from collections.abc import Callable

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SKY, Shown, new_figure, synthetic_note
from ruta.shares import NORMAL_975
from ruta.statistics import plan, sampling


def designer(frame: pd.DataFrame, *, language: str) -> Callable[..., Shown]:
    """Return the callback of the control: see `change_design`.

    Parameters
    ----------
    frame
        As returned by `ruta.statistics.survey_frame.make`.
    language
        Language of what is shown.
    """

    def move(*, segments: int, households: int) -> Shown:
        return change_design(frame, segments=segments, households=households, language=language)

    return move


def worth(frame: pd.DataFrame, *, segments: int, households: int) -> dict[str, float]:
    """Return what a two-stage design would give for the total of displaced persons, computed from the whole frame.

    Parameters
    ----------
    frame
        As returned by `ruta.statistics.survey_frame.make`.
    segments, households
        Segments in each area, and households in each segment.

    Returns
    -------
    dict
        ``households`` and ``persons`` interviewed, expected; ``margin``, half of the 95 per cent interval of the total
        (persons); ``naive``, the same as if those persons had been drawn one by one; ``effect``, the design effect;
        ``effective``, the persons of such a simple sample that would tell as much; ``truth``, the true total.
    """
    members, truth = int(frame["members"].sum()), int(frame["displaced"].sum())
    share = truth / members
    listed = sampling.listing(frame)
    # What a segment gives is limited by the households that live in it.
    listed["asked"] = listed["found"].clip(upper=households)
    by_area = listed.groupby("area")
    weighted = (listed["asked"] * listed["census_households"]).groupby(listed["area"]).sum()
    interviews = float((segments * weighted / by_area["census_households"].sum()).sum())
    persons = interviews * members / len(frame)
    error = sampling.expected_error(frame, "displaced", segments=segments, households=households)
    effect = plan.design_effect(std_error=error / members, share=share, persons=persons)
    return {
        "households": interviews,
        "persons": persons,
        "margin": NORMAL_975 * error,
        "naive": members * plan.margin(share=share, persons=persons),
        "effect": effect,
        "effective": plan.effective(persons, effect=effect),
        "truth": float(truth),
    }


def change_design(frame: pd.DataFrame, *, segments: int, households: int, language: str) -> Shown:
    """Show the persons interviewed by a design beside the persons that they are worth.

    Parameters
    ----------
    frame, segments, households
        As for `worth`.
    language
        Language of what is shown.
    """
    found = worth(frame, segments=segments, households=households)
    names = [messages.text(f"statistics.design.{key}", language=language) for key in ("persons", "effective")]
    values = [found["persons"], found["effective"]]
    figure, axes = new_figure(7.0, 2.3)
    axes.barh([0, 1], values, height=0.6, color=[SKY, RUST], edgecolor=INK)
    for row, value in enumerate(values):
        axes.annotate(f"{value:,.0f}", (value, row), xytext=(6, 0), textcoords="offset points", va="center")
    axes.set_yticks([0, 1], names)
    axes.invert_yaxis()
    axes.use_sticky_edges = False
    # One scale for every design, so that a longer bar is always a larger sample.
    axes.set_xlim(0, 4_000)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel(messages.text("statistics.design.axis", language=language))
    text = messages.text(
        "statistics.design.text", language=language, segments=segments, households=households,
        interviews=f"{found['households']:,.0f}", persons=f"{found['persons']:,.0f}", effect=f"{found['effect']:.1f}",
        effective=f"{found['effective']:,.0f}", truth=f"{found['truth']:,.0f}", margin=f"{found['margin']:,.0f}",
        per_cent=f"{100 * found['margin'] / found['truth']:.0f}", naive=f"{found['naive']:,.0f}",
    )  # fmt: skip
    return Shown(figure=figure, alt=text, text=f"{text} {synthetic_note(language)}")
