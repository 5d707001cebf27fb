"""Whatever control a lesson offers, its figure says that the data are invented, or that they are real and whose."""

from pathlib import Path

import pytest
from lxml import html

from ruta import figures
from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES, text
from ruta.service_access import legal_figures

pytestmark = pytest.mark.site
# Lessons whose control shows real figures or legal facts, and what they say; every other one shows invented data.
REAL = {
    "statistics/07-reading-published-figures": figures.real_note,
    "service-access/01-rights-laws-institutions": legal_figures.note,
    "exchange/01-one-crisis-four-countries": figures.real_note,
    "exchange/02-good-practices": lambda language: text("practices.office-note", language=language),
}
LESSONS = [lesson.id for lesson in catalogue.load(find_tree(Path(__file__).parent)).lessons]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_still_picture_of_a_control_says_whether_its_data_are_synthetic(site, lesson, language):
    page = html.parse(site / language / "book" / "modules" / f"{lesson}.html").getroot()
    # The cell of the control: the picture, what is printed beside it, and the text below it.
    cells = {
        cell for still in page.find_class("ruta-still") for cell in still.iterancestors("div") if "cell" in cell.classes
    }
    assert cells
    notes = {note(language) for note in (figures.synthetic_note, *REAL.values())}
    said = REAL.get(lesson, figures.synthetic_note)(language)
    for cell in cells:
        read = " ".join(cell.text_content().split())
        assert said in read
        assert not any(other in read for other in notes - {said})
