"""Read a log of accompaniment without being fooled: what cannot be true is said in one sentence that names the row."""

import pandas as pd

from ruta.errors import InputError

LONGEST = 365
"""Days: a next contact planned for later is far more often a wrong year, or a code for "not known"."""
NEEDED = ("person_id", "layer", "facilitator", "held_on", "next_planned_on")


def checked_sessions(sessions: pd.DataFrame, cases: pd.DataFrame, *, longest: int = LONGEST) -> pd.DataFrame:
    """Return the sessions with their days as dates, or say which row cannot be used.

    Parameters
    ----------
    sessions
        One row per session and person: ``person_id``, ``layer``, ``facilitator``, ``held_on`` and ``next_planned_on``
        (blank = none agreed); ``session_id`` where there is one.
    cases
        One row per person: ``person_id``, ``opened_on`` and ``ended_on`` (blank = open).
    longest
        Days from a session to the contact agreed in it, at most.

    Raises
    ------
    InputError
        A column is missing; a cell is no date; a person has no case; a session before the case was opened or after it
        ended; one person twice on one day with the same facilitator; a contact planned for before the session that
        planned it, or for too long after it. The sentence names the first such row.
    """
    for table, columns in ((sessions, NEEDED), (cases, ("person_id", "opened_on", "ended_on"))):
        for column in columns:
            if column not in table:
                raise InputError("psychosocial.no-column", column=column, columns=", ".join(map(str, table.columns)))
    held = _dates(sessions, "held_on", blank=False)
    planned = _dates(sessions, "next_planned_on", blank=True)
    known = cases.drop_duplicates("person_id").set_index("person_id")
    person = sessions["person_id"]
    _refuse(sessions, ~person.isin(known.index), "psychosocial.no-case")
    opened, ended = person.map(pd.to_datetime(known["opened_on"])), person.map(pd.to_datetime(known["ended_on"]))
    _refuse(sessions, held < opened, "psychosocial.before-opened", held, opened)
    _refuse(sessions, held > ended, "psychosocial.after-ended", held, ended)
    keys = pd.DataFrame({"person": person, "facilitator": sessions["facilitator"].fillna("-"), "day": held})
    again = keys.duplicated()
    if again.any():
        key = keys[again].iloc[0]
        first = int((keys == key).all(axis="columns").to_numpy().argmax()) + 1
        _refuse(sessions, again, "psychosocial.twice", held, first=first, facilitator=key["facilitator"])
    _refuse(sessions, planned < held, "psychosocial.planned-before", planned, held)
    ahead = (planned - held).dt.days
    if (ahead > longest).any():
        days = int(ahead[ahead > longest].iloc[0])
        _refuse(sessions, ahead > longest, "psychosocial.too-far", planned, days=f"{days:,}", longest=f"{longest:,}")
    return sessions.assign(held_on=held, next_planned_on=planned)


def _dates(sessions: pd.DataFrame, column: str, *, blank: bool) -> pd.Series:
    dates = pd.to_datetime(sessions[column], errors="coerce").dt.normalize()
    unread = dates.isna() & (sessions[column].notna() | (not blank))
    if unread.any():
        value = sessions.loc[unread, column].iloc[0]
        said = "" if pd.isna(value) else value
        _refuse(sessions, unread, "psychosocial.no-date", column=column, found=said)
    return dates


def _refuse(
    sessions: pd.DataFrame, wrong: "pd.Series[bool]", code: str, day: pd.Series | None = None,
    other: pd.Series | None = None, **params: object,
) -> None:  # fmt: skip
    """Stop at the first wrong row and name it by its place in the table, its number and the person's code."""
    if not wrong.any():
        return
    place = int(wrong.to_numpy().argmax())
    for name, dates in (("day", day), ("other", other)):
        if dates is not None:
            params[name] = dates.iloc[place].date()
    session = sessions["session_id"].iloc[place] if "session_id" in sessions else sessions.index[place]
    raise InputError(code, row=place + 1, session=session, person=sessions["person_id"].iloc[place], **params)
