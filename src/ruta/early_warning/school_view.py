"""The figures of the alerts from schools: how many signals must ring, how easily, and what that finds and costs."""

from collections.abc import Mapping

import pandas as pd

from ruta import figures, messages
from ruta.early_warning.k_of_n import rung, vote
from ruta.early_warning.school_scoring import judge
from ruta.early_warning.school_signals import own_threshold

SHARES = (0.02, 0.04, 0.06, 0.1, 0.15)
_MARKS = {1: "o", 2: "s", 3: "^", 4: "D"}


def rings(
    excesses: Mapping[str, pd.DataFrame], calendar: pd.DataFrame, *, share: float, former: int, judged: tuple[int, ...]
) -> dict[str, pd.DataFrame]:
    """Return where each signal lies above its own threshold.

    Parameters
    ----------
    excesses
        Fortnights by schools for each signal, from `school_signals.all_excesses`.
    calendar
        From the register: indexed by ``start``, with ``year``.
    share
        Share of school-fortnights of the former year that each threshold lets through.
    former
        Year on which the thresholds are set.
    judged
        Years in which they are used.
    """
    past, now = calendar.index[calendar["year"] == former], calendar.index[calendar["year"].isin(judged)]
    found = {}
    for name, table in excesses.items():
        values = table.loc[now]
        above = values > own_threshold(table.loc[past], share=share)
        found[name] = rung(above, unknown=values.isna().to_numpy())
    return found


def rule_curves(
    excesses: Mapping[str, pd.DataFrame],
    calendar: pd.DataFrame,
    onsets: pd.DataFrame,
    *,
    former: int,
    judged: tuple[int, ...],
) -> pd.DataFrame:
    """Return what each rule of `SHARES` by number of signals finds and costs; parameters as for `rule_view`.

    Returns
    -------
    pandas.DataFrame
        ``share``, ``k``, ``found``, ``false_per_term``; one row per rule.
    """
    known, rows = onsets[onsets["year"].isin(judged)], []
    for share in SHARES:
        found = rings(excesses, calendar, share=share, former=former, judged=judged)
        for k in range(1, len(excesses) + 1):
            result = judge(vote(found, k), known)
            rows.append((share, k, result.found, result.false_per_term))
    return pd.DataFrame(rows, columns=["share", "k", "found", "false_per_term"])


def rule_view(
    percent: int,
    k: int,
    *,
    curves: pd.DataFrame,
    excesses: Mapping[str, pd.DataFrame],
    calendar: pd.DataFrame,
    onsets: pd.DataFrame,
    former: int,
    judged: tuple[int, ...],
    language: str,
) -> figures.Shown:
    """Return what a rule finds and costs, among the rules that could be chosen.

    Parameters
    ----------
    percent
        How many of 100 school-fortnights each signal may let ring.
    k
        Signals that must ring together, 1 to their number.
    curves
        From `rule_curves`; computed once, outside, so that the sliders move quickly.
    excesses, calendar, former, judged
        As for `rings`.
    onsets
        From the truth of the register.
    language
        Language of the figure, its alternative and its reading.

    Returns
    -------
    ruta.figures.Shown
        False calls a term across, onsets found up, one line for each k; the chosen rule as a large ring.
    """
    known = onsets[onsets["year"].isin(judged)]
    found = rings(excesses, calendar, share=percent / 100, former=former, judged=judged)
    chosen = judge(vote(found, k), known)
    figure, axes = figures.new_figure(7.0, 4.2)
    for number, line in curves.groupby("k"):
        axes.plot(
            line["false_per_term"], line["found"], marker=_MARKS[int(str(number))], markersize=4,
            label=_text("line", language, k=number, n=len(excesses)),
        )  # fmt: skip
    axes.plot(
        chosen.false_per_term, chosen.found, "o", markersize=17, fillstyle="none", markeredgewidth=2,
        color=figures.INK, label=_text("chosen", language),
    )  # fmt: skip
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xlim(left=-0.1)
    axes.set_ylim(-0.5, chosen.onsets + 0.5)
    ticks = [0, 1, 3, 10, 30, 100]
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.minorticks_off()
    axes.set_xlabel(_text("across", language))
    axes.set_ylabel(_text("up", language, onsets=chosen.onsets))
    axes.set_title(_text("title", language))
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.17), ncols=3, fontsize=9, frameon=False)
    values = {
        "k": k, "n": len(excesses), "percent": percent, "found": chosen.found, "onsets": chosen.onsets,
        "unwatched": chosen.unwatched, "false": f"{chosen.false_per_term:.1f}",
        "lead": f"{chosen.median_lead:.0f}" if chosen.leads else "–",
    }  # fmt: skip
    reading = _text("reading", language, **values)
    return figures.Shown(
        figure=figure, alt=_text("alt", language, **values), text=f"{reading} {figures.synthetic_note(language)}"
    )


def promise_figure(table: pd.DataFrame, *, language: str) -> figures.Shown:
    """Return the false calls that independence promises beside those that were made.

    Parameters
    ----------
    table
        From `school_scoring.promised_and_made`.
    language
        Language of the figure and its alternative.
    """
    figure, axes = figures.new_figure(7.0, 3.6)
    place = list(range(len(table)))
    looks = (("promised", -0.2, "white", "////"), ("made", 0.2, figures.RUST, ""))
    for column, shift, face, hatch in looks:
        bars = axes.bar([at + shift for at in place], table[column], width=0.38, color=face, hatch=hatch,
                        edgecolor=figures.INK, label=_text(column, language))  # fmt: skip
        axes.bar_label(bars, [f"{value:.1f}" for value in table[column]], padding=2, fontsize=9)
    axes.set_xticks(place, [_text("line", language, k=k, n=len(table)) for k in table.index])
    axes.set_yscale("symlog", linthresh=1)
    axes.set_ylim(0, 3 * float(table.max().max()))
    ticks = [0, 1, 3, 10, 30, 100]
    axes.set_yticks(ticks, [str(tick) for tick in ticks])
    axes.minorticks_off()
    axes.set_xlabel(_text("promise-across", language))
    axes.set_ylabel(_text("promise-up", language))
    axes.set_title(_text("promise-title", language))
    axes.legend(loc="upper right", fontsize=9, frameon=False)
    lines = [
        _text("promise-line", language, k=k, n=len(table), promised=f"{row['promised']:.1f}", made=f"{row['made']:.1f}")
        for k, row in table.iterrows()
    ]
    return figures.Shown(figure=figure, alt=" ".join([_text("promise-alt", language), *lines]))


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"school-alerts.view.{key}", language=language, **params)
