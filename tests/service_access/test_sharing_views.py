"""The invented tables, the figures and the control of the lesson on money and service points."""

import numpy as np
import pandas as pd
import pytest

from ruta import datasets
from ruta.errors import InputError
from ruta.service_access import (
    allocation,
    municipal_example,
    points_view,
    powers,
    powers_example,
    powers_view,
    sharing_figures,
    siting,
    travel,
)

LANGUAGES = ("en", "es")
LIMIT = municipal_example.LIMIT


@pytest.fixture(scope="module", params=[(c, part) for c in datasets.COUNTRIES for part in ("lesson", "exercise")])
def territory(request):
    country, part = request.param
    places = municipal_example.example_places(country=country, seed=2026, part=part)
    roads = municipal_example.example_roads(places, country=country, seed=2026, part=part)
    return places, roads, travel.travel_minutes(places, roads=roads)


def test_the_invented_table_is_one_that_the_functions_accept(territory):
    places, roads, minutes = territory
    allocation.checked_places(places)
    assert list(places["place"]) == list(municipal_example.PLACES)
    assert (places["population"].dtype, places["displaced"].dtype, roads["minutes"].dtype) == ("int64",) * 3
    assert np.isfinite(minutes.to_numpy()).all()
    assert roads["unsafe"].sum() == 1


def test_what_the_lesson_builds_in_is_there(territory):
    places, roads, minutes = territory
    rows = places.set_index("place")
    need = rows["displaced"] * rows["price"] * municipal_example.UNIT_COST
    capacity = rows["tax_base"] * municipal_example.STANDARD_EFFORT
    gap = allocation.fiscal_gap(need, capacity=capacity)
    assert gap.sum() > municipal_example.FUND / 100  # the fund never fills every gap
    assert (gap == 0).any()
    assert (rows["collected"] < capacity).any()
    assert (rows["collected"] > capacity).any()
    one, other = roads.loc[roads["unsafe"], ["from_place", "to_place"]].iloc[0]
    by_unsafe = travel.travel_minutes(places, roads=roads, use_unsafe=True).loc[one, other]
    assert by_unsafe < LIMIT < minutes.loc[one, other]
    assert travel.straight_kilometres(places).loc[one, other] < municipal_example.STRAIGHT_LIMIT


def test_another_seed_and_another_part_give_other_numbers():
    tables = [
        municipal_example.example_places(country="HND", seed=seed, part=part)
        for seed, part in ((2026, "lesson"), (2027, "lesson"), (2026, "exercise"))
    ]
    assert not any(tables[0]["displaced"].equals(other["displaced"]) for other in tables[1:])
    again = municipal_example.example_places(country="HND", seed=2026)
    pd.testing.assert_frame_equal(tables[0], again)


def test_an_unknown_country_is_named():
    with pytest.raises(InputError) as refused:
        municipal_example.example_places(country="XXX", seed=1)
    assert "XXX" in refused.value.sentence("en")


@pytest.fixture(scope="module")
def one_territory():
    places = municipal_example.example_places(country="SLV", seed=2026)
    roads = municipal_example.example_roads(places, country="SLV", seed=2026)
    return places, roads, travel.travel_minutes(places, roads=roads)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("points", "rule"), [(1, "cover"), (3, "median"), (3, "centre"), (8, "cover")])
def test_the_control_names_who_is_left_without(one_territory, points, rule, language):
    places, roads, minutes = one_territory
    people = places.set_index("place")["displaced"]
    shown = points_view.points_view(
        points, rule, places=places, roads=roads, minutes=minutes, limit=LIMIT, language=language
    )
    best = siting.best_of_all(minutes, people=people, points=points, limit=LIMIT, rule=rule)
    for text in (shown.text, shown.alt):
        assert ", ".join(best.points) in text
        assert f"{100 * best.people / people.sum():.0f}" in text
        assert all(f"{place} ({people[place]:,})" in text for place in best.left_out)
    drawn = shown.figure.axes[0].collections
    assert sum(len(each.get_offsets()) for each in drawn[:4]) == len(places)
    assert len(drawn[-1].get_offsets()) == points


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_before_any_choice_shows_no_points(one_territory, language):
    places, roads, _ = one_territory
    shown = points_view.points_map(places, roads=roads, chosen=None, limit=LIMIT, language=language)
    assert len(shown.figure.axes[0].collections[0].get_offsets()) == len(places)
    assert len(shown.figure.legends[0].get_texts()) == 2
    assert not any(f"{count:,}" in shown.alt for count in places["displaced"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_the_rules_names_the_least_paid_for(language):
    paid = pd.DataFrame({"heads": [20.0, 130.0], "need": [55.0, 41.0], "equalised": [60.0, 70.0]}, index=["A", "B"])
    shown = sharing_figures.paid_figure(paid, language=language)
    assert all(part in shown.alt for part in ("20", "41", "60"))
    markers = {line.get_marker() for line in shown.figure.axes[0].lines if line.get_linestyle() == "None"}
    assert len(markers) == 3  # told apart without colour
    assert [label.get_text() for label in shown.figure.axes[0].get_yticklabels()] == ["A", "B"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_the_points_is_the_table(language):
    shares = pd.DataFrame({"road": [25.0, 49.4], "bound": [25.0, 50.0], "straight": [70.0, 100.0]}, index=[1, 2])
    shown = sharing_figures.points_figure(shares, limit=45, language=language)
    lines = shown.figure.axes[0].lines
    assert [list(line.get_ydata()) for line in lines] == shares.T.to_numpy().tolist()
    assert len({line.get_linestyle() for line in lines}) == 3
    assert "1: 25, 2: 49" in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_powers_reads_in_words(language):
    table = powers_example.example_powers(country="MEX", seed=2026)
    shown = powers_view.powers_table(table, language=language)
    assert list(shown.index) == [f"D{number}" for number in range(1, 9)]
    dashes = (shown == "—").sum().sum()
    assert dashes == 2  # one duty that nobody pays and one that nobody delivers
    assert shown.iloc[:, 2].str.contains(r": 0$").sum() == 2
    found = powers_view.holes_table(powers.holes(table), language=language)
    assert len(found) == 6
    assert not found.map(lambda cell: "sharing." in cell).any().any()
