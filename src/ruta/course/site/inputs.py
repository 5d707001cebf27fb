"""What the site is made from, as one hash: an unchanged site is not built again."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCES = ("book", "exercises", "datasets", "src/ruta", "_config.yml", "_toc.yml", "constraints.txt")
NOT_IN_LESSONS = {
    "course",
    "classroom",
    "cli.py",
    "cli_arguments.py",
    "cli_calendar.py",
    "cli_commands.py",
    "__main__.py",
    "__pycache__",
}
MADE = {"__pycache__", ".ipynb_checkpoints"}


def results_of(root: Path) -> list[str]:
    """Return what the outputs of a notebook depend on, beside its own code: data, pins, and what lessons may import."""
    package = sorted(path.name for path in (root / "src" / "ruta").iterdir() if path.name not in NOT_IN_LESSONS)
    return ["datasets", "constraints.txt", *(f"src/ruta/{name}" for name in package)]


def files_below(root: Path, names: Iterable[str]) -> Iterator[Path]:
    """Yield the files of folders (or single files) of the course, sorted, without what programs leave behind."""
    for name in names:
        start = root / name
        found = sorted(start.rglob("*")) if start.is_dir() else [start]
        yield from (path for path in found if path.is_file() and not MADE & set(path.parts) and path.suffix != ".mo")


def digest(root: Path, names: Iterable[str]) -> str:
    """Return one sha256 over the names and contents of files, in hexadecimal."""
    total = hashlib.sha256()
    for path in files_below(root, names):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
