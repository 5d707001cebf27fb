"""The grid of stages by elements counts what is written, and its picture says the same in words."""

import matplotlib as mpl
import pytest

from ruta import figures, messages
from ruta.early_warning import canvas, coverage
from ruta.early_warning.canvas_form import ELEMENTS, SHEETS, STAGES

mpl.use("Agg")


def filled(kind: str, language: str = "en") -> canvas.Canvas:
    return canvas.example(kind, country="SLV", language=language)


def test_every_question_has_a_stage_and_an_element() -> None:
    asked = coverage.questions(filled("whole"))
    assert len(asked) == sum(len(cells) for cells in SHEETS.values())
    assert set(asked["stage"]) == set(STAGES)
    assert set(asked["element"]) == set(ELEMENTS)


def test_the_whole_answers_everything_and_the_dashboard_stops_early() -> None:
    assert (coverage.grid(filled("whole")).stack().dropna() == 1).all()
    dashboard = coverage.grid(filled("dashboard"), value="answered").sum(axis="columns")
    assert dashboard["warn"] == dashboard["evaluate"] == 0
    assert dashboard["collect"] > 8
    first = coverage.grid(filled("first-generation"), value="answered").sum(axis="columns")
    assert first["evaluate"] == 0 < first["warn"]


@pytest.mark.parametrize("kind", canvas.KINDS)
def test_answered_over_asked_is_the_share(kind: str) -> None:
    answered, asked, share = (coverage.grid(filled(kind), value=v) for v in ("answered", "asked", "share"))
    assert ((answered / asked) - share).abs().max().max() == 0
    assert (answered.stack().dropna() <= asked.stack().dropna()).all()


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("kind", canvas.KINDS)
def test_the_picture_says_its_numbers(kind: str, language: str) -> None:
    shown = coverage.coverage_figure(filled(kind, language), title="T", language=language)
    answered = coverage.grid(filled(kind), value="answered")
    assert f"{int(answered.sum().sum())} " in shown.text
    assert shown.alt.count("/") == answered.notna().sum().sum()
    written = [text.get_text() for text in shown.figure.axes[0].texts if text.get_text()]
    asked = coverage.grid(filled(kind), value="asked").stack().dropna()
    pairs = zip(answered.stack().dropna(), asked, strict=True)
    assert written == [f"{int(have)}/{int(want)}" for have, want in pairs]
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)
