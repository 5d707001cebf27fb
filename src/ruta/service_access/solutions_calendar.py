"""Humanitarian aid, solutions and development plans on one time line, and the months in which nobody pays.

The calendar is invented. A row is an item of a plan; only an item with a budget (``paid``) covers a need.
"""

import pandas as pd

from ruta.datasets import draws
from ruta.errors import InputError

COLUMNS = ("line", "item", "need", "starts", "ends", "paid")
LINES = ("aid", "solutions", "local-plan", "national-plan")
SUBSISTENCE = "subsistence"
MONTHS = 48
"""Months on the time line, from the month of the displacement (month 0)."""


def calendar(*, country: str, seed: int) -> pd.DataFrame:
    """Return an invented calendar of a municipality, in months since the displacement.

    Returns
    -------
    pandas.DataFrame
        ``line`` (one of `LINES`), ``item`` (a code), ``need`` that it serves (blank for the making of a plan),
        ``starts`` (first month, int64), ``ends`` (first month after it, int64) and ``paid`` (it has a budget).
    """
    rng = draws.generator(seed=seed, country=country, name="solutions-calendar")
    delay, transition, approval, budget = (
        int(draws.whole(rng, low=low, high=high, size=1)[0]) for low, high in ((1, 4), (5, 8), (2, 4), (4, 7))
    )
    emergency = 2 + delay
    transition_from = emergency + 9
    aid_ends = transition_from + transition
    approved = aid_ends + approval
    funded = approved + budget
    rows = [
        ("aid", "immediate", SUBSISTENCE, 0, 2, True),
        ("aid", "emergency", SUBSISTENCE, emergency, transition_from, True),
        ("aid", "transition", SUBSISTENCE, transition_from, aid_ends, True),
        ("solutions", "documents", "documents", 1, 14, True),
        ("solutions", "school", "education", 1, MONTHS, True),
        ("solutions", "livelihoods", SUBSISTENCE, approved, funded, False),
        ("solutions", "livelihoods-paid", SUBSISTENCE, funded, MONTHS, True),
        ("solutions", "housing", "housing", funded + 3, MONTHS, False),
        ("solutions", "integration", "integration", 4, MONTHS, False),
        ("local-plan", "drafting", "", approved - 8, approved, True),
        ("local-plan", "first-budget", "", funded, MONTHS, True),
        ("national-plan", "in-force", "", approved + 6, MONTHS, True),
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"starts": "int64", "ends": "int64"})


def uncovered(items: pd.DataFrame, *, need: str, first: int, last: int) -> list[int]:
    """Return the months, from the first to the last, in which no paid item serves a need.

    Parameters
    ----------
    items
        Rows with ``need``, ``starts`` (first month), ``ends`` (first month after it) and ``paid``.
    need
        Which need.
    first, last
        First and last month looked at, both included.

    Raises
    ------
    InputError
        Where an item ends before it starts, or nothing in the calendar is about the need.
    """
    backwards = (items["ends"] < items["starts"]).to_numpy()
    if backwards.any():
        row = items.iloc[int(backwards.argmax())]
        raise InputError("aid-to-solutions.backwards", item=row["item"], starts=row["starts"], ends=row["ends"])
    if not (items["need"] == need).any():
        known = ", ".join(sorted({str(name) for name in items["need"] if name}))
        raise InputError("aid-to-solutions.unknown-need", found=need, known=known)
    paid = items[(items["need"] == need) & items["paid"].astype(bool)]
    covered = {month for start, end in zip(paid["starts"], paid["ends"], strict=True) for month in range(start, end)}
    return [month for month in range(first, last + 1) if month not in covered]
