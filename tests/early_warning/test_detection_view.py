"""The slider's figure says what the score says, in both languages, at both ends of the slider."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from ruta import figures, messages
from ruta.early_warning import detection, scoring
from ruta.early_warning.detection_view import METHODS, threshold_view

mpl.use("Agg")
WEEKS = pd.date_range("2024-01-01", periods=60, freq="7D", name="week")


@pytest.fixture(scope="module")
def place():
    counts = np.random.default_rng(7).integers(0, 6, size=(60, 3)).astype(float)
    counts[40:46, 1] += 25
    counts[20:26, 2] = np.nan
    grid = pd.DataFrame(counts, index=WEEKS, columns=["HN-CR-01", "HN-CR-02", "HN-CR-03"])
    onsets = pd.DataFrame({"municipality": ["HN-CR-02"], "onset_week": [WEEKS[40]], "end_week": [WEEKS[45]]})
    methods = zip(METHODS, (detection.c1, detection.c2, detection.c3), strict=True)
    return {name: method(grid, min_sigma=0.5) for name, method in methods}, onsets


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("threshold", [0.5, 3.0, 60.0])
def test_the_reading_is_the_score(place, language, method, threshold):
    statistics, onsets = place
    shown = threshold_view(threshold, method, statistics=statistics, onsets=onsets, language=language)
    alarms = detection.alarms(statistics[method], threshold=threshold)
    found = scoring.score(alarms, onsets)
    assert f"{found.false_alarms_per_year:.0f} " in shown.text
    assert f"{threshold:.1f}" in shown.text
    assert f"{found.mean_weeks_lost:.1f}" in shown.text
    assert shown.alt != shown.text
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


def test_misses_and_false_alarms_change_places(place):
    statistics, onsets = place
    low, high = (
        scoring.score(detection.alarms(statistics["C2"], threshold=t), onsets) for t in (0.5, 60.0)
    )  # fmt: skip
    assert (low.misses, high.misses) == (0, 1)
    assert low.false_alarms > high.false_alarms == 0


def test_languages_differ(place):
    statistics, onsets = place
    texts = {threshold_view(3.0, "C2", statistics=statistics, onsets=onsets, language=x).text for x in ("en", "es")}
    assert len(texts) == 2
