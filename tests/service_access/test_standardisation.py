"""Direct standardisation: against a printed table, R's table of admissions, and simulated draws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access.standardisation import standardise

# Le, Introductory Biostatistics, table 1.8: standard million of 1970 and rates per 100,000.
STANDARD = pd.Series([84_416, 294_353, 316_744, 205_745, 98_742])
RATES = {"Alaska": [405.0, 83.6, 261.0, 777.6, 4933.3], "Florida": [375.3, 60.3, 190.5, 1101.5, 4397.9]}
EACH = pd.Series([100_000.0] * 5)

# R's UCBAdmissions: admitted and applicants in six departments.
MEN = pd.DataFrame({"cases": [512, 353, 120, 138, 53, 22], "people": [825, 560, 325, 417, 191, 373]}, list("ABCDEF"))
WOMEN = pd.DataFrame({"cases": [89, 17, 202, 131, 94, 24], "people": [108, 25, 593, 375, 393, 341]}, list("ABCDEF"))


@pytest.mark.parametrize(("place", "deaths"), [("Alaska", 7886), ("Florida", 7706)])
def test_the_printed_rates(place, deaths):
    rates = pd.Series(RATES[place])
    found = standardise(rates, people=EACH, standard=STANDARD, of="rate")
    # The book rounds the expected deaths of each stratum to whole ones and adds those: 788.6 and 770.6 per 100,000.
    assert (rates * STANDARD / 100_000).round().sum() == deaths
    assert found.rate * 100_000 == pytest.approx(deaths / 10, abs=0.1)


def test_the_order_of_the_admissions_turns_over():
    crude = [round(100 * group["cases"].sum() / group["people"].sum(), 1) for group in (MEN, WOMEN)]
    mix = MEN["people"] + WOMEN["people"]
    same = [standardise(group["cases"], people=group["people"], standard=mix).rate for group in (MEN, WOMEN)]
    assert crude == [44.5, 30.4]
    assert [round(100 * rate, 1) for rate in same] == [38.7, 43.0]


@pytest.mark.parametrize("kind", ["share", "rate"])
def test_the_variance_is_that_of_simulated_draws(kind):
    people, standard = pd.Series([400, 250, 150]), pd.Series([3, 5, 2])
    chance = np.array([0.95, 0.8, 0.55]) if kind == "share" else np.array([0.02, 0.05, 0.2])
    rng = np.random.default_rng(5)
    size = (40_000, 3)
    draws = rng.binomial(people, chance, size) if kind == "share" else rng.poisson(people * chance, size)
    rates = (draws / people.to_numpy()) @ (standard.to_numpy() / 10)
    found = standardise(people * chance, people=people, standard=standard, of=kind)
    assert found.variance == pytest.approx(rates.var(), rel=0.04)
    assert np.mean((rates > found.low) & (rates < found.high)) == pytest.approx(0.95, abs=0.01)


strata = st.lists(st.tuples(st.integers(1, 300), st.floats(0, 1), st.integers(1, 50)), min_size=1, max_size=6)


@settings(max_examples=50, deadline=None)
@given(strata, st.floats(0.1, 1000))
def test_only_the_proportions_of_the_standard_count(rows, factor):
    people = pd.Series([people for people, _, _ in rows])
    cases = pd.Series([int(people * share) for people, share, _ in rows])
    standard = pd.Series([weight for _, _, weight in rows])
    found = standardise(cases, people=people, standard=standard)
    assert found.rate == pytest.approx(standardise(cases, people=people, standard=factor * standard).rate)
    shares = cases / people
    assert shares.min() - 1e-9 <= found.rate <= shares.max() + 1e-9
    # With its own mix a group keeps its crude share.
    assert standardise(cases, people=people, standard=people).rate == pytest.approx(cases.sum() / people.sum())


@pytest.mark.parametrize(
    ("cases", "people", "standard", "code"),
    [
        ({"a": 1, "b": 1}, {"a": 2, "c": 2}, {"a": 1, "b": 1}, "strata-differ"),
        ({"a": 1, "b": 1}, {"a": 2, "b": None}, {"a": 1, "b": 1}, "bad-number"),
        ({"a": 1, "b": -1}, {"a": 2, "b": 2}, {"a": 1, "b": 1}, "bad-number"),
        ({"a": 1, "b": 0}, {"a": 2, "b": 0}, {"a": 1, "b": 1}, "bad-stratum"),
        ({"a": 3, "b": 1}, {"a": 2, "b": 2}, {"a": 1, "b": 1}, "bad-stratum"),
        ({"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 0, "b": 0}, "no-standard"),
    ],
)
def test_strata_that_cannot_be_used_are_named(cases, people, standard, code):
    with pytest.raises(InputError) as refused:
        standardise(pd.Series(cases), people=pd.Series(people), standard=pd.Series(standard))
    assert refused.value.code == f"equity.{code}"
    assert refused.value.sentence("es") != refused.value.sentence("en")


def test_a_kind_that_is_not_known_is_named():
    with pytest.raises(InputError, match="odds"):
        standardise(EACH, people=EACH, standard=STANDARD, of="odds")
