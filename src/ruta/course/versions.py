"""Write down the versions of this environment: ``constraints.txt`` for pip, ``environment.yml`` for conda and Binder.

Only names and versions: no address of a registry belongs in either file. Run by ``make versions``.
"""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import yaml

from ruta.course.notebooks import write_text
from ruta.course.paths import find_tree

PYTHON = "3.11"
# What pip itself needs to install the course in place, beside what the course asks for.
BUILD = ("babel", "editables", "hatchling")
# Part of every environment; pinning them would only fight with it.
_OF_PYTHON = {"pip", "setuptools", "wheel", "ruta"}
_HEAD = """\
# Made by `make versions`; the same versions as constraints.txt (a test compares them).
# After `conda env create -f environment.yml` and `conda activate ruta`:
#   python -m pip install --no-deps --no-build-isolation -e .
"""


def closure(pyproject: Path, extras: Iterable[str]) -> dict[str, str]:
    """Return every distribution that the course needs here, with its version, by name.

    Parameters
    ----------
    pyproject
        File that names what the course asks for.
    extras
        Its optional groups to follow: ``course``, ``hub``, ``test``.
    """
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    asked = [*BUILD, *project["dependencies"]]
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    waiting = [(Requirement(line), "") for line in asked]
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        for group in ("", *sorted(wanted.extras)):
            if (name, group) in seen:
                continue
            seen.add((name, group))
            needs = importlib.metadata.requires(name) or []
            waiting += [(Requirement(line), group) for line in needs]
        if name not in _OF_PYTHON:
            found[name] = importlib.metadata.version(name)
    return dict(sorted(found.items()))


def constraints_text(root: Path) -> str:
    """Return ``constraints.txt`` for what is installed here."""
    return "".join(
        f"{name}=={version}\n" for name, version in closure(root / "pyproject.toml", ("course", "hub", "test")).items()
    )


def environment_text(root: Path) -> str:
    """Return ``environment.yml`` for what is installed here: the course without its tests."""
    pins = [f"{name}=={version}" for name, version in closure(root / "pyproject.toml", ("course",)).items()]
    content = {
        "name": "ruta",
        "channels": ["conda-forge"],
        "dependencies": [f"python={PYTHON}", "pip", {"pip": pins}],
    }
    return _HEAD + yaml.safe_dump(content, sort_keys=False)


def read_constraints(text: str) -> dict[str, str]:
    """Return the versions of a constraints file by name; a line of any other form is kept whole as a name."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    pairs = (re.fullmatch(r"([a-z0-9-]+)==([\w.!+-]+)", line) for line in lines)
    return {found[1] if found else line: found[2] if found else "" for line, found in zip(lines, pairs, strict=True)}


def main() -> None:
    """Write both files."""
    root = find_tree().root
    write_text(root / "constraints.txt", constraints_text(root))
    write_text(root / "environment.yml", environment_text(root))


if __name__ == "__main__":
    main()
