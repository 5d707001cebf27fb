"""The links of the feedback lead to sections of the built site."""

from pathlib import Path

import pytest

from ruta.messages import LANGUAGES
from ruta.practice import registry
from tests.classroom.grading.read_reports import CATALOGUE, COURSE

pytestmark = pytest.mark.site


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_leads_to_a_section_that_exists(site: Path, language: str) -> None:
    missing = []
    for lesson in CATALOGUE.lessons:
        page = (site / language / "book" / "modules" / f"{lesson.id}.html").read_text(encoding="utf-8")
        for question in registry.find(lesson.id).questions:
            place = COURSE.place(lesson.id, question.id, language)
            assert place is not None
            if f'id="{place.path.partition("#")[2]}"' not in page:
                missing.append(place.path)
    assert missing == []
