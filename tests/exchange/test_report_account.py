"""The flows of an account: no total that is hidden comes back from the stocks beside it."""

import pandas as pd

from ruta.exchange.report_account import close

ROLES = pd.Series({"displacement": "inflow", "re-entry": "inflow", "return": "internal", "death": "outflow"})
FLOWS = pd.Series({"displacement": 40, "re-entry": 9, "return": 7, "death": 6}, dtype="Int64")


def test_an_account_whose_totals_may_be_shown_stays_as_it_is() -> None:
    sums = {"inflow": 49, "internal": 7, "outflow": 6}
    flows, totals, closed = close(FLOWS, roles=ROLES, sums=sums)
    assert not closed
    assert totals == sums
    assert flows.equals(FLOWS)


def test_one_hidden_total_hides_both_sides() -> None:
    """Opening 900 and expected 946 give the net: with the inflow of 49 beside them the outflow would be 3."""
    few = FLOWS.mask(FLOWS.index == "death")
    flows, totals, closed = close(few, roles=ROLES, sums={"inflow": 49, "internal": 7, "outflow": pd.NA})
    assert closed
    assert totals["inflow"] is pd.NA
    assert totals["outflow"] is pd.NA
    assert flows[["displacement", "re-entry", "death"]].isna().all()
    assert (flows["return"], totals["internal"]) == (7, 7), "moves within leave the stock as it is"
