"""Sharing out a fund: a published example, the rules that always hold, and what is refused."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.service_access import allocation

# Hamilton's apportionment of 120 seats by the census of 1790: the bill vetoed in 1792, as a textbook prints it (COMAP,
# For All Practical Purposes, chapter 14, example 6).
POPULATIONS_1790 = {
    "CT": 236_841, "DE": 55_540, "GA": 70_835, "KY": 68_705, "MD": 278_514, "MA": 475_327, "NH": 141_822,
    "NJ": 179_570, "NY": 331_589, "NC": 353_523, "PA": 432_879, "RI": 68_446, "SC": 206_236, "VT": 85_533,
    "VA": 630_560,
}  # fmt: skip
SEATS_1790 = {
    "CT": 8, "DE": 2, "GA": 2, "KY": 2, "MD": 9, "MA": 16, "NH": 5, "NJ": 6, "NY": 11, "NC": 12, "PA": 14, "RI": 2,
    "SC": 7, "VT": 3, "VA": 21,
}  # fmt: skip

amounts = st.lists(st.floats(0, 1e9, allow_subnormal=False), min_size=1, max_size=14).filter(lambda ws: sum(ws) > 0)
funds = st.integers(0, 10**12)
few = settings(max_examples=50, deadline=None)


def column(values):
    return pd.Series(values, index=[f"P{number}" for number in range(len(values))], dtype="float64")


def test_largest_remainders_give_the_published_seats():
    assert allocation.split_cents(pd.Series(POPULATIONS_1790), cents=120).to_dict() == SEATS_1790


@few
@given(amounts, funds)
def test_the_parts_are_the_fund_and_nobody_owes(weights, cents):
    parts = allocation.split_cents(column(weights), cents=cents)
    assert parts.sum() == cents
    assert (parts >= 0).all()
    assert parts.dtype == "int64"
    exact = column(weights) / sum(weights) * cents
    assert ((parts - exact).abs() < 1 + 1e-9 * cents).all()


@few
@given(amounts, funds)
def test_a_larger_weight_never_gets_less(weights, cents):
    parts = allocation.split_cents(column(weights), cents=cents)
    ordered = parts.iloc[column(weights).argsort(kind="stable")]
    pairs = zip(sorted(weights), sorted(weights)[1:], ordered, ordered[1:], strict=False)
    assert all(low == high or less <= more for low, high, less, more in pairs)


def test_one_cent_more_in_the_fund_can_cost_a_place_a_cent():
    weights = column([5, 3, 1])
    now, then = (allocation.split_cents(weights, cents=cents) for cents in (3, 4))
    assert now.tolist() == [2, 1, 0]
    assert then.tolist() == [2, 1, 1]
    weights = column([6, 6, 2])
    assert [allocation.split_cents(weights, cents=cents).tolist() for cents in (10, 11)] == [[4, 4, 2], [5, 5, 1]]


@few
@given(amounts, st.integers(0, 10**9), st.integers(0, 10**6))
def test_nobody_is_under_the_floor_and_the_others_pay_for_it(weights, extra, floor):
    cents = floor * len(weights) + extra
    parts = allocation.with_floor(column(weights), cents=cents, floor=floor)
    plain = allocation.split_cents(column(weights), cents=cents)
    assert parts.sum() == cents
    assert parts.min() >= floor
    assert (parts[parts > floor] <= plain[parts > floor] + 1).all()


def test_the_floor_is_taken_again_from_those_who_fall_under_it():
    # 100 by 60, 25, 15 with a floor of 20: the third is raised to 20, the other two share 80 as 60 to 25.
    assert allocation.with_floor(column([60, 25, 15]), cents=10_000, floor=2_000).tolist() == [5647, 2353, 2000]
    # With 25 the second falls under it only after the third was raised.
    assert allocation.with_floor(column([60, 26, 14]), cents=10_000, floor=2_500).tolist() == [5000, 2500, 2500]


def test_the_gap_is_never_negative_and_follows_capacity():
    gap = allocation.fiscal_gap(column([100, 100, 100]), capacity=column([30, 100, 150]))
    assert gap.tolist() == [70, 0, 0]
    assert allocation.equalised(gap, cents=5_000).tolist() == [5_000, 0, 0]
    assert allocation.equalised(gap, cents=50_000).tolist() == [7_000, 0, 0]
    assert allocation.equalised(column([0, 0]), cents=500).tolist() == [0, 0]


@few
@given(amounts, st.lists(st.floats(0, 1e9), min_size=14, max_size=14), funds)
def test_equalisation_overpays_nobody(needs, capacities, cents):
    need, capacity = column(needs), column(capacities[: len(needs)])
    gap = allocation.fiscal_gap(need, capacity=capacity)
    parts = allocation.equalised(gap, cents=cents)
    assert (parts >= 0).all()
    assert parts.sum() <= cents
    assert (parts <= 100 * gap + 1 + 1e-9 * 100 * gap).all()
    assert parts[gap == 0].sum() == 0


def test_who_can_pay_more_matches_more():
    shares = allocation.matching_share(column([0.1, 0.5, 1.0, 1.5, 9.0]), middle=0.3, low=0.05, high=0.6)
    assert shares.tolist() == pytest.approx([0.05, 0.15, 0.3, 0.45, 0.6])


places = pd.DataFrame({"place": ["A", "B"], "population": [1000, 500], "displaced": [10, 20], "tax_base": [5.0, 6.0]})


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("call", "code", "named"),
    [
        (lambda: allocation.checked_places(places.assign(population=[1000, 0])), "no-population", ["2", "B"]),
        (lambda: allocation.checked_places(places.assign(displaced=[1001, 2])), "bad-displaced", ["1", "A", "1001"]),
        (lambda: allocation.checked_places(places.assign(tax_base=[1.0, -6.0])), "bad-amount", ["2", "B", "tax_base"]),
        (lambda: allocation.split_cents(column([1, 2]), cents=-100), "negative-fund", ["-1.00"]),
        (lambda: allocation.split_cents(column([1, -2]), cents=100), "bad-amount", ["2", "P1", "-2"]),
        (lambda: allocation.split_cents(column([1, float("nan")]), cents=100), "bad-amount", ["2", "P1"]),
        (lambda: allocation.split_cents(column([0, 0]), cents=100), "no-weight", ["2"]),
        (lambda: allocation.with_floor(column([1, 2]), cents=100, floor=-1), "negative-floor", ["-0.01"]),
        (lambda: allocation.with_floor(column([1, 2]), cents=100, floor=51), "floor-too-high", ["0.51", "1.00"]),
        (lambda: allocation.matching_share(column([1]), middle=0.3, low=0.4, high=0.6), "shares-order", ["0.4"]),
    ],
)
def test_what_cannot_be_shared_is_said_in_one_sentence(call, code, named, language):
    with pytest.raises(InputError) as refused:
        call()
    assert refused.value.code == f"sharing.{code}"
    sentence = refused.value.sentence(language)
    assert all(part in sentence for part in named)


def test_a_sound_table_passes_as_it_is():
    assert allocation.checked_places(places) is places
