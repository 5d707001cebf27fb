"""Served and withdrawn as rivals: what must always hold, and a second program."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from ruta.errors import InputError
from ruta.service_access.rivals import cumulative_incidence
from ruta.survival import kaplan_meier, still_waiting_at

statuses = st.sampled_from(["served", "withdrawn", "waiting"])
rows = st.lists(st.tuples(st.integers(0, 60), statuses), min_size=1, max_size=50)


@settings(max_examples=100, deadline=None)
@given(rows)
def test_the_three_shares_add_up_and_never_exceed_one_minus_kaplan_meier(waits):
    frame = pd.DataFrame(waits, columns=["days", "status"])
    table = cumulative_incidence(frame["days"], status=frame["status"])
    np.testing.assert_allclose(table[["served", "withdrawn", "waiting"]].sum(axis="columns"), 1.0)
    curve = kaplan_meier(frame["days"], served=frame["status"] == "served")
    upper = [1 - still_waiting_at(curve, day) for day in table.index]
    assert (table["served"].to_numpy() <= np.array(upper) + 1e-9).all()


@settings(max_examples=50, deadline=None)
@given(rows)
def test_without_withdrawals_it_is_one_minus_kaplan_meier(waits):
    frame = pd.DataFrame(waits, columns=["days", "status"]).replace({"status": {"withdrawn": "waiting"}})
    table = cumulative_incidence(frame["days"], status=frame["status"])
    curve = kaplan_meier(frame["days"], served=frame["status"] == "served")
    np.testing.assert_allclose(table["served"], 1 - curve["still_waiting"], atol=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_lifelines(seed):
    # lifelines moves tied times by a random amount, so every time is its own here.
    random = np.random.default_rng(seed)
    days = pd.Series(random.permutation(200)[:60])
    status = pd.Series(random.choice(["served", "withdrawn", "waiting"], size=60))
    table = cumulative_incidence(days, status=status)
    codes = status.map({"waiting": 0, "served": 1, "withdrawn": 2})
    theirs = AalenJohansenFitter(calculate_variance=False).fit(days, codes, event_of_interest=1)
    np.testing.assert_allclose(table["served"], theirs.cumulative_density_.loc[table.index].iloc[:, 0], atol=1e-9)


def test_by_hand():
    # Ten people: one withdraws on day 1, four of the nine left are served on day 2.
    days, status = pd.Series([1] + [2] * 9), pd.Series(["withdrawn"] + ["served"] * 4 + ["waiting"] * 5)
    table = cumulative_incidence(days, status=status)
    assert table.loc[2, "served"] == pytest.approx(0.9 * 4 / 9)
    assert 1 - still_waiting_at(kaplan_meier(days, served=status == "served"), 2) == pytest.approx(4 / 9)


def test_an_unknown_status_is_named():
    with pytest.raises(InputError) as refused:
        cumulative_incidence(pd.Series([1, 2]), status=pd.Series(["served", "lost"]))
    assert refused.value.code == "service-access.bad-status"
    assert refused.value.params["row"] == 2
    assert "lost" in refused.value.sentence("es")
