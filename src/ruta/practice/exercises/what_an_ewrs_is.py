"""Exercise of lesson early-warning/01-what-an-ewrs-is: stages, a canvas that contradicts itself, a log of signals."""

import itertools
import math
from typing import Any

import numpy as np
import pandas as pd

from ruta import datasets
from ruta.datasets import draws
from ruta.early_warning import response_gap, response_log
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question

SIGNALS = 41
STAGES = ("1", "2", "3", "4", "5")
STAGE_OF = {"T1": "1", "T2": "1", "T3": "2", "T4": "4", "T5": "1", "T6": "1"}
"""Stage of each activity that the prompt describes; a screen (T5) and a count of signals (T6) show data, no more."""
DONE = (("T1", "T5", "T6"), ("T1", "T3", "T5", "T6"), ("T2", "T4", "T5", "T6"), ("T1", "T2", "T3", "T4", "T5", "T6"))
"""What the described system does, one list for every fourth seed; never stage 3 or 5."""
INDICATORS = tuple(f"I{number}" for number in range(1, 8))
RESPONSES = tuple(f"R{number}" for number in range(1, 7))
ALERTS = tuple(f"A{number}" for number in range(1, 7))
OPTIONS = ("a", "b", "c", "d")
FROM = ("S1", "S2", "S3", "S4", "", "S7", "S1")
"""Sources of the seven indicators: one is blank, one stands in no sheet."""
CHAINS = (
    # period, delay, days to answer, days of the response, lead time
    (7, 3, 5, 7, 40),
    (30, 10, 5, 10, 45),
    (7, 2, 5, 30, 25),
    (7, 3, 10, 10, 30),
    (1, 1, 3, 5, 14),
    (7, 5, 20, 12, 35),
)
"""It fits; too slow by its period; too slow by itself; it just fits; it fits; too slow by the days to answer."""
PARTS = ("period_days", "delay_days", "deadline_days", "days")
SENT = (("L1", "P1"), ("L1", "P3"), ("L2", "P2"), ("L2", ""), ("L3", "P3"), ("L3", "P5"))
"""Level and addressee of the six alerts: right; a duty at another level; right; none; right; no duty anywhere."""
DUTIES = (("L1", "P1"), ("L1", "P2"), ("L2", "P2"), ("L3", "P3"), ("L3", "P4"))
"""Level and post of each response."""
FASTER = {"a": ("report", 3), "b": ("issue", 3)}
"""Offers that shorten an early leg: letter, leg and days at most."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return what a system does, five sheets of its canvas, a log of signals and two offers.

    The seed is one more than the notebook's, so that the numbers of the lesson are not the answers.
    """
    rng = draws.generator(seed=params.seed + 1, country=params.country, name="ewrs-exercise")
    log = _log(params)
    return {
        "activities": pd.DataFrame({"activity": DONE[params.seed % len(DONE)]}),
        "sources": pd.DataFrame({"source": ["S1", "S2", "S3", "S4"]}),
        **_indicators(rng),
        "chain": pd.DataFrame(_shuffled(rng, CHAINS), columns=[*PARTS, "lead_days"], index=pd.Index(RESPONSES)),
        "alerts": pd.DataFrame(_shuffled(rng, SENT), columns=["level", "addressee"], index=pd.Index(ALERTS)),
        "responses": pd.DataFrame(_shuffled(rng, DUTIES), columns=["level", "post"]),
        "log": log,
        "offers": _offers(log, best="cd"[params.seed % 2]),
    }


def _shuffled(rng: np.random.Generator, items: tuple[Any, ...]) -> list[Any]:
    return [items[int(place)] for place in draws.lot(rng, size=len(items))]


def _indicators(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Seven indicators and the levels that read them; one that has a source is read by no level."""
    table = pd.DataFrame({"indicator": INDICATORS, "source": _shuffled(rng, FROM)})
    sourced = [name for name, source in zip(INDICATORS, table["source"], strict=True) if source in FROM[:4]]
    unread = sourced[int(draws.whole(rng, low=0, high=len(sourced), size=1)[0])]
    read = [name for name in INDICATORS if name != unread]
    levels = [f"L{1 + place % 3}" for place in range(len(read))]
    return {"indicators": table, "levels": pd.DataFrame({"level": levels, "indicator": read}).sort_values("level")}


def _log(params: Params) -> pd.DataFrame:
    """A log in which every mistake of the questions gives another number than the right answer and the others."""
    places = sorted(datasets.table("municipalities", country=params.country, seed=params.seed)["municipality"])
    seeds = itertools.count(params.seed + 1, 1000)
    logs = (response_log.make(country=params.country, seed=s, municipalities=places, signals=SIGNALS) for s in seeds)
    return next(log for log in logs if _tells_apart(log))


def _tells_apart(log: pd.DataFrame) -> bool:
    if log["acted"].notna().sum() <= SIGNALS / 2:  # half never arrive: there is no median
        return False
    data = {"log": log}
    days = [ask(data, None) for ask in (median_all, median_finished, mean_finished, median_with_zeros, median_alert)]
    shares = [ask(data, None) for ask in (share_in_time, share_of_finished, share_warned, share_ever)]
    apart = min(abs(x - y) for values in (days, shares) for x, y in itertools.combinations(values, 2))
    return math.isfinite(days[0]) and apart > 1.2 and len(_pairs(log)) == 2


def _in_time(log: pd.DataFrame, leg: str, days: int) -> int:
    """Signals acted on in time where a leg takes no longer than so many days."""
    return int(response_gap.in_time(response_gap.shorten(log, leg, at_most=days)).sum())


def _gains(log: pd.DataFrame, *, deadlines: tuple[int, ...], extras: tuple[int, ...]) -> dict[tuple[str, int], int]:
    """Signals acted on in time under each offer, by its letter and days."""
    found = {(letter, days): _in_time(log, leg, days) for letter, (leg, days) in FASTER.items()}
    found |= {("c", days): _in_time(log, "decide", days) for days in deadlines}
    return found | {("d", days): int(response_gap.in_time(log, extra=days).sum()) for days in extras}


def _pairs(log: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """For each of the two letters, a deadline and days of warning under which it is the best by two signals or more."""
    deadlines, extras = (7, 12, 18, 25), (2, 4, 7, 11, 15)
    gains = _gains(log, deadlines=deadlines, extras=extras)
    early = max(gain for (letter, _), gain in gains.items() if letter in FASTER)
    found: dict[str, tuple[int, int]] = {}
    for deadline, extra in itertools.product(deadlines, extras):
        decide, warn = gains["c", deadline], gains["d", extra]
        if decide >= 2 + max(early, warn):
            found.setdefault("c", (deadline, extra))
        if warn >= 2 + max(early, decide):
            found.setdefault("d", (deadline, extra))
    return found


def _offers(log: pd.DataFrame, *, best: str) -> pd.DataFrame:
    deadline, extra = _pairs(log)[best]
    return pd.DataFrame({"days": [FASTER["a"][1], FASTER["b"][1], deadline, extra]}, index=pd.Index(OPTIONS))


def missing_stages(data: Data, params: Params) -> set[str]:
    """Stages that no activity belongs to."""
    return set(STAGES) - {STAGE_OF[name] for name in data["activities"]["activity"]}


def screen_as_warning(data: Data, params: Params) -> set[str]:
    """Mistake: a screen on a web page taken for a warning."""
    return missing_stages(data, params) - {"3"}


def count_as_effect(data: Data, params: Params) -> set[str]:
    """Mistake: a yearly count of signals taken for a look at the effect."""
    return missing_stages(data, params) - {"5"}


def _sources(data: Data) -> "pd.Series[bool]":
    return data["indicators"]["source"].isin(data["sources"]["source"])


def without_source(data: Data, params: Params) -> set[str]:
    """Indicators whose source is blank or stands in no row of the sheet of sources."""
    return set(data["indicators"].loc[~_sources(data), "indicator"])


def blank_source(data: Data, params: Params) -> set[str]:
    """Mistake: only the blank one; a name that leads nowhere passes for a source."""
    return set(data["indicators"].loc[data["indicators"]["source"] == "", "indicator"])


def unread(data: Data, params: Params) -> set[str]:
    """Mistake: the indicators that no level reads: those lead nowhere, which is another finding."""
    return set(INDICATORS) - set(data["levels"]["indicator"])


def _slow(data: Data, *parts: str) -> set[str]:
    chain = data["chain"]
    return set(chain.index[chain[list(parts)].sum(axis="columns") > chain["lead_days"]])


def too_slow(data: Data, params: Params) -> set[str]:
    """Responses whose days from sign to end are more than the lead time."""
    return _slow(data, *PARTS)


def period_forgotten(data: Data, params: Params) -> set[str]:
    """Mistake: the sign is taken to be reported on the day it happens."""
    return _slow(data, *PARTS[1:])


def response_alone(data: Data, params: Params) -> set[str]:
    """Mistake: the days of the response alone against the lead time."""
    return _slow(data, "days")


def just_in_time_is_late(data: Data, params: Params) -> set[str]:
    """Mistake: a response that ends on the last day counted as late."""
    chain = data["chain"]
    return set(chain.index[chain[list(PARTS)].sum(axis="columns") >= chain["lead_days"]])


def lost_alerts(data: Data, params: Params) -> set[str]:
    """Alerts whose addressee has no response to give at that level."""
    duties = set(zip(data["responses"]["level"], data["responses"]["post"], strict=True))
    alerts = data["alerts"]
    return {
        str(name)
        for name, *sent in zip(alerts.index, alerts["level"], alerts["addressee"], strict=True)
        if tuple(sent) not in duties
    }


def without_any_duty(data: Data, params: Params) -> set[str]:
    """Mistake: a post with a response at another level passes."""
    alerts = data["alerts"]
    return set(alerts.index[~alerts["addressee"].isin(data["responses"]["post"])])


def without_addressee(data: Data, params: Params) -> set[str]:
    """Mistake: any name in the cell passes."""
    return set(data["alerts"].index[data["alerts"]["addressee"] == ""])


def median_all(data: Data, params: Params | None) -> float:
    """Days by which half of all signals had been acted on."""
    return response_gap.median_days(data["log"], "acted")


def _finished(data: Data) -> pd.Series:
    days = response_gap.days_to(data["log"], "acted")
    return days[data["log"]["acted"].notna()]


def median_finished(data: Data, params: Params | None) -> float:
    """Mistake: the signals that stopped are left out."""
    return float(_finished(data).median())


def mean_finished(data: Data, params: Params | None) -> float:
    """Mistake: the mean of those that finished."""
    return float(_finished(data).mean())


def median_with_zeros(data: Data, params: Params | None) -> float:
    """Mistake: a blank counted as zero days."""
    return float(response_gap.days_to(data["log"], "acted").replace(math.inf, 0).median())


def median_alert(data: Data, params: Params | None) -> float:
    """Mistake: the days to the alert, not to the action."""
    return response_gap.median_days(data["log"], "issued")


def share_in_time(data: Data, params: Params | None) -> float:
    """Per cent of all signals that led to an action within their window."""
    return float(100 * response_gap.in_time(data["log"]).mean())


def share_of_finished(data: Data, params: Params | None) -> float:
    """Mistake: per cent of the signals that were acted on at some time."""
    return float(100 * response_gap.in_time(data["log"]).sum() / data["log"]["acted"].notna().sum())


def share_warned(data: Data, params: Params | None) -> float:
    """Mistake: an alert within the window counted as an action."""
    return float(100 * (response_gap.days_to(data["log"], "issued") <= data["log"]["window_days"]).mean())


def share_ever(data: Data, params: Params | None) -> float:
    """Mistake: any action counted, in time or not."""
    return float(100 * data["log"]["acted"].notna().mean())


def best_offer(data: Data, params: Params) -> str:
    """Letter of the offer under which most signals lead to an action in time."""
    days = data["offers"]["days"]
    gains = _gains(data["log"], deadlines=(int(days["c"]),), extras=(int(days["d"]),))
    return max(gains, key=lambda offer: gains[offer])[0]


EXERCISE = Exercise(
    id="early-warning/01-what-an-ewrs-is",
    domain="what-an-ewrs-is",
    load=load,
    questions=(
        Question(
            id="stages",
            outcome=1,
            kind="choose",
            variable="missing_stages",
            answer=Labels(options=STAGES),
            expected=missing_stages,
            misconceptions=(
                Misconception("screen-as-warning", screen_as_warning),
                Misconception("count-as-effect", count_as_effect),
            ),
        ),
        Question(
            id="no-source",
            outcome=2,
            kind="choose",
            variable="indicators_without_source",
            answer=Labels(options=INDICATORS),
            expected=without_source,
            misconceptions=(
                Misconception("blank-only", blank_source),
                Misconception("unread", unread),
            ),
        ),
        Question(
            id="too-slow",
            outcome=3,
            kind="compute",
            variable="slow_responses",
            answer=Labels(options=RESPONSES),
            expected=too_slow,
            misconceptions=(
                Misconception("period-forgotten", period_forgotten),
                Misconception("response-alone", response_alone),
                Misconception("last-day", just_in_time_is_late),
            ),
        ),
        Question(
            id="lost-alerts",
            outcome=3,
            kind="choose",
            variable="lost_alerts",
            answer=Labels(options=ALERTS),
            expected=lost_alerts,
            misconceptions=(
                Misconception("another-level", without_any_duty),
                Misconception("any-name", without_addressee),
            ),
        ),
        Question(
            id="median",
            outcome=4,
            kind="compute",
            variable="median_days",
            answer=Number(unit="days", tolerance=0.4, minimum=0, maximum=response_gap.HORIZON),
            expected=median_all,
            misconceptions=(
                Misconception("finished-only", median_finished),
                Misconception("mean-of-finished", mean_finished),
                Misconception("blank-as-zero", median_with_zeros),
                Misconception("alert-as-action", median_alert),
            ),
        ),
        Question(
            id="in-time",
            outcome=4,
            kind="compute",
            variable="percent_in_time",
            answer=Number(unit="per cent of all signals", tolerance=0.6, minimum=0, maximum=100),
            expected=share_in_time,
            misconceptions=(
                Misconception("of-the-finished", share_of_finished),
                Misconception("warned", share_warned),
                Misconception("late-counted", share_ever),
            ),
        ),
        Question(
            id="offer",
            outcome=5,
            kind="decide",
            variable="offer_choice",
            answer=Choice(options=OPTIONS),
            expected=best_offer,
            misconceptions=(
                Misconception("faster-form", lambda data, params: "a"),
                Misconception("faster-letter", lambda data, params: "b"),
            ),
        ),
        Question(
            id="publish",
            outcome=5,
            kind="decide",
            variable="publish_choice",
            answer=Choice(options=(*OPTIONS, "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("names-the-school", lambda data, params: "a"),
                Misconception("held-back", lambda data, params: "b"),
                Misconception("small-cell", lambda data, params: "c"),
            ),
        ),
    ),
)
