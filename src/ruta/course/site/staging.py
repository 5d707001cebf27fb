"""Lay out one language as a book of its own, with the page names that every language shares."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from ruta.course.notebooks import read, write_text
from ruta.course.submission import declared_parameters
from ruta.messages import TRANSLATIONS, text
from ruta.practice.static import choice_form, choice_questions

SHARED = ("_static", "references.bib")
NOT_PAGES = {*TRANSLATIONS, "_static", "_config.yml", "_toc.yml", "catalogue.yml", "glossary.yml", ".ipynb_checkpoints"}


def stage(root: Path, folder: Path, *, language: str, lessons: Mapping[Path, NotebookNode], has_lab: bool) -> None:
    """Write the sources of one language's book into an empty folder.

    Parameters
    ----------
    root
        Folder of the course.
    folder
        Where to write; made anew.
    language
        Which book.
    lessons
        Executed notebooks, by the path of their source.
    has_lab
        Whether the site will hold the browser lab.
    """
    shutil.rmtree(folder, ignore_errors=True)
    pages = root / "book" if language == "en" else root / "book" / language
    ignore = shutil.ignore_patterns("*.ipynb", *NOT_PAGES)
    shutil.copytree(pages, folder / "book", ignore=ignore)
    for name in SHARED:
        source = root / "book" / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / "book" / name)
    for path, notebook in lessons.items():
        if path.is_relative_to(pages) and (language != "en" or path.relative_to(pages).parts[0] not in TRANSLATIONS):
            write_text(folder / "book" / path.relative_to(pages), nbformat.writes(notebook))
    for path in exercises(root, language):
        place = folder / "exercises" / path.parent.name / path.name
        write_text(place, nbformat.writes(with_forms(read(path), language, has_lab=has_lab)))
    toc = root / "_toc.yml" if language == "en" else pages / "_toc.yml"
    shutil.copy2(toc, folder / "_toc.yml")
    write_text(folder / "_config.yml", yaml.safe_dump(config(root, language, has_lab=has_lab), allow_unicode=True))


def exercises(root: Path, language: str) -> list[Path]:
    """Return the exercise notebooks of a language, sorted."""
    folder = root / "exercises" if language == "en" else root / "exercises" / language
    return sorted(path for path in folder.glob("*/*.ipynb") if path.parent.name not in ("solutions", *TRANSLATIONS))


def config(root: Path, language: str, *, has_lab: bool) -> dict[str, Any]:
    """Return the configuration of a language's book as it stands within the site."""
    settings: dict[str, Any] = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    if language != "en":
        over = root / "book" / language / "_config.yml"
        settings = _laid_over(settings, yaml.safe_load(over.read_text(encoding="utf-8")))
    within = {"ruta_site": True, "ruta_lab": has_lab}
    return _laid_over(settings, {"execute": {"execute_notebooks": "off"}, "sphinx": {"config": within}})


def _laid_over(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _laid_over(merged[key], value) if both else value
    return merged


def with_forms(notebook: NotebookNode, language: str, *, has_lab: bool) -> NotebookNode:
    """Return an exercise that says where to answer it, with a form under each choice question that needs no Python."""
    exercise = notebook.metadata.get("ruta", {}).get("exercise")
    if not exercise:
        return notebook
    # The form speaks of the country and the draw that the notebook comes with.
    declared: dict[str, Any] = declared_parameters(notebook)
    given = {name: declared[name] for name in ("country", "seed")}
    forms = {
        f"prompt-{question.id}": choice_form(exercise, question.id, language=language, **given)
        for question in choice_questions(exercise)
    }
    where = text("site.exercise-still", language=language)
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if cell.id == "title" and has_lab:
            cells.append(new_markdown_cell(f"```{{note}}\n{where}\n```", id="where-to-answer"))
        if cell.id in forms:
            cells.append(new_markdown_cell(f"```{{raw}} html\n{forms[cell.id]}\n```", id=f"form-{cell.id}"[:64]))
    notebook.cells = cells
    return notebook
