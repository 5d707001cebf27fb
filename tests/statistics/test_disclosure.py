"""Protecting a table: the audit against linear programming, the protection by its properties."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ruta.errors import InputError
from ruta.statistics import disclosure

counts = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 12), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


def frame(rows):
    return pd.DataFrame(rows, index=[f"r{n}" for n in range(len(rows))], columns=[f"c{n}" for n in range(len(rows[0]))])


def bounds_by_linear_programming(published, row, column):
    """Attack with scipy what is published and nothing else: the published table has NA in its hidden cells."""
    shape = published.shape
    at = {cell: place for place, cell in enumerate(itertools.product(range(shape[0]), range(shape[1])))}
    equations, ranges = [], []
    for cell in at:
        value = published.iat[cell]
        ranges.append((1, None) if pd.isna(value) else (int(value), int(value)))
    for line in range(shape[0]):
        equation = np.zeros(len(at))
        equation[[at[line, other] for other in range(shape[1] - 1)]] = 1
        equation[at[line, shape[1] - 1]] = -1
        equations.append(equation)
    for line in range(shape[1]):
        equation = np.zeros(len(at))
        equation[[at[other, line] for other in range(shape[0] - 1)]] = 1
        equation[at[shape[0] - 1, line]] = -1
        equations.append(equation)
    found = []
    for sign in (1, -1):
        goal = np.zeros(len(at))
        goal[at[row, column]] = sign
        answer = linprog(goal, A_eq=np.array(equations), b_eq=np.zeros(len(equations)), bounds=ranges)
        found.append(None if answer.status == 3 else sign * answer.fun)
    return found


@settings(max_examples=60, deadline=None)
@given(rows=counts, seed=st.integers(0, 1000))
def test_the_audit_is_what_linear_programming_finds(rows, seed):
    full = disclosure.with_totals(frame(rows))
    hidden = (full > 0) & (np.random.default_rng(seed).random(full.shape) < 0.5)
    published = full.astype("Int64").mask(hidden)
    for line in disclosure.audit(full, hidden).itertuples():
        cell = full.index.get_loc(line.row), full.columns.get_loc(line.column)
        low, high = bounds_by_linear_programming(published, *cell)
        assert line.low == pytest.approx(low)
        assert (high is None) == pd.isna(line.high)
        if high is not None:
            assert line.high == pytest.approx(high)
        assert line.recovered == (high is not None and low == pytest.approx(high))


@settings(max_examples=80, deadline=None)
@given(cells=st.lists(st.integers(0, 4), min_size=4, max_size=4))
def test_the_audit_is_what_trying_every_table_finds(cells):
    """Whole numbers, by brute force: every table of two by two that shows the same published cells."""
    full = disclosure.with_totals(frame([cells[:2], cells[2:]]))
    hidden = disclosure.sensitive(full, threshold=4)
    hidden.loc["total"], hidden["total"] = False, False
    published = full.astype("Int64").mask(hidden)
    free = [tuple(cell) for cell in np.argwhere(hidden.to_numpy())]
    seen = {cell: set() for cell in free}
    down, across = full.to_numpy()[-1, :-1], full.to_numpy()[:-1, -1]
    for values in itertools.product(range(1, 9), repeat=len(free)):
        tried = full.to_numpy()[:-1, :-1].copy()
        for cell, value in zip(free, values, strict=True):
            tried[cell] = value
        if (tried.sum(axis=0) == down).all() and (tried.sum(axis=1) == across).all():
            for cell, value in zip(free, values, strict=True):
                seen[cell].add(value)
    assert published.isna().to_numpy().sum() == len(free)
    for line in disclosure.audit(full, hidden).itertuples():
        values = seen[full.index.get_loc(line.row), full.columns.get_loc(line.column)]
        assert (line.low, line.high) == (min(values), max(values))


@settings(max_examples=150, deadline=None)
@given(rows=counts, threshold=st.integers(1, 12))
def test_no_sensitive_cell_can_be_narrowed_down(rows, threshold):
    table = frame(rows)
    result = disclosure.protect(table, threshold=threshold)
    full = disclosure.with_totals(table)
    for line in result.audit.itertuples():
        value = full.loc[line.row, line.column]
        assert line.low <= value
        assert pd.isna(line.high) or value <= line.high
        if value < threshold:
            assert not line.recovered
            assert pd.isna(line.high) or line.high >= threshold
            if "total" not in (line.row, line.column):
                assert line.low == 1


@settings(max_examples=100, deadline=None)
@given(rows=counts, threshold=st.integers(1, 12))
def test_what_is_published_is_true_and_nothing_small_is(rows, threshold):
    full = disclosure.with_totals(frame(rows))
    result = disclosure.protect(frame(rows), threshold=threshold)
    assert (result.table.isna() == result.hidden).all(axis=None)
    assert result.table.fillna(full).equals(full.astype("Int64"))
    shown = result.table.stack()
    assert ((shown == 0) | (shown >= threshold)).all()
    assert not ((full == 0) & result.hidden).any(axis=None)
    assert ((result.reason == "primary") == disclosure.sensitive(full, threshold=threshold)).all(axis=None)
    assert ((result.reason == "published") == ~result.hidden).all(axis=None)


def test_a_table_without_small_cells_goes_out_whole():
    result = disclosure.protect(frame([[9, 0], [7, 8]]), threshold=5)
    assert not result.hidden.any(axis=None)
    assert result.audit.empty


def test_a_hidden_cell_alone_in_its_row_is_read_off_the_total():
    """The counter-example to primary suppression alone: 20 − 9 − 8 = 3."""
    full = disclosure.with_totals(frame([[3, 9, 8], [7, 6, 5]]))
    found = disclosure.audit(full, disclosure.sensitive(full, threshold=5)).iloc[0]
    assert (found["low"], found["high"], found["recovered"]) == (3, 3, True)


def test_two_hidden_cells_can_still_be_read_when_their_sum_leaves_no_choice():
    """Two persons in two cells of which none is empty: one and one, whatever else is hidden."""
    full = disclosure.with_totals(frame([[1, 1, 9], [1, 1, 9], [9, 9, 9]]))
    hidden = disclosure.sensitive(full, threshold=5)
    assert disclosure.audit(full, hidden)["recovered"].all()
    assert not disclosure.protect(frame([[1, 1, 9], [1, 1, 9], [9, 9, 9]]), threshold=5).audit["recovered"].any()


def test_a_small_total_is_hidden_too():
    result = disclosure.protect(frame([[1, 2, 0], [20, 30, 10]]), threshold=5)
    assert result.hidden.loc["r0", "total"]
    assert result.table.loc["r0", "c2"] == 0


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (pd.DataFrame(), "statistics.empty-table"),
        (pd.DataFrame({"a": [1.5]}), "statistics.not-a-count"),
        (pd.DataFrame({"a": [-1]}), "statistics.not-a-count"),
        (pd.DataFrame({"a": [None, 1]}, dtype="Int64"), "statistics.not-a-count"),
        (pd.DataFrame({"a": [1, 2]}, index=["x", "x"]), "statistics.label-twice"),
        (pd.DataFrame({"total": [1, 2]}), "statistics.label-twice"),
    ],
)
def test_a_table_that_cannot_be_protected_is_refused(table, code):
    with pytest.raises(InputError) as caught:
        disclosure.protect(table, threshold=5)
    assert caught.value.code == code
    assert all(caught.value.sentence(language) for language in ("en", "es"))


@pytest.mark.parametrize("threshold", [0, -3, 2.5, True, "5"])
def test_a_threshold_that_is_no_whole_number_is_refused(threshold):
    with pytest.raises(InputError) as caught:
        disclosure.protect(frame([[1, 2]]), threshold=threshold)
    assert caught.value.code == "statistics.bad-threshold"
