"""A tabletop exercise: messages on a clock, decisions that are written down, and a review that is fair.

A decision is held against what its post knew at that minute, not against what became known later: people who know how
a thing ended overrate what could have been foreseen (B. Fischhoff 1975, "Hindsight is not equal to foresight", Journal
of Experimental Psychology: Human Perception and Performance 1, 288-299). The kinds of exercise are those of the WHO
Simulation Exercise Manual (2017).
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from ruta.errors import InputError

FOLDER = Path(__file__).parent / "simulations"
NAME = "villa-ensayo"
"""The exercise of this course, in an invented municipality."""
VERDICTS = ("fair", "not-passed-on", "hindsight")


def script(name: str = NAME) -> dict[str, Any]:
    """Return an exercise as it stands in its file, both languages side by side."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def injects(language: str, *, name: str = NAME) -> pd.DataFrame:
    """Return the messages of an exercise in a language.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``inject``, in the order of the clock: ``minute`` (of play), ``hour`` (of the invented event),
        ``to`` (a tuple of posts), ``answer_within`` (minutes), ``text`` and ``considers``.
    """
    rows = [
        {**row, "to": tuple(row["to"]), "text": row["text"][language], "considers": row["considers"][language]}
        for row in script(name)["injects"]
    ]
    return pd.DataFrame(rows).set_index("inject")


def log(language: str, *, name: str = NAME) -> pd.DataFrame:
    """Return the example of a decision log: ``minute``, ``post``, ``because`` and ``told`` (tuples) and ``text``."""
    rows = [
        {**row, "because": tuple(row["because"]), "told": tuple(row["told"]), "text": row["text"][language]}
        for row in script(name)["log"]
    ]
    return pd.DataFrame(rows).set_index("decision")


def criticisms(language: str, *, name: str = NAME) -> pd.DataFrame:
    """Return the example of criticisms: ``decision``, the ``inject`` that it should have weighed, and ``text``."""
    return pd.DataFrame([{**row, "text": row["text"][language]} for row in script(name)["criticisms"]])


def knew(messages: pd.DataFrame, decisions: pd.DataFrame, *, post: str, minute: float) -> frozenset[str]:
    """Return what a post knew at a minute: what it was sent, and what others had passed on to it by then.

    Parameters
    ----------
    messages
        As from `injects`; only ``minute`` and ``to`` are read.
    decisions
        As from `log`; ``minute``, ``post``, ``because`` (messages cited) and ``told`` (posts informed). Whoever is
        told learns those cited messages that the teller knew.
    post
        One of the posts.
    minute
        Minute of play; what arrives in that minute is known.

    Returns
    -------
    frozenset of str
        Ids of messages.
    """
    return frozenset(_knowledge(messages, decisions, minute=minute).get(post, set()))


def _knowledge(messages: pd.DataFrame, decisions: pd.DataFrame, *, minute: float) -> dict[str, set[str]]:
    # In one minute messages come before decisions, and decisions in the order in which they were written down.
    news: list[tuple[int, int, Iterable[str], set[str], str | None]] = []
    news += [(int(row["minute"]), 0, row["to"], {str(name)}, None) for name, row in messages.to_dict("index").items()]
    news += [
        (int(row["minute"]), 1, row["told"], set(row["because"]), row["post"]) for row in decisions.to_dict("records")
    ]
    known: dict[str, set[str]] = {}
    for when, _, told, ids, teller in sorted(news, key=lambda one: one[:2]):
        if when <= minute:
            passed = ids if teller is None else ids & known.get(teller, set())
            for one in told:
                known.setdefault(one, set()).update(passed)
    return known


def review(points: pd.DataFrame, messages: pd.DataFrame, decisions: pd.DataFrame) -> pd.Series:
    """Return whether each criticism of a decision is fair.

    Parameters
    ----------
    points
        One row per criticism: ``decision`` and the ``inject`` that it should have weighed.
    messages, decisions
        As in `knew`; the decisions indexed by their id.

    Returns
    -------
    pandas.Series
        One of `VERDICTS` for each row. ``fair``: the post knew it. ``not-passed-on``: another post knew and had not
        told it, which is a matter for the way in which the room passes things on. ``hindsight``: it had not come yet.

    Raises
    ------
    InputError
        A criticism names a decision or a message that is not there.
    """
    verdicts = []
    came, taken = messages["minute"].to_dict(), decisions.to_dict("index")
    for decision, inject in zip(points["decision"], points["inject"], strict=True):
        _known("decision", decision, decisions.index)
        _known("inject", inject, messages.index)
        post, minute = taken[decision]["post"], taken[decision]["minute"]
        if inject in knew(messages, decisions, post=post, minute=minute):
            verdicts.append("fair")
        else:
            verdicts.append("not-passed-on" if came[inject] <= minute else "hindsight")
    return pd.Series(verdicts, index=points.index, name="verdict", dtype=object)


def answers(messages: pd.DataFrame, decisions: pd.DataFrame, *, end: float) -> pd.DataFrame:
    """Return when each message was first answered by a post to which it was sent.

    Parameters
    ----------
    messages, decisions
        As in `knew`, with ``answer_within`` (minutes) for the messages.
    end
        Minute at which the log is read.

    Returns
    -------
    pandas.DataFrame
        Index as in the messages: ``minutes`` (from arrival to the first decision that cites it; NaN where there is
        none) and ``state``: ``in-time``, ``late``, ``unanswered`` (its time is over) or ``not-due``.
    """
    rows, taken = [], decisions.to_dict("records")
    for name, message in messages.to_dict("index").items():
        times = [
            row["minute"] - message["minute"]
            for row in taken
            if name in row["because"] and row["post"] in message["to"] and message["minute"] <= row["minute"] <= end
        ]
        first, allowed = (min(times) if times else float("nan")), message["answer_within"]
        if times:
            state = "in-time" if first <= allowed else "late"
        else:
            state = "unanswered" if message["minute"] + allowed <= end else "not-due"
        rows.append({"minutes": float(first), "state": state})
    return pd.DataFrame(rows, index=messages.index)


def _known(what: str, given: str, known: pd.Index) -> None:
    if given not in known:
        raise InputError(f"response.unknown-{what}", found=given, known=", ".join(map(str, known)))
