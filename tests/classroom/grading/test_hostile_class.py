"""The hostile class is graded: each attack is contained and named, and the honest notebooks beside it do not notice."""

import json
from pathlib import Path
from typing import Any

import pytest

from ruta.classroom.grading import class_run
from ruta.course import paths
from tests.classroom.grading.canaries import Canaries
from tests.classroom.grading.honest import honest_class
from tests.classroom.grading.hostile import Attack, hostile_class
from tests.classroom.grading.test_honest_class import FEW

pytestmark = pytest.mark.notebooks
SECONDS = 3.0
HONEST = 12
Results = dict[str, dict[str, Any]]


def graded(source: Path, out: Path) -> Results:
    order = class_run.Order(source=source, out=out, seconds=SECONDS, jobs=2)
    class_run.run(order, paths.find_tree(Path(__file__)), lambda *_: None)
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["file"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    alone = honest_class(folder / "alone", size=HONEST, seed=5, **FEW)
    honest_class(folder / "class", size=HONEST, seed=5, **FEW)
    with Canaries.laid(folder / "outside") as canaries:
        attacks = hostile_class(folder / "class", canaries)
        results = graded(folder / "class", folder / "results")
        violations = canaries.violations()
    everything = b"".join(path.read_bytes() for path in (folder / "results").rglob("*") if path.is_file())
    return {"alone": graded(folder / "alone", folder / "alone-results"), "expected": alone, "attacks": attacks,
            "results": results, "violations": violations, "written": everything, "secret": canaries.secret}  # fmt: skip


def test_no_attack_reaches_anything_outside(run: dict[str, Any]) -> None:
    assert run["violations"] == []


def test_no_secret_is_told(run: dict[str, Any]) -> None:
    assert run["secret"].encode() not in run["written"]


def test_every_attack_gets_what_it_may_get_and_harms_no_other_answer(run: dict[str, Any]) -> None:
    wrong = {
        file: what for file, attack in run["attacks"].items() if (what := _fault(attack, run["results"].get(file)))
    }
    assert wrong == {}


def _fault(attack: Attack, record: dict[str, Any] | None) -> str:
    if record is None:
        return "" if attack.refused else "is not in the results"
    if not record["graded"]:
        return "" if record["code"] in attack.refused else f"is refused: {record['code']} {record['params']}"
    if attack.refused and not attack.codes:
        return "is graded"
    found = {question["id"]: question["code"] for question in record["questions"]}
    harmed = {name: found[name] for name, code in attack.honest.items() if found[name] != code}
    if harmed:
        return f"changes other answers: {harmed}"
    if attack.codes and found[attack.question] not in attack.codes:
        return f"gets {found[attack.question]}, not one of {sorted(attack.codes)}"
    return "reaches for nothing" if attack.reaches and not record["reaches"] else ""


def test_honest_notebooks_get_what_they_get_alone(run: dict[str, Any]) -> None:
    alone = run["alone"]
    assert len(alone) == HONEST
    for file, record in alone.items():
        beside = {**run["results"][file]}
        # The data of the second run are drawn from the whole class, so its country and seed are those of that class.
        assert beside.pop("fresh") != {}
        assert beside == {name: value for name, value in record.items() if name != "fresh"}
