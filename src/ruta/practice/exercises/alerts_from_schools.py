"""Exercise of the lesson early-warning/04-alerts-from-schools: rates, reasons, votes, leads, and what may be sent."""

import pandas as pd

from ruta import messages
from ruta.early_warning import school_cases
from ruta.early_warning.k_of_n import at_least
from ruta.early_warning.school_form import check_form
from ruta.early_warning.school_register import example_schools
from ruta.early_warning.school_scoring import FORTNIGHT, promised_and_made
from ruta.early_warning.school_signals import all_excesses
from ruta.early_warning.school_view import rings
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question

DOMAIN = "alerts-from-schools"
OPTIONS = ("a", "b", "c", "d")
FORMER, JUDGED = 2023, (2024, 2025)
FULL = 10
"""School days of a full fortnight."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the small cases, and the promise of independence beside what was made in a register of another seed."""
    country, seed = params.country, params.seed
    remarks = {
        name: messages.text(f"{DOMAIN}.data.remark-{name}", language=params.language)
        for name in ("sound", "name", "kin", "place")
    }
    return {
        "absences": school_cases.absences(country=country, seed=seed),
        "reasons": school_cases.reasons(country=country, seed=seed),
        "rule": school_cases.rule(country=country, seed=seed),
        "promise": _promise(params),
        "found": school_cases.found(country=country, seed=seed),
        "monday": school_cases.monday(country=country, seed=seed),
        "forms": school_cases.forms(remarks, country=country, seed=seed),
    }


def _promise(params: Params) -> pd.DataFrame:
    schools = example_schools(country=params.country, seed=params.seed + 1)
    excesses = all_excesses(schools.register, schools.calendar)
    return promised_and_made(
        rings(excesses, schools.calendar, share=0.06, former=FORMER, judged=JUDGED), schools.onsets
    )


# Absence of one school over the fortnights reported
def absence(data: Data, _: Params) -> float:
    """Return the pupil-days lost of 100 pupil-days of school, over the fortnights that were reported."""
    known = data["absences"].dropna()
    return float(100 * known["absent_days"].sum() / (known["enrolled"] * known["days_open"]).sum())


def _ten_days(data: Data, _: Params) -> float:
    known = data["absences"].dropna()
    return float(100 * known["absent_days"].sum() / (known["enrolled"] * FULL).sum())


def _blank_as_zero(data: Data, _: Params) -> float:
    table = data["absences"]
    return float(100 * table["absent_days"].sum() / (table["enrolled"] * table["days_open"]).sum())


def _without_days(data: Data, _: Params) -> float:
    known = data["absences"].dropna()
    return float(100 * known["absent_days"].sum() / known["enrolled"].sum())


# The two suspect codes against the same fortnight of former years
def _times(data: Data, *, codes: tuple[str, ...], past: list[str]) -> float:
    table = data["reasons"]
    counts, enrolled = table[list(codes)].sum(axis=1), table["enrolled"]
    return float(counts["now"] / enrolled["now"] / (counts[past].sum() / enrolled[past].sum()))


def _former(data: Data) -> list[str]:
    return [label for label in data["reasons"].index if label.isdigit()]


def times_usual(data: Data, _: Params) -> float:
    """Return the rate of insecurity and change of residence together, over that of the same fortnight before."""
    return _times(data, codes=("insecurity", "residence"), past=_former(data))


def _one_code(data: Data, _: Params) -> float:
    return _times(data, codes=("insecurity",), past=_former(data))


def _last_fortnight(data: Data, _: Params) -> float:
    return _times(data, codes=("insecurity", "residence"), past=["before"])


def _counts_only(data: Data, _: Params) -> float:
    counts = data["reasons"][["insecurity", "residence"]].sum(axis=1)
    return float(counts["now"] / counts[_former(data)].mean())


# False calls of two of four
def _calls(data: Data, chance_of: float) -> float:
    row = data["rule"].iloc[0]
    return float(row["schools"] * row["fortnights"] * chance_of)


def _p(data: Data) -> float:
    return float(data["rule"]["percent"].iloc[0]) / 100


def two_of_four(data: Data, _: Params) -> float:
    """Return the false calls a term of two signals or more, were they independent."""
    return _calls(data, at_least(2, [_p(data)] * 4))


def _exactly_two(data: Data, _: Params) -> float:
    return _calls(data, at_least(2, [_p(data)] * 4) - at_least(3, [_p(data)] * 4))


# Onsets found in time
def in_time(data: Data, _: Params) -> int:
    """Return the onsets whose figures were on the desk before most families left."""
    table = data["found"]
    return int((table["fortnight_start"] + FORTNIGHT <= table["departure"]).sum())


def _read_at_once(data: Data, _: Params) -> int:
    table = data["found"]
    return int((table["fortnight_start"] <= table["departure"]).sum())


# Monday's list
def _schools(data: Data, *, signals: int, silent: int) -> set[str]:
    table = data["monday"]
    ringing = table[list(school_cases.SIGNALS)].fillna(False).sum(axis=1) >= signals
    return set(table.loc[ringing | (table["silent_fortnights"] >= silent), "school"])


def monday(data: Data, _: Params) -> set[str]:
    """Return the schools with two signals or more, or silent for two fortnights or more."""
    return _schools(data, signals=2, silent=2)


# Forms
def _leave(data: Data, *, ignore: tuple[str, ...] = ()) -> set[str]:
    table = data["forms"]
    free = set()
    for place, name in enumerate(table["form"]):
        form = table.iloc[[place]].drop(columns="form")
        if all(one.code.startswith(ignore) for one in check_form(form, channel="open")):
            free.add(str(name))
    return free


def may_leave(data: Data, _: Params) -> set[str]:
    """Return the forms that the check lets leave on the open channel."""
    return _leave(data)


def _only_remarks(data: Data, _: Params) -> set[str]:
    return _leave(data, ignore=("small", "hidden", "closed"))


def _only_counts(data: Data, _: Params) -> set[str]:
    return _leave(data, ignore=("remark",))


def _zero_refused(data: Data, _: Params) -> set[str]:
    table = data["forms"]
    return _leave(data) - set(table.loc[table["insecurity"].eq(0), "form"])


EXERCISE = Exercise(
    id="early-warning/04-alerts-from-schools",
    domain=DOMAIN,
    load=load,
    questions=(
        Question(
            id="absence", outcome=1, kind="compute", variable="absence_rate",
            answer=Number(unit="pupil-days of 100", tolerance=0.02, minimum=0),
            expected=absence,
            misconceptions=(
                Misconception("ten-days", _ten_days),
                Misconception("blank-as-zero", _blank_as_zero),
                Misconception("without-days", _without_days),
            ),
        ),
        Question(
            id="times-usual", outcome=2, kind="compute", variable="times_usual",
            answer=Number(unit="times the usual rate", tolerance=0.05, minimum=0),
            expected=times_usual,
            misconceptions=(
                Misconception("one-code", _one_code),
                Misconception("last-fortnight", _last_fortnight),
                Misconception("counts", _counts_only),
            ),
        ),
        Question(
            id="two-of-four", outcome=3, kind="compute", variable="false_calls",
            answer=Number(unit="false calls a term", tolerance=0.05, minimum=0),
            expected=two_of_four,
            misconceptions=(
                Misconception("one-pair", lambda data, params: _calls(data, _p(data) ** 2)),
                Misconception("exactly-two", _exactly_two),
                Misconception("any-of-four", lambda data, params: _calls(data, at_least(1, [_p(data)] * 4))),
            ),
        ),
        Question(
            id="dependence", outcome=3, kind="read", variable="why_more",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("threshold", lambda data, params: "a"),
                Misconception("displacement", lambda data, params: "d"),
            ),
        ),
        Question(
            id="in-time", outcome=4, kind="compute", variable="found_in_time",
            answer=Number(unit="onsets", minimum=0),
            expected=in_time,
            misconceptions=(
                Misconception("read-at-once", _read_at_once),
                Misconception("any-call", lambda data, params: int(data["found"]["fortnight_start"].notna().sum())),
            ),
        ),
        Question(
            id="monday", outcome=4, kind="choose", variable="call_on_monday",
            answer=Labels(options=lambda data, params: data["monday"]["school"]),
            expected=monday,
            misconceptions=(
                Misconception("silence-as-calm", lambda data, params: _schools(data, signals=2, silent=99)),
                Misconception("one-is-enough", lambda data, params: _schools(data, signals=1, silent=2)),
                Misconception("one-blank", lambda data, params: _schools(data, signals=2, silent=1)),
            ),
        ),
        Question(
            id="forms", outcome=5, kind="choose", variable="may_leave",
            answer=Labels(options=lambda data, params: data["forms"]["form"]),
            expected=may_leave,
            misconceptions=(
                Misconception("only-remarks", _only_remarks),
                Misconception("only-counts", _only_counts),
                Misconception("zero-refused", _zero_refused),
            ),
        ),
        Question(
            id="ask", outcome=5, kind="decide", variable="what_we_ask",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("list-of-names", lambda data, params: "a"),
                Misconception("wait", lambda data, params: "d"),
            ),
        ),
    ),
)  # fmt: skip
