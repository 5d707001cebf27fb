"""Say in lines and tables what checks found."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ruta import messages
from ruta.course import answer_source
from ruta.course.checking import Checker, Result
from ruta.course.grafting import MISSING, Note
from ruta.course.outcomes import Outcome
from ruta.course.table import table
from ruta.errors import InputError
from ruta.practice import registry

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
        if path.is_dir():
            raise InputError("course.check.empty-folder", folder=path)
        return Entry(path, checker.check(path))
    except InputError as error:
        return Entry(path, None, error)
    except OSError as error:
        reason = error.strerror or str(error)
        return Entry(path, None, InputError("course.unreadable", file=path, reason=reason))


def notebooks_in(paths: list[Path]) -> list[Path]:
    """Return the notebooks that were named, those of a folder in its place; copies that JupyterLab keeps are left out.

    What does not exist, or is a folder without notebooks, stays in the list: `collect` says what is wrong with each.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*.ipynb")) if path.is_dir() else []
        found.extend([each for each in inside if ".ipynb_checkpoints" not in each.parts] or [path])
    return found


def lines(entry: Entry, language: str) -> str:
    """Return what a person reads about one notebook."""
    if entry.result is None:
        return f"{entry.path}\n  {_why(entry, language)}"
    result = entry.result
    said = [f"{result.exercise} ({_parameters(result, language)})"]
    for outcome in result.outcomes:
        name = title(result, outcome, language)
        said.append(f"{name} ({outcome.question})" if name else outcome.question)
        said.append(f"  {outcome.text}")
        if outcome.answer and not outcome.held:
            answered = answer_source.one_line(outcome.answer)
            said.append("  " + messages.text("course.check.answered", language=language, answer=answered))
    said += _notes(result, language)
    right = sum(outcome.held for outcome in result.outcomes)
    said.append(messages.text("course.check.sum", language=language, right=right, all=len(result.outcomes)))
    return "\n  ".join([str(entry.path), *said])


def title(result: Result, outcome: Outcome, language: str) -> str:
    """Return the title of a question; empty where the exercise is not one of those that ruta holds."""
    try:
        domain = registry.find(result.exercise).domain
    except InputError:
        return ""
    return messages.text(f"{domain}.{outcome.question}.title", language=language)


def _parameters(result: Result, language: str) -> str:
    return "; ".join(
        f"{_word('parameter', name, language)}: {_word('value', value, language)}"
        for name, value in result.parameters.items()
    )


def _word(kind: str, value: object, language: str) -> str:
    """Return the word for a code, or the value itself where it is none of ours, such as the seed."""
    code = f"course.check.{kind}-{str(value).lower()}"
    return messages.text(code, language=language) if messages.has(code, language=language) else str(value)


def _notes(result: Result, language: str) -> list[str]:
    # A verdict that says that the cell is missing needs no note that says it again.
    told = [Note(MISSING, outcome.question) for outcome in result.outcomes if outcome.code == "missing"]
    said = [
        messages.text(note.code, language=language, question=note.question) for note in result.notes if note not in told
    ]
    for name, number in Counter(outcome.undefined for outcome in result.outcomes if outcome.undefined).items():
        if number > 1:
            said.append(messages.text("course.check.same-cause", language=language, number=number, name=name))
    return said


def summary(entries: list[Entry], language: str) -> str:
    """Return a table with one line per notebook and one line that sums it up."""
    columns = [messages.text(f"course.check.column-{name}", language=language) for name in ("file", "right", "open")]
    rows = []
    for entry in entries:
        if entry.result is None:
            rows.append([entry.path.name, "-", _why(entry, language)])
            continue
        outcomes = entry.result.outcomes
        right = sum(outcome.held for outcome in outcomes)
        wanting = [f"{each.question} ({_word('code', each.code, language)})" for each in outcomes if not each.held]
        rows.append([entry.path.name, f"{right}/{len(outcomes)}", ", ".join(wanting) or "-"])
    held = sum(entry.exit_code == ALL_HELD for entry in entries)
    unusable = sum(entry.exit_code == UNUSABLE for entry in entries)
    whole = messages.text("course.check.summary", language=language, all=len(entries), held=held, unusable=unusable)
    return f"{table(columns, rows)}\n{whole}"


def _why(entry: Entry, language: str) -> str:
    return entry.error.sentence(language) if entry.error else ""
