"""Exercise of the lesson on who does what, with which money: a table of powers, a fund, service points."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import municipal_example, powers, powers_example, sharing_case

PART = "exercise"
Answer = Callable[[Data, Params], Any]


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the tables of the exercise, and in ``case`` what is asked about them."""
    country, seed = params.country, params.seed
    places = municipal_example.example_places(country=country, seed=seed, part=PART)
    roads = municipal_example.example_roads(places, country=country, seed=seed, part=PART)
    by_need, equalised = sharing_case.amounts_by_need(places), sharing_case.amounts_by_gap(places)
    case = {
        **sharing_case.choose_points(places, roads),
        "offer": ", ".join(sharing_case.choose_offer(places, roads)),
        "by_need": sharing_case.clearest(by_need),
        "equalised": sharing_case.clearest(equalised),
    }
    return {
        "powers": powers_example.example_powers(country=country, seed=seed, part=PART),
        "places": places,
        "roads": roads,
        "grant": sharing_case.grant(country=country, seed=seed),
        "case": pd.DataFrame([case]),
    }


# Which duties are unpaid?
def _codes(data: Data, duties: set[str]) -> set[str]:
    table = data["powers"]
    return set(table.loc[table["duty"].isin(duties), "code"])


def _found(data: Data, *findings: str) -> set[str]:
    found = powers.holes(data["powers"])
    return _codes(data, set(found.loc[found["finding"].isin(findings), "duty"]))


def unpaid(data: Data, _: Params) -> set[str]:
    """Return the duties that somebody must deliver and nobody pays."""
    return _codes(data, powers.unpaid(data["powers"]))


def _no_payer_named(data: Data, _: Params) -> set[str]:
    found = powers.holes(data["powers"])
    missing = found[(found["power"] == "finance") & (found["finding"] == "no-holder")]
    return _codes(data, set(missing["duty"]))


def _undelivered(data: Data) -> set[str]:
    found = powers.holes(data["powers"])
    return _codes(data, set(found.loc[found["power"] == "delivery", "duty"]))


# Money
def _by_need(way: str) -> Answer:
    def amount(data: Data, _: Params) -> float:
        return float(sharing_case.amounts_by_need(data["places"])[way][data["case"]["by_need"].iloc[0]])

    return amount


def _by_gap(way: str) -> Answer:
    def amount(data: Data, _: Params) -> float:
        return float(sharing_case.amounts_by_gap(data["places"])[way][data["case"]["equalised"].iloc[0]])

    return amount


def _cents(way: str) -> Answer:
    return lambda data, params: sharing_case.grant_answers(data["grant"])[way]


# Service points
def _points(way: str) -> Answer:
    def points(data: Data, _: Params) -> set[str]:
        case = data["case"].iloc[0]
        numbers = {"points": int(case["points"]), "limit": int(case["limit"])}
        return sharing_case.best_points(data["places"], data["roads"], **numbers)[way]

    return points


def _left_out(way: str) -> Answer:
    def places(data: Data, _: Params) -> set[str]:
        offer = str(data["case"]["offer"].iloc[0]).split(", ")
        return sharing_case.left_out(data["places"], data["roads"], offer=offer)[way]

    return places


EXERCISE = Exercise(
    id="service-access/08-who-does-what",
    domain="who-does-what",
    load=load,
    questions=(
        Question(
            id="unpaid", outcome=1, kind="choose", variable="unpaid",
            answer=Labels(options=lambda data, params: sorted(set(data["powers"]["code"]))),
            expected=unpaid,
            misconceptions=(
                Misconception("name-is-money", _no_payer_named),
                Misconception("nobody-delivers", lambda data, params: unpaid(data, params) | _undelivered(data)),
                Misconception("every-hole", lambda data, params: _found(data, *powers.FINDINGS)),
            ),
        ),
        Question(
            id="by-need", outcome=2, kind="compute", variable="by_need",
            answer=Number(unit="units of money", tolerance=1.0, minimum=0, maximum=municipal_example.FUND / 100),
            expected=_by_need("need"),
            misconceptions=(
                Misconception("per-head", _by_need("per-head")),
                Misconception("no-price", _by_need("no-price")),
                Misconception("rate", _by_need("rate")),
                Misconception("equal-parts", _by_need("equal-parts")),
            ),
        ),
        Question(
            id="to-the-cent", outcome=2, kind="compute", variable="to_the_cent",
            answer=Column(unit="units of money", index=lambda data, params: data["grant"]["group"], tolerance=0.001),
            expected=_cents("right"),
            misconceptions=(
                Misconception("rounded", _cents("rounded")),
                Misconception("rest-to-last", _cents("rest-to-last")),
                Misconception("rest-to-largest", _cents("rest-to-largest")),
            ),
        ),
        Question(
            id="equalised", outcome=3, kind="compute", variable="equalised",
            answer=Number(unit="units of money", tolerance=1.0, minimum=0, maximum=municipal_example.FUND / 100),
            expected=_by_gap("gap"),
            misconceptions=(
                Misconception("collected", _by_gap("collected")),
                Misconception("unscaled", _by_gap("unscaled")),
                Misconception("surplus-kept", _by_gap("surplus-kept")),
                Misconception("need-only", _by_gap("need-only")),
            ),
        ),
        Question(
            id="effort", outcome=3, kind="choose", variable="effort",
            answer=Choice(),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("real-is-true", lambda data, params: "a"),
                Misconception("no-difference", lambda data, params: "c"),
            ),
        ),
        Question(
            id="best-points", outcome=4, kind="compute", variable="best_points",
            answer=Labels(options=lambda data, params: list(data["places"]["place"])),
            expected=_points("road"),
            misconceptions=(
                Misconception("straight-line", _points("straight")),
                Misconception("most-displaced", _points("displaced")),
                Misconception("largest-towns", _points("population")),
            ),
        ),
        Question(
            id="left-out", outcome=5, kind="read", variable="left_out",
            answer=Labels(options=lambda data, params: list(data["places"]["place"])),
            expected=_left_out("road"),
            misconceptions=(
                Misconception("straight-line", _left_out("straight")),
                Misconception("unsafe-road", _left_out("unsafe")),
                Misconception("reached", _left_out("reached")),
            ),
        ),
        Question(
            id="proposal", outcome=5, kind="decide", variable="proposal",
            answer=Choice(),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("only-winners", lambda data, params: "a"),
                Misconception("equal-is-fair", lambda data, params: "c"),
            ),
        ),
    ),
)  # fmt: skip
