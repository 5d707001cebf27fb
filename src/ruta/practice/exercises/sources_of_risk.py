"""Exercise of lesson early-warning/02-sources-of-risk: from counts to three teams, with the doubt said aloud."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd

from ruta import datasets
from ruta.datasets import draws
from ruta.early_warning import inform, risk_index, risk_ranks, risk_scores, risk_sensitivity
from ruta.early_warning.risk_rates import rate
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question

TEAMS, SURE = 3, 0.8
QUIET_MONTHS = 4
INDICATORS = ("incidents", "withdrawals", "hosted", "out_of_school", "focal_points", "hours")
WEIGHTS = dict.fromkeys(INDICATORS, 1 / len(INDICATORS))
THIRDS = {"threat": 0.5, "vulnerability": 0.3, "capacity": 0.2}
OPTIONS = ("a", "b", "c", "d")
TRIES = 200
Tables = dict[str, pd.DataFrame]


def load(params: Params) -> Tables:
    """Return small invented tables: municipalities, one index to compute by hand, and a ranking that was shaken.

    The seed is one more than the notebook's. Drawings are repeated, in a fixed order, until every mistake of a
    question gives something else than the answer.
    """
    seed = params.seed + 1
    municipalities = datasets.table("municipalities", country=params.country, seed=seed)
    places = _first_that(_places, _apart_places, municipalities, params.country, seed)
    small = _first_that(_small, _apart_small, municipalities, params.country, seed)
    ranking = _first_that(_ranking, _apart_ranking, municipalities, params.country, seed)
    return places | small | ranking


def _first_that(
    make: Callable[[pd.DataFrame, np.random.Generator], Tables],
    apart: Callable[[Tables], bool],
    municipalities: pd.DataFrame,
    country: str,
    seed: int,
) -> Tables:
    """Return the first drawing in which the mistakes can be told apart; the last one, if none can."""
    made: Tables = {}
    for number in range(TRIES):
        made = make(municipalities, draws.generator(seed=seed, country=country, name=f"sources-of-risk-{number}"))
        if apart(made):
            break
    return made


def _places(municipalities: pd.DataFrame, rng: np.random.Generator) -> Tables:
    """Families that declared leaving, focal points and monthly reports; one place quiet, one without any report."""
    count = len(municipalities)
    people = municipalities["population"].to_numpy(dtype="int64")
    families = np.floor(people * draws.between(rng, low=10.0, high=60.0, size=count) / 100_000) + 2
    months = draws.whole(rng, low=11, high=13, size=count)
    order = draws.lot(rng, size=count)
    # The quiet one has the lowest rate by far, because few of its months arrived.
    families[order[0]] = np.floor(people[order[0]] * 4 / 100_000)
    months[order[0]], months[order[1]] = QUIET_MONTHS, 0
    focal = people / 100_000 * draws.between(rng, low=3.0, high=20.0, size=count)
    declared = pd.Series(families).astype("Int64").mask(pd.Series(np.arange(count) == order[1]))
    table = pd.DataFrame(
        {
            "municipality": municipalities["municipality"].astype("object"),
            "population": people,
            "families": declared,
            "months_reported": months,
            "focal_points": np.floor(focal).astype("int64") + 1,
        }
    )
    asked = table["municipality"].iloc[int(order[2])]
    return {"places": table, "asked": pd.DataFrame({"municipality": [asked]})}


def _apart_places(made: Data) -> bool:
    values = [score_of(made, mode) for mode in ("right", "not-reversed", "from-zero", "count")]
    return _differ(values, 0.3) and 0.5 < values[0] < 9.5


def _small(_: pd.DataFrame, rng: np.random.Generator) -> Tables:
    """Numbers to compute by hand: three dimensions, two components, three places in two years."""
    a, b, c = (draws.between(rng, low=low, high=low + 1.6, size=1)[0] for low in (7.4, 1.6, 4.2))
    low, high = (draws.between(rng, low=low, high=low + 1.5, size=1)[0] for low in (2.4, 7.6))
    first = draws.whole(rng, low=8, high=13, size=1)[0]
    unchanged = first + draws.whole(rng, low=9, high=14, size=1)[0]
    rise = draws.whole(rng, low=3, high=7, size=1)[0]
    last = draws.whole(rng, low=45, high=70, size=1)[0]
    years = {"year_1": [first, unchanged, unchanged + 11], "year_2": [first + rise, unchanged, last]}
    return {
        "dimensions": pd.DataFrame(
            {"threat": [round(a, 1)], "vulnerability": [round(b, 1)], "capacity": [round(c, 1)]}
        ),
        "components": pd.DataFrame([{"natural": low, "human": high}]).round(1),
        "years": pd.DataFrame(years, index=list("ABC"), dtype="float64"),
    }


def _apart_small(made: Data) -> bool:
    means = [hand_index(made, None), hand_arithmetic(made, None), hand_equal(made, None)]
    inverted = [
        severe(made, None),
        severe_arithmetic(made, None),
        severe_geometric(made, None),
        severe_left(made, None),
    ]
    years = [fixed_score(made, None), refitted_score(made, None), first_year_score(made, None)]
    return _differ(means, 0.15) and _differ(inverted, 0.15) and _differ(years, 0.3)


def _ranking(municipalities: pd.DataFrame, rng: np.random.Generator) -> Tables:
    """The summary of a sensitivity analysis of twelve municipalities with six invented indicators."""
    count = len(municipalities)
    values = {name: draws.between(rng, low=0.0, high=30.0, size=count) for name in INDICATORS}
    places = pd.Index(municipalities["municipality"].astype("object"), name="municipality")
    table = pd.DataFrame(values, index=places)
    scores = risk_scores.min_max(table, reference=risk_scores.reference_range(table))
    base = risk_index.aggregate(scores, weights=WEIGHTS)
    drawn = risk_sensitivity.sensitivity(
        table, weights=WEIGHTS, seed=int(draws.whole(rng, low=0, high=9999, size=1)[0])
    )
    ranking = risk_ranks.summary(drawn, base=base, first=TEAMS)
    return {"ranking": ranking[["rank", "best", "worst", "among_first"]].assign(index=base.round(2))}


def _apart_ranking(made: Data) -> bool:
    sure, declared, ever = (frozenset(chosen(made, None)) for chosen in (sure_places, declared_first, ever_first))
    near = bool(((made["ranking"]["among_first"] - SURE).abs() < 0.03).any())
    return 1 <= len(sure) <= 2 and sure < declared < ever and not near


def _differ(values: list[float], least: float) -> bool:
    ordered = sorted(values)
    return all(high - low > least for low, high in pairwise(ordered))


def _codes(data: Data, params: Params | None) -> list[str]:
    return list(data["places"]["municipality"])


def _column(data: Data, name: str) -> pd.Series:
    return data["places"].set_index("municipality")[name].astype("float64")


def family_rate(data: Data, params: Params | None) -> pd.Series:
    """Families that declared leaving, per 100,000 people; unknown where nothing was reported."""
    return rate(_column(data, "families"), _column(data, "population"))


def family_count(data: Data, params: Params | None) -> pd.Series:
    """Mistake: families, not families for each inhabitant."""
    return _column(data, "families")


def family_zero(data: Data, params: Params | None) -> pd.Series:
    """Mistake: the blank read as zero."""
    return family_rate(data, params).fillna(0.0)


def family_country(data: Data, params: Params | None) -> pd.Series:
    """Mistake: everybody's population under each municipality."""
    whole: pd.Series = _column(data, "families") / _column(data, "population").sum() * 100_000
    return whole


def score_of(data: Data, mode: str) -> float:
    """Score of the municipality asked for, on focal points per 100,000 people, as ``mode`` computes it."""
    per_head = rate(_column(data, "focal_points"), _column(data, "population"))
    values = _column(data, "focal_points") if mode == "count" else per_head
    low = 0.0 if mode == "from-zero" else float(values.min())
    score = (float(values[data["asked"]["municipality"].iloc[0]]) - low) / (float(values.max()) - low) * 10
    return score if mode == "not-reversed" else 10 - score


def hand_index(data: Data, params: Params | None) -> float:
    """Weighted geometric mean of the three dimensions."""
    return float(risk_index.aggregate(data["dimensions"], weights=THIRDS, mean="geometric").iloc[0])


def hand_arithmetic(data: Data, params: Params | None) -> float:
    """Mistake: the weighted arithmetic mean."""
    return float(risk_index.aggregate(data["dimensions"], weights=THIRDS).iloc[0])


def hand_equal(data: Data, params: Params | None) -> float:
    """Mistake: the geometric mean with equal weights."""
    return float(inform.inform_risk(data["dimensions"]).iloc[0])


def severe(data: Data, params: Params | None) -> float:
    """INFORM's inverted geometric mean of two components."""
    return float(inform.inform_dimension(data["components"]).iloc[0])


def severe_arithmetic(data: Data, params: Params | None) -> float:
    """Mistake: the arithmetic mean."""
    return float(data["components"].mean(axis=1).iloc[0])


def severe_geometric(data: Data, params: Params | None) -> float:
    """Mistake: the geometric mean of the components as they are, which pulls down."""
    return float(data["components"].prod(axis=1).iloc[0] ** 0.5)


def severe_left(data: Data, params: Params | None) -> float:
    """Mistake: the geometric mean of the inverted components, not turned back."""
    return float(((10 - data["components"]) * 0.9 + 1).prod(axis=1).iloc[0] ** 0.5)


def _score_b(data: Data, reference: list[str]) -> float:
    """Score of B in the second year, with the range of some years."""
    values = data["years"].to_numpy(dtype="float64")
    low, high = (end(data["years"][reference].to_numpy(dtype="float64")) for end in (np.min, np.max))
    return float((values[1, 1] - low) / (high - low) * 10)


def fixed_score(data: Data, params: Params | None) -> float:
    """Score of B in the second year, with the range of both years."""
    return _score_b(data, ["year_1", "year_2"])


def refitted_score(data: Data, params: Params | None) -> float:
    """Mistake: the range of the second year only."""
    return _score_b(data, ["year_2"])


def first_year_score(data: Data, params: Params | None) -> float:
    """Mistake: the range of the first year, when another one was declared."""
    return _score_b(data, ["year_1"])


def sure_places(data: Data, params: Params | None) -> list[str]:
    """Municipalities among the first three in at least 80 of 100 draws."""
    ranking = data["ranking"]
    return list(ranking.index[ranking["among_first"] >= SURE])


def declared_first(data: Data, params: Params | None) -> list[str]:
    """Mistake: the first three of the declared ranking."""
    return list(data["ranking"].index[data["ranking"]["rank"] <= TEAMS])


def ever_first(data: Data, params: Params | None) -> list[str]:
    """Mistake: everyone who was among the first three at least once."""
    return list(data["ranking"].index[data["ranking"]["best"] <= TEAMS])


EXERCISE = Exercise(
    id="early-warning/02-sources-of-risk",
    domain="sources-of-risk",
    load=load,
    questions=(
        Question(
            id="family-rate",
            outcome=1,
            kind="compute",
            variable="family_rate",
            answer=Column(unit="families per 100,000 people", index=_codes, tolerance=0.05),
            expected=family_rate,
            misconceptions=(
                Misconception("counts", family_count),
                Misconception("blank-as-zero", family_zero),
                Misconception("whole-country", family_country),
            ),
        ),
        Question(
            id="quiet-place",
            outcome=1,
            kind="read",
            variable="quiet_choice",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("calm", lambda data, params: "a"),
                Misconception("made-up-months", lambda data, params: "b"),
            ),
        ),
        Question(
            id="focal-score",
            outcome=2,
            kind="compute",
            variable="focal_score",
            answer=Number(unit="points, 0 to 10", tolerance=0.05, minimum=0, maximum=10),
            expected=lambda data, params: score_of(data, "right"),
            misconceptions=(
                Misconception("not-reversed", lambda data, params: score_of(data, "not-reversed")),
                Misconception("from-zero", lambda data, params: score_of(data, "from-zero")),
                Misconception("counts", lambda data, params: score_of(data, "count")),
            ),
        ),
        Question(
            id="hand-index",
            outcome=2,
            kind="compute",
            variable="hand_index",
            answer=Number(unit="points, 0 to 10", tolerance=0.02, minimum=0, maximum=10),
            expected=hand_index,
            misconceptions=(
                Misconception("arithmetic", hand_arithmetic),
                Misconception("equal-weights", hand_equal),
            ),
        ),
        Question(
            id="inverted",
            outcome=3,
            kind="compute",
            variable="severe_hazard",
            answer=Number(unit="points, 0 to 10", tolerance=0.02, minimum=0, maximum=10),
            expected=severe,
            misconceptions=(
                Misconception("arithmetic", severe_arithmetic),
                Misconception("plain-geometric", severe_geometric),
                Misconception("not-turned-back", severe_left),
            ),
        ),
        Question(
            id="two-years",
            outcome=4,
            kind="compute",
            variable="score_b",
            answer=Number(unit="points, 0 to 10", tolerance=0.05, minimum=0, maximum=10),
            expected=fixed_score,
            misconceptions=(
                Misconception("refitted", refitted_score),
                Misconception("first-year", first_year_score),
            ),
        ),
        Question(
            id="sure",
            outcome=4,
            kind="choose",
            variable="sure_municipalities",
            answer=Labels(options=_codes),
            expected=sure_places,
            misconceptions=(
                Misconception("declared-three", declared_first),
                Misconception("ever", ever_first),
            ),
        ),
        Question(
            id="teams",
            outcome=5,
            kind="decide",
            variable="teams_choice",
            answer=Choice(options=(*OPTIONS, "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("decimals-decide", lambda data, params: "a"),
                Misconception("index-as-alert", lambda data, params: "b"),
                Misconception("wait-for-certainty", lambda data, params: "e"),
            ),
        ),
    ),
)
