"""Service points: greedy against exact, exact against every set, a published instance, and what is refused."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access import covering, siting, travel
from tests.service_access import exact_solver, orlib_pmed1

few = settings(max_examples=40, deadline=None)


@st.composite
def territories(draw):
    """A small table of times, the people of each place and a number of points."""
    size = draw(st.integers(2, 7))
    times = draw(st.lists(st.lists(st.integers(0, 90), min_size=size, max_size=size), min_size=size, max_size=size))
    people = draw(st.lists(st.integers(0, 500), min_size=size, max_size=size).filter(any))
    names = list("ABCDEFG"[:size])
    return (
        pd.DataFrame(times, index=names, columns=names, dtype="float64"),
        pd.Series(people, index=names),
        draw(st.integers(1, size)),
    )


def nearest(minutes, points):
    return minutes[list(points)].min(axis=1)


@few
@given(territories())
def test_greedy_lies_between_its_guarantee_and_the_exact_answer(territory):
    minutes, people, points = territory
    cover = covering.greedy_cover(minutes, people=people, points=points, limit=45)
    by_hand = max(people[nearest(minutes, chosen) <= 45].sum() for chosen in combinations(minutes.columns, points))
    exact = exact_solver.best_cover(minutes, people, points, 45)
    assert exact == pytest.approx(by_hand)
    assert covering.worst_case(points) * by_hand - 1e-9 <= cover.people <= by_hand <= cover.at_most + 1e-9
    assert cover.people == people[nearest(minutes, cover.points) <= 45].sum() == sum(cover.gains)
    assert list(cover.gains) == sorted(cover.gains, reverse=True)
    assert len(set(cover.points)) == points


def test_greedy_can_miss_the_best_and_its_bound_says_by_how_much_at_most():
    # Site B takes the middle four first; A and C together would have taken all six.
    reach = {"A": [1, 1, 1, 0, 0, 0], "B": [0, 1, 1, 1, 1, 0], "C": [0, 0, 0, 1, 1, 1]}
    minutes = pd.DataFrame(
        {site: [10 if one else 99 for one in row] for site, row in reach.items()}, index=list("uvwxyz")
    )
    people = pd.Series(1, index=minutes.index)
    cover = covering.greedy_cover(minutes, people=people, points=2, limit=45)
    assert (cover.points[0], cover.people, cover.at_most) == ("B", 5, 6)
    best = siting.best_of_all(minutes, people=people, points=2, limit=45, rule="cover")
    assert (best.points, best.people) == (("A", "C"), 6)


def test_the_guarantee_falls_towards_one_less_one_over_e():
    assert covering.worst_case(1) == 1
    assert covering.worst_case(3) == pytest.approx(19 / 27)
    assert 1 - 1 / math.e < covering.worst_case(500) < 1 - 1 / math.e + 0.001


@few
@given(territories())
def test_each_rule_is_best_by_its_own_measure(territory):
    minutes, people, points = territory
    best = {
        rule: siting.best_of_all(minutes, people=people, points=points, limit=45, rule=rule) for rule in siting.RULES
    }
    every = [
        siting.siting(minutes, people=people, points=chosen, limit=45)
        for chosen in combinations(minutes.columns, points)
    ]
    assert best["cover"].people == max(one.people for one in every)
    assert best["median"].mean_minutes == pytest.approx(min(one.mean_minutes for one in every))
    assert best["centre"].worst_minutes == min(one.worst_minutes for one in every)
    total = exact_solver.best_median(minutes, people, points)
    assert best["median"].mean_minutes * people.sum() == pytest.approx(total, abs=1e-6)


@few
@given(territories())
def test_the_exchange_ends_where_no_exchange_helps(territory):
    minutes, people, points = territory
    chosen = siting.median_by_exchange(minutes, people=people, points=points)
    total = nearest(minutes, chosen) @ people
    others = [point for point in minutes.columns if point not in chosen]
    swapped = [[new if point == old else point for point in chosen] for old in chosen for new in others]
    assert all(nearest(minutes, each) @ people >= total - 1e-6 for each in swapped)
    assert len(set(chosen)) == points
    assert total >= exact_solver.best_median(minutes, people, points) - 1e-6


@pytest.fixture(scope="module")
def pmed1():
    # The last cost of a repeated edge holds: a dictionary keeps just that.
    costs = {frozenset((start, end)): cost for start, end, cost in orlib_pmed1.edges()}
    roads = pd.DataFrame(
        [(*sorted(ends), cost, False) for ends, cost in costs.items()],
        columns=["from_place", "to_place", "minutes", "unsafe"],
    )
    return travel.travel_minutes(pd.DataFrame({"place": range(1, 101)}), roads=roads)


def test_the_exchange_finds_the_published_optimum(pmed1):
    people = pd.Series(1, index=pmed1.index)
    chosen = siting.median_by_exchange(pmed1, people=people, points=orlib_pmed1.MEDIANS)
    assert pmed1[[int(point) for point in chosen]].min(axis=1).sum() == orlib_pmed1.OPTIMUM


def test_on_the_published_network_greedy_cover_is_near_the_exact_one(pmed1):
    people = pd.Series(1, index=pmed1.index)
    for points, limit in ((3, 70), (5, 50), (8, 40)):
        cover = covering.greedy_cover(pmed1, people=people, points=points, limit=limit)
        exact = exact_solver.best_cover(pmed1, people, points, limit)
        assert covering.worst_case(points) * exact <= cover.people <= exact <= cover.at_most


TIMES = pd.DataFrame({"A": [0.0, 30, 80], "B": [30, 0.0, np.inf]}, index=["A", "B", "C"])
PEOPLE = pd.Series({"A": 10, "B": 20, "C": 5})


def test_a_choice_is_judged_and_names_who_is_left_out():
    found = siting.siting(TIMES, people=PEOPLE, points=["A"], limit=45)
    assert found == siting.Siting(
        points=("A",), people=30, left_out=("C",), mean_minutes=(20 * 30 + 5 * 80) / 35, worst_minutes=80
    )
    unreached = siting.siting(TIMES, people=PEOPLE, points=["B"], limit=45)
    assert unreached.worst_minutes == np.inf
    nobody_there = siting.siting(TIMES, people=PEOPLE.replace(5, 0), points=["B"], limit=45)
    assert (nobody_there.left_out, nobody_there.worst_minutes) == ((), 30)


def roads(**changes):
    rows = pd.DataFrame(
        {
            "from_place": ["A", "B", "A"], "to_place": ["B", "C", "C"], "minutes": [10, 15, 60],
            "unsafe": [False, True, False],
        }
    )  # fmt: skip
    return rows.assign(**changes)


def test_an_unsafe_stretch_is_not_a_way():
    places = pd.DataFrame({"place": ["A", "B", "C"], "km_east": [0.0, 3, 3], "km_north": [0.0, 4, 0]})
    safe = travel.travel_minutes(places, roads=roads())
    assert safe.loc["B", "C"] == 70
    assert travel.travel_minutes(places, roads=roads(), use_unsafe=True).loc["A", "C"] == 25
    assert travel.travel_minutes(places, roads=roads()[:2]).loc["A", "C"] == np.inf
    assert travel.straight_kilometres(places).loc["A"].tolist() == [0, 5, 3]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("call", "code", "named"),
    [
        (lambda: covering.greedy_cover(TIMES, people=PEOPLE, points=3, limit=45), "bad-points", ["3", "2"]),
        (lambda: covering.greedy_cover(TIMES, people=PEOPLE[:2], points=1, limit=45), "bad-people", ["3", "C"]),
        (lambda: siting.siting(TIMES, people=PEOPLE * 0, points=["A"], limit=45), "nobody", ["3"]),
        (lambda: siting.siting(TIMES, people=PEOPLE, points=["Z"], limit=45), "unknown-point", ["Z", "A, B"]),
        (lambda: siting.best_of_all(TIMES, people=PEOPLE, points=1, limit=45, rule="x"), "unknown-rule", ["cover"]),
        (lambda: siting.median_by_exchange(TIMES, people=PEOPLE, points=1), "no-way", ["3", "C"]),
        (
            lambda: travel.travel_minutes(pd.DataFrame({"place": ["A", "B"]}), roads=roads()),
            "unknown-place", ["2", "C", "A, B"],
        ),
        (
            lambda: travel.travel_minutes(pd.DataFrame({"place": ["A", "B", "C"]}), roads=roads(minutes=[10, -1, 60])),
            "bad-minutes", ["2", "-1"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(call, code, named, language):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.code == f"sharing.{code}"
    assert all(part in refused.value.sentence(language) for part in named)


def test_too_many_sets_are_refused_before_they_are_tried(pmed1):
    with pytest.raises(InputError) as refused:
        siting.best_of_all(pmed1, people=pd.Series(1, index=pmed1.index), points=5, limit=45, rule="cover")
    assert "75,287,520" in refused.value.sentence("en")
