"""The benchmark of the detectors still runs on a small country, and tells a result that differs."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_the_three_ways_give_the_same_on_a_small_country() -> None:
    command = [sys.executable, str(BENCHMARKS / "detectors.py"), "--municipalities", "12", "--years", "3"]
    done = subprocess.run([*command, "--only", "c3", "cusum"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 municipalities x 156 weeks = 1,872 cells" in done.stdout
    assert done.stdout.count("same to 1e-12") == 2
    assert done.stdout.count("same to 1e-06") == 1
    assert "differ" not in done.stdout


def test_a_result_that_differs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import detectors  # type: ignore[import-not-found]

    right = np.array([[1.0, np.nan], [2.0, 3.0]])
    filled = np.nan_to_num(right)
    assert detectors.differing(right, right, 1e-12) == 0
    assert detectors.differing(filled, right, 1e-12) == 1
    results = {"table": right, "loop": filled}

    def pretend(folder: Path, way: str, name: str) -> dict[str, float]:
        np.save(folder / f"{name}-{way}.npy", results[way])
        return {"whole": 1.0, "call": 1.0, "cpu": 1.0, "peak": 1e6}

    monkeypatch.setattr(detectors, "timed", pretend)
    assert detectors.compare(tmp_path, ["cusum"]) == 1
    assert "1 cells differ at 1e-12" in capsys.readouterr().out
