"""A course of one small lesson, made where a test wants it."""

import copy
from pathlib import Path
from typing import Any

from ruta.course import notebooks
from ruta.course.paths import Tree

LESSON = "statistics/01-toy"
CATALOGUE = """\
pillars:
  - id: statistics
    title: {en: Statistics, es: Estadísticas}
    lessons:
      - id: 01-toy
        title: {en: A toy, es: Un juguete}
        minutes: 10
        countries: [SLV, HND]
        prerequisites: []
  - id: exchange
    title: {en: Exchange, es: Intercambio}
    lessons: []
parts:
  - title: {en: Reference, es: Consulta}
    pages: [glossary]
"""
GLOSSARY = """\
- id: stock
  en: stock
  es: población / stock
  definition: {en: People counted on one day., es: Personas contadas en un día.}
  pillars: [statistics]
"""
# A stand-in for ruta.practice: it shows verdicts in the same form and needs nothing that takes long to import.
SETUP = """\
class Verdict:
    def __init__(self, question, code):
        self.question, self.code = question, code

    def _repr_mimebundle_(self, **_):
        said = {"correct": {"en": "Right.", "es": "Correcto."}, "blank": {"en": "Blank.", "es": "En blanco."}}
        text = said.get(self.code, {"en": "Not right.", "es": "No es correcto."})[language]
        bundle = {"schema": "ruta.verdict/1", "question": self.question, "code": self.code, "reason": ""}
        return {"application/vnd.ruta.verdict+json": bundle, "text/plain": text, "text/html": f"<p>{text}</p>"}


class Exercise:
    data = {"HND": [3, 4, 5], "SLV": [1, 2, 4]}[country]
    right = {"total": sum(data), "largest": max(data)}

    def check(self, question):
        value = globals().get(question)
        code = "blank" if value in (..., None) else "correct" if value == self.right[question] else "wrong-value"
        code = code if question in globals() else "missing"
        return Verdict(question, code)

    def hint(self, question):
        return "think"

    def progress(self):
        return "done"


exercise = Exercise()
"""
TEXTS = {
    "title": ("# Exercise: the toy lesson of the course", "# Ejercicio: la lección de juguete del curso"),
    "total": (
        "What is the total of the [stock](../../glossary.md#term-stock) in these data?",
        "¿Cuál es el total de la [población](../../glossary.md#term-stock) en estos datos?",
    ),
    "largest": ("Which of the numbers is the largest?", "¿Cuál de los números es el más grande?"),
}
SOLVED = {"total": "total = sum(exercise.data)", "largest": "largest = max(exercise.data)"}
LESSON_TAGS = (
    "title", "outcomes", "about", "parameters", "question", "concept", "data", "method", "figure", "try-it",
    "mistakes", "advice", "discussion", "take-away", "exercise-link", "references",
)  # fmt: skip


def tree(root: Path) -> Tree:
    """Make a whole course and return it."""
    (root / "book").mkdir(parents=True)
    (root / "book" / "catalogue.yml").write_text(CATALOGUE, encoding="utf-8")
    (root / "book" / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (root / "book" / "references.bib").write_text("", encoding="utf-8")
    course = Tree(root)
    english, spanish = pair(solution_cells())
    save(course.solution(LESSON, "en"), english)
    save(course.solution(LESSON, "es"), spanish)
    english, spanish = pair(lesson_cells())
    save(course.lesson(LESSON, "en"), english)
    save(course.lesson(LESSON, "es"), spanish)
    return course


def solution_cells() -> list[dict[str, Any]]:
    """Return the cells of the solution, each with its source in both languages."""
    cells = [
        text("title", "title", TEXTS["title"]),
        code("parameters", "parameters", 'country = "HND"\nlanguage = "en"\nseed = 2026',
             'country = "HND"\nlanguage = "es"\nseed = 2026'),
        code("setup", "setup", SETUP),
    ]  # fmt: skip
    for question in SOLVED:
        stub = f"{question} = ..."
        if question == "largest":
            cells.append(code("setup-largest", "setup", "numbers_again = list(exercise.data)"))
        cells += [
            text(f"prompt-{question}", "prompt", TEXTS[question]),
            code(f"answer-{question}", "answer", f"# your answer\n{stub}", f"# su respuesta\n{stub}"),
            code(f"solution-{question}", "solution", SOLVED[question]),
            code(f"check-{question}", "check", f'exercise.check("{question}")'),
            code(f"hint-{question}", "hint", f'exercise.hint("{question}")'),
        ]
        cells[-2]["metadata"]["tags"].append("nbval-check-output")
    return [*cells, code("progress", "progress", "exercise.progress()")]


def lesson_cells() -> list[dict[str, Any]]:
    """Return the cells of the lesson: one per part of the skeleton."""
    cells = []
    for tag in LESSON_TAGS:
        if tag == "parameters":
            cells.append(solution_cells()[1])
        elif tag in ("method", "figure", "try-it"):
            cells.append(code(tag, tag, f"print('{tag}', country)"))
        else:
            cells.append(text(tag, tag, (f"This is the text of {tag}.", f"Este es el texto de {tag}.")))
    return cells


def text(cell_id: str, tag: str, source: tuple[str, str]) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {"tags": [tag]}, "source": source}


def code(cell_id: str, tag: str, english: str, spanish: str | None = None) -> dict[str, Any]:
    return {
        "cell_type": "code", "id": cell_id, "metadata": {"tags": [tag]}, "outputs": [], "execution_count": None,
        "source": (english, spanish or english),
    }  # fmt: skip


def pair(cells: list[dict[str, Any]]) -> tuple[Any, Any]:
    """Return an English notebook and its Spanish twin."""
    made = []
    for place, language in enumerate(("en", "es")):
        mine = copy.deepcopy(cells)
        for cell in mine:
            english = cell["source"][0]
            cell["source"] = cell["source"][place]
            if language == "es":
                cell["metadata"]["ruta"] = {"source": notebooks.fingerprint(english)}
        made.append(notebook(mine, ruta={"language": language}))
    return made[0], made[1]


def notebook(cells: list[dict[str, Any]], **metadata: Any) -> Any:
    import nbformat

    return nbformat.from_dict(
        {
            "nbformat": 4, "nbformat_minor": 5, "cells": cells,
            "metadata": {"kernelspec": notebooks.KERNEL, "language_info": {"name": "python"}, **metadata},
        }
    )  # fmt: skip


def save(path: Path, content: Any) -> Path:
    notebooks.write(path, content)
    return path


def edit(path: Path, changes: dict[str, str], target: Path | None = None) -> Path:
    """Change the sources of some cells of a notebook, in place or in a copy."""
    found = notebooks.read(path)
    for cell in found.cells:
        cell.source = changes.get(cell.id, cell.source)
    return save(target or path, found)
