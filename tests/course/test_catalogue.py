from pathlib import Path

import pytest

from ruta.course import catalogue, toc
from ruta.course.paths import Tree, find_tree
from ruta.errors import InputError
from tests.course.toy import CATALOGUE, LESSON


def written(folder: Path, text: str) -> Path:
    path = folder / "catalogue.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lesson_is_found_by_either_name(course: Tree) -> None:
    found = catalogue.load(course)
    assert found.lesson(LESSON) is found.lesson("01-toy")
    assert found.lesson(LESSON).title == {"en": "A toy", "es": "Un juguete"}
    assert found.chosen([]) == found.lessons
    with pytest.raises(InputError, match="01-toy"):
        found.lesson("02-none")


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("minutes: 10", "minutes: ten", "pillars[1].lessons[1].minutes"),
        ("minutes: 10", "minutes: true", "minutes"),
        ("minutes: 10", "minuts: 10", "minuts"),
        ("[SLV, HND]", "[SLV, XXX]", "XXX"),
        ("[SLV, HND]", "SLV", "countries"),
        ("[SLV, HND]", "[]", "countries"),
        ("title: {en: A toy, es: Un juguete}", "title: {en: A toy}", "lessons[1].title.es"),
        ("title: {en: A toy, es: Un juguete}", "title: A toy", "title"),
        ("id: 01-toy", "id: 01_Toy", "01_Toy"),
        ("prerequisites: []", "prerequisites: [statistics/09-none]", "09-none"),
        ("id: exchange", "id: statistics", "statistics"),
        ("pillars:", "pilars:", "pilars"),
        ("pillars:", "pillars: [", "catalogue.yml"),
        (CATALOGUE, "", "catalogue.yml"),
        ("    lessons: []", "    lessons: 3", "lessons"),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, old: str, new: str, names: str) -> None:
    assert old in CATALOGUE
    with pytest.raises(InputError) as caught:
        catalogue.read(written(tmp_path, CATALOGUE.replace(old, new, 1)))
    for language in ("en", "es"):
        assert names in caught.value.sentence(language)


def test_the_course_is_found_from_below(course: Tree) -> None:
    assert find_tree(course.root / "book").root == course.root
    assert course.named(course.lesson(LESSON, "es")) == f"book/es/modules/{LESSON}.ipynb"


def test_contents_name_the_same_documents_in_both_languages(course: Tree) -> None:
    found = catalogue.load(course)
    assert toc.documents(found) == [
        "book/index", "book/modules/statistics/index", f"book/modules/{LESSON}", f"exercises/{LESSON}", "book/glossary",
    ]  # fmt: skip
    english, spanish = (toc.text(found, language) for language in ("en", "es"))
    words = {"Statistics": "Estadísticas", "Reference": "Consulta", "Overview": "Presentación"}
    for word, in_spanish in words.items():
        assert word in english
        english = english.replace(word, in_spanish)
    assert english == spanish


def test_contents_are_current_after_writing(course: Tree) -> None:
    found = catalogue.load(course)
    assert len(toc.stale(course, found)) == 2
    assert len(toc.write(course, found)) == 2
    assert toc.stale(course, found) == []
    assert toc.write(course, found) == []
    toc.toc_path(course, "es").write_text("format: jb-book\n", encoding="utf-8")
    assert toc.stale(course, found) == [toc.toc_path(course, "es")]
