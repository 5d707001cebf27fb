"""What a trainee has done so far, kept in a small file beside the notebook so that a restart loses nothing."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from ruta.practice.verdict import Verdict

FILE = "ruta-progress.json"
SCHEMA = "ruta.progress/1"
OFF = "off"


@dataclass(kw_only=True)
class Record:
    """The state of one question."""

    code: str = ""
    """Code of the last verdict; empty before the first."""
    attempts: int = 0
    """Answers checked that were neither missing nor blank."""
    hints: int = 0
    """Hints shown."""


@dataclass
class Progress:
    """The records of one exercise, by question id."""

    exercise: str
    """Id of the exercise."""
    path: Path | None
    """File that keeps them; ``None`` where nothing is kept."""
    records: dict[str, Record] = field(default_factory=dict)
    """Record of each question."""
    kept: bool = True
    """False once the file could not be read or written: the record then lasts as long as the kernel."""

    @classmethod
    def open(cls, exercise: str, folder: Path) -> "Progress":
        """Read what is kept for an exercise in a folder; a broken file starts a new record."""
        if os.environ.get("RUTA_PROGRESS") == OFF:
            return cls(exercise, None, kept=False)
        progress = cls(exercise, folder / FILE)
        progress.records = progress._read().get(exercise, {})
        return progress

    def of(self, question: str) -> Record:
        """Return the record of a question, a new one where there is none."""
        return self.records.setdefault(question, Record())

    def note_verdict(self, verdict: Verdict) -> None:
        """Keep a verdict."""
        record = self.of(verdict.question)
        record.code = verdict.code
        record.attempts += verdict.code not in ("missing", "blank")
        self._write()

    def note_hints(self, question: str, seen: int) -> None:
        """Keep how many hints of a question were seen."""
        record = self.of(question)
        record.hints = max(record.hints, seen)
        self._write()

    def _read(self) -> dict[str, dict[str, Record]]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8")) if self.path else {}
            kept = content["exercises"] if content.get("schema") == SCHEMA else {}
            return {name: {key: Record(**record) for key, record in records.items()} for name, records in kept.items()}
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            return {}

    def _write(self) -> None:
        if self.path is None:
            return
        exercises = {**self._read(), self.exercise: self.records}
        content = {"schema": SCHEMA, "exercises": exercises}
        temporary = self.path.with_suffix(".tmp")
        try:
            temporary.write_text(json.dumps(content, indent=1, default=vars), encoding="utf-8")
            temporary.replace(self.path)
        except OSError:
            # A read-only folder must not stop an exercise; the summary says that nothing is kept.
            self.kept = False
