import json
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from ruta.course import catalogue, notebooks, release, workspace
from ruta.course.paths import Tree
from tests.course.toy import LESSON, edit, save


def prepare(course: Tree, folder: Path) -> dict[str, str]:
    copies = workspace.prepare(course, catalogue.load(course), folder, "es")
    return {copy.path.relative_to(folder).as_posix(): copy.state for copy in copies}


def test_an_edited_file_is_never_overwritten(course: Tree, tmp_path: Path) -> None:
    save(course.exercise(LESSON, "es"), release.exercise_from(notebooks.read(course.solution(LESSON, "es")), LESSON))
    folder = tmp_path / "work"
    lesson, exercise = f"es/{LESSON}.ipynb", f"es/exercises/{LESSON}.ipynb"
    assert prepare(course, folder) == {lesson: "new", exercise: "new"}
    assert prepare(course, folder) == {lesson: "current", exercise: "current"}

    edit(folder / exercise, {"answer-total": "total = 12"})
    mine = (folder / exercise).read_bytes()
    assert prepare(course, folder) == {lesson: "current", exercise: "kept"}

    for path in (course.lesson(LESSON, "es"), course.exercise(LESSON, "es")):
        edit(path, {"title": "# Una versión nueva"})
    states = prepare(course, folder)
    assert states.pop(lesson) == "updated"
    (beside, state), *more = states.items()
    assert (state, more) == ("beside", [])
    assert notebooks.read(folder / beside).cells[0].source == "# Una versión nueva"
    assert (folder / exercise).read_bytes() == mine
    assert prepare(course, folder)[exercise] == "kept"


def test_without_its_ledger_nothing_is_lost(course: Tree, tmp_path: Path) -> None:
    prepare(course, tmp_path)
    edit(tmp_path / f"es/{LESSON}.ipynb", {"title": "# Mi título"})
    mine = (tmp_path / f"es/{LESSON}.ipynb").read_bytes()
    (tmp_path / workspace.LEDGER).write_text("[", encoding="utf-8")
    assert list(prepare(course, tmp_path).values()) == ["beside"]
    assert (tmp_path / f"es/{LESSON}.ipynb").read_bytes() == mine


@pytest.mark.notebooks
def test_jupyterlab_opens_the_folder(course: Tree, tmp_path: Path) -> None:
    """It really starts, answers on this machine, and lists the notebooks."""
    prepare(course, tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *workspace.lab_command(tmp_path, port=port, as_root=True),
        "--ServerApp.open_browser=False",
        "--IdentityProvider.token=t",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            listed = json.loads(answer(f"http://127.0.0.1:{port}/api/contents/es/statistics?token=t"))
        finally:
            server.terminate()
    assert [entry["name"] for entry in listed["content"]] == ["01-toy.ipynb"]


def answer(address: str) -> bytes:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return bytes(response.read())
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(address)
