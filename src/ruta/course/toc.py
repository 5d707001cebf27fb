"""Write the contents of the book, in both languages, from the catalogue.

Both files name the same documents: the Spanish site puts its own files in the same places, so that a page and its
translation have the same address below ``en/`` and ``es/``.
"""

from pathlib import Path
from typing import Any

import yaml

from ruta import messages
from ruta.course.catalogue import Catalogue, Pillar
from ruta.course.notebooks import write_text
from ruta.course.paths import Tree
from ruta.messages import LANGUAGES
from ruta.practice.pillar_test import FORMS

HEADER = "# Made by `ruta toc` from book/catalogue.yml; do not edit.\n"


def toc_path(tree: Tree, language: str) -> Path:
    """Return the contents file of a language."""
    return tree.root / "_toc.yml" if language == "en" else tree.root / "book" / language / "_toc.yml"


def contents(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Return the contents in the format of Jupyter Book (sphinx-external-toc, ``jb-book``)."""
    parts = [_pillar(pillar, language) for pillar in catalogue.pillars if pillar.lessons]
    for part in catalogue.parts:
        pages = [_index(page, language) if page.endswith("/index") else _file(f"book/{page}") for page in part.pages]
        parts.append({"caption": part.title[language], "chapters": pages})
    return {"format": "jb-book", "root": "book/index", "parts": parts}


def _pillar(pillar: Pillar, language: str) -> dict[str, Any]:
    chapters = [_index(f"modules/{pillar.id}/index", language)]
    for lesson in pillar.lessons:
        exercise = _file(f"exercises/{lesson.id}")
        chapters.append({**_file(f"book/modules/{lesson.id}"), "sections": [exercise]})
    if pillar.tested:
        before, after = (_file(f"book/modules/{pillar.id}/test-{form}") for form in FORMS)
        chapters = [chapters[0], before, *chapters[1:], after]
    return {"caption": pillar.title[language], "chapters": chapters}


def _index(page: str, language: str) -> dict[str, Any]:
    """Return the first page of a part; its own title would only repeat the caption above it."""
    return {**_file(f"book/{page}"), "title": messages.text("course.toc.overview", language=language)}


def _file(name: str) -> dict[str, Any]:
    return {"file": name}


def documents(catalogue: Catalogue) -> list[str]:
    """Return the names of all documents of the book, in reading order, without ending."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.extend(value for key, value in node.items() if key in ("root", "file"))
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            walk(inner)

    walk(contents(catalogue, "en"))
    return found


def text(catalogue: Catalogue, language: str) -> str:
    """Return a contents file as text."""
    return HEADER + yaml.safe_dump(contents(catalogue, language), allow_unicode=True, sort_keys=False, width=120)


def stale(tree: Tree, catalogue: Catalogue) -> list[Path]:
    """Return the contents files that are absent or differ from the catalogue."""
    return [
        path
        for language in LANGUAGES
        if not (path := toc_path(tree, language)).is_file()
        or path.read_text(encoding="utf-8") != text(catalogue, language)
    ]


def write(tree: Tree, catalogue: Catalogue) -> list[Path]:
    """Write both contents files; return those that changed."""
    return [path for language in LANGUAGES if write_text(path := toc_path(tree, language), text(catalogue, language))]
