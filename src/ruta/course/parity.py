"""Hold an English notebook and its Spanish twin together, cell by cell.

English is the source. A finding says which cell of the pair no longer follows it; see `Finding`.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from ruta.course import code_shape, left_in_english, notebooks, skeleton, terms
from ruta.course.catalogue import Catalogue
from ruta.course.findings import Finding
from ruta.course.paths import Tree

Forms = dict[str, tuple[str, ...]]


def pairs(tree: Tree, catalogue: Catalogue, language: str) -> list[tuple[Path, Path]]:
    """Return every notebook of the course with its twin in a language: lessons, solutions and exercises."""
    places = (tree.lesson, tree.solution, tree.exercise)
    return [(place(lesson.id, "en"), place(lesson.id, language)) for lesson in catalogue.lessons for place in places]


def examine(english: Path, spanish: Path, *, forms: Forms, name: str) -> list[Finding]:
    """Compare a pair of notebooks.

    Parameters
    ----------
    english, spanish
        The two files.
    forms
        Accepted Spanish forms of the glossary's terms, from `terms.forms`.
    name
        How findings name the Spanish file.

    Returns
    -------
    list of Finding
        Empty where the pair holds.
    """
    for path in (english, spanish):
        if not path.is_file():
            return [Finding(name, "", "course.parity.no-twin", {"missing": path.name, "folder": path.parent.name})]
    pair = notebooks.read(english), notebooks.read(spanish)
    found = [Finding(name, cell, code, params) for cell, code, params in _order(*pair)]
    translated = {cell.get("id", ""): cell for cell in pair[1].cells}
    for source in pair[0].cells:
        if (cell := translated.get(source.get("id", ""))) is not None:
            found.extend(Finding(name, source.id, code, params) for code, params in _cell(source, cell, forms))
    return found


def _order(english: NotebookNode, spanish: NotebookNode) -> Iterator[tuple[str, str, dict[str, str]]]:
    ids = [[cell.get("id", "") for cell in notebook.cells] for notebook in (english, spanish)]
    for cell_ids in ids:
        for cell, times in Counter(cell_ids).items():
            if times > 1:
                yield cell, "course.parity.twice", {}
    for cell in dict.fromkeys(ids[0] + ids[1]):
        if not skeleton.readable(cell):
            yield cell, "course.skeleton.id", {}
    for cell in ids[0]:
        if cell not in ids[1]:
            yield cell, "course.parity.cell-missing", {}
    for cell in ids[1]:
        if cell not in ids[0]:
            yield cell, "course.parity.cell-extra", {}
    common = [[cell for cell in mine if cell in other] for mine, other in (ids, ids[::-1])]
    for first, second in zip(*common, strict=False):
        if first != second:
            yield second, "course.parity.order", {"expected": first}
            return


def _cell(source: NotebookNode, cell: NotebookNode, forms: Forms) -> Iterator[tuple[str, dict[str, str]]]:
    if source.cell_type != cell.cell_type:
        yield "course.parity.kind", {"found": cell.cell_type, "expected": source.cell_type}
        return
    if notebooks.tags(source) != notebooks.tags(cell):
        found, expected = (", ".join(notebooks.tags(each)) or "-" for each in (cell, source))
        yield "course.parity.tags", {"found": found, "expected": expected}
    if not notebooks.recorded(cell):
        yield "course.parity.no-hash", {}
    elif notebooks.recorded(cell) != notebooks.fingerprint(source.source):
        yield "course.parity.stale", {}
    if cell.cell_type == "code":
        yield from _code(source.source, cell.source)
    else:
        yield from text(source.source, cell.source, forms, titles="references" in notebooks.tags(cell))


def _code(source: str, spanish: str) -> Iterator[tuple[str, dict[str, str]]]:
    if code_shape.shape(source) != code_shape.shape(spanish):
        yield "course.parity.code", {}
    for literal in code_shape.texts(spanish):
        for passage in left_in_english.passages(literal):
            yield "course.parity.english", {"passage": passage[:80]}


def text(source: str, spanish: str, forms: Forms, *, titles: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what does not hold between an English text and its Spanish version, as code and values.

    ``titles`` is for a list of references, where English titles belong.
    """
    if source == spanish and left_in_english.has_prose(source) and not titles:
        yield "course.parity.untranslated", {}
    elif not titles:
        for passage in left_in_english.passages(spanish):
            yield "course.parity.english", {"passage": passage[:80]}
    yield from _terms(source, spanish, forms)


def _terms(source: str, spanish: str, forms: Forms) -> Iterator[tuple[str, dict[str, str]]]:
    wanted = {term for term, _ in terms.links(source)}
    given = terms.links(spanish)
    for term in sorted(wanted - {term for term, _ in given}):
        yield "course.parity.term-missing", {"term": term}
    for term in sorted({term for term, _ in given} - wanted):
        yield "course.parity.term-extra", {"term": term}
    for term, words in given:
        if term not in forms:
            yield "course.parity.term-unknown", {"term": term}
        elif not terms.renders(words, forms[term]):
            yield "course.parity.term-form", {"term": term, "found": words, "expected": " / ".join(forms[term])}
