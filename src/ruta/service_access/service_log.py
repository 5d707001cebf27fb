"""Read a log of services without being fooled: what cannot be true is said in one sentence that names the row.

The sentences about the two ends of a wait are those of `ruta.service_access.waiting`; these are the ones that a log
with several steps and several deliveries needs besides.
"""

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from ruta.errors import InputError

LONGEST = 1825
"""Days, five years: a longer wait is far more often a wrong year, or a code for "not known", than a wait."""


def checked_cases(
    cases: pd.DataFrame,
    *,
    steps: tuple[str, ...],
    cut_off: pd.Timestamp,
    closed: str = "closed_on",
    longest: int = LONGEST,
) -> pd.DataFrame:
    """Return the days of the steps and of the closing as dates, or say which row cannot be used.

    Parameters
    ----------
    cases
        One row per case.
    steps
        Columns of the steps, in order; the first is the entry.
    cut_off
        Last day for which the register is complete.
    closed
        Column of the day on which a case was closed without finishing.
    longest
        Days that a case can have lasted at most.

    Raises
    ------
    InputError
        A column is missing; a cell is no date; a case has no entry; a date lies after the cut-off; a step without the
        one before it; a step or the closing before what must come first; a case both finished and closed; a wait that
        is too long. The sentence names the first such row.
    """
    found = {}
    for column in (*steps, closed):
        if column not in cases:
            raise InputError("service-route.no-column", column=column, columns=", ".join(map(str, cases.columns)))
        found[column] = pd.to_datetime(cases[column], errors="coerce").dt.normalize()
        unread = cases[column].notna() & found[column].isna()
        if unread.any():
            _refuse(cases, unread, "service-route.no-date", column=column, found=cases.loc[unread, column].iloc[0])
    dates = pd.DataFrame(found, index=cases.index)
    entry, last = steps[0], steps[-1]
    _refuse(cases, dates[entry].isna(), "service-route.no-entry", column=entry)
    for column in (*steps, closed):
        _refuse(cases, dates[column] > cut_off, "service-route.after-cut-off", column=column, cut_off=cut_off.date())
    for before, step in pairwise(steps):
        skipped = dates[step].notna() & dates[before].isna()
        _refuse(cases, skipped, "service-route.step-skipped", column=step, before=before)
        _refuse(cases, dates[step] < dates[before], "service-route.step-before", column=step, before=before)
    _refuse(cases, dates[last].notna() & dates[closed].notna(), "service-route.two-ends", finished=last, closed=closed)
    for step in steps[:-1]:
        early = dates[closed] < dates[step]
        code = "service-route.closed-before-opened" if step == entry else "service-route.step-after-closing"
        _refuse(cases, early, code, column=closed, before=step)
    for column in (*steps[1:], closed):
        days = (dates[column] - dates[entry]).dt.days
        too_long = days > longest
        if too_long.any():
            many = int(days[too_long].iloc[0])
            _refuse(
                cases, too_long, "service-route.too-long", column=column, before=entry, days=f"{many:,}",
                longest=f"{longest:,}",
            )  # fmt: skip
    return dates


def checked_deliveries(
    deliveries: pd.DataFrame, *, catalogue: Iterable[str], cut_off: pd.Timestamp | str
) -> pd.DataFrame:
    """Return the deliveries unchanged, or say which row cannot be counted.

    Parameters
    ----------
    deliveries
        One row per delivery: ``person_id``, ``service`` and ``delivered_on``; ``delivery_id`` where there is one.
    catalogue
        The services that exist.
    cut_off
        Last day for which the register is complete.

    Raises
    ------
    InputError
        A column is missing; no person; no readable date, or one after the cut-off; a service that the catalogue does
        not have; the same service for the same person twice on one day.
    """
    for column in ("person_id", "service", "delivered_on"):
        if column not in deliveries:
            raise InputError("service-route.no-column", column=column, columns=", ".join(map(str, deliveries.columns)))
    known, day = list(catalogue), pd.Timestamp(cut_off)
    person = deliveries["person_id"]
    _refuse(deliveries, person.isna() | (person.astype(str).str.strip() == ""), "service-route.no-person")
    dates = pd.to_datetime(deliveries["delivered_on"], errors="coerce").dt.normalize()
    unread = dates.isna()
    if unread.any():
        value = deliveries.loc[unread, "delivered_on"].iloc[0]
        said = "" if pd.isna(value) else value
        _refuse(deliveries, unread, "service-route.no-date", column="delivered_on", found=said)
    _refuse(deliveries, dates > day, "service-route.after-cut-off", column="delivered_on", cut_off=day.date())
    unknown = ~deliveries["service"].isin(known)
    if unknown.any():
        named = deliveries.loc[unknown, "service"].iloc[0]
        _refuse(deliveries, unknown, "service-route.unknown-service", found=named, known=", ".join(known))
    keys = pd.DataFrame({"person": person, "service": deliveries["service"], "day": dates})
    again = keys.duplicated()
    if again.any():
        key = keys[again].iloc[0]
        _refuse(
            deliveries, again, "service-route.twice-on-a-day", person=key["person"], service=key["service"],
            day=key["day"].date(), first=int((keys == key).all(axis="columns").to_numpy().argmax()) + 1,
        )  # fmt: skip
    return deliveries


def _refuse(rows: pd.DataFrame, wrong: "pd.Series[bool]", code: str, **params: object) -> None:
    """Stop at the first wrong row and name it by its place in the table and by its identifier."""
    if not wrong.any():
        return
    place = int(wrong.to_numpy().argmax())
    name = next((column for column in ("case_id", "delivery_id", "request_id") if column in rows), None)
    raise InputError(code, row=place + 1, case=rows[name].iloc[place] if name else rows.index[place], **params)
