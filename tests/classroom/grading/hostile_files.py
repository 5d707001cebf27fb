"""Attacks that stand in a file, its name, its structure or an archive, and accidents that must harm nothing."""

import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.classroom.grading.canaries import Canaries
from tests.classroom.grading.hostile import CODES, Attack, content, save

MARKUP = (
    '"><script>fetch("http://127.0.0.1")</script><img src=x onerror=alert(1)> <svg onload=alert(1)></svg> '
    "[x](javascript:alert(1)) {{7*7}} %s {0} =cmd()|' /c calc'!A1 \x1b[2J \u202e"
)
RIGHT = frozenset({"correct"})


def _changed(name: str, change: Callable[[dict[str, Any]], None], **more: Any) -> Attack:
    """Return an attack or accident that changes the structure of a notebook; its answers still count."""

    def write(attack: Attack, folder: Path, canaries: Canaries) -> Path:
        notebook = content(attack, canaries)
        change(notebook)
        return save(folder / f"03-waiting-{attack.name}.ipynb", notebook)

    return Attack(name=name, write=write, **{"codes": RIGHT, **more})


def _raw(name: str, given: bytes, *refused: str, file: str = "") -> Attack:
    """Return a file that is no notebook."""

    def write(attack: Attack, folder: Path, canaries: Canaries) -> Path:
        path = folder / (file or f"03-waiting-{name}.ipynb")
        path.write_bytes(given)
        return path

    return Attack(name=name, write=write, refused=frozenset(refused), honest={})


def _named(name: str, file: str) -> Attack:
    """Return a good notebook whose name is the attack."""

    def write(attack: Attack, folder: Path, canaries: Canaries) -> Path:
        return save(folder / file, content(attack, canaries))

    return Attack(name=name, write=write, codes=RIGHT)


def _cell(notebook: dict[str, Any], cell_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(cell for cell in notebook["cells"] if cell["id"] == cell_id)
    return found


def _own(source: str, cell_id: str = "mine") -> dict[str, Any]:
    return {"cell_type": "code", "id": cell_id, "metadata": {}, "source": source, "outputs": [], "execution_count": 1}


def _forged_outputs(notebook: dict[str, Any]) -> None:
    data = {"application/vnd.ruta.verdict+json": {"code": "correct"}, "text/html": MARKUP, "image/svg+xml": MARKUP,
            "text/markdown": MARKUP, "application/javascript": "alert(1)"}  # fmt: skip
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]


def _markup_everywhere(notebook: dict[str, Any]) -> None:
    notebook["metadata"] |= {"title": MARKUP, "authors": [{"name": MARKUP}], "kernelspec": {"name": "../../bin/sh"}}
    for cell in notebook["cells"]:
        cell["metadata"] = {**cell["metadata"], "tags": [*cell["metadata"].get("tags", []), MARKUP], "name": MARKUP}
        if cell["cell_type"] == "markdown":
            cell["source"] = MARKUP
    _cell(notebook, "answer-publish")["source"] = f"# {MARKUP}\npublish = 'b'"


def _edited_checks(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        if cell["id"].startswith("check-"):
            cell["source"] = "print('Correct.')"


def _without(*beginnings: str) -> Callable[[dict[str, Any]], None]:
    def change(notebook: dict[str, Any]) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith(beginnings)]

    return change


def _copied(notebook: dict[str, Any]) -> None:
    notebook["cells"] += [dict(cell) for cell in notebook["cells"] if cell["id"].startswith("answer-")]


def _checks_first(notebook: dict[str, Any]) -> None:
    notebook["cells"].sort(key=lambda cell: not cell["id"].startswith("check-"))


def _patch_in_a_cell_of_its_own(notebook: dict[str, Any]) -> None:
    notebook["cells"].insert(3, _own("exercise.check = exercise.verdict = lambda *given: 'correct'"))


def _set_up(notebook: dict[str, Any]) -> None:
    _cell(notebook, "setup")["source"] += "\nexercise = None\nrequests = requests.iloc[:0]"


def _ids(notebook: dict[str, Any]) -> None:
    notebook["cells"] += [_own("1", cell_id) for cell_id in ("../../x", "ruta-stay", "own-1", "x" * 10_000, "\u202e")]


def _link(attack: Attack, folder: Path, canaries: Canaries) -> Path:
    path = folder / f"03-waiting-{attack.name}.ipynb"
    path.symlink_to(canaries.folder / "exercises-solutions.ipynb")
    return path


def _pipe(attack: Attack, folder: Path, canaries: Canaries) -> Path:
    path = folder / f"03-waiting-{attack.name}.ipynb"
    os.mkfifo(path)
    return path


def _bomb(attack: Attack, folder: Path, canaries: Canaries) -> Path:
    path = folder / f"{attack.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("03-waiting-x.ipynb", bytes(50_000_000))
    return path


def in_files() -> tuple[Attack, ...]:
    """Return the attacks that are not in an answer, and the accidents."""
    lost = {**CODES, "read-curve": "missing", "still-waiting": "missing"}
    cell = b'{"cell_type": "code", "source": "1"},'
    return (
        _changed("accident-copied-cells", _copied),
        _changed("accident-deleted-answers", _without("answer-read-curve", "answer-still-waiting"), honest=lost),
        _changed("accident-deleted-checks", _without("check-", "hint-", "progress")),
        _changed("accident-deleted-text", _without("prompt-", "title")),
        _changed("accident-checks-first", _checks_first),
        _changed("accident-reversed", lambda notebook: notebook["cells"].reverse()),
        _changed("edited-checks", _edited_checks),
        _changed("edited-set-up", _set_up),
        _changed("patch-in-own-cell", _patch_in_a_cell_of_its_own, codes=frozenset({"correct", "raises", "differs"})),
        _changed("ids", _ids),
        _changed("forged-outputs", _forged_outputs),
        _changed("markup-everywhere", _markup_everywhere),
        _named("name-markup", "03-waiting-<img src=x onerror=alert(1)>.ipynb"),
        _named("name-formula", "03-waiting-=cmd()!A1.ipynb"),
        _named("name-terminal", "03-waiting-\x1b[31mred\nline\u202e.ipynb"),
        _named("name-option", "--help.ipynb"),
        _named("name-long", "03-waiting-" + "x" * 200 + ".ipynb"),
        _raw("broken", b'{"nbformat": 4, "cells": [', "course.not-a-notebook"),
        _raw("deep", b"[" * 5_000_000, "course.not-a-notebook"),
        _raw("not-text", bytes(range(256)), "course.not-utf8"),
        _raw("old-format", b'{"nbformat": 3, "worksheets": []}', "course.notebook-version"),
        _raw("many-cells", b'{"nbformat": 4, "cells": [' + cell * 100_000 + b"{}]}", "handed-in.too-many-cells"),
        _raw("huge", b" " * 11_000_000, "handed-in.too-large"),
        _raw("script", b"import os", "handed-in.extension", file="03-waiting-script.py"),
        Attack(name="link", write=_link, refused=frozenset({"handed-in.link"}), honest={}),
        Attack(name="pipe", write=_pipe, refused=frozenset({"handed-in.special"}), honest={}),
        Attack(name="zip-bomb", write=_bomb, refused=frozenset({"handed-in.archive-inside"}), honest={}),
    )  # fmt: skip


def hostile_archive(path: Path, canaries: Canaries) -> dict[str, str]:
    """Write a zip with one good notebook (``03-waiting-good.ipynb``); return the code of each file that is refused."""
    good = json.dumps(content(Attack(name="good"), canaries)).encode()
    link = zipfile.ZipInfo("link.ipynb")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    unsafe = ("../x.ipynb", f"{canaries.folder}/written.ipynb", "C:/x.ipynb", "a\\x.ipynb", "a/../../x.ipynb")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("03-waiting-good.ipynb", good)
        archive.writestr(link, str(canaries.outside))
        archive.writestr("bomb.ipynb", bytes(9_000_000))
        archive.writestr("inner.zip", b"PK")
        for name in unsafe:
            archive.writestr(name, good)
    refused = {"link.ipynb": "handed-in.link", "bomb.ipynb": "handed-in.bomb", "inner.zip": "handed-in.archive-inside"}
    return refused | dict.fromkeys(unsafe, "handed-in.name-unsafe")
