"""Which lessons can be run on an office's own table, read off their notebooks, and why the others cannot."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from ruta import messages
from ruta.course import notebooks
from ruta.course.catalogue import Lesson
from ruta.course.own_slice import Unknown
from ruta.course.paths import Tree
from ruta.datasets import TABLES, TRUTHS
from ruta.datasets.own import OWN_TABLES

# Modules of the course that read tables for a lesson.
READERS: dict[str, tuple[str, ...]] = {
    "linkage_register": ("declarations",),
    "survey_frame": ("persons", "movements", "households", "municipalities"),
    "municipal_example": ("municipalities",),
}
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
            _scan_cell(cell.source, reads)
    return reads


def unknown(decision: Decision) -> Unknown:
    """Return what no office knows, for the cut of a lesson."""
    columns = {each.name for name in decision.tables if decision.reason == "truth" for each in TRUTHS[name].fields}
    columns -= {each.name for table in TABLES.values() for each in table.fields}
    return Unknown(calls=TRUTH_CALLS, columns=columns, withheld=WITHHELD.get(decision.lesson, frozenset()))


def _scan_cell(source: str, reads: Reads) -> None:
    code = ast.parse(source)
    texts = {node.value for node in ast.walk(code) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                reads.tables.update(READERS.get(alias.name, ()))
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            # Where the name is no literal (a list of names), every name of a table in the cell counts.
            first = node.args[0] if node.args else None
            named = {str(first.value)} if isinstance(first, ast.Constant) else texts
            if called == f"{_DATASETS}.table":
                reads.tables |= named & set(TABLES)
            elif called == f"{_DATASETS}.truth":
                reads.truths |= named & set(TRUTHS)
            elif called == "linkage_register.true_persons":
                reads.truths.add("declaration-links")
