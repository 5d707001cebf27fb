"""The whole book, two languages, three countries: ``ruta batch`` against a loop over the papermill command.

Run: python benchmarks/batch.py [--sample 12] [--jobs 2]
The loop takes the same for each run, so a sample of the runs is timed, evenly spread over the lessons, and multiplied.
Both are whole processes; the notebooks, the parameters and the environment are the same.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ruta.course import batch, catalogue, paths
from ruta.course.batch import Run

ROOT = Path(__file__).resolve().parents[1]
COUNTRIES = ["SLV", "HND", "MEX"]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ENVIRONMENT = {**os.environ, **ONE_THREAD, "RUTA_PROGRESS": "off"}


def seconds(command: list[str], folder: Path) -> float:
    """Return how long a command takes; it must end well."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return time.perf_counter() - begun


def by_papermill(run: Run, out: Path) -> float:
    """Run one lesson by the papermill command."""
    given = [word for name, value in run.parameters.items() for word in ("-p", name, str(value))]
    command = [str(Path(sys.executable).with_name("papermill")), str(run.source), str(out / "out.ipynb"), *given]
    return seconds([*command, "--no-progress-bar"], run.source.parent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=12)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    tree = paths.find_tree(ROOT)
    lessons = catalogue.load(tree).lessons
    runs = batch.plan(tree, lessons, countries=COUNTRIES, languages=["en", "es"], seeds=[2026], parameters={})
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "ruta", "batch", "--countries", *COUNTRIES, "--jobs", str(asked.jobs), "--out"]
        ours = seconds([*command, str(out / "batch")], ROOT)
        print(f"ruta batch, {len(runs)} runs, {asked.jobs} at once: {ours:.0f} s")
        step = max(1, len(runs) // asked.sample)
        sample = runs[::step][: asked.sample]
        taken = [by_papermill(run, out) for run in sample]
        theirs = sum(taken) / len(taken) * len(runs)
        print(f"papermill in a loop, {len(sample)} timed: {theirs:.0f} s for all, {theirs / ours:.1f} times")


if __name__ == "__main__":
    main()
