"""The figure of counts and limits: its text alternative says what the picture shows."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from ruta import figures, messages
from ruta.early_warning import detection
from ruta.early_warning.limits_figure import limits_figure

mpl.use("Agg")
AUTUMN = [5, 2, 0, 3, 6, 1, 2, 1, 2, 0, 2, 0, 3, 9, 41, 45, 17, 3, 3, 5, 11, 5]


def drawn(language, counts=AUTUMN):
    index = pd.date_range("2011-08-01", periods=len(counts), freq="7D")
    grid = pd.DataFrame({"DE": counts}, index=index, dtype="float64")
    limits = {f"C{n}": detection.limit(grid, threshold=3.09, guard=guard)["DE"] for n, guard in ((1, 0), (2, 2))}
    return limits_figure(grid["DE"], limits, title="X", language=language, onset=pd.Timestamp("2011-10-31"))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_alternative_lists_the_weeks_above_each_limit(language):
    alt = drawn(language).alt
    first, second = alt.index("C1"), alt.index("C2")
    assert "2011-11-14" not in alt[first:second]  # C1 loses the week with the most cases
    assert "2011-11-14" in alt[second:]
    assert "45" in alt[:first]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_missing_week_is_told_and_not_drawn_as_zero(language):
    counts = [*AUTUMN[:12], np.nan, *AUTUMN[13:]]
    shown = drawn(language, counts)
    assert ": 1." in shown.alt
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)
    heights = [bar.get_height() for bar in shown.figure.axes[0].patches]
    assert np.isnan(heights).sum() == 1


def test_languages_differ():
    assert drawn("en").alt != drawn("es").alt
