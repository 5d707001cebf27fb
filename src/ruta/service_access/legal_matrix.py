"""The matrix of a framework on a day: each right with its law, regulation, budget line and service point.

A cell never says "no" because nothing was found. It says *missing* only where a source says so, and *not found* where
the facts at hand are silent.
"""

import pandas as pd

from ruta.service_access.legal_checks import STATEMENTS
from ruta.service_access.legal_days import MAYBE, NO, YES, progress, reached, span
from ruta.service_access.legal_facts import FOUR, FRAMES, RIGHTS, rights_of

STATES = ("stands", "reported", "missing", "passed", "maybe", "ended", "not-found")
"""``reported`` stands too, by the press or still to confirm; ``passed``: adopted and not published yet; ``maybe``: the
dates do not tell."""
STANDING = ("stands", "reported")
GROUPS = ("stands", "missing", "not-known")
"""The three lists of an adviser: what stands, what a source says is missing, what must be asked or looked up."""
ACTIONS = {"missing": "draft", "ended": "draft", "passed": "confirm", "maybe": "confirm", "not-found": "ask"}
"""What a cell that does not stand asks of us."""


def state_of(row: "pd.Series[str]", *, day: pd.Timestamp) -> str:
    """Return what one fact says about a day: one of `STATES`, or nothing (an empty text) where it had not come yet.

    Parameters
    ----------
    row
        A fact. A law or a regulation stands from its publication on: before, nobody can invoke it. A service stands,
        and anything is missing, from the day on which a source said so. A budget line is of a year: what a source said
        of one year does not tell about the next.
    day
        The day asked about.
    """
    standing = "stands" if row["mark"] == "verified" else "reported"
    if row["standing"] == "missing":
        return "missing" if reached(row["said_on"], day=day) == YES else ""
    if row["kind"] in STATEMENTS:
        said = span(row["said_on"])
        if row["kind"] == "budget" and said is not None and day.year > said.last.year:
            return "maybe"
        return {YES: standing, MAYBE: "maybe", NO: ""}[reached(row["said_on"], day=day)]
    adopted, published, in_force, ended = progress(row, day=day)
    if ended != NO:
        return "ended" if ended == YES else "maybe"
    if in_force == YES:
        return standing
    return {YES: standing, MAYBE: "maybe", NO: "passed" if adopted == YES else ""}[published]


def cells(facts: pd.DataFrame, *, day: pd.Timestamp) -> pd.DataFrame:
    """Return every cell of every framework on a day.

    Parameters
    ----------
    facts
        From `ruta.service_access.legal_facts.checked`.
    day
        The day asked about: only what had come by then, or was said by then, is known.

    Returns
    -------
    DataFrame
        ``country``, ``level``, ``right``, ``kind`` (one of the four), ``state`` (one of `STATES`), ``facts`` (the names
        of the rows that it rests on) and ``places`` (how many states of a federation it stands in; int64).
    """
    known: dict[tuple[str, str, str, str], list[tuple[str, pd.Series]]] = {}
    for _, row in facts[facts["kind"].isin(FOUR)].iterrows():
        if state := state_of(row, day=day):
            for right in rights_of(row):
                known.setdefault((row["country"], row["level"], right, row["kind"]), []).append((state, row))
    rows = [
        (*frame, right, kind, *_cell(known.get((*frame, right, kind), [])))
        for frame in FRAMES for right in RIGHTS for kind in FOUR
    ]  # fmt: skip
    columns = ["country", "level", "right", "kind", "state", "facts", "places"]
    return pd.DataFrame(rows, columns=columns).astype({"places": "int64"})


def group_of(state: str) -> str:
    """Return to which of `GROUPS` a state belongs."""
    return "stands" if state in STANDING else "missing" if state == "missing" else "not-known"


def next_step(states: "pd.Series[str]") -> tuple[str, str]:
    """Return the first of the four facts that does not stand, and what to do about it.

    Parameters
    ----------
    states
        State of each of the four facts of one right, with the kind as index.

    Returns
    -------
    tuple of str
        The kind, and one of ``draft`` (a source said that it was missing, or it has ended: ask whether this still
        holds, then draft), ``confirm`` (not published yet, or its dates do not tell) and ``ask`` (nothing found); two
        empty texts where all four stand.
    """
    for kind in FOUR:
        if states[kind] not in STANDING:
            return kind, ACTIONS[states[kind]]
    return "", ""


def _cell(found: list[tuple[str, pd.Series]]) -> tuple[str, str, int]:
    """Return state, facts and places; of what stands and what was said missing, the later word counts."""
    here = {state: [row for other, row in found if other == state] for state in STATES}
    standing = here["stands"] + here["reported"]
    if standing and here["missing"] and max(map(_since, here["missing"])) > max(map(_since, standing)):
        standing = []
    state = next((name for name in STATES if here[name] and (standing or name not in STANDING)), "not-found")
    named = standing or here.get(state, [])
    places = len({row["place"] for row in standing if row["place"]})
    return state, ", ".join(row["fact"] for row in named), places


def _since(row: "pd.Series[str]") -> pd.Timestamp:
    """Return the earliest day of its publication, or of the statement; the beginning of time where neither is known."""
    days = [found for name in ("published_on", "said_on") if (found := span(row[name])) is not None]
    return days[0].first if days else pd.Timestamp.min
