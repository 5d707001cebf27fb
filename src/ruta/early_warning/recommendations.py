"""Whether what was recommended was done by its deadline, with what is not yet due kept apart.

Sources: the fifth stage of early warning in OAS (2016), fact sheet S-004/15; the register is that of
`ruta.early_warning.follow_up` with a deadline and, where somebody saw it, the evidence. How long an answer takes is
measured there; here the question is another: of what is due, how much was done in time.
"""

import pandas as pd

from ruta.early_warning import follow_up
from ruta.errors import InputError

STANDINGS = ("done-in-time", "done-late", "overdue", "rejected", "done-early", "not-due")
"""The first four are due, but for a refusal that came early; the last two are kept apart."""


def standing(register: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return how each recommendation stands on the day on which the register is read.

    Parameters
    ----------
    register
        As in `ruta.early_warning.follow_up.checked`, and ``deadline`` (a moment) and ``evidence`` (True where somebody
        other than the authority saw that it was done).
    as_of
        Moment of reading.

    Returns
    -------
    pandas.DataFrame
        Rows as in the register: ``due`` (the deadline has come), ``standing`` (one of `STANDINGS`) and ``seen`` (done,
        with evidence). What was done before a deadline that has not come is ``done-early``: to count it as due while
        its neighbours of the same deadline are left out would flatter the share.

    Raises
    ------
    InputError
        As `follow_up.checked`; a deadline is absent, or before the recommendation was sent.
    """
    for column in ("deadline", "evidence"):
        if column not in register.columns:
            raise InputError("response.register-column", column=column)
    table = follow_up.checked(register, as_of=as_of)
    wrong = ~(table["deadline"] >= table["sent"])
    if wrong.any():
        row = table[wrong].iloc[0]
        raise InputError("response.register-deadline", recommendation=row["recommendation"], found=row["deadline"])
    due, done = table["deadline"] <= as_of, table["acted"].notna()
    words = pd.Series("overdue", index=table.index, name="standing", dtype=object)
    words[~due] = "not-due"
    words[table["status"] == "rejected"] = "rejected"
    words[done & ~due] = "done-early"
    words[done & due & (table["acted"] > table["deadline"])] = "done-late"
    words[done & due & (table["acted"] <= table["deadline"])] = "done-in-time"
    return pd.DataFrame({"due": due, "standing": words, "seen": done & table["evidence"].astype(bool)})


def share_by_deadline(stands: pd.DataFrame, *, seen_only: bool = False) -> float:
    """Return the share done by the deadline, of those whose deadline has come; NaN where none is due.

    Parameters
    ----------
    stands
        From `standing`.
    seen_only
        Count as done only what has evidence.
    """
    due = stands[stands["due"]]
    if due.empty:
        return float("nan")
    done = due["standing"] == "done-in-time"
    return float((done & due["seen"]).mean() if seen_only else done.mean())
