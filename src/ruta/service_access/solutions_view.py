"""The control of the lesson: choose a rule and a benchmark, and see who would leave, and with what still unmet."""

import pandas as pd

from ruta.figures import INK, SAND, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.service_access import exit_rules

RULES = ("all", "count", "index", "carried")
BENCHMARKS = ("neighbours", "fixed")
FIXED = 3.0
"""Level that the benchmark left out puts in place of the neighbours', for every sub-criterion."""
SAFETY = ("violence", "movement")


def passes_by_round(panel: pd.DataFrame, *, benchmark: str = "neighbours") -> pd.DataFrame:
    """Return for each displaced household and round which sub-criteria it meets against the same round's benchmark.

    Parameters
    ----------
    panel
        As returned by `ruta.service_access.solutions_panel.panel`.
    benchmark
        ``"neighbours"``, or ``"fixed"`` for the same level everywhere.
    """
    tables = []
    for _, here in panel.groupby("round"):
        limits = exit_rules.thresholds(here[here["group"] == "host"])
        if benchmark == "fixed":
            limits = limits.where(limits.isna(), FIXED)
        tables.append(exit_rules.met(here[here["group"] == "displaced"], limits))
    return pd.concat(tables)


def leaving(panel: pd.DataFrame, *, rule: str, needed: int = 8, benchmark: str = "neighbours") -> "pd.Series[bool]":
    """Tell for each displaced household and round whether it would leave under a rule.

    Parameters
    ----------
    panel
        As returned by `ruta.service_access.solutions_panel.panel`.
    rule
        One of `RULES`: every sub-criterion; at least ``needed``; the neighbours' lower quartile of the mean of all;
        or every sub-criterion, each counted as met once it was.
    needed
        Only for the count.
    benchmark
        As in `passes_by_round`.
    """
    passes = passes_by_round(panel, benchmark=benchmark)
    rows = panel.loc[passes.index]
    if rule == "count":
        return exit_rules.at_least(passes, needed=needed)
    if rule == "carried":
        kept = exit_rules.carried(passes, household=rows["household"], round_=rows["round"])
        return exit_rules.all_met(kept)
    if rule == "index":
        points = exit_rules.points(panel)
        host = points[panel["group"] == "host"].groupby(panel["round"])
        level = host.quantile(exit_rules.QUANTILE, interpolation="lower")
        if benchmark == "fixed":
            level = level.where(level.isna(), 25 * FIXED)
        return points[passes.index] >= rows["round"].map(level)
    return exit_rules.all_met(passes)


def show_rule(
    panel: pd.DataFrame, *, language: str, rule: str = "all", needed: int = 8, benchmark: str = "neighbours"
) -> Shown:
    """Draw how many displaced households would leave in each round, and how many of them lack something that day.

    Parameters
    ----------
    panel
        As returned by `ruta.service_access.solutions_panel.panel`.
    language
        Language of the labels.
    rule, needed, benchmark
        As in `leaving`. What is lacking is always counted against the neighbours.
    """
    out = leaving(panel, rule=rule, needed=needed, benchmark=benchmark)
    passes = passes_by_round(panel).loc[out.index]
    rounds = panel.loc[out.index, "round"]
    leave = out.groupby(rounds).sum()
    lacking = (out & ~exit_rules.all_met(passes)).groupby(rounds).sum()
    unsafe = out & ~passes[list(SAFETY)].all(axis="columns")
    figure, axes = new_figure()
    places = range(len(leave))
    axes.bar(places, leave - lacking, color=INK, width=0.6, label=text("aid-to-solutions.bar-met", language=language))
    axes.bar(
        places, lacking, bottom=leave - lacking, color=SAND, hatch="///", edgecolor=INK, width=0.6,
        label=text("aid-to-solutions.bar-lacking", language=language),
    )  # fmt: skip
    axes.set_xticks(list(places), [text("aid-to-solutions.round", language=language, n=n) for n in leave.index])
    total = int((rounds == rounds.max()).sum())
    axes.set_ylim(0, total)
    axes.set_ylabel(text("aid-to-solutions.axis-leave", language=language, total=total))
    axes.legend(loc="upper left", frameon=False)
    last = leave.index[-1]
    params = {
        "rule": text(f"aid-to-solutions.rule-{rule}", language=language, needed=needed),
        "benchmark": text(f"aid-to-solutions.benchmark-{benchmark}", language=language),
        "leave": " / ".join(f"{count}" for count in leave), "lacking": " / ".join(f"{count}" for count in lacking),
        "total": total, "last": last, "last_leave": int(leave[last]), "last_lacking": int(lacking[last]),
        "unsafe": int((unsafe & (rounds == last)).sum()),
    }  # fmt: skip
    said = text("aid-to-solutions.rule-text", language=language, **params)
    return Shown(
        figure=figure,
        alt=text("aid-to-solutions.rule-alt", language=language, **params),
        text=f"{said} {synthetic_note(language)}",
    )
