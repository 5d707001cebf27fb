"""The declared rule by hand and by its properties, and how it behaves on the synthetic survey."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.datasets import profiling
from ruta.errors import InputError
from ruta.statistics import composite, sensitivity

NAMES = list(composite.MEASURES)
answers = st.lists(st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5), min_size=1, max_size=12)


def table(rows: list[list[bool | None]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=NAMES).astype("boolean")


@pytest.fixture(scope="module", params=[(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7)])
def surveyed(request: pytest.FixtureRequest) -> tuple[pd.DataFrame, pd.Series]:
    country, seed = request.param
    made = profiling.survey(country=country, seed=seed)
    people = made.persons.merge(made.households, on="household_id")
    return people, people["person_id"].map(made.truth.set_index("person_id")["still_linked"])


def test_a_rule_worked_by_hand() -> None:
    host = pd.DataFrame(
        {"safe_days": [10, 20, 24, 30], "food_days": [10, 20, 24, 30], "income": [50, 60, pd.NA, 100],
         "tenure_months": [0, 12, 24, 60], "documents": [2, 3, 3, 3]}
    )  # fmt: skip
    limits = composite.thresholds(host, quantile=0.34)
    assert limits.to_dict() == {"safety": 20, "living": 20, "livelihood": 50, "housing": 12, "documents": 3}
    person = {"safe_days": 20, "food_days": 30, "income": 55, "tenure_months": 12, "documents": 3}
    others = [{**person, "safe_days": 19}, {**person, "income": pd.NA}, {**person, "income": pd.NA, "documents": 2}]
    found = composite.all_of(composite.passed(pd.DataFrame([person, *others]), limits))
    assert found.to_list() == [True, False, pd.NA, False]


@given(answers)
@settings(max_examples=60, deadline=None)
def test_all_of_is_the_and_in_which_a_blank_can_still_go_both_ways(rows: list[list[bool | None]]) -> None:
    for row, found in zip(rows, composite.all_of(table(rows)), strict=True):
        blanks = [[True, False] if answer is None else [answer] for answer in row]
        possible = {all(filled) for filled in product(*blanks)}
        assert (found is pd.NA) if len(possible) == 2 else (bool(found) == possible.pop())


@given(answers, st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_at_least_agrees_with_every_way_to_fill_the_blanks(rows: list[list[bool | None]], count: int) -> None:
    for row, found in zip(rows, composite.at_least(table(rows), count), strict=True):
        blanks = [[True, False] if answer is None else [answer] for answer in row]
        possible = {sum(filled) >= count for filled in product(*blanks)}
        assert (found is pd.NA) if len(possible) == 2 else (bool(found) == possible.pop())


@given(answers)
@settings(max_examples=60, deadline=None)
def test_dropping_a_criterion_never_takes_anybody_back(rows: list[list[bool | None]]) -> None:
    passes = table(rows)
    before = composite.all_of(passes).fillna(False).astype(bool)
    for name in NAMES:
        after = composite.all_of(passes.drop(columns=name)).fillna(False).astype(bool)
        assert (after | ~before).all()
    more = sensitivity.dropping_frees(passes, weight=pd.Series(1, index=passes.index))
    assert (more >= 0).all()


def test_only_the_last_obstacle_frees() -> None:
    passes = table([[False, True, True, True, True], [False, False, True, True, True], [True] * 5])
    more = sensitivity.dropping_frees(passes, weight=pd.Series([7, 5, 3]))
    assert more.to_dict() == {"safety": 7, "living": 0, "livelihood": 0, "housing": 0, "documents": 0}


def test_an_average_hides_who_is_not_safe() -> None:
    host = pd.DataFrame(
        {"safe_days": [25] * 4, "food_days": [25] * 4, "income": [100] * 4, "tenure_months": [24] * 4,
         "documents": [3] * 4}
    )  # fmt: skip
    afraid = pd.DataFrame(
        {"safe_days": [2], "food_days": [30], "income": [300], "tenure_months": [60], "documents": [3]}
    )
    assert not composite.all_of(composite.passed(afraid, composite.thresholds(host)))[0]
    assert composite.average_rule(afraid, host)[0]
    # 300 is worth no more than 200: points stop at 100.
    assert composite.average_points(afraid)[0] == pytest.approx((2 / 30 * 100 + 400) / 5)


def test_pasting_gives_everybody_the_result_of_the_reference_person() -> None:
    people = pd.DataFrame({"household_id": ["a", "a", "b", "b"], "reference": [True, False, False, True]})
    own = pd.Series([True, False, True, False], dtype="boolean")
    assert composite.pasted(people, own).to_list() == [True, True, False, False]


def test_a_stricter_threshold_never_lets_more_out(surveyed: tuple[pd.DataFrame, pd.Series]) -> None:
    people, _ = surveyed
    before = sensitivity.leaving(people, quantile=0.0)
    for quantile in (0.1, 0.25, 0.4, 0.6):
        after = sensitivity.leaving(people, quantile=quantile)
        assert (before | ~after).all()
        before = after


def test_what_the_lesson_says_of_the_rule_holds(surveyed: tuple[pd.DataFrame, pd.Series]) -> None:
    people, linked = surveyed
    displaced, host = people["group"].str.startswith("A"), people["group"] == "host"
    leaves = sensitivity.variants(people)
    found = sensitivity.table(leaves[displaced], weight=people["weight"][displaced], linked=linked[displaced])
    base = found.loc[sensitivity.BASE]
    assert leaves.loc[host, sensitivity.BASE].mean() < 0.5, "most neighbours do not pass their own yardstick"
    kept = people["weight"][displaced & ~leaves[sensitivity.BASE] & ~linked].sum()
    assert kept > 4 * base["still_linked"], "the rule keeps far more people by mistake than it lets out"
    assert found.loc["average", "leave"] > 2 * base["leave"]
    assert found.loc["average", "still_linked"] > 0.3 * found.loc["average", "leave"]
    assert found.loc["capital", "leave"] < base["leave"] < found.loc["without-safety", "leave"]
    assert found.loc["stricter", "leave"] < base["leave"] < found.loc["easier", "leave"]
    pasted = leaves["pasted"] & ~leaves[sensitivity.BASE] & displaced
    assert pasted.any(), "somebody leaves by another's result"


def test_no_setting_of_the_control_makes_both_errors_small() -> None:
    made = profiling.survey(country="HND", seed=2026)
    people = made.persons.merge(made.households, on="household_id")
    linked = people["person_id"].map(made.truth.set_index("person_id")["still_linked"])
    weight = people["weight"].where(people["group"].str.startswith("A"), 0)
    worst = []
    for dropped, quantile, benchmark in product([None, *NAMES], range(5, 51, 5), ["host", "capital"]):
        leaves = sensitivity.leaving(people, dropped=dropped, quantile=quantile / 100, benchmark=benchmark)
        worst.append(max(weight[leaves & linked].sum(), weight[~leaves & ~linked].sum()) / weight.sum())
    assert len(worst) == 120
    assert min(worst) > 0.08


def test_bad_input_is_named() -> None:
    with pytest.raises(InputError) as caught:
        composite.thresholds(pd.DataFrame(), quantile=25)
    assert "25" in caught.value.sentence("es")
    with pytest.raises(InputError) as caught:
        composite.passed(pd.DataFrame(), pd.Series({"happiness": 1}))
    assert "happiness" in caught.value.sentence("en")
