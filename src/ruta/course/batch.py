"""Plan the runs of lessons for many countries, languages and seeds, and recognise a run that is already there."""

import ast
import hashlib
import json
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import nbformat

from ruta.course.catalogue import Lesson
from ruta.course.paths import Tree
from ruta.datasets import COUNTRIES
from ruta.errors import InputError
from ruta.messages import LANGUAGES

# What a lesson can import or read: a change of these makes an old result stale.
_CODE = ("*.py", "*.po", "*.csv", "*.json")
_NOT_FOR_LESSONS = {"course", "classroom"}


@dataclass(frozen=True, kw_only=True)
class Run:
    """One lesson, run once."""

    lesson: str
    """``<pillar>/<id>``."""
    source: Path
    """Notebook of the language."""
    parameters: dict[str, Any]
    """What the notebook is run with: country, language, seed and what else was asked for."""
    inputs: str
    """Hash of everything that its result depends on."""

    @property
    def name(self) -> str:
        """What a person calls it, also its place below the folder of results."""
        country, language, seed = (self.parameters[key] for key in ("country", "language", "seed"))
        return f"{language}/{country}/{seed}/{self.lesson}"

    def target(self, out: Path) -> Path:
        """Return the file of its result."""
        return out / f"{self.name}.ipynb"

    def is_done(self, out: Path) -> bool:
        """Tell whether a whole result of these very inputs is there."""
        try:
            content = json.loads(self.target(out).read_text(encoding="utf-8"))
            return bool(content["metadata"]["ruta"]["inputs"] == self.inputs)
        except (OSError, ValueError, KeyError, TypeError):
            return False


def plan(
    tree: Tree,
    lessons: tuple[Lesson, ...],
    *,
    countries: list[str],
    languages: list[str],
    seeds: list[int],
    parameters: dict[str, Any],
) -> list[Run]:
    """Return the runs to make; a lesson runs only for the countries that it is written for.

    Parameters
    ----------
    tree, lessons
        The course and the lessons chosen from it.
    countries, languages, seeds
        Their every combination is run; an empty list of countries means those of each lesson.
    parameters
        Further parameters, the same for every run.

    Raises
    ------
    InputError
        For an unknown country, language or seed, a parameter that a notebook does not declare, or no run at all.
    """
    _check("country", countries, COUNTRIES)
    _check("language", languages, LANGUAGES)
    for seed in seeds:
        if not 0 <= seed < 2**31:
            raise InputError("course.batch.value", name="seed", found=seed, expected="0–2147483647")
    code = code_hash(tree)
    runs = []
    for lesson, language in product(lessons, languages):
        source = tree.lesson(lesson.id, language)
        declared = declared_parameters(source)
        for country, seed in product([c for c in countries or lesson.countries if c in lesson.countries], seeds):
            given = {"country": country, "language": language, "seed": seed, **parameters}
            _check_declared(tree.named(source), given, declared)
            inputs = _hash(code, source.read_bytes(), json.dumps(given, sort_keys=True, default=str).encode())
            runs.append(Run(lesson=lesson.id, source=source, parameters=given, inputs=inputs))
    if not runs:
        raise InputError("course.batch.nothing")
    return runs


def declared_parameters(source: Path) -> list[str]:
    """Return the names that the parameters cell of a notebook declares.

    papermill itself takes a misspelt name without a word and runs with the defaults.
    """
    from papermill.inspection import inspect_notebook

    if not source.is_file():
        raise InputError("course.not-found", file=source)
    try:
        return list(inspect_notebook(str(source)))
    except (ValueError, KeyError, nbformat.ValidationError) as error:
        raise InputError("course.not-a-notebook", file=source) from error


def code_hash(tree: Tree) -> bytes:
    """Return a hash of the code and data that lessons use, and of the versions that run them."""
    package = Path(__file__).parents[1]
    files = [path for pattern in _CODE for path in package.rglob(pattern)]
    files = [path for path in files if path.relative_to(package).parts[0] not in _NOT_FOR_LESSONS]
    files += [path for pattern in _CODE for path in (tree.root / "datasets").rglob(pattern)]
    files += [path for path in [tree.root / "constraints.txt"] if path.is_file()]
    parts = [sys.version.encode()]
    for path in sorted(files):
        parts += [path.as_posix().encode(), path.read_bytes()]
    return _hash(*parts).encode()


def named_value(text: str) -> tuple[str, Any]:
    """Read ``name=value``; the value is a Python literal, else a text.

    Raises
    ------
    InputError
        Where there is no name or no equals sign.
    """
    name, equals, value = text.partition("=")
    if not equals or not name.strip().isidentifier():
        raise InputError("course.batch.not-a-parameter", found=text)
    try:
        return name.strip(), ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name.strip(), value


def _check(name: str, given: list[str], known: tuple[str, ...]) -> None:
    for value in given:
        if value not in known:
            raise InputError("course.batch.value", name=name, found=value, expected=", ".join(known))


def _check_declared(file: str, given: dict[str, Any], declared: list[str]) -> None:
    for name in given:
        if name not in declared:
            raise InputError("course.batch.undeclared", file=file, name=name, known=", ".join(declared) or "-")


def _hash(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
