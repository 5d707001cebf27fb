"""What the report on a class says."""

import re

import pytest

from ruta.course.grafting import Note
from ruta.messages import LANGUAGES
from tests.classroom.grading.made_records import QUESTIONS, a_class, graded, judged, refused
from tests.classroom.grading.read_reports import Page
from tests.classroom.grading.read_reports import report as html


def report(records, language="es", **other):
    return Page(html(records, language, **other)).said


def test_the_report_says_what_to_discuss_and_which_group_made_which_mistake():
    answers = [judged(name) for name in QUESTIONS]
    wrong = [*answers[:3], judged("median-wait", "misconception", reason="attended-median"), *answers[4:]]
    records = [graded(f"p{n}", wrong if n < 4 else answers) for n in range(6)]
    said = report(records, groups={f"P{n}": "norte" if n < 3 else "sur" for n in range(7)})
    assert "Pregunta 4. Espera mediana de las personas desplazadas (4 de 6)" in said
    assert "Esa es la mediana de las personas ya atendidas" in said
    assert re.search(r"Todasnortesur4.*4 de 63 de 31 de 3", said)
    assert "En la lista del grupo, sin cuaderno calificado: P6" in said
    assert "No se calcula el KR-20 con 6 personas; se necesitan al menos 30" in said
    assert "0.33" in said


def test_the_report_has_a_number_for_a_class_that_is_large_enough():
    said = report(a_class(32), "en")
    assert re.search(r"KR-20 = −?0\.\d\d, of 32 persons and 7 questions", said)
    assert "nan" not in re.findall(r"\w+", said)


def test_a_time_is_shown_only_where_it_is_known():
    records = [graded("a", file="1"), graded("b", file="2")]
    assert "Tiempo de ejecución" not in report(records)
    said = report(records, seconds={"1": 2.25, "other": 9})
    assert "Tiempo de ejecución, en segundos" in said
    assert re.search(r"7 de 72\.2.*7 de 7—", said)


def test_what_to_look_at_is_said_in_words():
    record = graded("a", reaches=("socket",), notes=(Note("course.check.note-copied", "publish"),), sandboxed=False)
    said = report([record, refused("b.ipynb"), refused("c", "no-such.sentence")])
    assert "Cuadernos que se ejecutaron sin aislamiento: 1" in said
    assert "a.ipynb: usa nombres que una respuesta no necesita: socket" in said
    assert "la celda de respuesta aparece más de una vez" in said
    assert "no es un cuaderno" in said
    assert "no-such.sentence" in said
    assert "sin aislamiento" not in report([graded("a")])


def test_each_exercise_has_its_own_measures():
    records = [*(graded(f"p{n}", file=f"{n}") for n in range(6)),
               graded("p0", [judged("publish")], exercise="statistics/01-who-is-counted")]  # fmt: skip
    found = Page(html(records, "en"))
    assert found.tags.count("figure") == 2
    assert "Persons: 6." in found.said
    assert "Persons: 1." in found.said


@pytest.mark.parametrize("persons", [1, 5])
def test_a_class_of_any_size_has_a_whole_report(persons):
    for language in LANGUAGES:
        assert "nan" not in re.findall(r"\w+", report(a_class(persons), language))
