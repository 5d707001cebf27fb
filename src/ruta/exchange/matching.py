"""Setting a practice against what an office has: met, not met and unknown stay three things.

The rule is the course's own, and open on purpose: there is no score. A practice stands in one of three groups, with
the conditions that put it there. Unknown is never counted as met nor as not met: it is a question, and the list says
which one to ask first. The group of a practice is the *and* of the strong three-valued logic (Kleene, 1952, section 64)
over its conditions; of no condition at all, nothing is concluded.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from ruta.errors import InputError
from ruta.exchange import practices as catalogues

ANSWERS = ("yes", "no", "unknown")
"""What an office can say of a condition."""
STATES = {"yes": "met", "no": "not-met", "unknown": "unknown"}
GROUPS = ("met", "ask", "not-met")
"""Every named condition is met; nothing is known to be lacking, but something is unknown; something is lacking."""
NONE_NAMED = "none-named"
"""Stands for the conditions of a practice whose source names none: unknown, and not "none needed"."""
FIRST = ("lacking", "own-office", "conditions", "evidence", "failed", "cost")
"""What to ask first, in this order: at home, then the host."""


def conditions(practices: pd.DataFrame, office: Mapping[str, str]) -> pd.DataFrame:
    """Return every condition of every practice, with its state in an office.

    Parameters
    ----------
    practices
        Rows with ``practice`` and ``rests_on`` (codes between spaces; blank = the source names none).
    office
        Condition and one of `ANSWERS`; a condition that is not there is unknown.

    Returns
    -------
    pandas.DataFrame
        ``practice``, ``condition`` (`NONE_NAMED` where the source names none) and ``state``: ``met``, ``not-met`` or
        ``unknown``. Each practice has at least one row.

    Raises
    ------
    InputError
        Where an answer is none of `ANSWERS`, naming the condition.
    """
    catalogues.need(practices, ("practice", "rests_on"))
    _check(office)
    rows = [
        (practice, condition, state)
        for practice, cell in practices[["practice", "rests_on"]].itertuples(index=False)
        for condition, state in _states(cell, office)
    ]
    return pd.DataFrame(rows, columns=["practice", "condition", "state"])


def group(states: Iterable[str]) -> str:
    """Return the group of one practice from the states of its conditions."""
    found = set(states)
    if "not-met" in found:
        return "not-met"
    return "met" if found == {"met"} else "ask"


def _states(cell: str, office: Mapping[str, str]) -> list[tuple[str, str]]:
    named = catalogues.codes(cell)
    if not named:
        return [(NONE_NAMED, "unknown")]
    return [(condition, STATES[office.get(condition, "unknown")]) for condition in named]


def shortlist(practices: pd.DataFrame, office: Mapping[str, str], *, need: str | None = None) -> pd.DataFrame:
    """Return the practices that answer a need, with the reason why each stands where it stands.

    Parameters
    ----------
    practices
        A catalogue, or rows of it, with ``practice``, ``needs``, ``rests_on``, ``evidence``, ``failed`` and ``cost``.
    office
        As for `conditions`.
    need
        One of the catalogue's needs; None = all.

    Returns
    -------
    pandas.DataFrame
        One row per practice: ``practice``, ``group`` (one of `GROUPS`), ``met``, ``not-met`` and ``unknown`` (tuples of
        conditions) and ``ask_first`` (one of `FIRST`; blank where
        nothing is open). By group; inside a group in the order of the
        catalogue, because nothing here says that one is better than the next.

    Raises
    ------
    InputError
        Where the need is unknown, or as for `conditions`.
    """
    catalogues.need(practices, ("practice", "needs", "rests_on", "evidence", "failed", "cost"))
    if need is not None and need not in catalogues.NEEDS:
        raise InputError("practices.unknown-need", found=need, known=", ".join(catalogues.NEEDS))
    _check(office)
    rows = []
    for row in practices.to_dict("records"):
        if need is not None and need not in catalogues.codes(row["needs"]):
            continue
        mine = _states(row["rests_on"], office)
        by_state = {state: tuple(name for name, its in mine if its == state) for state in STATES.values()}
        group_of = group(state for _, state in mine)
        first = _ask_first(row, by_state)
        rows.append({"practice": row["practice"], "group": group_of, **by_state, "ask_first": first})
    columns = ["practice", "group", *STATES.values(), "ask_first"]
    table = pd.DataFrame(rows, columns=columns)
    place = table["group"].map({name: place for place, name in enumerate(GROUPS)}).to_numpy()
    return table.iloc[place.argsort(kind="stable")].reset_index(drop=True)


def _check(office: Mapping[str, str]) -> None:
    for condition, answer in office.items():
        if answer not in ANSWERS:
            raise InputError("practices.unknown-answer", condition=condition, found=answer, known=", ".join(ANSWERS))


def _ask_first(row: Mapping[object, object], by_state: Mapping[str, tuple[str, ...]]) -> str:
    unknown = by_state["unknown"]
    if by_state["not-met"]:
        return "lacking"
    if unknown and unknown != (NONE_NAMED,):
        return "own-office"
    if unknown:
        return "conditions"
    if row["evidence"] == "described":
        return "evidence"
    return next((name for name in ("failed", "cost") if not str(row[name]).strip()), "")
