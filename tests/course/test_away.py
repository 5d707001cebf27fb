"""A notebook read away from the book says in words what the book says in links and citations."""

import re
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ruta.course import catalogue, notebooks
from ruta.course.away import away
from ruta.course.paths import Tree, find_tree
from ruta.errors import InputError

BIBLIOGRAPHY = """
@article{two, author = {Kaplan, E. L. and Meier, Paul}, title = {A}, year = {1958}}
@article{three, author = {Bewick, V. and Cheek, L. and Ball, J.}, title = {B}, year = {2004}}
@misc{body, author = {{Office of Ñ}}, title = {C}}
"""


@pytest.fixture
def bibliography(tmp_path: Path) -> Path:
    path = tmp_path / "references.bib"
    path.write_text(BIBLIOGRAPHY, encoding="utf-8")
    return path


THREE = "Bewick et al., 2004; Office of Ñ"
EXERCISE, LESSON = "statistics/x.ipynb", "../statistics/x.ipynb"


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("so {cite}`two`.", "so (Kaplan and Meier, 1958).", "so (Kaplan y Meier, 1958)."),
        ("{cite:p}`three,body`", f"({THREE}, n.d.)", f"({THREE}, s. f.)"),
        ("{cite:t}`two` say", "Kaplan and Meier (1958) say", "Kaplan y Meier (1958) say"),
        ("a [stock](../../glossary.md#term-stock) and [more](about.md)", "a stock and more", "a stock and more"),
        (f"[e](../../../exercises/{EXERCISE})", f"[e](../exercises/{EXERCISE})", f"[e](../exercises/{EXERCISE})"),
        ("[l](../../book/modules/statistics/x.ipynb)", f"[l](../{LESSON})", f"[l](../{LESSON})"),
        ("$a$ and `{cite}` alone", "$a$ and `{cite}` alone", "$a$ and `{cite}` alone"),
    ],
)
def test_marks_of_the_book_become_words(bibliography, text, english, spanish):
    for language, expected in (("en", english), ("es", spanish)):
        cell = new_markdown_cell(text, id="a")
        [plain] = away(new_notebook(cells=[cell]), language=language, bibliography=bibliography).cells
        assert (plain.id, plain.source) == ("a", expected)
        assert cell.source == text


def test_a_citation_of_nothing_is_named(bibliography):
    cell = new_markdown_cell("{cite}`nobody1999`", id="a")
    with pytest.raises(InputError, match="nobody1999"):
        away(new_notebook(cells=[cell]), language="en", bibliography=bibliography)


def test_code_stays_as_it_was(bibliography):
    source = "print('{cite}`two` [x](y.md)')"
    [cell] = away(new_notebook(cells=[new_code_cell(source, id="a")]), language="es", bibliography=bibliography).cells
    assert cell.source == source


TREE: Tree = find_tree(Path(__file__).parent)


@pytest.mark.parametrize("lesson", [lesson.id for lesson in catalogue.load(TREE).lessons])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_lesson_keeps_a_mark_that_only_the_book_understands(lesson, language):
    for path in (TREE.lesson(lesson, language), TREE.exercise(lesson, language)):
        plain = away(notebooks.read(path), language=language, bibliography=TREE.root / "book" / "references.bib")
        texts = "\n".join(cell.source for cell in plain.cells if cell.cell_type == "markdown")
        assert not re.search(r"\{cite|\.md[#)]|book/modules", texts)
