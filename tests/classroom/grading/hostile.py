"""A hostile class: honest notebooks of one exercise with one attack in each, and what each of its questions may get.

For whoever runs it::

    with Canaries.laid(tmp_path / "outside") as canaries:
        files = hostile_class(tmp_path / "class", canaries)      # attack by file
        ...                                                      # grade tmp_path / "class"
        assert canaries.violations() == []
    for file, attack in files.items():
        attack.refused   # codes with which the file may be refused; empty where it must be graded
        attack.codes     # codes that attack.question may get
        attack.honest    # code of each other question, which the attack must not change
        attack.reaches   # whether `reach.reaches` must name something in the answer
    # and canaries.secret stands in no record, report or log

No attack may run outside of a sandbox on a machine that is needed: those that could harm it look for one first, and all
have an end, but a process that is not stopped still takes its time and up to four gigabytes.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruta.practice import Params
from tests.classroom.grading import attack_texts, honest
from tests.classroom.grading.canaries import Canaries

LESSON = "service-access/03-waiting"
PARAMS = Params(country="HND", language="en", seed=2026)
ANSWERS = {
    "read-curve": None,
    "still-waiting": 'still_waiting = list(slips["request_id"])',
    "share-waiting": None,
    "median-wait": 'attended = waits[(waits["group"] == "displaced") & waits["served"]]\n'
                   'median_wait = float(attended["days"].median())',
    "group-gap": None,
    "why-it-fell": 'why_it_fell = "c"',
    "publish": 'publish = "b"',
}  # fmt: skip
"""What every hostile person also answers; those of None are blank or taken from the solution (see `answers`)."""
CODES = {
    "read-curve": "blank", "still-waiting": "wrong-value", "share-waiting": "correct", "median-wait": "misconception",
    "group-gap": "correct", "why-it-fell": "correct", "publish": "correct",
}  # fmt: skip
"""What these answers get."""


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One hostile notebook."""

    name: str
    """Of the attack; the file's pseudonym too, unless the name itself is the attack."""
    source: str | None = None
    """What stands in the attacked answer cell; None where the attack is in the file."""
    question: str = "group-gap"
    """The question that is attacked."""
    codes: frozenset[str] = frozenset()
    """Codes that this question may get."""
    honest: Mapping[str, str] = field(default_factory=lambda: dict(CODES))
    """Code of every other question."""
    refused: frozenset[str] = frozenset()
    """Codes with which the whole file may be refused; empty where it must be graded."""
    reaches: bool = False
    """Whether the answer must be shown as one that reaches for more than it needs."""
    write: Callable[["Attack", Path, Canaries], Path] | None = None
    """Writes the file where it is not simply a notebook with this answer."""

    def build(self, folder: Path, canaries: Canaries) -> Path:
        """Write the file into the folder of the class and return it."""
        if self.write:
            return self.write(self, folder, canaries)
        return save(folder / f"03-waiting-{self.name}.ipynb", content(self, canaries))


def answers() -> dict[str, str]:
    """Return the source of each honest answer; one that is blank has none."""
    exercise = honest.registry.find(LESSON)
    found = {question: source for question, source in ANSWERS.items() if source}
    for question in ("share-waiting", "group-gap"):
        found[question] = honest.computed(LESSON, PARAMS.language, exercise.question(question))
    return found


def content(attack: Attack, canaries: Canaries) -> dict[str, Any]:
    """Return the notebook of an attack."""
    given = answers()
    if attack.source is not None:
        given[attack.question] = filled(attack.source, canaries)
    return honest.notebook(LESSON, PARAMS, given, of=attack.name)


def filled(source: str, canaries: Canaries) -> str:
    """Return a source with the canaries' values in it."""
    for name, value in canaries.values().items():
        source = source.replace(f"@{name}@", value)
    return source


def save(path: Path, content: dict[str, Any]) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _in_cells() -> Iterator[Attack]:
    """Yield the attacks that stand in one answer cell."""
    for text in attack_texts.texts():
        yield Attack(
            name=text.name, source=text.source, question=text.question, codes=text.codes, reaches=text.reaches,
            honest={name: code for name, code in CODES.items() if name != text.question},
        )  # fmt: skip


def attacks() -> tuple[Attack, ...]:
    """Return the whole hostile class."""
    from tests.classroom.grading.hostile_files import in_files

    return (*_in_cells(), *in_files())


def hostile_class(folder: Path, canaries: Canaries) -> dict[str, Attack]:
    """Write the hostile class into a folder; return its attacks by file, as the results name it."""
    folder.mkdir(parents=True, exist_ok=True)
    return {attack.build(folder, canaries).relative_to(folder).as_posix(): attack for attack in attacks()}
