"""Planning a field visit: questions from what the catalogue leaves blank, whom to ask, and what must be settled.

The rules of safety are the course's own, in the spirit of the Professional Standards for Protection Work (ICRC, 2018):
a visit studies how a service works, never the life of a person who uses it, and must leave nobody in greater danger.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from ruta.exchange import practices as catalogues
from ruta.exchange.practice_findings import Finding
from ruta.messages import text

ASKED = {
    "year": "runs-it", "who": "runs-it", "problem": "runs-it", "done": "runs-it", "rests_on": "law-office",
    "results": "keeps-data", "evidence": "keeps-data", "failed": "oversees-it", "cost": "pays-it",
    "unknown": "keeps-data",
}  # fmt: skip
"""Who can answer for each field: by the work that they do."""
PEOPLE = "organisation"
"""An organisation of displaced people, through its spokespersons and paid for its time: about the service only."""
NOT_ASKED = ("person-in-care", "person-waiting", "child", "neighbour")
"""Nobody is to be put in the position of telling visitors what happened to them."""
PLAN = (
    "practice", "host", "lead", "first_day", "last_day", "expected", "harm_read_on", "consent", "pictures", "stop",
    "support", "gives_back", "review_on",
)  # fmt: skip
DAYS = ("first_day", "last_day", "harm_read_on", "review_on")
REVIEW_WITHIN = 14
"""Days after the visit within which it is reviewed, while people remember."""
QUESTION_COLUMNS = ("about", "asked_of", "own_story", "question")


def questions(practice: "pd.Series[str]", *, language: str) -> pd.DataFrame:
    """Return the questions of a visit: one for each field that the source leaves blank, and what nobody knows.

    Parameters
    ----------
    practice
        One row of a catalogue.
    language
        Language of the questions.

    Returns
    -------
    pandas.DataFrame
        ``about`` (the field), ``asked_of`` (a role), ``own_story`` (``no``: none of them asks a person for their life)
        and ``question``. The last one is for an organisation of displaced people, about the service.
    """
    return pd.DataFrame(
        [(about, asked, "no", _question(about, practice, language)) for about, asked in _topics(practice)],
        columns=list(QUESTION_COLUMNS),
    )


def _topics(practice: "pd.Series[str]") -> Iterator[tuple[str, str]]:
    for field in gaps(practice):
        yield field, ASKED[field]
    if practice["unknown"].strip():
        yield "unknown", ASKED["unknown"]
    yield "service", PEOPLE


def _question(about: str, practice: "pd.Series[str]", language: str) -> str:
    return text(f"practices.ask-{about}", language=language, unknown=practice["unknown"])


def gaps(practice: "pd.Series[str]") -> list[str]:
    """Return the fields that a visit should fill: those left blank, and evidence where there are only words."""
    blank = [field for field in catalogues.FIELDS if not practice[field].strip()]
    return [*blank, *(["evidence"] if practice["evidence"] == "described" else [])]


def plan_findings(plan: Mapping[str, str], asked: pd.DataFrame, practice: "pd.Series[str]") -> list[Finding]:
    """Return what has to be settled before anybody travels.

    Parameters
    ----------
    plan
        Item of `PLAN` and what is agreed; days as YYYY-MM-DD; ``pictures`` is ``yes`` or ``no``.
    asked
        The questions, with `QUESTION_COLUMNS`.
    practice
        The row of the catalogue that is visited.

    Returns
    -------
    list
        Findings about an item (``blank-item``, ``bad-day``, ``days-crossed``, ``harm-late``, ``review-late``,
        ``pictures``), about a row of the questions (``own-story``, ``not-asked``) and about a blank that no question
        fills (``gap-open``).
    """
    catalogues.need(asked, QUESTION_COLUMNS)
    return [*_of_plan(plan), *_of_questions(asked), *_of_gaps(asked, practice)]


def _of_plan(plan: Mapping[str, str]) -> Iterator[Finding]:
    for item in PLAN:
        if not plan.get(item, "").strip():
            yield Finding(code="blank-item", place=item)
    days = {item: _day(plan.get(item, "")) for item in DAYS}
    for item, day in days.items():
        if plan.get(item, "").strip() and pd.isna(day):
            yield Finding(code="bad-day", place=item, values={"found": plan[item]})
    first, last, harm, review = (days[item] for item in DAYS)
    # A comparison with a day that is not there is false, and the missing day has its own finding.
    if last < first:
        yield Finding(code="days-crossed", place="last_day")
    if harm >= first:
        yield Finding(code="harm-late", place="harm_read_on")
    if review <= last or review > last + pd.Timedelta(days=REVIEW_WITHIN):
        yield Finding(code="review-late", place="review_on", values={"days": REVIEW_WITHIN})
    if plan.get("pictures", "").strip().lower() not in ("", "no"):
        yield Finding(code="pictures", place="pictures")


def _day(cell: str) -> pd.Timestamp:
    # What is no day becomes one that is neither before nor after any other.
    found: pd.Timestamp = pd.to_datetime(cell.strip(), format="%Y-%m-%d", errors="coerce")  # type: ignore[assignment]
    return found


def _of_questions(asked: pd.DataFrame) -> Iterator[Finding]:
    for row, line in enumerate(asked.to_dict("records"), start=1):
        if line["own_story"] != "no":
            yield Finding(code="own-story", place=str(row))
        if line["asked_of"] in NOT_ASKED:
            yield Finding(code="not-asked", place=str(row))


def _of_gaps(asked: pd.DataFrame, practice: "pd.Series[str]") -> Iterator[Finding]:
    for field in gaps(practice):
        if field not in set(asked["about"]):
            yield Finding(code="gap-open", place=field)
