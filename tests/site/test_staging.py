"""What is laid out for the book follows the notebook that it is made from."""

from pathlib import Path
from typing import Any

import pytest

from ruta.course.notebooks import read
from ruta.course.paths import find_tree
from ruta.course.site import staging

SOURCE = find_tree(Path(__file__).parent).exercise("service-access/03-waiting", "es")


@pytest.mark.parametrize("country", ["HND", "SLV"])
def test_the_form_under_a_question_is_of_the_country_that_the_notebook_has(
    country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(staging, "choice_form", lambda *_, **given: asked.append(given) or "<form></form>")
    notebook = read(SOURCE)
    for cell in notebook.cells:
        cell.source = cell.source.replace('country = "HND"', f'country = "{country}"')
    staging.with_forms(notebook, "es", has_lab=True)
    assert asked == [{"country": country, "seed": 2026, "language": "es"}] * 2
