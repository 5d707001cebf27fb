"""Whatever control a lesson offers, its figure of invented data says that the data are invented."""

from pathlib import Path

import pytest

from ruta import figures
from ruta.course import catalogue
from ruta.course.paths import find_tree

TREE = find_tree(Path(__file__).parent)
LESSONS = [lesson.id for lesson in catalogue.load(TREE).lessons]


@pytest.mark.notebooks
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_still_picture_of_a_control_says_that_its_data_are_synthetic(lesson):
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
    assert all(figures.synthetic_note("es") in still for still in stills)
