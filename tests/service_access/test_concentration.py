"""The concentration index: against published data, the formula of the covariance, and by its properties."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access.concentration import concentration, curve, fractional_rank

# WHO, data set OrderedSample of the R package healthequal: skilled birth attendance by wealth fifth.
BIRTHS = pd.Series([75.605, 91.020, 96.040, 97.042, 99.224])
SIZES = pd.Series([2072.4, 2112.2, 1983.1, 2052.1, 1884.5])
FIFTHS = pd.Series([1, 2, 3, 4, 5])

people = st.lists(
    st.tuples(st.floats(0, 1), st.integers(1, 5), st.integers(1, 20)), min_size=2, max_size=25
).map(lambda rows: pd.DataFrame(rows, columns=["value", "wealth", "weight"]))  # fmt: skip


def index_of(frame, weights="weight"):
    weight = frame[weights] if weights else None
    return concentration(frame["value"], order=frame["wealth"], weights=weight).index


def test_the_published_data():
    found = concentration(BIRTHS, order=FIFTHS, weights=SIZES, upper=100)
    assert round(found.mean, 3) == 91.597
    assert round(found.index, 4) == 0.0470
    assert (round(found.erreygers, 3), round(found.wagstaff, 3)) == (0.172, 0.559)


def test_equal_weights_give_another_number():
    assert round(concentration(BIRTHS, order=FIFTHS, upper=100).index, 4) != 0.0470


@settings(max_examples=50, deadline=None)
@given(people)
def test_is_the_covariance_and_twice_the_area(frame):
    assume(frame["value"].sum() > 1e-6)
    rank = fractional_rank(frame["wealth"], weights=frame["weight"])
    covariance = np.cov(frame["value"], rank, aweights=frame["weight"], bias=True)[0, 1]
    mean = np.average(frame["value"], weights=frame["weight"])
    assert index_of(frame) == pytest.approx(2 * covariance / mean, abs=1e-9)
    line = curve(frame["value"], order=frame["wealth"], weights=frame["weight"])
    shares, parts = line["people"].to_numpy(), line["variable"].to_numpy()
    assert (shares[:-1] * parts[1:] - shares[1:] * parts[:-1]).sum() == pytest.approx(index_of(frame), abs=1e-9)
    assert 1 - 2 * np.trapezoid(parts, shares) == pytest.approx(index_of(frame), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(people, st.randoms(use_true_random=False))
def test_what_does_not_change_it_and_what_turns_it_over(frame, random):
    assume(frame["value"].sum() > 1e-6)
    found = index_of(frame)
    order = list(range(len(frame)))
    random.shuffle(order)
    assert index_of(frame.iloc[order]) == pytest.approx(found, abs=1e-9)
    assert index_of(frame.assign(value=frame["value"] / 2)) == pytest.approx(found, abs=1e-9)
    assert index_of(frame.assign(wealth=10 * frame["wealth"] ** 2)) == pytest.approx(found, abs=1e-9)
    assert index_of(frame.assign(wealth=-frame["wealth"])) == pytest.approx(-found, abs=1e-9)
    # A row that stands for three people is three rows.
    apart = frame.loc[frame.index.repeat(frame["weight"].to_numpy(dtype=np.intp))].reset_index(drop=True)
    assert index_of(apart, weights=None) == pytest.approx(found, abs=1e-9)
    # Both corrections say the same of a share and of its complement, with the sign turned over.
    assume(0.01 < np.average(frame["value"], weights=frame["weight"]) < 0.99)
    there, gone = (
        concentration(value, order=frame["wealth"], weights=frame["weight"])
        for value in (frame["value"], 1 - frame["value"])
    )
    assert there.erreygers == pytest.approx(-gone.erreygers, abs=1e-9)
    assert there.wagstaff == pytest.approx(-gone.wagstaff, abs=1e-9)


def test_tied_people_share_a_rank_and_equal_shares_give_zero():
    assert fractional_rank(pd.Series([1, 1, 2, 2])).tolist() == [0.25, 0.25, 0.75, 0.75]
    found = concentration(pd.Series([1.0, 1.0, 1.0]), order=pd.Series([1, 2, 2]))
    assert found.index == 0
    assert math.isnan(found.wagstaff)


@pytest.mark.parametrize(
    ("values", "order", "weights", "code"),
    [
        ([0.2, 91.0], [1, 2], None, "bad-value"),
        ([0.2, None], [1, 2], None, "bad-value"),
        ([0.2, 0.3], [1, None], None, "blank-order"),
        ([0.2, 0.3], [1, 2], [1, -1], "bad-weight"),
        ([0.2, 0.3], [1, 2], [0, 0], "bad-weight"),
        ([0.2, 0.3], [1, 2], [1], "lengths"),
        ([0.2, 0.3], [1], None, "lengths"),
        ([0.0, 0.0], [1, 2], None, "all-zero"),
    ],
)
def test_what_cannot_be_used_is_named(values, order, weights, code):
    weight = None if weights is None else pd.Series(weights)
    for measure in (concentration, curve):
        with pytest.raises(InputError) as refused:
            measure(pd.Series(values), order=pd.Series(order), weights=weight)
        assert refused.value.code == f"equity.{code}"
        assert refused.value.sentence("es") != refused.value.sentence("en")
