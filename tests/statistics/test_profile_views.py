"""What the lesson on profiles shows: the dots, the bars, the control and the paths."""

import pandas as pd
import pytest

from ruta.datasets import profiling
from ruta.figures import synthetic_note
from ruta.statistics import (
    composite,
    composite_view,
    profile_view,
    profiles,
    scenarios,
    scenarios_view,
    sensitivity,
)  # fmt: skip

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def surveyed() -> tuple[pd.DataFrame, pd.Series]:
    made = profiling.survey(country="HND", seed=2026)
    people = made.persons.merge(made.households, on="household_id")
    people["age_band"] = profiles.age_band(people["age"])
    return people, people["person_id"].map(made.truth.set_index("person_id")["still_linked"])


@pytest.fixture(scope="module")
def table(surveyed: tuple[pd.DataFrame, pd.Series]) -> pd.DataFrame:
    people, _ = surveyed
    limits = composite.thresholds(people[people["group"] == "host"])
    return profiles.profile(people, worse=~composite.passed(people, limits)["safety"], by=["sex", "age_band"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_cell_has_a_row_and_no_marks(table: pd.DataFrame, language: str) -> None:
    shown = profile_view.dots(table, title="T", language=language)
    axes = shown.figure.axes[0]
    assert len(axes.get_yticklabels()) == len(table)
    # Three drawn things a readable row (line and two dots) and two entries of the legend.
    assert len(axes.lines) == 3 * int(table["readable"].sum()) + 2
    assert 0 < table["readable"].sum() < len(table)
    read, hidden = shown.alt.split(": ", 2)[2].rsplit(": ", 1)
    assert all(f"{share:.0f}" in read for share in table.loc[table["readable"], "share"])
    assert hidden.count("60+") == (~table["readable"]).sum()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_gap_is_on_top(table: pd.DataFrame, language: str) -> None:
    shown = profile_view.dots(table, title="T", language=language)
    first = shown.figure.axes[0].get_yticklabels()[0].get_text()
    top = table[table["readable"]]["gap"].idxmax()
    assert first.startswith(f"{top[0]}, {profile_view.cell_name(top, language=language)}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_say_how_many_and_how_many_wrongly(surveyed: tuple[pd.DataFrame, pd.Series], language: str) -> None:
    people, linked = surveyed
    inside = people["group"].str.startswith("A")
    found = sensitivity.table(
        sensitivity.variants(people)[inside], weight=people["weight"][inside], linked=linked[inside]
    )
    shown = composite_view.bars(found, stock=12_904, title="T", language=language)
    for name, row in found.iterrows():
        said = f"{composite_view.variant_name(str(name), language=language)} {row['leave']:,} ({row['still_linked']:,})"
        assert said in shown.alt
    assert shown.text in shown.alt
    assert "12,904" in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dropped", composite_view.controls())
def test_the_control_names_the_choice_and_says_that_the_data_are_invented(
    surveyed: tuple[pd.DataFrame, pd.Series], language: str, dropped: str
) -> None:
    people, linked = surveyed
    test = composite_view.explorer(people, linked=linked, language=language)
    shown = test(dropped=dropped, quantile=25, benchmark="host")
    assert composite_view.criterion_name(dropped, language=language) in shown.text
    assert synthetic_note(language) in shown.text
    assert all(group in shown.alt for group in composite_view.GROUPS)
    assert ("+0" in shown.text) == (dropped == composite_view.NONE)


def test_the_control_counts_what_the_rule_counts(surveyed: tuple[pd.DataFrame, pd.Series]) -> None:
    people, linked = surveyed
    shown = composite_view.try_a_rule(
        people, linked=linked, dropped="none", quantile=40, benchmark="capital", language="en"
    )
    leaves = sensitivity.leaving(people, quantile=0.4, benchmark="capital") & people["group"].str.startswith("A")
    assert f"{people['weight'][leaves].sum():,} persons would leave" in shown.text
    assert f"{people['weight'][leaves & linked].sum():,} of them" in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paths_say_every_year_and_that_they_are_assumptions(language: str) -> None:
    made = {
        name: scenarios.project(
            scenarios.Scenario(numbers={"displacement": count}), opening=1_000, years=range(2026, 2028)
        )
        for name, count in (("low", 10), ("middle", 20), ("high", 1_500))
    }
    shown = scenarios_view.paths(made, title="T", language=language)
    assert "2025 1,000" in shown.alt
    assert "2027 4,000" in shown.alt
    assert scenarios_view.scenario_name("high", language=language) in shown.alt
    assert ("not forecasts" if language == "en" else "no pronósticos") in shown.alt
