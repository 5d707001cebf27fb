"""Repeated surveys, domains and estimates against the truth, as pictures that grey print keeps apart."""

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure

PUBLISH, CAUTION, WITHHOLD = "publish", "caution", "withhold"
MARKS = {PUBLISH: ("o", INK), CAUTION: ("D", SAND), WITHHOLD: ("s", "white")}


def repeated(surveys: pd.DataFrame, *, truth: float, title: str, language: str) -> Shown:
    """Draw the same survey taken many times, each with two intervals, against the true total.

    Parameters
    ----------
    surveys
        One row per survey: ``value``, and the ends of two 95 per cent intervals, ``naive_low``, ``naive_high`` (as if
        persons had been drawn one by one) and ``low``, ``high`` (by the design), all in persons. Drawn from the
        smallest value to the largest.
    truth
        True total, persons.
    title
        What is drawn.
    language
        Language of labels, text alternative and reading.
    """
    ordered = surveys.sort_values("value").reset_index(drop=True)
    hit = {
        name: int(((ordered[f"{part}low"] <= truth) & (truth <= ordered[f"{part}high"])).sum())
        for name, part in (("naive", "naive_"), ("design", ""))
    }
    text = {key: messages.text(f"statistics.repeated.{key}", language=language) for key in ("naive", "design", "truth")}
    figure, axes = new_figure(7.0, 4.4)
    wide = min(3.2, 360 / len(ordered))  # so that neighbours do not run into each other
    axes.vlines(ordered.index, ordered["low"], ordered["high"], color=SAND, linewidth=0.5 * wide, label=text["design"])
    axes.vlines(
        ordered.index, ordered["naive_low"], ordered["naive_high"], color=INK, linewidth=wide, label=text["naive"]
    )
    axes.axhline(truth, color=RUST, linestyle="--", label=text["truth"])
    axes.set_ylim(bottom=0)
    axes.set_xlim(-1.5, len(ordered) + 0.5)
    axes.set_xlabel(messages.text("statistics.repeated.axis", language=language))
    axes.set_ylabel(messages.text("statistics.axis-total", language=language))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=1)
    said = messages.text(
        "statistics.repeated.text", language=language, count=len(ordered), truth=f"{truth:,.0f}",
        naive=hit["naive"], design=hit["design"],
    )  # fmt: skip
    spread = f"{ordered['value'].min():,.0f}–{ordered['value'].max():,.0f}"
    alt = messages.text("statistics.repeated.alt", language=language, title=title, spread=spread, text=said)
    return Shown(figure=figure, alt=alt, text=said)


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
        f"{name} {'–' if pd.isna(row.cv) else f'{100 * row.cv:.0f} %'} ({names[row.verdict]})"
        for name, row in zip(table.index, table.itertuples(), strict=True)
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
        axes.annotate(f"{value:.1f}", (value, row), xytext=(8, 0), textcoords="offset points", va="center")
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


def against_truth(rows: pd.DataFrame, *, truth: float, title: str, axis: str, language: str) -> Shown:
    """Draw estimates with their intervals, one below the other, against the true value.

    Parameters
    ----------
    rows
        One row per estimate, its name as index: ``value``, ``low``, ``high``, in the unit of the axis.
    truth
        True value, in the same unit.
    title, axis
        What is drawn, and what the axis counts, in the reader's language.
    language
        Language of the legend and of the text alternative.
    """
    figure, axes = new_figure(7.0, 0.5 * len(rows) + 1.7)
    places = range(len(rows))
    axes.hlines(places, rows["low"], rows["high"], color=SKY, linewidth=3)
    axes.plot(rows["value"], places, marker="o", markersize=8, linestyle="none", color=INK)
    label = messages.text("statistics.repeated.truth", language=language)
    axes.axvline(truth, color=RUST, linestyle="--", label=label)
    axes.set_yticks(places, [str(name) for name in rows.index])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(left=0, right=1.08 * max(rows["high"].max(), truth))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel(axis)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    figure.legend(loc="outside lower center")
    said = [
        f"{name}: {row.value:,.0f} ({row.low:,.0f}–{row.high:,.0f})"
        for name, row in zip(rows.index, rows.itertuples(), strict=True)
    ]
    alt = messages.text(
        "statistics.against.alt", language=language, title=title, truth=f"{truth:,.0f}", values="; ".join(said)
    )
    return Shown(figure=figure, alt=alt)
