"""Weekly tables: known onsets show, silence is blank and never zero, holidays are blank."""

import pandas as pd
import pytest

from ruta import datasets

CASES = [(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41)]
pytestmark = pytest.mark.parametrize(("country", "seed"), CASES)
WEEK = pd.Timedelta(weeks=1)


def within(table: pd.DataFrame, periods: pd.DataFrame, first: str, last: str, *, later: int = 0) -> "pd.Series[bool]":
    """Tell which rows lie in a period of their municipality, moved by some weeks."""
    inside = pd.Series(data=False, index=table.index)
    for period in periods.itertuples():
        start, end = getattr(period, first) + later * WEEK, getattr(period, last) + later * WEEK
        inside |= (table["municipality"] == period.municipality) & table["week"].between(start, end)
    return inside


def test_weeks_and_municipalities_are_complete(country: str, seed: int) -> None:
    places = datasets.table("municipalities", country=country, seed=seed)
    for name in ("weekly-incidents", "weekly-schools"):
        table = datasets.table(name, country=country, seed=seed)
        weeks = table["week"].drop_duplicates()
        assert weeks.iloc[0] == pd.Timestamp("2021-01-04")
        assert (weeks.diff().dropna() == WEEK).all()
        assert len(weeks) == 260
        assert not table.duplicated(["week", "municipality"]).any()
        assert len(table) == 260 * 12
        assert set(table["municipality"]) == set(places["municipality"])


def test_gaps_are_blank_and_nothing_else_is(country: str, seed: int) -> None:
    table = datasets.table("weekly-incidents", country=country, seed=seed)
    gaps = datasets.truth("gaps", country=country, seed=seed)
    silent = within(table, gaps, "from_week", "to_week")
    assert silent.any()
    assert (table["incidents"].isna() == silent).all()
    length = (gaps["to_week"] - gaps["from_week"]) / WEEK + 1
    assert (length >= 6).sum() >= 3


def test_a_silence_begins_during_an_onset_but_hides_none_whole(country: str, seed: int) -> None:
    table = datasets.table("weekly-incidents", country=country, seed=seed)
    onsets = datasets.truth("onsets", country=country, seed=seed)
    hidden = []
    for onset in onsets.itertuples():
        rows = within(table, onsets.loc[[onset.Index]], "onset_week", "end_week")
        assert table.loc[rows, "incidents"].head(3).notna().all()
        hidden.append(int(table.loc[rows, "incidents"].isna().sum()))
    assert max(hidden) >= 2


def test_onsets_raise_the_rate_by_about_their_factor(country: str, seed: int) -> None:
    table = datasets.table("weekly-incidents", country=country, seed=seed).dropna()
    onsets = datasets.truth("onsets", country=country, seed=seed)
    assert len(onsets) == 8
    assert onsets["factor"].between(2.5, 4.5).all()
    raised = within(table, onsets, "onset_week", "end_week")
    usual = table[~raised].groupby("municipality")["incidents"].mean()
    seen = table[raised].groupby("municipality")["incidents"].sum()
    weeks = table[raised].groupby("municipality").size()
    expected = (weeks * usual[weeks.index]).sum()
    assert 2.2 < seen.sum() / expected < 5


def test_large_places_report_more_and_the_year_has_a_season(country: str, seed: int) -> None:
    table = datasets.table("weekly-incidents", country=country, seed=seed).dropna()
    onsets = datasets.truth("onsets", country=country, seed=seed)
    calm = table[~within(table, onsets, "onset_week", "end_week")]
    by_place = calm.groupby("municipality").agg(population=("population", "first"), mean=("incidents", "mean"))
    # No scipy in the browser, nor needed here: the rank correlation is the correlation of ranks.
    assert by_place.rank().corr().loc["population", "mean"] > 0.7
    by_month = calm.groupby(calm["week"].dt.month)["incidents"].mean()
    assert by_month[[12, 1]].mean() > 1.2 * by_month[[6, 7]].mean()


def test_holidays_are_blank(country: str, seed: int) -> None:
    table = datasets.table("weekly-schools", country=country, seed=seed)
    counts = ["schools_reporting", "absent_pupil_days", "withdrawals", "transfers_out"]
    closed = table["days_open"] == 0
    assert 0.1 < closed.mean() < 0.35
    assert table.loc[closed, counts].isna().all(axis=None)
    open_weeks = table[~closed]
    assert open_weeks["schools_reporting"].notna().all()
    assert (open_weeks["schools_reporting"] <= open_weeks["schools_expected"]).all()
    silent = open_weeks["schools_reporting"] == 0
    assert silent.any()
    assert (open_weeks["absent_pupil_days"].isna() == silent).all()
    assert table.groupby("week")["days_open"].nunique().eq(1).all()


def test_school_figures_rise_after_onsets(country: str, seed: int) -> None:
    table = datasets.table("weekly-schools", country=country, seed=seed).dropna()
    onsets = datasets.truth("onsets", country=country, seed=seed)
    in_reports = table["enrolled"] * table["schools_reporting"] / table["schools_expected"]
    absence = (table["absent_pupil_days"] / (in_reports * table["days_open"])).astype(float)
    leaving = (table["withdrawals"] / in_reports).astype(float)
    after = within(table, onsets, "onset_week", "end_week", later=3)
    affected = table["municipality"].isin(onsets["municipality"])
    assert absence[after].mean() > 1.25 * absence[affected & ~after].mean()
    assert leaving[after].mean() > 1.5 * leaving[affected & ~after].mean()
    assert absence.between(0, 0.3).all()
