"""The route of a respondent through identification questions: who is asked what.

The codes are those of a prototype by an author of EGRISS's secretariat (idq-map, 2026, long variant of the module). The
selection is this course's: a short version for the route of internally displaced persons, not the instrument.
"""

from collections.abc import Mapping

import pandas as pd

from ruta.errors import InputError

END = "end"
START = "FrcFl"
# Question, answer, next question. "any" stands for every answer.
ROUTES = (
    ("FrcFl", "no", END),
    ("FrcFl", "listed-reason", "FleeLoc"),
    ("FrcFl", "other-threat", "FrcOth"),
    ("FrcOth", "any", "FleeLoc"),
    ("FleeLoc", "this-country", "IDPLoc"),
    ("FleeLoc", "another-country", END),
    ("IDPLoc", "any", "FleeCross"),
    ("FleeCross", "no", "IDPPost"),
    ("FleeCross", "yes", "Mnths12"),
    ("Mnths12", "under-12", "Apply"),
    ("Mnths12", "12-or-more", END),
    ("Apply", "no", "IDPPost"),
    ("Apply", "yes", END),
    ("IDPPost", "any", END),
)
QUESTIONS = tuple(dict.fromkeys(question for question, _, _ in ROUTES))


def routes() -> pd.DataFrame:
    """Return the routing as a table: ``question``, ``answer``, ``next`` (a question, or ``end``)."""
    return pd.DataFrame(ROUTES, columns=["question", "answer", "next"])


def path(answers: Mapping[str, str], table: pd.DataFrame | None = None) -> list[str]:
    """Return the questions that a respondent is asked, in order.

    Parameters
    ----------
    answers
        By question, what the respondent would answer; questions whose route does not depend on it may be left out.
    table
        The routing; `routes` where none is given.

    Raises
    ------
    InputError
        Where the table has no route for an answer, or leads in a circle.
    """
    table = routes() if table is None else table
    asked: list[str] = []
    question = START
    while question != END:
        if question in asked:
            raise InputError("classification.circle", question=question)
        asked.append(question)
        given = answers.get(question, "any")
        mine = table[table["question"] == question]
        onward = mine[mine["answer"].isin([given, "any"])]
        if len(onward) != 1:
            expected = ", ".join(mine["answer"])
            raise InputError("classification.no-route", question=question, found=given, expected=expected)
        question = str(onward["next"].iloc[0])
    return asked
