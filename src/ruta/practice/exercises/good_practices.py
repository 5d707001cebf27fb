"""Exercise of the lesson on good practices: invented sheets, an invented office, a draft visit and its review."""

import pandas as pd

from ruta.exchange import after_action, matching
from ruta.exchange import practices_exercise as cases
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return sheets of practices, their conditions in an office, the draft of a visit and of its review."""
    return cases.tables(country=params.country, seed=params.seed, language=params.language)


def _labels(table: str, column: str) -> "Labels":
    return Labels(options=lambda data, params: list(data[table][column].drop_duplicates()))


# Outcome 2: the figure
def read_failed(data: Data, _: Params) -> int:
    """Return for how many sheets the source says what failed."""
    return int((data["sheets"]["failed"] != "").sum())


def _failed_blank(data: Data, params: Params) -> int:
    return len(data["sheets"]) - read_failed(data, params)


def _cost_given(data: Data, _: Params) -> int:
    return int(data["sheets"]["cost"].notna().sum())


# Outcome 1: claims and cost
def claims_without(data: Data, _: Params) -> set[str]:
    """Return the sheets that claim a result and have no evidence beyond words."""
    return cases.claims(data["sheets"])[0]


def _all_on_words(data: Data, _: Params) -> set[str]:
    return cases.claims(data["sheets"])[1]


def _only_blank(data: Data, _: Params) -> set[str]:
    return cases.claims(data["sheets"])[2]


def known_cost(data: Data, _: Params) -> float:
    """Return the mean of the costs that are known, in thousands."""
    return cases.costs(data["sheets"])[0]


def _blank_as_zero(data: Data, _: Params) -> float:
    return cases.costs(data["sheets"])[1]


def _sum_of_costs(data: Data, _: Params) -> float:
    return cases.costs(data["sheets"])[2]


# Outcome 3: conditions
def ready(data: Data, _: Params) -> set[str]:
    """Return the practices of which every named condition is met."""
    return cases.in_group(cases.grouped(data["conditions"]), "met")


def _ready_unknown_yes(data: Data, _: Params) -> set[str]:
    return cases.in_group(cases.grouped(data["conditions"], unknown="yes"), "met")


def _ready_none_named(data: Data, _: Params) -> set[str]:
    return cases.in_group(cases.grouped(data["conditions"], none_named="yes"), "met")


def _ready_any(data: Data, _: Params) -> set[str]:
    return cases.any_met(data["conditions"])


def group_counts(data: Data, _: Params) -> dict[str, int]:
    """Return how many practices stand in each of the three groups."""
    return cases.counts(cases.grouped(data["conditions"]))


def _counts_yes(data: Data, _: Params) -> dict[str, int]:
    return cases.counts(cases.grouped(data["conditions"], unknown="yes", none_named="yes"))


def _counts_no(data: Data, _: Params) -> dict[str, int]:
    return cases.counts(cases.grouped(data["conditions"], unknown="no", none_named="no"))


def _counts_none_named(data: Data, _: Params) -> dict[str, int]:
    return cases.counts(cases.grouped(data["conditions"], none_named="yes"))


# Outcome 4: the visit and its review
def _rows_of(data: Data, params: Params, *kinds: str) -> set[str]:
    visit = data["visit"]
    return set(visit.loc[cases.visit_kinds(visit, language=params.language).isin(kinds), "row"])


def strike_out(data: Data, params: Params) -> set[str]:
    """Return the rows of the draft visit that ask for somebody's life, or ask somebody who is not to be asked."""
    return _rows_of(data, params, *cases.STORY_ROWS, *cases.PERSON_ROWS)


def _only_persons(data: Data, params: Params) -> set[str]:
    return _rows_of(data, params, *cases.PERSON_ROWS)


def _only_stories(data: Data, params: Params) -> set[str]:
    return _rows_of(data, params, *cases.STORY_ROWS)


def _with_failure(data: Data, params: Params) -> set[str]:
    return strike_out(data, params) | _rows_of(data, params, "failure")


def open_lines(data: Data, _: Params) -> set[str]:
    """Return the lines of the review that cannot be followed up."""
    review = data["review"]
    return {f"R{row}" for row in after_action.open_lines(review, held_on=cases.REVIEW_DAY)}


def _found(data: Data, *codes: str) -> set[str]:
    found = after_action.review_findings(data["review"], held_on=cases.REVIEW_DAY)
    return {f"R{finding.place}" for finding in found if finding.code in codes}


def _blank_lines(data: Data, _: Params) -> set[str]:
    review = data["review"]
    return set(review.loc[(review == "").any(axis=1), "row"])


def _days_not_read(data: Data, _: Params) -> set[str]:
    return _found(data, "blank-cell", "no-owner")


def _everybody_is_owner(data: Data, params: Params) -> set[str]:
    # An owner that is a whole group: found as no owner, and not blank.
    return open_lines(data, params) - (_found(data, "no-owner") - _blank_lines(data, params))


EXERCISE = Exercise(
    id="exchange/02-good-practices",
    domain="good-practices",
    load=load,
    questions=(
        Question(
            id="read-failed", outcome=2, kind="read", variable="read_failed",
            answer=Number(unit="practices", minimum=0, maximum=cases.SHEETS),
            expected=read_failed,
            misconceptions=(
                Misconception("blank-part", _failed_blank),
                Misconception("other-bar", _cost_given),
            ),
        ),
        Question(
            id="claims", outcome=1, kind="choose", variable="claims",
            answer=_labels("sheets", "practice"),
            expected=claims_without,
            misconceptions=(
                Misconception("no-claim-made", _all_on_words),
                Misconception("words-are-evidence", _only_blank),
            ),
        ),
        Question(
            id="known-cost", outcome=1, kind="compute", variable="known_cost",
            answer=Number(unit="thousands", tolerance=0.06, minimum=0),
            expected=known_cost,
            misconceptions=(
                Misconception("blank-as-zero", _blank_as_zero),
                Misconception("sum", _sum_of_costs),
            ),
        ),
        Question(
            id="ready", outcome=3, kind="choose", variable="ready",
            answer=_labels("sheets", "practice"),
            expected=ready,
            misconceptions=(
                Misconception("unknown-as-yes", _ready_unknown_yes),
                Misconception("none-named", _ready_none_named),
                Misconception("one-is-enough", _ready_any),
            ),
        ),
        Question(
            id="group-counts", outcome=3, kind="compute", variable="group_counts",
            answer=Column(unit="practices", index=lambda data, params: matching.GROUPS),
            expected=group_counts,
            misconceptions=(
                Misconception("unknown-as-yes", _counts_yes),
                Misconception("unknown-as-no", _counts_no),
                Misconception("none-named", _counts_none_named),
            ),
        ),
        Question(
            id="strike-out", outcome=4, kind="choose", variable="strike_out",
            answer=_labels("visit", "row"),
            expected=strike_out,
            misconceptions=(
                Misconception("stories-stay", _only_persons),
                Misconception("persons-stay", _only_stories),
                Misconception("failure-out", _with_failure),
            ),
        ),
        Question(
            id="open-lines", outcome=4, kind="choose", variable="open_lines",
            answer=_labels("review", "row"),
            expected=open_lines,
            misconceptions=(
                Misconception("blanks-only", _blank_lines),
                Misconception("days-not-read", _days_not_read),
                Misconception("everybody", _everybody_is_owner),
            ),
        ),
        Question(
            id="take-up", outcome=5, kind="decide", variable="take_up",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("popular", lambda data, params: "a"),
                Misconception("unknown-as-no", lambda data, params: "b"),
                Misconception("unknown-as-yes", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
