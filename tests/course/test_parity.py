from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ruta.course import catalogue, notebooks, pages, parity, terms, translation
from ruta.course.findings import Finding
from ruta.course.paths import Tree
from ruta.errors import InputError
from tests.course.toy import LESSON, edit, save

STALE = "This English text was changed after the Spanish was made."


def found(course: Tree) -> set[tuple[str, str]]:
    pair = course.solution(LESSON, "en"), course.solution(LESSON, "es")
    findings = parity.examine(*pair, forms=terms.forms(course, "es"), name="x")
    return {(finding.cell, finding.code.removeprefix("course.parity.")) for finding in findings}


def change(course: Tree, language: str, edit_cells: Callable[[list[Any]], None]) -> None:
    path = course.solution(LESSON, language)
    notebook = notebooks.read(path)
    edit_cells(notebook.cells)
    save(path, notebook)


def test_the_toy_holds(course: Tree) -> None:
    assert found(course) == set()


@pytest.mark.parametrize(
    ("language", "cell", "source", "code"),
    [
        ("en", "prompt-largest", STALE, "stale"),
        ("es", "prompt-largest", "Which of the numbers is the largest?", "untranslated"),
        ("es", "prompt-largest", "Todo bien.\n\nBut this is what was left of it in English.", "english"),
        ("es", "answer-total", "# this is what you have to write in the cell\ntotal = ...", "english"),
        ("es", "solution-total", "total = sum(exercise.data) + 1", "code"),
        ("es", "prompt-total", "¿Cuál es el total?", "term-missing"),
        ("es", "prompt-total", "¿Cuál es la [cifra](../../glossary.md#term-stock)?", "term-form"),
        ("es", "prompt-largest", "La [población](../../glossary.md#term-stock) mayor", "term-extra"),
        ("es", "prompt-total", "[población](../g.md#term-stock) y [otra](../g.md#term-other)", "term-unknown"),
    ],
)
def test_each_drift_of_a_cell_is_found(course: Tree, language: str, cell: str, source: str, code: str) -> None:
    edit(course.solution(LESSON, language), {cell: source})
    assert (cell, code) in found(course)


def test_each_drift_of_the_order_is_found(course: Tree) -> None:
    change(course, "es", lambda cells: cells.insert(2, cells.pop(1)))
    assert found(course) == {("setup", "order")}
    change(course, "es", lambda cells: cells.pop(0))
    assert ("title", "cell-missing") in found(course)
    change(course, "en", lambda cells: cells.pop())
    assert ("progress", "cell-extra") in found(course)


def test_tags_kinds_and_missing_records_are_found(course: Tree) -> None:
    def spoil(cells: list[Any]) -> None:
        cells[0].metadata["tags"] = ["prompt"]
        del cells[1].metadata["ruta"]
        cells[3] = notebooks.code_cell(cells[3].id, "pass", tags=["prompt"])

    change(course, "es", spoil)
    assert {("title", "tags"), ("parameters", "no-hash"), ("prompt-total", "kind")} <= found(course)


def test_a_missing_twin_is_one_finding(course: Tree) -> None:
    course.lesson(LESSON, "es").unlink()
    codes = [finding.code for finding in translation.status(course, catalogue.load(course))]
    # The exercise was not released in this fixture, so its pair is missing too.
    assert codes == ["course.parity.no-twin"] * 2


def test_every_finding_has_a_sentence_in_both_languages(course: Tree) -> None:
    edit(course.solution(LESSON, "es"), {"prompt-total": "¿Cuál es la [cifra](../../glossary.md#term-stock)?"})
    for finding in translation.status(course, catalogue.load(course)):
        for language in ("en", "es"):
            assert "{" not in finding.sentence(language)
            assert finding.path in finding.sentence(language)


def test_accepting_one_cell_and_then_all(course: Tree) -> None:
    edit(course.solution(LESSON, "en"), {"prompt-largest": STALE, "title": "# A new title for all of this"})
    path = course.solution(LESSON, "es")
    assert translation.accept(course, path, cell="title") == ["title"]
    assert found(course) == {("prompt-largest", "stale")}
    assert translation.accept(course, path) == ["prompt-largest"]
    assert translation.accept(course, path) == []
    assert found(course) == set()


def test_accepting_what_is_no_translation_is_refused(course: Tree) -> None:
    with pytest.raises(InputError, match="es"):
        translation.accept(course, course.solution(LESSON, "en"))
    with pytest.raises(InputError, match="no-such"):
        translation.accept(course, course.solution(LESSON, "es"), cell="no-such")
    with pytest.raises(InputError):
        translation.accept(course, course.root / "none.ipynb")


def page(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_pages_follow_each_other_too(course: Tree) -> None:
    english = page(course.page("about", "en"), "# About\n\nThis is the text of the page for you.\n")
    spanish = page(course.page("about", "es"), "# Acerca\n\nEste es el texto de la página.\n")

    def codes() -> list[str]:
        return [each.code.rpartition(".")[2] for each in pages.examine(english, spanish, forms={}, name="about")]

    assert codes() == ["no-hash"]
    assert translation.accept(course, spanish) == ["about.md"]
    assert codes() == []
    english.write_text(english.read_text(encoding="utf-8") + "\n## More\n", encoding="utf-8")
    assert codes() == ["stale", "outline"]
    translation.accept(course, spanish)
    spanish.write_text(spanish.read_text(encoding="utf-8") + "\n## And that is all of the rest\n", encoding="utf-8")
    assert codes() == ["english"]
    english.write_text("---\nruta_generated: true\n---\n# Other\n", encoding="utf-8")
    assert codes() == []


def test_a_page_without_twin_is_found(course: Tree) -> None:
    page(course.page("solo", "es"), "# Solo\n")
    findings: list[Finding] = translation.status(course, catalogue.load(course))
    assert [each.path for each in findings if each.path.endswith(".md")] == ["book/es/solo.md"]
