"""An honest class of 200 is graded exactly and twice alike; killed at any moment, nothing is lost or repeated."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ruta.classroom.grading import class_run
from ruta.classroom.grading.handed_in import NothingUsable
from ruta.course import paths
from tests.classroom.grading.honest import LESSONS, Expected, honest_class

pytestmark = pytest.mark.notebooks
TREE = paths.find_tree(Path(__file__))
KILLS = 20
FEW: dict[str, Any] = {"lessons": LESSONS[:1], "countries": ("HND",), "languages": ("es",), "seeds": (2026,)}
"""One exercise, opened once: for what is not about the verdicts."""


def graded(source: Path, out: Path, **order: Any) -> class_run.Done:
    return class_run.run(class_run.Order(source=source, out=out, **order), TREE, lambda *_: None)


def faults(out: Path, expected: dict[str, dict[str, Expected]]) -> list[tuple[str, str, Expected, Any]]:
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["file"]: record for record in map(json.loads, lines)}
    assert records.keys() == expected.keys()
    return [
        (file, question["id"], wanted, question)
        for file, questions in expected.items()
        for question in records[file]["questions"]
        if not _as_expected(question, wanted := questions[question["id"]])
    ]


def _as_expected(question: dict[str, Any], wanted: Expected) -> bool:
    reason = wanted.reason in ("", question["reason"])
    return question["code"] == wanted.code and reason and wanted.hard_coded in (None, question["hard_coded"])


def test_two_hundred_are_exact_twice_with_the_same_bytes(tmp_path: Path) -> None:
    expected = honest_class(tmp_path / "class", size=200, seed=11, lessons=LESSONS[:4], seeds=(2026,))
    for out in ("first", "second"):
        done = graded(tmp_path / "class", tmp_path / out)
        assert (done.graded, done.kept) == (200, 0)
        assert faults(tmp_path / out, expected) == []
    # The reports tell how long each notebook took; everything else is the same to the last byte.
    same = [path.relative_to(tmp_path / "first") for path in (tmp_path / "first").rglob("*") if path.is_file()]
    same = [path for path in same if path.parts[0] != "records" and not path.name.startswith("report.")]
    assert len(same) > 400
    assert [
        path for path in same if (tmp_path / "first" / path).read_bytes() != (tmp_path / "second" / path).read_bytes()
    ] == []


def test_killed_at_any_moment_it_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    expected = honest_class(tmp_path / "class", size=60, seed=3, **FEW)
    command = [sys.executable, "-m", "ruta", "grade", str(tmp_path / "class"), "--out", str(tmp_path / "results")]
    draw, written, kills = random.Random(1), dict[str, int](), 0
    for attempt in range(200):
        process = subprocess.Popen(command, cwd=TREE.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            # Later each time, so that some are killed before the first notebook and the last ones get to the end.
            _, complaint = process.communicate(timeout=draw.uniform(0.2, 3 + attempt / 3) if kills < KILLS else 600)
            assert process.returncode == 0, complaint
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
        now = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "results" / "records").glob("*.json")}
        assert {name: now.get(name) for name in written} == written
        written = now
        if process.returncode == 0 and kills >= KILLS:
            break
    assert kills >= KILLS
    assert len(written) == 60
    assert faults(tmp_path / "results", expected) == []
    assert not list((tmp_path / "results").rglob(".*.tmp"))
    deadline = time.monotonic() + 10
    while _left_running() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _left_running() == []


def _left_running() -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text(errors="replace")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        # A sandbox whose starter was killed would belong to the first process of the machine.
        if "grading.sandbox.zygote" in words and "bwrap" in words and parent == 1:
            found.append(words)
    return found


def test_a_changed_notebook_is_graded_anew_and_the_others_are_not(tmp_path: Path) -> None:
    honest_class(tmp_path / "class", size=4, seed=8, **FEW)
    graded(tmp_path / "class", tmp_path / "results")
    first = sorted((tmp_path / "class").glob("*.ipynb"))[0]
    content = json.loads(first.read_text(encoding="utf-8"))
    content["cells"].append({"cell_type": "markdown", "id": "later", "metadata": {}, "source": "a remark"})
    first.write_text(json.dumps(content), encoding="utf-8")
    told: list[str] = []
    order = class_run.Order(source=tmp_path / "class", out=tmp_path / "results")
    done = class_run.run(order, TREE, lambda file, *_: told.append(file))
    assert told == [first.name]
    assert done.kept == 3
    assert len(list((tmp_path / "results" / "records").glob("*.json"))) == 4
    assert len(graded(tmp_path / "class", tmp_path / "results", force=True).records) == 4


def test_without_a_sandbox_the_verdicts_are_the_same_and_the_record_says_so(tmp_path: Path) -> None:
    expected = honest_class(tmp_path / "class", size=3, seed=4, **FEW)
    graded(tmp_path / "class", tmp_path / "results", walled=False)
    assert faults(tmp_path / "results", expected) == []
    lines = (tmp_path / "results" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["sandboxed"] for line in lines] == [False] * 3


@pytest.mark.parametrize("missing", ["no-bwrap", "system", "namespaces"])
def test_where_no_sandbox_can_stand_it_refuses(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest_class(tmp_path / "class", size=1, seed=4, **FEW)
    monkeypatch.setattr(class_run.command, "reason_against", lambda: missing)
    with pytest.raises(class_run.InputError) as refused:
        graded(tmp_path / "class", tmp_path / "results")
    assert refused.value.code == f"grading.no-sandbox-{missing}"
    for language in ("en", "es"):
        assert "--no-sandbox" in refused.value.sentence(language)
    assert not (tmp_path / "results").exists()


def test_a_class_without_a_usable_notebook_leaves_earlier_results(tmp_path: Path) -> None:
    honest_class(tmp_path / "class", size=2, seed=4, **FEW)
    graded(tmp_path / "class", tmp_path / "results")
    before = {path: path.read_bytes() for path in (tmp_path / "results").rglob("*") if path.is_file()}
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("no notebook", encoding="utf-8")
    with pytest.raises(NothingUsable):
        graded(tmp_path / "empty", tmp_path / "results")
    assert before == {path: path.read_bytes() for path in (tmp_path / "results").rglob("*") if path.is_file()}


def test_results_of_something_else_are_not_overwritten(tmp_path: Path) -> None:
    honest_class(tmp_path / "class", size=1, seed=4, **FEW)
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "grading.json").write_text("[]", encoding="utf-8")
    with pytest.raises(class_run.InputError) as refused:
        graded(tmp_path / "class", tmp_path / "results")
    assert refused.value.code == "grading.settings"
    assert os.listdir(tmp_path / "results") == ["grading.json"]
