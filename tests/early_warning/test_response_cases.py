"""The cases of the exercise hold what their questions need, whatever the country and seed."""

import pytest

from ruta.early_warning import first_needs, mass_events, plan_checks, response_cases, simulation
from ruta.early_warning.response_plan import POSTS

CASES = [(country, seed) for country in ("SLV", "HND", "MEX", "COL") for seed in (2026, 7, 101)]
each_case = pytest.mark.parametrize(("country", "seed"), CASES)


@each_case
def test_the_events_reach_the_rule_in_every_way(country, seed):
    table = response_cases.event_counts(country=country, seed=seed)
    pairs = zip(table["households"], table["persons"], strict=True)
    ways = [mass_events.reached(households=one, persons=two) for one, two in pairs]
    assert sorted(ways) == ["both", "households", "households", "neither", "neither", "neither", "persons", "persons"]
    assert table.loc[table["persons"] == 49, "households"].tolist() == [9]


@each_case
def test_the_shortest_item_is_neither_the_fewest_nor_the_largest_gap(country, seed):
    figure = response_cases.planning_case(country=country, seed=seed)
    assert figure["households"].is_monotonic_increasing
    households, size = figure.loc["high"]
    needed = first_needs.needs(households=int(households), persons=int(households * size))
    table = response_cases.stock_case(needed, country=country, seed=seed)
    share = table["stock"] / table["needed"]
    assert share.idxmin() in ("rations", "floor")
    assert share.nsmallest(2).diff().iloc[-1] > 0.1  # no doubt about which
    assert table["stock"].idxmin() == "kits"
    assert (table["needed"] - table["stock"]).idxmax() == "water"


@each_case
def test_the_roster_has_two_posts_in_two_places(country, seed):
    table = response_cases.roster_case("es", country=country, seed=seed)
    found = plan_checks.collisions(table)
    assert len({post for post, _, _ in found}) == len(found) == 2


@each_case
def test_the_room_has_criticisms_of_every_kind(country, seed):
    sent, taken, points = response_cases.room_case(country=country, seed=seed)
    found = simulation.review(points, sent, taken)
    assert found.value_counts().to_dict() == {"fair": 4, "not-passed-on": 2, "hindsight": 2}
    assert set(taken["post"]) <= set(POSTS)
    for _, row in taken.iterrows():
        assert set(row["because"]) <= simulation.knew(sent, taken, post=row["post"], minute=row["minute"])
