"""Which claims may go out: each fault alone, and that no further fault ever makes a claim better."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import claims

GOOD = {
    "claim": "C", "definition": "d", "release": "2026-06", "smallest": 5, "low": 0.01, "high": 0.2, "repeated": False,
    "broken": False, "unknown": 0.0,
}  # fmt: skip
WORSE = {
    "no-definition": {"definition": " "}, "no-release": {"release": None}, "small-cell": {"smallest": 4},
    "no-difference": {"low": -0.01}, "same-estimate": {"repeated": True}, "broken-series": {"broken": True},
    "part-unknown": {"unknown": 0.1},
}  # fmt: skip


def table(*rows: dict[str, object]) -> pd.DataFrame:
    types = {"smallest": "Int64", "low": "Float64", "high": "Float64"}
    return pd.DataFrame([{**GOOD, **row} for row in rows]).astype(types)


@pytest.mark.parametrize("fault", claims.FAULTS)
def test_each_fault_is_found_alone(fault: str) -> None:
    found = claims.faults(table(WORSE[fault]), threshold=5)
    assert list(found.columns[found.iloc[0]]) == [fault]
    expected = claims.LEFT_OUT if fault in claims.LEAVE_OUT else claims.OTHER_WORDS
    assert claims.verdicts(found).tolist() == [expected]


def test_what_is_sound_goes_out_and_a_zero_is_no_small_cell() -> None:
    found = claims.faults(table({}, {"smallest": 0}, {"smallest": pd.NA, "low": pd.NA, "high": pd.NA}), threshold=5)
    assert claims.verdicts(found).tolist() == [claims.AS_IT_IS] * 3
    assert claims.faults(table({"low": 0.0}), threshold=5)["no-difference"].all(), "an end at zero allows no difference"


@given(st.sets(st.sampled_from(claims.FAULTS)), st.sampled_from(claims.FAULTS))
@settings(max_examples=50)
def test_a_further_fault_never_makes_a_claim_better(some: set[str], more: str) -> None:
    rows = [{}, {}]
    for row, names in zip(rows, (some, some | {more}), strict=True):
        for name in names:
            row.update(WORSE[name])
    before, after = claims.verdicts(claims.faults(table(*rows), threshold=5)).map(claims.VERDICTS.index)
    assert before <= after
    assert after > 0


@pytest.mark.parametrize("bad", [{"low": 0.3}, {"low": pd.NA}, {"unknown": 1.2}, {"unknown": -0.1}])
def test_what_is_no_interval_and_no_share_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(InputError):
        claims.faults(table(bad), threshold=5)
    with pytest.raises(InputError, match="release"):
        claims.faults(table({}).drop(columns="release"), threshold=5)
