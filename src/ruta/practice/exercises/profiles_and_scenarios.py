"""Exercise of the lesson on profiles and scenarios: another survey, with fewer neighbours, and a plan on paper."""

import math

import pandas as pd

from ruta.datasets import draws, profiling
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import bounds, composite, profiles, scenarios, sensitivity

CHILDREN = 28
"""Respondents in the smaller of the two cells of host children: under the 30 that a cell needs to be read."""
RIGHTS = {"identification": (93, 98), "health": (87, 93), "education": (80, 87), "food": (71, 79)}
"""Invented whole percentages, from the first to the one before the second."""
YEARS = range(2026, 2028)
RATES = {"exit-overcame": 0.03, "death": 0.01, "exit-abroad": 0.01, "return": 0.06}
PASSING = 0.14
"""Share that passes on the day of the survey, as the invented assumptions print it."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the people of another survey, its profile, the thresholds, four shares and the assumptions of a plan.

    The seed is one more than the notebook's, and only a part of the neighbours was interviewed, so that the numbers of
    the lesson are not the answers and some of the cells with enough displaced respondents cannot be read.
    """
    made = profiling.survey(country=params.country, seed=params.seed + 1)
    people = made.persons.merge(made.households, on="household_id")
    people["age_band"] = profiles.age_band(people["age"])
    people = _fewer_neighbours(people[people["group"] != "capital"]).reset_index(drop=True)
    limits = composite.thresholds(people[people["group"] == "host"])
    people = _one_refusal(people, limits)
    return {
        "people": people,
        "limits": limits.astype("int64").to_frame(),
        "profile": _profile(people, limits),
        "counts": _counts(people, limits),
        "rights": _rights(params),
        "assumptions": _assumptions(people, params),
    }


def _fewer_neighbours(people: pd.DataFrame) -> pd.DataFrame:
    """Keep host households in their order for as long as the smaller cell of host children stays unreadable."""
    host = people[people["group"] == "host"]
    children = host[host["age"] <= profiles.AGE_BANDS["0–14"]]
    so_far = {sex: (children["sex"] == sex).cumsum() for sex in ("F", "M")}
    running = so_far["F"].where(so_far["F"] <= so_far["M"], so_far["M"])
    beyond = children.loc[running > CHILDREN, "household_id"]
    kept = host["household_id"] < beyond.iloc[0] if len(beyond) else host["household_id"].notna()
    return people.drop(index=host.index[~kept])


def _one_refusal(people: pd.DataFrame, limits: pd.Series) -> pd.DataFrame:
    """Blank the income of the first displaced household in which somebody passes, so that a blank always matters."""
    passes = composite.all_of(composite.passed(people, limits)).fillna(False).astype(bool)
    first = people.loc[passes & people["group"].str.startswith("A"), "household_id"].iloc[0]
    return people.assign(income=people["income"].mask(people["household_id"] == first))


def _worse(people: pd.DataFrame, limits: pd.Series, criterion: str) -> pd.Series:
    return ~composite.passed(people, limits)[criterion]


def _profile(people: pd.DataFrame, limits: pd.Series) -> pd.DataFrame:
    """Return the profile of documents by group, sex and age, one labelled row a cell."""
    table = profiles.profile(people, worse=_worse(people, limits, "documents"), by=["sex", "age_band"])
    table.index = pd.Index([" ".join(map(str, key)) for key in table.index], name="row")
    return table


def _counts(people: pd.DataFrame, limits: pd.Series) -> pd.DataFrame:
    """Return by group how many respondents are worse off in their standard of living, and how many there are."""
    worse = _worse(people, limits, "living").astype("int64").groupby(people["group"])
    return pd.DataFrame({"worse_off": worse.sum(), "respondents": worse.count()})


def _rights(params: Params) -> pd.DataFrame:
    rng = draws.generator(seed=params.seed + 1, country=params.country, name="rights")
    found = [int(draws.whole(rng, low=low, high=high, size=1)[0]) for low, high in RIGHTS.values()]
    return pd.DataFrame({"met_by_per_cent": found}, index=pd.Index(list(RIGHTS), name="right"))


def _assumptions(people: pd.DataFrame, params: Params) -> pd.DataFrame:
    rng = draws.generator(seed=params.seed + 1, country=params.country, name="plan")
    arrivals = 50 * int(draws.whole(rng, low=18, high=40, size=1)[0])
    births = 10 * int(draws.whole(rng, low=20, high=40, size=1)[0])
    opening = round(int(people.loc[people["group"].str.startswith("A"), "weight"].sum()), -2)
    rows = [
        ("opening stock of A, 31 December 2025", "persons", opening),
        ("displacement", "persons a year", arrivals),
        ("birth", "persons a year", births),
        *((kind, "% of the opening stock a year", round(100 * rate)) for kind, rate in RATES.items()),
        ("passes the measure on the day of the survey", "% of the stock", round(100 * PASSING)),
    ]
    return pd.DataFrame(rows, columns=["assumption", "unit", "value"]).set_index("assumption")


# Which rows may be read?
def readable(data: Data, _: Params) -> set[str]:
    """Return the rows with enough respondents on both sides."""
    return set(data["profile"].index[data["profile"]["readable"]])


def _enough_displaced(data: Data, _: Params) -> set[str]:
    return set(data["profile"].index[data["profile"]["respondents"] >= profiles.READABLE])


def _clear(data: Data, _: Params) -> set[str]:
    return set(data["profile"].index[data["profile"]["low"] > 1])


# How many times as often?
def _share(data: Data, group: str) -> float:
    share: float = data["counts"]["worse_off"][group] / data["counts"]["respondents"][group]
    return share


def _odds(share: float) -> float:
    return share / (1 - share)


# Who passes all five, and who would pass with one less?
def _displaced(data: Data) -> tuple[pd.DataFrame, pd.Series]:
    """Return what the displaced people pass, and their weights."""
    people = data["people"][data["people"]["group"].str.startswith("A")]
    return composite.passed(people, data["limits"]["threshold"]), people["weight"]


def passing(data: Data, *, rule: str = "all", weighted: bool = True) -> int:
    """Return how many displaced persons (estimate) pass under a rule."""
    passes, weight = _displaced(data)
    chosen = {
        "all": lambda: composite.all_of(passes),
        "blank-passes": lambda: composite.all_of(passes.fillna(True)),
        "four": lambda: composite.at_least(passes, 4),
    }[rule]()
    kept = chosen.fillna(False).astype(bool)
    return int(weight[kept].sum()) if weighted else int(kept.sum())


def dropping(data: Data, _: Params, *, weighted: bool = True) -> pd.Series:
    """Return how many more persons would pass without each criterion."""
    passes, weight = _displaced(data)
    return sensitivity.dropping_frees(passes, weight=weight if weighted else weight * 0 + 1)


def _failing(data: Data, _: Params) -> pd.Series:
    passes, weight = _displaced(data)
    return (~passes).fillna(False).astype("int64").mul(weight, axis="index").sum()


# What do four shares say about all four at once?
def _limits_of_all(data: Data) -> dict[str, float]:
    found = bounds.frechet([value / 100 for value in data["rights"]["met_by_per_cent"]])
    return {"least": 100 * found.least, "greatest": 100 * found.greatest}


def _product(data: Data) -> float:
    return float(100 * math.prod(value / 100 for value in data["rights"]["met_by_per_cent"]))


# The stock of the plan.
def plan(
    data: Data, *, extra: dict[str, float] | None = None, births: bool = False, years: range = YEARS, out: float = 0.0
) -> int:
    """Return the closing stock of the last year, under the assumptions or under a mistake made with them."""
    value = data["assumptions"]["value"]
    arrivals = int(value["displacement"]) + (int(value["birth"]) if births else 0)
    rates = {**RATES, **(extra or {})}
    rates["death"] += out
    scenario = scenarios.Scenario(numbers={"displacement": arrivals}, rates=rates)
    opening = int(value.iloc[0])
    return int(scenarios.project(scenario, opening=opening, years=years)["closing"].iloc[-1])


EXERCISE = Exercise(
    id="statistics/06-profiles-and-scenarios",
    domain="profiles-and-scenarios",
    load=load,
    questions=(
        Question(
            id="may-be-read",
            outcome=1,
            kind="read",
            variable="may_be_read",
            answer=Labels(options=lambda data, params: list(data["profile"].index)),
            expected=readable,
            misconceptions=(
                Misconception("one-side", _enough_displaced),
                Misconception("every-row", lambda data, params: set(data["profile"].index)),
                Misconception("clear-gap", _clear),
            ),
        ),
        Question(
            id="ratio",
            outcome=1,
            kind="compute",
            variable="ratio",
            answer=Number(unit="times", tolerance=0.02, minimum=0),
            expected=lambda data, params: _share(data, "A1") / _share(data, "host"),
            misconceptions=(
                Misconception("upside-down", lambda data, params: _share(data, "host") / _share(data, "A1")),
                Misconception("points", lambda data, params: 100 * (_share(data, "A1") - _share(data, "host"))),
                Misconception("share-alone", lambda data, params: 100 * _share(data, "A1")),
                Misconception("odds", lambda data, params: _odds(_share(data, "A1")) / _odds(_share(data, "host"))),
            ),
        ),
        Question(
            id="passing",
            outcome=2,
            kind="compute",
            variable="passing",
            answer=Number(unit="persons", minimum=0),
            expected=lambda data, params: passing(data),
            misconceptions=(
                Misconception("respondents", lambda data, params: passing(data, weighted=False)),
                Misconception("blank-passes", lambda data, params: passing(data, rule="blank-passes")),
                Misconception("four-of-five", lambda data, params: passing(data, rule="four")),
            ),
        ),
        Question(
            id="dropping",
            outcome=3,
            kind="compute",
            variable="dropping",
            answer=Column(unit="persons", index=lambda data, params: list(composite.MEASURES)),
            expected=dropping,
            misconceptions=(
                Misconception("totals", lambda data, params: dropping(data, params) + passing(data)),
                Misconception("failures", _failing),
                Misconception(
                    "respondents",
                    lambda data, params: dropping(data, params, weighted=False),
                ),
            ),
        ),
        Question(
            id="bounds",
            outcome=4,
            kind="compute",
            variable="bounds",
            answer=Column(unit="per cent", index=lambda data, params: ("least", "greatest"), tolerance=0.05),
            expected=lambda data, params: _limits_of_all(data),
            misconceptions=(
                Misconception("product", lambda data, params: dict.fromkeys(("least", "greatest"), _product(data))),
                Misconception("from-zero", lambda data, params: {**_limits_of_all(data), "least": 0.0}),
                Misconception(
                    "mean",
                    lambda data, params: {
                        **_limits_of_all(data),
                        "greatest": float(data["rights"]["met_by_per_cent"].mean()),
                    },
                ),
                Misconception(
                    "parts-of-one",
                    lambda data, params: {name: value / 100 for name, value in _limits_of_all(data).items()},
                ),
            ),
        ),
        Question(
            id="plan-stock",
            outcome=5,
            kind="compute",
            variable="plan_stock",
            answer=Number(unit="persons", tolerance=3, minimum=0),
            expected=lambda data, params: plan(data),
            misconceptions=(
                Misconception("day-as-year", lambda data, params: plan(data, extra={"exit-overcame": PASSING})),
                Misconception("returns-out", lambda data, params: plan(data, out=RATES["return"])),
                Misconception("births-in", lambda data, params: plan(data, births=True)),
                Misconception("one-year", lambda data, params: plan(data, years=YEARS[:1])),
            ),
        ),
        Question(
            id="register",
            outcome=2,
            kind="decide",
            variable="register",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("average", lambda data, params: "a"),
                Misconception("reference-person", lambda data, params: "c"),
            ),
        ),
        Question(
            id="plan-number",
            outcome=5,
            kind="decide",
            variable="plan_number",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("last-stock", lambda data, params: "a"),
                Misconception("minus-passing", lambda data, params: "b"),
            ),
        ),
    ),
)
"""The exercise."""
