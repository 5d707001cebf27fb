"""Exercise of the lesson on return and relocation: another city, another file, and a letter from its mayor's office."""

import math

import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import (
    example_households,
    moving_again,
    persistence,
    return_answers,
    viability,
    viability_view,
)
from ruta.service_access.example_return import CUT_OFF, ON, example_return
from ruta.service_access.example_return_draws import LEVEL

OTHER_SEED = 1000
"""Added to the seed: the exercise is about another city than the lesson."""
YEARS = (2023, 2025)
YEAR_DAYS = 365


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the city's months, evidence and earlier returns, slips of households, and a draft record of decisions."""
    seed = params.seed + OTHER_SEED
    city = example_return(country=params.country, seed=seed)
    followed = moving_again.follow_up(city.returns, cut_off=CUT_OFF)
    day = return_answers.reading_day(followed, city.returns["prepared"])
    return {
        "months": city.months,
        "asked": pd.DataFrame({"place": [city.asked]}),
        "evidence": city.evidence,
        "returns": city.returns,
        "slips": return_answers.slips(country=params.country, seed=seed),
        "decisions": return_answers.decisions(country=params.country, seed=seed, on=ON),
        "reading": pd.DataFrame({"day": [day]}),
    }


# Who decided freely and with knowledge?
def free_households(data: Data, _: Params) -> set[str]:
    """Return the slips of households that want to return and could decide freely and with knowledge."""
    return _free(data, blank=False)


def _free(data: Data, *, blank: bool) -> set[str]:
    slips = data["slips"]
    free = example_households.free_and_informed(slips, blank=blank)
    return set(slips.loc[free & (slips["wish"] == "return"), "household"])


def _signed(data: Data, _: Params) -> set[str]:
    return set(data["slips"].loc[data["slips"]["signed"], "household"])


def _wish(data: Data, _: Params) -> set[str]:
    return set(data["slips"].loc[data["slips"]["wish"] == "return", "household"])


def _signed_too(data: Data, params: Params) -> set[str]:
    return free_households(data, params) & _signed(data, params)


# Rates per resident
def _sums(data: Data) -> pd.DataFrame:
    months = data["months"]
    rows = months[months["place"] == data["asked"]["place"].iloc[0]]
    sums: pd.DataFrame = rows.groupby(rows["month"].dt.year)[["incidents", "residents"]].sum().loc[list(YEARS)]
    return sums


def two_rates(data: Data, _: Params) -> "pd.Series[float]":
    """Return the rate of the neighbourhood asked about, per 1,000 residents and month, in two years."""
    sums = _sums(data)
    return persistence.PER * sums["incidents"] / sums["residents"]


def _first_residents(data: Data, _: Params) -> "pd.Series[float]":
    sums = _sums(data)
    rates: pd.Series[float] = persistence.PER * sums["incidents"] / sums["residents"].iloc[0]
    return rates


def _a_year(data: Data, params: Params) -> "pd.Series[float]":
    return 12 * two_rates(data, params)


def _per_month(data: Data, _: Params) -> "pd.Series[float]":
    counts: pd.Series[float] = _sums(data)["incidents"] / 12
    return counts


# Whose whole interval lies above the level?
def _places(data: Data, _: Params) -> list[str]:
    return sorted(data["months"]["place"].unique())


def _last_year(data: Data) -> pd.DataFrame:
    return persistence.with_rates(return_answers.last_year(data["months"]))


def surely_above(data: Data, _: Params) -> set[str]:
    """Return the neighbourhoods whose rate of the last year lies above the level with its whole interval."""
    table = _last_year(data)
    return set(table.index[table["low"] > LEVEL])


def _rate_above(data: Data, _: Params) -> set[str]:
    table = _last_year(data)
    return set(table.index[table["rate"] > LEVEL])


def _not_below(data: Data, _: Params) -> set[str]:
    table = _last_year(data)
    return set(table.index[table["high"] >= LEVEL])


# Which neighbourhoods are viable to start?
CRITERIA = viability.framework()


def may_start(data: Data, _: Params) -> set[str]:
    """Return the neighbourhoods where every criterion to start is met on the day of the assessment."""
    return return_answers.opened(data["evidence"], CRITERIA, on=ON)


def _never_expires(data: Data, _: Params) -> set[str]:
    open_ = viability_view.opened(data["evidence"], CRITERIA, on=ON, validity=math.inf)
    return set(open_.index[open_])


def _unknown_met(data: Data, _: Params) -> set[str]:
    return return_answers.opened(data["evidence"], CRITERIA, on=ON, unknown_met=True)


def _points(data: Data, _: Params) -> set[str]:
    open_ = viability_view.opened(data["evidence"], CRITERIA, on=ON, rule="points", validity=math.inf)
    return set(open_.index[open_])


# Who moved again?
def _followed(data: Data) -> pd.DataFrame:
    return moving_again.follow_up(data["returns"], cut_off=CUT_OFF)


def _read(data: Data, *, prepared: bool) -> moving_again.Share:
    mine = data["returns"]["prepared"] == prepared
    return moving_again.moved_by(_followed(data)[mine], day=data["reading"]["day"].iloc[0])


def read_moved(data: Data, _: Params) -> float:
    """Return how many of each 100 households that returned unprepared had moved again by the day of the question."""
    return 100 * _read(data, prepared=False).censored


def _read_other(data: Data, _: Params) -> float:
    return 100 * _read(data, prepared=True).censored


def _read_there(data: Data, params: Params) -> float:
    return 100 - read_moved(data, params)


def _read_band(data: Data, _: Params) -> float:
    return 100 * _read(data, prepared=False).lost_moved


def moved_in_a_year(data: Data, _: Params) -> float:
    """Return how many of each 100 households had moved again within a year of their return, open cases included."""
    return 100 * moving_again.moved_by(_followed(data), day=YEAR_DAYS).censored


def _moved(data: Data) -> "pd.Series[bool]":
    followed = _followed(data)
    return (followed["state"] == "moved") & (followed["days"] <= YEAR_DAYS)


def _of_all(data: Data, _: Params) -> float:
    return 100 * float(_moved(data).mean())


def _as_share(data: Data, params: Params) -> float:
    return moved_in_a_year(data, params) / 100


def _lost_as_moved(data: Data, _: Params) -> float:
    return 100 * moving_again.moved_by(_followed(data), day=YEAR_DAYS).lost_moved


# Which decisions go back?
def decisions_back(data: Data, _: Params) -> set[str]:
    """Return the rows of the draft record that are sent back."""
    return return_answers.sent_back(data["decisions"])


def _only_blanks(data: Data, _: Params) -> set[str]:
    return return_answers.sent_back(data["decisions"], dates=False, minimum=False)


def _no_dates(data: Data, _: Params) -> set[str]:
    return return_answers.sent_back(data["decisions"], dates=False)


def _every_lack(data: Data, params: Params) -> set[str]:
    table = data["decisions"]
    return decisions_back(data, params) | set(table.loc[table["lacking"] != "", "row"])


EXERCISE = Exercise(
    id="service-access/06-return-and-relocation",
    domain="return-and-relocation",
    load=load,
    questions=(
        Question(
            id="free-households", outcome=1, kind="choose", variable="free_households",
            answer=Labels(options=lambda data, params: list(data["slips"]["household"])),
            expected=free_households,
            misconceptions=(
                Misconception("signed", _signed),
                Misconception("wish-only", _wish),
                Misconception("blank-as-yes", lambda data, params: _free(data, blank=True)),
                Misconception("signed-too", _signed_too),
            ),
        ),
        Question(
            id="two-rates", outcome=2, kind="compute", variable="two_rates",
            answer=Column(unit="per 1,000 residents and month", index=lambda data, params: YEARS, tolerance=0.011),
            expected=two_rates,
            misconceptions=(
                Misconception("first-residents", _first_residents),
                Misconception("a-year", _a_year),
                Misconception("no-residents", _per_month),
            ),
        ),
        Question(
            id="surely-above", outcome=2, kind="read", variable="surely_above",
            answer=Labels(options=_places),
            expected=surely_above,
            misconceptions=(
                Misconception("rate-only", _rate_above),
                Misconception("not-below", _not_below),
            ),
        ),
        Question(
            id="may-start", outcome=3, kind="choose", variable="may_start",
            answer=Labels(options=_places),
            expected=may_start,
            misconceptions=(
                Misconception("never-expires", _never_expires),
                Misconception("unknown-as-met", _unknown_met),
                Misconception("by-points", _points),
            ),
        ),
        Question(
            id="read-moved", outcome=4, kind="read", variable="read_moved",
            answer=Number(unit="households of each 100", tolerance=3, minimum=0, maximum=100),
            expected=read_moved,
            misconceptions=(
                Misconception("other-curve", _read_other),
                Misconception("still-there", _read_there),
                Misconception("edge-of-band", _read_band),
            ),
        ),
        Question(
            id="moved-in-a-year", outcome=4, kind="compute", variable="moved_in_a_year",
            answer=Number(unit="households of each 100", tolerance=0.51, minimum=0, maximum=100),
            expected=moved_in_a_year,
            misconceptions=(
                Misconception("of-all", _of_all),
                Misconception("as-share", _as_share),
                Misconception("lost-as-moved", _lost_as_moved),
            ),
        ),
        Question(
            id="decisions-back", outcome=5, kind="choose", variable="decisions_back",
            answer=Labels(options=lambda data, params: list(data["decisions"]["row"])),
            expected=decisions_back,
            misconceptions=(
                Misconception("only-blanks", _only_blanks),
                Misconception("no-dates", _no_dates),
                Misconception("every-lack", _every_lack),
            ),
        ),
        Question(
            id="what-to-answer", outcome=5, kind="decide", variable="what_to_answer",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "e",
            misconceptions=(
                Misconception("counts-and-forms", lambda data, params: "a"),
                Misconception("points", lambda data, params: "b"),
                Misconception("one-way-out", lambda data, params: "d"),
            ),
        ),
    ),
)  # fmt: skip
