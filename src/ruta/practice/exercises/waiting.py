"""Exercise of the lesson on waiting: birth certificates, with people still waiting."""

import pandas as pd

from ruta import datasets, survival
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import waiting

SERVICE = "birth-certificate"
EARLIER = pd.Timestamp("2025-06-30")
"""The cut-off date of the first question, half a year before the file's own."""
DAYS = (30, 60, 90, 180)
HORIZON = 180
READING_DAYS = range(20, 181, 10)


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the requests for a birth certificate, a few slips of paper, and the day on which to read the figure."""
    every = datasets.table("service-requests", country=params.country, seed=params.seed)
    requests = every[every["service"] == SERVICE].reset_index(drop=True)
    return {
        "requests": requests,
        "slips": _slips(every),
        "reading": pd.DataFrame({"day": [_reading_day(_waits({"requests": requests}))]}),
    }


def _slips(every: pd.DataFrame) -> pd.DataFrame:
    """Return a few requests of each kind that the earlier cut-off date tells apart."""
    asked = every["requested_on"] <= EARLIER
    served = every["served_on"] <= EARLIER
    withdrawn = every["withdrawn_on"] <= EARLIER
    running = asked & ~served & ~withdrawn
    blank = every["served_on"].isna() & every["withdrawn_on"].isna()
    recent = every["requested_on"] >= EARLIER - pd.DateOffset(months=6)
    kinds = (
        (recent & served, 2),
        (recent & running & every["served_on"].notna(), 2),
        (recent & running & blank, 2),
        (running & every["withdrawn_on"].notna(), 1),
        (~asked & blank, 2),
        (withdrawn, 1),
    )
    slips = pd.concat([every[kind].tail(count) for kind, count in kinds]).sort_values("request_id")
    return slips[["request_id", "requested_on", "served_on", "withdrawn_on"]].reset_index(drop=True)


def _waits(data: Data, *, start: str = "requested_on") -> pd.DataFrame:
    requests = data["requests"]
    rows = requests[requests[start].notna()]
    return waiting.durations(rows, cut_off=requests["cut_off"].iloc[0], start=start)


def _group(waits: pd.DataFrame, group: str) -> tuple["pd.Series[int]", "pd.Series[bool]"]:
    inside = waits[waits["group"] == group]
    return inside["days"], inside["status"] == waiting.SERVED


def _curve(waits: pd.DataFrame, group: str) -> pd.DataFrame:
    days, served = _group(waits, group)
    return survival.kaplan_meier(days, served=served)


def _per_100(waits: pd.DataFrame, group: str, day: float) -> float:
    return 100 * survival.still_waiting_at(_curve(waits, group), day)


def _reading_day(waits: pd.DataFrame) -> int:
    """Return the day on which the usual misreadings lie furthest from the right one, so that the eye can tell."""
    curves = [_curve(waits, group) for group in ("displaced", "host")]

    def clearance(day: int) -> float:
        displaced, host = (100 * survival.still_waiting_at(curve, day) for curve in curves)
        return min(abs(displaced - host), abs(2 * displaced - 100), abs(displaced + host - 100))

    return max(READING_DAYS, key=clearance)


# Which slips are censored on the earlier date?
def _slip_ids(data: Data, _: Params) -> list[str]:
    return list(data["slips"]["request_id"])


def still_waiting(data: Data, _: Params) -> set[str]:
    """Return the slips of people who had asked by the earlier date and were then neither served nor withdrawn."""
    slips = data["slips"]
    known = waiting.durations(waiting.as_known_on(slips, EARLIER), cut_off=EARLIER)
    return set(known.loc[known["status"] == waiting.WAITING, "request_id"])


def _blank_today(data: Data, _: Params) -> set[str]:
    slips = data["slips"]
    return set(slips.loc[slips["served_on"].isna() & slips["withdrawn_on"].isna(), "request_id"])


def _with_later_requests(data: Data, params: Params) -> set[str]:
    slips = data["slips"]
    return still_waiting(data, params) | set(slips.loc[slips["requested_on"] > EARLIER, "request_id"])


def _with_withdrawn(data: Data, params: Params) -> set[str]:
    slips = data["slips"]
    return still_waiting(data, params) | set(slips.loc[slips["withdrawn_on"] <= EARLIER, "request_id"])


# What share is still waiting after so many days?
def _shares(days: "pd.Series[int]", served: "pd.Series[bool]") -> "pd.Series[float]":
    table = survival.kaplan_meier(days, served=served)
    return pd.Series({day: survival.still_waiting_at(table, day) for day in DAYS})


def share_waiting(data: Data, _: Params) -> "pd.Series[float]":
    """Return the Kaplan-Meier share of displaced people still waiting on four days."""
    return _shares(*_group(_waits(data), "displaced"))


def _share_attended(data: Data, _: Params) -> "pd.Series[float]":
    days, served = _group(_waits(data), "displaced")
    return _shares(days[served], served[served])


def _share_open_as_served(data: Data, _: Params) -> "pd.Series[float]":
    days, served = _group(_waits(data), "displaced")
    return _shares(days, served | True)


def _share_served(data: Data, params: Params) -> "pd.Series[float]":
    return 1 - share_waiting(data, params)


def _share_per_100(data: Data, params: Params) -> "pd.Series[float]":
    return 100 * share_waiting(data, params)


# Median wait
def median_wait(data: Data, _: Params) -> float:
    """Return the Kaplan-Meier median of displaced people, in days."""
    days, served = _group(_waits(data), "displaced")
    return survival.median_wait(survival.kaplan_meier(days, served=served))


def _median_attended(data: Data, _: Params) -> float:
    days, served = _group(_waits(data), "displaced")
    return float(days[served].median())


def _mean_attended(data: Data, _: Params) -> float:
    days, served = _group(_waits(data), "displaced")
    return float(days[served].mean())


def _median_blank_as_zero(data: Data, _: Params) -> float:
    days, served = _group(_waits(data), "displaced")
    return float(days.where(served, 0).median())


def _median_from_acceptance(data: Data, _: Params) -> float:
    days, served = _group(_waits(data, start="accepted_on"), "displaced")
    return survival.median_wait(survival.kaplan_meier(days, served=served))


# Gap between the groups
def group_gap(data: Data, _: Params) -> float:
    """Return how many more of the first 180 days displaced people spend waiting than the host community, on average."""
    waits = _waits(data)
    displaced, host = (
        survival.restricted_mean(days, served=served, horizon=HORIZON)
        for days, served in (_group(waits, "displaced"), _group(waits, "host"))
    )
    return displaced - host


def _gap_swapped(data: Data, params: Params) -> float:
    return -group_gap(data, params)


def _gap_of_attended(data: Data, _: Params) -> float:
    waits = _waits(data)
    means = [days[served].mean() for days, served in (_group(waits, "displaced"), _group(waits, "host"))]
    return float(means[0] - means[1])


def _gap_closed_early(data: Data, _: Params) -> float:
    waits = _waits(data)
    means = [days.clip(upper=HORIZON).mean() for days, _ in (_group(waits, "displaced"), _group(waits, "host"))]
    return float(means[0] - means[1])


# Reading the figure
def read_curve(data: Data, _: Params) -> float:
    """Return how many of each 100 displaced people are still waiting on the day of the question."""
    return _per_100(_waits(data), "displaced", data["reading"]["day"].iloc[0])


def _read_host(data: Data, _: Params) -> float:
    return _per_100(_waits(data), "host", data["reading"]["day"].iloc[0])


def _read_served(data: Data, params: Params) -> float:
    return 100 - read_curve(data, params)


EXERCISE = Exercise(
    id="service-access/03-waiting",
    domain="waiting",
    load=load,
    questions=(
        Question(
            id="read-curve", outcome=3, kind="read", variable="read_curve",
            answer=Number(unit="people", tolerance=3, minimum=0, maximum=100),
            expected=read_curve,
            misconceptions=(
                Misconception("other-curve", _read_host),
                Misconception("served-instead", _read_served),
            ),
        ),
        Question(
            id="still-waiting", outcome=1, kind="choose", variable="still_waiting",
            answer=Labels(options=_slip_ids),
            expected=still_waiting,
            misconceptions=(
                Misconception("blank-today", _blank_today),
                Misconception("later-requests", _with_later_requests),
                Misconception("withdrawn", _with_withdrawn),
            ),
        ),
        Question(
            id="share-waiting", outcome=2, kind="compute", variable="share_waiting",
            answer=Column(unit="share", index=lambda data, params: DAYS, tolerance=0.003),
            expected=share_waiting,
            misconceptions=(
                Misconception("attended-only", _share_attended),
                Misconception("open-as-served", _share_open_as_served),
                Misconception("served-instead", _share_served),
                Misconception("per-100", _share_per_100),
            ),
        ),
        Question(
            id="median-wait", outcome=2, kind="compute", variable="median_wait",
            answer=Number(unit="days", tolerance=0.4, minimum=0),
            expected=median_wait,
            misconceptions=(
                Misconception("attended-median", _median_attended),
                Misconception("attended-mean", _mean_attended),
                Misconception("blank-as-zero", _median_blank_as_zero),
                Misconception("from-acceptance", _median_from_acceptance),
            ),
        ),
        Question(
            id="group-gap", outcome=3, kind="compute", variable="group_gap",
            answer=Number(unit="days", tolerance=0.2, minimum=-HORIZON, maximum=HORIZON),
            expected=group_gap,
            misconceptions=(
                Misconception("swapped", _gap_swapped),
                Misconception("attended-means", _gap_of_attended),
                Misconception("open-as-served", _gap_closed_early),
            ),
        ),
        Question(
            id="why-it-fell", outcome=4, kind="choose", variable="why_it_fell",
            answer=Choice(),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("face-value", lambda data, params: "a"),
                Misconception("median-mends", lambda data, params: "b"),
            ),
        ),
        Question(
            id="publish", outcome=5, kind="decide", variable="publish",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("attended-only", lambda data, params: "a"),
                Misconception("open-as-served", lambda data, params: "c"),
                Misconception("closed-as-served", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
