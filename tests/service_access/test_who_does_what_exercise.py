"""The exercise's reference answers, computed again another way, and what keeps a mistake from being right by chance."""

from itertools import combinations

import pandas as pd
import pytest

from ruta import datasets
from ruta.practice import Params
from ruta.practice.exercises import who_does_what as exercise
from ruta.service_access import sharing_case
from tests.service_access import exact_solver


@pytest.fixture(scope="module", params=[(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)])
def opened(request):
    params = Params(country=request.param[0], seed=request.param[1], language="en")
    return exercise.load(params), params


def right(data, params, question):
    return exercise.EXERCISE.question(question).expected(data, params)


def test_the_money_agrees_with_a_sum_by_hand(opened):
    data, params = opened
    places, case = data["places"].set_index("place"), data["case"].iloc[0]
    cost = 120 * places["displaced"] * places["price"]
    share = 600_000 * cost / cost.sum()
    assert right(data, params, "by-need") == pytest.approx(share[case["by_need"]], abs=0.01)
    gap = cost - 0.0005 * places["tax_base"]
    gap = gap.where(gap > 0, 0)
    assert right(data, params, "equalised") == pytest.approx(600_000 * gap[case["equalised"]] / gap.sum(), abs=0.01)


def test_the_grant_is_shared_out_to_the_cent_and_the_rounded_parts_do_not_add_up(opened):
    data, params = opened
    assert right(data, params, "to-the-cent").sum() == pytest.approx(100)
    ways = sharing_case.grant_answers(data["grant"])
    assert ways["rounded"].sum() != pytest.approx(100)
    assert ways["rest-to-last"].sum() == pytest.approx(100)


def test_the_best_points_are_those_of_the_solver_and_no_others(opened):
    data, params = opened
    case, people = data["case"].iloc[0], data["places"].set_index("place")["displaced"]
    minutes = sharing_case.tables_of_ways(data["places"], data["roads"])["road"]
    points, limit = int(case["points"]), int(case["limit"])
    most = exact_solver.best_cover(minutes, people, points, limit)
    as_good = [
        set(chosen)
        for chosen in combinations(minutes.columns, points)
        if people[minutes[list(chosen)].min(axis=1) <= limit].sum() == most
    ]
    assert as_good == [right(data, params, "best-points")]


def test_the_places_left_out_are_read_from_the_safe_minutes(opened):
    data, params = opened
    offer = data["case"]["offer"].iloc[0].split(", ")
    minutes = sharing_case.tables_of_ways(data["places"], data["roads"])["road"]
    expected = {place for place in minutes.index if all(minutes.loc[place, point] > 45 for point in offer)}
    assert right(data, params, "left-out") == expected
    assert 0 < len(expected) < 12


def test_the_unpaid_duties_are_read_from_the_table(opened):
    data, params = opened
    table = data["powers"]
    budgets = table[table["power"] == "finance"].groupby("code")["budget"].sum()
    delivered = set(table.loc[(table["power"] == "delivery") & table["holder"].notna(), "code"])
    expected = {code for code in delivered if not budgets.get(code, 0) > 0}
    assert right(data, params, "unpaid") == expected
    assert len(expected) == 3


def test_amounts_of_mistakes_lie_apart(opened):
    data, _ = opened
    for amounts in (sharing_case.amounts_by_need(data["places"]), sharing_case.amounts_by_gap(data["places"])):
        place = sharing_case.clearest(amounts)
        values = pd.Series({way: each[place] for way, each in amounts.items()})
        assert (values.iloc[1:] - values.iloc[0]).abs().min() > 0.02 * values.iloc[0]
