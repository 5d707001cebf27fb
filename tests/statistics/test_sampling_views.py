"""What the lesson on samples shows: repeated surveys, domains under a rule, the control that plans another design."""

import numpy as np
import pandas as pd
import pytest

from ruta import datasets, figures
from ruta.shares import NORMAL_975
from ruta.statistics import design_view, domain_view, estimation, sampling, sampling_view, survey_frame

LANGUAGES = ("en", "es")
RULE = {"publish_to": 0.25, "caution_to": 0.33}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return survey_frame.make(country="SLV", seed=2026)


def test_the_rule_looks_at_the_limits_at_the_segments_and_at_blanks() -> None:
    domains = pd.DataFrame(
        {"cv": [0.25, 0.26, 0.33, 0.34, 0.10, np.nan], "clusters": [8, 8, 12, 12, 7, 12]}, index=list("abcdef")
    )
    said = domain_view.verdicts(domains, clusters=8, **RULE)
    assert said.to_dict() == {
        "a": "publish", "b": "caution", "c": "caution", "d": "withhold", "e": "withhold", "f": "withhold",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_repeated_surveys_are_counted_in_words(language: str) -> None:
    surveys = pd.DataFrame(
        {"value": [90.0, 130], "naive_low": [85, 120], "naive_high": [95, 140], "low": [60, 70], "high": [120, 190]}
    )
    shown = sampling_view.repeated(surveys, truth=100, title="t", language=language)
    assert shown.text in shown.alt
    assert "0 of 2" in shown.text or "0 de 2" in shown.text
    assert "2 of 2" in shown.text or "2 de 2" in shown.text
    assert "90–130" in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_domains_and_estimates_are_said_in_words(language: str) -> None:
    table = pd.DataFrame({"cv": [0.2, np.nan], "verdict": ["publish", "withhold"]}, index=["North", "South"])
    shown = domain_view.domains(table, title="t", language=language, **RULE)
    assert "North 20 %" in shown.alt
    assert "South –" in shown.alt
    plain = domain_view.one_rule(table["cv"].dropna(), limit=0.3, title="t", language=language)
    assert "North 20.0 %" in plain.alt
    assert "30.0 %" in plain.alt
    rows = pd.DataFrame({"value": [1_500.0], "low": [1_400.0], "high": [1_600.0]}, index=["lists"])
    against = sampling_view.against_truth(rows, truth=1_450, title="t", axis="x", language=language)
    assert "lists: 1,500 (1,400–1,600)" in against.alt
    assert "1,450" in against.alt


def test_a_design_is_worth_what_repeated_surveys_show(frame: pd.DataFrame) -> None:
    found = design_view.worth(frame, segments=8, households=6)
    values, persons = [], []
    for draw in range(120):
        sample = sampling.two_stage(frame, segments=8, households=6, rng=np.random.default_rng([9, draw]))
        values.append(estimation.total(sample, "displaced").std_error ** 2)
        persons.append(len(sample))
    assert found["households"] == pytest.approx(np.mean(persons), rel=0.02)
    assert found["margin"] == pytest.approx(NORMAL_975 * np.sqrt(np.mean(values)), rel=0.08)
    assert found["effective"] == pytest.approx(found["persons"] / found["effect"])
    assert (found["margin"] / found["naive"]) ** 2 == pytest.approx(found["effect"])


def test_more_segments_are_worth_more_than_more_households(frame: pd.DataFrame) -> None:
    wide, deep = (design_view.worth(frame, segments=s, households=h) for s, h in ((12, 8), (6, 16)))
    assert wide["households"] == pytest.approx(deep["households"], rel=0.01)
    assert wide["margin"] < deep["margin"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_control_of_the_lesson_shows_every_design(country: str, language: str) -> None:
    move = design_view.designer(survey_frame.make(country=country, seed=2026), language=language)
    for segments, households in ((4, 2), (12, 10), (12, 16)):
        shown = move(segments=segments, households=households)
        assert figures.synthetic_note(language) in shown.text
        assert str(segments) in shown.alt
        assert shown.alt in shown.text
