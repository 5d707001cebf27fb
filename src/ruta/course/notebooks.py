"""Read and write notebooks, with mistakes named and the same bytes every time."""

import copy
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from ruta.errors import InputError

LARGEST = 50_000_000
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def read(path: Path) -> NotebookNode:
    """Read a notebook of format 4.

    Raises
    ------
    InputError
        Where the file is absent, too large, not UTF-8, not JSON or not such a notebook.
    """
    content = text(path)
    try:
        notebook: NotebookNode = nbformat.reads(content, as_version=nbformat.NO_CONVERT)
        major = int(notebook.get("nbformat", 0))
        if major != 4:
            raise InputError("course.notebook-version", file=path, found=major)
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise InputError("course.notebook-invalid", file=path, reason=str(error).splitlines()[0][:200]) from error
    except InputError:
        raise
    # nbformat raises whatever its parser meets: AttributeError, KeyError, RecursionError on hostile files.
    except Exception as error:
        raise InputError("course.not-a-notebook", file=path) from error
    return notebook


def text(path: Path) -> str:
    """Return the text of a file; see `read` for what can be wrong with it."""
    if not path.is_file():
        raise InputError("course.not-found", file=path)
    if path.stat().st_size > LARGEST:
        raise InputError("course.too-large", file=path, megabytes=LARGEST // 1_000_000)
    try:
        # Programs on Windows may begin a file with a byte order mark.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("course.not-utf8", file=path) from error


def write(path: Path, notebook: NotebookNode) -> bool:
    """Write a notebook where its bytes would change; return whether they did."""
    return write_text(path, as_text(notebook))


def as_text(notebook: NotebookNode) -> str:
    """Return a notebook as the text that the repository keeps: sorted keys, one trailing newline."""
    content: str = nbformat.writes(notebook)
    return content.rstrip("\n") + "\n"


def write_text(path: Path, text: str) -> bool:
    """Write a text file whole or not at all, and only where it changes; return whether it did."""
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def normalised(notebook: NotebookNode) -> NotebookNode:
    """Return a copy with only the metadata that the course uses, no execution count and no output.

    Editors add their own metadata at every save; without this two people's saves would differ.
    """
    ours = {"ruta": notebook.metadata["ruta"]} if "ruta" in notebook.metadata else {}
    return from_cells([_normalised_cell(cell) for cell in notebook.cells], **copy.deepcopy(ours))


def from_cells(cells: list[dict[str, Any]], **metadata: Any) -> NotebookNode:
    """Return a notebook of the course from its cells; a code cell without outputs has not run."""
    for cell in cells:
        if cell["cell_type"] == "code":
            cell.setdefault("execution_count", None)
            cell.setdefault("outputs", [])
    head = {"kernelspec": KERNEL, "language_info": {"name": "python"}, **metadata}
    return _node({"nbformat": 4, "nbformat_minor": 5, "metadata": head, "cells": cells})


def _normalised_cell(cell: NotebookNode) -> dict[str, Any]:
    kept = {key: cell.metadata[key] for key in ("deletable", "editable", "ruta", "tags") if key in cell.metadata}
    fresh: dict[str, Any] = {
        "cell_type": cell.cell_type, "id": cell.get("id", ""), "metadata": copy.deepcopy(kept), "source": cell.source
    }  # fmt: skip
    if "attachments" in cell:
        fresh["attachments"] = copy.deepcopy(cell["attachments"])
    return fresh


def code_cell(cell_id: str, source: str, *, tags: list[str]) -> NotebookNode:
    """Return a new code cell that has not run."""
    metadata = {"tags": tags}
    return _node(
        {
            "cell_type": "code", "id": cell_id, "metadata": metadata, "source": source,
            "execution_count": None, "outputs": [],
        }
    )  # fmt: skip


def _node(content: dict[str, Any]) -> NotebookNode:
    node: NotebookNode = nbformat.from_dict(content)
    return node


def tags(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell; a trainee's file may hold anything there."""
    found = cell.metadata.get("tags", [])
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def first_tag(cell: NotebookNode) -> str:
    """Return the tag that says what a cell of the course is for; empty where it has none."""
    return next(iter(tags(cell)), "")


def tagged(notebook: NotebookNode, tag: str) -> Iterator[NotebookNode]:
    """Yield the cells that carry a tag."""
    return (cell for cell in notebook.cells if tag in tags(cell))


def fingerprint(source: str) -> str:
    """Return the short hash by which a translation remembers what it was made from."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def recorded(cell: NotebookNode) -> str:
    """Return the hash of the English source that a Spanish cell was made from; empty where none is kept."""
    found: Any = cell.metadata.get("ruta", {})
    return str(found.get("source", "")) if isinstance(found, dict) else ""
