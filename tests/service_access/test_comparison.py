"""The log-rank test: against a published result and a second program."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lifelines.statistics import logrank_test

from ruta.errors import InputError
from ruta.service_access.comparison import log_rank

from .published import CONTROL, TREATED, waits


def test_example_b():
    (treated, treated_ends), (control, control_ends) = waits(TREATED), waits(CONTROL)
    result = log_rank(
        pd.concat([treated, control], ignore_index=True),
        served=pd.concat([treated_ends, control_ends], ignore_index=True),
        group=pd.Series(["treated"] * 21 + ["control"] * 21),
        of="treated",
    )
    assert (result.observed, round(result.expected, 2), round(result.chi_square, 1)) == (9, 19.25, 16.8)
    assert result.p_value < 0.001


# lifelines calls pandas in a way that pandas 4 will refuse: theirs to mend.
@pytest.mark.filterwarnings("ignore:Starting with pandas version 4")
@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.booleans()), min_size=4, max_size=60))
def test_agrees_with_lifelines_and_counts_either_group(rows):
    frame = pd.DataFrame(rows, columns=["days", "served", "inside"])
    assume(frame["inside"].nunique() == 2)
    inside = frame["inside"]
    mine = log_rank(frame["days"], served=frame["served"], group=inside, of=True)
    mirrored = log_rank(frame["days"], served=frame["served"], group=inside, of=False)
    assert mine.variance == pytest.approx(mirrored.variance)
    assert mine.observed + mirrored.observed == frame["served"].sum()
    assume(mine.variance > 1e-9)
    assert mine.chi_square == pytest.approx(mirrored.chi_square)
    theirs = logrank_test(
        frame["days"][inside], frame["days"][~inside], frame["served"][inside], frame["served"][~inside]
    )
    assert mine.chi_square == pytest.approx(theirs.test_statistic, abs=1e-6)
    assert mine.p_value == pytest.approx(theirs.p_value, abs=1e-6)


def test_one_group_cannot_be_compared():
    days, served = waits(TREATED)
    with pytest.raises(InputError) as refused:
        log_rank(days, served=served, group=pd.Series(["host"] * 21), of="displaced")
    assert refused.value.code == "service-access.one-group"
    assert "displaced" in refused.value.sentence("en")
