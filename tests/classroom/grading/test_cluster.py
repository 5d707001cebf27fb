"""A class on a cluster of two workers on this machine, one of them killed in the middle."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ruta.classroom.grading import class_run
from ruta.course import paths
from ruta.errors import InputError
from tests.classroom.grading.honest import honest_class
from tests.classroom.grading.test_honest_class import FEW, faults

pytestmark = pytest.mark.notebooks
TREE = paths.find_tree(Path(__file__))


@pytest.fixture
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    made: Any = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50)
    yield made
    made.close()


def graded(source: Path, out: Path, address: str, progress: Any = lambda *_: None) -> class_run.Done:
    return class_run.run(class_run.Order(source=source, out=out, dask=address), TREE, progress)


def test_a_worker_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    expected = honest_class(tmp_path / "class", size=12, seed=2, **FEW)
    killed = threading.Event()

    def kill_one(*_: object) -> None:
        if not killed.is_set():
            killed.set()
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    done = graded(tmp_path / "class", tmp_path / "results", cluster.scheduler_address, kill_one)
    assert killed.is_set()
    assert done.graded == 12
    assert faults(tmp_path / "results", expected) == []
    alone = class_run.run(
        class_run.Order(source=tmp_path / "class", out=tmp_path / "alone", jobs=2), TREE, lambda *_: None
    )
    assert alone.graded == 12
    lines = [(tmp_path / out / "results.jsonl").read_bytes() for out in ("results", "alone")]
    assert lines[0] == lines[1]


def test_where_no_scheduler_answers_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest_class(tmp_path / "class", size=1, seed=2, **FEW)
    monkeypatch.setattr("ruta.classroom.grading.cluster.PATIENCE", 1)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        graded(tmp_path / "class", tmp_path / "results", "tcp://127.0.0.1:9")
    assert refused.value.code == "grading.no-scheduler"
    assert time.monotonic() - begun < 30
    for language in ("en", "es"):
        assert "tcp://127.0.0.1:9" in refused.value.sentence(language)
