"""How recommendations stand on a day: the counts of a table worked out by hand, and what must hold for every table."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import standing
from ruta.exchange.recommendations import STATES
from tests.exchange.recommendation_rows import COMMON, ON, TEN, table


def test_the_ten_rows_stand_as_counted_by_hand() -> None:
    stands = standing.standings(table(*TEN), on=ON)
    assert stands.tolist() == ["done", "done", *["no-evidence"] * 3, "overdue", "overdue", "open", "open", "closed"]
    found = standing.follow_up(table(*TEN), on=ON)
    assert (found.all, found.with_evidence, found.moved) == (10, 3, 0)
    assert (found.shown, found.said) == (0.2, 0.5)
    assert found.of_those_with_evidence == pytest.approx(2 / 3)
    assert found.without_closed == pytest.approx(2 / 9)
    assert (found.bounds.low, found.bounds.high) == (0.2, 0.5)


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-03-30", "open"), ("2026-03-31", "open"), ("2026-04-01", "overdue")]
)
def test_the_last_day_is_still_within_the_deadline(day: str, expected: str) -> None:
    assert standing.standings(table(TEN[5]), on=pd.Timestamp(day)).tolist() == [expected]


def test_a_report_does_not_know_what_was_agreed_after_it() -> None:
    with pytest.raises(InputError) as caught:
        standing.follow_up(table(*TEN), on=pd.Timestamp("2025-05-31"))
    assert caught.value.code == "report.agreed-later"
    assert "R01" in caught.value.sentence("en")


def test_nothing_is_no_follow_up() -> None:
    with pytest.raises(InputError):
        standing.follow_up(table(), on=ON)


def test_where_nobody_shows_anything_the_flattering_shares_are_undefined() -> None:
    found = standing.follow_up(table(TEN[9]), on=ON)
    assert math.isnan(found.of_those_with_evidence)
    assert math.isnan(found.without_closed)
    assert found.shown == 0


def test_progress_of_a_textbook_indicator() -> None:
    # From 120 days to a target of 45: at 90 days, 30 of 75 days of the way; from a moved baseline of 150, 60 of 105.
    rows = table({**TEN[5], "latest": "90", "baseline_now": "150"}, {**TEN[6], "latest": "135"}, TEN[7])
    assert standing.progress(rows).tolist()[:2] == [0.4, -0.2]
    assert standing.progress(rows, baseline="baseline_now").tolist()[:2] == [pytest.approx(60 / 105), -0.2]
    assert standing.progress(rows).isna().tolist() == [False, False, True]
    assert standing.moved(rows).tolist() == [True, False, False]


def test_a_baseline_written_again_has_not_moved() -> None:
    assert standing.moved(table({**TEN[5], "baseline_now": "120.0"})).tolist() == [False]


row = st.fixed_dictionaries({
    "state": st.sampled_from(STATES), "evidence": st.sampled_from(["", "act 1"]),
    "due": st.dates(min_value=pd.Timestamp("2025-06-01").date(), max_value=pd.Timestamp("2027-12-31").date()).map(str),
})  # fmt: skip


@given(st.lists(row, min_size=1, max_size=20))
@settings(max_examples=50)
def test_what_holds_for_every_table(rows: list[dict[str, str]]) -> None:
    made = table(*({**COMMON, "id": f"R{number}", **cells} for number, cells in enumerate(rows)))
    found = standing.follow_up(made, on=ON)
    assert found.all == len(rows), "every recommendation stands in one way"
    assert found.bounds.low == found.shown <= found.said == found.bounds.high
    assert not found.without_closed < found.shown, "leaving out what was closed never lowers the share"
    later = standing.follow_up(made, on=ON + pd.Timedelta(days=700))
    assert later.counts["overdue"] >= found.counts["overdue"]
    assert later.counts["done"] == found.counts["done"]


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-100, 100), st.floats(0.1, 50), st.floats(-50, 50))
@settings(max_examples=50)
def test_progress_is_the_same_in_every_unit(
    start: float, way: float, latest: float, scale: float, shift: float
) -> None:
    if abs(way) < 1:
        return
    values = pd.DataFrame({"baseline": [start], "target": [start + way], "latest": [latest]}).astype("Float64")
    values["baseline_now"] = pd.array([pd.NA], dtype="Float64")
    found = standing.progress(values).iloc[0]
    assert standing.progress(values * scale + shift).iloc[0] == pytest.approx(found, abs=1e-6)
    assert standing.progress(values.assign(latest=values["target"])).iloc[0] == pytest.approx(1)
    assert standing.progress(values.assign(latest=values["baseline"])).iloc[0] == 0
