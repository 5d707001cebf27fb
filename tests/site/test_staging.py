"""What is laid out for the book follows the notebook that it is made from."""

from pathlib import Path

from ruta.course.notebooks import read
from ruta.course.paths import find_tree
from ruta.course.site.staging import with_forms
from ruta.practice.static import choice_form

SOURCE = find_tree(Path(__file__).parent).exercise("service-access/03-waiting", "es")


def test_the_form_under_a_question_is_of_the_country_that_the_notebook_has() -> None:
    for country in ("HND", "SLV"):
        notebook = read(SOURCE)
        for cell in notebook.cells:
            cell.source = cell.source.replace('country = "HND"', f'country = "{country}"')
        shown = "".join(cell.source for cell in with_forms(notebook, "es", has_lab=True).cells)
        question = "still-waiting"
        made = choice_form("service-access/03-waiting", question, country=country, language="es", seed=2026)
        assert made in shown
