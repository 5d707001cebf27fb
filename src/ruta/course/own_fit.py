"""What a lesson needs of an office's table besides its form: enough of it, and in the years that it compares."""

from collections.abc import Callable

import pandas as pd

from ruta.errors import InputError

MOST_DECLARATIONS = 2_000
"""All pairs of a register are held in memory: two million with so many rows."""
SPLIT = pd.Timestamp("2024-01-01")
"""The lesson on detecting learns from the weeks before this day and judges those from it on."""
LEAST_WEEKS = 20


def check(lesson: str, table: pd.DataFrame) -> InputError | None:
    """Return why a lesson would not work on a converted table, or None."""
    needs = _NEEDS.get(lesson)
    return needs(lesson, table) if needs else None


def _linkage(lesson: str, table: pd.DataFrame) -> InputError | None:
    if not 2 <= len(table) <= MOST_DECLARATIONS:
        return InputError("own.fit-size", lesson=lesson, found=len(table), low=2, most=MOST_DECLARATIONS)
    return None


def _detecting(lesson: str, table: pd.DataFrame) -> InputError | None:
    weeks = table["week"].drop_duplicates()
    before, after = int((weeks < SPLIT).sum()), int((weeks >= SPLIT).sum())
    if before < LEAST_WEEKS or after < LEAST_WEEKS:
        return InputError(
            "own.fit-weeks", lesson=lesson, before=before, after=after, day=SPLIT.date(), least=LEAST_WEEKS
        )
    return None


def _waiting(lesson: str, table: pd.DataFrame) -> InputError | None:
    documents = table[table["service"] == "identity-document"]
    year = documents["requested_on"].dt.year
    last = documents["cut_off"].dt.year.max()
    served = documents["served_on"].notna()
    # The press note of the lesson compares the people who asked in the last two years, displaced and host.
    whole = all((served & (year == each)).any() for each in (last, last - 1))
    accepted = documents.loc[documents["group"] == "displaced", "accepted_on"].notna().any()
    if not whole or not accepted or documents["group"].nunique() < 2:
        return InputError("own.fit-waits", lesson=lesson, found=len(documents))
    return None


_NEEDS: dict[str, Callable[[str, pd.DataFrame], InputError | None]] = {
    "statistics/04-one-person-many-records": _linkage,
    "early-warning/03-detecting": _detecting,
    "service-access/03-waiting": _waiting,
}
