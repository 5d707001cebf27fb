"""The declared rule as a picture: who would leave the count, and how many of them should not."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, Shown, new_figure, synthetic_note
from ruta.statistics import composite, sensitivity

NONE = "none"
GROUPS = ("A1", "A2", "A3")


def criterion_name(name: str, *, language: str) -> str:
    """Return the name of a criterion in the reader's language."""
    return messages.text(f"statistics.criterion.{name}", language=language)


def variant_name(name: str, *, language: str) -> str:
    """Return the name of a variant of the rule in the reader's language."""
    return messages.text(f"statistics.variant.{name}", language=language)


def bars(table: pd.DataFrame, *, stock: int, title: str, language: str) -> Shown:
    """Draw how many persons would leave under each variant, with the part that should not, hatched.

    Parameters
    ----------
    table
        As returned by `ruta.statistics.sensitivity.table`.
    stock
        Displaced persons in all.
    title
        What is drawn.
    language
        Language of the labels, the text alternative and the reading.
    """
    figure, axes = new_figure(6.2, 0.36 * len(table) + 1.6)
    _stacked(axes, table, language)
    axes.axvline(float(table["leave"].iloc[0]), color=INK, linestyle="--", linewidth=1)
    names = [variant_name(str(name), language=language) for name in table.index]
    axes.set_yticks(range(len(table)), names)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    reading = messages.text(
        "statistics.sensitivity.reading", language=language, stock=f"{stock:,}",
        least=f"{table['leave'].min():,}", most=f"{table['leave'].max():,}",
    )  # fmt: skip
    rows = [
        f"{name} {leave:,} ({linked:,})"
        for name, leave, linked in zip(names, table["leave"], table["still_linked"], strict=True)
    ]
    alt = messages.text(
        "statistics.sensitivity.alt", language=language, title=title, rows="; ".join(rows), reading=reading
    )
    return Shown(figure=figure, alt=alt, text=reading)


def explorer(persons: pd.DataFrame, *, linked: pd.Series, language: str) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: one rule is declared and tested.

    Parameters
    ----------
    persons
        Everybody in the survey: ``group``, ``weight`` and the columns of `composite.MEASURES`.
    linked
        The truth (bool) on the same rows.
    language
        Language of what is shown.

    Returns
    -------
    Callable
        ``test(dropped, quantile, benchmark)``: see `try_a_rule`.
    """

    def test(*, dropped: str, quantile: int, benchmark: str) -> Shown:
        return try_a_rule(
            persons, linked=linked, dropped=dropped, quantile=quantile, benchmark=benchmark, language=language
        )

    return test


def try_a_rule(
    persons: pd.DataFrame, *, linked: pd.Series, dropped: str, quantile: int, benchmark: str, language: str
) -> Shown:
    """Show who would leave the count under one rule, by group, and what it would say of the neighbours themselves.

    Parameters
    ----------
    persons, linked
        As for `explorer`.
    dropped
        Criterion that does not count; ``"none"`` where all five do.
    quantile
        How many of every 100 persons of the benchmark lie below each threshold.
    benchmark
        ``"host"`` or ``"capital"``.
    language
        Language of what is shown.
    """
    leaves = sensitivity.leaving(
        persons, benchmark=benchmark, quantile=quantile / 100, dropped=None if dropped == NONE else dropped
    )
    inside = persons["group"].isin(GROUPS)
    table = pd.DataFrame({name: _counts(persons, leaves, linked, persons["group"] == name) for name in GROUPS}).T
    base = int(persons["weight"][sensitivity.leaving(persons) & inside].sum())
    total = int(table["leave"].sum())
    reading = messages.text(
        "statistics.rule.reading", language=language, leave=f"{total:,}", change=f"{total - base:+,}",
        linked=f"{int(table['still_linked'].sum()):,}",
        kept=f"{int(persons['weight'][inside & ~leaves & ~linked].sum()):,}",
        host=round(100 * float((~leaves[persons["group"] == "host"]).mean())),
        dropped=criterion_name(dropped, language=language), quantile=quantile,
        benchmark=messages.text(f"statistics.benchmark.{benchmark}", language=language),
    )  # fmt: skip
    figure, axes = new_figure(6.0, 2.9)
    _stacked(axes, table, language)
    axes.set_yticks(range(len(GROUPS)), GROUPS)
    title = messages.text("statistics.rule.title", language=language)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    alt = messages.text(
        "statistics.rule.alt", language=language, title=title, reading=reading, rows=_rule_rows(table, language)
    )
    return Shown(figure=figure, alt=alt, text=f"{reading} {synthetic_note(language)}")


def controls() -> tuple[str, ...]:
    """Return what can be dropped in the control: nothing, or one of the five criteria."""
    return (NONE, *composite.MEASURES)


def _counts(persons: pd.DataFrame, leaves: pd.Series, linked: pd.Series, group: pd.Series) -> dict[str, int]:
    weight = persons["weight"]
    return {
        "leave": int(weight[leaves & group].sum()),
        "still_linked": int(weight[leaves & linked & group].sum()),
    }


def _rule_rows(table: pd.DataFrame, language: str) -> str:
    return "; ".join(
        messages.text("statistics.rule.row", language=language, group=group, leave=f"{leave:,}", linked=f"{linked:,}")
        for group, leave, linked in zip(table.index, table["leave"], table["still_linked"], strict=True)
    )


def _stacked(axes: Any, table: pd.DataFrame, language: str) -> None:
    """Draw the bars: first those for whom nothing is left, then, hatched, those who should not leave."""
    free = table["leave"] - table["still_linked"]
    said = {name: messages.text(f"statistics.sensitivity.{name}", language=language) for name in ("free", "linked")}
    places = range(len(table))
    axes.barh(places, free, height=0.65, color=SAND, edgecolor=INK, label=said["free"])
    axes.barh(
        places, table["still_linked"], left=free, height=0.65,
        facecolor="white", edgecolor=RUST, hatch="////", label=said["linked"],
    )  # fmt: skip
    for place, leave in enumerate(table["leave"]):
        axes.annotate(
            f"{leave:,}", (leave, place), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
    axes.invert_yaxis()
    # Room for the number beside the longest bar.
    axes.set_xlim(0, 1.18 * max(int(table["leave"].max()), 1))
    axes.set_xlabel(messages.text("statistics.sensitivity.axis", language=language))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.locator_params(axis="x", nbins=5)
