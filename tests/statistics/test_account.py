"""The population account against published arithmetic, hand-made accounts and properties."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import account as acc

KINDS = list(acc.ROLES)
kinds = st.lists(st.sampled_from(KINDS), max_size=60)


def movements(kinds: list[str], *, year: int = 2023) -> pd.DataFrame:
    """Return one movement per kind, all in the same year."""
    dates = pd.to_datetime(pd.Series([f"{year}-06-30"] * len(kinds), dtype="object"))
    return pd.DataFrame({"date": dates, "kind": pd.Series(kinds, dtype="object")})


def by_year(values: dict[int, int]) -> pd.Series:
    return pd.Series(values, dtype="Int64")


def test_colombia_2017_leaves_876_000() -> None:
    # IDMC stock, UNHCR R package 2025.12.1 (June 2026); new displacements, GIDD release 2018.
    stock = by_year({2015: 6_270_000, 2016: 7_246_000, 2017: 6_509_000})
    table = acc.series_account(stock, by_year({2016: 171_000, 2017: 139_000}))
    assert table.loc[2017, "unexplained"] == -876_000
    assert table.loc[2016, "unexplained"] == 805_000
    assert table.loc[2017, "change"] == -737_000


def test_honduras_2016_closes_to_the_unit_because_of_how_it_was_built() -> None:
    table = acc.series_account(by_year({2015: 174_000, 2016: 190_000}), by_year({2016: 16_000}))
    assert table.loc[2016, "unexplained"] == 0


@pytest.mark.parametrize("missing", ["opening", "inflow", "closing"])
def test_a_blank_leaves_the_residual_blank(missing: str) -> None:
    stock, inflow = {2022: 247_000, 2023: 101_000}, {2023: 5_000}
    {"opening": stock, "inflow": inflow, "closing": stock}[missing].pop(2022 if missing == "opening" else 2023)
    table = acc.series_account(by_year(stock), by_year(inflow))
    assert table["unexplained"].isna().all()


def test_years_without_a_row_are_not_skipped() -> None:
    # 2014 has no stock: 2015 must not be compared with 2013.
    table = acc.series_account(by_year({2013: 10, 2015: 30}), by_year({2013: 1, 2014: 1, 2015: 1}))
    assert list(table.index) == [2013, 2014, 2015]
    assert table["unexplained"].isna().all()


def test_an_account_written_by_hand() -> None:
    year = movements(
        ["displacement"] * 5
        + ["re-entry", "return", "return", "settlement", "second-displacement"]
        + ["exit-overcame", "death", "birth", "birth", "related-death"]
    )
    lines = acc.account(year, year=2023, opening=100, closing=101)
    assert lines.loc["expected", "persons"] == 100 + 5 + 1 - 1 - 1
    assert lines.loc["residual", "persons"] == 101 - 104
    assert lines.loc["return", "persons"] == 2
    assert lines.loc["return", "effect"] == 0
    related = acc.account(year, year=2023, opening=20, closing=21, population="C")
    assert related.loc["expected", "persons"] == 21
    assert related.loc["residual", "persons"] == 0
    assert "displacement" not in related.index


def test_movements_of_other_years_stay_out() -> None:
    both = pd.concat([movements(["displacement"]), movements(["displacement"] * 3, year=2022)], ignore_index=True)
    assert acc.flows(both, year=2023)["displacement"] == 1


@given(kinds, st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_true_account_has_no_residual(some: list[str], opening: int) -> None:
    for population in ("A", "C"):
        signs = acc.EFFECT_ON[population]
        closing = opening + sum(signs.get(kind, 0) for kind in some)
        lines = acc.account(movements(some), year=2023, opening=opening, closing=closing, population=population)
        assert lines.loc["residual", "persons"] == 0


@given(kinds, st.lists(st.sampled_from(acc.kinds_of("internal")), max_size=30))
@settings(max_examples=40, deadline=None)
def test_internal_flows_never_change_the_total(some: list[str], internal: list[str]) -> None:
    plain = acc.account(movements(some), year=2023, opening=50)
    more = acc.account(movements(some + internal), year=2023, opening=50)
    assert plain.loc["expected", "persons"] == more.loc["expected", "persons"]


@given(kinds, st.lists(st.sampled_from(acc.kinds_of("related")), max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_related_population_never_changes_a(some: list[str], related: list[str]) -> None:
    plain = acc.account(movements(some), year=2023, opening=50)
    more = acc.account(movements(some + related), year=2023, opening=50)
    assert plain.loc["expected", "persons"] == more.loc["expected", "persons"]


@given(kinds, st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_rows_does_not_matter(some: list[str], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    pd.testing.assert_series_equal(acc.flows(movements(some), year=2023), acc.flows(movements(mixed), year=2023))


def test_a_blank_opening_stays_blank() -> None:
    lines = acc.account(movements(["displacement"]), year=2023, opening=pd.NA, closing=10)
    assert lines.loc[["opening", "expected", "residual"], "persons"].isna().all()
    assert lines.loc["displacement", "persons"] == 1


def test_an_unknown_kind_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError) as caught:
        acc.role_of(pd.Series(["displacement", "moved"]))
    assert caught.value.params["found"] == "moved"
    for language in ("en", "es"):
        assert "moved" in caught.value.sentence(language)


def test_a_movement_without_a_date_is_refused() -> None:
    undated = movements(["displacement", "death"])
    undated.loc[1, "date"] = pd.NaT
    with pytest.raises(InputError) as caught:
        acc.flows(undated, year=2023)
    assert caught.value.params["row"] == 1


def test_two_releases_of_one_year_are_not_mixed() -> None:
    rows = pd.DataFrame(
        {"iso3": "MEX", "year": [2017, 2017], "indicator": "idp_stock_conflict_idmc", "value": [345_000, 330_000]}
    )
    with pytest.raises(InputError) as caught:
        acc.published_series(rows, iso3="MEX", indicator="idp_stock_conflict_idmc")
    assert caught.value.params["year"] == 2017
    assert len(acc.published_series(rows.tail(1), iso3="MEX", indicator="idp_stock_conflict_idmc")) == 1
