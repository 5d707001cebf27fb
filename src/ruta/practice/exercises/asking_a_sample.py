"""Questions of the lesson on asking a sample: the survey of another invented country, and two lists."""

import numpy as np
import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import capture, estimation, sampling, survey_frame, weights

SEGMENTS, HOUSEHOLDS = 12, 10
DWELLINGS = ("own", "rented")
ANSWERS = {"own": 0.92, "rented": 0.62}
"""Share of households that answer, by dwelling."""
LARGEST_LIMIT = 0.35
"""Largest coefficient of variation that a rule would allow."""
ON_LIST = (0.42, 0.33)
TYPED_OTHERWISE = 0.12
"""Share of the codes of the second list that were typed in small letters with a space after them."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the survey, a segment's slip, the precision of places, and two lists of an invented country.

    The seed is one more than the notebook's: another country than the lesson's, so that its numbers are no answers.
    """
    seed = params.seed + 1
    frame = survey_frame.make(country=params.country, seed=seed)
    rng = np.random.default_rng([seed, 5])
    drawn = sampling.two_stage(frame, segments=SEGMENTS, households=HOUSEHOLDS, rng=rng)
    places, limit = _places(drawn)
    return {
        "survey": _survey(drawn, rng),
        "slip": _slip(frame),
        "precision": _precision(drawn),
        "places": places,
        "rule": limit,
        **_lists(frame, rng),
    }


def _survey(drawn: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the households drawn; of those who did not answer only what can be seen from outside is known."""
    answered = rng.random(len(drawn)) < drawn["dwelling"].map(ANSWERS).to_numpy()
    known = drawn[["household_id", "stratum", "cluster", "dwelling", "weight"]].assign(
        weight=drawn["weight"].round(3), answered=answered
    )
    for column in ("members", "displaced"):
        known[column] = drawn[column].astype("Int64").where(answered)
    return known


def _slip(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the segment that grew most since the census, as the slip of an interviewer."""
    listed = sampling.listing(frame)
    one = listed.iloc[int((listed["found"] / listed["census_households"]).to_numpy().argmax())]
    of_area = listed.loc[listed["area"] == one["area"], "census_households"].sum()
    return pd.DataFrame(
        {
            "segments_drawn": [SEGMENTS],
            "census_of_segment": [int(one["census_households"])],
            "census_of_department": [int(of_area)],
            "listed_today": [int(one["found"])],
            "interviewed": [HOUSEHOLDS],
        }
    )


def _precision(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the share of displaced persons with its standard error, rounded as an office prints them."""
    found = estimation.ratio(drawn, "displaced", "members")
    return pd.DataFrame(
        {
            "share": [round(found.value, 3)],
            "std_error": [round(found.std_error, 4)],
            "persons_interviewed": [int(drawn["members"].sum())],
        }
    )


def _places(drawn: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the departments and the four municipalities with the most cases, and the limit of this country's rule."""
    inside = {name: drawn["area_name"] == name for name in sorted(drawn["area_name"].unique())}
    cases = drawn.groupby("municipality")["displaced"].sum().nlargest(4)
    inside |= {code: drawn["municipality"] == code for code in sorted(cases.index)}
    rows = {name: estimation.total(drawn, "displaced", domain=domain) for name, domain in inside.items()}
    table = pd.DataFrame(
        [(found.value, found.std_error) for found in rows.values()],
        columns=["estimate", "std_error"],
        index=pd.Index(list(rows), name="place"),
    )
    table["cv"] = table["std_error"] / table["estimate"]
    return table.reset_index(), pd.DataFrame({"largest_cv": [_limit(table)]})


def _limit(table: pd.DataFrame) -> float:
    """Return a limit in the middle of the widest gap between two places, so that the eye can tell.

    Splits that the usual mistakes would give as well are passed over: four places, which could be the departments, and
    the places with the smallest standard errors.
    """
    by_cv, by_error = table.sort_values("cv"), table.sort_values("std_error")
    cv = by_cv["cv"].to_numpy()
    middle = {n: (cv[n - 1] + cv[n]) / 2 for n in (1, 2, 3, 5, 6) if set(by_cv.index[:n]) != set(by_error.index[:n])}
    # A limit that an office could have, where there is one.
    usable = [n for n in middle if middle[n] <= LARGEST_LIMIT] or list(middle)
    after = max(usable, key=lambda n: cv[n] - cv[n - 1])
    return float(middle[after])


def _lists(frame: pd.DataFrame, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Return two lists of displaced persons by a code, part of the second one typed in another way."""
    count = int(frame["displaced"].sum())
    codes = pd.Series([f"PD-{number:05d}" for number in 10_000 + rng.permutation(89_999)[:count]])
    first, second = (codes[rng.random(count) < share].sample(frac=1, random_state=7) for share in ON_LIST)
    otherwise = rng.random(len(second)) < TYPED_OTHERWISE
    second = second.where(~otherwise, second.str.lower() + " ")
    return {
        "list_1": pd.DataFrame({"code": first.to_numpy()}),
        "list_2": pd.DataFrame({"code": second.to_numpy()}),
    }


# The weight of a household
def weight(data: Data, _: Params) -> float:
    """Return one over the product of the two probabilities of the slip."""
    slip = data["slip"].iloc[0]
    return weights.design_weight(_first_stage(data), slip["interviewed"] / slip["listed_today"])


def _first_stage(data: Data) -> float:
    slip = data["slip"].iloc[0]
    return float(slip["segments_drawn"] * slip["census_of_segment"] / slip["census_of_department"])


def _second_only(data: Data, _: Params) -> float:
    slip = data["slip"].iloc[0]
    return float(slip["listed_today"] / slip["interviewed"])


def _added(data: Data, params: Params) -> float:
    return 1 / _first_stage(data) + _second_only(data, params)


def _census_twice(data: Data, _: Params) -> float:
    slip = data["slip"].iloc[0]
    return float(slip["census_of_segment"] / slip["interviewed"]) / _first_stage(data)


# The factor of each kind of dwelling
def _sums(data: Data) -> pd.DataFrame:
    """Return the weight of all drawn and of those who answered, and their numbers, by dwelling."""
    survey = data["survey"]
    kept = survey[survey["answered"]]
    return pd.DataFrame(
        {
            "drawn": survey.groupby("dwelling")["weight"].sum(),
            "answered": kept.groupby("dwelling")["weight"].sum(),
            "rows_drawn": survey.groupby("dwelling").size(),
            "rows_answered": kept.groupby("dwelling").size(),
        }
    )


def factor(data: Data, _: Params) -> "pd.Series[float]":
    """Return by how much the weights of those who answered are multiplied, by dwelling."""
    sums = _sums(data)
    return sums["drawn"] / sums["answered"]


def _one_factor(data: Data, _: Params) -> "pd.Series[float]":
    sums = _sums(data).sum()
    return pd.Series(sums["drawn"] / sums["answered"], index=list(DWELLINGS))


def _response(data: Data, params: Params) -> "pd.Series[float]":
    return 1 / factor(data, params)


def _by_rows(data: Data, _: Params) -> "pd.Series[float]":
    sums = _sums(data)
    return sums["rows_drawn"] / sums["rows_answered"]


# The total
def _answered(data: Data) -> pd.DataFrame:
    survey = data["survey"]
    adjusted = weights.adjust_for_non_response(survey["weight"], answered=survey["answered"], by=survey["dwelling"])
    return survey[survey["answered"]].assign(adjusted=adjusted)


def total(data: Data, _: Params) -> float:
    """Return the displaced persons of the country, with weights corrected by dwelling."""
    rows = _answered(data)
    return float((rows["adjusted"] * rows["displaced"]).sum())


def _silence_ignored(data: Data, _: Params) -> float:
    rows = _answered(data)
    return float((rows["weight"] * rows["displaced"]).sum())


def _in_the_sample(data: Data, _: Params) -> float:
    return float(_answered(data)["displaced"].sum())


def _households(data: Data, _: Params) -> float:
    rows = _answered(data)
    return float(rows.loc[rows["displaced"] > 0, "adjusted"].sum())


# What the persons interviewed are worth
def worth(data: Data, _: Params) -> float:
    """Return the persons of a simple random sample that would tell as much about the share."""
    share, error = (float(data["precision"][name].iloc[0]) for name in ("share", "std_error"))
    return share * (1 - share) / error**2


def _effect(data: Data, params: Params) -> float:
    return float(data["precision"]["persons_interviewed"].iloc[0]) / worth(data, params)


def _not_squared(data: Data, params: Params) -> float:
    return float(data["precision"]["persons_interviewed"].iloc[0]) / float(np.sqrt(_effect(data, params)))


def _multiplied(data: Data, params: Params) -> float:
    return float(data["precision"]["persons_interviewed"].iloc[0]) * _effect(data, params)


# Where the rule allows a figure
def _place_names(data: Data, _: Params) -> list[str]:
    return list(data["places"]["place"])


def publishable(data: Data, _: Params) -> set[str]:
    """Return the places whose coefficient of variation is not above the limit."""
    places = data["places"]
    return set(places.loc[places["cv"] <= data["rule"]["largest_cv"].iloc[0], "place"])


def _above(data: Data, params: Params) -> set[str]:
    return set(_place_names(data, params)) - publishable(data, params)


def _departments(data: Data, params: Params) -> set[str]:
    return set(_place_names(data, params)[:4])


def _smallest_error(data: Data, params: Params) -> set[str]:
    count = len(publishable(data, params))
    return set(data["places"].nsmallest(count, "std_error")["place"])


# Two lists
def _chapman(data: Data, *, as_typed: bool = False) -> tuple[int, int, int, float]:
    first, second = (data[name]["code"] for name in ("list_1", "list_2"))
    if not as_typed:
        first, second = (codes.str.strip().str.upper() for codes in (first, second))
    n1, n2, both = len(first), len(second), int(second.isin(set(first)).sum())
    return n1, n2, both, capture.chapman(first=n1, second=n2, both=both).value


def lists(data: Data, _: Params) -> float:
    """Return Chapman's estimate once the codes are written in one way."""
    return _chapman(data)[3]


def _seen(data: Data, _: Params) -> float:
    n1, n2, both, _estimate = _chapman(data)
    return float(n1 + n2 - both)


def _added_lists(data: Data, _: Params) -> float:
    n1, n2, _both, _estimate = _chapman(data)
    return float(n1 + n2)


EXERCISE = Exercise(
    id="statistics/05-asking-a-sample",
    domain="asking-a-sample",
    load=load,
    questions=(
        Question(
            id="weight", outcome=1, kind="compute", variable="weight",
            answer=Number(unit="households", tolerance=0.05, minimum=0),
            expected=weight,
            misconceptions=(
                Misconception("second-only", _second_only),
                Misconception("added", _added),
                Misconception("census-twice", _census_twice),
                Misconception("probability", lambda data, params: 1 / weight(data, params)),
            ),
        ),
        Question(
            id="factor", outcome=1, kind="compute", variable="factor",
            answer=Column(unit="factor", index=lambda data, params: DWELLINGS, tolerance=0.0006),
            expected=factor,
            misconceptions=(
                Misconception("one-factor", _one_factor),
                Misconception("response", _response),
                Misconception("by-rows", _by_rows),
            ),
        ),
        Question(
            id="total", outcome=2, kind="compute", variable="total",
            answer=Number(unit="persons", relative=0.002, minimum=0),
            expected=total,
            misconceptions=(
                Misconception("silence-ignored", _silence_ignored),
                Misconception("in-the-sample", _in_the_sample),
                Misconception("households", _households),
            ),
        ),
        Question(
            id="worth", outcome=2, kind="compute", variable="worth",
            answer=Number(unit="persons", relative=0.01, minimum=0),
            expected=worth,
            misconceptions=(
                Misconception("not-squared", _not_squared),
                Misconception("effect", _effect),
                Misconception("multiplied", _multiplied),
            ),
        ),
        Question(
            id="publish", outcome=3, kind="read", variable="publish",
            answer=Labels(options=_place_names),
            expected=publishable,
            misconceptions=(
                Misconception("above", _above),
                Misconception("departments", _departments),
                Misconception("smallest-error", _smallest_error),
            ),
        ),
        Question(
            id="silence", outcome=4, kind="choose", variable="silence",
            answer=Choice(),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("weights-mend", lambda data, params: "a"),
                Misconception("larger-sample", lambda data, params: "c"),
            ),
        ),
        Question(
            id="lists", outcome=5, kind="compute", variable="lists",
            # Lincoln and Petersen's estimate counts as well: it differs by a few persons.
            answer=Number(unit="persons", relative=0.01, minimum=0),
            expected=lists,
            misconceptions=(
                Misconception("as-typed", lambda data, params: _chapman(data, as_typed=True)[3]),
                Misconception("seen", _seen),
                Misconception("added", _added_lists),
            ),
        ),
        Question(
            id="advice", outcome=3, kind="decide", variable="advice",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("known-places", lambda data, params: "a"),
                Misconception("more-interviews", lambda data, params: "b"),
                Misconception("chain", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
"""The exercise."""
