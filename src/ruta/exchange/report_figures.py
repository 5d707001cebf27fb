"""The figures of the closing report: stocks, alarms, waits and the standing of recommendations."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ruta.exchange.report_words import percent, say, whole
from ruta.exchange.standing import STANDINGS, FollowUp
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure

LOOK: dict[str, dict[str, Any]] = {
    "done": {"facecolor": INK},
    "no-evidence": {"facecolor": "white", "hatch": "////"},
    "overdue": {"facecolor": RUST, "hatch": "...."},
    "open": {"facecolor": SKY},
    "closed": {"facecolor": SAND, "hatch": "xx"},
}
"""Tones and hatches that stay apart in grey."""


def stock_lines(stocks: pd.DataFrame, *, language: str) -> Shown:
    """Draw the persons of groups A1, A2 and A3 at the end of each year.

    Parameters
    ----------
    stocks
        Index year, columns A1, A2 and A3: persons on 31 December; ``<NA>`` where a small cell is hidden.
    language
        Language of the labels.
    """
    figure, axes = new_figure(7.0, 3.4)
    for group, marker in zip(stocks.columns, "os^", strict=True):
        persons = stocks[group].astype("float64")
        axes.plot(stocks.index, persons, marker=marker, label=say(f"group-{group.lower()}", language))
    axes.set_ylim(bottom=0)
    axes.set_xticks(list(stocks.index))
    axes.set_ylabel(say("axis-persons", language))
    axes.legend(loc="upper left")
    # Room for the legend; where everything is hidden there is nothing to make room for.
    highest = stocks.max().max()
    axes.set_ylim(top=1.0 if pd.isna(highest) else 1.5 * float(highest))
    lines = "; ".join(
        f"{say(f'group-{group.lower()}', language)}: "
        + ", ".join(
            f"{year} {say('hidden', language) if pd.isna(persons) else whole(persons)}"
            for year, persons in stocks[group].items()
        )
        for group in stocks.columns
    )
    return Shown(figure=figure, alt=say("alt-stock", language, lines=lines))


def alarm_bars(weeks: pd.DataFrame, *, language: str) -> Shown:
    """Draw, week by week, how many municipalities raised an alarm and how many cannot be judged.

    Parameters
    ----------
    weeks
        Index week (datetime), columns ``alarm`` and ``unknown``: municipalities.
    language
        Language of the labels.
    """
    figure, axes = new_figure(7.0, 3.2)
    places = list(range(len(weeks)))
    alarm, unknown = (weeks[name].tolist() for name in ("alarm", "unknown"))
    axes.bar(places, alarm, color=RUST, label=say("bar-alarm", language))
    axes.bar(places, unknown, bottom=alarm, color="white", edgecolor=INK, linewidth=0, hatch="////",
             label=say("bar-unknown", language))  # fmt: skip
    ticks = places[:: max(1, len(places) // 6)]
    axes.set_xticks(ticks, [f"{weeks.index[place].date()}" for place in ticks])
    axes.set_ylim(0, max(3.0, 1.5 * max(one + two for one, two in zip(alarm, unknown, strict=True))))
    axes.locator_params(axis="y", integer=True)
    axes.set_ylabel(say("axis-municipalities", language))
    axes.legend(loc="upper left")
    params = {
        "weeks": len(weeks), "alarms": sum(alarm), "unknown": sum(unknown), "most": max(alarm),
        "first": weeks.index[0].date(), "last": weeks.index[-1].date(),
    }  # fmt: skip
    return Shown(figure=figure, alt=say("alt-alarms", language, **params))


def wait_pairs(shares: pd.DataFrame, *, names: Mapping[str, str], days: int, language: str) -> Shown:
    """Draw, for each service, the share of each group still waiting after some days.

    Parameters
    ----------
    shares
        Index service, columns ``displaced`` and ``host``: shares from 0 to 1.
    names
        Services by id, as they are called.
    days
        Days after the request.
    language
        Language of the labels.
    """
    figure, axes = new_figure(7.0, 0.5 * len(shares) + 1.8)
    places = list(range(len(shares)))
    axes.hlines(places, 100 * shares.min(axis=1), 100 * shares.max(axis=1), color=INK, linewidth=1)
    axes.plot(100 * shares["displaced"], places, "s", color=RUST, label=say("group-displaced", language))
    axes.plot(100 * shares["host"], places, "o", color=INK, markerfacecolor="white", label=say("group-host", language))
    axes.set_yticks(places, [names[service] for service in shares.index])
    axes.set_xlim(0, 100)
    axes.set_ylim(len(shares) - 0.4, -0.6)
    axes.set_xlabel(say("axis-waiting", language, days=days))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    lines = "; ".join(
        say("alt-wait", language, service=names[str(service)], displaced=percent(row["displaced"]),
            host=percent(row["host"]))
        for service, row in shares.iterrows()
    )  # fmt: skip
    return Shown(figure=figure, alt=say("alt-waits", language, days=days, lines=lines))


def standing_bars(found: FollowUp, *, on: str, language: str, numbers: bool = True) -> Shown:
    """Draw how many recommendations stand in which way on a day.

    Parameters
    ----------
    found
        From `ruta.exchange.standing.follow_up`.
    on
        Day of the report, as it is printed.
    language
        Language of the labels.
    numbers
        Whether the counts stand beside the bars and in the reading; an exercise leaves them to the reader's eye.
    """
    figure, axes = new_figure(7.0, 3.0)
    places = list(range(len(STANDINGS)))
    for place, name in zip(places, STANDINGS, strict=True):
        axes.barh(place, found.counts[name], edgecolor=INK, **LOOK[name])
        if numbers:
            axes.text(found.counts[name] + 0.02 * found.all, place, str(found.counts[name]), va="center")
    axes.set_yticks(places, [say(f"standing-{name}", language) for name in STANDINGS])
    axes.invert_yaxis()
    axes.set_xlim(0, 1.15 * max(found.counts.values()))
    if numbers:
        axes.locator_params(axis="x", integer=True)
    else:
        axes.set_xticks(range(max(found.counts.values()) + 2))
        axes.grid(axis="x", linewidth=0.5)
        axes.set_axisbelow(True)
    axes.set_xlabel(say("axis-recommendations", language))
    lines = "; ".join(f"{say(f'standing-{name}', language)}: {found.counts[name]}" for name in STANDINGS)
    reading = say("read-standing", language, done=found.counts["done"], all=found.all, share=percent(found.shown))
    reading = reading if numbers else ""
    return Shown(figure=figure, alt=say("alt-standing", language, on=on, all=found.all, lines=lines), text=reading)
