"""Exercise of lesson early-warning/03-detecting: from weekly reports to Monday's calls."""

from itertools import pairwise

import numpy as np
import pandas as pd

from ruta import datasets
from ruta.early_warning import detection, scoring
from ruta.early_warning.weeks import WEEK, weekly_grid
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question

THRESHOLD, MIN_SIGMA = 3.0, 0.5
JUDGED_FROM = pd.Timestamp("2024-01-01")
LONG_SILENCE = 4
STRICT = 6.0
TRIED = (2.0, 2.5, 3.0, 4.0)
OPTIONS = ("a", "b", "c", "d")


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the weekly reports, the known onsets, the week to judge and the year's budget of verifications.

    The seed is one more than the notebook's: other municipalities of the same country, so that the numbers of the
    lesson are not the answers.
    """
    seed = params.seed + 1
    weekly = datasets.table("weekly-incidents", country=params.country, seed=seed)
    onsets = datasets.truth("onsets", country=params.country, seed=seed)
    data = {"weekly": weekly, "onsets": onsets}
    return data | {"focus": _focus(weekly, onsets), "budget": _budget(weekly, params)}


def _focus(weekly: pd.DataFrame, onsets: pd.DataFrame) -> pd.DataFrame:
    """The strongest onset, in its third week, in which every mistake with the baseline shows in the limit."""
    counts = weekly_grid(weekly)
    third = onsets.assign(week=onsets["onset_week"] + 2 * WEEK)
    usable = [
        _tells_apart(counts[municipality].loc[week - 9 * WEEK : week])
        for municipality, week in zip(third["municipality"], third["week"], strict=True)
    ]
    strongest = third[usable].sort_values(["factor", "municipality"], ascending=[False, True])
    return strongest[["municipality", "onset_week", "week"]].head(1).reset_index(drop=True)


def _tells_apart(ten_weeks: pd.Series) -> bool:
    """Whether the weeks t-9 to t give limits at least 0.2 incidents apart, that of C1 above that of C2."""
    if ten_weeks.isna().any():
        return False
    guarded, close, own = (_limit(ten_weeks.iloc[start : start + 7], ddof=1) for start in (0, 2, 3))
    limits = sorted([guarded, close, own, _limit(ten_weeks.iloc[:7], ddof=0)])
    return close > guarded and min(high - low for low, high in pairwise(limits)) > 0.2


def _limit(baseline: pd.Series, *, ddof: int) -> float:
    return float(baseline.mean() + THRESHOLD * baseline.std(ddof=ddof))


def _budget(weekly: pd.DataFrame, params: Params) -> pd.DataFrame:
    """Verifications a year: between what two neighbouring thresholds would have asked for before 2024."""
    calls = _calls_per_year(weekly)
    target = 1 + params.seed % 2
    return pd.DataFrame({"verifications_per_year": [int((calls[target - 1] + calls[target]) // 2)]})


def _calls_per_year(weekly: pd.DataFrame) -> list[float]:
    statistic = detection.c2(weekly_grid(weekly), min_sigma=MIN_SIGMA)
    before = statistic[statistic.index < JUDGED_FROM]
    none = pd.DataFrame({"municipality": [], "onset_week": [], "end_week": []})
    scores = [scoring.score(detection.alarms(before, threshold=value), none) for value in TRIED]
    return [score.alarms_per_week * scoring.WEEKS_IN_YEAR for score in scores]


def _municipalities(data: Data, params: Params) -> list[str]:
    return list(weekly_grid(data["weekly"]).columns)


def _population(data: Data) -> pd.Series:
    return data["weekly"].groupby("municipality")["population"].first()


def mean_rate(data: Data, params: Params) -> pd.Series:
    """Mean incidents per 100,000 people and week, over the weeks reported."""
    rates: pd.Series = weekly_grid(data["weekly"]).mean() / _population(data) * 100_000
    return rates


def mean_count(data: Data, params: Params) -> pd.Series:
    """Mistake: incidents, not incidents for each inhabitant."""
    return weekly_grid(data["weekly"]).mean()


def rate_blank_as_zero(data: Data, params: Params) -> pd.Series:
    """Mistake: a week without a report taken as a week without incidents."""
    rates: pd.Series = weekly_grid(data["weekly"]).fillna(0).mean() / _population(data) * 100_000
    return rates


def rate_on_country(data: Data, params: Params) -> pd.Series:
    """Mistake: the population of all municipalities under each of them."""
    rates: pd.Series = weekly_grid(data["weekly"]).mean() / _population(data).sum() * 100_000
    return rates


def _longest_run(mask: pd.DataFrame) -> pd.Series:
    """The longest run of True in each column."""
    longest: pd.Series = mask.apply(lambda column: column.groupby((~column).cumsum()).sum().max())
    return longest


def silent(data: Data, params: Params) -> list[str]:
    """Municipalities with four weeks or more in a row without a report."""
    runs = _longest_run(weekly_grid(data["weekly"]).isna())
    return list(runs.index[runs >= LONG_SILENCE])


def silent_or_zero(data: Data, params: Params) -> list[str]:
    """Mistake: a zero counted as silence."""
    runs = _longest_run(weekly_grid(data["weekly"]).fillna(0) == 0)
    return list(runs.index[runs >= LONG_SILENCE])


def any_blank(data: Data, params: Params) -> list[str]:
    """Mistake: every municipality with a single week without a report."""
    blanks = weekly_grid(data["weekly"]).isna().sum()
    return list(blanks.index[blanks >= 1])


def _before_focus(data: Data, *, first: int, last: int) -> pd.Series:
    """Counts of the municipality to judge from ``first`` to ``last`` weeks before the week to judge."""
    row = data["focus"].iloc[0]
    series = weekly_grid(data["weekly"])[row["municipality"]]
    span: pd.Series = series.loc[row["week"] - first * WEEK : row["week"] - last * WEEK]
    return span


def limit_c2(data: Data, params: Params) -> float:
    """Limit of C2 at three standard deviations: mean and deviation of the weeks t-9 to t-3."""
    return _limit(_before_focus(data, first=9, last=3), ddof=1)


def limit_without_guard(data: Data, params: Params) -> float:
    """Mistake: the weeks t-7 to t-1, so that the rise is inside its own baseline (this is C1)."""
    return _limit(_before_focus(data, first=7, last=1), ddof=1)


def limit_with_own_week(data: Data, params: Params) -> float:
    """Mistake: the weeks t-6 to t, the week under judgement among them."""
    return _limit(_before_focus(data, first=6, last=0), ddof=1)


def limit_dividing_by_n(data: Data, params: Params) -> float:
    """Mistake: the standard deviation of a whole population, divisor n."""
    return _limit(_before_focus(data, first=9, last=3), ddof=0)


def _judged(data: Data, *, threshold: float) -> scoring.Score:
    statistic = detection.c2(weekly_grid(data["weekly"]), min_sigma=MIN_SIGMA)
    judged = statistic[statistic.index >= JUDGED_FROM]
    return scoring.score(detection.alarms(judged, threshold=threshold), data["onsets"])


def false_alarms(data: Data, params: Params) -> float:
    """False alarms a year of C2 above 3 in 2024 and 2025."""
    return _judged(data, threshold=THRESHOLD).false_alarms_per_year


def every_alarm(data: Data, params: Params) -> float:
    """Mistake: all alarms, those that were right among them."""
    score = _judged(data, threshold=THRESHOLD)
    return score.all_alarms / score.years


def both_years(data: Data, params: Params) -> float:
    """Mistake: the sum of two years."""
    return float(_judged(data, threshold=THRESHOLD).false_alarms)


def false_share(data: Data, params: Params) -> float:
    """Mistake: the false alarm ratio, false alarms among all alarms."""
    score = _judged(data, threshold=THRESHOLD)
    return score.false_alarms / score.all_alarms


def _whole(data: Data) -> scoring.Score:
    statistic = detection.c2(weekly_grid(data["weekly"]), min_sigma=MIN_SIGMA)
    return scoring.score(detection.alarms(statistic, threshold=STRICT), data["onsets"])


def weeks_lost(data: Data, params: Params) -> float:
    """Mean weeks from onset to alarm of C2 above 6 over five years, a miss counted as eight weeks."""
    return _whole(data).mean_weeks_lost


def weeks_of_hits(data: Data, params: Params) -> float:
    """Mistake: the mean over the onsets that were found."""
    return float(np.mean(_whole(data).delays))


def weeks_from_one(data: Data, params: Params) -> float:
    """Mistake: the onset week counted as week 1."""
    score = _whole(data)
    found = score.hits + score.misses
    return (sum(score.delays) + score.hits + score.misses * score.within) / found


def best_threshold(data: Data, params: Params) -> str:
    """Letter of the lowest threshold whose calls before 2024 fit the budget."""
    budget = float(data["budget"]["verifications_per_year"].iloc[0])
    calls = _calls_per_year(data["weekly"])
    return next(letter for letter, asked in zip(OPTIONS, calls, strict=True) if asked <= budget)


EXERCISE = Exercise(
    id="early-warning/03-detecting",
    domain="detecting",
    load=load,
    questions=(
        Question(
            id="mean-rate",
            outcome=1,
            kind="compute",
            variable="mean_rate",
            answer=Column(unit="incidents per 100,000 people and week", index=_municipalities, tolerance=0.01),
            expected=mean_rate,
            misconceptions=(
                Misconception("counts", mean_count),
                Misconception("blank-as-zero", rate_blank_as_zero),
                Misconception("whole-country", rate_on_country),
            ),
        ),
        Question(
            id="silent",
            outcome=1,
            kind="choose",
            variable="silent_municipalities",
            answer=Labels(options=_municipalities),
            expected=silent,
            misconceptions=(
                Misconception("zero-as-silence", silent_or_zero),
                Misconception("any-blank", any_blank),
            ),
        ),
        Question(
            id="limit",
            outcome=2,
            kind="compute",
            variable="limit_c2",
            answer=Number(unit="incidents", tolerance=0.05, minimum=0),
            expected=limit_c2,
            misconceptions=(
                Misconception("no-guard-band", limit_without_guard),
                Misconception("own-week", limit_with_own_week),
                Misconception("divided-by-n", limit_dividing_by_n),
            ),
        ),
        Question(
            id="two-limits",
            outcome=3,
            kind="read",
            variable="why_c1_rises",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("calm-again", lambda data, params: "a"),
                Misconception("more-weeks", lambda data, params: "d"),
            ),
        ),
        Question(
            id="false-alarms",
            outcome=4,
            kind="compute",
            variable="false_alarms_per_year",
            answer=Number(unit="false alarms per year", tolerance=0.5, minimum=0),
            expected=false_alarms,
            misconceptions=(
                Misconception("every-alarm", every_alarm),
                Misconception("both-years", both_years),
                Misconception("ratio", false_share),
            ),
        ),
        Question(
            id="weeks-lost",
            outcome=4,
            kind="compute",
            variable="weeks_lost",
            answer=Number(unit="weeks", tolerance=0.05, minimum=0, maximum=scoring.WITHIN),
            expected=weeks_lost,
            misconceptions=(
                Misconception("hits-only", weeks_of_hits),
                Misconception("from-one", weeks_from_one),
            ),
        ),
        Question(
            id="threshold",
            outcome=5,
            kind="decide",
            variable="threshold_choice",
            answer=Choice(options=OPTIONS),
            expected=best_threshold,
            misconceptions=(
                Misconception("misses-only", lambda data, params: "a"),
                Misconception("quiet-office", lambda data, params: "d"),
            ),
        ),
        Question(
            id="monday",
            outcome=5,
            kind="decide",
            variable="monday_choice",
            answer=Choice(options=(*OPTIONS, "e")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("silence-as-calm", lambda data, params: "a"),
                Misconception("name-in-public", lambda data, params: "b"),
                Misconception("wait", lambda data, params: "d"),
            ),
        ),
    ),
)
