"""Say what checks found: for a person in lines and tables, for a machine as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruta import messages
from ruta.course.checking import SCHEMA, Checker, Result
from ruta.course.table import table
from ruta.errors import InputError

ALL_HELD, SOMETHING_DOES_NOT_HOLD, UNUSABLE = 0, 1, 2


@dataclass(frozen=True)
class Entry:
    """One notebook: its result, or why it could not be checked."""

    path: Path
    """The file."""
    result: Result | None
    """What became of it."""
    error: InputError | None = None
    """Why it is unusable."""

    @property
    def exit_code(self) -> int:
        """Return the exit code that this notebook asks for."""
        if self.result is None:
            return UNUSABLE
        return ALL_HELD if self.result.all_held else SOMETHING_DOES_NOT_HOLD


def collect(checker: Checker, path: Path) -> Entry:
    """Check one notebook; an unusable one is an entry too, so that one failure stops nothing."""
    try:
        return Entry(path, checker.check(path))
    except InputError as error:
        return Entry(path, None, error)
    except OSError as error:
        reason = error.strerror or str(error)
        return Entry(path, None, InputError("course.unreadable", file=path, reason=reason))


def notebooks_in(paths: list[Path]) -> list[Path]:
    """Return the notebooks that were named, those of a folder in its place; copies that JupyterLab keeps are left out.

    Raises
    ------
    InputError
        Where a path does not exist, or a folder holds no notebook.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.rglob("*.ipynb")) if ".ipynb_checkpoints" not in each.parts]
            if not inside:
                raise InputError("course.check.empty-folder", folder=path)
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise InputError("course.not-found", file=path)
    return found


def lines(entry: Entry, language: str) -> str:
    """Return what a person reads about one notebook."""
    said = [str(entry.path)]
    if entry.result is None:
        sentence = entry.error.sentence(language) if entry.error else ""
        return "\n".join([*said, f"  {sentence}"])
    result = entry.result
    parameters = ", ".join(f"{name} = {value}" for name, value in result.parameters.items())
    said.append(f"  {result.exercise} ({parameters})")
    for outcome in result.outcomes:
        said.append(f"  {outcome.question}: {outcome.text}")
    for note in result.notes:
        said.append("  " + messages.text(note.code, language=language, question=note.question))
    right = sum(outcome.held for outcome in result.outcomes)
    said.append("  " + messages.text("course.check.sum", language=language, right=right, all=len(result.outcomes)))
    return "\n".join(said)


def summary(entries: list[Entry], language: str) -> str:
    """Return a table with one line per notebook and one line that sums it up."""
    columns = [messages.text(f"course.check.column-{name}", language=language) for name in ("file", "right", "open")]
    rows = []
    for entry in entries:
        if entry.result is None:
            rows.append([entry.path.name, "-", entry.error.sentence(language) if entry.error else ""])
            continue
        outcomes = entry.result.outcomes
        right = sum(outcome.held for outcome in outcomes)
        wanting = ", ".join(f"{each.question} ({each.code})" for each in outcomes if not each.held)
        rows.append([entry.path.name, f"{right}/{len(outcomes)}", wanting or "-"])
    held = sum(entry.exit_code == ALL_HELD for entry in entries)
    unusable = sum(entry.exit_code == UNUSABLE for entry in entries)
    whole = messages.text("course.check.summary", language=language, all=len(entries), held=held, unusable=unusable)
    return f"{table(columns, rows)}\n{whole}"


def as_json(entries: list[Entry], language: str) -> str:
    """Return everything as JSON for a machine."""
    return json.dumps(
        {"schema": SCHEMA, "notebooks": [_as_dict(entry, language) for entry in entries]}, ensure_ascii=False, indent=1
    )


def _as_dict(entry: Entry, language: str) -> dict[str, Any]:
    if entry.result is None:
        error = entry.error
        return {
            "notebook": str(entry.path),
            "error": {"code": error.code, "text": error.sentence(language)} if error else None,
        }
    result = entry.result
    return {
        "notebook": str(entry.path),
        "exercise": result.exercise,
        "parameters": result.parameters,
        "all_held": result.all_held,
        "questions": [
            {"id": each.question, "held": each.held, "code": each.code, "reason": each.reason, "text": each.text}
            for each in result.outcomes
        ],
        "notes": [{"code": note.code, "question": note.question} for note in result.notes],
    }
