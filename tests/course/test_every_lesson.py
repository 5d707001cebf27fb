"""What holds for every lesson of the catalogue, in both languages. A new lesson needs no test of its own for this."""

from pathlib import Path

import pytest

from ruta.course import (
    catalogue,
    exercise_shape,
    notebooks,
    parity,
    paths,
    release,
    skeleton,
    terms,
    toc,
    translation,
    verdicts,
)  # fmt: skip
from ruta.course.catalogue import Lesson
from ruta.course.findings import Finding
from ruta.errors import InputError
from ruta.messages import LANGUAGES, LOCALE
from ruta.practice import registry

TREE = paths.find_tree(Path(__file__).parent)
CATALOGUE = catalogue.load(TREE)
LESSONS = CATALOGUE.lessons
BOTH = [(lesson, language) for lesson in LESSONS for language in LANGUAGES]

# A trainee who knows one lesson finds the way in the next.
SAME_HEADING = (
    "outcomes", "question", "try-it", "mistakes", "advice", "discussion", "take-away", "exercise-link", "references",
)  # fmt: skip

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
each_notebook = pytest.mark.parametrize(("lesson", "language"), BOTH, ids=lambda part: getattr(part, "id", part))


@each_notebook
def test_no_table_is_styled_because_the_browser_has_no_jinja2(lesson: Lesson, language: str) -> None:
    notebook = notebooks.read(TREE.lesson(lesson.id, language))
    assert [cell.id for cell in notebook.cells if cell.cell_type == "code" and ".style." in cell.source] == []


@each_notebook
def test_the_lesson_has_the_skeleton(lesson: Lesson, language: str) -> None:
    notebook = notebooks.read(TREE.lesson(lesson.id, language))
    found = skeleton.examine(notebook, language=language, lesson_id=lesson.id)
    name = TREE.named(TREE.lesson(lesson.id, language))
    assert [Finding(name, *problem).sentence("en") for problem in found] == []
    assert skeleton.heading(notebook) == lesson.title[language]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


@each_notebook
def test_the_time_is_that_of_the_catalogue(lesson: Lesson, language: str) -> None:
    about = next(notebooks.tagged(notebooks.read(TREE.lesson(lesson.id, language)), "about"))
    assert f" {lesson.minutes} min" in about.source


@each_notebook
def test_the_exercise_has_its_shape(lesson: Lesson, language: str) -> None:
    solution = notebooks.read(TREE.solution(lesson.id, language))
    name = TREE.named(TREE.solution(lesson.id, language))
    found = exercise_shape.examine(solution, language=language)
    assert [Finding(name, *problem).sentence("en") for problem in found] == []
    questions = [question.id for question in registry.find(lesson.id).questions]
    assert [verdicts.question_of(cell) for cell in verdicts.check_cells(solution)] == questions


@each_notebook
def test_nothing_of_the_scaffold_is_left(lesson: Lesson, language: str) -> None:
    found = [
        f"{TREE.named(path)} [{cell}]"
        for path in (TREE.lesson(lesson.id, language), TREE.solution(lesson.id, language))
        for cell, _, _ in skeleton.unwritten(notebooks.read(path))
    ]
    assert found == []


@each_lesson
def test_the_texts_and_questions_are_written(lesson: Lesson) -> None:
    module = Path(registry.__file__).parent / "exercises" / f"{registry.module_name(lesson.id)}.py"
    assert not skeleton.holds_mark(module.read_text(encoding="utf-8"))


@each_lesson
def test_every_outcome_has_a_question(lesson: Lesson) -> None:
    promised = skeleton.outcomes(notebooks.read(TREE.lesson(lesson.id, "en")))
    # An outcome that is not written yet cannot have its question; the test of the scaffold names it.
    written = {number for number, text in enumerate(promised, start=1) if not skeleton.holds_mark(text)}
    tested = {question.outcome for question in registry.find(lesson.id).questions}
    assert tested == written


@each_lesson
def test_both_languages_hold_together(lesson: Lesson) -> None:
    forms = terms.forms(TREE, "es")
    for place in (TREE.lesson, TREE.solution, TREE.exercise):
        english, spanish = place(lesson.id, "en"), place(lesson.id, "es")
        found = parity.examine(english, spanish, forms=forms, name=TREE.named(spanish))
        assert [finding.sentence("en") for finding in found] == []


@each_lesson
def test_the_exercise_is_what_its_solution_gives(lesson: Lesson) -> None:
    assert [finding.sentence("en") for finding in release.examine(TREE, lesson)] == []


def test_all_pages_hold_together() -> None:
    assert [finding.sentence("en") for finding in translation.status(TREE, CATALOGUE)] == []


def test_the_contents_are_current_and_lead_somewhere() -> None:
    assert toc.stale(TREE, CATALOGUE) == []
    for name in toc.documents(CATALOGUE):
        there = [TREE.root / f"{name}{ending}" for ending in (".md", ".ipynb")]
        assert any(path.is_file() for path in there), name
        spanish = [
            TREE.root / name.replace(*pair, 1) for pair in (("book/", "book/es/"), ("exercises/", "exercises/es/"))
        ]
        endings = [path.parent / f"{path.name}{ending}" for path in spanish for ending in (".md", ".ipynb")]
        assert any(path.is_file() and "es" in path.parts for path in endings), name


def test_nothing_of_the_scaffold_is_left_in_texts_and_index_pages() -> None:
    files = [*LOCALE.rglob("*.po"), *(TREE.root / "book").rglob("index.md")]
    assert len(files) > len(LANGUAGES)
    assert [TREE.named(path) for path in files if skeleton.holds_mark(path.read_text(encoding="utf-8"))] == []


@each_notebook
def test_the_index_page_of_the_pillar_links_to_the_lesson(lesson: Lesson, language: str) -> None:
    pillar, _, name = lesson.id.partition("/")
    assert f"({name}.ipynb)" in TREE.page(f"modules/{pillar}/index", language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tag", SAME_HEADING)
def test_the_parts_of_every_lesson_have_the_same_headings(tag: str, language: str) -> None:
    found = {}
    for lesson in LESSONS:
        first = next(notebooks.tagged(notebooks.read(TREE.lesson(lesson.id, language)), tag))
        found.setdefault(first.source.splitlines()[0], []).append(lesson.id)
    assert len(found) == 1, found


def test_lessons_stand_in_the_order_of_their_numbers() -> None:
    for pillar in CATALOGUE.pillars:
        names = [lesson.id for lesson in pillar.lessons]
        assert names == sorted(names)


def test_every_notebook_is_in_the_catalogue() -> None:
    expected = {
        place(lesson.id, language) for lesson, language in BOTH for place in (TREE.lesson, TREE.solution, TREE.exercise)
    }
    found = {path for folder in ("book", "exercises") for path in (TREE.root / folder).rglob("*.ipynb")}
    assert {path for path in found if ".ipynb_checkpoints" not in path.parts} == expected


def test_every_question_set_belongs_to_a_lesson() -> None:
    assert sorted(registry.every_id()) == sorted(lesson.id for lesson in LESSONS)
    with pytest.raises(InputError):
        registry.find("statistics/99-none")
