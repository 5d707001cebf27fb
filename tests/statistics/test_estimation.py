"""Estimates from a designed sample against samplics, on generated designs, and by their properties."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student_t

from ruta.errors import InputError
from ruta.statistics import estimation
from ruta.statistics.student import t_probability, t_quantile

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)  # the library says at import that it is archived
    from samplics import PopParam, TaylorEstimator

SEEDS = range(8)


def design(seed: int, *, strata: int = 3) -> pd.DataFrame:
    """Return a sample with unequal clusters, weights and strata, and alike rows inside a cluster."""
    rng = np.random.default_rng(seed)
    rows = []
    for stratum in range(strata):
        for cluster in range(int(rng.integers(2, 9))):
            level = rng.normal(stratum, 1.0)
            for _ in range(int(rng.integers(1, 12))):
                members = int(rng.integers(1, 8))
                displaced = int(rng.integers(0, members + 1)) if rng.random() < 0.3 + 0.1 * level else 0
                place = rng.choice(["x", "y", "z"])
                rows.append((f"s{stratum}", f"s{stratum}c{cluster}", rng.uniform(2, 40), members, displaced, place))
    columns = ["stratum", "cluster", "weight", "members", "displaced", "place"]
    return pd.DataFrame(rows, columns=columns)


def reference(sample: pd.DataFrame, parameter: PopParam, variable: str, **more: object) -> TaylorEstimator:
    estimator = TaylorEstimator(parameter)
    estimator.estimate(
        y=sample[variable].to_numpy(float),
        samp_weight=sample["weight"].to_numpy(),
        stratum=sample["stratum"].to_numpy(),
        psu=sample["cluster"].to_numpy(),
        **more,
    )
    return estimator


def assert_same(ours: estimation.Estimate, theirs: TaylorEstimator) -> None:
    assert ours.value == pytest.approx(theirs.point_est)
    assert ours.std_error == pytest.approx(theirs.stderror)
    assert ours.cv == pytest.approx(theirs.coef_var)
    assert ours.interval() == pytest.approx((theirs.lower_ci, theirs.upper_ci))
    assert ours.degrees == theirs.degree_of_freedom


@pytest.mark.parametrize("seed", SEEDS)
def test_total_mean_and_ratio_are_those_of_samplics(seed: int) -> None:
    sample = design(seed)
    assert_same(estimation.total(sample, "displaced"), reference(sample, PopParam.total, "displaced"))
    assert_same(estimation.mean(sample, "members"), reference(sample, PopParam.mean, "members"))
    below = sample["members"].to_numpy(float)
    assert_same(
        estimation.ratio(sample, "displaced", "members"), reference(sample, PopParam.ratio, "displaced", x=below)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_domains_are_those_of_samplics(seed: int) -> None:
    sample = design(seed)
    domain = sample["place"].to_numpy()
    theirs = {
        "total": reference(sample, PopParam.total, "displaced", domain=domain),
        "mean": reference(sample, PopParam.mean, "members", domain=domain),
        "ratio": reference(sample, PopParam.ratio, "displaced", x=sample["members"].to_numpy(float), domain=domain),
    }
    for place in ("x", "y", "z"):
        inside = sample["place"] == place
        ours = {
            "total": estimation.total(sample, "displaced", domain=inside),
            "mean": estimation.mean(sample, "members", domain=inside),
            "ratio": estimation.ratio(sample, "displaced", "members", domain=inside),
        }
        for name, estimate in ours.items():
            assert estimate.value == pytest.approx(theirs[name].point_est[place])
            assert estimate.std_error == pytest.approx(theirs[name].stderror[place])
            assert estimate.clusters == sample[inside]["cluster"].nunique()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sampling_fraction_of_clusters_is_that_of_samplics(seed: int) -> None:
    sample = design(seed)
    drawn = sample.groupby("stratum")["cluster"].nunique()
    in_frame = {stratum: int(count) + 5 for stratum, count in drawn.items()}
    left = {stratum: 1 - drawn[stratum] / in_frame[stratum] for stratum in drawn.index}
    ours = estimation.total(sample, "displaced", in_frame=in_frame)
    assert ours.std_error == pytest.approx(reference(sample, PopParam.total, "displaced", fpc=left).stderror)


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_a_full_census_has_no_sampling_error(seed: int) -> None:
    sample = design(seed).assign(weight=1.0)
    in_frame = sample.groupby("stratum")["cluster"].nunique().to_dict()
    found = estimation.total(sample, "displaced", in_frame=in_frame)
    assert found.value == sample["displaced"].sum()
    assert found.std_error == 0


@given(st.integers(0, 500), st.floats(0.01, 1_000))
@settings(max_examples=30, deadline=None)
def test_scaling_the_weights_leaves_shares_as_they_are(seed: int, factor: float) -> None:
    sample = design(seed)
    scaled = sample.assign(weight=sample["weight"] * factor)
    for before, after in (
        (estimation.mean(sample, "members"), estimation.mean(scaled, "members")),
        (estimation.ratio(sample, "displaced", "members"), estimation.ratio(scaled, "displaced", "members")),
    ):
        assert after.value == pytest.approx(before.value)
        assert after.std_error == pytest.approx(before.std_error)
    total, larger = estimation.total(sample, "members"), estimation.total(scaled, "members")
    assert larger.std_error == pytest.approx(factor * total.std_error)


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_domains_add_up_and_strata_are_independent(seed: int) -> None:
    sample = design(seed)
    whole = estimation.total(sample, "displaced")
    parts = [estimation.total(sample, "displaced", domain=sample["stratum"] == name) for name in ("s0", "s1", "s2")]
    assert sum(part.value for part in parts) == pytest.approx(whole.value)
    assert math.hypot(*(part.std_error for part in parts)) == pytest.approx(whole.std_error)
    assert sum(part.degrees for part in parts) == whole.degrees


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_repeating_a_household_inside_its_cluster_adds_no_information(seed: int) -> None:
    sample = design(seed)
    halved = sample.assign(weight=sample["weight"] / 2)
    twice = pd.concat([halved, halved], ignore_index=True)
    assert estimation.total(twice, "displaced").std_error == pytest.approx(
        estimation.total(sample, "displaced").std_error
    )


def test_cutting_away_the_rest_of_the_sample_loses_clusters_without_a_case() -> None:
    sample = design(3)
    only = sample["cluster"].isin(["s0c0", "s0c1"])
    kept = estimation.total(sample, "members", domain=only)
    cut = estimation.total(sample[only], "members")
    assert kept.value == pytest.approx(cut.value)
    assert kept.std_error > cut.std_error


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7, 10, 44, 45, 120, 1_001])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99])
def test_the_quantile_of_student_is_that_of_scipy(degrees: int, confidence: float) -> None:
    expected = student_t.ppf(0.5 + confidence / 2, degrees)
    assert t_quantile(degrees=degrees, confidence=confidence) == pytest.approx(expected, rel=1e-9)
    assert t_probability(2.0, degrees) == pytest.approx(1 - 2 * student_t.sf(2.0, degrees), rel=1e-9)


def test_without_degrees_of_freedom_there_is_no_interval() -> None:
    sample = design(3)
    found = estimation.total(sample, "members", domain=sample["cluster"] == "s0c0")
    assert found.degrees == 0
    assert all(math.isnan(end) for end in found.interval())


def _changed(**columns: object) -> pd.DataFrame:
    return design(0).assign(**columns)


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        (design(0).drop(columns="cluster"), "statistics.no-column"),
        (_changed(weight=0.0), "statistics.weight"),
        (_changed(displaced=math.nan), "statistics.blank-value"),
        (_changed(stratum=design(0)["cluster"]), "statistics.one-cluster"),
    ],
)
def test_a_sample_that_cannot_be_used_is_refused_in_one_sentence(sample: pd.DataFrame, code: str) -> None:
    with pytest.raises(InputError) as caught:
        estimation.total(sample, "displaced")
    assert caught.value.code == code
    assert all("{" not in caught.value.sentence(language) for language in ("en", "es"))


def test_other_impossible_requests_are_refused() -> None:
    for request, named in (
        (lambda: estimation.ratio(_changed(members=0), "displaced", "members"), "adds up to zero"),
        (lambda: t_quantile(degrees=0), "Degrees"),
        (lambda: t_quantile(degrees=5, confidence=95), "Confidence"),
    ):
        with pytest.raises(InputError) as caught:
            request()
        assert named in caught.value.sentence("en")
