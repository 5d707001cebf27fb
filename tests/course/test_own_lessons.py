"""For every lesson of the catalogue it is decided whether it runs on an office's table, and why not."""

import ast
import re
from pathlib import Path

import pytest

import ruta
from ruta.course import catalogue, own_lessons, own_notebook, paths
from ruta.datasets.own import OWN_TABLES
from ruta.messages import LANGUAGES

TREE = paths.find_tree(Path(__file__).parent)
LESSONS = catalogue.load(TREE).lessons
DECISIONS = {lesson.id: own_lessons.decide(TREE, lesson) for lesson in LESSONS}
RUNNING = [decision for decision in DECISIONS.values() if decision.table]
TOLD = {"file": "r.csv", "rows": "10", "kept": "9", "mapping": "m.json"}
INVENTED = re.compile("synthetic|invented|sintétic|inventad", re.IGNORECASE)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_has_a_decision_with_a_reason_in_both_languages(lesson: catalogue.Lesson) -> None:
    decision = DECISIONS[lesson.id]
    assert decision == own_lessons.decide(TREE, lesson, language="es")
    assert decision.table or decision.reason
    for language in LANGUAGES:
        said = decision.sentence(language)
        assert bool(said) == bool(decision.reason)
        assert all(table in said for table in decision.tables)


def test_each_table_that_an_office_can_bring_has_a_lesson() -> None:
    assert {decision.table for decision in RUNNING} == set(OWN_TABLES)
    assert {decision.lesson: decision.table for decision in RUNNING}.items() >= {
        "statistics/04-one-person-many-records": "declarations",
        "early-warning/03-detecting": "weekly-incidents",
        "service-access/03-waiting": "service-requests",
    }.items()


def test_a_lesson_that_reads_a_table_of_an_office_beside_others_is_refused() -> None:
    for decision in DECISIONS.values():
        reads = own_lessons.scan(TREE.lesson(decision.lesson, "en"))
        if reads.tables & set(OWN_TABLES) and not decision.table:
            assert decision.reason == ("mixed" if decision.lesson in own_lessons.MIXED else "several")
        if decision.table:
            assert reads.tables == {decision.table}
    assert set(own_lessons.MIXED) <= set(DECISIONS)


def test_a_module_that_reads_an_office_s_kind_of_table_is_known() -> None:
    """What it adds to the table (invented numbers, invented faults) must not reach an office's rows."""
    package = Path(ruta.__file__).parent
    found = set()
    for pillar in ("statistics", "early_warning", "service_access", "exchange"):
        for path in (package / pillar).glob("*.py"):
            code = ast.parse(path.read_text(encoding="utf-8"))
            calls = {ast.unparse(node.func) for node in ast.walk(code) if isinstance(node, ast.Call)}
            texts = {node.value for node in ast.walk(code) if isinstance(node, ast.Constant)}
            if "datasets.table" in calls and texts & set(OWN_TABLES):
                found.add(path.stem)
    assert found == {"linkage_register", *own_lessons.EXAMPLES}


def test_a_table_read_by_a_module_of_a_pillar_counts_as_read_by_the_lesson() -> None:
    reads = own_lessons.scan(TREE.lesson("statistics/04-one-person-many-records", "en"))
    assert (reads.tables, reads.truths) == ({"declarations"}, {"declaration-links"})
    assert "persons" in own_lessons.scan(TREE.lesson("statistics/05-asking-a-sample", "en")).tables


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("decision", RUNNING, ids=lambda decision: decision.lesson)
def test_the_code_of_a_lesson_made_ready_calls_nothing_invented(decision: own_lessons.Decision, language: str) -> None:
    made = own_notebook.prepare(TREE.lesson(decision.lesson, language), decision, language=language, told=TOLD)
    assert "r.csv" in made.cells[0].source
    for cell in made.cells:
        if cell.cell_type == "code":
            texts = {node.value for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Constant)}
            assert [text for text in texts if isinstance(text, str) and INVENTED.search(text)] == []
            calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)}
            assert calls & own_lessons.TRUTH_CALLS == set()


@pytest.mark.parametrize("decision", RUNNING, ids=lambda decision: decision.lesson)
def test_what_is_left_out_is_said_in_its_place_and_much_is_left(decision: own_lessons.Decision) -> None:
    source = TREE.lesson(decision.lesson, "en")
    made = own_notebook.prepare(source, decision, language="en", told=TOLD)
    marks = [cell for cell in made.cells if cell["id"].startswith("own-") and cell["id"] != "own-banner"]
    assert bool(marks) == (decision.reason == "truth")
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    every = [cell for cell in own_notebook.notebooks.read(source).cells if cell.cell_type == "code"]
    assert len(code) > len(every) / 2
    assert len({cell["id"] for cell in made.cells}) == len(made.cells)
