"""Whatever control a lesson offers, its figure says that the data are invented, or that they are real and whose."""

from pathlib import Path

import pytest

from ruta import figures
from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.service_access import legal_figures

TREE = find_tree(Path(__file__).parent)
# Lessons whose control shows real figures or legal facts, and what they say; every other one shows invented data.
REAL = {
    "statistics/07-reading-published-figures": figures.real_note,
    "service-access/01-rights-laws-institutions": legal_figures.note,
}
LESSONS = [lesson.id for lesson in catalogue.load(TREE).lessons]


@pytest.mark.notebooks
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_still_picture_of_a_control_says_whether_its_data_are_synthetic(lesson):
    from ruta.course.warm import execute

    ended = []
    execute([TREE.lesson(lesson, "es")], on_done=lambda path, result: ended.append(result))
    stills = [
        output.data["text/html"]
        for cell in ended[0].cells
        if cell.cell_type == "code" and "try-it" in cell.metadata.get("tags", [])
        for output in cell.outputs
        if "ruta-still" in output.get("data", {}).get("text/html", "")
    ]
    assert stills
    notes = {note("es") for note in (figures.synthetic_note, *REAL.values())}
    said = REAL.get(lesson, figures.synthetic_note)("es")
    assert all(said in still and not any(other in still for other in notes - {said}) for still in stills)
