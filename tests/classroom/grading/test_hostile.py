"""The hostile class is laid out as it says. Nothing of it is run here."""

import ast
import socket
import time
from pathlib import Path
from typing import get_args

from ruta import messages
from ruta.classroom.grading import handed_in
from ruta.course import catalogue
from ruta.practice.verdict import Code
from tests.classroom.grading import honest
from tests.classroom.grading.canaries import Canaries
from tests.classroom.grading.hostile import ANSWERS, CODES, LESSON, answers, attacks, filled, hostile_class
from tests.classroom.grading.hostile_files import hostile_archive

KNOWN = {*get_args(Code), "raises", "exits", "endless", "died", "memory", "output", "differs"}


def test_every_attack_says_what_it_may_get() -> None:
    every = attacks()
    assert len({attack.name for attack in every}) == len(every) >= 32
    for attack in every:
        assert attack.codes <= KNOWN, attack.name
        assert bool(attack.codes) != bool(attack.refused), attack.name
        assert set(attack.honest) <= set(ANSWERS)
        assert not attack.source or "correct" not in attack.codes or attack.name.startswith("solution-")


def test_the_honest_answers_get_what_they_are_said_to_get() -> None:
    exercise = honest.Opened(LESSON, "HND", 2026)
    space: dict[str, object] = {"requests": exercise.data["requests"], "slips": exercise.data["slips"]}
    exec(
        "import pandas as pd\nfrom ruta import survival\nfrom ruta.service_access import waiting\n"
        'waits = waiting.durations(requests, cut_off=requests["cut_off"].iloc[0])\n'
        'waits["served"] = waits["status"] == "served"\nday_to_read = 30\n',
        space,
    )
    for question, source in answers().items():
        exec(source, space)
        variable = exercise.spec.question(question).variable
        assert exercise.judged(exercise.spec.question(question), space[variable])[0] == CODES[question]
    assert set(ANSWERS) - set(answers()) == {question for question, code in CODES.items() if code == "blank"}


def test_the_class_is_read_and_what_must_be_refused_is(tmp_path: Path) -> None:
    with Canaries.laid(tmp_path / "outside") as canaries:
        files = hostile_class(tmp_path / "class", canaries)
        found = handed_in.read(tmp_path / "class", tree=honest.TREE, catalogue=catalogue.load(honest.TREE))
        assert canaries.violations() == []
    assert {each.file for each in found.submissions} == {file for file, it in files.items() if not it.refused}
    for each in found.refused:
        assert each.code in files[each.file].refused
        assert messages.text(each.code, language="es", **each.params).isprintable()
    assert all(each.pseudonym.isprintable() for each in (*found.submissions, *found.refused))
    people = [each.pseudonym for each in found.submissions]
    assert len(set(people)) == len(people)


def test_the_archive_is_read_and_nothing_of_it_leaves_it(tmp_path: Path) -> None:
    with Canaries.laid(tmp_path / "outside") as canaries:
        refused = hostile_archive(tmp_path / "class.zip", canaries)
        found = handed_in.read(tmp_path / "class.zip", tree=honest.TREE, catalogue=catalogue.load(honest.TREE))
        assert canaries.violations() == []
    assert [each.file for each in found.submissions] == ["03-waiting-good.ipynb"]
    assert {each.file: each.code for each in found.refused} == refused


def test_every_attack_that_could_harm_looks_for_a_sandbox_first(tmp_path: Path) -> None:
    harmful = {"fork", "kill", "killpg", "rmtree", "mount", "ptrace", "Thread", "mknod"}
    with Canaries.laid(tmp_path / "outside") as canaries:
        for attack in (attack for attack in attacks() if attack.source and attack.name != "network-magic"):
            tree = ast.parse(filled(str(attack.source), canaries))
            names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            # The kernel may end itself: that harms nobody else.
            alone = "os.kill(os.getpid()" in str(attack.source)
            assert not names & harmful or str(canaries.mark) in ast.unparse(tree.body[:3]) or alone, attack.name


def test_canaries_notice(tmp_path: Path) -> None:
    with Canaries.laid(tmp_path / "outside") as canaries:
        assert canaries.violations() == []
        socket.create_connection(("127.0.0.1", int(canaries.values()["PORT"]))).close()
        (canaries.folder / "written").write_text("x")
        canaries.outside.unlink()
        seen = wait_for(canaries, 3)
    assert len(seen) == 3


def wait_for(canaries: Canaries, count: int) -> list[str]:
    for _ in range(100):
        if len(found := canaries.violations()) >= count:
            return found
        time.sleep(0.02)
    return canaries.violations()
