"""The notebooks of the lab: every lesson and exercise in both languages, ready for the browser's kernel."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode

from ruta.course import notebooks
from ruta.course.away import away
from ruta.messages import TRANSLATIONS

KERNEL = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}


def collect(root: Path, folder: Path, languages: Sequence[str]) -> list[str]:
    """Copy the lessons and exercises into a folder, laid out as in the lab.

    Parameters
    ----------
    root
        Folder of the course.
    folder
        Where to.
    languages
        Languages to copy.

    Returns
    -------
    list of str
        Their paths in the lab: ``es/<pillar>/<id>.ipynb``, ``es/exercises/<pillar>/<id>.ipynb``.
    """
    found = []
    for place, source in _sources(root, languages):
        language = place.partition("/")[0]
        plain = away(notebooks.read(source), language=language, bibliography=root / "book" / "references.bib")
        notebooks.write(folder / place, for_browser(plain))
        found.append(place)
    return found


def for_browser(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without outputs, whose kernel is the browser's.

    One that names the laptop's kernel would open with a dialogue that asks which kernel to use.
    """
    fresh = notebooks.normalised(notebook)
    fresh.metadata["kernelspec"] = dict(KERNEL)
    return fresh


def _sources(root: Path, languages: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for language in languages:
        branch = "" if language == "en" else language
        for start, part in ((root / "book" / branch / "modules", ""), (root / "exercises" / branch, "exercises/")):
            for path in sorted(start.glob("*/*.ipynb")):
                if path.parent.name not in ("solutions", *TRANSLATIONS):
                    yield f"{language}/{part}{path.parent.name}/{path.name}", path
