"""Revisions, repetitions and jumps against the figures as printed, worked by hand, and by their properties."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta import datasets
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.statistics import published as pub

STOCK, NEW = "idp_stock_conflict_idmc", "new_displacements_conflict_idmc"
figures = st.lists(st.one_of(st.none(), st.integers(0, 9_000_000)), min_size=1, max_size=25)


def by_year(values: list[int | None], *, start: int = 2001) -> pd.Series:
    return pd.Series(values, index=range(start, start + len(values)), dtype="Int64")


@pytest.fixture(scope="module")
def every() -> pd.DataFrame:
    return datasets.published("every")


def test_the_triangle_of_colombia_as_printed(every: pd.DataFrame) -> None:
    triangle = pub.vintages(every, iso3="COL", indicator=NEW)
    assert list(triangle.columns) == ["2018", "2022", "2023-09", "2025-05"]
    assert list(triangle.index) == list(range(2014, 2025))
    assert triangle.loc[2017].tolist() == [139_000, pd.NA, 139_359, 139_359]
    assert triangle.loc[2022].tolist() == [pd.NA, pd.NA, 338_665, 391_099]
    assert triangle["2018"].notna().sum() == 4


def test_the_only_revision_of_colombia_and_of_mexico(every: pd.DataFrame) -> None:
    colombia = pub.revisions(pub.vintages(every, iso3="COL", indicator=NEW))
    assert colombia[colombia["kind"] == "revision"].iloc[0].tolist() == (
        [2022, "2023-09", "2025-05", 338_665, 391_099, 52_434, "revision"]
    )
    mexico = pub.revisions(pub.vintages(every, iso3="MEX", indicator=STOCK))
    # 345,000 in the release of 2018 and 329,917 afterwards; 329,917 printed as 330,000 is rounding.
    assert mexico[mexico["kind"] == "revision"].values.tolist() == (
        [[2017, "2018", "2023-09", 345_000, 329_917, -15_083, "revision"]]
    )
    assert "rounding" in set(mexico.loc[mexico["year"] == 2017, "kind"])
    assert sum(colombia["kind"] == "revision") == 1


def test_a_year_without_a_figure_stays_in_the_triangle_as_a_blank(every: pd.DataFrame) -> None:
    triangle = pub.vintages(every, iso3="HND", indicator=NEW)
    assert triangle.loc[2017].isna().all()
    assert triangle.loc[2014, "2025-05"] == 0
    assert pd.isna(triangle.loc[2014, "2018"])


@pytest.mark.parametrize(("change", "kind"), [(0, "same"), (500, "rounding"), (-500, "rounding"), (501, "revision")])
def test_half_a_step_is_what_rounding_can_make(change: int, kind: str) -> None:
    triangle = pd.DataFrame({"2018": [7_000], "2020": [7_000 + change]}, index=[2017], dtype="Int64")
    assert pub.revisions(triangle, rounding=1000)["kind"].tolist() == [kind]


@given(values=st.lists(st.one_of(st.none(), st.integers(0, 10**7)), min_size=1, max_size=6))
def test_the_changes_of_a_year_add_up_to_last_minus_first(values: list[int | None]) -> None:
    triangle = pd.DataFrame(
        [values], columns=[str(2000 + at) for at in range(len(values))], index=[1999], dtype="Int64"
    )
    table = pub.revisions(triangle)
    known = [value for value in values if value is not None]
    assert len(table) == max(len(known) - 1, 0)
    assert table["change"].sum() == (known[-1] - known[0] if known else 0)


def test_the_same_71_500_for_nine_years_but_for_one_person(every: pd.DataFrame) -> None:
    rows = every[(every["iso3"] == "SLV") & (every["indicator"] == "idp_stock_unhcr")]
    series = rows.set_index("year")["value"]
    assert (series == 71_500).sum() == 8
    assert pub.runs(series).values.tolist() == [[2019, 2025, 7, 71_500, 71_500]]
    assert pub.runs(series, within=1).values.tolist() == [[2017, 2025, 9, 71_500, 71_501]]
    assert pub.repeated(series, within=1).sum() == 8


def test_the_three_plateaus_of_honduras(every: pd.DataFrame) -> None:
    series = every[
        (every["iso3"] == "HND") & (every["indicator"] == STOCK) & (every["released"] == "2026-06")
    ].set_index("year")["value"]
    assert pub.runs(series)[["first", "last", "years", "lowest"]].values.tolist() == [
        [2016, 2018, 3, 190_000],
        [2019, 2022, 4, 247_000],
        [2023, 2025, 3, 101_000],
    ]
    marked = pub.suspected_breaks(series, share=0.1)
    assert marked["change"].to_dict() == {2015: 145_000, 2019: 57_000, 2023: -146_000}
    assert marked.loc[2023, "share"] == pytest.approx(-146 / 247)


def test_a_gap_ends_a_repetition_and_is_no_jump() -> None:
    gap = pd.Series({2014: 5, 2015: 5, 2018: 5, 2019: 900}, dtype="Int64")
    assert pub.repeated(gap).tolist() == [False, True, False, False]
    assert list(pub.suspected_breaks(gap, share=0.5).index) == [2019]
    assert pub.runs(by_year([5, None, 5])).empty
    assert pub.suspected_breaks(by_year([5, None, 900]), share=0.1).empty


def test_a_rise_from_zero_is_marked_without_a_share() -> None:
    marked = pub.suspected_breaks(by_year([0, 16_000, 16_000]), share=0.1)
    assert list(marked.index) == [2002]
    assert pd.isna(marked.loc[2002, "share"])


@given(values=figures, within=st.integers(0, 3))
def test_runs_hold_every_repeated_year_once_and_each_has_one_first_year(values: list[int | None], within: int) -> None:
    series = by_year(values)
    table = pub.runs(series, within=within)
    assert (table["years"] - 1).sum() == pub.repeated(series, within=within).sum()
    assert (table["last"] - table["first"] + 1 == table["years"]).all()


@given(values=figures, share=st.floats(0.01, 2), more=st.floats(0, 2))
def test_a_stricter_rule_marks_fewer_years_and_never_a_repeated_one(
    values: list[int | None], share: float, more: float
) -> None:
    series = by_year(values)
    marked = set(pub.suspected_breaks(series, share=share).index)
    assert set(pub.suspected_breaks(series, share=share + more).index) <= marked
    again = pub.repeated(series)
    assert not marked & set(again[again].index)


BAD = [
    (lambda table: pub.vintages(table, iso3="XXX", indicator=STOCK), ("XXX", STOCK)),
    (lambda table: pub.vintages(table, iso3="HND", indicator="profile_displaced"), ("HND", "2014", "released")),
    (lambda table: pub.vintages(pd.concat([table, table]), iso3="MEX", indicator=STOCK), ("MEX", "2009", "2026-06")),
    (lambda table: pub.suspected_breaks(by_year([1, 2]), share=0), ("0",)),
]


@pytest.mark.parametrize(("call", "named"), BAD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_input_is_named(every: pd.DataFrame, call, named: tuple[str, ...], language: str) -> None:
    with pytest.raises(InputError) as caught:
        call(every)
    for word in named:
        assert word in caught.value.sentence(language)
