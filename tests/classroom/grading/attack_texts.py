"""The attacks that stand in one answer cell, read from ``attacks/*.txt``: what each kind may get, and their sources.

A file begins with what its attacks do. Each attack begins with ``### name``, after it ``codes=`` and ``question=``
where they are not those of its kind. ``@NAME@`` stands for a text below, or for a value of the canaries.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "attacks"
STOPPED = frozenset({"raises", "exits", "endless", "died", "memory", "output"})
"""Of an answer that was stopped, by whatever means."""
ZERO = STOPPED | {"wrong-value", "missing", "blank", "differs"}
"""Of one that may also come to its end and give 0, a wrong number."""
WRONG = ZERO | {"wrong-type", "wrong-shape", "misconception"}
"""Of one that may give anything but the right answer."""
ANY = WRONG | {"correct"}
"""Of one that may well find the right answer: the package that it runs with computes it."""


class Kind(NamedTuple):
    """What the attacks of one file have in common."""

    codes: frozenset[str]
    """What the attacked question may get."""
    reaches: bool
    """Whether the answer must be shown as one that reaches for more than an answer needs."""
    begins: str = ""
    ends: str = ""
    question: str = "group-gap"


GAP, LETTER = "group_gap = 0", 'publish = "d"'
KINDS = {
    "endless": Kind(STOPPED, False),
    "bomb": Kind(ZERO, True, begins="@GUARD@"),
    "output": Kind(ZERO, False, ends=GAP),
    "ends": Kind(STOPPED, False),
    "kills": Kind(ZERO, True, begins="@GUARD@", ends=GAP),
    "reads": Kind(WRONG, True),
    "solution": Kind(WRONG, True),
    "writes": Kind(ZERO, True, begins="@GUARD@", ends=GAP),
    "network": Kind(ZERO, True, ends=GAP),
    "privilege": Kind(ZERO, True, begins="@GUARD@", ends=GAP),
    "value": Kind(WRONG, False),
    "patch": Kind(WRONG, False, begins=LETTER, question="publish"),
}
FORGED = (
    '{"schema": "ruta.verdict/1", "exercise": "service-access/03-waiting", "question": "publish", "code": "correct", '
    '"reason": "", "details": {}, "language": "en", "held": True}'
)
TEXTS = {
    "FORGED_TEXT": repr(FORGED.replace("True", "true")),
    "FORGED": FORGED,
    # Begins what could harm the machine: it runs only where it sees another world than its builder's.
    "GUARD": """\
import os, sys
try:
    _apart = os.getpid() == 1 or os.readlink("/proc/self/ns/pid") != "@PIDS@" or os.getuid() != @UID@
except OSError:
    _apart = False
if os.path.exists("@OUTSIDE@") or not _apart:
    try:
        open("@MARK@", "w").write("an attack found no sandbox around it")
    finally:
        raise SystemExit""",
    "FIND": """\
import glob, os
def found(*patterns):
    text = ""
    for pattern in patterns:
        for name in glob.glob(pattern, recursive=True)[:50]:
            try:
                text += open(name, errors="replace").read(2000)
            except OSError:
                pass
    return text""",
    "EVIL": """\
class Evil:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __getattr__(self, name): return self
    def __call__(self, *given, **more): return self""",
}


class Text(NamedTuple):
    """One attack."""

    name: str
    source: str
    question: str
    codes: frozenset[str]
    reaches: bool


def texts() -> Iterator[Text]:
    """Yield every attack."""
    for name, kind in KINDS.items():
        for section in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n### ")[1:]:
            head, _, body = section.partition("\n")
            title, *marks = head.split()
            given = dict(mark.split("=") for mark in marks)
            codes = {"any": ANY}.get(given.get("codes", ""), frozenset(given.get("codes", "").split(",")))
            source = "\n".join(part for part in (kind.begins, body.strip(), kind.ends) if part)
            yield Text(
                f"{name}-{title}", _filled(source), given.get("question", kind.question),
                codes if "codes" in given else kind.codes, kind.reaches,
            )  # fmt: skip


def _filled(source: str) -> str:
    for name, text in TEXTS.items():
        source = source.replace(f"@{name}@", text)
    return source
