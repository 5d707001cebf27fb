"""What dates, months and blanks of a file allow to say, on exports whose faults are known."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.datasets import COUNTRIES, own
from ruta.errors import InputError
from ruta.exchange import own_example, own_exercise, own_measures, own_view
from ruta.messages import LANGUAGES

DAYS = st.dates(min_value=pd.Timestamp("2019-01-01").date(), max_value=pd.Timestamp("2025-12-31").date())


def text(*cells: str) -> "pd.Series[str]":
    return pd.Series(cells, dtype="str")


def test_a_program_that_guesses_cell_by_cell_reads_the_month_first_where_it_can() -> None:
    read = own_measures.read_as(text("03/04/2025", "31/05/2025", "05/05/2025"), "cell-by-cell")
    assert read.dt.strftime("%Y-%m-%d").tolist() == ["2025-03-04", "2025-05-31", "2025-05-05"]
    with pytest.raises(InputError):
        own_measures.read_as(text("03/04/2025"), "guess")


@settings(max_examples=30)
@given(days=st.lists(DAYS, min_size=1, max_size=30))
def test_a_date_is_in_doubt_exactly_where_the_two_readings_differ(days: list[object]) -> None:
    cells = pd.Series([f"{day:%d/%m/%Y}" for day in days])
    doubt = own_measures.two_readings(cells)
    assert doubt.tolist() == [day.day <= 12 and day.day != day.month for day in days]  # type: ignore[attr-defined]
    assert own_measures.read_as(cells, "day-first").dt.date.tolist() == days


@settings(max_examples=30)
@given(days=st.lists(DAYS, min_size=1, max_size=30))
def test_every_row_is_in_one_month_and_a_silent_month_has_none(days: list[object]) -> None:
    column = pd.Series(pd.to_datetime(pd.Series(days)))
    counts = own_measures.by_month(column)
    assert counts.sum() == len(days)
    assert counts.iloc[0] > 0
    assert counts.iloc[-1] > 0
    written = {f"{day:%Y-%m}" for day in days}
    assert set(own_measures.silent_months(column)) == {str(month) for month in counts.index} - written


def test_no_row_has_no_month() -> None:
    assert own_measures.silent_months(pd.Series([], dtype="datetime64[us]")) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_export_of_the_lesson_has_the_faults_that_the_lesson_speaks_of(country: str) -> None:
    table = own.read(own_example.register(country=country, seed=2026), name="a.csv").table
    assert table.duplicated().sum() == len(table) - table["No_Exp"].nunique() == 9
    days = own_measures.read_as(table["Fecha_Decl"], "day-first")
    assert days.notna().all()
    assert own_measures.silent_months(days) == list(own_example.SILENT)
    # The wrong reading keeps the year of every row and fills the silence.
    wrong = own_measures.read_as(table["Fecha_Decl"], "cell-by-cell")
    assert (wrong.dt.year == days.dt.year).all()
    assert own_measures.silent_months(wrong) == []
    assert {"S/D", ""} <= set(table["Sexo"])
    assert {"9", "7"} <= set(table["Motivo"])


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_office_that_writes_families_counts_women_within_persons(country: str) -> None:
    table = own.read(own_example.families(country=country, seed=2026), name="b.csv").table
    persons, women = (pd.to_numeric(table[name]) for name in ("Personas", "Mujeres"))
    assert (women.dropna() <= persons[women.notna()]).all()
    assert women.isna().any()
    assert table["Registro"].str.fullmatch("[0-9]{5}").all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", own_measures.WAYS)
def test_the_control_says_what_moves_and_what_is_lost(way: str, language: str) -> None:
    cells = text("03/04/2025", "31/05/2025", "05/05/2025", "10/11/2025")
    shown = own_view.reading_view(cells, year=2025, language=language, way=way)
    moved, lost = {"day-first": (0, 0), "month-first": (2, 1), "cell-by-cell": (2, 0)}[way]
    assert f" {moved} " in shown.text
    assert f" {lost} " in shown.text
    assert "5: " in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_the_exercise_names_the_months_with_a_bar(language: str) -> None:
    export = own.read(own_example.register(country="SLV", seed=4, part="exercise"), name="c.csv").table
    shown = own_exercise.months_figure(export, language=language)
    days = own_measures.read_as(own_exercise.once(export)["Fecha_Decl"], "month-first")
    quiet = own_measures.silent_months(days)
    assert len(quiet) == own_exercise.silence(export)["right"]
    assert not [month for month in quiet if month in shown.alt]
