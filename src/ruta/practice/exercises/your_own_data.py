"""Exercise of the lesson on an office's own data: the export of a third office, month first, with gaps."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ruta.datasets import own
from ruta.exchange import own_example, own_exercise
from ruta.practice import Choice, Data, Exercise, Misconception, Number, Params, Question


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the export as text, one row a row of the file; the index is the row of a spreadsheet."""
    data = own_example.register(country=params.country, seed=params.seed, part="exercise")
    return {"export": own.read(data, name="office-c.csv").table}


def _one(measure: Callable[[pd.DataFrame], dict[str, Any]], name: str) -> Callable[[Data, Params], Any]:
    return lambda data, _: measure(data["export"])[name]


def _mistakes(measure: Callable[[pd.DataFrame], dict[str, Any]], *names: str) -> tuple[Misconception, ...]:
    return tuple(Misconception(name, _one(measure, name)) for name in names)


def _letter(key: str) -> Callable[[Data, Params], str]:
    return lambda data, params: key


PERCENT = Number(unit="percent", tolerance=0.15, minimum=0, maximum=100)

EXERCISE = Exercise(
    id="exchange/03-your-own-data",
    domain="your-own-data",
    load=load,
    questions=(
        Question(
            id="one-row", outcome=1, kind="compute", variable="one_row",
            answer=Number(unit="declarations", minimum=0),
            expected=_one(own_exercise.records, "right"),
            misconceptions=_mistakes(own_exercise.records, "rows", "both-dropped", "names"),
        ),
        Question(
            id="cannot-lack", outcome=2, kind="choose", variable="cannot_lack",
            answer=Choice(),
            expected=_letter("b"),
            misconceptions=(
                Misconception("may-be-blank", _letter("a")),
                Misconception("second-surname", _letter("d")),
            ),
        ),
        Question(
            id="not-asked", outcome=2, kind="compute", variable="not_asked",
            answer=PERCENT,
            expected=_one(own_exercise.threats, "right"),
            misconceptions=_mistakes(own_exercise.threats, "not-asked-in-base", "everybody-in-base"),
        ),
        Question(
            id="two-readings", outcome=3, kind="compute", variable="two_readings",
            answer=Number(unit="dates", minimum=0),
            expected=_one(own_exercise.doubtful_dates, "right"),
            misconceptions=_mistakes(own_exercise.doubtful_dates, "equal-too", "sure-ones"),
        ),
        Question(
            id="who-settles", outcome=3, kind="choose", variable="who_settles",
            answer=Choice(),
            expected=_letter("c"),
            misconceptions=(
                Misconception("custom", _letter("a")),
                Misconception("cell-by-cell", _letter("d")),
            ),
        ),
        Question(
            id="most-women", outcome=4, kind="compute", variable="most_women",
            answer=PERCENT,
            expected=_one(own_exercise.most_women, "right"),
            misconceptions=_mistakes(own_exercise.most_women, "known-only", "blanks-as-men"),
        ),
        Question(
            id="silent-months", outcome=4, kind="read", variable="silent_months",
            answer=Number(unit="months", minimum=0, maximum=36),
            expected=_one(own_exercise.silence, "right"),
            misconceptions=_mistakes(own_exercise.silence, "gaps", "longest"),
        ),
        Question(
            id="may-we", outcome=5, kind="decide", variable="may_we",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=_letter("d"),
            misconceptions=(
                Misconception("as-it-is", _letter("a")),
                Misconception("perfect-first", _letter("b")),
                Misconception("send-the-file", _letter("e")),
            ),
        ),
    ),
)  # fmt: skip
