"""A folder for a trainee's own work: the notebooks of one language, copied so that the course's stay untouched."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ruta.course.away import away
from ruta.course.catalogue import Catalogue
from ruta.course.notebooks import as_text, read, write_text
from ruta.course.paths import Tree

LEDGER = ".ruta-workspace.json"
State = Literal["new", "current", "updated", "kept", "beside"]


@dataclass(frozen=True)
class Copy:
    """What became of one file of the workspace."""

    path: Path
    """The file that holds the course's version now."""
    state: State
    """``new``, ``current`` (nothing to do), ``updated`` (it was not edited), ``kept`` (edited, and the course's version
    is the one it was made from) or ``beside`` (edited, and the newer version lies beside it)."""


def prepare(tree: Tree, catalogue: Catalogue, folder: Path, language: str) -> list[Copy]:
    """Copy lessons and exercises into a folder; a file that a person has edited is never overwritten.

    Parameters
    ----------
    tree, catalogue
        The course.
    folder
        The workspace; made where it does not exist.
    language
        Language of the notebooks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ledger = _read(folder / LEDGER)
    copies = []
    for lesson in catalogue.lessons:
        pillar, name = lesson.id.split("/")
        for source, place in (
            (tree.lesson(lesson.id, language), Path(pillar, f"{name}.ipynb")),
            (tree.exercise(lesson.id, language), Path("exercises", pillar, f"{name}.ipynb")),
        ):
            if source.is_file():
                plain = away(read(source), language=language, bibliography=tree.root / "book" / "references.bib")
                copies.append(_copy(as_text(plain), folder, Path(language) / place, ledger))
    write_text(folder / LEDGER, json.dumps(ledger, indent=1, sort_keys=True) + "\n")
    return copies


def _copy(given_text: str, folder: Path, place: Path, ledger: dict[str, str]) -> Copy:
    """Copy one file; the ledger remembers, for each file, the version that it was made from."""
    target, key = folder / place, place.as_posix()
    given = _hash(given_text.encode("utf-8"))
    if not target.exists():
        state: State = "new"
    elif (there := _hash(target.read_bytes())) == given:
        state = "current"
    elif there == ledger.get(key):
        state = "updated"
    elif ledger.get(key) == given:
        return Copy(target, "kept")
    else:
        state = "beside"
        target = target.with_name(f"{target.stem}.{given[:8]}.ipynb")
    # A version that lies beside already may have been worked on, too.
    if state != "current" and not (state == "beside" and target.exists()):
        write_text(target, given_text)
    ledger[key] = given
    return Copy(target, state)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> dict[str, str]:
    # Without its ledger every file that differs counts as edited: nothing is lost, only more lies beside.
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): str(value) for key, value in content.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def lab_command(folder: Path, *, port: int | None, as_root: bool) -> list[str]:
    """Return the command that starts JupyterLab in a folder, for this machine only."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder.resolve()}",
        "--ServerApp.ip=127.0.0.1",
    ]
    if port is not None:
        command.append(f"--ServerApp.port={port}")
    if as_root:
        # A container often has no other user; JupyterLab asks to be told.
        command.append("--ServerApp.allow_root=True")
    return command


def start_jupyterlab(folder: Path, *, port: int | None = None) -> int:
    """Start JupyterLab in a folder and wait until it ends; return its exit code."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return subprocess.run(lab_command(folder, port=port, as_root=as_root), check=False).returncode
