"""Exercise of the lesson early-warning/05-forecasting: judge a forecast before anybody pays for it."""

import pandas as pd

from ruta.early_warning.decisions import alert_budget
from ruta.early_warning.example_reports import example_reports
from ruta.early_warning.example_room import columns_on_offer, example_room
from ruta.early_warning.expense import expense
from ruta.early_warning.forecast_cases import forecast_cases
from ruta.early_warning.onset_model import onset_forecasts
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question

FIRST, HORIZON, STEP = "2024-01-01", 4, 4
OPTIONS = ("a", "b", "c", "d")


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return cases, onset forecasts, a firm's probabilities, columns on offer and the numbers of the room.

    The seed is one more than the notebook's, so that the numbers of the lesson are not the answers.
    """
    seed = params.seed + 1
    cases = forecast_cases(example_reports(country=params.country, seed=seed))
    room = example_room(cases, seed=params.seed, horizon=HORIZON)
    delay = int(room["delay"].iloc[0])
    forecasts = onset_forecasts(cases, first_test=FIRST, horizon=HORIZON, delay=delay)
    # One firm says too much, another too little; the order of the places is the same.
    factor = 2.5 if params.seed % 2 == 0 else 0.4
    offered = forecasts.assign(probability=(forecasts["probability"] * factor).clip(upper=0.95))
    return {
        "cases": cases[["origin", "municipality", "calm", "coming"]],
        "forecasts": forecasts,
        "offered": offered,
        "columns": columns_on_offer(seed=params.seed),
        "room": room,
    }


def _names(data: Data, _: Params) -> list[str]:
    return list(data["columns"]["column"])


def _number(data: Data, name: str) -> int:
    return int(data["room"][name].iloc[0])


def never_accuracy(data: Data, _: Params) -> float:
    """Share of the calm cases in which "never" is right."""
    return 1 - float(data["forecasts"]["coming"].mean())


def base_rate(data: Data, _: Params) -> float:
    """Mistake: the share with an onset."""
    return float(data["forecasts"]["coming"].mean())


def never_everywhere(data: Data, _: Params) -> float:
    """Mistake: the places already in crisis among the cases."""
    cases = data["cases"]
    return 1 - float(cases.loc[cases["origin"] >= FIRST, "coming"].mean())


def _known(data: Data, weeks: int) -> int:
    date = data["room"]["date"].iloc[0]
    return int((data["cases"]["origin"] + pd.Timedelta(weeks=weeks) <= date).sum())


def known_cases(data: Data, _: Params) -> int:
    """Cases whose weeks are over and verified on the date."""
    return _known(data, _number(data, "horizon") + _number(data, "delay"))


def without_delay(data: Data, _: Params) -> int:
    """Mistake: the weeks that verification takes are forgotten."""
    return _known(data, _number(data, "horizon"))


def without_horizon(data: Data, _: Params) -> int:
    """Mistake: only the verification is waited for, not the weeks of the outcome themselves."""
    return _known(data, _number(data, "delay"))


def all_the_rest(data: Data, _: Params) -> int:
    """Mistake: every case but those of the date, the later ones too."""
    return int((data["cases"]["origin"] != data["room"]["date"].iloc[0]).sum())


def leaking(data: Data, _: Params) -> list[str]:
    """Columns that are not complete on the date of forecast."""
    columns = data["columns"]
    return list(columns.loc[columns["last_week"] + columns["ready_after"] > 0, "column"])


def only_future_weeks(data: Data, _: Params) -> list[str]:
    """Mistake: the delay of publication is not looked at."""
    columns = data["columns"]
    return list(columns.loc[columns["last_week"] > 0, "column"])


def anything_late(data: Data, _: Params) -> list[str]:
    """Mistake: every column that arrives late, even if it is complete by the date."""
    columns = data["columns"]
    return list(columns.loc[(columns["last_week"] > 0) | (columns["ready_after"] > 0), "column"])


def _listed(data: Data) -> pd.Series:
    """Visits and onsets reached by the list, and onsets in all."""
    table = data["forecasts"]
    found = alert_budget(table["probability"], table["coming"], periods=table["origin"], k=_number(data, "visits"))
    total: pd.Series = found[["alerts", "hits", "events"]].sum()
    return total


def list_precision(data: Data, _: Params) -> float:
    """Of the visits of the list, the share that meets an onset."""
    total = _listed(data)
    return float(total["hits"] / total["alerts"])


def list_recall(data: Data, _: Params) -> float:
    """Mistake: of the onsets, the share that had a visit."""
    total = _listed(data)
    return float(total["hits"] / total["events"])


def list_false(data: Data, params: Params) -> float:
    """Mistake: the false alarm ratio."""
    return 1 - list_precision(data, params)


def calibration(data: Data, _: Params) -> str:
    """Letter of what the firm's probabilities do: say too much or too little."""
    return "b" if data["offered"]["probability"].mean() > data["offered"]["coming"].mean() else "c"


def calibration_reversed(data: Data, params: Params) -> str:
    """Mistake: the two axes taken for each other."""
    return "c" if calibration(data, params) == "b" else "b"


def _visit(data: Data) -> pd.Series:
    visit: pd.Series = data["forecasts"]["probability"] >= 1 / _number(data, "miss_cost")
    return visit


def cost(data: Data, _: Params) -> float:
    """Visits, and misses at their price, when one goes from 1 / L upwards."""
    table, miss = data["forecasts"], _number(data, "miss_cost")
    return expense(table["probability"], table["coming"], threshold=1 / miss, miss_cost=miss)


def cost_from_half(data: Data, _: Params) -> float:
    """Mistake: one goes only where an onset is more likely than not."""
    table, miss = data["forecasts"], _number(data, "miss_cost")
    return expense(table["probability"], table["coming"], threshold=0.5, miss_cost=miss)


def cost_of_false_alarms(data: Data, params: Params) -> float:
    """Mistake: a visit that meets an onset counted as free."""
    visit = _visit(data)
    return cost(data, params) - int((visit & data["forecasts"]["coming"]).sum())


def miss_as_one(data: Data, _: Params) -> float:
    """Mistake: a miss counted as one visit."""
    visit = _visit(data)
    return float(visit.sum() + (~visit & data["forecasts"]["coming"]).sum())


def _weeks(data: Data) -> int:
    return STEP * int(data["forecasts"]["origin"].nunique())


def per_officer(data: Data, _: Params) -> float:
    """Visits a week for each officer from the threshold 1 / L upwards."""
    return whole_team(data, _) / _number(data, "officers")


def whole_team(data: Data, _: Params) -> float:
    """Mistake: the visits of the whole team."""
    return float(_visit(data).sum() / _weeks(data))


def per_date(data: Data, params: Params) -> float:
    """Mistake: for each date of forecast, that is for four weeks."""
    return STEP * per_officer(data, params)


def only_false(data: Data, _: Params) -> float:
    """Mistake: only the visits that meet nothing."""
    visit = _visit(data)
    false = int((visit & ~data["forecasts"]["coming"]).sum())
    return false / (_weeks(data) * _number(data, "officers"))


EXERCISE = Exercise(
    id="early-warning/05-forecasting",
    domain="forecasting",
    load=load,
    questions=(
        Question(
            id="never-accuracy",
            outcome=1,
            kind="compute",
            variable="never_accuracy",
            answer=Number(unit="share of the calm cases", tolerance=0.0006, minimum=0, maximum=1),
            expected=never_accuracy,
            misconceptions=(
                Misconception("base-rate", base_rate),
                Misconception("every-case", never_everywhere),
            ),
        ),
        Question(
            id="known-cases",
            outcome=2,
            kind="compute",
            variable="known_cases",
            answer=Number(unit="cases", minimum=0),
            expected=known_cases,
            misconceptions=(
                Misconception("no-delay", without_delay),
                Misconception("no-horizon", without_horizon),
                Misconception("all-the-rest", all_the_rest),
            ),
        ),
        Question(
            id="leaks",
            outcome=2,
            kind="choose",
            variable="leaking_columns",
            answer=Labels(options=_names),
            expected=leaking,
            misconceptions=(
                Misconception("future-weeks-only", only_future_weeks),
                Misconception("anything-late", anything_late),
            ),
        ),
        Question(
            id="list-precision",
            outcome=3,
            kind="compute",
            variable="list_precision",
            answer=Number(unit="share of the visits", tolerance=0.0006, minimum=0, maximum=1),
            expected=list_precision,
            misconceptions=(
                Misconception("recall", list_recall),
                Misconception("false-share", list_false),
                Misconception("base-rate", base_rate),
            ),
        ),
        Question(
            id="calibration",
            outcome=3,
            kind="read",
            variable="what_the_points_say",
            answer=Choice(options=OPTIONS),
            expected=calibration,
            misconceptions=(
                Misconception("reversed", calibration_reversed),
                Misconception("order", lambda data, params: "d"),
            ),
        ),
        Question(
            id="cost",
            outcome=4,
            kind="compute",
            variable="total_cost",
            answer=Number(unit="visits", tolerance=0.5, minimum=0),
            expected=cost,
            misconceptions=(
                Misconception("from-half", cost_from_half),
                Misconception("false-alarms-only", cost_of_false_alarms),
                Misconception("miss-as-one", miss_as_one),
            ),
        ),
        Question(
            id="per-officer",
            outcome=4,
            kind="compute",
            variable="visits_per_officer",
            answer=Number(unit="visits per officer and week", tolerance=0.006, minimum=0),
            expected=per_officer,
            misconceptions=(
                Misconception("per-date", per_date),
                Misconception("whole-team", whole_team),
                Misconception("false-only", only_false),
            ),
        ),
        Question(
            id="buy",
            outcome=5,
            kind="decide",
            variable="advice",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("accuracy", lambda data, params: "a"),
                Misconception("no-budget", lambda data, params: "b"),
            ),
        ),
    ),
)
