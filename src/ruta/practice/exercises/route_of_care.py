"""Exercise on the route of care: people and deliveries, denominators, the funnel of a cohort, the next officer."""

import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import route_answers as answers
from ruta.service_access.example_route import CUT_OFF, STEPS, example_route
from ruta.service_access.funnel import cohort, funnel, largest_loss

OTHER_SEED = 500
"""Added to the seed, so that the lesson's numbers are no answers."""
RATIO_RIGHT, FUNNEL_RIGHT, FIGURE_RIGHT = "livelihoods", "health", "humanitarian"
FIGURE_MONTHS, FIGURE_WINDOW = ("2025-01-01", "2025-06-30"), 90


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the log of another invented territory, the counts of one right, and the funnel that the figure shows."""
    route = example_route(country=params.country, seed=params.seed + OTHER_SEED)
    first, last = FIGURE_MONTHS
    shown = cohort(route.cases[route.cases["right"] == FIGURE_RIGHT], first=first, last=last)
    return {
        "cases": route.cases,
        "deliveries": route.deliveries,
        "counts": answers.counts_of(route.cases, route.deliveries, route.need, right=RATIO_RIGHT),
        "shown": funnel(shown, window=FIGURE_WINDOW, cut_off=CUT_OFF),
    }


# How many people did this year's deliveries reach?
def persons_reached(data: Data, _: Params) -> int:
    """Return the different people with at least one delivery in the year."""
    return int(answers.people_of_the_year(data["deliveries"])["persons"].loc["all"])


def _deliveries(data: Data, _: Params) -> int:
    return int(answers.people_of_the_year(data["deliveries"])["deliveries"].loc["all"])


def _rights_added(data: Data, _: Params) -> int:
    return int(answers.people_of_the_year(data["deliveries"])["persons"].drop("all").sum())


def _both_years(data: Data, _: Params) -> int:
    return int(data["deliveries"]["person_id"].nunique())


# Four ratios from the counts of one right
def ratios(data: Data, _: Params) -> "pd.Series[float]":
    """Return coverage, take-up, unmet need and completion."""
    return answers.ratios(data["counts"])


def _ratios(data: Data, *, served: str = "served", need: str = "need", eligible: str = "eligible") -> pd.Series:
    row = data["counts"].iloc[0]
    return answers.ratios_of(row[served], need=row[need], eligible=row[eligible], finished=row["finished"])


# The funnel of one right
def _health(data: Data) -> pd.DataFrame:
    return data["cases"][data["cases"]["right"] == FUNNEL_RIGHT]


def funnel_counts(data: Data, _: Params) -> "pd.Series[int]":
    """Return how many reached each step within the window."""
    return answers.reached_in_time(_health(data), cut_off=CUT_OFF)


# The largest loss in the figure
def largest(data: Data, _: Params) -> set[str]:
    """Return the step before which the most people left."""
    return {largest_loss(data["shown"])}


def _lowest_share(data: Data, _: Params) -> set[str]:
    return {str(data["shown"]["of_previous"].idxmin())}


def _one_step_early(data: Data, _: Params) -> set[str]:
    return {STEPS[STEPS.index(largest_loss(data["shown"])) - 1]}


# Two cohorts, the same window
def cohort_gap(data: Data, _: Params) -> float:
    """Return by how many percentage points more the later quarter was served within the window."""
    before, now = answers.served_shares(data["cases"], cut_off=CUT_OFF)
    return float(100 * (now - before))


def _gap_to_date(data: Data, _: Params) -> float:
    before, now = answers.served_to_date(data["cases"])
    return float(100 * (now - before))


def _relative(data: Data, _: Params) -> float:
    before, now = answers.served_shares(data["cases"], cut_off=CUT_OFF)
    return float(100 * (now / before - 1))


EXERCISE = Exercise(
    id="service-access/02-route-of-care",
    domain="route-of-care",
    load=load,
    questions=(
        Question(
            id="persons-reached", outcome=1, kind="compute", variable="persons_reached",
            answer=Number(unit="persons", minimum=0),
            expected=persons_reached,
            misconceptions=(
                Misconception("deliveries", _deliveries),
                Misconception("rights-added", _rights_added),
                Misconception("both-years", _both_years),
            ),
        ),
        Question(
            id="ratios", outcome=1, kind="compute", variable="ratios",
            answer=Column(unit="share", index=lambda data, params: answers.RATIOS, tolerance=0.003),
            expected=ratios,
            misconceptions=(
                Misconception("deliveries", lambda data, params: _ratios(data, served="deliveries")),
                Misconception("of-applicants", lambda data, params: _ratios(data, need="applied")),
                Misconception("swapped", lambda data, params: _ratios(data, need="eligible", eligible="need")),
            ),
        ),
        Question(
            id="funnel-counts", outcome=2, kind="compute", variable="funnel_counts",
            answer=Column(unit="persons", index=lambda data, params: STEPS),
            expected=funnel_counts,
            misconceptions=(
                Misconception("to-date", lambda data, params: answers.reached_to_date(_health(data))),
                Misconception("cross-section", lambda data, params: answers.seen_in_the_months(_health(data))),
            ),
        ),
        Question(
            id="largest-loss", outcome=3, kind="read", variable="largest_loss",
            answer=Labels(options=STEPS),
            expected=largest,
            misconceptions=(
                Misconception("lowest-share", _lowest_share),
                Misconception("one-step-early", _one_step_early),
            ),
        ),
        Question(
            id="barrier", outcome=3, kind="choose", variable="barrier",
            answer=Choice(),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("blames-demand", lambda data, params: "b"),
                Misconception("open-is-reachable", lambda data, params: "a"),
            ),
        ),
        Question(
            id="cohort-gap", outcome=4, kind="compute", variable="cohort_gap",
            answer=Number(unit="percentage points", tolerance=0.06, minimum=-100, maximum=100),
            expected=cohort_gap,
            misconceptions=(
                Misconception("to-date", _gap_to_date),
                Misconception("swapped", lambda data, params: -cohort_gap(data, params)),
                Misconception("relative", _relative),
            ),
        ),
        Question(
            id="who-was-asked", outcome=4, kind="choose", variable="who_was_asked",
            answer=Choice(),
            expected=lambda data, params: "a",
            misconceptions=(
                Misconception("larger-sample", lambda data, params: "c"),
                Misconception("face-value", lambda data, params: "d"),
            ),
        ),
        Question(
            id="next-officer", outcome=5, kind="decide", variable="next_officer",
            answer=Choice(),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("lowest-share", lambda data, params: "a"),
                Misconception("most-deliveries", lambda data, params: "c"),
            ),
        ),
    ),
)  # fmt: skip
