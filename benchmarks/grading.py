"""The same exercise and the same class through ``ruta grade``, ``nbgrader autograde`` and ``otter run``, side by side.

Run: python benchmarks/grading.py [--class-size 200] [--peer-size 8]
The peers go into an environment of their own, made for this run and removed after it, on top of this one. They grade
one notebook after the other and know no sandbox; we run each notebook twice, behind one. Whole processes are timed,
with their start, and divided by the number of notebooks, which for the peers is small: each takes them the same.
The class: the exercise on waiting, solved for one country, every third notebook left blank.
"""

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from ruta.course import notebooks, paths
from ruta.practice import registry

ROOT = Path(__file__).resolve().parents[1]
EXERCISE = "service-access/03-waiting"
NAME = "waiting"


def solved() -> nbformat.NotebookNode:
    """Return the exercise with the solution in its answer cells."""
    notebook = notebooks.read(paths.find_tree(ROOT).solution(EXERCISE, "es"))
    answer = None
    for cell in notebook.cells:
        if "answer" in notebooks.tags(cell):
            answer = cell
        if answer is not None and "solution" in notebooks.tags(cell):
            answer.source = cell.source
    notebook.cells = [cell for cell in notebook.cells if "solution" not in notebooks.tags(cell)]
    return notebook


def blank() -> nbformat.NotebookNode:
    """Return the exercise as trainees open it."""
    return notebooks.read(paths.find_tree(ROOT).exercise(EXERCISE, "es"))


def of_class(number: int) -> nbformat.NotebookNode:
    """Return the notebook of one person, different from all the others by a remark."""
    notebook = blank() if number % 3 == 2 else solved()
    first = next(cell for cell in notebook.cells if "answer" in notebooks.tags(cell))
    first.source += f"\n# {number}"
    return notebook


def timed(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode != 0:
        sys.exit(f"{command[:3]}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return taken


def by_ruta(folder: Path, size: int, jobs: int, environment: dict[str, str]) -> float:
    handed_in = folder / "class"
    handed_in.mkdir()
    for number in range(size):
        nbformat.write(of_class(number), handed_in / f"03-waiting-t{number:03}.ipynb")
    command = [
        sys.executable,
        "-m",
        "ruta",
        "grade",
        str(handed_in),
        "--out",
        str(folder / "results"),
        "--jobs",
        str(jobs),
    ]
    taken = timed(command, ROOT, environment)
    records = [
        json.loads(line) for line in (folder / "results" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    right = sum(all(question["held"] for question in record["questions"]) for record in records)
    expected = sum(number % 3 != 2 for number in range(size))
    assert (len(records), right) == (size, expected), f"{right} of {expected} right"
    return taken


def for_nbgrader(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Mark answer and check cells as nbgrader wants them: a check is a test with a point."""
    variables = {question.id: question.variable for question in registry.find(EXERCISE).questions}
    for cell in notebook.cells:
        kind = notebooks.first_tag(cell)
        if kind not in ("answer", "check"):
            continue
        graded = kind == "check"
        if graded:
            question = cell.id.removeprefix("check-")
            cell.source = f'assert exercise.verdict("{question}", {variables[question]}).is_correct'
        cell.metadata["nbgrader"] = {
            "schema_version": 3, "grade_id": cell.id, "grade": graded, "solution": not graded, "locked": graded,
            "task": False, **({"points": 1} if graded else {}),
        }  # fmt: skip
    return notebook


def by_nbgrader(folder: Path, size: int, bin_: Path, environment: dict[str, str]) -> float:
    environment = {**environment, "PATH": f"{bin_}{os.pathsep}{environment['PATH']}"}
    source = folder / "source" / NAME / f"{NAME}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(for_nbgrader(blank()), source)
    (folder / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "c"\n', encoding="utf-8"
    )
    timed([str(bin_ / "nbgrader"), "generate_assignment", NAME, "--create"], folder, environment)
    release = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for number in range(size):
        given = {cell.id: cell.source for cell in of_class(number).cells if "answer" in notebooks.tags(cell)}
        for cell in release.cells:
            cell.source = given.get(cell.id, cell.source)
        target = folder / "submitted" / f"t{number:03}" / NAME / f"{NAME}.ipynb"
        target.parent.mkdir(parents=True)
        nbformat.write(release, target)
    taken = timed([str(bin_ / "nbgrader"), "autograde", NAME, "--create"], folder, environment)
    graded = list((folder / "autograded").rglob("*.ipynb"))
    assert len(graded) == size, f"nbgrader graded {len(graded)} of {size}"
    return taken


def by_otter(folder: Path, size: int, bin_: Path, environment: dict[str, str]) -> float:
    tests = folder / "tests"
    tests.mkdir()
    for question in registry.find(EXERCISE).questions:
        name = question.id.replace("-", "_")
        code = f'>>> exercise.verdict("{question.id}", {question.variable}).is_correct\nTrue'
        suite = {
            "type": "doctest",
            "scored": True,
            "setup": "",
            "teardown": "",
            "cases": [{"code": code, "hidden": False}],
        }
        test = {"name": name, "points": 1, "suites": [suite]}
        (tests / f"{name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n", encoding="utf-8")
    timed([str(bin_ / "otter"), "generate", "-t", "tests", "-o", "autograder.zip"], folder, environment)
    taken = 0.0
    for number in range(size):
        notebook = of_class(number)
        notebook.cells = [cell for cell in notebook.cells if "check" not in notebooks.tags(cell)]
        nbformat.write(notebook, folder / f"t{number:03}.ipynb")
        taken += timed([str(bin_ / "otter"), "run", "-a", "autograder.zip", f"t{number:03}.ipynb"], folder, environment)
        assert (folder / "results.json").is_file(), "otter gave no result"
        (folder / "results.json").unlink()
    return taken


@contextmanager
def peers() -> Iterator[Path]:
    """Make an environment with the peers on top of this one."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        packages = Path(sysconfig.get_path("purelib", vars={"base": folder, "platbase": folder}))
        (packages / "course.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        bin_ = Path(folder) / "bin"
        subprocess.run([str(bin_ / "pip"), "install", "-q", "nbgrader", "otter-grader"], check=True)
        # nbgrader calls it by name; one of the environment below would not find nbgrader.
        subprocess.run([str(bin_ / "pip"), "install", "-q", "--force-reinstall", "--no-deps", "alembic"], check=True)
        yield bin_


def in_a_folder(grade: Callable[..., float], *arguments: Any) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return grade(Path(folder), *arguments)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--class-size", type=int, default=200)
    parser.add_argument("--peer-size", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "RUTA_PROGRESS": "off", "RUTA_LANGUAGE": "en"}
    ours = in_a_folder(by_ruta, asked.class_size, asked.jobs, environment) / asked.class_size
    print(f"ruta grade, {asked.class_size} notebooks, twice each, sandboxed, {asked.jobs} at once: {ours:.3f} s each")
    with peers() as bin_:
        for name, grade in (("nbgrader autograde", by_nbgrader), ("otter run", by_otter)):
            theirs = in_a_folder(grade, asked.peer_size, bin_, environment) / asked.peer_size
            print(
                f"{name}, {asked.peer_size} notebooks, once each: {theirs:.2f} s a notebook, {theirs / ours:.1f} times"
            )


if __name__ == "__main__":
    main()
