"""What the lesson on choosing a source shows, and that what its prose says of the invented countries is so."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.practice import Params, registry
from ruta.statistics import scorecard, sources_view, whereabouts, windows

LANGUAGES = ("en", "es")
FACTS = pd.DataFrame({"municipalities": [12, 0, 9], "delay": [18, 3, 1]}, index=["census", "survey", "operational"])
REQUEST = scorecard.Request(
    needs=pd.DataFrame({"rule": ["at-least", "at-most"], "value": [9, 6]}, index=["municipalities", "delay"]),
    scores=pd.DataFrame({"accuracy": [5, 4, 2], "timeliness": [1, 3, 5]}, index=FACTS.index),
    weights=pd.Series({"accuracy": 60, "timeliness": 40}),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_opens_and_closes_the_door(language: str) -> None:
    choose = sources_view.chooser(FACTS, {"fund": REQUEST}, language=language)
    name = {source: sources_view.source_name(source, language=language) for source in FACTS.index}
    soon = choose(request="fund", delay=6, timeliness=40)
    assert f"{name['operational']} 100%" in soon.text
    assert name["census"] not in soon.text  # out, so it neither wins nor has a share
    assert sources_view.fact_name("delay", language=language) in soon.alt
    patient = choose(request="fund", delay=18, timeliness=10)
    assert patient.text.split(".")[0].endswith(name["census"])
    hurried = choose(request="fund", delay=18, timeliness=80)
    assert hurried.text.split(".")[0].endswith(name["operational"])
    nobody = choose(request="fund", delay=0, timeliness=40)
    assert not any(f"{each} " in nobody.text and "%" in nobody.text for each in name.values())
    assert REQUEST.needs.loc["delay", "value"] == 6  # the control does not change the request


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tie_is_said(language: str) -> None:
    even = scorecard.Request(
        needs=REQUEST.needs,
        scores=pd.DataFrame({"accuracy": [3, 3, 3], "timeliness": [3, 3, 3]}, index=FACTS.index),
        weights=REQUEST.weights,
    )
    shown = sources_view.choose_a_source(FACTS, even, delay=18, timeliness=50, language=language)
    both = [sources_view.source_name(source, language=language) for source in ("census", "operational")]
    assert " = ".join(both) in shown.text
    assert "50%" in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_without_a_total_is_written_and_not_drawn_as_zero(language: str) -> None:
    figures = pd.Series({"census": 1811, "survey": 2395, "events": pd.NA}, dtype="Int64")
    shown = sources_view.beside_truth(figures, truth=2812, margins={"survey": 398.2}, title="t", language=language)
    assert "1,811" in shown.alt
    assert "2,395 ± 398" in shown.alt
    assert "2,812" in shown.alt
    events = shown.alt.split(sources_view.source_name("events", language=language))[1]
    assert not any(character.isdigit() for character in events)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_figures_say_their_numbers(language: str) -> None:
    share = pd.Series({"register": 0.36, "operational": 0.64})
    assert "64%" in sources_view.shares(share, title="t", language=language).alt
    table = pd.DataFrame({"one": range(12), "two": range(1200, 1212)}, index=range(1, 13))
    assert "1,211" in sources_view.months(table, title="t", language=language).alt


@pytest.mark.parametrize("iso3", datasets.COUNTRIES)
def test_what_the_lesson_says_of_the_windows_is_so_in_every_country(iso3: str) -> None:
    names = ("persons", "households", "movements", "declarations", "municipalities")
    table = {name: datasets.table(name, country=iso3, size=1500) for name in names}
    people = whereabouts.state(table["persons"], table["households"], table["movements"], day="2024-12-31")
    displaced, seen = whereabouts.displaced(people), windows.census(people)
    same = people["before"] == people["now"]
    # The largest loss of the census is geography, and it counts people who are no longer displaced.
    assert (displaced & same).sum() > (displaced & ~same & ~seen).sum()
    assert (seen & ~displaced).any()
    # The sum of the events comes near the truth by accident.
    events = windows.events(table["movements"], table["persons"])
    added_up = events.loc[events["date"] <= "2024-12-31", "displacements"].sum()
    assert added_up == pytest.approx(displaced.sum(), rel=0.1)
    # The register understates the end of the year; the events, whose window grew, overstate the rise.
    forced = table["movements"][table["movements"]["kind"].isin(whereabouts.FORCED)]
    places = table["municipalities"].sort_values("population")["municipality"].tolist()
    covered = events[(events["date"] >= "2024-07-01") | events["from_municipality"].isin(places[-6:])]
    links = datasets.truth("declaration-links", country=iso3, size=1500)
    known = table["declarations"].merge(links)
    known = known[(known["declared_on"] <= "2024-12-31") & known["event_date"].notna()]
    known = known.assign(month=known["event_date"].dt.strftime("%Y-%m")).drop_duplicates(["person_id", "month"])
    true, late, grown = rise(forced["date"]), rise(known["event_date"]), rise(covered["date"], covered["displacements"])
    assert late < true < grown


def rise(dates: pd.Series, count: pd.Series | None = None) -> float:
    """Return the second half of 2024 over the first."""
    number = pd.Series(1, index=dates.index) if count is None else count
    halves = [number[(dates >= start) & (dates <= end)].sum() for start, end in
              (("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31"))]  # fmt: skip
    return float(halves[1] / halves[0])


@pytest.mark.parametrize("iso3", datasets.COUNTRIES)
def test_the_exercise_names_the_sources_that_compete(iso3: str) -> None:
    exercise = registry.find("statistics/03-choosing-a-source")
    data = exercise.load(Params(country=iso3, seed=2026, language="en"))
    kept = scorecard.kept(data["facts"], data["needs"])
    assert kept == ["operational", "events"]
    scores, weights = data["scores"].loc[kept], data["weights"]["weight"]
    # The weights decide: with equal ones the other source comes first.
    assert scorecard.first(scores, weights, among=kept) != [scores.mean(axis="columns").idxmax()]
    assert weights.sum() == 100
