"""Done by the deadline: seven rows by hand, and any register against a plain count."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import recommendations, response_records
from ruta.errors import InputError

SENT, AS_OF = pd.Timestamp("2026-03-02 08:00"), pd.Timestamp("2026-04-01 08:00")


def register(rows):
    """Rows of (days to the deadline, days to the action or None, status, evidence)."""
    return pd.DataFrame({
        "recommendation": [f"R-{place}" for place in range(1, len(rows) + 1)], "authority": "health", "sent": SENT,
        "acknowledged": pd.Series([pd.NaT] * len(rows), dtype="datetime64[ns]"),
        "acted": pd.Series(
            [pd.NaT if row[1] is None else SENT + pd.Timedelta(days=row[1]) for row in rows], dtype="datetime64[ns]"
        ),
        "deadline": [SENT + pd.Timedelta(days=row[0]) for row in rows],
        "status": [row[2] for row in rows], "evidence": [row[3] for row in rows],
    })  # fmt: skip


def test_seven_rows_by_hand():
    stands = recommendations.standing(
        register([
            (7, 7, "done", True), (7, 8, "done", True), (30, None, "open", False), (3, None, "rejected", False),
            (60, 10, "done", True), (60, None, "open", False), (15, 2, "done", False),
        ]),
        as_of=AS_OF,
    )  # fmt: skip
    assert stands["standing"].tolist() == [
        "done-in-time", "done-late", "overdue", "rejected", "done-early", "not-due", "done-in-time",
    ]  # fmt: skip
    assert stands["due"].tolist() == [True, True, True, True, False, False, True]
    assert recommendations.share_by_deadline(stands) == pytest.approx(2 / 5)
    assert recommendations.share_by_deadline(stands, seen_only=True) == pytest.approx(1 / 5)


def test_no_share_before_anything_is_due():
    stands = recommendations.standing(register([(60, 3, "done", True)]), as_of=AS_OF)
    assert math.isnan(recommendations.share_by_deadline(stands))


ROWS = st.lists(
    st.tuples(st.integers(1, 60), st.one_of(st.none(), st.integers(0, 29)), st.booleans()), min_size=1, max_size=20
)


@given(ROWS)
@settings(max_examples=50, deadline=None)
def test_the_share_is_a_plain_count_of_what_is_due(rows):
    made = register([(limit, day, "open" if day is None else "done", seen) for limit, day, seen in rows])
    stands = recommendations.standing(made, as_of=AS_OF)
    due = [row for row in rows if row[0] <= 30]
    done = [row for row in due if row[1] is not None and row[1] <= row[0]]
    share = recommendations.share_by_deadline(stands)
    assert (math.isnan(share) and not due) or share == pytest.approx(len(done) / len(due))
    assert set(stands["standing"]) <= set(recommendations.STANDINGS)


@given(ROWS, st.integers(31, 60))
@settings(max_examples=50, deadline=None)
def test_what_is_not_yet_due_cannot_move_the_share(rows, limit):
    made = register([(days, day, "open" if day is None else "done", seen) for days, day, seen in [*rows, (1, 1, True)]])
    later = register([(limit, 2, "done", True)]).assign(recommendation="R-99")
    before, after = (
        recommendations.share_by_deadline(recommendations.standing(one, as_of=AS_OF))
        for one in (made, pd.concat([made, later], ignore_index=True))
    )
    assert before == after


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
@pytest.mark.parametrize("seed", [2026, 7, 8])
def test_the_example_register_has_every_standing(country, seed):
    made = response_records.example_recommendations(country=country, seed=seed)
    stands = recommendations.standing(made, as_of=response_records.READ)
    assert set(stands["standing"]) == set(recommendations.STANDINGS)
    assert int(stands["due"].sum()) == 18
    assert 0 < recommendations.share_by_deadline(stands, seen_only=True) < recommendations.share_by_deadline(stands)


def test_a_register_without_deadlines_is_refused():
    made = register([(7, None, "open", False), (7, None, "open", False)])
    with pytest.raises(InputError, match="deadline"):
        recommendations.standing(made.drop(columns="deadline"), as_of=AS_OF)
    made.loc[1, "deadline"] = SENT - pd.Timedelta(days=1)
    with pytest.raises(InputError) as raised:
        recommendations.standing(made, as_of=AS_OF)
    assert raised.value.code == "response.register-deadline"
    assert "R-2" in raised.value.sentence("es")
