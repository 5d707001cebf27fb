"""Small invented cases of schools to practise on: a few rows each, drawn anew for each country and seed."""

import numpy as np
import pandas as pd

from ruta.datasets import draws

SIGNALS = ("absence", "transfers", "suspect", "teachers")
FORMS = ("sound-zero", "sound-blank", "name", "kin", "place", "small", "hidden", "closed")
"""What is wrong with each form; ``sound-`` means nothing is, however it may look."""


def _draw(country: str, seed: int, name: str) -> np.random.Generator:
    return draws.generator(seed=seed, country=country, name=f"school-cases-{name}")


def _between(rng: np.random.Generator, low: int, high: int) -> int:
    """One whole number from low to high, both included."""
    return int(draws.whole(rng, low=low, high=high + 1, size=1)[0])


def absences(*, country: str, seed: int) -> pd.DataFrame:
    """Return six fortnights of one school: one short, one closed, one without a report.

    Returns
    -------
    pandas.DataFrame
        ``fortnight``, ``enrolled``, ``days_open``, ``absent_days`` (Int64, blank where no report came).
    """
    rng = _draw(country, seed, "absences")
    days = [10, 10, 9, 5, 10, 0]
    silent = _between(rng, 0, 1)
    order = [int(place) for place in draws.lot(rng, size=6)]
    enrolled = _between(rng, 220, 420)
    rows = []
    for number, place in enumerate(order, 1):
        absent = int(enrolled * days[place] * (0.04 + 0.03 * rng.random()))
        blank = place == silent or days[place] == 0
        rows.append((number, enrolled - 2 * number, days[place], pd.NA if blank else absent))
    table = pd.DataFrame(rows, columns=["fortnight", "enrolled", "days_open", "absent_days"])
    return table.astype({"absent_days": "Int64"})


def reasons(*, country: str, seed: int) -> pd.DataFrame:
    """Return the withdrawals of a sector in one fortnight, in the one before, and in the same one of three years.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``when`` (three former years, then ``before``, then ``now``): ``enrolled`` and the counts
        ``insecurity``, ``residence``, ``work``. Enrolment has fallen, so that counts and rates differ.
    """
    rng = _draw(country, seed, "reasons")
    former = [(_between(rng, 1900, 2400), _between(rng, 2, 4), _between(rng, 5, 8), _between(rng, 4, 8)) for _ in "abc"]
    people = _between(rng, 1150, 1350)
    before = (people + _between(rng, 20, 40), 2, _between(rng, 13, 16), _between(rng, 5, 9))
    now = (people, 1, _between(rng, 25, 36), _between(rng, 14, 22))
    index = pd.Index(["2022", "2023", "2024", "before", "now"], name="when")
    return pd.DataFrame([*former, before, now], columns=["enrolled", "insecurity", "residence", "work"], index=index)


def rule(*, country: str, seed: int) -> pd.DataFrame:
    """Return one row: ``schools``, ``fortnights`` of a term, ``signals`` and the ``percent`` in which each rings."""
    rng = _draw(country, seed, "rule")
    percent = (6, 8, 10, 12)[_between(rng, 0, 3)]
    return pd.DataFrame({"schools": [10 * _between(rng, 4, 12)], "fortnights": [10], "signals": [4],
                         "percent": [percent]})  # fmt: skip


def found(*, country: str, seed: int) -> pd.DataFrame:
    """Return onsets with the fortnight in which the rule first rang and the day on which most families left.

    Returns
    -------
    pandas.DataFrame
        ``school``, ``fortnight_start`` (a Monday, blank where the rule never rang), ``departure``. At least one onset
        was called in time, one rang in a fortnight whose figures came too late, one rang afterwards, one never.
    """
    rng = _draw(country, seed, "found")
    kinds = ["in-time"] * _between(rng, 2, 4) + ["too-late"] * _between(rng, 1, 2) + ["after"] + ["never"]
    days = {"in-time": (21, 42), "too-late": (4, 11), "after": (-10, -3)}
    rows = []
    for number, place in enumerate(draws.lot(rng, size=len(kinds)), 1):
        start = pd.Timestamp("2025-03-03") + pd.Timedelta(weeks=2 * _between(rng, 0, 11))
        kind = kinds[int(place)]
        gap = _between(rng, *days.get(kind, (21, 42)))
        rows.append((f"E-{number:02d}", pd.NaT if kind == "never" else start, start + pd.Timedelta(days=gap)))
    return pd.DataFrame(rows, columns=["school", "fortnight_start", "departure"])


def monday(*, country: str, seed: int) -> pd.DataFrame:
    """Return ten schools as they lie on the desk on a Monday.

    Returns
    -------
    pandas.DataFrame
        ``school``, one column for each of `SIGNALS` (``boolean``, <NA> where no report came) and
        ``silent_fortnights``, how many in a row.
    """
    rng = _draw(country, seed, "monday")
    kinds = [2, 3, 1, 1, 0, 0, 0, "silent", "silent", "once"]
    rows = []
    for number, place in enumerate(draws.lot(rng, size=len(kinds)), 1):
        kind = kinds[int(place)]
        if isinstance(kind, str):
            silent = _between(rng, 2, 4) if kind == "silent" else 1
            rows.append((f"E-{number:02d}", *[pd.NA] * len(SIGNALS), silent))
        else:
            ringing = draws.lot(rng, size=len(SIGNALS))[:kind]
            rows.append((f"E-{number:02d}", *[place in ringing for place in range(len(SIGNALS))], 0))
    table = pd.DataFrame(rows, columns=["school", *SIGNALS, "silent_fortnights"])
    return table.astype(dict.fromkeys(SIGNALS, "boolean"))


def forms(remarks: dict[str, str], *, country: str, seed: int) -> pd.DataFrame:
    """Return eight forms of schools in an order drawn by lot.

    Parameters
    ----------
    remarks
        Text of the remark for ``name``, ``kin``, ``place`` and ``sound``, in the reader's language.
    country, seed
        What they are drawn for.

    Returns
    -------
    pandas.DataFrame
        ``form`` (``F-1`` to ``F-8``) and the columns that `school_form.check_form` reads.
    """
    rng = _draw(country, seed, "forms")
    rows = []
    for number, place in enumerate(draws.lot(rng, size=len(FORMS)), 1):
        kind = FORMS[int(place)]
        known: dict[str, object] = {name: _between(rng, 5, 14) for name in ("insecurity", "residence", "work", "other")}
        wrong: dict[str, dict[str, object]] = {
            "sound-zero": {"insecurity": 0}, "sound-blank": {"work": None}, "small": {"insecurity": 2},
            "hidden": {"insecurity": "<5"},
        }  # fmt: skip
        shown: dict[str, object] = known | wrong.get(kind, {})
        total = sum(3 if value == "<5" else int(str(value)) for value in shown.values() if value is not None)
        enrolled = _between(rng, 180, 420)
        rows.append({
            "form": f"F-{number}", "school": f"E-{number:02d}", "start": "2025-03-03", "enrolled": enrolled,
            "days_open": 0 if kind == "closed" else 10, "absent_days": enrolled // 2, "transfers": _between(rng, 5, 9),
            "withdrawals": total, **shown, "remark": remarks.get(kind, remarks["sound"]),
        })  # fmt: skip
    return pd.DataFrame(rows).astype("object")
