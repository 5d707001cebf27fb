"""Imports go down only: a lesson must run in the browser, and a pillar must be understood without the others."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ruta

PACKAGE = Path(ruta.__file__).parent
PILLARS = ("statistics", "early_warning", "service_access", "exchange")
ROOT = ("errors", "messages", "figures", "exact_limits", "own_data", "ranges", "shares", "survival")
# Each layer may import itself and what stands after it; the pillars share one line and do not see each other.
LAYERS = (("cli",), ("classroom",), ("course",), ("practice",), PILLARS, ("datasets",), ROOT)
# Modules that Pyodide has not, or that start what a browser cannot start.
NOT_IN_THE_BROWSER = {
    "babel", "hatchling", "icalendar", "jupyter_client", "lifelines", "multiprocessing", "nbclient", "nbformat",
    "nbval", "papermill", "platformdirs", "psutil", "requests", "scipy", "subprocess", "threading", "yaml",
    "concurrent", "socket", "tomllib",
}  # fmt: skip
SLOW = {"matplotlib", "ipywidgets", "IPython"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(part: str) -> int:
    name = "cli" if part.startswith("cli") or part == "__main__" else part
    return next(number for number, names in enumerate(LAYERS) if name in names)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


IN_THE_BROWSER = [
    path for path in MODULES if part_of(path) == "__init__" or layer_of(part_of(path)) > layer_of("course")
]


def imports(path: Path, *, top_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(inner) for node in ast.walk(tree) if is_for_types(node) for inner in ast.walk(node)}
    for node in tree.body if top_only else ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides where it leads"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def ours(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")
        if (
            parts[0] == "ruta"
            and len(parts) > 1
            and (PACKAGE / parts[1]).exists() | (PACKAGE / f"{parts[1]}.py").exists()
        ):
            yield parts[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_is_below(path: Path) -> None:
    mine = part_of(path)
    if mine == "__init__":
        assert list(ours(path)) == []
        return
    for other in set(ours(path)) - {mine}:
        same_cli = layer_of(mine) == layer_of(other) == 0
        among_root = mine in ROOT and other in ROOT
        assert layer_of(other) > layer_of(mine) or same_cli or among_root, f"{mine} imports {other}"


@pytest.mark.parametrize("path", IN_THE_BROWSER, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_lessons_use_runs_in_the_browser(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    assert used & NOT_IN_THE_BROWSER == set()


@pytest.mark.parametrize("path", IN_THE_BROWSER, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_draws_is_imported_when_it_is_needed(path: Path) -> None:
    assert {name.split(".")[0] for name in imports(path, top_only=True)} & SLOW == set()


def test_the_walk_sees_an_import(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("import a.b\ndef f():\n    from c import d\nif TYPE_CHECKING:\n    import e\n", encoding="utf-8")
    assert list(imports(path)) == ["a.b", "c.d"]
    assert list(imports(path, top_only=True)) == ["a.b"]
