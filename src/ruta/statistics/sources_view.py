"""What the lesson on choosing a source shows: figures of sources beside the truth, and the control that chooses."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure, synthetic_note
from ruta.statistics import scorecard

LINES = (("-", "o", INK), ("--", "s", RUST), ("-.", "^", SKY), (":", "D", SAND))


def source_name(source: str, *, language: str) -> str:
    """Return the name of a kind of source, such as ``census``, in the reader's language."""
    return messages.text(f"statistics.source.{source}", language=language)


def fact_name(fact: str, *, language: str) -> str:
    """Return the name of a fact that a request may need, such as ``delay``, in the reader's language."""
    return messages.text(f"statistics.fact.{fact}", language=language)


def quality_name(quality: str, *, language: str) -> str:
    """Return the name of an output quality, such as ``accuracy``, in the reader's language."""
    return messages.text(f"statistics.quality.{quality}", language=language)


def beside_truth(figures: pd.Series, *, truth: int, margins: Mapping[str, float], title: str, language: str) -> Shown:
    """Draw what each source would publish as a point, with the truth as a line.

    Parameters
    ----------
    figures
        Persons by source (Int64); blank where the source gives no total, which is written and never drawn as zero.
    truth
        Persons who are really displaced.
    margins
        Margin (persons, 95%) of the sources that come from a sample.
    title
        What is drawn.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(7.0, 0.5 * len(figures) + 1.6)
    axes.axvline(truth, color=INK, linewidth=2)
    said = []
    blank = messages.text("statistics.sources.no-total", language=language)
    for row, (source, value) in enumerate(figures.items()):
        name = source_name(str(source), language=language)
        if pd.isna(value):
            axes.annotate(blank, (0, row), xytext=(6, 0), textcoords="offset points", va="center", style="italic")
            said.append(f"{name}: {blank}")
            continue
        margin = margins.get(str(source), 0.0)
        axes.errorbar([value], [row], xerr=[margin] if margin else None, fmt="o", color=RUST, capsize=4, markersize=8)
        text = f"{value:,}" + (f" ± {margin:,.0f}" if margin else "")
        axes.annotate(text, (value, row), xytext=(0, 9), textcoords="offset points", ha="center")
        said.append(f"{name}: {text}")
    names = [source_name(str(source), language=language) for source in figures.index]
    axes.set_yticks(range(len(figures)), names)
    axes.set_ylim(len(figures) - 0.5, -0.8)
    axes.set_xlim(0, max(truth, int(figures.max())) * 1.15)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    line = messages.text("statistics.sources.truth", language=language, truth=f"{truth:,}")
    axes.set_xlabel(messages.text("statistics.sources.axis", language=language, truth=line))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Shown(figure=figure, alt=f"{title}. {line}. {'; '.join(said)}.", text=line)


def months(table: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw monthly counts of several sources as lines that differ in stroke, mark and shade.

    Parameters
    ----------
    table
        Months (1 to 12) in rows, one column per line, named as it is to be printed.
    title
        What is drawn.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(7.0, 4.0)
    for (style, mark, colour), name in zip(LINES, table.columns, strict=False):
        axes.plot(table.index, table[name], linestyle=style, marker=mark, color=colour, label=str(name))
    axes.set_ylim(bottom=0)
    axes.set_xticks(list(table.index))
    axes.set_xlabel(messages.text("statistics.sources.month", language=language))
    axes.set_ylabel(messages.text("statistics.sources.displacements", language=language))
    figure.legend(loc="outside lower center", ncols=1)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    said = [f"{name}: {', '.join(f'{int(value):,}' for value in table[name])}" for name in table.columns]
    alt = messages.text("statistics.sources.months-alt", language=language, title=title, values="; ".join(said))
    return Shown(figure=figure, alt=alt)


def shares(share: pd.Series, *, title: str, language: str) -> Shown:
    """Draw in what share of all weights each source comes first.

    Parameters
    ----------
    share
        As returned by `ruta.statistics.scorecard.share_won`.
    title
        What is drawn.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(7.0, 0.5 * len(share) + 1.3)
    names = [source_name(str(source), language=language) for source in share.index]
    axes.barh(range(len(share)), share * 100, height=0.6, color=SAND, edgecolor=INK)
    for row, value in enumerate(share):
        axes.annotate(f"{value:.0%}", (value * 100, row), xytext=(5, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(share)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 108)
    axes.set_xlabel(messages.text("statistics.sources.share-axis", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    said = "; ".join(f"{name} {value:.0%}" for name, value in zip(names, share, strict=True))
    return Shown(figure=figure, alt=f"{title}. {said}.")


def chooser(facts: pd.DataFrame, requests: Mapping[str, scorecard.Request], *, language: str) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: the request, the delay that it tolerates, a weight.

    Parameters
    ----------
    facts
        As in `ruta.statistics.scorecard.failures`, with a column ``delay`` (months).
    requests
        Requests by name.
    language
        Language of what is shown.

    Returns
    -------
    Callable
        ``choose(request, delay, timeliness)``: see `choose_a_source`.
    """

    def choose(*, request: str, delay: int, timeliness: int) -> Shown:
        return choose_a_source(facts, requests[request], delay=delay, timeliness=timeliness, language=language)

    return choose


def choose_a_source(
    facts: pd.DataFrame, request: scorecard.Request, *, delay: int, timeliness: int, language: str
) -> Shown:
    """Show which sources pass, what they score, which comes first and how often it would under any weights.

    Parameters
    ----------
    facts
        As in `chooser`.
    request
        What is asked for.
    delay
        Months that the request can wait; it replaces the limit of its needs.
    timeliness
        Weight of timeliness in percent; the other qualities keep their proportions.
    language
        Language of what is shown.
    """
    needs = request.needs.copy()
    needs.loc["delay", "rule"] = scorecard.AT_MOST
    needs.loc["delay", "value"] = delay
    weights = scorecard.with_weight(request.weights, "timeliness", timeliness / 100)
    failed = scorecard.failures(facts, needs)
    among = scorecard.kept(facts, needs)
    score = scorecard.weighted(request.scores, weights)
    best = scorecard.first(request.scores, weights, among=among)
    share = scorecard.share_won(request.scores, among=among, parts=12)
    reasons = {
        str(source): ", ".join(fact_name(str(fact), language=language) for fact in failed.columns[failed.loc[source]])
        for source in facts.index
    }
    return _chosen(score, best, share, reasons, language=language)


def _chosen(score: pd.Series, best: list[str], share: pd.Series, reasons: dict[str, str], *, language: str) -> Shown:
    figure, axes = new_figure(7.0, 0.55 * len(score) + 1.3)
    said = []
    for row, (source, value) in enumerate(score.items()):
        out = reasons[str(source)]
        look: dict[str, Any] = {"facecolor": "white", "hatch": "////"} if out else {"facecolor": SAND}
        if source in best:
            look = {"facecolor": INK}
        axes.barh(row, value, height=0.6, edgecolor=INK, **look)
        key = "out" if out else "first" if source in best else "passes"
        text = messages.text(f"statistics.sources.{key}", language=language, score=f"{value:.2f}", reasons=out)
        axes.annotate(text, (value, row), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9)
        said.append(f"{source_name(str(source), language=language)}: {text}")
    axes.set_yticks(range(len(score)), [source_name(str(source), language=language) for source in score.index])
    axes.invert_yaxis()
    axes.set_xlim(0, 9)
    axes.set_xticks(range(6))
    axes.set_xlabel(messages.text("statistics.sources.score-axis", language=language))
    names = " = ".join(source_name(source, language=language) for source in best)
    won = [f"{source_name(str(source), language=language)} {value:.0%}" for source, value in share.items() if value > 0]
    key = "none" if not best else "chosen" if len(best) == 1 else "tie"
    reading = messages.text(f"statistics.sources.{key}", language=language, names=names, shares="; ".join(won))
    return Shown(figure=figure, alt=f"{'; '.join(said)}. {reading}", text=f"{reading} {synthetic_note(language)}")
