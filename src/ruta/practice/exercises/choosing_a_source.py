"""Questions of the lesson on choosing a source: windows, a published census figure, conditions, weights, a pair."""

import pandas as pd

from ruta import datasets
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import scorecard, whereabouts, windows

DAY = "2023-12-31"
"""Day of the invented census, of the register's cut-off and of the survey."""
HOUSEHOLDS, DRAWN = 800, 250
VIOLENCE = ("violence-threat", "generalised-violence")
PEOPLE = tuple(f"P{number}" for number in range(1, 8))
SENTENCES = tuple(f"S{number}" for number in range(1, 8))
COMPETING = ("operational", "events")
"""Sources that meet every condition of the request; a test holds them against the tables."""

_FACTS = {
    # stock, flow, municipalities, delay in months, cost in thousands
    "census": (1, 0, 12, 20, 15),
    "survey": (1, 1, 0, 3, 60),
    "profiling": (0, 0, 5, 10, 80),
    "register": (1, 1, 12, 6, 25),
    "operational": (1, 1, 9, 1, 45),
    "events": (0, 1, 12, 0, 10),
}
_SCORES = {
    "census": (2, 3, 1, 5, 4),
    "survey": (3, 4, 3, 4, 5),
    "profiling": (2, 4, 2, 3, 2),
    "register": (4, 3, 2, 2, 3),
    "operational": (4, 3, 3, 4, 2),
    "events": (4, 2, 5, 5, 1),
}


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return an invented country on `DAY` and the scorecard of a request.

    The seed is one more than the notebook's, the country smaller and the day another, so that the numbers of the
    lesson are not the answers.
    """
    names = ("persons", "households", "movements", "declarations")
    country, seed = params.country, params.seed + 1
    table = {name: datasets.table(name, country=country, seed=seed, size=HOUSEHOLDS) for name in names}
    links = datasets.truth("declaration-links", country=country, seed=seed, size=HOUSEHOLDS)
    people = whereabouts.state(table["persons"], table["households"], table["movements"], day=DAY)
    # The form asks those who came from another country for their reason too.
    people.loc[people["before"].isna() & people["group"].notna() & people["cause"].isna(), "cause"] = VIOLENCE[1]
    people = told_apart(people)
    declared = windows.register(table["declarations"], links, day=DAY)
    register = declared.groupby("municipality").size().astype("int64").rename("persons").reset_index()
    return {
        "people": people.drop(columns=["household_id", "since"]).reset_index(),
        "register": register,
        "survey": survey(people, seed=params.seed),
        "facts": pd.DataFrame.from_dict(
            _FACTS, orient="index", columns=["stock", "flow", "municipalities", "delay", "cost"]
        ),
        "needs": pd.DataFrame(
            {"rule": ["at-least", "at-least", "at-most", "at-most"], "value": [1, 9, 3, 60]},
            index=["flow", "municipalities", "delay", "cost"],
        ),
        "scores": pd.DataFrame.from_dict(_SCORES, orient="index", columns=list(scorecard.QUALITIES)),
        "weights": pd.DataFrame({"weight": [20, 45, 10, 10, 15]}, index=list(scorecard.QUALITIES)),
    }


def told_apart(people: pd.DataFrame) -> pd.DataFrame:
    """Return the people with one reason changed where two mistakes would count the same number of persons by chance.

    The mistakes are to count those who came from abroad and to count small children; a trainee who makes one of them
    must be told of that one.
    """
    abroad = people["before"].isna() & (people["age"] >= 5) & people["cause"].isin(VIOLENCE)
    small = windows.census(people, causes=VIOLENCE, youngest=0).sum() - windows.census(people, causes=VIOLENCE).sum()
    if abroad.sum() == small:
        people.loc[people.index[abroad][:1], "cause"] = "other"
    return people


def survey(people: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Return what a survey publishes: a national total and its margin (persons), no municipality."""
    households = int(people["household_id"].nunique())
    found = windows.sample(people, households=DRAWN, seed=seed, silent=0.0)["found"]
    estimate, margin = windows.total(found, households=households)
    return pd.DataFrame({"persons": [round(estimate)], "margin": [round(margin)]}, index=["country"])


def census_of(data: Data, **window: object) -> int:
    """Return how many persons the census counts for violence, or with another window."""
    return int(windows.census(data["people"], **{"causes": VIOLENCE, **window}).sum())  # type: ignore[arg-type]


def with_abroad(data: Data) -> int:
    """Return the count in which a blank municipality of origin passes for another municipality."""
    people = data["people"]
    abroad = people["before"].isna() & (people["age"] >= 5) & people["cause"].isin(VIOLENCE)
    return census_of(data) + int(abroad.sum())


def asked_of_all(data: Data) -> int:
    """Return the persons of the published age with the cause, wherever they lived before."""
    people = data["people"]
    return int(((people["age"] >= 5) & people["cause"].isin(VIOLENCE)).sum())


def remaining(data: Data, *forgotten: str) -> set[str]:
    """Return the sources that meet the conditions, some of them forgotten."""
    return set(scorecard.kept(data["facts"], data["needs"].drop(index=list(forgotten))))


def strictly(data: Data) -> set[str]:
    """Return the sources that are left where a source that just meets a condition is taken to fail it."""
    facts = data["facts"]
    limits = data["needs"]["value"]
    just = [name for name in remaining(data) if (facts.loc[name, ["municipalities"]] == limits["municipalities"]).any()]
    return remaining(data) - set(just)


def best_average(data: Data) -> set[str]:
    """Return the source with the highest plain average of points, conditions or not."""
    return {str(data["scores"].mean(axis="columns").idxmax())}


def scored(data: Data) -> pd.Series:
    """Return the weighted score of the sources that compete."""
    return scorecard.weighted(data["scores"].loc[list(COMPETING)], data["weights"]["weight"])


def largest(data: Data) -> int:
    """Return the persons of the register in the municipality where it holds most."""
    return int(data["register"]["persons"].max())


def survey_total(data: Data) -> int:
    """Return the persons that the survey estimates for the country."""
    return int(data["survey"]["persons"].iloc[0])


def ratio(data: Data) -> float:
    """Return the survey's total over the register's."""
    return survey_total(data) / int(data["register"]["persons"].sum())


SEEN = {"P1", "P6"}
DEFENSIBLE = {"S1", "S4", "S6"}

EXERCISE = Exercise(
    id="statistics/03-choosing-a-source",
    domain="choosing-a-source",
    load=load,
    questions=(
        Question(
            id="who-sees",
            outcome=1,
            kind="choose",
            variable="who_sees",
            answer=Labels(options=PEOPLE),
            expected=lambda data, params: SEEN,
            misconceptions=(
                Misconception("distance", lambda data, params: {*SEEN, "P2"}),
                Misconception("child", lambda data, params: {*SEEN, "P3"}),
                Misconception("abroad", lambda data, params: {*SEEN, "P5"}),
                Misconception("situation", lambda data, params: {"P1"}),
                Misconception("truth", lambda data, params: {"P1", "P2", "P3", "P4", "P7"}),
            ),
        ),
        Question(
            id="census-figure",
            outcome=1,
            kind="compute",
            variable="census_figure",
            answer=Number(unit="persons", minimum=0),
            expected=lambda data, params: census_of(data),
            misconceptions=(
                Misconception("abroad", lambda data, params: with_abroad(data)),
                Misconception("children", lambda data, params: census_of(data, youngest=0)),
                Misconception("every-cause", lambda data, params: census_of(data, causes=(*windows.CODED, "other"))),
                Misconception("no-move", lambda data, params: asked_of_all(data)),
                Misconception("truth", lambda data, params: int(whereabouts.displaced(data["people"]).sum())),
            ),
        ),
        Question(
            id="defensible",
            outcome=2,
            kind="read",
            variable="defensible",
            answer=Labels(options=SENTENCES),
            expected=lambda data, params: DEFENSIBLE,
            misconceptions=(
                Misconception("base", lambda data, params: {*DEFENSIBLE, "S2"}),
                Misconception("year", lambda data, params: {*DEFENSIBLE, "S3"}),
                Misconception("blank-as-zero", lambda data, params: {*DEFENSIBLE, "S5"}),
                Misconception("stock", lambda data, params: {*DEFENSIBLE, "S7"}),
            ),
        ),
        Question(
            id="remaining",
            outcome=3,
            kind="choose",
            variable="remaining",
            answer=Labels(options=tuple(_FACTS)),
            expected=lambda data, params: remaining(data),
            misconceptions=(
                Misconception("geography", lambda data, params: remaining(data, "municipalities")),
                Misconception("deadline", lambda data, params: remaining(data, "delay")),
                Misconception("strict", lambda data, params: strictly(data)),
                Misconception("average", lambda data, params: best_average(data)),
            ),
        ),
        Question(
            id="weighted",
            outcome=4,
            kind="compute",
            variable="weighted",
            answer=Column(unit="points", index=lambda data, params: COMPETING, tolerance=0.005),
            expected=lambda data, params: scored(data),
            misconceptions=(
                Misconception("plain", lambda data, params: data["scores"].loc[list(COMPETING)].mean(axis="columns")),
                Misconception("sum", lambda data, params: data["scores"].loc[list(COMPETING)].sum(axis="columns")),
                Misconception("not-divided", lambda data, params: scored(data) * 100),
            ),
        ),
        Question(
            id="holds",
            outcome=4,
            kind="read",
            variable="holds",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("probability", lambda data, params: "a"),
                Misconception("zero-is-bad", lambda data, params: "c"),
                Misconception("no-weights", lambda data, params: "d"),
            ),
        ),
        Question(
            id="pair",
            outcome=5,
            kind="compute",
            variable="pair",
            # One person of tolerance: who rounds the ratio to four places is right too.
            answer=Number(unit="persons", tolerance=1, minimum=0),
            expected=lambda data, params: largest(data) * ratio(data),
            misconceptions=(
                Misconception("register-only", lambda data, params: largest(data)),
                Misconception(
                    "equal-parts",
                    lambda data, params: (
                        largest(data)
                        + (survey_total(data) - int(data["register"]["persons"].sum())) / len(data["register"])
                    ),
                ),
                Misconception("wrong-way", lambda data, params: largest(data) / ratio(data)),
            ),
        ),
        Question(
            id="advise",
            outcome=5,
            kind="decide",
            variable="advise",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("perfect-and-late", lambda data, params: "a"),
                Misconception("spread-by-population", lambda data, params: "b"),
                Misconception("agreement-as-proof", lambda data, params: "c"),
            ),
        ),
    ),
)
"""The exercise."""
