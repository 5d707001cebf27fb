"""Where the parts of the course lie: one rule for each kind of file, in either language."""

from dataclasses import dataclass
from pathlib import Path

from ruta.errors import InputError

CATALOGUE = Path("book/catalogue.yml")


@dataclass(frozen=True)
class Tree:
    """The folder of the course."""

    root: Path
    """Folder that holds ``book/`` and ``exercises/``."""

    @property
    def catalogue(self) -> Path:
        """File that lists pillars and lessons."""
        return self.root / CATALOGUE

    @property
    def site(self) -> Path:
        """Folder of the built site."""
        return self.root / "_build" / "site"

    def page(self, name: str, language: str) -> Path:
        """Return a page of the book, named as in the contents but without ``book/`` (``modules/statistics/index``)."""
        return self.root / "book" / _branch(language) / f"{name}.md"

    def lesson(self, lesson_id: str, language: str) -> Path:
        """Return the notebook of a lesson (``<pillar>/<id>``)."""
        return self.root / "book" / _branch(language) / "modules" / f"{lesson_id}.ipynb"

    def solution(self, lesson_id: str, language: str) -> Path:
        """Return the solution notebook of a lesson, the source of its exercise."""
        return self.root / "exercises" / "solutions" / _branch(language) / f"{lesson_id}.ipynb"

    def exercise(self, lesson_id: str, language: str) -> Path:
        """Return the exercise notebook of a lesson, the one that trainees open."""
        return self.root / "exercises" / _branch(language) / f"{lesson_id}.ipynb"

    def named(self, path: Path) -> str:
        """Return a path as people name it: from the root of the course, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


def _branch(language: str) -> str:
    return "" if language == "en" else language


def find_tree(start: Path | None = None) -> Tree:
    """Find the course from a folder upwards, else where the package was installed from.

    Parameters
    ----------
    start
        Folder to begin at; the current one where none is given.

    Raises
    ------
    InputError
        Where there is no ``book/catalogue.yml`` on the way.
    """
    here = (start or Path.cwd()).resolve()
    # An editable install lies three levels above this file; it lets `ruta check` work from any folder.
    for folder in (here, *here.parents, Path(__file__).resolve().parents[3]):
        if (folder / CATALOGUE).is_file():
            return Tree(folder)
    raise InputError("course.no-repository", folder=here, file=CATALOGUE.as_posix())
