"""The exercise's reference answers, computed again another way, and data that cannot let a mistake be right."""

import pytest

from ruta import datasets
from ruta.practice import Params
from ruta.practice.exercises import route_of_care as exercise
from ruta.service_access.example_route import CUT_OFF, STEPS


@pytest.fixture(scope="module", params=[(country, 104) for country in datasets.COUNTRIES])
def opened(request):
    params = Params(country=request.param[0], seed=request.param[1], language="en")
    return exercise.load(params), params


def test_people_are_counted_by_hand(opened):
    data, params = opened
    made = data["deliveries"]
    seen = {person for person, day in zip(made["person_id"], made["delivered_on"], strict=True) if day.year == 2025}
    assert exercise.persons_reached(data, params) == len(seen)


def test_the_funnel_is_counted_by_hand(opened):
    data, params = opened
    cases = data["cases"]
    asked = cases[(cases["right"] == "health") & cases["requested_on"].between("2024-01-01", "2024-06-30")]
    counts = [
        sum((row[step] - row["requested_on"]).days <= 180 for _, row in asked.iterrows() if row[step] == row[step])
        for step in STEPS
    ]
    assert exercise.funnel_counts(data, params).tolist() == counts


def test_the_gap_is_computed_by_hand(opened):
    data, params = opened
    cases, shares = data["cases"], []
    for year in ("2024", "2025"):
        asked = cases[cases["requested_on"].between(f"{year}-07-01", f"{year}-09-30")]
        shares.append(((asked["served_on"] - asked["requested_on"]).dt.days <= 90).mean())
    assert exercise.cohort_gap(data, params) == pytest.approx(100 * (shares[1] - shares[0]))


def test_the_ratios_are_those_of_the_row(opened):
    data, params = opened
    row = data["counts"].iloc[0]
    found = exercise.ratios(data, params)
    assert found["coverage"] + found["unmet_need"] == pytest.approx(1)
    assert found["take_up"] == pytest.approx(row["served"] / row["eligible"])
    assert found["completion"] == pytest.approx(row["finished"] / row["served"])
    assert row["need"] > row["eligible"] > row["applied"] > row["served"] > row["finished"]


def test_the_figure_can_be_read(opened):
    data, params = opened
    shown = data["shown"]
    (answer,) = exercise.largest(data, params)
    others = shown["left"].drop(answer)
    assert (others < shown["left"][answer]).all()
    assert shown["not_yet"].sum() == 0
    assert (data["cases"].loc[data["cases"]["right"] == "health", "requested_on"] <= CUT_OFF).all()
