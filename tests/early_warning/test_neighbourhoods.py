"""The invented city and its figures: the stories that the lesson tells hold for every country and many seeds."""

import matplotlib as mpl
import pandas as pd
import pytest

from ruta import figures, messages
from ruta.datasets import COUNTRIES
from ruta.early_warning import neighbourhoods, reporting, reporting_view, risk_cases
from ruta.early_warning.neighbourhoods import City
from ruta.exact_limits import ratio_limits
from ruta.ranges import Range

mpl.use("Agg")
SEEDS = (2026, 7, 8, *range(100, 105))
UNDER_3 = Range(low=0.01, high=0.03)


def made(country: str, seed: int) -> tuple[City, dict[str, str], pd.DataFrame]:
    """The city, the letter of each story, and by what factor each trace changed."""
    city = neighbourhoods.make(country=country, seed=seed)
    letters = {story: letter for letter, story in city.places["story"].items()}
    wide = city.counts.unstack("half")
    change = pd.DataFrame({trace: wide[trace, "after"] / wide[trace, "before"] for trace in neighbourhoods.TRACES})
    true = city.truth["demands"].unstack("half")
    return city, letters, change.assign(true=true["after"] / true["before"])


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_stories_of_the_lesson_hold(country: str, seed: int) -> None:
    city, letters, change = made(country, seed)
    for story in ("office", "office-and-risk"):
        row = city.counts["complaints"].unstack("half").loc[letters[story]]
        assert ratio_limits(int(row["after"]), int(row["before"])).low > 1
        assert 1.35 < change.loc[letters[story], "complaints"] < 1.65
        assert city.places.loc[letters[story], "office"]
    assert city.places["office"].sum() == 2
    assert change.loc[letters["office"], ["true", "shops_closed"]].between(0.9, 1.1).all()
    assert change.loc[letters["silent"], "complaints"] < 0.95
    assert change["complaints"].idxmin() == letters["silent"]
    assert (change.loc[letters["silent"], ["true", "shops_closed", "routes_suspended"]] > 1.35).all()
    # The rule of the memo names each neighbourhood once.
    both = (change[["shops_closed", "routes_suspended"]] >= 1.25).all(axis=1)
    assert set(both.index[both]) == {letters["silent"], letters["office-and-risk"]}
    assert list(change.index[change["absent_days"] >= 1.25]) == [letters["crowded"]]
    assert list(change.index[change["empty_dwellings"] >= 1.25]) == [letters["leaving"]]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_market_comes_first_by_inhabitants_and_last_by_traders(country: str, seed: int) -> None:
    city, letters, _ = made(country, seed)
    complaints = city.counts["complaints"].unstack("half")
    assert complaints["before"].idxmax() == letters["market"]
    assert (complaints["before"] / city.places["people"]).idxmax() == letters["market"]
    assert (complaints["before"] / city.places["traders"]).idxmin() == letters["market"]
    bounds = [reporting.events_between(rate, share=UNDER_3) for rate in complaints["after"] / city.places["traders"]]
    assert not any(one.surely_above(other) for one in bounds for other in bounds)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_counts_fit_into_what_is_counted(country: str, seed: int) -> None:
    city, _, _ = made(country, seed)
    places, counts = city.places, city.counts
    for trace, whole in (("shops_closed", "shops"), ("routes_suspended", "route_days"), ("absent_days", "school_days"),
                         ("empty_dwellings", "households"), ("property_requests", "tenure_households")):  # fmt: skip
        assert (counts[trace] < places[whole].reindex(counts.index, level=0)).all()
    assert (counts["complaints"] < city.truth["demands"]).all()
    assert (places["tenure_households"] < places["households"]).all()
    assert (places["left_within_city"] < places["households_left"]).all()
    # Nothing small enough to point at somebody.
    assert counts.to_numpy().min() >= 10
    service = neighbourhoods.service(country=country, seed=seed)
    a_day = service["attended"] / service["days_open"]
    assert a_day["after"] / a_day["before"] == pytest.approx(1, abs=0.03)
    assert service["attended"]["after"] / service["attended"]["before"] == pytest.approx(1.5, abs=0.05)


def test_the_same_seed_gives_the_same_city_and_another_name_another() -> None:
    one, two = (neighbourhoods.make(country="HND", seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(one.counts, two.counts)
    assert not one.counts.equals(neighbourhoods.make(country="HND", seed=3, name="exercise-city").counts)
    assert not one.counts.equals(neighbourhoods.make(country="SLV", seed=3).counts)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_two_bars_of_the_case_lie_surely_to_the_right(country: str, seed: int) -> None:
    table = risk_cases.ranges_case(country=country, seed=seed)
    events = {name: reporting.events_between(rate, share=UNDER_3) for name, rate in table["per_100"].items()}
    own = events[table.index[table["asked"]].item()]
    gaps = sorted(one.low / own.high for one in events.values())
    assert sum(gap > 1 for gap in gaps) == 2
    # The eye must be able to tell.
    assert all(gap > 1.15 or gap < 0.85 for gap in gaps)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize(("before", "after", "verdict"), [
    (2.0, 2.0, "rose"), (2.0, 3.0, "open"), (0.5, 6.0, "fell"),
])  # fmt: skip
def test_the_control_says_what_is_left_of_the_rise(language: str, before: float, after: float, verdict: str) -> None:
    city, letters, _ = made("HND", 2026)
    shown = reporting_view.tipping_view(letters["office"], before, after, counts=city.counts, language=language)
    row = city.counts["complaints"].unstack("half").loc[letters["office"]]
    assert messages.text(f"reporting.tipping-{verdict}", language=language) in shown.text
    assert f"{before * row['after'] / row['before']:.1f}%" in shown.text
    assert f"{100 * row['after'] / after:,.0f}" in shown.text
    assert figures.synthetic_note(language) in shown.text
    line = shown.figure.axes[0].lines[0].get_ydata()[1] / shown.figure.axes[0].lines[0].get_xdata()[1]
    assert line == pytest.approx(row["after"] / row["before"])
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_figures_say_in_words_what_they_show(language: str) -> None:
    city, _, change = made("MEX", 2026)
    shown = reporting_view.changes_figure(city.counts, offices=city.places["office"], language=language)
    for sign in reporting_view.SIGNS:
        assert f"{messages.text(f'reporting.{sign}', language=language)} {change[sign].iloc[0]:.2f}" in shown.alt
    assert len(shown.figure.axes[0].get_legend().get_texts()) == len(reporting_view.SIGNS)
    rates = pd.Series({"A": 2.0, "B": 6.5})
    ranges = reporting_view.ranges_figure(rates, share=UNDER_3, language=language)
    bars = [line.get_xdata() for line in ranges.figure.axes[0].lines if len(line.get_xdata()) == 2]
    assert [list(bar) for bar in bars] == [pytest.approx([200 / 3, 200]), pytest.approx([650 / 3, 650])]
    assert " 1 " in ranges.text.replace(".", " ")
    assert "217" in ranges.alt
