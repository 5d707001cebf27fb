"""The draw, the weights, the plan and capture-recapture against published values, samplics and their properties."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.errors import InputError
from ruta.statistics import capture, estimation, plan, sampling, survey_frame, weights

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)  # the library says at import that it is archived
    from samplics import SampleWeight

COUNTRY = {"country": "HND", "seed": 2026}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return survey_frame.make(**COUNTRY)


def responses(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    count = 200
    return pd.DataFrame(
        {
            "weight": rng.uniform(3, 30, count),
            "answered": rng.random(count) < 0.7,
            "dwelling": rng.choice(["own", "rented", "lent"], count),
            "members": rng.integers(1, 8, count).astype(float),
        }
    )


# The invented country
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_frame_counts_persons_who_had_to_move_and_are_still_here(country: str) -> None:
    frame = survey_frame.make(country=country, seed=7)
    movements = datasets.table("movements", country=country, seed=7, size=survey_frame.SIZE)
    lately = movements["date"].between(survey_frame.SINCE, survey_frame.UNTIL)
    forced = set(movements.loc[lately & movements["kind"].isin(survey_frame.FORCED), "person_id"])
    gone = set(movements.loc[movements["kind"].isin(survey_frame.GONE), "person_id"])
    assert frame["displaced"].sum() == len(forced - gone)
    assert frame["household_id"].is_unique
    assert (frame["displaced"] <= frame["members"]).all()
    assert frame.groupby("segment")["municipality"].nunique().max() == 1
    assert frame.groupby("segment").size().between(10, 24).all()


def test_the_frame_is_the_same_twice_and_another_with_another_seed(frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(frame, survey_frame.make(**COUNTRY))
    assert not frame.equals(survey_frame.make(country="HND", seed=2027))


# The draw
def test_systematic_draws_hit_every_cluster_as_often_as_its_chance() -> None:
    sizes = np.array([5.0, 10, 20, 40, 25, 60])
    chances = sampling.inclusion(sizes, count=2)
    rng = np.random.default_rng(1)
    hits = np.zeros(len(sizes))
    for _ in range(20_000):
        drawn = sampling.systematic(chances, rng)
        assert len(set(drawn)) == 2
        hits[drawn] += 1
    assert hits / 20_000 == pytest.approx(chances, abs=0.012)


def test_a_sample_has_its_segments_households_and_probabilities(frame: pd.DataFrame) -> None:
    sample = sampling.two_stage(frame, segments=12, households=10, rng=np.random.default_rng(3))
    assert sample.groupby("area")["segment"].nunique().eq(12).all()
    assert sample.groupby("segment").size().eq(10).all()
    assert sample["household_id"].is_unique
    one = sample.iloc[0]
    of_area = sampling.listing(frame).query("area == @one.area")["census_households"].sum()
    found = (frame["segment"] == one.segment).sum()
    assert one.p1 == pytest.approx(12 * one.census_households / of_area)
    assert one.weight == pytest.approx(weights.design_weight(one.p1, 10 / found))


def test_over_many_draws_the_estimate_is_right_and_its_error_is_the_expected_one(frame: pd.DataFrame) -> None:
    truth = frame["displaced"].sum()
    found = []
    for draw in range(150):
        sample = sampling.two_stage(frame, segments=12, households=10, rng=np.random.default_rng(draw))
        estimate = estimation.total(sample, "displaced")
        found.append((estimate.value, estimate.std_error**2))
    values, variances = np.array(found).T
    expected = sampling.expected_error(frame, "displaced", segments=12, households=10)
    assert abs(values.mean() - truth) < 3 * values.std() / math.sqrt(len(values))
    assert math.sqrt(variances.mean()) == pytest.approx(expected, rel=0.06)
    # Segments are drawn without replacement: the real spread stays under the error that supposes the contrary.
    assert 0.75 * expected < values.std() < 1.05 * expected


def test_the_expected_error_of_asking_everybody_in_segments_of_one_size() -> None:
    # Four segments of two households, all asked: variance = N² s² / n, with s² over the segment totals (divisor N).
    totals = [0, 2, 4, 6]
    frame = pd.DataFrame(
        [("a", f"s{i}", 2, half) for i, total in enumerate(totals) for half in (total / 2, total / 2)],
        columns=["area", "segment", "census_households", "displaced"],
    )
    found = sampling.expected_error(frame, "displaced", segments=2, households=2)
    assert found == pytest.approx(4 * math.sqrt(np.var(totals) / 2))


def test_a_draw_that_cannot_be_made_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(InputError) as caught:
        sampling.two_stage(frame, segments=60, households=10, rng=np.random.default_rng(0))
    assert caught.value.code == "statistics.certain-cluster"
    with pytest.raises(InputError) as caught:
        sampling.inclusion(np.array([3.0, 0.0]), count=1)
    assert caught.value.code == "statistics.size-of-cluster"


# Weights
@pytest.mark.parametrize("seed", range(6))
def test_weights_for_non_response_and_known_totals_are_those_of_samplics(seed: int) -> None:
    drawn = responses(seed)
    ours = weights.adjust_for_non_response(drawn["weight"], answered=drawn["answered"], by=drawn["dwelling"])
    status = np.where(drawn["answered"], "rr", "nr")
    theirs = SampleWeight().adjust(
        samp_weight=drawn["weight"].to_numpy(),
        adj_class=drawn["dwelling"].to_numpy(),
        resp_status=status,
        resp_dict={"in": "in", "rr": "rr", "nr": "nr", "uk": "uk"},
    )
    assert ours.to_numpy() == pytest.approx(np.asarray(theirs)[drawn["answered"].to_numpy()])
    known = {"own": 900.0, "rented": 1_500.0, "lent": 400.0}
    fitted = weights.post_stratify(drawn["weight"], by=drawn["dwelling"], known=known)
    same = SampleWeight().poststratify(
        samp_weight=drawn["weight"].to_numpy(), control=known, domain=drawn["dwelling"].to_numpy()
    )
    assert fitted.to_numpy() == pytest.approx(np.asarray(same))


@pytest.mark.parametrize("seed", range(3))
def test_the_loss_by_weighting_is_that_of_samplics(seed: int) -> None:
    weight = responses(seed)["weight"]
    theirs = SampleWeight().calculate_deff_weight(samp_weight=weight.to_numpy())
    assert weights.weighting_loss(weight) == pytest.approx(theirs)


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_each_class_keeps_its_weight_and_each_group_reaches_its_total(seed: int) -> None:
    drawn = responses(seed)
    kept = weights.adjust_for_non_response(drawn["weight"], answered=drawn["answered"], by=drawn["dwelling"])
    assert kept.groupby(drawn["dwelling"]).sum().to_dict() == pytest.approx(
        drawn.groupby("dwelling")["weight"].sum().to_dict()
    )
    known = {"own": 9_000.0, "rented": 1_500.0, "lent": 40.0}
    fitted = weights.post_stratify(drawn["weight"], by=drawn["dwelling"], known=known, units=drawn["members"])
    assert (fitted * drawn["members"]).groupby(drawn["dwelling"]).sum().to_dict() == pytest.approx(known)
    assert weights.weighting_loss(fitted) >= 1


def test_weights_that_cannot_be_made_are_refused() -> None:
    drawn = responses(0)
    silent = drawn["answered"] & (drawn["dwelling"] != "lent")
    for call, code in (
        (lambda: weights.design_weight(0.2, 0), "statistics.probability"),
        (lambda: weights.design_weight(1.2, 0.5), "statistics.probability"),
        (
            lambda: weights.adjust_for_non_response(drawn["weight"], answered=silent, by=drawn["dwelling"]),
            "statistics.silent-class",
        ),
        (
            lambda: weights.post_stratify(drawn["weight"], by=drawn["dwelling"], known={"own": 1.0}),
            "statistics.group-without-total",
        ),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.code == code
        assert all("{" not in caught.value.sentence(language) for language in ("en", "es"))


# The plan
def test_the_published_plan_of_honduras() -> None:
    # Joint Data Center (2023): 28,800 households, 4.6 persons, about 75 %, 2.7 % displaced: 2,683 persons.
    persons = plan.expected_persons(households=28_800, response=0.75, members=4.6, share=0.027)
    assert round(persons) == 2_683
    assert round(persons / 4.6) == 583
    effect = plan.cluster_effect(size=4.6, rho=0.8)
    assert effect == pytest.approx(3.88)
    assert plan.effective(persons, effect=effect) == pytest.approx(691, abs=1)
    assert 100 * plan.margin(share=0.5, persons=persons) == pytest.approx(1.9, abs=0.05)
    assert 100 * plan.margin(share=0.5, persons=persons, effect=3) == pytest.approx(3.3, abs=0.05)


def test_clusters_of_copies_have_a_design_effect_of_their_size() -> None:
    rng = np.random.default_rng(5)
    homes = pd.DataFrame({"displaced": (rng.random(400) < 0.2).astype(int), "stratum": "s", "weight": 1.0})
    homes["cluster"] = [f"c{number}" for number in homes.index]
    persons = homes.loc[homes.index.repeat(4)].reset_index(drop=True)
    found = estimation.mean(persons, "displaced")
    effect = plan.design_effect(std_error=found.std_error, share=found.value, persons=len(persons))
    assert effect == pytest.approx(plan.cluster_effect(size=4, rho=1), rel=0.01)
    alone = estimation.mean(homes, "displaced")
    assert plan.design_effect(std_error=alone.std_error, share=alone.value, persons=400) == pytest.approx(1, rel=0.01)


def test_a_share_in_per_cent_is_refused() -> None:
    with pytest.raises(InputError):
        plan.margin(share=50, persons=100)
    with pytest.raises(InputError):
        plan.cluster_effect(size=4, rho=-0.1)


# Capture-recapture
def test_the_reference_example_of_two_lists() -> None:
    assert capture.lincoln_petersen(first=600, second=450, both=180) == 1_500
    found = capture.chapman(first=600, second=450, both=180)
    assert found.value == pytest.approx(1_496.5, abs=0.05)
    assert found.std_error == pytest.approx(72, abs=0.5)
    assert capture.interval(found) == pytest.approx((1_356, 1_637), abs=1)


@given(st.integers(1, 2_000), st.integers(1, 2_000), st.data())
@settings(max_examples=60, deadline=None)
def test_fewer_matches_never_lower_the_estimate_and_it_holds_everybody_seen(
    first: int, second: int, data: st.DataObject
) -> None:
    both = data.draw(st.integers(1, min(first, second)))
    found = capture.chapman(first=first, second=second, both=both)
    fewer = capture.chapman(first=first, second=second, both=both - 1)
    assert fewer.value > found.value
    assert found.value >= first + second - both - 1e-9
    assert found.value <= capture.lincoln_petersen(first=first, second=second, both=both) + 1e-9
    assert capture.interval(found)[0] >= first + second - both


def test_lists_that_agree_entirely_leave_nobody_out() -> None:
    found = capture.chapman(first=80, second=80, both=80)
    assert found.value == pytest.approx(80)
    assert found.std_error == 0


def test_over_many_lists_the_standard_error_is_the_real_spread() -> None:
    rng = np.random.default_rng(11)
    found = []
    for _ in range(3_000):
        first, second = rng.random(1_500) < 0.4, rng.random(1_500) < 0.3
        counts = {"first": first.sum(), "second": second.sum(), "both": (first & second).sum()}
        estimate = capture.chapman(**{name: int(count) for name, count in counts.items()})
        found.append((estimate.value, estimate.std_error**2))
    values, variances = np.array(found).T
    assert values.mean() == pytest.approx(1_500, rel=0.005)
    assert math.sqrt(variances.mean()) == pytest.approx(values.std(), rel=0.06)


def test_impossible_lists_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        capture.chapman(first=10, second=20, both=11)
    assert "both" in caught.value.sentence("en")
    with pytest.raises(InputError) as caught:
        capture.lincoln_petersen(first=10, second=20, both=0)
    assert "Chapman" in caught.value.sentence("en")
