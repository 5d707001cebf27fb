"""Figures carry a text alternative and stay apart in grey."""

from itertools import pairwise

import pytest

from ruta import figures


def test_a_figure_carries_its_text_alternative_and_caption_escaped():
    figure, axes = figures.new_figure()
    axes.plot([1, 2])
    markup = figures.figure_html(figure, alt='rises from 1 to 2 & "stays"', caption="<synthetic>")
    assert 'alt="rises from 1 to 2 &amp; &quot;stays&quot;"' in markup
    assert "<figcaption>&lt;synthetic&gt;</figcaption>" in markup
    assert "data:image/png;base64," in markup


def test_show_sends_html_and_plain_text(monkeypatch):
    sent = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: sent.append(bundle))
    figure, _ = figures.new_figure()
    figures.show(figure, alt="a line", caption=figures.synthetic_note("en"))
    assert sent[0]["text/plain"] == f"[a line] {figures.synthetic_note('en')}"
    assert "<img" in sent[0]["text/html"]


def grey(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def test_the_colours_of_the_course_stay_apart_when_printed_in_grey():
    greys = sorted(grey(colour) for colour in (figures.INK, figures.RUST, figures.SKY, figures.SAND))
    assert all(right - left > 0.12 for left, right in pairwise(greys))


@pytest.mark.parametrize("size", [(7, 4), (3, 2)])
def test_a_figure_has_the_size_that_was_asked_for(size):
    figure, _ = figures.new_figure(*size)
    assert tuple(figure.get_size_inches()) == size
