"""Exercise on the closing report: claims, recommendations, what was done, what is overdue, and how far it came."""

import pandas as pd

from ruta.exchange import closing_exercise as answers
from ruta.exchange.example_recommendations import ON
from ruta.exchange.standing import follow_up
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question

OTHER_SEED = 700
"""Added to the seed, so that the lesson's numbers are no answers."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the register of another invented exchange, eight slips, eight claims and one recommendation."""
    return answers.tables(country=params.country, seed=params.seed + OTHER_SEED, language=params.language)


def overdue_bar(data: Data, _: Params) -> int:
    """Return the height of the bar of the overdue ones."""
    return follow_up(data["register"], on=ON).counts["overdue"]


def overdue_slips(data: Data, _: Params) -> set[str]:
    """Return the slips that are overdue on the day of the report."""
    return answers.overdue(data["slips"])


def share_done(data: Data, _: Params) -> float:
    """Return the share done and shown, of all."""
    return follow_up(data["register"], on=ON).shown


def bounds(data: Data, _: Params) -> "pd.Series[float]":
    """Return the lowest and the highest share done that fit."""
    return _ends(data, high="right")


def progress(data: Data, _: Params) -> float:
    """Return the progress of the chosen recommendation from its agreed baseline."""
    return _progress(data, "right")


def publishable(data: Data, _: Params) -> set[str]:
    """Return the claims that may go out as they stand."""
    return answers.publishable(data["claims"])


def _ends(data: Data, *, high: str) -> "pd.Series[float]":
    found = follow_up(data["register"], on=ON)
    return pd.Series({"low": found.shown, "high": answers.high_ways(data["register"])[high]})


def _progress(data: Data, way: str) -> float:
    return answers.progress_ways(data["register"], data["chosen"]["id"].iloc[0])[way]


def _claims(data: Data, ignoring: str) -> set[str]:
    return answers.publishable(data["claims"], ignoring=ignoring)


def _slips(data: Data, kind: str) -> set[str]:
    return answers.overdue_with(data["slips"], kind=kind)


EXERCISE = Exercise(
    id="exchange/04-closing-report",
    domain="closing-report",
    load=load,
    questions=(
        Question(
            id="claims", outcome=1, kind="choose", variable="claims",
            answer=Labels(options=lambda data, params: data["claims"]["claim"]),
            expected=publishable,
            misconceptions=(
                Misconception("zero-inside", lambda data, params: _claims(data, "no-difference")),
                Misconception("small-cell", lambda data, params: _claims(data, "small-cell")),
                Misconception("part-unknown", lambda data, params: _claims(data, "part-unknown")),
                Misconception("form-only", lambda data, params: _claims(data, "evidence")),
            ),
        ),
        Question(
            id="well-written", outcome=2, kind="choose", variable="well_written",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("nobody", lambda data, params: "a"),
                Misconception("activity", lambda data, params: "d"),
            ),
        ),
        Question(
            id="read-overdue", outcome=3, kind="read", variable="overdue_bar",
            answer=Number(unit="recommendations", tolerance=0.4, minimum=0),
            expected=overdue_bar,
            misconceptions=(
                Misconception("no-evidence", lambda data, params: _count(data, "no-evidence")),
                Misconception("open", lambda data, params: _count(data, "open")),
            ),
        ),
        Question(
            id="share-done", outcome=3, kind="compute", variable="share_done",
            answer=Number(unit="share", tolerance=0.004, minimum=0, maximum=1),
            expected=share_done,
            misconceptions=(
                Misconception("said", lambda data, params: follow_up(data["register"], on=ON).said),
                Misconception("with-evidence", lambda d, p: follow_up(d["register"], on=ON).of_those_with_evidence),
                Misconception("without-closed", lambda data, params: follow_up(data["register"], on=ON).without_closed),
                Misconception("per-100", lambda data, params: 100 * share_done(data, params)),
            ),
        ),
        Question(
            id="bounds", outcome=3, kind="compute", variable="bounds",
            answer=Column(unit="share", index=lambda data, params: answers.ENDS, tolerance=0.004),
            expected=bounds,
            misconceptions=(
                Misconception("open-too", lambda data, params: _ends(data, high="open-too")),
                Misconception("of-evidence", lambda data, params: _ends(data, high="of-evidence")),
                Misconception("all-unknown", lambda data, params: _ends(data, high="all-unknown")),
            ),
        ),
        Question(
            id="overdue", outcome=4, kind="choose", variable="overdue",
            answer=Labels(options=lambda data, params: data["slips"]["id"]),
            expected=overdue_slips,
            misconceptions=(
                Misconception("that-day", lambda data, params: _slips(data, "today")),
                Misconception("no-evidence", lambda data, params: _slips(data, "no-evidence")),
                Misconception("closed", lambda data, params: _slips(data, "closed")),
                Misconception("all-late", lambda data, params: _slips(data, "all-late")),
            ),
        ),
        Question(
            id="progress", outcome=4, kind="compute", variable="progress",
            answer=Number(unit="share", tolerance=0.004),
            expected=progress,
            misconceptions=(
                Misconception("moved-baseline", lambda data, params: _progress(data, "moved")),
                Misconception("of-target", lambda data, params: _progress(data, "of-target")),
                Misconception("change", lambda data, params: _progress(data, "change")),
            ),
        ),
        Question(
            id="decide", outcome=5, kind="decide", variable="decide",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("trust", lambda data, params: "a"),
                Misconception("drop", lambda data, params: "d"),
            ),
        ),
    ),
)  # fmt: skip


def _count(data: Data, standing: str) -> int:
    return follow_up(data["register"], on=ON).counts[standing]
