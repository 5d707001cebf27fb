"""Exercise of the lesson on who is left behind: another invented survey, a table of rows and a table of wealth."""

import pandas as pd

from ruta.datasets import draws
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import concentration, disaggregation, equity_figures, standardisation
from ruta.service_access.gaps import Gap
from ruta.service_access.school_survey import BANDS, GROUPS, school_survey

READ, RATIO = "15-17", "12-14"
# Fewest and most children of each row; the first falls under the floor, the second must cover it.
_SIZES = ((4, 9), (13, 18), (21, 28), (60, 90), (120, 180), (300, 400))
_ATTEND = ((84, 92), (84, 92), (78, 84), (60, 66), (84, 94), (66, 72))
_WEALTH = ((1000, 1200), (450, 550), (300, 380), (220, 270), (130, 170))
_PLACES = ((28, 34), (68, 74), (80, 85), (87, 91), (93, 97))


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return another survey than the lesson's, its counts, six rows of a table and five groups of wealth."""
    children = school_survey(country=params.country, seed=params.seed, name="school-survey-exercise")
    counts = children.groupby(["age_band", "group"])["attends"].agg(["size", "sum"]).reset_index()
    counts = counts.rename(columns={"size": "children", "sum": "attend"})
    rng = draws.generator(seed=params.seed, country=params.country, name="left-behind-tables")

    def numbers(ranges: tuple[tuple[int, int], ...]) -> list[int]:
        return [int(draws.whole(rng, low=low, high=high + 1, size=1)[0]) for low, high in ranges]

    rows = pd.DataFrame({"children": numbers(_SIZES), "attend_of_100": numbers(_ATTEND)})
    rows = rows.iloc[draws.lot(rng, size=len(rows)).astype("intp")].reset_index(drop=True)
    rows.insert(0, "row", list("ABCDEF"))
    wealth = pd.DataFrame({"wealth": [1, 2, 3, 4, 5], "children": numbers(_WEALTH), "of_100": numbers(_PLACES)})
    return {"children": children, "counts": counts, "rows": rows, "wealth": wealth}


# The figure of ages
def _share(data: Data, group: str, band: str | None = None) -> float:
    counts = data["counts"]
    inside = counts[(counts["group"] == group) & (True if band is None else counts["age_band"] == band)]
    return float(100 * inside["attend"].sum() / inside["children"].sum())


def read_gap(data: Data, _: Params) -> float:
    """Return how many more of each 100 host children than displaced children attend, at 15 to 17."""
    return _share(data, "host", READ) - _share(data, "displaced", READ)


def _gap_of_all(data: Data, _: Params) -> float:
    return abs(_share(data, "host") - _share(data, "displaced"))


def _displaced_height(data: Data, _: Params) -> float:
    return _share(data, "displaced", READ)


# The rows that are too small
def hidden_rows(data: Data, _: Params) -> set[str]:
    """Return the rows that are left out: the one under the floor and the one that covers it."""
    rows = data["rows"].set_index("row")["children"]
    gone = disaggregation.hidden(rows)
    return set(rows.index[gone])


def _under_floor_only(data: Data, _: Params) -> set[str]:
    rows = data["rows"]
    return set(rows.loc[rows["children"] < disaggregation.FLOOR, "row"])


def _every_row_under_30(data: Data, _: Params) -> set[str]:
    rows = data["rows"]
    return set(rows.loc[rows["children"] < 30, "row"])


def _lowest_attendance(data: Data, _: Params) -> set[str]:
    return set(data["rows"].nsmallest(2, "attend_of_100")["row"])


# The gap out of school at 12 to 14
def _gap(data: Data) -> Gap:
    return equity_figures.out_of_school(data["children"], band=RATIO)


def risk_ratio(data: Data, _: Params) -> float:
    """Return the share of displaced children out of school over that of host children, at 12 to 14."""
    return _gap(data).ratio


def _ratio_inverted(data: Data, params: Params) -> float:
    return 1 / risk_ratio(data, params)


def _ratio_attending(data: Data, _: Params) -> float:
    return (1 - _gap(data).share) / (1 - _gap(data).reference)


def _odds_ratio(data: Data, params: Params) -> float:
    return risk_ratio(data, params) / _ratio_attending(data, params)


def _points(data: Data, _: Params) -> float:
    return 100 * _gap(data).difference


# The same ages for both groups
def _standardised(data: Data, standard: "pd.Series[float]") -> "pd.Series[float]":
    found = {}
    for group in GROUPS:
        table = data["counts"][data["counts"]["group"] == group].set_index("age_band")
        result = standardisation.standardise(table["attend"], people=table["children"], standard=standard)
        found[group] = 100 * result.rate
    return pd.Series(found)


def same_ages(data: Data, _: Params) -> "pd.Series[float]":
    """Return how many of each 100 children would attend if both groups had the ages of all children asked."""
    return _standardised(data, data["counts"].groupby("age_band")["children"].sum())


def _crude(data: Data, _: Params) -> "pd.Series[float]":
    return pd.Series({group: _share(data, group) for group in GROUPS})


def _equal_weights(data: Data, _: Params) -> "pd.Series[float]":
    return _standardised(data, pd.Series(1.0, index=BANDS))


def _ages_of_displaced(data: Data, _: Params) -> "pd.Series[float]":
    counts = data["counts"]
    return _standardised(data, counts[counts["group"] == "displaced"].set_index("age_band")["children"])


def _as_shares(data: Data, params: Params) -> "pd.Series[float]":
    return same_ages(data, params) / 100


# The concentration index
def _concentration(data: Data, *, weighted: bool = True) -> concentration.Concentration:
    table = data["wealth"]
    weights = table["children"] if weighted else None
    return concentration.concentration(table["of_100"], order=table["wealth"], weights=weights, upper=100)


def wealth_index(data: Data, _: Params) -> float:
    """Return the concentration index of having a place, over wealth groups of unequal size."""
    return _concentration(data).index


def _index_equal_weights(data: Data, _: Params) -> float:
    return _concentration(data, weighted=False).index


def _index_from_best_off(data: Data, params: Params) -> float:
    return -wealth_index(data, params)


def _index_not_divided(data: Data, _: Params) -> float:
    found = _concentration(data)
    return found.index * found.mean


EXERCISE = Exercise(
    id="service-access/04-who-is-left-behind",
    domain="who-is-left-behind",
    load=load,
    questions=(
        Question(
            id="read-gap", outcome=2, kind="read", variable="read_gap",
            answer=Number(unit="points", tolerance=2, minimum=-100, maximum=100),
            expected=read_gap,
            misconceptions=(
                Misconception("all-ages", _gap_of_all),
                Misconception("one-height", _displaced_height),
            ),
        ),
        Question(
            id="hidden-rows", outcome=1, kind="choose", variable="hidden_rows",
            answer=Labels(options=tuple("ABCDEF")),
            expected=hidden_rows,
            misconceptions=(
                Misconception("first-only", _under_floor_only),
                Misconception("all-small", _every_row_under_30),
                Misconception("lowest", _lowest_attendance),
            ),
        ),
        Question(
            id="risk-ratio", outcome=2, kind="compute", variable="risk_ratio",
            answer=Number(unit="ratio", tolerance=0.01, minimum=0),
            expected=risk_ratio,
            misconceptions=(
                Misconception("inverted", _ratio_inverted),
                Misconception("attending", _ratio_attending),
                Misconception("odds", _odds_ratio),
                Misconception("points", _points),
            ),
        ),
        Question(
            id="why-alike", outcome=3, kind="choose", variable="why_alike",
            answer=Choice(),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("gap-closed", lambda data, params: "a"),
                Misconception("chance", lambda data, params: "c"),
            ),
        ),
        Question(
            id="same-ages", outcome=3, kind="compute", variable="same_ages",
            answer=Column(unit="of each 100", index=lambda data, params: GROUPS, tolerance=0.1),
            expected=same_ages,
            misconceptions=(
                Misconception("crude", _crude),
                Misconception("equal-weights", _equal_weights),
                Misconception("ages-of-displaced", _ages_of_displaced),
                Misconception("as-shares", _as_shares),
            ),
        ),
        Question(
            id="wealth-index", outcome=4, kind="compute", variable="wealth_index",
            answer=Number(unit="index", tolerance=0.002),
            expected=wealth_index,
            misconceptions=(
                Misconception("equal-weights", _index_equal_weights),
                Misconception("from-best-off", _index_from_best_off),
                Misconception("not-divided", _index_not_divided),
            ),
        ),
        Question(
            id="districts", outcome=4, kind="choose", variable="districts",
            answer=Choice(),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("places-as-people", lambda data, params: "a"),
                Misconception("cause", lambda data, params: "d"),
            ),
        ),
        Question(
            id="advise", outcome=5, kind="decide", variable="advise",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("crude", lambda data, params: "a"),
                Misconception("ratio-only", lambda data, params: "b"),
                Misconception("blames-group", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
