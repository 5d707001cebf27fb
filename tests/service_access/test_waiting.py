"""From dates to waits: the clock, the cut-off date, and dates that cannot be."""

import pandas as pd
import pytest

from ruta.errors import InputError
from ruta.service_access import waiting

CUT_OFF = "2025-12-31"


def requests(**changes):
    rows = pd.DataFrame(
        {
            "request_id": ["A", "B", "C", "D"],
            "requested_on": ["2025-01-01", "2025-06-01", "2025-12-01", "2025-12-31"],
            "served_on": ["2025-01-01", None, None, None],
            "withdrawn_on": [None, "2025-06-11", None, None],
        }
    )
    for column, values in changes.items():
        rows[column] = values
    return rows


def test_days_and_status():
    waits = waiting.durations(requests(), cut_off=CUT_OFF)
    assert waits["days"].tolist() == [0, 10, 30, 0]
    assert waits["status"].tolist() == ["served", "withdrawn", "waiting", "waiting"]
    assert str(waits["days"].dtype) == "int64"
    assert list(waits.columns) == [*requests().columns, "days", "status"]


def test_another_clock():
    rows = requests(referred_on=["2025-01-01", "2025-06-06", "2025-12-21", "2025-12-31"])
    assert waiting.durations(rows, cut_off=CUT_OFF, start="referred_on")["days"].tolist() == [0, 5, 10, 0]


def test_going_back_forgets_what_was_not_known_yet():
    past = waiting.as_known_on(requests(), "2025-06-05")
    assert past["request_id"].tolist() == ["A", "B"]
    assert past["withdrawn_on"].isna().all()
    waits = waiting.durations(past, cut_off="2025-06-05")
    assert waits["status"].tolist() == ["served", "waiting"]
    assert waits["days"].tolist() == [0, 4]


def test_going_back_to_the_present_changes_nothing():
    now, back = (
        waiting.durations(rows, cut_off=CUT_OFF) for rows in (requests(), waiting.as_known_on(requests(), CUT_OFF))
    )
    assert now[["days", "status"]].equals(back[["days", "status"]])


@pytest.mark.parametrize(
    ("changes", "code", "row", "request_id"),
    [
        ({"requested_on": ["2025-01-01", None, "2025-12-01", "2025-12-31"]}, "no-start", 2, "B"),
        ({"served_on": ["2024-12-31", None, None, None]}, "ends-before-start", 1, "A"),
        ({"withdrawn_on": [None, "2025-05-31", None, None]}, "ends-before-start", 2, "B"),
        ({"served_on": [None, "2025-06-20", None, None]}, "two-ends", 2, "B"),
        ({"served_on": ["2025-01-01", None, "2026-01-02", None]}, "after-cut-off", 3, "C"),
        ({"requested_on": ["2025-01-01", "2025-06-01", "2025-12-01", "2026-02-01"]}, "after-cut-off", 4, "D"),
        ({"served_on": ["2025-01-01", None, "soon", None]}, "no-date", 3, "C"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_impossible_date_names_its_row(changes, code, row, request_id, language):
    with pytest.raises(InputError) as refused:
        waiting.durations(requests(**changes), cut_off=CUT_OFF)
    assert refused.value.code == f"service-access.{code}"
    assert refused.value.params["row"] == row
    sentence = refused.value.sentence(language)
    assert request_id in sentence
    assert str(row) in sentence


def test_a_missing_column_is_named():
    with pytest.raises(InputError) as refused:
        waiting.durations(requests().drop(columns="served_on"), cut_off=CUT_OFF)
    assert "served_on" in refused.value.sentence("es")
