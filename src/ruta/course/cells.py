"""Give a cell an id that a person can read, in both languages at once: JupyterLab gives random ones."""

from pathlib import Path

from ruta.course import notebooks, skeleton
from ruta.course.catalogue import Catalogue
from ruta.course.paths import Tree
from ruta.errors import InputError
from ruta.messages import LANGUAGES


def rename(tree: Tree, catalogue: Catalogue, path: Path, old: str, new: str) -> list[Path]:
    """Rename a cell of a lesson or solution wherever it stands in the two languages.

    Parameters
    ----------
    tree, catalogue
        The course.
    path
        The notebook, in either language.
    old, new
        The id of the cell, and the one that it gets.

    Returns
    -------
    list of Path
        The notebooks that changed.

    Raises
    ------
    InputError
        For a file that is no lesson or solution of the course, an unknown cell, or a new id that is taken or random.
    """
    if not skeleton.readable(new):
        raise InputError("course.cells.name", found=new)
    twins = _twins(tree, catalogue, path)
    read = {twin: notebooks.read(twin) for twin in twins if twin.is_file()}
    for twin, notebook in read.items():
        if any(cell.get("id", "") == new for cell in notebook.cells):
            raise InputError("course.cells.taken", file=tree.named(twin), cell=new)
    changed = []
    for twin, notebook in read.items():
        # Two cells of one id cannot be told apart; nbformat has refused such a file already.
        if found := [cell for cell in notebook.cells if cell.get("id", "") == old]:
            found[0]["id"] = new
            changed.append(twin)
    if not changed:
        raise InputError("course.cells.unknown", file=tree.named(path), cell=old)
    for twin in changed:
        notebooks.write(twin, read[twin])
    return changed


def _twins(tree: Tree, catalogue: Catalogue, path: Path) -> list[Path]:
    for lesson in catalogue.lessons:
        for place in (tree.lesson, tree.solution):
            twins = [place(lesson.id, language) for language in LANGUAGES]
            if path.resolve() in [twin.resolve() for twin in twins]:
                return twins
    raise InputError("course.cells.file", file=path)
