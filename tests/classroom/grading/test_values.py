"""Values that leave the sandbox as JSON come back as what they were, and nothing else gets in."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.classroom.grading import values
from ruta.practice.answers import is_blank

SCALARS = st.one_of(
    st.none(),
    st.just(...),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False),
    st.text(max_size=50),
)
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


def carried(value: object) -> object:
    """Send a value through the boundary as it really goes: as text in JSON."""
    return values.decode(json.loads(json.dumps(values.encode(value))))


@given(NESTED)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert carried(value) == value


@pytest.mark.parametrize(
    "value",
    [Decimal("1.10"), Fraction(1, 3), date(2025, 3, 1), pd.Timestamp("2025-03-01 10:00"), pd.Timedelta(days=3),
     (1, "a"), {1, 2}, frozenset({"x"})],
)  # fmt: skip
def test_other_kinds_come_back_as_they_were(value: object) -> None:
    found = carried(value)
    assert found == value
    assert type(found) is type(value)


@given(st.dictionaries(st.integers(0, 400), st.floats(allow_infinity=True), max_size=20))
def test_a_column_keeps_labels_and_numbers(content: dict[int, float]) -> None:
    column = pd.Series(content, dtype=float)
    found = carried(column)
    assert isinstance(found, pd.Series)
    assert [str(label) for label in found.index] == [str(label) for label in column.index]
    assert all(a == b or (a != a and b != b) for a, b in zip(found, column, strict=True))


def test_a_table_keeps_its_shape_and_labels() -> None:
    table = pd.DataFrame({"a": [1, 2], "b": [0.5, None]}, index=["x", "y"])
    found = carried(table)
    assert isinstance(found, pd.DataFrame)
    assert list(found.columns) == ["a", "b"]
    assert list(found.index) == ["x", "y"]
    assert found.loc["y", "a"] == 2
    assert pd.isna(found.loc["y", "b"])


def test_numbers_of_numpy_become_plain_ones() -> None:
    assert carried(np.float64(0.1)) == 0.1
    assert carried(np.int64(7)) == 7
    assert list(carried(np.array([[1, 2], [3, 4]])).ravel()) == [1, 2, 3, 4]  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [None, ..., "", "  "])
def test_a_blank_answer_stays_blank(value: object) -> None:
    assert is_blank(carried(value))


@pytest.mark.parametrize(
    "value", [range(10**6), list(range(10**6)), pd.Series(range(10**6)), np.zeros(10**6), "x" * 10**6]
)
def test_what_is_too_large_is_cut_or_named(value: object) -> None:
    assert len(json.dumps(values.encode(value))) < 20_000


def test_another_kind_keeps_only_its_name() -> None:
    assert type(carried(object.__new__(type("Strange", (), {})))).__name__ == "Strange"
    assert callable(carried(len))


def test_a_list_that_holds_itself_is_named() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert values.encode(endless)["is"] == "other"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["is", "value", "items", "labels", "rows", "columns", "shape", "name", "text"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_else_is_told_is_refused_and_never_believed(content: object) -> None:
    try:
        values.decode(content)
    except values.Malformed:
        return
    assert isinstance(content, dict)
    assert content["is"] in {
        "truth",
        "text",
        "nothing",
        "function",
        "other",
        *values._SEVERAL,
        "dict",
        "column",
        "table",
        "array",
    }


@pytest.mark.parametrize(
    "content",
    [
        {"is": "whole", "value": "9" * 1000},
        {"is": "whole", "value": 5},
        {"is": "array", "shape": [10**9, 10**9], "items": []},
        {"is": "column", "labels": [], "items": [{"is": "truth", "value": True}]},
        {"is": "list", "items": {"is": "text", "value": "x"}},
        {"is": "moment", "value": "never"},
        {"is": "exec", "value": "1"},
        {"is": "list", "items": [{"is": "truth", "value": True}] * 30_000},
    ],
)
def test_meddled_values_are_refused(content: dict[str, object]) -> None:
    with pytest.raises(values.Malformed):
        values.decode(content)
