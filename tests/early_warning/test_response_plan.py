"""Needs of the first hours by hand, and a plan whose every fault is found and no other."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import first_needs, plan_checks, response_plan
from ruta.errors import InputError
from ruta.messages import LANGUAGES


def test_needs_by_hand():
    """180 persons, 3 days: 15 litres each day is 8,100; 3 rations each; 3.5 square metres; 180 / 50 = 3.6 toilets."""
    found = first_needs.needs(households=40, persons=180)
    assert found.to_dict() == {"water": 8100, "rations": 540, "floor": 630, "toilets": 4, "kits": 40}
    assert found.dtype == "int64"


@given(st.integers(0, 400), st.integers(0, 1600), st.integers(1, 240))
@settings(max_examples=50, deadline=None)
def test_needs_agree_with_exact_fractions(households, more, hours):
    persons = households + more
    found = first_needs.needs(households=households, persons=persons, hours=hours)
    units = {"person-day": Fraction(persons * hours, 24), "person": Fraction(persons), "household": households}
    for one in first_needs.STANDARDS:
        assert found[one.item] == math.ceil(Fraction(one.amount) * units[one.per] / one.every)


@given(st.integers(1, 3000), st.integers(1, 400))
@settings(max_examples=50, deadline=None)
def test_a_stock_lasts_as_long_as_its_share_of_the_need(water, persons):
    stock = pd.Series({"water": water, "rations": 10})
    hours = first_needs.lasting_hours(stock, persons=persons)
    # Three days of a need of which a share is there last that share of three days.
    assert hours["water"] == pytest.approx(72 * water / (15 * persons * 3))


def test_a_blank_stock_is_no_zero():
    needed = first_needs.needs(households=2, persons=8)
    with pytest.raises(InputError, match="toilets"):
        first_needs.covered(response_plan.STOCK.drop("toilets"), needed)
    with pytest.raises(InputError, match="toilets"):
        first_needs.covered(response_plan.STOCK.astype("float64").replace({1.0: math.nan}), needed)


@pytest.mark.parametrize("wrong", [{"households": -1, "persons": 4}, {"households": 5, "persons": 4}])
def test_an_impossible_planning_figure_is_refused(wrong):
    with pytest.raises(InputError):
        first_needs.needs(**wrong)
    with pytest.raises(InputError):
        first_needs.needs(households=1, persons=4, hours=0)
    with pytest.raises(InputError):
        first_needs.lasting_hours(response_plan.STOCK, persons=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_the_example_is_found_and_nothing_else(language):
    found = plan_checks.check(response_plan.example_plan(language))
    assert [(one.activity, one.code) for one in found] == [
        ("A-02", "two-at-once"), ("A-03", "no-deputy"), ("A-05", "late"), ("A-06", "no-budget"), ("A-07", "nobody"),
        ("A-09", "no-consent"), ("A-10", "no-trigger"),
    ]  # fmt: skip
    assert len({one.sentence(language) for one in found}) == len(found)


def test_the_stock_falls_short_only_of_the_high_figure_in_the_kits():
    plan = response_plan.example_plan("en")
    short = {}
    for name, row in response_plan.SCENARIO.iterrows():
        persons = math.ceil(row["households"] * row["persons_per_household"])
        needed = first_needs.needs(households=int(row["households"]), persons=persons)
        short[name] = {one.activity for one in plan_checks.check(plan, needed=needed) if one.code == "short"}
    assert short["low"] == set()
    assert "A-08" not in short["central"]
    assert short["high"] == {"A-04", "A-05", "A-06", "A-07", "A-08"}


def test_a_repaired_plan_has_no_finding():
    plan = response_plan.example_plan("en")
    fixed = plan.assign(
        trigger=plan["trigger"].replace("", "arrivals"), deputy="Deputy mayor", responsible=plan["activity"],
        needed_by=plan["deadline"], budget_line="2.1", consent=True,
    )  # fmt: skip
    assert plan_checks.check(fixed) == []


HOURS = st.tuples(st.sampled_from(["x", "y", ""]), st.integers(0, 20), st.integers(1, 10))


@given(st.lists(HOURS, max_size=8))
@settings(max_examples=50, deadline=None)
def test_collisions_agree_with_a_diary_hour_by_hour(rows):
    plan = pd.DataFrame(
        [(str(place), post, start, start + long) for place, (post, start, long) in enumerate(rows)],
        columns=["activity", "responsible", "start", "deadline"],
    )
    expected = set()
    for one in range(len(rows)):
        for two in range(one + 1, len(rows)):
            busy = [set(range(start, start + long)) for _, start, long in (rows[one], rows[two])]
            if rows[one][0] == rows[two][0] != "" and busy[0] & busy[1]:
                expected.add((rows[one][0], str(one), str(two)))
    assert set(plan_checks.collisions(plan)) == expected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda plan: plan.drop(columns="deputy"), "response.plan-column"),
        (lambda plan: plan.assign(activity="A-01"), "response.plan-twice"),
        (lambda plan: plan.assign(deadline=plan["start"]), "response.plan-hours"),
        (lambda plan: plan.assign(item="tents"), "response.plan-item"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused(change, code):
    with pytest.raises(InputError) as raised:
        plan_checks.check(change(response_plan.example_plan("en")), needed=first_needs.needs(households=2, persons=8))
    assert raised.value.code == code
    assert raised.value.sentence("en") != raised.value.sentence("es")
