"""Levels, and who is called when nobody answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning.alert_levels import LEVELS, ROUTE, hours_late, level, level_of, next_post
from ruta.errors import InputError

NAMES = [one.id for one in LEVELS]


@pytest.mark.parametrize(
    ("alarm", "sources", "leaving", "silent", "expected"),
    [
        (True, 0, False, 0, "watch"),
        (False, 0, False, 0, None),
        (None, 0, False, 3, None),
        (None, 0, False, 4, "watch"),
        (True, 0, True, 0, "watch"),
        (False, 1, False, 0, "prepare"),
        (True, 2, False, 0, "prepare"),
        (True, 1, True, 0, "act"),
        (None, 1, True, 6, "act"),
    ],
)
def test_levels(alarm, sources, leaving, silent, expected):
    found = level_of(alarm=alarm, sources=sources, leaving=leaving, silent_weeks=silent)
    assert (found.id if found else None) == expected


@given(st.sampled_from([True, False, None]), st.integers(0, 3), st.booleans(), st.integers(0, 8))
@settings(deadline=None)  # a shared machine may be slow
def test_more_evidence_never_lowers_the_level(alarm, sources, leaving, silent):
    def rank(found):
        return -1 if found is None else NAMES.index(found.id)

    now = rank(level_of(alarm=alarm, sources=sources, leaving=leaving, silent_weeks=silent))
    assert rank(level_of(alarm=True, sources=sources, leaving=leaving, silent_weeks=silent)) >= now
    assert rank(level_of(alarm=alarm, sources=sources + 1, leaving=leaving, silent_weeks=silent)) >= now
    assert rank(level_of(alarm=alarm, sources=sources, leaving=True, silent_weeks=silent)) >= now
    assert rank(level_of(alarm=alarm, sources=sources, leaving=leaving, silent_weeks=silent + 1)) >= now


def test_graver_levels_have_shorter_deadlines():
    assert [one.hours for one in LEVELS] == sorted((one.hours for one in LEVELS), reverse=True)
    assert [one.leaves_the_room for one in LEVELS] == [False, True, True]


@pytest.mark.parametrize(
    ("hours", "post", "late"),
    [(0, "holder", 0), (5.9, "holder", 0), (6, "deputy", 0), (11.5, "deputy", 5.5), (12, "coordinator", 6),
     (18, "control", 12), (500, "control", 494)],
)  # fmt: skip
def test_the_route_of_the_gravest_level(hours, post, late):
    assert next_post("act", hours=hours) == post
    assert hours_late("act", hours=hours) == pytest.approx(late)


@given(st.sampled_from(NAMES), st.floats(0, 1000), st.floats(0, 1000))
@settings(deadline=None)  # a shared machine may be slow
def test_the_route_never_turns_back(name, first, second):
    early, late = sorted([first, second])
    assert ROUTE.index(next_post(name, hours=early)) <= ROUTE.index(next_post(name, hours=late))


@pytest.mark.parametrize("hours", [-1, float("nan"), float("inf")])
def test_hours_that_are_none(hours):
    for function in (next_post, hours_late):
        with pytest.raises(InputError, match="hours without an answer"):
            function("act", hours=hours)


def test_what_is_no_level():
    with pytest.raises(InputError, match="watch, prepare, act"):
        level("red")
    with pytest.raises(InputError, match="counted from zero"):
        level_of(alarm=True, sources=-1, leaving=False)
