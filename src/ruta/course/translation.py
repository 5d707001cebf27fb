"""What a translator works with: which Spanish cells are behind, and the record that one was revised."""

from pathlib import Path

from ruta.course import notebooks, pages, parity, terms
from ruta.course.catalogue import Catalogue
from ruta.course.findings import Finding
from ruta.course.paths import Tree
from ruta.errors import InputError
from ruta.messages import TRANSLATIONS


def status(tree: Tree, catalogue: Catalogue) -> list[Finding]:
    """Return everything that does not hold between the languages of the book and the exercises."""
    found: list[Finding] = []
    for language in TRANSLATIONS:
        forms = terms.forms(tree, language)
        for english, twin in parity.pairs(tree, catalogue, language):
            found.extend(parity.examine(english, twin, forms=forms, name=tree.named(twin)))
        for english, twin in pages.pairs(tree, language):
            found.extend(pages.examine(english, twin, forms=forms, name=tree.named(twin)))
    return found


def accept(tree: Tree, path: Path, *, cell: str | None = None) -> list[str]:
    """Record that a person has revised the Spanish: its cells follow the English cells as these now stand.

    Parameters
    ----------
    tree
        The course.
    path
        The Spanish notebook or page.
    cell
        Only this cell of a notebook; all of them where none is given.

    Returns
    -------
    list of str
        Ids of the cells whose record changed; the name of the file for a page.

    Raises
    ------
    InputError
        Where the file is no Spanish file of the course, has no English twin, or has no such cell.
    """
    english = english_twin(tree, path)
    if path.suffix == ".md":
        return [path.name] if pages.accept(english, path) else []
    sources = {each.get("id", ""): each.source for each in notebooks.read(english).cells}
    notebook = notebooks.read(path)
    known = [each.get("id", "") for each in notebook.cells]
    if cell is not None and (cell not in known or cell not in sources):
        raise InputError("course.unknown-cell", file=tree.named(path), cell=cell, known=", ".join(known))
    changed = []
    for each in notebook.cells:
        cell_id = each.get("id", "")
        if cell_id not in sources or cell not in (None, cell_id):
            continue
        wanted = notebooks.fingerprint(sources[cell_id])
        if notebooks.recorded(each) != wanted:
            each.metadata.setdefault("ruta", {})["source"] = wanted
            changed.append(cell_id)
    if changed:
        notebooks.write(path, notebook)
    return changed


def english_twin(tree: Tree, path: Path) -> Path:
    """Return the English file of a translated one: the same path without the folder of its language, such as ``es``."""
    inside = Path(tree.named(path))
    if not path.is_file():
        raise InputError("course.not-found", file=path)
    folders = [part for part in inside.parts if part in TRANSLATIONS]
    if inside.is_absolute() or not folders or path.suffix not in (".ipynb", ".md"):
        raise InputError("course.not-spanish", file=path)
    parts = list(inside.parts)
    parts.remove(folders[0])
    twin = tree.root.joinpath(*parts)
    if not twin.is_file():
        raise InputError("course.not-found", file=twin)
    return twin
