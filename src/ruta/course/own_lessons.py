"""Which lessons can be run on an office's own table, read off their notebooks, and why the others cannot."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

import ruta
from ruta import messages
from ruta.course import notebooks
from ruta.course.catalogue import Lesson
from ruta.course.own_slice import Unknown
from ruta.course.paths import Tree
from ruta.datasets import TABLES, TRUTHS
from ruta.datasets.own import OWN_TABLES

# Modules that make an invented example out of a table: through them a lesson reads no table of an office.
EXAMPLES = frozenset({"own_example"})
# Lessons that lay invented reports, cases or people over one table: nobody could tell them from the office's.
MIXED = frozenset({"early-warning/07-from-signal-to-alert", "service-access/02-route-of-care"})
_DATASETS = "datasets"
TRUTH_CALLS = frozenset({f"{_DATASETS}.truth", "linkage_register.true_persons"})
WITHHELD = {"statistics/04-one-person-many-records": frozenset({"labelled"})}
"""Pairs labelled by identity numbers, which the table of the course does not hold."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What can be done with one lesson."""

    lesson: str
    table: str = ""
    """The table on which it runs; empty where it does not."""
    reason: str = ""
    """Why not: ``examples``, ``other``, ``several`` or ``mixed``; ``truth`` where it runs without a table of truth."""
    tables: tuple[str, ...] = ()
    """What it reads besides."""

    def sentence(self, language: str) -> str:
        """Return the reason as a sentence; empty where the lesson runs whole."""
        if not self.reason:
            return ""
        tables = ", ".join(self.tables)
        return messages.text(f"own.lesson-{self.reason}", language=language, tables=tables)


@dataclass
class Reads:
    """What a notebook reads."""

    tables: set[str] = field(default_factory=set)
    truths: set[str] = field(default_factory=set)


def decide(tree: Tree, lesson: Lesson, *, language: str = "en") -> Decision:
    """Say whether a lesson runs on an office's table; both languages have the same code, so one is enough."""
    reads = scan(tree.lesson(lesson.id, language))
    ours = sorted(reads.tables & set(OWN_TABLES))
    if not reads.tables:
        return Decision(lesson=lesson.id, reason="examples")
    if lesson.id in MIXED:
        return Decision(lesson=lesson.id, reason="mixed", tables=tuple(sorted(reads.tables)))
    if len(ours) == len(reads.tables) == 1:
        truths = tuple(sorted(reads.truths))
        return Decision(lesson=lesson.id, table=ours[0], reason="truth" if truths else "", tables=truths)
    return Decision(lesson=lesson.id, reason="several" if ours else "other", tables=tuple(sorted(reads.tables)))


def scan(path: Path) -> Reads:
    """Return what the code of a notebook reads: tables of a country, and what really happened there."""
    reads = Reads()
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "code":
            _scan_code(cell.source, reads, modules=True)
    return reads


def unknown(decision: Decision) -> Unknown:
    """Return what no office knows, for the cut of a lesson."""
    columns = {each.name for name in decision.tables if decision.reason == "truth" for each in TRUTHS[name].fields}
    columns -= {each.name for table in TABLES.values() for each in table.fields}
    return Unknown(calls=TRUTH_CALLS, columns=columns, withheld=WITHHELD.get(decision.lesson, frozenset()))


def _scan_code(source: str, reads: Reads, *, modules: bool) -> None:
    code = ast.parse(source)
    texts = {node.value for node in ast.walk(code) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom) and modules:
            for path in _modules(node):
                _scan_code(path.read_text(encoding="utf-8"), reads, modules=False)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            # Where the name is no literal (a list of names), every name of a table in the code counts.
            first = node.args[0] if node.args else None
            named = {str(first.value)} if isinstance(first, ast.Constant) else texts
            if called == f"{_DATASETS}.table":
                reads.tables |= named & set(TABLES)
            elif called == f"{_DATASETS}.truth":
                reads.truths |= named & set(TRUTHS)


def _modules(node: ast.ImportFrom) -> list[Path]:
    """Return the modules of a pillar that a line imports: they may read tables for the lesson."""
    package, _, pillar = (node.module or "").partition(".")
    if package != "ruta" or not pillar or pillar.partition(".")[0] in ("datasets", "practice"):
        return []
    folder = Path(ruta.__file__).parent.joinpath(*pillar.split("."))
    names = [alias.name for alias in node.names if alias.name not in EXAMPLES]
    return [path for path in (folder.with_suffix(".py"), *(folder / f"{name}.py" for name in names)) if path.is_file()]
