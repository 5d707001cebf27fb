"""Every lesson runs for each of its countries, and in both languages, through the batch that a facilitator uses."""

from pathlib import Path

import pytest

from ruta.course import batch, batch_worker, catalogue, paths
from ruta.course.batch import Run

TREE = paths.find_tree(Path(__file__).parent)
CATALOGUE = catalogue.load(TREE)
# Every country but that of the pages in Spanish, and one in English: the code is the same in both languages (a test
# compares them), and nbval and the site run both for the country of the pages.
RUNS = [
    run
    for language, countries in (("es", ["SLV", "MEX", "COL"]), ("en", ["SLV"]))
    for run in batch.plan(
        TREE, CATALOGUE.lessons, countries=countries, languages=[language], seeds=[2026], parameters={}
    )
]


@pytest.mark.notebooks
@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.name)
def test_the_lesson_runs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUTA_PROGRESS", "off")
    job = {
        "source": str(run.source), "target": str(run.target(tmp_path)), "parameters": run.parameters,
        "inputs": run.inputs, "cell_timeout": 120,
    }  # fmt: skip
    assert batch_worker.run(job) == {"error": ""}
    assert run.is_done(tmp_path)


@pytest.mark.parametrize("lesson", CATALOGUE.lessons, ids=lambda lesson: lesson.id)
def test_the_three_countries_are_served(lesson: catalogue.Lesson) -> None:
    assert {"SLV", "HND", "MEX"} <= set(lesson.countries)
