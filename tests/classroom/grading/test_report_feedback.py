"""What one trainee is told, and where to read again."""

import re

from ruta.messages import LANGUAGES
from ruta.practice import registry
from tests.classroom.grading.made_records import QUESTIONS, graded, judged
from tests.classroom.grading.read_reports import CATALOGUE, COURSE, Page, feedback, report


def test_a_page_tells_each_question_in_the_language_of_the_notebook():
    answers = [judged(name) for name in QUESTIONS]
    answers[3] = judged("median-wait", "misconception", reason="attended-median")
    answers[4] = judged("group-gap", hard_coded=True)
    answers[5] = judged("why-it-fell", "blank", answer="")
    spanish = Page(feedback(graded("Ana", answers)))
    assert "5 de 7 preguntas están correctas" in spanish.said
    assert "Esa es la mediana de las personas ya atendidas" in spanish.said
    assert "sección «Paso 4. La espera mediana»" in spanish.said
    assert "está escrito, no calculado: con otros datos ya no sería correcto" in spanish.said
    assert spanish.to[0] == "../../../es/book/modules/service-access/03-waiting.html#paso-4-la-espera-mediana"
    assert len(spanish.to) == 2
    english = Page(feedback(graded("Ana", answers, parameters={"language": "en"})))
    assert "section “Step 4. The median wait”" in english.said
    assert "typed in, not computed: with other data it would not hold" in english.said


def test_every_question_of_the_course_has_a_place_to_read_again_the_same_in_both_languages():
    for lesson in CATALOGUE.lessons:
        for question in registry.find(lesson.id).questions:
            for language in LANGUAGES:
                place = COURSE.place(lesson.id, question.id, language)
                assert place.section, (lesson.id, question.id)
                assert place.outcome, (lesson.id, question.id)
                assert re.fullmatch(r"e[ns]/book/modules/[a-z0-9/-]+\.html#[a-z0-9-]+", place.path)


def test_an_exercise_that_this_edition_does_not_have_is_still_told():
    record = graded("a", [judged("publish", "wrong-value")], exercise="service-access/99-gone")
    assert "publish" in Page(feedback(record)).said
    assert "service-access/99-gone" in Page(report([record])).said
